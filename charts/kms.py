"""The chart of the Kartu Menuju Sehat: weight for age, one column per completed month, in both editions of the card."""

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, ceil, degrees

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from charts.layer import XY, Box, Chart, ChildLayer, Mark, Point, Series, new_figure
from charts.theme import BANDS, CARD, GREEN, GREY, INK, ORANGE, PAPER, RED, CardColours, LineLook, font
from core.growth.kms import KmsEdition
from core.growth.lms import sd_value
from core.growth.standards import DAYS_PER_MONTH, table
from core.services.views import ChildView, GrowthHistory, VisitVerdict
from core.words.people import Sex
from core.words.periods import Month, date_short
from core.words.quantities import weight_words

FINE_KG = 0.2
DAYS_BETWEEN_POINTS = 7
NARROW = 40
"""Under this many text sizes of width the names of the lines are short."""


@dataclass(frozen=True, slots=True)
class Span:
    """One side of the card: its first and last column (completed months) and its scale in kg."""

    key: str
    first: int
    last: int
    low_kg: int
    high_kg: int

    @property
    def columns(self) -> range:
        """The completed months that have a column."""
        return range(self.first, self.last + 1)

    @property
    def title(self) -> str:
        """The name of this side."""
        return f"{self.first}–{self.last} bulan"


YOUNG = Span("0-24", 0, 24, 1, 18)
OLDER = Span("24-60", 24, 60, 7, 30)
SPANS = {span.key: span for span in (YOUNG, OLDER)}

_CURRENT_LINES = {
    -3.0: LineLook(GREY, 0.8, (1, 1.6)),
    -2.0: LineLook(RED, 2.1, is_bold=True),
    0.0: LineLook(GREEN, 0.8, (5, 2)),
    1.0: LineLook(ORANGE, 1.9, (7, 2.2), is_bold=True),
    2.0: LineLook(GREY, 0.8, (3, 1.6)),
    3.0: LineLook(GREY, 0.8, (1, 1.6)),
}
_OLD_LINES = {
    -3.0: LineLook(RED, 2.2, is_bold=True),
    -2.0: LineLook(GREY, 0.7),
    -1.0: LineLook(GREY, 0.7, (3, 1.6)),
    0.0: LineLook(GREY, 0.7, (5, 2)),
    1.0: LineLook(GREY, 0.7, (3, 1.6)),
    2.0: LineLook(GREY, 0.7),
    3.0: LineLook(GREY, 0.7, (1, 1.6)),
}
_NAMES = {
    KmsEdition.CURRENT: {-2.0: "garis merah  −2", 1.0: "garis oranye  +1"},
    KmsEdition.OLD: {-3.0: "garis merah  −3"},
}


def span_of(age_months: int) -> Span:
    """The side of the card for an age in completed months; at 24 months the child changes to the second side."""
    return YOUNG if age_months < OLDER.first else OLDER


def spans_of(history: GrowthHistory) -> tuple[Span, ...]:
    """The sides that hold a weighing of this child, youngest first; the first side for a child never weighed."""
    ages = {span_of(visit.age_months).key for visit in history.visits if visit.facts.weight_g}
    return tuple(span for span in SPANS.values() if span.key in ages) or (YOUNG,)


def kms_chart(sex: Sex, span: Span, edition: KmsEdition, box: Box) -> Chart:
    """The empty chart of one side of the card, to be shown with `kms_series` (Juknis KMS 2021; Permenkes 155/2010)."""
    figure, axes = new_figure(box)
    axes.set_xlim(span.first, span.last + 1)
    axes.set_ylim(span.low_kg, span.high_kg)
    colours = CARD[sex]
    for spine in axes.spines.values():
        spine.set(color=colours.strong, linewidth=1.1)
    lines = card_lines(sex, span, edition)
    if edition is KmsEdition.OLD:
        _draw_bands(axes, lines)
    _draw_grid(axes, span, colours)
    _draw_scale(axes, span, box, colours)
    for z, look in _looks(edition).items():
        _draw_line(axes, lines[z], look)
        _label_line(axes, lines[z], look, _line_name(edition, z), span, box)
    return Chart(
        figure,
        axes,
        ChildLayer(axes, _child_scale(span, box)),
        box,
        f"KMS {sex.label} {span.title}",
    )


def card_lines(sex: Sex, span: Span, edition: KmsEdition) -> dict[float, list[XY]]:
    """The lines of one side as (month, kg), from WHO's table by day, on which the points are judged too (WHO 2006).

    A point a week, because straight lines from month to month would cut off up to 0.1 kg of the first weeks' curve.
    """
    rows = table("weight_for_age")
    last = min(rows.last, int((span.last + 1) * DAYS_PER_MONTH))
    days = [*range(int(span.first * DAYS_PER_MONTH), last, DAYS_BETWEEN_POINTS), last]
    lms = [(day / DAYS_PER_MONTH, row) for day in days if (row := rows.row(sex, day))]
    return {z: [(month, sd_value(z, row)) for month, row in lms] for z in _looks(edition)}


def kms_series(history: GrowthHistory, span: Span, draft: VisitVerdict | None = None) -> Series:
    """The child's weighings on one side of the card, joined only from month to month.

    `draft` is the visit being typed; a saved visit of the same id is left out in its favour.
    """
    child = history.child
    visits = [visit for visit in history.visits if _is_shown(visit, span) and not _is_same(visit, draft)]
    points = [_point(visit) for visit in visits]
    points += [point for visit in visits if (point := _corrected_point(visit))]
    if span is YOUNG and child.birth_weight_g:
        points.insert(0, _birth_point(child))
    runs = _runs(visits)
    if draft is None or not _is_shown(draft, span):
        return Series(tuple(points), runs)
    before = [visit for visit in visits if visit.facts.measured_on < draft.facts.measured_on]
    is_joined = bool(before) and _is_next_month(before[-1], draft)
    return Series(
        tuple(points),
        runs,
        Point(column_x(draft), _kg(draft), _words(draft), Mark.DRAFT_ALERT if _is_bgm(draft) else Mark.DRAFT),
        (column_x(before[-1]), _kg(before[-1])) if is_joined else None,
        weight_words(draft.facts.weight_g),
    )


def column_x(visit: VisitVerdict) -> float:
    """Where a visit stands on the month axis: its exact age, kept inside the column of its completed months.

    A calendar month is up to two days longer or shorter than the mean month of the curve (30.4375 days).
    """
    return min(max(visit.age_days / DAYS_PER_MONTH, visit.age_months), visit.age_months + 0.98)


def _child_scale(span: Span, box: Box) -> float:
    # Narrow columns make points smaller, but never so small that the number being typed cannot be read.
    column_pt = box.plot_width / len(span.columns)
    return max(0.8 * box.text_pt, min(box.text_pt, column_pt / 1.8)) / 7.5


def _looks(edition: KmsEdition) -> dict[float, LineLook]:
    return _CURRENT_LINES if edition is KmsEdition.CURRENT else _OLD_LINES


def _line_name(edition: KmsEdition, z: float) -> str:
    return _NAMES[edition].get(z, f"{z:+.0f}".replace("-", "−").replace("+0", "0"))


def _draw_bands(axes: Axes, lines: dict[float, list[XY]]) -> None:
    """Kuning, hijau muda, hijau tua from -3 to +3 (Permenkes 155/2010)."""
    edges = (-3.0, -2.0, -1.0, 1.0, 2.0, 3.0)
    for (low, high), colour in zip(pairwise(edges), BANDS, strict=True):
        below, above = lines[low], lines[high]
        axes.fill_between([x for x, _ in below], [y for _, y in below], [y for _, y in above], color=colour, lw=0)


def _draw_grid(axes: Axes, span: Span, colours: CardColours) -> None:
    first, last = span.first, span.last + 1
    fine = [span.low_kg + FINE_KG * step for step in range(1, round((span.high_kg - span.low_kg) / FINE_KG))]
    whole = range(span.low_kg + 1, span.high_kg)
    years = [month for month in range(first + 1, last) if month % 12 == 0]
    months = [month for month in range(first + 1, last) if month % 12]
    _add_lines(axes, [[(first, y), (last, y)] for y in fine], colours.soft, 0.35)
    _add_lines(axes, [[(x, span.low_kg), (x, span.high_kg)] for x in months], colours.grid, 0.45)
    _add_lines(axes, [[(first, y), (last, y)] for y in whole], colours.grid, 0.7)
    _add_lines(axes, [[(x, span.low_kg), (x, span.high_kg)] for x in years], colours.strong, 0.9)


def _add_lines(axes: Axes, lines: list[list[XY]], colour: str, width: float) -> None:
    axes.add_collection(LineCollection(lines, colors=[colour], linewidths=[width], zorder=1), autolim=False)


def _draw_scale(axes: Axes, span: Span, box: Box, colours: CardColours) -> None:
    """Kilograms on both sides and, where no card rows stand below, the months."""
    small = font(box.text_pt)
    gap = 3.0 * (span.last + 1 - span.first) / box.plot_width
    # Over card rows the lowest number would sit on their frame.
    for kg in range(span.low_kg + (not box.has_months), span.high_kg + 1):
        if kg % 2 and box.plot_height / (span.high_kg - span.low_kg) < box.text_pt * 1.15:
            continue
        axes.text(span.first - gap, kg, str(kg), ha="right", va="center", fontproperties=small, color=INK)
        axes.text(span.last + 1 + gap, kg, str(kg), ha="left", va="center", fontproperties=small, color=INK)
    top = span.high_kg + 4.0 * (span.high_kg - span.low_kg) / box.plot_height
    bold = font(box.text_pt, "Bold")
    axes.text(span.first, top, "Berat (kg)", ha="left", va="bottom", fontproperties=bold, color=colours.strong)
    if box.has_months:
        _draw_months(axes, span, box)


def _draw_months(axes: Axes, span: Span, box: Box) -> None:
    column = box.plot_width / len(span.columns)
    every = max(1, ceil(box.text_pt * 1.7 / column))
    every = next(step for step in (1, 2, 3, 4, 6, 12) if step >= min(every, 12))
    below = span.low_kg - 4.0 * (span.high_kg - span.low_kg) / box.plot_height
    for month in span.columns:
        if month % every == 0:
            axes.text(
                month + 0.5, below, str(month), ha="center", va="top", fontproperties=font(box.text_pt), color=INK
            )
    middle = (span.first + span.last + 1) / 2
    lower = below - box.text_pt * 1.5 * (span.high_kg - span.low_kg) / box.plot_height
    axes.text(middle, lower, "Umur (bulan)", ha="center", va="top", fontproperties=font(box.text_pt, "Bold"), color=INK)


def _draw_line(axes: Axes, line: list[XY], look: LineLook) -> None:
    (drawn,) = axes.plot([x for x, _ in line], [y for _, y in line], color=look.colour, linewidth=look.width, zorder=2)
    if look.dash:
        drawn.set_dashes(look.dash)


def _label_line(axes: Axes, line: list[XY], look: LineLook, name: str, span: Span, box: Box) -> None:
    """The name of a line on the line itself, near its right end, turned along its slope."""
    months = span.last + 1 - span.first
    if box.plot_width < NARROW * box.text_pt:
        name = name.removeprefix("garis ")
    # Half the words and a little air, so that they end inside the frame at every size.
    half = (0.3 * len(name) + 0.9) * box.text_pt if look.is_bold else 0.5 * box.plot_width / months
    x = span.last + 1 - half * months / box.plot_width
    y, slope = _at(line, x)
    angle = degrees(atan2(slope * box.plot_height / (span.high_kg - span.low_kg), box.plot_width / months))
    axes.text(
        x,
        y,
        name,
        ha="center",
        va="center",
        rotation=angle,
        rotation_mode="anchor",
        fontproperties=font(box.text_pt, "Bold" if look.is_bold else "Regular"),
        color=look.colour,
        zorder=3,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.8},
    )


def _at(line: list[XY], x: float) -> XY:
    """Height and slope of a line at x."""
    for (x0, y0), (x1, y1) in pairwise(line):
        if x0 <= x <= x1:
            slope = (y1 - y0) / (x1 - x0)
            return y0 + slope * (x - x0), slope
    return line[-1][1], 0.0


def _is_shown(visit: VisitVerdict, span: Span) -> bool:
    return bool(visit.facts.weight_g) and visit.age_days >= 0 and visit.age_months in span.columns


def _is_same(visit: VisitVerdict, draft: VisitVerdict | None) -> bool:
    if draft is None:
        return False
    if visit.facts.id is not None and visit.facts.id == draft.facts.id:
        return True
    return visit.facts.measured_on == draft.facts.measured_on


def _is_next_month(earlier: VisitVerdict, later: VisitVerdict) -> bool:
    """The card joins consecutive months only (Permenkes 155/2010); two weighings of one month belong together."""
    month = Month.of(later.facts.measured_on)
    return Month.of(earlier.facts.measured_on) in (month, month.previous())


def _runs(visits: list[VisitVerdict]) -> tuple[tuple[XY, ...], ...]:
    runs: list[list[XY]] = []
    for index, visit in enumerate(visits):
        if index == 0 or not _is_next_month(visits[index - 1], visit):
            runs.append([])
        runs[-1].append((column_x(visit), _kg(visit)))
    return tuple(tuple(run) for run in runs if len(run) > 1)


def _kg(visit: VisitVerdict) -> float:
    return (visit.facts.weight_g or 0) / 1000


def _is_bgm(visit: VisitVerdict) -> bool:
    return visit.weighing is not None and visit.weighing.bgm


def _point(visit: VisitVerdict) -> Point:
    return Point(column_x(visit), _kg(visit), _words(visit), Mark.ALERT if _is_bgm(visit) else Mark.PLAIN)


def _corrected_point(visit: VisitVerdict) -> Point | None:
    """For a child born too early: a cross at its corrected age, beside the dot at its age as lived."""
    days = visit.growth.corrected_age_days
    if days is None or days < 0:
        return None
    return Point(days / DAYS_PER_MONTH, _kg(visit), f"umur koreksi · {_words(visit)}", Mark.CORRECTED)


def _birth_point(child: ChildView) -> Point:
    grams = child.birth_weight_g or 0
    return Point(0.0, grams / 1000, f"lahir {date_short(child.born_on)} · {weight_words(grams)}", Mark.BIRTH)


def _words(visit: VisitVerdict) -> str:
    parts = [date_short(visit.facts.measured_on), f"{visit.age_months} bln", weight_words(visit.facts.weight_g)]
    return " · ".join([*parts, visit.letter] if visit.letter else parts)
