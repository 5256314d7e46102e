"""The SKDN of a month: how many under-fives there are, own a KMS, were weighed and gained, and who they are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.rules.breastfeeding import ROWS
from core.services.register import Register
from core.services.reports.child_month import ChildMonth
from core.services.reports.measures import people_by_measure
from core.services.reports.ratios import RATIOS, SkdnCounts, check_counts, ratios
from core.services.reports.sheets import MonthSheet, ReportPlace, month_sheets
from core.words.age import age_words
from core.words.findings import Finding
from core.words.people import Sex
from core.words.periods import Month

PEOPLE_KEYS = (
    *("S", "K", "D", "N", "T", "O", "B", "BGM", "orange", "two_t", "K-D", "S-D"),
    *("vitamin_a_6_11", "vitamin_a_12_59", "asi_exclusive", *(f"asi_e{months}" for months in ROWS), "severe"),
)
YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True)
class SevereLine:
    """A child on the gizi buruk list, with the reason in words."""

    person_id: str
    name: str
    sex: Sex
    age: str
    mother: str
    dusun: str
    reason: str
    is_referred: bool


@dataclass(frozen=True, slots=True)
class SkdnReport:
    """The month in numbers; `people` holds the ids behind every number, `ratios` are per cent with one decimal."""

    month: Month
    place: ReportPlace
    sessions: tuple[date, ...]
    counts: SkdnCounts
    ratios: dict[str, float | None]
    people: dict[str, tuple[str, ...]]
    severe: tuple[SevereLine, ...]
    findings: tuple[Finding, ...]

    @property
    def posyandu(self) -> str:
        """Name of the posyandu, or `Semua posyandu`."""
        return self.place.posyandu

    @property
    def absent(self) -> int:
        """Tidak hadir as the form has it: K - D; negative when children without a KMS were weighed."""
        return self.counts.K - self.counts.D

    def count(self, key: str) -> int:
        """How many children stand behind `key` of `people`."""
        return len(self.people[key])


def report_of(sheet: MonthSheet) -> SkdnReport:
    """Count one month from its rows; pure."""
    people = people_by_measure(sheet.rows, PEOPLE_KEYS)
    counts = counts_of(people)
    return SkdnReport(
        month=sheet.month,
        place=sheet.place,
        sessions=sheet.sessions,
        counts=counts,
        ratios=ratios(counts),
        people=people,
        severe=_severe_lines(sheet),
        findings=(*sheet.findings, *check_counts(counts)),
    )


def counts_of(people: dict[str, tuple[str, ...]]) -> SkdnCounts:
    """The numbers of the lists of people: nothing in a report is counted in any other way."""
    number = {key: len(ids) for key, ids in people.items()}
    return SkdnCounts(
        S=number["S"],
        K=number["K"],
        D=number["D"],
        N=number["N"],
        T=number["T"],
        O=number["O"],
        B=number["B"],
        BGM=number["BGM"],
        orange=number["orange"],
        two_t=number["two_t"],
    )


def skdn(register: Register, month: Month, posyandu_id: str | None = None) -> SkdnReport:
    """The SKDN of one posyandu, or of all posyandu together (each by its own session day) without `posyandu_id`.

    Raises InputError for a posyandu that is not in the register.
    """
    return report_of(month_sheets(register, (month,), posyandu_id)[0])


def skdn_year(register: Register, last_month: Month, posyandu_id: str | None = None) -> tuple[SkdnReport, ...]:
    """Twelve months up to and including `last_month`, oldest first, for the balok SKDN."""
    months = tuple(last_month.shift(back) for back in range(1 - YEAR_MONTHS, 1))
    return tuple(report_of(sheet) for sheet in month_sheets(register, months, posyandu_id))


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of the printed form: its number there (empty for our additions), and whose list of names it opens.

    `value` is None for a number that cannot be; `words` shows that as a dash, and a finding says why.
    """

    number: str
    label: str
    value: int | None
    people_key: str

    @property
    def words(self) -> str:
        """The number as it is read."""
        return "–" if self.value is None else str(self.value)


def form_rows(report: SkdnReport) -> tuple[FormRow, ...]:
    """Rows 01 to 12 of the SKDN form in print order, and what puskesmas ask for beside it; for screen, paper, xlsx."""
    labels = (
        ("01", "S: semua balita", "S"),
        ("02", "K: punya KMS atau Buku KIA", "K"),
        ("03", "N: naik berat badannya", "N"),
        ("04", "T: tidak naik", "T"),
        ("05", "O: bulan lalu tidak ditimbang", "O"),
        ("06", "B: baru pertama ditimbang", "B"),
        ("07", "D: ditimbang (03+04+05+06)", "D"),
        ("08", "Tidak hadir (02 − 07)", "K-D"),
        ("", "Tidak ditimbang (S − D)", "S-D"),
        ("09", "BGM: di bawah garis merah", "BGM"),
        ("10", "Vitamin A bayi (6–11 bln)", "vitamin_a_6_11"),
        ("11", "Vitamin A balita (12–59 bln)", "vitamin_a_12_59"),
        ("12", "ASI eksklusif (0–5 bln)", "asi_exclusive"),
        ("", "2T: dua kali tidak naik", "two_t"),
        ("", "Di atas garis oranye", "orange"),
    )
    # The form subtracts the numbers; with a child weighed without a KMS that is less than the names behind it, and
    # fewer than nobody cannot have stayed away: the finding "D melebihi K" says what is not recorded yet.
    absent = report.absent if report.absent >= 0 else None
    return tuple(
        FormRow(number, label, absent if key == "K-D" else report.count(key), key) for number, label, key in labels
    )


def to_json(report: SkdnReport) -> dict[str, Any]:
    """The report as one JSON document: counts, ratios in per cent (null without denominator), ids of the people."""
    counts = report.counts
    return {
        "month": str(report.month),
        "posyandu": report.posyandu,
        **{key: getattr(counts, key) for key in ("S", "K", "D", "N", "T", "O", "B", "BGM", "orange", "two_t")},
        "ratios": {ratio.key: report.ratios[ratio.key] for ratio in RATIOS},
        "people": {key: list(ids) for key, ids in report.people.items()},
    }


def _severe_lines(sheet: MonthSheet) -> tuple[SevereLine, ...]:
    return tuple(_severe_line(row, row.severe_on) for row in sheet.rows if row.severe_on is not None)


def _severe_line(row: ChildMonth, on: date) -> SevereLine:
    child = row.child
    return SevereLine(
        person_id=child.id,
        name=child.name,
        sex=child.sex,
        age=age_words(child.born_on, on, is_approximate=child.is_birth_date_approximate),
        mother=child.mother,
        dusun=child.dusun,
        reason=row.severe_reason,
        is_referred=row.is_referred,
    )
