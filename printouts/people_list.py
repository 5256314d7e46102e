"""A list of the screen on lying sheets: its head on every page, "halaman x dari y" at the foot."""

from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, LongTable, Paragraph, TableStyle

from core.errors import InputError
from core.services.list_tables import Cell, Column, ListTable
from printouts.document import Heading, Out, write_document
from printouts.paper import A4, Paper
from printouts.styles import BOLD, REGULAR, load_fonts, paragraph_style, table_style

_SIZE, _SCALE = 8.0, 8.0 / 8.5
_PADDING = 7.0
MOST_ROWS = 5_000
"""A hundred and more sheets are a workbook, not a list on paper."""


def write_list_pdf(table: ListTable, out: Out, *, paper: Paper = A4) -> Out:
    """Write the list to `out` on `paper` laid down, whole or not at all.

    Raises InputError for a list of more than `MOST_ROWS`, EnvironmentProblem for what the disk refuses.
    """
    if len(table.rows) > MOST_ROWS:
        raise InputError(
            f"Daftar ini {len(table.rows)} baris, terlalu tebal untuk dicetak. Saring dulu, atau simpan sebagai Excel."
        )
    sheet = paper.landscape
    body: Flowable = Paragraph("Tidak ada yang cocok dengan daftar ini.", paragraph_style("isi"))
    if table.rows:
        load_fonts()
        widths = _widths(table, sheet.width - 2 * sheet.margin)
        rows = [[column.name for column in table.columns], *(_row(row, widths) for row in table.rows)]
        body = LongTable(rows, colWidths=widths, repeatRows=1)
        body.setStyle(_style(table.columns))
    return write_document(out, Heading(table.title, table.subtitle), [body], paper=sheet, printed_on=table.written_on)


def _widths(table: ListTable, room: float) -> list[float]:
    """Short facts (dates, numbers) get exactly the room they need; the words share what is left by their widths."""
    needs = {place: _need(table, place) for place, column in enumerate(table.columns) if column.is_short}
    left = room - sum(needs.values())
    whole = sum(column.width for column in table.columns if not column.is_short)
    return [needs.get(place, left * column.width / max(whole, 1)) for place, column in enumerate(table.columns)]


def _need(table: ListTable, place: int) -> float:
    texts = {str(row[place]) for row in table.rows if row[place] is not None}
    widest: float = max((stringWidth(text, REGULAR, _SIZE) for text in texts), default=0.0)
    head: float = stringWidth(table.columns[place].name, BOLD, _SIZE)
    return max(widest, head) + _PADDING + 1


def _row(row: tuple[Cell, ...], widths: list[float]) -> list[str | Paragraph]:
    return [_cell("" if cell is None else str(cell), width) for cell, width in zip(row, widths, strict=True)]


def _cell(text: str, width: float) -> str | Paragraph:
    """Plain text where it fits on its line, which is far quicker than a paragraph."""
    if stringWidth(text, REGULAR, _SIZE) <= width - _PADDING:
        return text
    return Paragraph(escape(text), paragraph_style("sel", _SCALE))


def _style(columns: tuple[Column, ...]) -> TableStyle:
    style = table_style(size=_SIZE)
    for place, column in enumerate(columns):
        if column.is_short:
            style.add("ALIGN", (place, 0), (place, -1), "CENTER")
    return style
