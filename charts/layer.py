"""A chart is a background drawn once and a child's layer above it, redrawn alone for each child and each key typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import nan

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from charts.theme import CHILD, PAPER, RED, font

XY = tuple[float, float]
EDGE = 0.012
"""How far inside the frame a point beyond the scale is shown, as a part of the scale."""


class Mark(StrEnum):
    """What a point is; each has its own shape, so that colour is never needed to tell them apart."""

    PLAIN = "titik"
    ALERT = "di bawah garis merah"
    BIRTH = "berat lahir"
    CORRECTED = "umur koreksi"
    DRAFT = "sedang diketik"
    DRAFT_ALERT = "sedang diketik, di bawah garis merah"


@dataclass(frozen=True, slots=True)
class Point:
    """One point in the units of its chart; `label` is what a pointer over it reads."""

    x: float
    y: float
    label: str = ""
    mark: Mark = Mark.PLAIN


@dataclass(frozen=True, slots=True)
class Series:
    """One child on one chart: its points, the runs of points that are joined, and the point being typed.

    `draft_from` is the point that the draft would be joined to; None when a month was missed between.
    """

    points: tuple[Point, ...] = ()
    runs: tuple[tuple[XY, ...], ...] = ()
    draft: Point | None = None
    draft_from: XY | None = None
    draft_note: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Where the plot lies inside its picture, all in points (1/72 inch); `text_pt` is the size of small text."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    top: float
    text_pt: float = 7.5
    has_months: bool = True

    @property
    def plot_width(self) -> float:
        """Width of the plot."""
        return self.width - self.left - self.right

    @property
    def plot_height(self) -> float:
        """Height of the plot."""
        return self.height - self.bottom - self.top


@dataclass(frozen=True, slots=True)
class _MarkLook:
    shape: str
    size: float
    face: str
    edge: str
    edge_width: float


_LOOKS = {
    Mark.PLAIN: _MarkLook("o", 4.6, CHILD, PAPER, 0.5),
    Mark.ALERT: _MarkLook("D", 5.4, RED, CHILD, 0.9),
    Mark.BIRTH: _MarkLook("s", 4.6, PAPER, CHILD, 1.0),
    Mark.CORRECTED: _MarkLook("x", 4.2, CHILD, CHILD, 1.0),
    Mark.DRAFT: _MarkLook("o", 9.0, "none", CHILD, 1.9),
    Mark.DRAFT_ALERT: _MarkLook("D", 8.5, "none", RED, 2.1),
}
_BEYOND = {True: "^", False: "v"}


class ChildLayer:
    """The artists of one child; made once for a chart, given new points as often as needed."""

    def __init__(self, axes: Axes, scale: float = 1.0) -> None:
        """`scale` enlarges points and lines, 1.0 on A4."""
        self._axes = axes
        self._joined = self._add(Line2D([], [], color=CHILD, linewidth=1.3 * scale, solid_joinstyle="round"))
        self._draft_line = self._add(Line2D([], [], color=CHILD, linewidth=1.2 * scale, dashes=(3, 2)))
        self._marks = {mark: self._add(_mark_line(look, scale)) for mark, look in _LOOKS.items()}
        self._beyond = {is_above: self._add(_beyond_line(shape, scale)) for is_above, shape in _BEYOND.items()}
        self._note = axes.text(
            0, 0, "", fontproperties=font(10 * scale, "Bold"), color=CHILD, animated=True, ha="right", va="bottom"
        )
        self._note.set_bbox({"facecolor": PAPER, "edgecolor": "none", "pad": 1.0})

    def _add(self, line: Line2D) -> Line2D:
        # Animated artists are left out when the background is drawn, and drawn by us after it.
        line.set_animated(True)
        self._axes.add_line(line)
        return line

    @property
    def artists(self) -> tuple[Artist, ...]:
        """Everything of the child that is not empty, bottom first."""
        lines = (self._joined, self._draft_line, *self._marks.values(), *self._beyond.values())
        shown: list[Artist] = [line for line in lines if np.size(line.get_xdata(orig=True))]
        return (*shown, self._note) if self._note.get_text() else tuple(shown)

    def show(self, series: Series) -> None:
        """Take the points of `series`; nothing is drawn yet."""
        points = (*series.points, series.draft) if series.draft else series.points
        low, high = self._axes.get_ylim()
        for mark, line in self._marks.items():
            _place(line, [(p.x, p.y) for p in points if p.mark is mark and low <= p.y <= high])
        margin = (high - low) * EDGE
        _place(self._beyond[True], [(p.x, high - margin) for p in points if p.y > high])
        _place(self._beyond[False], [(p.x, low + margin) for p in points if p.y < low])
        _place(self._joined, _with_gaps(series.runs))
        self._show_draft(series)

    def _show_draft(self, series: Series) -> None:
        draft = series.draft
        is_joined = draft is not None and series.draft_from is not None
        _place(self._draft_line, [series.draft_from, (draft.x, draft.y)] if is_joined else [])  # type: ignore[list-item, union-attr]
        self._note.set_text(series.draft_note if draft else "")
        if draft is None:
            return
        (low, high), (first, last) = self._axes.get_ylim(), self._axes.get_xlim()
        is_right_half = draft.x > (first + last) / 2
        self._note.set_horizontalalignment("right" if is_right_half else "left")
        shift = (last - first) * (-0.02 if is_right_half else 0.02)
        y = min(max(draft.y, low), high - (high - low) * 0.06)
        self._note.set_position((draft.x + shift, y + (high - low) * 0.012))


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with its background and the layer of a child; `background` is everything that no child changes."""

    figure: Figure
    axes: Axes
    layer: ChildLayer
    box: Box
    title: str

    def show(self, series: Series) -> None:
        """Put a child on the chart."""
        self.layer.show(series)


def new_figure(box: Box) -> tuple[Figure, Axes]:
    """An empty figure of the size of `box` (72 dots to the inch) with bare axes where the plot lies."""
    figure = Figure(figsize=(box.width / 72, box.height / 72), dpi=72, facecolor=PAPER)
    axes = figure.add_axes(
        (box.left / box.width, box.bottom / box.height, box.plot_width / box.width, box.plot_height / box.height)
    )
    axes.set_axisbelow(True)
    axes.tick_params(left=False, bottom=False, labelleft=False, labelbottom=False)
    return figure, axes


def _mark_line(look: _MarkLook, scale: float) -> Line2D:
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=look.shape,
        markersize=look.size * scale,
        markerfacecolor=look.face,
        markeredgecolor=look.edge,
        markeredgewidth=look.edge_width * scale,
        zorder=5,
        clip_on=False,
    )


def _beyond_line(shape: str, scale: float) -> Line2D:
    return _mark_line(_MarkLook(shape, 8.0, RED, CHILD, 1.0), scale)


def _place(line: Line2D, points: Sequence[XY]) -> None:
    line.set_data([x for x, _ in points], [y for _, y in points])


def _with_gaps(runs: Sequence[Sequence[XY]]) -> list[XY]:
    """All runs in one line: a point that is not a number is not joined to its neighbours."""
    joined: list[XY] = []
    for run in runs:
        joined += [*run, (nan, nan)]
    return joined[:-1]
