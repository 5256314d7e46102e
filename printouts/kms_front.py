"""The side of the KMS with the chart: band, boxes and words once per document, the child's numbers per card."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Paragraph

from charts.kms import YOUNG
from charts.theme import CARD
from core.growth.kms import KmsEdition
from core.growth.weight_gain import kbm_g
from core.rules.breastfeeding import ROWS
from core.services.views import ChildView, GrowthHistory, VisitVerdict
from core.words.people import Sex
from core.words.periods import MONTH_NAMES, date_words
from core.words.quantities import kilograms
from printouts import kms_words as words
from printouts.kms_layout import CardLayout, Row
from printouts.styles import (
    BOLD,
    INK_COLOUR,
    ITALIC,
    MUTED_COLOUR,
    REGULAR,
    RULE_COLOUR,
    fitted,
    paragraph_style,
)

MONTHS = tuple(name[:3] for name in MONTH_NAMES)


def draw_band(canvas: Canvas, layout: CardLayout, sex: Sex, subtitle: str) -> None:
    """The coloured band with the title; its words say the sex, for black-and-white printers."""
    bottom, height = layout.band_bottom, layout.band_height
    canvas.saveState()
    canvas.setFillColor(HexColor(CARD[sex].strong))
    canvas.roundRect(layout.left, bottom, layout.right - layout.left, height, 4 * layout.scale, stroke=0, fill=1)
    canvas.setFillColor(white)
    x = layout.left + 9 * layout.scale
    canvas.setFont(BOLD, 23 * layout.scale)
    canvas.drawString(x, bottom + 11.5 * layout.scale, words.TITLE)
    x += canvas.stringWidth(words.TITLE, BOLD, 23 * layout.scale) + 8 * layout.scale
    canvas.setFont(BOLD, max(10.5 * layout.scale, 8))
    canvas.drawString(x, bottom + 22 * layout.scale, words.FULL_TITLE)
    canvas.setFont(REGULAR, max(8.5 * layout.scale, 7))
    canvas.drawString(x, bottom + 9.5 * layout.scale, f"untuk {sex.label} · {subtitle}")
    draw_name_boxes(canvas, layout)
    canvas.restoreState()


def name_boxes(layout: CardLayout) -> list[tuple[str, float, float]]:
    """Label, left edge and width of the three white boxes on the band."""
    gap = 6 * layout.scale
    left = layout.left + 232 * layout.scale
    whole = layout.right - left - 5 * layout.scale + gap
    boxes = []
    for label, part in (("Nama anak", 0.44), ("Nama posyandu", 0.29), ("Tanggal lahir", 0.27)):
        boxes.append((label, left, whole * part - gap))
        left += whole * part
    return boxes


def draw_name_boxes(canvas: Canvas, layout: CardLayout) -> None:
    """The empty white boxes for the names, with their labels."""
    small = max(6.8 * layout.scale, 6.5)
    bottom, height = layout.band_bottom + 5 * layout.scale, layout.band_height - 10 * layout.scale
    for label, left, width in name_boxes(layout):
        canvas.setFillColor(white)
        canvas.roundRect(left, bottom, width, height, 3 * layout.scale, stroke=0, fill=1)
        canvas.setFillColor(MUTED_COLOUR)
        canvas.setFont(REGULAR, small)
        canvas.drawString(left + 4 * layout.scale, bottom + height - small - 0.5, label)


def draw_names(canvas: Canvas, layout: CardLayout, child: ChildView) -> None:
    """Nama anak, nama posyandu and birth date in their boxes."""
    size, pad = max(10 * layout.scale, 8), 4 * layout.scale
    baseline = layout.band_bottom + 9.5 * layout.scale
    born = f"{'± ' if child.is_birth_date_approximate else ''}{date_words(child.born_on)}"
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(BOLD, size)
    for value, (_, left, width) in zip((child.name, child.posyandu, born), name_boxes(layout), strict=True):
        canvas.drawString(left + pad, baseline, fitted(value, width - 2 * pad, BOLD, size))


def draw_rows(canvas: Canvas, layout: CardLayout, sex: Sex) -> None:
    """The boxes under the chart with what is printed in them: labels, months of age, KBM."""
    colours = CARD[sex]
    canvas.saveState()
    top = layout.plot_bottom
    for row in layout.rows:
        bottom = top - row.height
        if row.key == "age":
            canvas.setFillColor(HexColor(colours.soft))
            canvas.rect(layout.left, bottom, layout.plot_right - layout.left, row.height, stroke=0, fill=1)
        canvas.setStrokeColor(HexColor(colours.strong))
        canvas.setLineWidth(0.6)
        canvas.rect(layout.left, bottom, layout.plot_right - layout.left, row.height, stroke=1, fill=0)
        canvas.setFillColor(INK_COLOUR)
        canvas.setFont(BOLD, layout.text_pt)
        canvas.drawString(layout.left + 3, _baseline(layout, bottom, row.height), row.label)
        _draw_columns(canvas, layout, row, bottom, sex)
        top = bottom
    canvas.restoreState()


def _draw_columns(canvas: Canvas, layout: CardLayout, row: Row, bottom: float, sex: Sex) -> None:
    canvas.setStrokeColor(HexColor(CARD[sex].grid))
    canvas.setLineWidth(0.5)
    if row.key == "kbm":
        _draw_kbm(canvas, layout, row, bottom, sex)
        return
    months = ROWS if row.key == "asi" else layout.span.columns
    for month in months:
        x = layout.column_middle(month) + layout.column / 2
        canvas.line(x, bottom, x, bottom + row.height)
        if row.key == "age":
            canvas.setFont(REGULAR if layout.is_turned else BOLD, layout.text_pt)
            canvas.drawCentredString(layout.column_middle(month), _baseline(layout, bottom, row.height), str(month))
    x = layout.plot_left
    canvas.line(x, bottom, x, bottom + row.height)
    if row.key == "asi":
        canvas.setFont(ITALIC, layout.text_pt)
        canvas.setFillColor(MUTED_COLOUR)
        x = layout.column_middle(max(ROWS)) + layout.column / 2 + 5
        text = fitted(words.ASI_KEY, layout.plot_right - x - 4, ITALIC, layout.text_pt)
        canvas.drawString(x, _baseline(layout, bottom, row.height), text)


def _draw_kbm(canvas: Canvas, layout: CardLayout, row: Row, bottom: float, sex: Sex) -> None:
    """Equal neighbours share one box, as on the printed card."""
    canvas.setFont(REGULAR, layout.text_pt)
    canvas.line(layout.plot_left, bottom, layout.plot_left, bottom + row.height)
    for kbm, group in groupby(layout.span.columns, key=lambda month: kbm_g(sex, month)):
        months = list(group)
        right = layout.column_middle(months[-1]) + layout.column / 2
        middle = (layout.column_middle(months[0]) + layout.column_middle(months[-1])) / 2
        canvas.line(right, bottom, right, bottom + row.height)
        _draw_cell(canvas, layout, row, (middle, bottom), "–" if kbm is None else str(kbm), is_alone=len(months) == 1)


def _draw_cell(
    canvas: Canvas, layout: CardLayout, row: Row, at: tuple[float, float], text: str, *, is_alone: bool
) -> None:
    middle, bottom = at
    if not (layout.is_turned and is_alone):
        canvas.drawCentredString(middle, _baseline(layout, bottom, row.height), text)
        return
    canvas.saveState()
    canvas.translate(middle + layout.text_pt * 0.36, bottom + row.height / 2)
    canvas.rotate(90)
    canvas.drawCentredString(0, 0, text)
    canvas.restoreState()


def draw_numbers(canvas: Canvas, layout: CardLayout, history: GrowthHistory) -> None:
    """What was weighed, in its column: month, weight, letter, ASI; of two in one column the official one."""
    columns = {layout.column_middle(month): visit for month, visit in _by_column(layout, history.visits).items()}
    canvas.setFillColor(INK_COLOUR)
    bottom = layout.plot_bottom
    for row in layout.rows:
        bottom -= row.height
        values = [(middle, text) for middle, visit in columns.items() if (text := _value(row, visit))]
        if not values:
            continue
        canvas.setFont(BOLD if row.key == "letter" else REGULAR, layout.text_pt)
        line = canvas.beginText()
        for middle, text in values:
            _write(line, layout, row, (middle, bottom), text)
        canvas.drawText(line)


def _value(row: Row, visit: VisitVerdict) -> str:
    facts = visit.facts
    if row.key == "month":
        return f"{MONTHS[facts.measured_on.month - 1]} {facts.measured_on:%y}"
    if row.key == "weight":
        return kilograms(facts.weight_g) if facts.weight_g else ""
    if row.key == "asi" and visit.age_months in ROWS:
        return facts.breastfeeding or ""
    return visit.letter if row.key == "letter" else ""


def _write(line: PDFTextObject, layout: CardLayout, row: Row, at: tuple[float, float], text: str) -> None:
    """One value in the middle of its box: turned where columns are narrow, a month otherwise on two lines."""
    size, (middle, bottom) = layout.text_pt, at
    font = BOLD if row.key == "letter" else REGULAR
    if layout.is_turned and row.key in ("month", "weight"):
        start = bottom + (row.height - _width(text, font, size)) / 2
        line.setTextTransform(0, 1, -1, 0, round(middle + size * 0.36, 2), round(start, 2))
        line.textOut(text)
    elif row.key == "month":
        name, year = text.split()
        centre = bottom + row.height / 2
        for part, y in ((name, centre + size * 0.2), (f"’{year}", centre - size * 0.95)):
            line.setTextOrigin(middle - _width(part, font, size) / 2, y)
            line.textOut(part)
    else:
        line.setTextOrigin(middle - _width(text, font, size) / 2, _baseline(layout, bottom, row.height))
        line.textOut(text)


# A posyandu's cards repeat the same few hundred weights and months.
_width = lru_cache(maxsize=4096)(stringWidth)


def _by_column(layout: CardLayout, visits: Iterable[VisitVerdict]) -> dict[int, VisitVerdict]:
    columns: dict[int, VisitVerdict] = {}
    for visit in visits:
        known = columns.get(visit.age_months)
        is_better = known is None or bool(visit.letter) or not known.letter
        if visit.age_months in layout.span.columns and is_better and (known is None or visit.facts.weight_g):
            columns[visit.age_months] = visit
    return columns


def draw_panel(canvas: Canvas, layout: CardLayout, sex: Sex, edition: KmsEdition) -> None:
    """The words beside the chart: N, T, when to refer, KBM, who does what, the marks, the slogan."""
    left, width = layout.right - layout.panel_width, layout.panel_width
    top = layout.band_bottom - 1.2 * layout.text_pt
    for paragraph in _panel_paragraphs(layout, sex, edition):
        _, height = paragraph.wrap(width, 1000)
        top -= height + paragraph.style.spaceBefore
        paragraph.drawOn(canvas, left, top)
        top -= paragraph.style.spaceAfter
    _draw_marks(canvas, layout, left, top - 1.6 * layout.text_pt)
    slogan = Paragraph(words.SLOGAN, _style(layout, "panel_slogan", 1.22, CARD[sex].strong, BOLD))
    _, height = slogan.wrap(width, 1000)
    slogan.drawOn(canvas, left, layout.rows_bottom + 1)


def _panel_paragraphs(layout: CardLayout, sex: Sex, edition: KmsEdition) -> Iterator[Paragraph]:
    plain = _style(layout, "panel", 1.0)
    for head, text in (*words.GAIN, words.KBM):
        yield Paragraph(f"<b>{head}</b><br/>{text}", plain)
    boxed = _style(layout, "panel_refer", 1.05)
    boxed.borderWidth, boxed.borderColor, boxed.borderPadding = 1.1, HexColor(CARD[sex].strong), 4 * layout.scale
    boxed.leftIndent = boxed.rightIndent = 4 * layout.scale
    boxed.spaceBefore, boxed.spaceAfter = 6 * layout.scale, 11 * layout.scale
    head, text = words.REFER[edition]
    yield Paragraph(f"<b>{head}</b> {text}", boxed)
    yield Paragraph(words.DUTIES, plain)


def _style(layout: CardLayout, name: str, factor: float, colour: str = "", font: str = REGULAR) -> ParagraphStyle:
    style = paragraph_style("kecil").clone(name)
    style.fontName, style.fontSize = font, layout.text_pt * factor
    style.leading, style.spaceAfter = style.fontSize * 1.26, 5 * layout.scale
    if colour:
        style.textColor = HexColor(colour)
    return style


def _draw_marks(canvas: Canvas, layout: CardLayout, left: float, top: float) -> None:
    """What the shapes on the chart mean; drawn as the chart draws them."""
    size, step = layout.text_pt, 1.75 * layout.text_pt
    half = 0.38 * size
    canvas.saveState()
    canvas.setStrokeColor(INK_COLOUR)
    canvas.setLineWidth(0.9)
    labels = ["penimbangan", "di bawah garis merah (BGM)"]
    # Ages are corrected in the first two years only.
    labels += ["berat lahir", "umur koreksi (lahir prematur)"] if layout.span is YOUNG else []
    for index, label in enumerate([*labels, "bulan terlewat: tidak disambung"]):
        x, y = left + size, top - index * step + 0.35 * size
        canvas.setFillColor(INK_COLOUR)
        if index == 0:
            canvas.circle(x, y, half * 0.85, stroke=0, fill=1)
        elif label.startswith("di bawah"):
            canvas.setFillColor(HexColor("#c62828"))
            _diamond(canvas, x, y, half * 1.25)
        elif label.startswith("umur"):
            canvas.line(x - half * 0.7, y - half * 0.7, x + half * 0.7, y + half * 0.7)
            canvas.line(x - half * 0.7, y + half * 0.7, x + half * 0.7, y - half * 0.7)
        elif label.startswith("berat"):
            canvas.rect(x - half * 0.85, y - half * 0.85, half * 1.7, half * 1.7, stroke=1, fill=0)
        else:
            canvas.circle(x - size * 0.6, y, half * 0.85, stroke=0, fill=1)
            canvas.circle(x + size * 0.6, y, half * 0.85, stroke=0, fill=1)
        canvas.setFillColor(INK_COLOUR)
        canvas.setFont(REGULAR, size)
        canvas.drawString(left + 2.4 * size, top - index * step, label)
    canvas.restoreState()


def _diamond(canvas: Canvas, x: float, y: float, half: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x - half, y)
    path.lineTo(x, y + half)
    path.lineTo(x + half, y)
    path.lineTo(x, y - half)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)


def draw_foot(canvas: Canvas, layout: CardLayout, left: str, right: str) -> None:
    """The quiet line at the foot of a side."""
    canvas.saveState()
    canvas.setStrokeColor(RULE_COLOUR)
    canvas.setFillColor(MUTED_COLOUR)
    canvas.setFont(REGULAR, max(6.8 * layout.scale, 6.5))
    canvas.drawString(layout.left, layout.foot, left)
    canvas.drawRightString(layout.right, layout.foot, right)
    canvas.restoreState()


def _baseline(layout: CardLayout, bottom: float, height: float) -> float:
    """The baseline that puts capitals and figures in the middle of a box."""
    return bottom + height / 2 - layout.text_pt * 0.335
