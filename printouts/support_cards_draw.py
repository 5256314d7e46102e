"""Draws one side of a kartu bantu: names, heads in the colours of the steps, cells with their marks, the key."""

from collections.abc import Iterator, Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from core.words.findings import Severity
from core.words.steps import Step
from printouts.styles import BOLD, INK_COLOUR, MUTED_COLOUR, REGULAR, RULE_COLOUR, SMALLEST_PT, fitted
from printouts.support_cards_cells import Cell
from printouts.support_cards_column import Column
from printouts.support_cards_layout import Sheet

STEP_COLOURS = {1: "#FCE2D2", 2: "#FFE79B", 3: "#FFFFCC", 4: "#D7E1F3", 5: "#CCCCFF"}
"""The colours of the five steps on the cards of Kemenkes."""
_TINTS = {
    Severity.GREEN: "#E3F3E1",
    Severity.YELLOW: "#FFF3B8",
    Severity.RED: "#FAD3CC",
    Severity.URGENT: "#F2A79B",
}
_MEANS = (
    (Severity.GREEN, "hijau: sesuai"),
    (Severity.YELLOW, "kuning, sudut kosong: waspada"),
    (Severity.RED, "merah, sudut hitam: masalah, rujuk"),
    (Severity.URGENT, "dua sudut hitam: rujuk segera"),
)
LEAST_ROW = 14.0
"""No row is lower, so that a pen can write in it."""
_LARGEST, _LEADING = 8.0, 6.8
_PAD, _CORNER = 1.6, 5.0
_LYING_FROM = 62.0
"""Columns at least this wide have their heading written across, narrower ones upwards."""
_FACTS_ACROSS, _FACTS_DOWN = 4, 4


def draw_title(canvas: Canvas, sheet: Sheet, title: str, right: str) -> None:
    """The line on top: what this card is, and on the right whose side it is."""
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(BOLD, 13)
    canvas.drawString(sheet.left, sheet.title - 13, title)
    canvas.setFont(REGULAR, 9)
    room = sheet.right - sheet.left - stringWidth(title, BOLD, 13) - 20
    canvas.drawRightString(sheet.right, sheet.title - 13, fitted(right, room, REGULAR, 9))


def draw_facts(canvas: Canvas, sheet: Sheet, facts: Sequence[tuple[str, str]]) -> None:
    """Who it is: boxes of label and value, four beside each other, with room for a pen."""
    across = (sheet.right - sheet.left) / _FACTS_ACROSS
    down = (sheet.facts - sheet.heads - 3) / _FACTS_DOWN
    for place, (label, value) in enumerate(facts):
        left = sheet.left + place // _FACTS_DOWN * across
        top = sheet.facts - place % _FACTS_DOWN * down
        canvas.setStrokeColor(RULE_COLOUR)
        canvas.setLineWidth(0.4)
        canvas.line(left, top - down + 2, left + across - 8, top - down + 2)
        canvas.setFillColor(MUTED_COLOUR)
        canvas.setFont(REGULAR, SMALLEST_PT)
        label_room = stringWidth(f"{label} ", REGULAR, SMALLEST_PT)
        canvas.drawString(left, top - down + 5, label)
        canvas.setFillColor(INK_COLOUR)
        _one_line_or_two(canvas, value, left + label_room + 3, top - down + 5, across - label_room - 14)


def _one_line_or_two(canvas: Canvas, text: str, left: float, base: float, room: float) -> None:
    size = _size_for(text, room, 9.0)
    if stringWidth(text, REGULAR, size) <= room:
        canvas.setFont(REGULAR, size)
        canvas.drawString(left, base, text)
        return
    canvas.setFont(REGULAR, SMALLEST_PT)
    for place, line in enumerate(reversed(_wrapped(text, room, SMALLEST_PT)[:2])):
        canvas.drawString(left, base + place * _LEADING, line)


def draw_heads(canvas: Canvas, sheet: Sheet, columns: Sequence[Column]) -> None:
    """Headings, groups over them, the number of each column and its step, as letter and as colour."""
    for place, column in enumerate(columns):
        left, right = sheet.edges[place], sheet.edges[place + 1]
        top = sheet.groups if column.group else sheet.heads
        canvas.setFillColor(HexColor(STEP_COLOURS[column.step]))
        canvas.setStrokeColor(INK_COLOUR)
        canvas.setLineWidth(0.5)
        canvas.rect(left, sheet.numbers, right - left, top - sheet.numbers, fill=1)
        _heading(canvas, column, left, sheet.numbers, right - left, top - sheet.numbers)
        _small_box(canvas, str(place + 1), (left, sheet.numbers, right - left, sheet.numbers - sheet.steps), "#FFFFFF")
        step = STEP_COLOURS[column.step]
        _small_box(canvas, f"L{column.step}", (left, sheet.steps, right - left, sheet.steps - sheet.rows), step)
    for name, first, last in _groups(columns):
        left, right = sheet.edges[first], sheet.edges[last + 1]
        box = (left, sheet.heads, right - left, sheet.heads - sheet.groups)
        _small_box(canvas, name, box, STEP_COLOURS[columns[first].step])


def _groups(columns: Sequence[Column]) -> Iterator[tuple[str, int, int]]:
    first = 0
    for place, column in enumerate(columns):
        if place + 1 == len(columns) or columns[place + 1].group != column.group:
            if column.group:
                yield column.group, first, place
            first = place + 1


Box = tuple[float, float, float, float]
"""Left, top, width and height in points."""


def _small_box(canvas: Canvas, text: str, box: Box, colour: str) -> None:
    left, top, width, height = box
    canvas.setFillColor(HexColor(colour))
    canvas.setStrokeColor(INK_COLOUR)
    canvas.setLineWidth(0.5)
    canvas.rect(left, top - height, width, height, fill=1)
    canvas.setFillColor(INK_COLOUR)
    size = _size_for(text, width - 2, 7.0)
    canvas.setFont(BOLD, size)
    canvas.drawCentredString(left + width / 2, top - height / 2 - size * 0.36, fitted(text, width - 1, BOLD, size))


def heading_lines(column: Column, width: float, height: float) -> list[tuple[str, str]]:
    """The heading and its note, wrapped for a column of that width and head of that height: (font, line)."""
    room = width - 4 if width >= _LYING_FROM else height - 6
    lines = [(BOLD, line) for line in simpleSplit(column.heading, BOLD, 7, room)]
    return lines + [(REGULAR, line) for line in simpleSplit(column.note, REGULAR, SMALLEST_PT, room)]


def _heading(canvas: Canvas, column: Column, left: float, foot: float, width: float, height: float) -> None:
    lines = heading_lines(column, width, height)
    canvas.saveState()
    canvas.setFillColor(INK_COLOUR)
    if width >= _LYING_FROM:
        base = foot + height / 2 + len(lines) * 4.2 - 7
        for place, (font, line) in enumerate(lines):
            canvas.setFont(font, 7 if font == BOLD else SMALLEST_PT)
            canvas.drawCentredString(left + width / 2, base - place * 8.4, line)
    else:
        leading = min(8.2, (width - 2) / max(len(lines), 1))
        canvas.translate(left + width / 2 - len(lines) * leading / 2, foot + 3)
        canvas.rotate(90)
        for place, (font, line) in enumerate(lines):
            canvas.setFont(font, 7 if font == BOLD else SMALLEST_PT)
            canvas.drawString(0, -(place + 0.78) * leading, line)
    canvas.restoreState()


def draw_row(canvas: Canvas, sheet: Sheet, cells: Sequence[Cell], top: float, height: float, *, is_whole: bool) -> None:
    """One visit; an empty sequence is a row for a pen. `is_whole`: everything is written out (the back)."""
    canvas.setLineWidth(0.4)
    for place in range(len(sheet.edges) - 1):
        left, width = sheet.edges[place], sheet.edges[place + 1] - sheet.edges[place]
        cell = cells[place] if place < len(cells) else Cell()
        canvas.setStrokeColor(MUTED_COLOUR)
        if cell.severity is not None:
            canvas.setFillColor(HexColor(_TINTS[cell.severity]))
            canvas.rect(left, top - height, width, height, fill=1)
        else:
            canvas.rect(left, top - height, width, height)
        _mark(canvas, cell.severity, left, top, width, height)
        if is_whole:
            _written_out(canvas, cell, left, top, width, height)
        else:
            _letters(canvas, cell, left, top, width, height)


def _mark(canvas: Canvas, severity: Severity | None, left: float, top: float, width: float, height: float) -> None:
    """The corners that tell the colours apart on a printer without colour."""
    if severity is None or severity is Severity.GREEN:
        return
    _corner(canvas, left + width, top, -1, is_filled=severity is not Severity.YELLOW)
    if severity is Severity.URGENT:
        _corner(canvas, left, top - height, 1, is_filled=True)


def _corner(canvas: Canvas, x: float, y: float, inwards: int, *, is_filled: bool) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.lineTo(x + inwards * _CORNER, y)
    path.lineTo(x, y + inwards * _CORNER)
    path.close()
    canvas.setFillColor(INK_COLOUR if is_filled else HexColor("#FFFFFF"))
    canvas.setStrokeColor(INK_COLOUR)
    canvas.drawPath(path, fill=1)


def _font_of(cell: Cell) -> str:
    return BOLD if cell.severity is not None and cell.severity.rank >= Severity.RED.rank else REGULAR


def _letters(canvas: Canvas, cell: Cell, left: float, top: float, width: float, height: float) -> None:
    font, room = _font_of(cell), width - 2 * _PAD
    canvas.setFillColor(INK_COLOUR)
    lines = list(cell.lines)
    if len(lines) == 1 and stringWidth(lines[0], font, SMALLEST_PT) > room:
        lines = _wrapped(lines[0], room, SMALLEST_PT, font)
    if len(lines) > 2:
        lines = [lines[0], " ".join(lines[1:])]
    size = _size_for(lines[0], room, _LARGEST, font) if len(lines) == 1 else SMALLEST_PT
    canvas.setFont(font, size)
    leading = min(_LEADING, height / 2 - 0.2)
    base = top - height / 2 + (len(lines) - 1) * leading / 2 - size * 0.36
    for place, line in enumerate(lines):
        canvas.drawCentredString(left + width / 2, base - place * leading, fitted(line, room, font, size))


def row_height(sheet: Sheet, cells: Sequence[Cell]) -> float:
    """How high a row of the back has to be for everything to be written out."""
    needed = [len(_all_lines(cell, sheet.edges[place + 1] - sheet.edges[place])) for place, cell in enumerate(cells)]
    return max(LEAST_ROW, max(needed, default=0) * 7.6 + 4)


def _all_lines(cell: Cell, width: float) -> list[str]:
    font = _font_of(cell)
    return [part for line in cell.lines for part in _wrapped(line, width - 2 * _PAD - 2, SMALLEST_PT, font)]


def _written_out(canvas: Canvas, cell: Cell, left: float, top: float, width: float, height: float) -> None:
    lines = _all_lines(cell, width)
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(_font_of(cell), SMALLEST_PT)
    base = top - height / 2 + len(lines) * 3.8 - 6
    for place, line in enumerate(lines):
        if width >= _LYING_FROM:
            canvas.drawString(left + _PAD + 1, base - place * 7.6, line)
        else:
            canvas.drawCentredString(left + width / 2, base - place * 7.6, line)


def draw_key(canvas: Canvas, sheet: Sheet, advice: str, footer: str) -> None:
    """Under the table: the steps, what the colours and corners mean, when to refer, and the line of the printer."""
    left, base = sheet.left, sheet.foot - 12
    for step in Step:
        text = f"L{step.value} {step.label}"
        canvas.setFillColor(HexColor(STEP_COLOURS[step.value]))
        canvas.setStrokeColor(MUTED_COLOUR)
        canvas.setLineWidth(0.4)
        canvas.rect(left, base - 1, 9, 7, fill=1)
        left = _key_words(canvas, text, left + 12, base)
    canvas.setFillColor(MUTED_COLOUR)
    canvas.drawRightString(sheet.right, base, footer)
    left, base = sheet.left, base - 11
    for severity, text in _MEANS:
        canvas.setFillColor(HexColor(_TINTS[severity]))
        canvas.setStrokeColor(MUTED_COLOUR)
        canvas.rect(left, base - 2, 12, 9, fill=1)
        _mark(canvas, severity, left, base + 7, 12, 9)
        left = _key_words(canvas, text, left + 15, base)
    canvas.setFont(BOLD, SMALLEST_PT)
    for place, line in enumerate(simpleSplit(advice, BOLD, SMALLEST_PT, sheet.right - sheet.left)):
        canvas.drawString(sheet.left, base - 11 - place * 8, line)


def _key_words(canvas: Canvas, text: str, left: float, base: float) -> float:
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(REGULAR, SMALLEST_PT)
    canvas.drawString(left, base, text)
    return left + float(stringWidth(text, REGULAR, SMALLEST_PT)) + 9


def _size_for(text: str, room: float, largest: float, font: str = REGULAR) -> float:
    width = stringWidth(text, font, 1)
    return largest if width <= 0 else max(SMALLEST_PT, min(largest, room / width))


def _wrapped(text: str, room: float, size: float, font: str = REGULAR) -> list[str]:
    """Lines no wider than `room`; a word that is wider itself is broken."""
    lines: list[str] = []
    for line in simpleSplit(text, font, size, room):
        rest = line
        while stringWidth(rest, font, size) > room and len(rest) > 1:
            cut = next((at for at in range(len(rest) - 1, 0, -1) if stringWidth(rest[:at], font, size) <= room), 1)
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return lines
