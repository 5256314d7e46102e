"""Why a mother should come: her pregnancy by its week, tablets, and the visits of childbed."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from core.rules import antenatal, pregnancy
from core.rules.due.reason import DueKind, DueReason
from core.rules.postnatal import MOTHER_WINDOWS, WindowState, schedule
from core.words.findings import worst
from core.words.periods import date_words

_TABLETS_LAST = timedelta(days=30)
_NEAR_TERM = timedelta(days=30)


def expecting(
    known: pregnancy.Dating | None,
    examinations: Sequence[antenatal.Examination],
    on: date,
    *,
    spread: str = "1-2-3",
    by: str = "kmk",
) -> DueReason:
    """R-ANC and R-UK: how far she is, and which examination the week asks for (KMK 2015/2023).

    Without any examination written down her Buku KIA is asked for, so that nobody is told she is behind who is not.
    """
    found = pregnancy.findings(known, on)
    if known is None or known.began_on > on:
        return DueReason(DueKind.PREGNANCY, "Hamil: tanyakan HPHT, periksa hamil tiap bulan", worst(found))
    age = pregnancy.Gestation((on - known.began_on).days)
    head = f"Hamil {age.weeks} minggu"
    if found:
        return DueReason(DueKind.PREGNANCY, f"{head}: {found[0].label.lower()}", worst(found), is_overdue=True)
    if not examinations:
        return DueReason(DueKind.PREGNANCY, f"{head}: bawa Buku KIA, dilihat K ke berapa")
    state = antenatal.status(known.began_on, examinations, on, spread=spread, by=by)
    if state.is_behind:
        text = f"{head}: periksa hamil baru {state.done} kali, sekarang mestinya {state.needed_now}"
        return DueReason(DueKind.PREGNANCY, text, is_overdue=True)
    near = f", perkiraan lahir {date_words(known.due_on)}" if known.due_on - on <= _NEAR_TERM else ""
    return DueReason(DueKind.PREGNANCY, f"{head}: periksa hamil K{min(state.done + 1, 6)}{near}")


def tablets(last_given_on: date | None, on: date, *, takes_daily: bool | None) -> DueReason | None:
    """R-TTD: a month's tablets are used up, or she did not take them every day (10T of the Buku KIA)."""
    if takes_daily is False:
        return DueReason(DueKind.TABLETS, "TTD belum diminum setiap hari: tanyakan sebabnya", is_overdue=True)
    if last_given_on is not None and on - last_given_on < _TABLETS_LAST:
        return None
    return DueReason(DueKind.TABLETS, "TTD: ambil tablet untuk sebulan")


def weekly_tablets(takes_weekly: bool | None) -> DueReason | None:
    """R-TTDREMAJA: a girl who said that she does not take the weekly tablet (KMK 2015/2023)."""
    if takes_weekly is not False:
        return None
    return DueReason(DueKind.TABLETS, "TTD belum diminum tiap minggu: ajak minum bersama")


def childbed(gave_birth_on: date, seen: Mapping[str, date], on: date) -> DueReason | None:
    """R-KF: the visit of childbed that is open on the day, with those missed (KMK 2015/2023); None when it is done."""
    windows = schedule(gave_birth_on, dict(seen), on, MOTHER_WINDOWS)
    now = next((one for one in windows if one.state is WindowState.OPEN), None)
    late = [one.name for one in windows if one.state is WindowState.MISSED]
    head = f"Nifas hari ke-{(on - gave_birth_on).days}"
    missed = f"{', '.join(late)} belum tercatat" if late else ""
    if now is not None:
        text = f"{head}: {now.name} sampai {date_words(now.last_on)}" + (f"; {missed}" if missed else "")
        return DueReason(DueKind.POSTPARTUM, text, is_overdue=bool(late))
    return DueReason(DueKind.POSTPARTUM, f"{head}: {missed}", is_overdue=True) if missed else None
