"""The back of the KMS: identity, vitamin A, immunisation, advice by age, diarrhoea, danger signs, notes."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from charts.theme import CARD
from core.rules.vitamin_a import BLUE_AGES, RED_AGES, ROUND_MONTHS, capsule_for
from core.services.views import ChildView, GrowthHistory, VisitVerdict
from core.words.age import completed_months
from core.words.people import Sex
from core.words.periods import Month, date_short, date_words
from core.words.quantities import length_words, weight_words
from printouts import kms_words as words
from printouts.kms_layout import CardLayout
from printouts.styles import BOLD, INK_COLOUR, MUTED_COLOUR, REGULAR, RULE_COLOUR, fitted, paragraph_style

NOTES_SHOWN = 3
MOST_ROUNDS = 10
"""54 months hold nine rounds of half a year, ten when both ends touch one."""
_VITAMIN_A_EDGES = (0.0, 0.36, 0.62, 1.0)
_EMPTY = "–"


@dataclass(frozen=True, slots=True)
class Round:
    """One vitamin A round of the child: its month, the capsule due, and the day it was given."""

    month: Month
    capsule: str
    given_on: date | None


def vitamin_a_rounds(child: ChildView, visits: tuple[VisitVerdict, ...]) -> list[Round]:
    """Every February and August in which the child is 6-59 months old, blue under 12 months, red from then on.

    The age counts on the day it is given; a round in which the child changes colour says both.
    Source: Permenkes 21/2015.
    """
    given = {Month.of(visit.facts.measured_on): visit.facts for visit in visits if visit.facts.vitamin_a}
    month, rounds = Month.of(child.born_on), []
    while completed_months(child.born_on, month.first_day) < RED_AGES.stop:
        oldest = completed_months(child.born_on, month.last_day)
        if month.month in ROUND_MONTHS and oldest >= BLUE_AGES.start:
            youngest = max(completed_months(child.born_on, month.first_day), BLUE_AGES.start)
            facts = given.get(month)
            capsule = facts.vitamin_a if facts and facts.vitamin_a else _capsule(youngest, oldest)
            rounds.append(Round(month, capsule, facts.measured_on if facts else None))
        month = month.next()
    return rounds


def _capsule(youngest: int, oldest: int) -> str:
    # Whoever turns five in the month has no colour at its end.
    return "/".join(dict.fromkeys(filter(None, (capsule_for(youngest), capsule_for(oldest)))))


@dataclass(frozen=True, slots=True)
class Columns:
    """Three columns of the back: left edges and width."""

    lefts: tuple[float, float, float]
    width: float
    top: float
    bottom: float
    line: float

    @classmethod
    def of(cls, layout: CardLayout) -> "Columns":
        """Three equal columns under the band."""
        gap = 16 * layout.scale
        width = (layout.right - layout.left - 2 * gap) / 3
        lefts = tuple(layout.left + index * (width + gap) for index in range(3))
        top, bottom = layout.band_bottom - 8 * layout.scale, layout.foot + 2.2 * layout.text_pt
        # The immunisation column is the fullest: its rows set the height of a line.
        line = (top - bottom - 5.2 * layout.text_pt) / (len(words.VACCINES) + 1)
        return cls((lefts[0], lefts[1], lefts[2]), width, top, bottom, min(line, 2.5 * layout.text_pt))


def draw_back(canvas: Canvas, layout: CardLayout, sex: Sex) -> None:
    """What every card of this sex has on its back."""
    columns = Columns.of(layout)
    _draw_labels(canvas, layout, columns, sex)
    _draw_vitamin_a_boxes(canvas, layout, columns, sex)
    _draw_vaccines(canvas, layout, columns, sex)
    _draw_advice(canvas, layout, columns, sex)
    draw_head(canvas, layout, (columns.lefts[2], _notes_top(layout), columns.width), "Catatan", sex)
    canvas.setStrokeColor(RULE_COLOUR)
    canvas.setLineWidth(0.5)
    for y in _note_lines(layout, columns):
        canvas.line(columns.lefts[2], y, columns.lefts[2] + columns.width, y)


def draw_child_back(canvas: Canvas, layout: CardLayout, history: GrowthHistory) -> None:
    """Identity, vitamin A rounds and the latest notes of one child."""
    columns = Columns.of(layout)
    canvas.setFillColor(INK_COLOUR)
    _draw_identity(canvas, layout, columns, history.child)
    _draw_vitamin_a(canvas, layout, columns, history)
    _draw_notes(canvas, layout, columns, history)


IDENTITY = (
    "Nama anak",
    "Jenis kelamin",
    "Anak ke",
    "Tanggal lahir",
    "Berat lahir",
    "Panjang lahir",
    "Umur kehamilan",
    "NIK",
    "Nama ayah",
    "Nama ibu",
    "Alamat",
    "Dusun, RT/RW",
    "Desa",
    "Posyandu",
    "No. pendaftaran",
)
_VALUE_AT = 8.6
"""Where the values begin, in sizes of the text."""


def identity(child: ChildView) -> tuple[str, ...]:
    """The value of every field of IDENTITY; unknown ones are empty, for a pen."""
    return (
        child.name,
        child.sex.label,
        str(child.birth_order) if child.birth_order else "",
        f"{date_words(child.born_on)}{' (perkiraan)' if child.is_birth_date_approximate else ''}",
        weight_words(child.birth_weight_g) if child.birth_weight_g else "",
        length_words(child.birth_length_mm) if child.birth_length_mm else "",
        f"{child.gestation_weeks} minggu" if child.gestation_weeks else "",
        child.nik_masked,
        _with_work(child.father, child.father_occupation),
        _with_work(child.mother, child.mother_occupation),
        child.address,
        _dusun(child),
        child.village,
        child.posyandu,
        "",
    )


def _with_work(name: str, work: str) -> str:
    return f"{name} ({work})" if name and work else name


def _dusun(child: ChildView) -> str:
    numbers = f"RT {child.rt or _EMPTY}/RW {child.rw or _EMPTY}" if child.rt or child.rw else ""
    return ", ".join(part for part in (child.dusun, numbers) if part)


def _identity_line(layout: CardLayout, columns: Columns) -> float:
    return min(columns.line, 1.8 * layout.text_pt)


def _identity_bottom(layout: CardLayout, columns: Columns) -> float:
    return columns.top - head_height(layout) - len(IDENTITY) * _identity_line(layout, columns)


def _draw_labels(canvas: Canvas, layout: CardLayout, columns: Columns, sex: Sex) -> None:
    size, left = layout.text_pt, columns.lefts[0]
    y = draw_head(canvas, layout, (left, columns.top, columns.width), "Identitas", sex)
    canvas.setStrokeColor(RULE_COLOUR)
    canvas.setLineWidth(0.5)
    canvas.setFillColor(MUTED_COLOUR)
    canvas.setFont(REGULAR, size)
    for label in IDENTITY:
        y -= _identity_line(layout, columns)
        canvas.drawString(left, y + 0.3 * size, label)
        canvas.line(left + _VALUE_AT * size, y, left + columns.width, y)


def _draw_identity(canvas: Canvas, layout: CardLayout, columns: Columns, child: ChildView) -> None:
    size, left = layout.text_pt, columns.lefts[0] + _VALUE_AT * layout.text_pt
    room = columns.width - _VALUE_AT * size
    y, step = columns.top - head_height(layout) + 0.3 * size, _identity_line(layout, columns)
    lines = canvas.beginText()
    for index, value in enumerate(identity(child)):
        y -= step
        if value:
            font = REGULAR if index else BOLD
            lines.setFont(font, size)
            lines.setTextOrigin(left, y)
            lines.textOut(fitted(value, room, font, size))
    canvas.drawText(lines)


def _vitamin_a_rows(layout: CardLayout, columns: Columns) -> list[float]:
    """Lower edges of the head and of the ten rows that a child can need at most."""
    top = _identity_bottom(layout, columns) - 1.2 * layout.text_pt - head_height(layout)
    line = min(columns.line, (top - columns.bottom) / (MOST_ROUNDS + 1))
    return [top - line * (index + 1) for index in range(MOST_ROUNDS + 1)]


def _draw_vitamin_a_boxes(canvas: Canvas, layout: CardLayout, columns: Columns, sex: Sex) -> None:
    left, bottoms = columns.lefts[0], _vitamin_a_rows(layout, columns)
    height = bottoms[0] - bottoms[1]
    draw_head(canvas, layout, (left, bottoms[0] + height + head_height(layout), columns.width), "Kapsul vitamin A", sex)
    for index, bottom in enumerate(bottoms):
        texts = ("Bulan", "Kapsul", "Tanggal diberi") if index == 0 else ("", "", "")
        draw_cells(canvas, layout, (left, bottom, columns.width, height), _VITAMIN_A_EDGES, texts, is_head=index == 0)


def _draw_vitamin_a(canvas: Canvas, layout: CardLayout, columns: Columns, history: GrowthHistory) -> None:
    size, bottoms = layout.text_pt, _vitamin_a_rows(layout, columns)
    lefts = [columns.lefts[0] + edge * columns.width + 3 for edge in _VITAMIN_A_EDGES]
    canvas.setFont(REGULAR, size)
    lines = canvas.beginText()
    for one, bottom in zip(vitamin_a_rounds(history.child, history.visits), bottoms[1:], strict=False):
        texts = (one.month.label, one.capsule, date_short(one.given_on) if one.given_on else "")
        for left, text in zip(lefts, texts, strict=False):
            lines.setTextOrigin(left, bottom + (bottoms[0] - bottoms[1]) / 2 - 0.335 * size)
            lines.textOut(text)
    canvas.drawText(lines)


def _draw_vaccines(canvas: Canvas, layout: CardLayout, columns: Columns, sex: Sex) -> None:
    left = columns.lefts[1]
    top = draw_head(canvas, layout, (left, columns.top, columns.width), "Imunisasi", sex)
    edges = (0.0, 0.37, 0.57, 0.86, 1.0)
    for index, row in enumerate(
        (("Vaksin", "Umur", "Tanggal", "Paraf"), *((*dose, "", "") for dose in words.VACCINES))
    ):
        top -= columns.line
        draw_cells(canvas, layout, (left, top, columns.width, columns.line), edges, row, is_head=index == 0)
    note = Paragraph(words.VACCINES_NOTE, _small(layout))
    _, height = note.wrap(columns.width, 1000)
    note.drawOn(canvas, left, top - height - 2)


def draw_cells(
    canvas: Canvas,
    layout: CardLayout,
    area: tuple[float, float, float, float],
    edges: tuple[float, ...],
    texts: tuple[str, ...],
    *,
    is_head: bool,
) -> None:
    """One row of a small table at (left, bottom, width, height); `edges` are parts of the width, first 0, last 1."""
    left, bottom, width, height = area
    size = layout.text_pt
    font = BOLD if is_head else REGULAR
    canvas.setStrokeColor(RULE_COLOUR)
    canvas.setLineWidth(0.5)
    canvas.rect(left, bottom, width, height, stroke=1, fill=0)
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(font, size)
    for index, text in enumerate(texts):
        x = left + edges[index] * width
        if index:
            canvas.line(x, bottom, x, bottom + height)
        room = (edges[index + 1] - edges[index]) * width - 6
        canvas.drawString(x + 3, bottom + height / 2 - 0.335 * size, fitted(text, room, font, size))


def _draw_advice(canvas: Canvas, layout: CardLayout, columns: Columns, sex: Sex) -> None:
    left = columns.lefts[2]
    top = draw_head(canvas, layout, (left, columns.top, columns.width), "Makan sesuai umur", sex)
    for paragraph in _advice(layout):
        top -= paragraph.wrap(columns.width, columns.top)[1]
        paragraph.drawOn(canvas, left, top)
        top -= paragraph.style.spaceAfter


def _advice(layout: CardLayout) -> list[Paragraph]:
    texts = [f"<b>{age}.</b> {text}" for age, text in words.ADVICE]
    texts += [f"<b>Diare.</b> {words.DIARRHOEA}", f"<b>Tanda bahaya, segera ke puskesmas:</b> {words.DANGER}."]
    return [Paragraph(text, _small(layout)) for text in texts]


@cache
def _notes_top(layout: CardLayout) -> float:
    """Where the advice ends; measured once for all cards of a paper."""
    columns = Columns.of(layout)
    heights = [one.wrap(columns.width, columns.top)[1] + one.style.spaceAfter for one in _advice(layout)]
    return float(columns.top - head_height(layout) - sum(heights) - 0.5 * layout.text_pt)


def _draw_notes(canvas: Canvas, layout: CardLayout, columns: Columns, history: GrowthHistory) -> None:
    """The latest notes, written on the lines that the background left for them."""
    noted = [visit.facts for visit in history.visits if visit.facts.follow_up_note or visit.facts.note]
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(REGULAR, layout.text_pt)
    for facts, y in zip(noted[-NOTES_SHOWN:], _note_lines(layout, columns), strict=False):
        text = f"{date_short(facts.measured_on)}: {facts.follow_up_note or facts.note}"
        canvas.drawString(columns.lefts[2], y + 2, fitted(text, columns.width, REGULAR, layout.text_pt))


def _note_lines(layout: CardLayout, columns: Columns) -> list[float]:
    step = 2 * layout.text_pt
    first = _notes_top(layout) - head_height(layout) - step
    return [first - step * index for index in range(int((first - columns.bottom) // step) + 1)]


def draw_head(canvas: Canvas, layout: CardLayout, area: tuple[float, float, float], text: str, sex: Sex) -> float:
    """A small heading over a rule in the colour of the card at (left, top, width); returns the top of what follows."""
    left, top, width = area
    size = 1.2 * layout.text_pt
    canvas.setFillColor(HexColor(CARD[sex].strong))
    canvas.setFont(BOLD, size)
    canvas.drawString(left, top - size, text)
    canvas.setStrokeColor(HexColor(CARD[sex].strong))
    canvas.setLineWidth(0.9)
    canvas.line(left, top - 1.35 * size, left + width, top - 1.35 * size)
    return top - head_height(layout)


def head_height(layout: CardLayout) -> float:
    """What a small heading takes."""
    return 2.1 * layout.text_pt


def _small(layout: CardLayout) -> ParagraphStyle:
    style = paragraph_style("kecil").clone("kms")
    style.fontSize, style.leading, style.spaceAfter = layout.text_pt, layout.text_pt * 1.24, 3.2 * layout.scale
    return style
