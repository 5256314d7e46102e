"""Form F1 of a month on one legal sheet, upright as the form of DKI Jakarta: lines B to O by age band and sex."""

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Paragraph, Spacer, TableStyle

from core.services.register import Register
from core.services.reports.f1 import BANDS, CELLS, F1Line, F1Report, f1
from core.services.setup import Settings, load_settings
from core.words.periods import Month
from printouts.document import Out, write_document
from printouts.paper import MM, Paper
from printouts.report_parts import notes, plain_grid, report_heading, signatures, signing_place
from printouts.styles import (
    BOLD,
    FAINT_COLOUR,
    INK_COLOUR,
    ITALIC,
    MUTED_COLOUR,
    paragraph_style,
    table_style,
)

TITLE = "Form F1 – Hasil penimbangan di posyandu,"
LEGAL = Paper("Legal", 8.5 * 72, 14 * 72, 12 * MM)
NOT_RECORDED = "belum dicatat di buku ini"
_WIDTH = LEGAL.width - 2 * LEGAL.margin
_LETTER, _CELL, _TOTAL = 9 * MM, 12.2 * MM, 15 * MM
_WIDTHS = (_LETTER, _WIDTH - _LETTER - 8 * _CELL - _TOTAL, *[_CELL] * 8, _TOTAL)
_HEAD_ROWS = 2
_PADDING = 4.6
_CLOSED = HexColor("#dde3df")
_FIRST_BANDS_ONLY = {"asi_saja": 1, "asi_lain": 1, "asi_takterdata": 1, "capai_6bln": 2, "lulus_asi": 2}
"""Lines about small babies: the bands after these can never hold a child, so their cells are closed."""
_LEGEND = (
    "APH: berat di atas garis oranye (BB/U di atas +1 SD). BGM: berat di bawah garis merah KMS. 2T: tidak naik bulan "
    "ini dan bulan lalu. Kelompok umur dalam bulan penuh pada hari buka; vitamin A menurut umur pada hari diberikan."
)


def print_f1(register: Register, month: Month, posyandu_id: str | None, out: Out) -> Out:
    """Count Form F1 of `month` and write it to `out`.

    Raises InputError for an unknown posyandu, EnvironmentProblem for what the disk refuses.
    """
    report = f1(register, month, posyandu_id)
    return write_f1_pdf(report, out, settings=load_settings(register), printed_on=register.today)


def write_f1_pdf(report: F1Report, out: Out, *, settings: Settings, printed_on: date) -> Out:
    """Write the form to `out`. Raises EnvironmentProblem for what the disk refuses; then no half file is left."""
    body: list[Flowable] = [
        plain_grid(_rows(report), _WIDTHS, _style(report)),
        Spacer(1, 2 * MM),
        Paragraph(_LEGEND, paragraph_style("kecil")),
        *notes(report.findings),
    ]
    return write_document(
        out,
        report_heading(TITLE, report.month, report.place, report.sessions),
        body,
        paper=LEGAL,
        printed_on=printed_on,
        place=signing_place(report.place),
        signatures=signatures(settings),
    )


def _rows(report: F1Report) -> list[list[object]]:
    head: list[list[object]] = [["", "Uraian"], ["", ""]]
    for band in BANDS:
        head[0] += [band.label, ""]
    head[0].append("Jumlah")
    head[1] += [*(sex.value for _band, sex in CELLS), ""]
    return [*head, *(_row(line, _is_first(report.lines, place)) for place, line in enumerate(report.lines))]


def _row(line: F1Line, is_first: bool) -> list[object]:
    shape = line.shape
    words = Paragraph(escape(shape.words), paragraph_style("isi"))
    letter = shape.letter if is_first else ""
    if line.counts is None:
        return [letter, words, NOT_RECORDED]
    return [letter, words, *line.counts, line.total]


def _is_first(lines: Sequence[F1Line], place: int) -> bool:
    """The letter is printed once, at the first line of its group."""
    return place == 0 or lines[place - 1].shape.letter != lines[place].shape.letter


def _style(report: F1Report) -> TableStyle:
    style = table_style(head_rows=_HEAD_ROWS, size=9.5)
    last = -1
    style.add("TOPPADDING", (0, 0), (last, last), _PADDING)
    style.add("BOTTOMPADDING", (0, 0), (last, last), _PADDING + 0.5)
    for column in range(2, 10, 2):
        style.add("SPAN", (column, 0), (column + 1, 0))
    for column in (0, 1, 10):
        style.add("SPAN", (column, 0), (column, 1))
    style.add("ALIGN", (2, 0), (last, _HEAD_ROWS - 1), "CENTER")
    style.add("ALIGN", (2, _HEAD_ROWS), (last, last), "CENTER")
    style.add("FONT", (0, _HEAD_ROWS), (0, last), BOLD, 10)
    style.add("ALIGN", (0, 0), (0, last), "CENTER")
    style.add("FONT", (10, _HEAD_ROWS), (10, last), BOLD, 10)
    style.add("BOX", (0, 0), (last, last), 0.9, INK_COLOUR)
    for place, line in enumerate(report.lines):
        _style_line(style, place + _HEAD_ROWS, line, _is_first(report.lines, place))
    return style


def _style_line(style: TableStyle, row: int, line: F1Line, is_first: bool) -> None:
    if is_first:
        style.add("LINEABOVE", (0, row), (-1, row), 0.9, INK_COLOUR)
    if line.counts is None:
        style.add("SPAN", (2, row), (10, row))
        style.add("FONT", (2, row), (10, row), ITALIC, 9)
        style.add("TEXTCOLOR", (2, row), (10, row), MUTED_COLOUR)
        return
    style.add("BACKGROUND", (10, row), (10, row), FAINT_COLOUR)
    for column, number in enumerate(line.counts, start=2):
        if not number:
            style.add("TEXTCOLOR", (column, row), (column, row), MUTED_COLOUR)
    if (bands := _FIRST_BANDS_ONLY.get(line.shape.key)) is not None:
        style.add("BACKGROUND", (2 + 2 * bands, row), (9, row), _CLOSED)
        style.add("TEXTCOLOR", (2 + 2 * bands, row), (9, row), _CLOSED)
    if line.shape.key in ("s", "k", "d"):
        style.add("BACKGROUND", (0, row), (9, row), FAINT_COLOUR)
        style.add("FONT", (2, row), (9, row), BOLD, 10)
