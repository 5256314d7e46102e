"""Why a child should come: immunisation, vitamin A, away last month, and the first visits of a newborn."""

from collections.abc import Mapping
from datetime import date

from core.rules.child_services import deworming_mg
from core.rules.due.reason import DueKind, DueReason
from core.rules.immunization.child import (
    ChildDoses,
    DoseState,
    ImmunizationSettings,
    Refusal,
    due_doses,
)
from core.rules.immunization.schedule import LAST_MONTH
from core.rules.postnatal import INFANT_WINDOWS, WindowState, schedule
from core.rules.vitamin_a import capsule_due
from core.words.age import completed_months
from core.words.findings import Severity
from core.words.periods import Month, date_words

_MOST_NAMED = 4
_NO_RECORD_FROM_MONTHS = 2
_NEWBORN_DAYS = 28
_CAPSULES = {"biru": "kapsul biru", "merah": "kapsul merah"}


def immunization(child: ChildDoses, on: date, settings: ImmunizationSettings) -> DueReason | None:
    """R-IMUN: what may be given on the day, catch-up named as late (KMK 1098/2024); None when nothing is due.

    From two months on a child without any written dose is asked for its Buku KIA instead of being told ten vaccines.
    """
    months = completed_months(child.born_on, on)
    if not 0 <= months < LAST_MONTH:
        return None
    due = due_doses(child, on, settings)
    if not due:
        return None
    if not child.given and months >= _NO_RECORD_FROM_MONTHS:
        return DueReason(DueKind.IMMUNIZATION, "Imunisasi belum tercatat: bawa Buku KIA", is_overdue=True)
    is_late = any(dose.state is DoseState.CATCH_UP for dose in due)
    said = {one.key: one for one in sorted(child.refused, key=lambda one: one.on) if one.on < on}
    labels = [dose.label + _declined(said.get(dose.key)) for dose in due]
    more = f" dan {len(labels) - _MOST_NAMED} lagi" if len(labels) > _MOST_NAMED else ""
    named = ", ".join(labels[:_MOST_NAMED]) + more
    return DueReason(DueKind.IMMUNIZATION, f"Imunisasi {'kejar ' if is_late else ''}{named}", is_overdue=is_late)


def _declined(refusal: Refusal | None) -> str:
    """Whoever invites knows that the family said no the last time, and why."""
    if refusal is None:
        return ""
    why = f": {refusal.reason}" if refusal.reason else ""
    return f" (ditolak {date_words(refusal.on)}{why})"


def vitamin_a(born_on: date, on: date, *, had_this_round: bool) -> DueReason | None:
    """R-VITA: the capsule of February or August for whoever is of the age and has not had it (Permenkes 21/2015).

    From one year on deworming belongs to the same months (R-CACING, Permenkes 15/2017).
    """
    months = completed_months(born_on, on)
    capsule = capsule_due(months, on.month)
    if capsule is None or had_this_round:
        return None
    worms = ", obat cacing" if deworming_mg(months) else ""
    return DueReason(DueKind.VITAMIN_A, f"Vitamin A {_CAPSULES[capsule]}{worms}")


def missed(
    born_on: date, last_seen_on: date | None, session_on: date | None, here_since: date | None
) -> DueReason | None:
    """Was not weighed in the month of the last hari buka (`session_on`), nor since (KMK 2015/2023, day before).

    Whoever was not born, or did not live here yet on that day, has missed nothing; never weighed is told as such.
    """
    if session_on is None:
        return None
    if last_seen_on is None:
        is_new = born_on > session_on or (here_since is not None and here_since > session_on)
        text = "Belum pernah ditimbang di sini"
        return DueReason(DueKind.MISSED, text, Severity.GREEN if is_new else Severity.YELLOW, is_overdue=not is_new)
    month = Month.of(session_on)
    if Month.of(last_seen_on) >= month or (here_since is not None and here_since > session_on):
        return None
    text = f"Tidak datang {month.label}, terakhir {Month.of(last_seen_on).label}"
    return DueReason(DueKind.MISSED, text, is_overdue=Month.of(last_seen_on) < month.previous())


def monthly() -> DueReason:
    """Every child under six is weighed every month (Juknis KMS 2021); told where nothing else asks for it."""
    return DueReason(DueKind.MONTHLY, "Timbang dan ukur bulan ini", Severity.GREEN)


def newborn(born_on: date, seen: Mapping[str, date], on: date) -> DueReason | None:
    """R-KN: the visit of the first 28 days that is open on the day, or was missed (KMK 2015/2023).

    `seen`: the visits that took place, by name.
    """
    day = (on - born_on).days
    if not 0 <= day <= _NEWBORN_DAYS:
        return None
    windows = schedule(born_on, dict(seen), on, INFANT_WINDOWS)
    now = next((one for one in windows if one.state is WindowState.OPEN), None)
    if now is None:
        return None
    late = [one.name for one in windows if one.state is WindowState.MISSED]
    text = f"Bayi {day} hari: {now.name} sampai {date_words(now.last_on)}"
    return DueReason(DueKind.NEWBORN, text + _missed_words(late), is_overdue=bool(late))


def _missed_words(names: list[str]) -> str:
    return f"; {', '.join(names)} belum tercatat" if names else ""
