"""The last side of a long KMS: every visit in one table, with what was measured and what it means."""

from reportlab.pdfgen.canvas import Canvas

from core.services.views import GrowthHistory, VisitVerdict
from core.words.periods import date_short
from core.words.quantities import centimetres, kilograms, z_words
from printouts.kms_back import draw_cells, draw_head, head_height
from printouts.kms_layout import CardLayout

_HEAD = ("Tanggal", "Umur", "BB", "N/T", "PB/TB", "LK", "LiLA", "BB/U", "TB/U", "BB/TB", "Status gizi")
_PARTS = (0.14, 0.07, 0.06, 0.055, 0.075, 0.065, 0.07, 0.077, 0.077, 0.077, 0.234)


def draw_record(canvas: Canvas, layout: CardLayout, history: GrowthHistory) -> None:
    """Two columns of visits, earliest first; when there are more than fit, the latest ones."""
    gap = 12 * layout.scale
    width = (layout.right - layout.left - gap) / 2
    top, bottom = layout.band_bottom - 8 * layout.scale, layout.foot + 2.2 * layout.text_pt
    line = 1.72 * layout.text_pt
    fits = int((top - head_height(layout) - bottom) / line) - 1
    draw_head(canvas, layout, (layout.left, top, layout.right - layout.left), "Riwayat pengukuran", history.child.sex)
    top -= head_height(layout)
    visits = history.visits[-2 * fits :]
    for index in range(2):
        rows = [_HEAD, *(_row(visit) for visit in visits[index * fits : (index + 1) * fits])]
        _draw_rows(canvas, layout, (layout.left + index * (width + gap), top, width, line), rows)


def _draw_rows(
    canvas: Canvas, layout: CardLayout, area: tuple[float, float, float, float], rows: list[tuple[str, ...]]
) -> None:
    left, top, width, line = area
    # The small sheet has no room for the words of the last column; the z-scores before it say the same.
    parts = _PARTS[:-1] if layout.scale < 1 else _PARTS
    edges = [sum(parts[:index]) / sum(parts) for index in range(len(parts) + 1)]
    if len(rows) == 1:
        return
    for index, row in enumerate(rows):
        bottom = top - (index + 1) * line
        draw_cells(canvas, layout, (left, bottom, width, line), tuple(edges), row[: len(parts)], is_head=index == 0)


def _row(visit: VisitVerdict) -> tuple[str, ...]:
    facts, growth = visit.facts, visit.growth
    status = growth.whz_category or growth.baz_category
    return (
        date_short(facts.measured_on),
        str(visit.age_months),
        kilograms(facts.weight_g) if facts.weight_g else "",
        visit.letter,
        *(centimetres(value) if value else "" for value in (facts.length_mm, facts.head_mm, facts.muac_mm)),
        *("" if z is None else z_words(z) for z in (growth.waz, growth.haz, growth.whz)),
        status.label if status else "",
    )
