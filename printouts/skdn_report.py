"""The SKDN of a month on one A4 page: counts, ratios, breast milk, balok SKDN; gizi buruk by name on the next."""

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer, Table

from charts.skdn_bars import skdn_bars
from core.rules.breastfeeding import ROWS
from core.services.register import Register
from core.services.reports.ratios import RATIOS, ratio_words
from core.services.reports.skdn import SevereLine, SkdnReport, form_rows, skdn_year
from core.services.setup import Settings, load_settings
from core.words.periods import Month
from printouts.document import Out, signature_block, write_document
from printouts.figure import FigureFlowable
from printouts.paper import A4, MM
from printouts.report_parts import beside, notes, plain_grid, report_heading, signatures, signing_place
from printouts.styles import BOLD, FAINT_COLOUR, MUTED_COLOUR, paragraph_style, table_style

TITLE = "Laporan SKDN"
_WIDTH = A4.width - 2 * A4.margin
_BARS_IN = 3.4
_GAP = 4 * MM
_SIDES = (78 * MM, 72 * MM, _WIDTH - 150 * MM - 2 * _GAP)
_WHY_SEVERE = (
    "BB/PB atau BB/TB di bawah −3 SD, bengkak di kedua kaki, atau LiLA di bawah 11,5 cm pada umur 6–59 bulan. "
    "Tiap anak perlu dirujuk hari itu juga."
)
_NONE_SEVERE = "Gizi buruk: tidak ada anak yang terukur gizi buruk bulan ini."


def print_skdn(register: Register, month: Month, posyandu_id: str | None, out: Out) -> Out:
    """Count the SKDN of `month` with the year before it and write it to `out`.

    Raises InputError for an unknown posyandu, EnvironmentProblem for what the disk refuses.
    """
    year = skdn_year(register, month, posyandu_id)
    return write_skdn_pdf(year, out, settings=load_settings(register), printed_on=register.today)


def write_skdn_pdf(year: Sequence[SkdnReport], out: Out, *, settings: Settings, printed_on: date) -> Out:
    """Write the report of the last month of `year` to `out`; the other months stand in the balok SKDN.

    Raises EnvironmentProblem for what the disk refuses; then no half file is left.
    """
    report = year[-1]
    body: list[Flowable] = [
        beside([_counts(report), _ratios(report), _breastfeeding(report)], _SIDES, _GAP),
        Paragraph(f"Balok SKDN, {year[0].month.label} – {report.month.label}", paragraph_style("bagian")),
        FigureFlowable(skdn_bars(year, width_in=_WIDTH / 72, height_in=_BARS_IN)),
        Spacer(1, 2 * MM),
        *notes(report.findings),
        _severe_line(report),
        signature_block(signatures(settings), signing_place(report.place), printed_on, A4),
        *_severe_page(report),
    ]
    heading = report_heading(TITLE, report.month, report.place, report.sessions)
    return write_document(out, heading, body, printed_on=printed_on)


def _counts(report: SkdnReport) -> Table:
    rows = [(row.number, row.label, row.words) for row in form_rows(report)]
    style = table_style()
    style.add("ALIGN", (2, 0), (2, -1), "RIGHT")
    style.add("TEXTCOLOR", (0, 1), (0, -1), MUTED_COLOUR)
    style.add("FONT", (2, 1), (2, -1), BOLD, 9)
    for place, row in enumerate(rows, start=1):
        if row[0] in ("01", "02", "07"):
            style.add("FONT", (1, place), (1, place), BOLD, 8.5)
            style.add("BACKGROUND", (0, place), (-1, place), FAINT_COLOUR)
    return plain_grid([("No.", "Uraian", "Jumlah"), *rows], (9 * MM, 54 * MM, 15 * MM), style)


def _ratios(report: SkdnReport) -> Table:
    rows = [(ratio.key.replace("-", "−"), ratio.label, ratio_words(report.ratios[ratio.key])) for ratio in RATIOS]
    style = table_style()
    style.add("ALIGN", (2, 0), (2, -1), "RIGHT")
    style.add("FONT", (2, 1), (2, -1), BOLD, 8.5)
    style.add("FONTSIZE", (1, 1), (1, -1), 7.5)
    return plain_grid([("Rasio", "Artinya", "Hasil"), *rows], (19 * MM, 38 * MM, 15 * MM), style)


def _breastfeeding(report: SkdnReport) -> Table:
    rows = [(f"E{months} · {months} bln", report.count(f"asi_e{months}")) for months in ROWS]
    style = table_style()
    style.add("ALIGN", (1, 0), (1, -1), "RIGHT")
    style.add("FONT", (1, 1), (1, -1), BOLD, 8.5)
    return plain_grid([("ASI saja", "Anak"), *rows], (_SIDES[2] * 0.64, _SIDES[2] * 0.36), style)


def _severe_line(report: SkdnReport) -> Paragraph:
    words = f"Gizi buruk: {len(report.severe)} anak, namanya di halaman berikut." if report.severe else _NONE_SEVERE
    return Paragraph(words, paragraph_style("kecil"))


def _severe_page(report: SkdnReport) -> list[Flowable]:
    if not report.severe:
        return []
    cell = paragraph_style("sel")
    rows: list[list[object]] = [["No.", "Nama anak", "L/P", "Umur", "Ibu", "Dusun", "Mengapa", "Dirujuk"]]
    for number, line in enumerate(report.severe, start=1):
        texts = (line.name, line.sex.value, line.age, line.mother, line.dusun, _unbroken(line.reason))
        rows.append([number, *(Paragraph(escape(text), cell) for text in texts), _referred(line)])
    widths = [millimetres * MM for millimetres in (8, 41, 9, 20, 32, 24, 41, 15)]
    title = Paragraph(f"Daftar anak gizi buruk {report.month.label}", paragraph_style("judul"))
    where = Paragraph(escape(f"Posyandu: {report.posyandu} · {report.place.village}"), paragraph_style("anak_judul"))
    return [
        PageBreak(),
        title,
        where,
        Paragraph(_WHY_SEVERE, paragraph_style("isi")),
        plain_grid(rows, widths, table_style()),
    ]


def _referred(line: SevereLine) -> str:
    return "sudah" if line.is_referred else "belum"


def _unbroken(reasons: str) -> str:
    """A number stays beside its unit: lines break between reasons only."""
    return ", ".join(reason.replace(" ", "\u00a0") for reason in reasons.split(", "))
