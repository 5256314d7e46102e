"""The sheet for the envelope: the recovery code in large letters, what it is for, where it is kept."""

from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from core.whole_file import whole_file
from core.words.periods import date_words
from printouts.document import PROGRAM, draw_footer, new_canvas
from printouts.paper import A4, MM
from printouts.styles import BOLD, BRAND_COLOUR, INK_COLOUR, MUTED_COLOUR, REGULAR

TITLE = "Kode pemulihan"
_MARGIN, _WIDTH = 22 * MM, A4.width - 44 * MM
_CODE_PT, _GROUP_PT = 27.0, 8.0
_COLUMNS = 3
_WHAT_FOR = (
    "Dengan kode ini catatan posyandu bisa dibuka bila <b>semua PIN terlupa</b>, atau bila <b>komputernya rusak</b> "
    "dan catatan dipulihkan dari cadangan di komputer lain.",
    "Siapa pun yang memegang kode ini bisa membuka data kesehatan anak dan ibu. Jangan difoto, jangan dikirim lewat "
    "telepon, jangan ditempel di dinding.",
)
_STEPS = (
    "Lipat lembar ini, tulisan di dalam.",
    "Masukkan ke amplop, rekatkan, tanda tangani di lipatannya.",
    "Simpan di brankas desa, bersama surat berharga lain.",
    "Bila kode diganti di Pengaturan, Akun: cetak lembar baru dan musnahkan yang lama.",
)


def recovery_pdf(code: str, *, where: str, printed_on: date) -> bytes:
    """The one page as a PDF held in memory, so that the code meets no disk on its way to the printer.

    `code` in its groups; `where` is posyandu and village. No name, no NIK, no QR code stands on it.
    """
    page = BytesIO()
    canvas = new_canvas(page, A4, TITLE)
    top = _heading(canvas, where, printed_on)
    top = _paragraphs(canvas, _WHAT_FOR, top)
    top = _code_box(canvas, code, top - 5 * MM)
    top = _paragraphs(canvas, tuple(f"{number}.  {step}" for number, step in enumerate(_STEPS, 1)), top - 9 * MM)
    _seal(canvas, top - 8 * MM)
    draw_footer(canvas, f"{PROGRAM} · {TITLE} · dicetak {date_words(printed_on)}", 1, 1, A4.margin)
    canvas.showPage()
    canvas.save()
    return page.getvalue()


def write_recovery_sheet(code: str, out: Path, *, where: str, printed_on: date) -> Path:
    """Write the page to `out`, whole or not at all. Raises EnvironmentProblem for what the disk refuses."""
    page = recovery_pdf(code, where=where, printed_on=printed_on)
    with whole_file(out) as scratch:
        scratch.write_bytes(page)
    return out


def _heading(canvas: Canvas, where: str, printed_on: date) -> float:
    top = A4.height - 28 * MM
    canvas.setFillColor(BRAND_COLOUR)
    canvas.setFont(BOLD, 24)
    canvas.drawString(_MARGIN, top, TITLE)
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(REGULAR, 12)
    canvas.drawString(_MARGIN, top - 8 * MM, f"{PROGRAM} · {where}" if where else PROGRAM)
    canvas.setFillColor(MUTED_COLOUR)
    canvas.drawString(_MARGIN, top - 14 * MM, f"Dibuat {date_words(printed_on)}")
    return top - 21 * MM


def _paragraphs(canvas: Canvas, sentences: tuple[str, ...], top: float) -> float:
    style = ParagraphStyle("amplop", fontName=REGULAR, fontSize=12, leading=17, alignment=TA_LEFT, textColor=INK_COLOUR)
    for sentence in sentences:
        paragraph = Paragraph(sentence if "<b>" in sentence else escape(sentence), style)
        _width, height = paragraph.wrap(_WIDTH, A4.height)
        paragraph.drawOn(canvas, _MARGIN, top - height)
        top -= height + 6
    return top


def _code_box(canvas: Canvas, code: str, top: float) -> float:
    """The groups in two rows of three, each with its number, to be read aloud and typed without losing the place."""
    groups = code.split("-")
    rows = -(-len(groups) // _COLUMNS)
    height = rows * 24 * MM + 6 * MM
    canvas.setStrokeColor(INK_COLOUR)
    canvas.setLineWidth(1.6)
    canvas.roundRect(_MARGIN, top - height, _WIDTH, height, 4 * MM)
    for number, group in enumerate(groups):
        centre = _MARGIN + _WIDTH * (number % _COLUMNS + 0.5) / _COLUMNS
        line = top - 19 * MM - (number // _COLUMNS) * 24 * MM
        canvas.setFillColor(MUTED_COLOUR)
        canvas.setFont(REGULAR, _GROUP_PT)
        canvas.drawCentredString(centre, line + 10 * MM, f"kelompok {number + 1}")
        canvas.setFillColor(INK_COLOUR)
        canvas.setFont(BOLD, _CODE_PT)
        canvas.drawCentredString(centre, line, " ".join(group))
    return top - height


def _seal(canvas: Canvas, top: float) -> None:
    """Lines for the pen: when it was put away and by whom."""
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(REGULAR, 11)
    for number, label in enumerate(("Dimasukkan ke amplop tanggal", "Disimpan di", "Oleh (tanda tangan)")):
        line = top - number * 10 * MM
        canvas.drawString(_MARGIN, line, label)
        canvas.setLineWidth(0.6)
        canvas.line(_MARGIN + 62 * MM, line - 2, _MARGIN + _WIDTH, line - 2)
