"""The monthly reports as .xlsx: numbers as numbers, ready to print, with the balok SKDN as a chart."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.exchange.xlsx_book import A4, LEGAL, Book, Sheet
from core.rules.breastfeeding import ROWS
from core.services.register import Register
from core.services.reports.f1 import BANDS, CELLS, F1Report, f1
from core.services.reports.ratios import RATIOS
from core.services.reports.sheets import ReportPlace, session_words
from core.services.reports.skdn import SkdnReport, form_rows, skdn_year
from core.words.findings import Finding
from core.words.periods import Month

_NOT_RECORDED = "belum dicatat di buku ini"
_YEAR_COLUMNS = {
    "S": "S",
    "K": "K",
    "D": "D",
    "N": "N",
    "T": "T",
    "O": "O",
    "B": "B",
    "BGM": "BGM",
    "two_t": "2T",
    "orange": "Oranye",
}
_BARS = {"S": "#C62828", "K": "#F6C945", "D": "#2E7D32", "N": "#1D5FA8"}
"""The official colours of the balok SKDN: S merah, K kuning, D hijau, N biru."""
_PATTERNS = {"D": "wide_upward_diagonal", "N": "dark_horizontal"}


def write_skdn(register: Register, month: Month, posyandu_id: str | None, out: Path) -> Path:
    """Count the SKDN of `month` with the year before it and write it to `out`.

    Raises InputError for an unknown posyandu, EnvironmentProblem for what the disk refuses.
    """
    return write_skdn_xlsx(skdn_year(register, month, posyandu_id), out, written_on=register.today)


def write_f1(register: Register, month: Month, posyandu_id: str | None, out: Path) -> Path:
    """Count Form F1 of `month` and write it to `out`; errors as in `write_skdn`."""
    return write_f1_xlsx(f1(register, month, posyandu_id), out, written_on=register.today)


def write_skdn_xlsx(year: Sequence[SkdnReport], out: Path, *, written_on: date) -> Path:
    """Write the last month of `year` to `out`: the form, the year with its bars, and gizi buruk by name.

    Raises EnvironmentProblem for what the disk refuses; then no half file is left.
    """
    report = year[-1]
    book = Book(f"Laporan SKDN {report.month.label}", written_on)
    _skdn_sheet(book, report)
    _year_sheet(book, year)
    _severe_sheet(book, report)
    return book.save(out)


def write_f1_xlsx(report: F1Report, out: Path, *, written_on: date) -> Path:
    """Write Form F1 to `out`. Raises EnvironmentProblem for what the disk refuses; then no half file is left."""
    book = Book(f"Form F1 – Hasil penimbangan di posyandu, {report.month.label}", written_on)
    last = 2 + len(CELLS)
    sheet = book.sheet("F1", LEGAL, widths=(5, 38, *[8] * len(CELLS), 9))
    row = _heading(book, sheet, report.place, report.sessions)
    _f1_head(book, sheet, row)
    for at, line in enumerate(report.lines, start=row + 2):
        book.write_row(sheet, at, [line.shape.letter, line.shape.words])
        if line.counts is None:
            sheet.merge_range(at, 2, at, last, _NOT_RECORDED, book.faint)
        else:
            book.write_row(sheet, at, [*line.counts, line.total], first=2)
    _notes(book, sheet, row + len(report.lines) + 3, report.findings)
    return book.save(out)


def _heading(book: Book, sheet: Sheet, place: ReportPlace, sessions: Sequence[date]) -> int:
    """Title and place; gives the first free row."""
    sheet.write_string(0, 0, book.title, book.big)
    facts = (
        ("Posyandu", place.posyandu),
        ("Desa/Kelurahan", place.village),
        ("Kecamatan", place.district),
        ("Kabupaten/Kota", place.regency),
        ("Puskesmas", place.puskesmas),
        ("Hari buka", session_words(sessions)),
    )
    for row, (label, value) in enumerate(facts, start=1):
        book.write_line(sheet, row, f"{label}: {value or '–'}")
    return len(facts) + 2


def _notes(book: Book, sheet: Sheet, row: int, findings: Sequence[Finding]) -> None:
    for place, found in enumerate(findings):
        book.write_line(sheet, row + place, f"{found.label}: {found.why}")


def _skdn_sheet(book: Book, report: SkdnReport) -> None:
    sheet = book.sheet("SKDN", A4, widths=(5, 32, 9, 2, 12, 30, 10, 2, 9, 7), is_landscape=True)
    top = _heading(book, sheet, report.place, report.sessions)
    book.write_head(sheet, top, ("No.", "Uraian", "Jumlah"))
    rows = form_rows(report)
    for at, row in enumerate(rows, start=top + 1):
        book.write_row(sheet, at, (row.number, row.label, row.words if row.value is None else row.value))
    book.write_head(sheet, top, ("Rasio", "Artinya", "Persen"), first=4)
    for at, ratio in enumerate(RATIOS, start=top + 1):
        book.write_row(sheet, at, (ratio.key, ratio.label), first=4)
        percent = report.ratios[ratio.key]
        if percent is None:
            book.write(sheet, at, 6, None)
        else:
            sheet.write_number(at, 6, percent, book.percent)
    book.write_head(sheet, top, ("ASI saja", "Anak"), first=8)
    for months in ROWS:
        book.write_row(sheet, top + 1 + months, (f"E{months}", report.count(f"asi_e{months}")), first=8)
    _notes(book, sheet, top + len(rows) + 2, report.findings)


def _year_sheet(book: Book, year: Sequence[SkdnReport]) -> None:
    sheet = book.sheet("Balok SKDN", A4, widths=(18, *[8] * len(_YEAR_COLUMNS)), is_landscape=True)
    sheet.write_string(0, 0, f"Balok SKDN {year[0].month.label} – {year[-1].month.label}", book.big)
    book.write_head(sheet, 2, ("Bulan", *_YEAR_COLUMNS.values()))
    for at, report in enumerate(year, start=3):
        counts = report.counts
        book.write_row(sheet, at, (report.month.label, *(getattr(counts, key) for key in _YEAR_COLUMNS)))
    chart = book.workbook.add_chart({"type": "column"})
    last = 2 + len(year)
    for column, key in enumerate(_YEAR_COLUMNS, start=1):
        if key in _BARS:
            look = {"border": {"color": "#1F2A24", "width": 0.5}}
            chart.add_series(
                {
                    "name": [sheet.name, 2, column],
                    "categories": [sheet.name, 3, 0, last, 0],
                    "values": [sheet.name, 3, column, last, column],
                    "gap": 60,
                    **look,
                    **_fill(key),
                }
            )
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"name": "anak", "min": 0, "major_gridlines": {"visible": True, "line": {"color": "#B9C2BC"}}})
    chart.set_size({"width": 900, "height": 360})
    sheet.insert_chart(last + 2, 0, chart)


def _fill(key: str) -> dict[str, object]:
    if key in _PATTERNS:
        return {"pattern": {"pattern": _PATTERNS[key], "fg_color": _BARS[key], "bg_color": "#FFFFFF"}}
    return {"fill": {"color": _BARS[key]}}


def _severe_sheet(book: Book, report: SkdnReport) -> None:
    sheet = book.sheet("Gizi buruk", A4, widths=(5, 28, 5, 14, 24, 18, 30, 10), is_landscape=True)
    sheet.write_string(0, 0, f"Daftar anak gizi buruk {report.month.label}", book.big)
    book.write_head(sheet, 2, ("No.", "Nama anak", "L/P", "Umur", "Ibu", "Dusun", "Mengapa", "Dirujuk"))
    sheet.repeat_rows(2)
    for number, line in enumerate(report.severe, start=1):
        referred = "sudah" if line.is_referred else "belum"
        cells = (number, line.name, line.sex.value, line.age, line.mother, line.dusun, line.reason, referred)
        book.write_row(sheet, 2 + number, cells)
    if not report.severe:
        book.write_line(sheet, 3, "Tidak ada anak yang terukur gizi buruk bulan ini.")


def _f1_head(book: Book, sheet: Sheet, row: int) -> None:
    last = 2 + len(CELLS)
    for column, name in ((0, ""), (1, "Uraian"), (last, "Jumlah")):
        sheet.merge_range(row, column, row + 1, column, name, book.head)
    for place, band in enumerate(BANDS):
        sheet.merge_range(row, 2 + 2 * place, row, 3 + 2 * place, band.label, book.head)
    book.write_head(sheet, row + 1, [sex.value for _band, sex in CELLS], first=2)
