"""Why a grown-up should come: blood pressure or sugar to control, signs of TBC, and nobody looked for a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.rules import blood_pressure, blood_tests, tuberculosis
from core.rules.choices import Choices
from core.rules.due.reason import DueKind, DueReason
from core.rules.screening_due import MONTHLY, Due, state
from core.rules.verdict import Verdict
from core.words.findings import Severity
from core.words.periods import date_words


@dataclass(frozen=True, slots=True)
class Pressure:
    """The last blood pressure (mmHg) and its day."""

    systolic: int | None
    diastolic: int | None
    on: date

    @property
    def words(self) -> str:
        """`terakhir 150/95, 25 November 2026`."""
        top, bottom = (one if one is not None else "…" for one in (self.systolic, self.diastolic))
        return f"terakhir {top}/{bottom}, {date_words(self.on)}"


@dataclass(frozen=True, slots=True)
class Sugar:
    """The last blood sugar (mg/dL), its kind (GDS, GDP), whether the meter showed HI, and its day."""

    value: Decimal | None
    kind: str | None
    is_hi: bool
    on: date


def pressure(
    last: Pressure | None, years: int, choices: Choices, on: date, *, is_mother: bool, is_known_high: bool
) -> DueReason | None:
    """R-TD: the last value was high, or it is known to be (KMK 2015/2023; mothers KMK 1186/2022).

    R-JATUHTEMPO: who was normal-tinggi comes again after a month.
    """
    severity = None if last is None else _pressure_severity(last, years, choices, is_mother=is_mother)
    if last is not None and severity is not None and severity.rank >= Severity.RED.rank:
        return DueReason(DueKind.PRESSURE, f"Kontrol tekanan darah: {last.words}", severity)
    if is_known_high:
        return DueReason(DueKind.PRESSURE, "Kontrol tekanan darah: punya riwayat darah tinggi")
    if last is None or is_mother or not blood_pressure.is_high_normal(last.systolic, last.diastolic):
        return None
    when = state(last.on, on, MONTHLY)
    if when is Due.NOT_YET:
        return None
    text = f"Ukur lagi tekanan darah, hampir tinggi: {last.words}"
    return DueReason(DueKind.PRESSURE, text, is_overdue=when is Due.OVERDUE)


def _pressure_severity(last: Pressure, years: int, choices: Choices, *, is_mother: bool) -> Severity | None:
    if is_mother:
        found = blood_pressure.mother(last.systolic, last.diastolic, (None, None))
        return None if found is None else found.severity
    rule = choices.blood_pressure
    return blood_pressure.adult_high_severity(last.systolic, last.diastolic, years=years, rule=rule)


def sugar(last: Sugar | None, choices: Choices, *, is_known_high: bool) -> DueReason | None:
    """R-GD: the last sugar was high, or kencing manis is known (KMK 2015/2023)."""
    if last is not None and blood_tests.is_glucose_high(
        last.value, kind=last.kind, is_hi=last.is_hi, rule=choices.glucose
    ):
        shown = "HI" if last.value is None else f"{last.value.normalize():f}".replace(".", ",")
        text = f"Kontrol gula darah: terakhir {shown} mg/dL, {date_words(last.on)}"
        return DueReason(DueKind.SUGAR, text, Severity.RED)
    return DueReason(DueKind.SUGAR, "Kontrol gula darah: punya riwayat kencing manis") if is_known_high else None


def sugar_check(last_on: date | None, years: int, on: date, choices: Choices, *, has_risk: bool) -> DueReason | None:
    """R-GD, R-JATUHTEMPO: sugar once a year from 40, or from 15 years with a risk (KMK 2015/2023); never is due now."""
    from_years = int(choices.glucose_from_years)
    if not blood_tests.is_glucose_due_by_age(years, has_risk=has_risk, from_years=from_years):
        return None
    if state(last_on, on) is Due.NOT_YET:
        return None
    return DueReason(DueKind.SCREENING, "Gula darah belum diperiksa setahun ini", Severity.GREEN)


def tbc(
    answers: Mapping[str, bool | None], asked_on: date, person: tuberculosis.Person, choices: Choices
) -> DueReason | None:
    """R-TBC: the last answers told of signs or of contact; ask again and whether the puskesmas saw them."""
    found = tuberculosis.screen(answers, tuple(answers), person, choices)
    verdict = next((one for one in found if isinstance(one, Verdict) and one.field == "tbc_result"), None)
    if verdict is None or verdict.severity is Severity.GREEN:
        return None
    what = "Dekat dengan pasien TBC" if verdict.result == "KONTAK_ERAT" else "Ada gejala TBC"
    return DueReason(DueKind.TBC, f"{what} {date_words(asked_on)}: tanya lagi, sudah diperiksa?", verdict.severity)


def screening(last_seen_on: date | None, on: date) -> DueReason | None:
    """R-JATUHTEMPO: grown-ups are looked at once a year at least; never seen is an invitation (KMK 2015/2023)."""
    if last_seen_on is None:
        return DueReason(DueKind.SCREENING, "Belum pernah diperiksa di posyandu", Severity.GREEN)
    if state(last_seen_on, on) is Due.NOT_YET:
        return None
    text = f"Terakhir diperiksa {date_words(last_seen_on)}, sudah setahun"
    return DueReason(DueKind.SCREENING, text, Severity.GREEN, is_overdue=True)


def referral(referred_on: date) -> DueReason:
    """R-RUJ: somebody sent on of whom nothing was heard (KMK 2015/2023)."""
    return DueReason(DueKind.REFERRAL, f"Dirujuk {date_words(referred_on)}: tanyakan kabarnya", is_overdue=True)
