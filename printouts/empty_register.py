"""The paper register of a day, filled in as far as it is known; after a day without power it is typed row by row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph

from core.services.day.paper_entry import PaperGroup, PaperRow
from core.services.views import DayView
from core.words.names import mother_words
from core.words.periods import weekday_words
from core.words.quantities import kilograms
from printouts.document import Heading, Out, write_document
from printouts.paper import F4, Paper
from printouts.styles import REGULAR, fitted, paragraph_style, table_style

TITLE = "Register hari buka"
_SIZE, _ROW = 8.0, 25.0
_BLANK_ROWS = 6
_PADDING = 7.0


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its head, its width in millimetres on F4, and whether a pen fills it."""

    head: str
    width: float
    is_open: bool = True


_KNOWN = (_Column("Kode", 14, False), _Column("Nama", 50, False), _Column("L/P", 8, False), _Column("Umur", 21, False))
_CHILD = (
    *_KNOWN,
    _Column("BB lalu\n(kg)", 14, False),
    _Column("N bila\n≥ (kg)", 14, False),
    _Column("Perlu hari ini", 42, False),
    _Column("BB\n(kg)", 17),
    _Column("PB/TB\n(cm)", 17),
    _Column("L/H", 9),
    _Column("LK\n(cm)", 14),
    _Column("LiLA\n(cm)", 14),
    _Column("Bengkak", 15),
    _Column("TBC", 22),
    _Column("ASI", 10),
    _Column("Imunisasi", 24),
    _Column("Catatan", 30),
)
_GROWN = (
    *_KNOWN,
    _Column("Kelompok", 20, False),
    _Column("Perlu hari ini", 54, False),
    _Column("BB\n(kg)", 17),
    _Column("TB\n(cm)", 17),
    _Column("LiLA/LP\n(cm)", 17),
    _Column("Tensi\n(mmHg)", 22),
    _Column("Gula\n(mg/dL)", 17),
    _Column("Hb\n(g/dL)", 15),
    _Column("TBC", 18),
    _Column("TTD", 12),
    _Column("Catatan", 30),
)
_TBC_CHILD, _TBC_GROWN = "B  D  T  K  L", "B  D  T  K"
_HOW = {
    PaperGroup.CHILDREN: (
        "L/H: cara ukur, L telentang, H berdiri. TBC, lingkari yang Ya: B batuk 2 minggu, D demam 2 minggu, "
        "T berat tidak naik atau turun 2 bulan, K dekat pasien TBC, L lesu. ASI: √ ASI saja, X sudah makan lain. "
        "Baris kosong di akhir untuk yang belum ada di daftar."
    ),
    PaperGroup.GROWN: (
        "LiLA untuk ibu hamil dan nifas, LP (lingkar perut) untuk dewasa dan lansia. TBC, lingkari yang Ya: B batuk, "
        "D demam 2 minggu, T berat turun, K dekat pasien TBC. TTD: jumlah tablet yang diberi. "
        "Baris kosong di akhir untuk yang belum ada di daftar."
    ),
}


def print_empty_register(
    rows: Sequence[PaperRow], day: DayView, out: Out, *, printed_on: date, paper: Paper = F4
) -> Out:
    """Write the sheets to `out` on `paper` laid down, rows in the order given, which is that of typing them later.

    Raises EnvironmentProblem for what the disk refuses.
    """
    sheet = paper.landscape
    body: list[Flowable] = []
    for group in PaperGroup:
        own = [row for row in rows if row.group is group]
        if own or group is PaperGroup.CHILDREN:
            body += [*([PageBreak()] if body else []), *_table(group, own, sheet)]
    # The day stands in the foot of every sheet: loose ones are laid together again by it.
    title = f"{TITLE} {weekday_words(day.held_on)}"
    subtitle = f"Posyandu {day.posyandu} · diketik nanti menurut kode barisnya"
    return write_document(out, Heading(title, subtitle), body, paper=sheet, printed_on=printed_on)


def _table(group: PaperGroup, rows: Iterable[PaperRow], sheet: Paper) -> list[Flowable]:
    columns = _CHILD if group is PaperGroup.CHILDREN else _GROWN
    scale = (sheet.width - 2 * sheet.margin) / sum(column.width for column in columns)
    widths = [column.width * scale for column in columns]
    known = [_cells(row, group, widths) for row in rows]
    blank = [_padded([], group, columns) for _ in range(_BLANK_ROWS)]
    cells = [[column.head for column in columns], *known, *blank]
    heights = [None, *(_ROW for _ in range(len(cells) - 1))]
    table = LongTable(cells, colWidths=widths, rowHeights=heights, repeatRows=1)
    style = table_style(size=_SIZE)
    for place, column in enumerate(columns):
        if column.is_open or place in (0, 2, 3) or "kg" in column.head:
            style.add("ALIGN", (place, 0), (place, -1), "CENTER")
    style.add("ALIGN", (0, 0), (-1, 0), "CENTER")
    table.setStyle(style)
    title = Paragraph(escape(group.label), paragraph_style("bagian"))
    return [title, Paragraph(escape(_HOW[group]), paragraph_style("kecil")), table]


def _cells(row: PaperRow, group: PaperGroup, widths: Sequence[float]) -> list[object]:
    who: list[object] = [row.code, _name(row, widths[1]), row.sex.value, row.age]
    if group is PaperGroup.CHILDREN:
        last = "" if row.last_weight_g is None else kilograms(row.last_weight_g)
        target = "" if row.target_g is None else kilograms(row.target_g)
        return _padded([*who, last, target, _due(row.due, widths[6])], group, _CHILD)
    stage = row.stage.label if row.stage else ""
    return _padded([*who, stage, _due(row.due, widths[5])], group, _GROWN)


def _padded(cells: list[object], group: PaperGroup, columns: Sequence[_Column]) -> list[object]:
    signs = _TBC_CHILD if group is PaperGroup.CHILDREN else _TBC_GROWN
    return [*cells, *(signs if column.head == "TBC" else "" for column in columns[len(cells) :])]


def _name(row: PaperRow, width: float) -> Paragraph:
    room = width - _PADDING
    below = " · ".join(part for part in (mother_words(row.mother, "Ibu"), _home(row)) if part)
    lines = (fitted(row.name, room, REGULAR, _SIZE), fitted(below, room, REGULAR, _SMALL))
    text = f"{escape(lines[0])}<br/><font size={_SMALL}>{escape(lines[1])}</font>"
    return Paragraph(text, paragraph_style("sel", _SIZE / 8.5))


_SMALL = 6.5


def _home(row: PaperRow) -> str:
    return f"{row.dusun} {row.rt.lstrip('0')}".strip()


def _due(text: str, width: float) -> Paragraph:
    # Two lines fit the row; what is longer is looked up on the list of who should come.
    room = 2 * (width - _PADDING) * 0.94
    return Paragraph(escape(fitted(text, room, REGULAR, _SMALL + 0.5)), paragraph_style("sel", (_SMALL + 0.5) / 8.5))
