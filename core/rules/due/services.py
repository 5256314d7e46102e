"""Why somebody should come for a service: extra food, vitamin A after a birth, contraception, and Td in pregnancy."""

from datetime import date

from core.rules.due.reason import DueKind, DueReason
from core.rules.immunization.td import TdStatus
from core.rules.services_next import mother
from core.words.periods import date_words


def extra_food(began_on: date | None) -> DueReason | None:
    """R-PMT: whoever got extra food the last time is weighed and asked whether it is eaten up (Juknis PMT 2023)."""
    if began_on is None:
        return None
    return DueReason(DueKind.FOOD, "Makanan tambahan: timbang lagi, tanyakan habis tiap hari")


def vitamin_a_childbed(delivered_on: date, on: date, capsules: int) -> DueReason | None:
    """R-VITA: two capsules within 42 days after a birth (Permenkes 21/2015); told only where one was asked about."""
    found = mother.vitamin_a(delivered_on, on, capsules)
    if found is None or not found.is_due(on):
        return None
    return DueReason(DueKind.VITAMIN_A, f"Vitamin A nifas: {found.text}")


def contraception(on: date, told_on: date, method: str | None) -> DueReason | None:
    """R-KB: the pills are used up, the injection is over (KMK 2015/2023); the day on the card of KB decides."""
    found = mother.contraception(on, told_on, uses=True, method=method)
    if not found.is_due(on):
        return None
    since = date_words(told_on)
    return DueReason(DueKind.PLANNING, f"KB {found.text} (terakhir ditanya {since})", is_overdue=True)


def td(status: TdStatus, on: date) -> DueReason | None:
    """R-TT: the next Td of a pregnant woman may be given on the day (Permenkes 12/2017)."""
    if status.is_for_life or (status.next_from is not None and status.next_from > on):
        return None
    if not status.number:
        return DueReason(DueKind.IMMUNIZATION, "Td belum tercatat: bawa Buku KIA")
    return DueReason(DueKind.IMMUNIZATION, f"Td (T{status.number + 1})")
