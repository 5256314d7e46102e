"""Form F1, the month's weighing result of a posyandu: lines B to O by age band and sex, each cell with its children.

Source: Form F1 "Format hasil kegiatan penimbangan di posyandu" (Dinas Kesehatan DKI Jakarta), bands as printed there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.services.register import Register
from core.services.reports.child_month import ChildMonth
from core.services.reports.measures import MEASURES
from core.services.reports.sheets import MonthSheet, ReportPlace, month_sheets
from core.words.findings import Finding
from core.words.life_stage import AgeBand as Band
from core.words.life_stage import band_of
from core.words.people import Sex
from core.words.periods import Month

BANDS = (
    Band("b0_5", "0–5 bln", 0, 5),
    Band("b6_11", "6–11 bln", 6, 11),
    Band("b12_23", "12–23 bln", 12, 23),
    Band("b24_59", "24–59 bln", 24, 59),
)
CELLS = tuple((band, sex) for band in BANDS for sex in Sex)
"""The eight columns in print order: L and P of each band."""
TOTAL_KEY = "jumlah"


@dataclass(frozen=True, slots=True)
class LineShape:
    """A line of the form: its letter and words, and the measure that fills it; None until the register knows it."""

    key: str
    letter: str
    words: str
    measure: str | None


LINES = (
    LineShape("kader_jml", "B", "Jumlah kader", None),
    LineShape("kader_aktif", "B", "Kader aktif", None),
    LineShape("bumil", "C", "Ibu hamil", None),
    LineShape("bumil_fe3", "C", "Ibu hamil dapat Fe III (90 tablet)", None),
    LineShape("bumil_kek", "C", "Ibu hamil KEK (LiLA < 23,5 cm)", None),
    LineShape("nifas", "C", "Ibu nifas", None),
    LineShape("nifas_vita", "C", "Ibu nifas dapat vitamin A merah", None),
    LineShape("s", "D", "S: semua balita", "S"),
    LineShape("k", "E", "K: punya KMS atau Buku KIA", "K"),
    LineShape("d", "F", "D: ditimbang bulan ini", "D"),
    LineShape("n", "G", "Status N: naik", "N"),
    LineShape("t", "G", "Status T: tidak naik", "T"),
    LineShape("o", "G", "Status O: bulan lalu tidak ditimbang", "O"),
    LineShape("b", "G", "Status B: baru pertama ditimbang", "B"),
    LineShape("bgm", "H", "BGM: bawah garis merah", "BGM"),
    LineShape("bgm_rujuk", "I", "BGM dirujuk", "BGM_referred"),
    LineShape("aph", "J", "APH: atas pita hijau", "aph"),
    LineShape("aph_rujuk", "K", "APH dirujuk", "aph_referred"),
    LineShape("dua_t", "L", "2T: dua kali tidak naik", "two_t"),
    LineShape("dua_t_rujuk", "M", "2T dirujuk", "two_t_referred"),
    LineShape("vita_biru", "N", "Vitamin A biru (6–11 bln)", "vitamin_a_blue"),
    LineShape("vita_merah", "N", "Vitamin A merah (12–59 bln)", "vitamin_a_red"),
    LineShape("asi_saja", "O", "0–5 bln 29 hr: masih ASI saja", "asi_exclusive"),
    LineShape("asi_lain", "O", "0–5 bln 29 hr: sudah diberi lain", "asi_broken"),
    LineShape("asi_takterdata", "O", "0–5 bln 29 hr: tidak terdata", "asi_unknown"),
    LineShape("capai_6bln", "O", "Mencapai 6 bln bulan ini", "six_months"),
    LineShape("lulus_asi", "O", "Lulus ASI eksklusif", "asi_passed"),
)
"""The form line by line. Kader and mothers (B, C) stay empty until the register records them: never invented."""


@dataclass(frozen=True, slots=True)
class F1Line:
    """A line with the ids of the children in its eight cells; `cells` is None when not recorded in this register."""

    shape: LineShape
    cells: tuple[tuple[str, ...], ...] | None

    @property
    def counts(self) -> tuple[int, ...] | None:
        """The eight numbers in print order."""
        return None if self.cells is None else tuple(len(ids) for ids in self.cells)

    @property
    def total(self) -> int | None:
        """Jumlah: the sum of the eight cells."""
        return None if self.cells is None else sum(len(ids) for ids in self.cells)

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody on the line, band by band."""
        return tuple(person for ids in self.cells or () for person in ids)


@dataclass(frozen=True, slots=True)
class F1Report:
    """Form F1 of a month."""

    month: Month
    place: ReportPlace
    sessions: tuple[date, ...]
    lines: tuple[F1Line, ...]
    findings: tuple[Finding, ...]

    @property
    def posyandu(self) -> str:
        """Name of the posyandu, or `Semua posyandu`."""
        return self.place.posyandu

    def line(self, key: str) -> F1Line:
        """The line called `key`; KeyError when there is none."""
        return {line.shape.key: line for line in self.lines}[key]


def report_of(sheet: MonthSheet) -> F1Report:
    """Fill the form from the month's rows; pure."""
    lines = tuple(F1Line(shape, _cells(shape, sheet.rows)) for shape in LINES)
    return F1Report(sheet.month, sheet.place, sheet.sessions, lines, sheet.findings)


def f1(register: Register, month: Month, posyandu_id: str | None = None) -> F1Report:
    """Form F1 of one posyandu, or of all together. Raises InputError for a posyandu that is not in the register."""
    return report_of(month_sheets(register, (month,), posyandu_id)[0])


def to_json(report: F1Report) -> dict[str, Any]:
    """The form as one JSON document: per line its eight cells and `jumlah`; null where the register knows nothing."""
    return {
        "month": str(report.month),
        "posyandu": report.posyandu,
        "columns": [*_column_keys(), TOTAL_KEY],
        "lines": {line.shape.key: _line_json(line) for line in report.lines},
        "people": {
            line.shape.key: {key: list(ids) for key, ids in zip(_column_keys(), line.cells, strict=True)}
            for line in report.lines
            if line.cells is not None
        },
    }


def _column_keys() -> tuple[str, ...]:
    return tuple(f"{band.key}_{sex.value.lower()}" for band, sex in CELLS)


def _line_json(line: F1Line) -> dict[str, int | None]:
    counts = line.counts or (None,) * len(CELLS)
    return {**dict(zip(_column_keys(), counts, strict=True)), TOTAL_KEY: line.total}


def _cells(shape: LineShape, rows: Iterable[ChildMonth]) -> tuple[tuple[str, ...], ...] | None:
    if shape.measure is None:
        return None
    counted = [row for row in rows if MEASURES[shape.measure](row)]
    return tuple(
        tuple(row.child.id for row in counted if row.child.sex is sex and _is_in(row, band)) for band, sex in CELLS
    )


def _is_in(row: ChildMonth, band: Band) -> bool:
    # A capsule given days before the fifth birthday still belongs on the form: the last band takes it.
    return band_of(BANDS, min(row.age_months, BANDS[-1].last)) is band
