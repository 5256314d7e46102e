"""R-JATUHTEMPO and R-ALAT: when a screening or a calibration is due again."""

from datetime import date
from enum import StrEnum

from core.rules import thresholds as at
from core.rules.verdict import Verdict
from core.words.age import month_completed_on
from core.words.findings import Severity

YEARLY, MONTHLY = 12, 1
_CALIBRATION_MONTHS = 12


class Due(StrEnum):
    """Where a repeated screening stands; the values are the words on the list."""

    NOT_YET = "belum"
    TODAY = "jatuh tempo"
    OVERDUE = "terlambat"


def due_on(last_on: date | None, months: int = YEARLY) -> date | None:
    """R-JATUHTEMPO: last date plus the interval in months; None when it was never done (KMK 2015/2023)."""
    return None if last_on is None else month_completed_on(last_on, months)


def state(last_on: date | None, on: date, months: int = YEARLY) -> Due:
    """R-JATUHTEMPO: never done is due at the first contact; past its day it is overdue (KMK 2015/2023)."""
    due = due_on(last_on, months)
    if due is None or due == on:
        return Due.TODAY
    return Due.OVERDUE if due < on else Due.NOT_YET


def yearly(rule: str, field: str, name: str, last_on: date | None, on: date | None) -> Verdict | None:
    """A yearly screening asked about at a home visit: still valid or due again (KMK 2015/2023)."""
    if last_on is None or on is None:
        return None
    is_valid = state(last_on, on) is Due.NOT_YET
    return Verdict(
        rule=rule,
        field=field,
        result="BERLAKU" if is_valid else "LEWAT",
        severity=Severity.GREEN if is_valid else Severity.YELLOW,
        label=f"{name} masih berlaku" if is_valid else f"{name} perlu diulang",
        next_step="" if is_valid else f"Ajak ke posyandu untuk {name}.",
        source=at.ILP,
    )


def calibration(calibrated_on: date | None, on: date) -> str:
    """R-ALAT: why a scale or meter needs attention; empty while its calibration is at most 12 months old (our rule)."""
    if calibrated_on is None:
        return "Kalibrasi belum pernah tercatat."
    if on > month_completed_on(calibrated_on, _CALIBRATION_MONTHS):
        return "Kalibrasi sudah lebih dari 12 bulan; minta puskesmas mengalibrasi."
    return ""
