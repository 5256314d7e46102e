"""The other growth curves for the bidan: PB-TB/U, BB/PB-TB, IMT/U, LK/U and LiLA/U with lines from -3 to +3 SD."""

from dataclasses import dataclass
from math import ceil, floor, isnan

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from charts.layer import XY, Box, Chart, ChildLayer, Mark, Point, Series, new_figure
from charts.theme import GREEN, GREY, INK, MUTED, ORANGE, PAPER, RED, RULE, LineLook, font
from core.growth.curves import GrowthIndex, index_lines
from core.growth.standards import DAYS_PER_MONTH, HEIGHT_FROM_DAY, STANDING_FROM_MONTH, UNDER_FIVE_LAST_DAY
from core.services.views import GrowthHistory, VisitVerdict
from core.words.people import Sex
from core.words.periods import Month, date_short
from core.words.quantities import z_words

ZS = (-3.0, -2.0, 0.0, 2.0, 3.0)
LOW_ALERT_Z = -2.0
_STEPPED = (GrowthIndex.LENGTH_FOR_AGE, GrowthIndex.BMI_FOR_AGE)
_LOOKS = {
    -3.0: LineLook(RED, 1.4, (1.2, 1.6)),
    -2.0: LineLook(ORANGE, 1.4, (6, 2)),
    0.0: LineLook(GREEN, 1.0),
    2.0: LineLook(ORANGE, 1.4, (6, 2)),
    3.0: LineLook(RED, 1.4, (1.2, 1.6)),
}


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve: its index, the part of the x axis it shows (months or cm), the step of its scale and its words."""

    key: str
    index: GrowthIndex
    first: float
    last: float
    y_step: float
    title: str
    y_title: str
    x_title: str = "Umur (bulan)"


_CM = "Panjang badan (cm)", "Tinggi badan (cm)"
CURVES = {
    curve.key: curve
    for curve in (
        Curve("haz", GrowthIndex.LENGTH_FOR_AGE, 0, 60, 5, "PB/U dan TB/U", "Panjang atau tinggi (cm)"),
        Curve("wlz", GrowthIndex.WEIGHT_FOR_LENGTH, 45, 110, 2, "BB/PB", "Berat (kg)", _CM[0]),
        Curve("whz", GrowthIndex.WEIGHT_FOR_HEIGHT, 65, 120, 2, "BB/TB", "Berat (kg)", _CM[1]),
        Curve("baz", GrowthIndex.BMI_FOR_AGE, 0, 60, 1, "IMT/U", "IMT (kg/m²)"),
        Curve("hcz", GrowthIndex.HEAD_FOR_AGE, 0, 60, 2, "LK/U", "Lingkar kepala (cm)"),
        Curve("acz", GrowthIndex.MUAC_FOR_AGE, 3, 60, 1, "LiLA/U", "LiLA (cm)"),
    )
}


def curve_for(kind: str, history: GrowthHistory, draft: VisitVerdict | None = None) -> Curve:
    """The curve of `kind` (haz, whz, baz, hcz, acz); weight for length until two years, then for height."""
    latest = draft or (history.visits[-1] if history.visits else None)
    if kind == "whz" and (latest is None or not _is_standing(latest)):
        return CURVES["wlz"]
    return CURVES[kind]


def growth_chart(sex: Sex, curve: Curve, box: Box) -> Chart:
    """The empty chart of one curve, to be shown with `growth_series` (WHO 2006); the step at 24 months stays open."""
    figure, axes = new_figure(box)
    lines = index_lines(curve.index, sex, curve.first, curve.last, ZS)
    low, high = _limits(lines, curve.y_step)
    axes.set_xlim(curve.first, curve.last)
    axes.set_ylim(low, high)
    for spine in axes.spines.values():
        spine.set(color=MUTED, linewidth=0.9)
    _draw_grid(axes, curve, low, high)
    _draw_scale(axes, curve, box)
    for z, line in lines.items():
        look = _LOOKS[z]
        (drawn,) = axes.plot([x for x, _ in line], [y for _, y in line], color=look.colour, linewidth=look.width)
        if look.dash:
            drawn.set_dashes(look.dash)
        _label_line(axes, curve, box, line, z)
    return Chart(figure, axes, ChildLayer(axes, box.text_pt / 7.5), box, f"{curve.title} {sex.label}")


def growth_series(history: GrowthHistory, curve: Curve, draft: VisitVerdict | None = None) -> Series:
    """The child's points on one curve; a dot at the age as lived, a cross at the corrected age of a preterm child.

    `draft` is the visit being typed; a saved visit of the same id or day is left out in its favour.
    """
    visits = [visit for visit in history.visits if not _is_replaced(visit, draft)]
    placed = [(visit, at) for visit in visits if (at := _place(visit, curve))]
    points = [Point(*at, _words(visit, curve), _mark(visit, curve)) for visit, at in placed]
    points += [point for visit, at in placed if (point := _corrected(visit, curve, at[1]))]
    runs = _runs(placed, curve)
    at = _place(draft, curve) if draft else None
    if draft is None or at is None:
        return Series(tuple(points), runs)
    before = [(visit, xy) for visit, xy in placed if visit.facts.measured_on < draft.facts.measured_on]
    is_joined = bool(before) and _is_joined(before[-1][0], draft, curve)
    mark = Mark.DRAFT_ALERT if _mark(draft, curve) is Mark.ALERT else Mark.DRAFT
    point = Point(*at, _words(draft, curve), mark)
    return Series(tuple(points), runs, point, before[-1][1] if is_joined else None, z_words(_z(draft, curve)))


def _place(visit: VisitVerdict, curve: Curve) -> XY | None:
    """Where a visit stands on a curve; None when it was not measured or belongs to another curve."""
    value = _value(visit, curve.index)
    if value is None or not 0 <= visit.age_days <= UNDER_FIVE_LAST_DAY:
        return None
    if not curve.index.is_by_centimetre:
        x = visit.age_days / DAYS_PER_MONTH
        return (x, value) if curve.first <= x <= curve.last else None
    if _is_standing(visit) is not (curve.index is GrowthIndex.WEIGHT_FOR_HEIGHT):
        return None
    centimetres = visit.growth.lenhei_used_cm
    return (centimetres, value) if centimetres and curve.first <= centimetres <= curve.last else None


def _value(visit: VisitVerdict, index: GrowthIndex) -> float | None:
    facts = visit.facts
    if index is GrowthIndex.LENGTH_FOR_AGE:
        return visit.growth.lenhei_used_cm
    if index is GrowthIndex.BMI_FOR_AGE:
        return visit.growth.bmi
    if index is GrowthIndex.HEAD_FOR_AGE:
        return facts.head_mm / 10 if facts.head_mm else None
    if index is GrowthIndex.MUAC_FOR_AGE:
        return facts.muac_mm / 10 if facts.muac_mm else None
    return facts.weight_g / 1000 if facts.weight_g and not facts.has_oedema else None


def _z(visit: VisitVerdict, curve: Curve) -> float | None:
    growth = visit.growth
    scores = {"haz": growth.haz, "baz": growth.baz, "hcz": growth.hcz, "acz": growth.acz}
    return scores.get(curve.key, growth.whz)


def _mark(visit: VisitVerdict, curve: Curve) -> Mark:
    z = _z(visit, curve)
    return Mark.ALERT if z is not None and z < LOW_ALERT_Z else Mark.PLAIN


def _corrected(visit: VisitVerdict, curve: Curve, value: float) -> Point | None:
    days = visit.growth.corrected_age_days
    if days is None or days < 0 or curve.index.is_by_centimetre or days / DAYS_PER_MONTH < curve.first:
        return None
    return Point(days / DAYS_PER_MONTH, value, f"umur koreksi · {_words(visit, curve)}", Mark.CORRECTED)


def _is_standing(visit: VisitVerdict) -> bool:
    """Whether the height table applies: from 24 months on (WHO 2006), by the corrected age where there is one."""
    days = visit.growth.corrected_age_days
    return (visit.age_days if days is None else days) >= HEIGHT_FROM_DAY


def _is_joined(earlier: VisitVerdict, later: VisitVerdict, curve: Curve) -> bool:
    """Only month after month, and never across the step from lying to standing."""
    month = Month.of(later.facts.measured_on)
    is_close = Month.of(earlier.facts.measured_on) in (month, month.previous())
    is_over_step = curve.index in _STEPPED and _is_standing(earlier) is not _is_standing(later)
    return is_close and not is_over_step


def _is_replaced(visit: VisitVerdict, draft: VisitVerdict | None) -> bool:
    if draft is None:
        return False
    is_same_id = visit.facts.id is not None and visit.facts.id == draft.facts.id
    return is_same_id or visit.facts.measured_on == draft.facts.measured_on


def _runs(placed: list[tuple[VisitVerdict, XY]], curve: Curve) -> tuple[tuple[XY, ...], ...]:
    runs: list[list[XY]] = []
    for index, (visit, at) in enumerate(placed):
        if index == 0 or not _is_joined(placed[index - 1][0], visit, curve):
            runs.append([])
        runs[-1].append(at)
    return tuple(tuple(run) for run in runs if len(run) > 1)


def _words(visit: VisitVerdict, curve: Curve) -> str:
    value = _value(visit, curve.index)
    unit = {"baz": "kg/m²"}.get(curve.key, "kg" if curve.index.is_by_centimetre else "cm")
    shown = "" if value is None else f"{value:.1f} {unit}".replace(".", ",")
    return f"{date_short(visit.facts.measured_on)} · {shown} · z {z_words(_z(visit, curve))}"


def _limits(lines: dict[float, list[XY]], step: float) -> XY:
    """A little more than the lines need, on whole steps of the scale."""
    lowest = min(y for _, y in lines[min(lines)] if not isnan(y))
    highest = max(y for _, y in lines[max(lines)] if not isnan(y))
    return floor(lowest / step - 0.4) * step, ceil(highest / step + 0.4) * step


def _draw_grid(axes: Axes, curve: Curve, low: float, high: float) -> None:
    fine = 5 if curve.index.is_by_centimetre else 1
    xs = [x for x in range(ceil(curve.first), floor(curve.last)) if x % fine == 0]
    strong = [x for x in xs if x % (10 if curve.index.is_by_centimetre else 12) == 0]
    ys = [low + curve.y_step * step for step in range(1, round((high - low) / curve.y_step))]
    _add_lines(axes, [[(x, low), (x, high)] for x in xs if x not in strong], RULE, 0.3)
    _add_lines(axes, [[(curve.first, y), (curve.last, y)] for y in ys], RULE, 0.45)
    _add_lines(axes, [[(x, low), (x, high)] for x in strong], GREY, 0.6)


def _add_lines(axes: Axes, lines: list[list[XY]], colour: str, width: float) -> None:
    axes.add_collection(LineCollection(lines, colors=[colour], linewidths=[width], zorder=1), autolim=False)


def _draw_scale(axes: Axes, curve: Curve, box: Box) -> None:
    low, high = axes.get_ylim()
    point_x = (curve.last - curve.first) / box.plot_width
    point_y = (high - low) / box.plot_height
    plain, bold = font(box.text_pt), font(box.text_pt, "Bold")
    every = ceil(1.15 * box.text_pt / (curve.y_step / point_y))
    for step in range(0, round((high - low) / curve.y_step) + 1, every):
        y = low + step * curve.y_step
        axes.text(curve.first - 3 * point_x, y, f"{y:g}", ha="right", va="center", fontproperties=plain, color=INK)
    steps = (10, 20) if curve.index.is_by_centimetre else (3, 6, 12, 24)
    every = next((step for step in steps if step / point_x >= 2.4 * box.text_pt), steps[-1])
    for x in range(ceil(curve.first), floor(curve.last) + 1):
        if x % every == 0:
            axes.text(x, low - 3 * point_y, str(x), ha="center", va="top", fontproperties=plain, color=INK)
    middle = (curve.first + curve.last) / 2
    below = low - (4 + box.text_pt * 1.4) * point_y
    axes.text(middle, below, curve.x_title, ha="center", va="top", fontproperties=bold, color=INK)
    above = high + 4 * point_y
    axes.text(curve.first, above, curve.y_title, ha="left", va="bottom", fontproperties=bold, color=INK)
    # Only where it does not run into the title beside it.
    if curve.index in _STEPPED and (STANDING_FROM_MONTH - curve.first) / point_x > 19 * box.text_pt:
        _name_the_step(axes, box, above)


def _name_the_step(axes: Axes, box: Box, above: float) -> None:
    # A step that nobody is told about looks like a drawing mistake.
    small = font(box.text_pt, "Italic")
    text = "← telentang  |  berdiri →"
    axes.text(STANDING_FROM_MONTH, above, text, ha="center", va="bottom", fontproperties=small, color=MUTED)


def _label_line(axes: Axes, curve: Curve, box: Box, line: list[XY], z: float) -> None:
    x, y = line[-1]
    gap = 3 * (curve.last - curve.first) / box.plot_width
    name = f"{z:+.0f}".replace("-", "−").replace("+0", "0")
    label = axes.text(x + gap, y, name, ha="left", va="center", color=_LOOKS[z].colour)
    label.set_fontproperties(font(box.text_pt, "Bold"))
    label.set_bbox({"facecolor": PAPER, "edgecolor": "none", "pad": 0.3})
