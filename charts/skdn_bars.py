"""Balok SKDN: four bars a month for a year, with their numbers underneath: S merah, K kuning, D hijau, N biru."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from charts.theme import FAINT, INK, MUTED, PAPER, RULE, font
from core.services.reports.skdn import SkdnReport
from core.words.periods import MONTH_NAMES, Month

WIDTH_IN, HEIGHT_IN = 7.4, 3.1
_LEFT_IN, _RIGHT_IN = 1.22, 0.06
_BAR = 0.19
_TIGHT_MONTH_IN = 0.34
_SPAN = 4 * _BAR


@dataclass(frozen=True, slots=True)
class BarLook:
    """One kind of bar: official colour, and a pattern that tells it apart on a black-and-white copy."""

    letter: str
    label: str
    colour: str
    stripes: str = ""  # "" plain, "upright" or "lying" white lines, "framed" a dark outline


LOOKS = (
    BarLook("S", "semua balita", "#c62828"),
    BarLook("K", "punya KMS", "#f6c945", "framed"),
    BarLook("D", "ditimbang", "#2e7d32", "upright"),
    BarLook("N", "naik", "#1d5fa8", "lying"),
)


def skdn_bars(year: Sequence[SkdnReport], *, width_in: float = WIDTH_IN, height_in: float = HEIGHT_IN) -> Figure:
    """The months of `year` (oldest first; the last one is the report's) as bars over a table of their numbers."""
    figure = Figure(figsize=(width_in, height_in), dpi=72, facecolor=PAPER)
    left, right = _LEFT_IN / width_in, _RIGHT_IN / width_in
    table_share = 0.98 / height_in
    bars = figure.add_axes((left, table_share, 1 - left - right, 1 - table_share - 0.08 / height_in))
    table = figure.add_axes((left, 0.02 / height_in, 1 - left - right, table_share - 0.02 / height_in))
    bars.set_zorder(2)  # its ground line lies above the shade of the report's month
    bars.patch.set_visible(False)
    _prepare(bars, year)
    for place, look in enumerate(LOOKS):
        _draw_bars(bars, place, look, [getattr(report.counts, look.letter) for report in year])
    _draw_table(table, year, month_in=(width_in - _LEFT_IN - _RIGHT_IN) / len(year))
    return figure


def _prepare(axes: Axes, year: Sequence[SkdnReport]) -> None:
    highest = max((getattr(report.counts, look.letter) for report in year for look in LOOKS), default=0)
    axes.set_xlim(-0.5, len(year) - 0.5)
    axes.set_ylim(0, max(highest, 4) * 1.06)
    axes.axvspan(len(year) - 1.5, len(year) - 0.5, color=FAINT, linewidth=0, zorder=0)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.grid(axis="y", color=RULE, linewidth=0.5, zorder=0)
    axes.set_axisbelow(True)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0, colors=MUTED)
    for label in axes.get_yticklabels():
        label.set_fontproperties(font(7))
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(INK)
    axes.set_ylabel("anak", color=MUTED, fontproperties=font(7))


def _draw_bars(axes: Axes, place: int, look: BarLook, heights: Sequence[int]) -> None:
    for month, height in enumerate(heights):
        if height:
            _draw_bar(axes, month - _SPAN / 2 + place * _BAR, _BAR * 0.92, height, look)


def _draw_bar(axes: Axes, left: float, width: float, height: float, look: BarLook, bottom: float = 0.0) -> None:
    edge = INK if look.stripes == "framed" else look.colour
    axes.add_patch(Rectangle((left, bottom), width, height, facecolor=look.colour, edgecolor=edge, linewidth=0.5))
    lines = _stripes(axes, left, width, height, look.stripes, bottom)
    if lines:
        axes.add_collection(LineCollection(lines, colors=PAPER, linewidths=0.7))


def _stripes(
    axes: Axes, left: float, width: float, height: float, stripes: str, bottom: float
) -> list[list[tuple[float, float]]]:
    """White lines over a bar as plain segments, so that screen and paper draw them alike."""
    if stripes == "upright":
        places = (left + width / 3, left + width * 2 / 3)
        return [[(x, bottom), (x, bottom + height)] for x in places]
    if stripes == "lying":
        step = axes.get_ylim()[1] / 36
        count = int(height / step)
        return [[(left, bottom + step * k), (left + width, bottom + step * k)] for k in range(1, count + 1)]
    return []


def _draw_table(axes: Axes, year: Sequence[SkdnReport], month_in: float) -> None:
    rows = len(LOOKS) + 1
    axes.set_xlim(-0.5, len(year) - 0.5)
    axes.set_ylim(rows, 0)
    axes.axis("off")
    axes.axvspan(len(year) - 1.5, len(year) - 0.5, color=FAINT, linewidth=0, zorder=0)
    names = _month_labels([report.month for report in year])
    for month, report in enumerate(year):
        is_last = month == len(year) - 1
        weight = "Bold" if is_last else "Regular"
        points = 8.0 if month_in >= _TIGHT_MONTH_IN else 6.8
        _write(axes, month, 0.5, names[month], weight, colour=INK if is_last else MUTED, points=points)
        for row, look in enumerate(LOOKS, start=1):
            _write(axes, month, row + 0.5, str(getattr(report.counts, look.letter)), weight)
    for row, look in enumerate(LOOKS, start=1):
        axes.plot((-0.5, len(year) - 0.5), (row, row), color=RULE, linewidth=0.4)
        _draw_key(axes, row, look, month_in)


def _month_labels(months: Sequence[Month]) -> list[str]:
    """`Des`, `Jan 26`, `Feb` …: a January and the ends tell the year, but never two side by side: they would touch."""
    last = len(months) - 1
    tells = {place for place, month in enumerate(months) if month.month == 1}
    tells |= {end for end in (0, last) if not tells & {end - 1, end + 1}}
    return [
        MONTH_NAMES[month.month - 1][:3] + (f" {month.year % 100:02d}" if place in tells else "")
        for place, month in enumerate(months)
    ]


def _draw_key(axes: Axes, row: int, look: BarLook, month_in: float) -> None:
    """The row's name with a piece of its bar: the legend is where the numbers are. `month_in`: inches of a month."""
    left = -0.5 - 1.14 / month_in
    swatch = 0.13 / month_in
    axes.add_patch(
        Rectangle(
            (left, row + 0.2),
            swatch,
            0.6,
            facecolor=look.colour,
            edgecolor=INK if look.stripes == "framed" else look.colour,
            linewidth=0.5,
            clip_on=False,
        )
    )
    lines = {
        "upright": [[(left + swatch * k / 3, row + 0.2), (left + swatch * k / 3, row + 0.8)] for k in (1, 2)],
        "lying": [[(left, row + y), (left + swatch, row + y)] for y in (0.35, 0.5, 0.65)],
    }.get(look.stripes, [])
    axes.add_collection(LineCollection(lines, colors=PAPER, linewidths=0.7, clip_on=False))
    at = left + swatch * 1.6
    axes.text(at, row + 0.52, look.letter, va="center", color=INK, fontproperties=font(8, "Bold"))
    axes.text(at + 0.13 / month_in, row + 0.52, look.label, va="center", color=MUTED, fontproperties=font(7.5))


def _write(
    axes: Axes, month: int, row: float, text: str, weight: str, *, colour: str = INK, points: float = 8.0
) -> None:
    axes.text(month, row + 0.02, text, ha="center", va="center", color=colour, fontproperties=font(points, weight))
