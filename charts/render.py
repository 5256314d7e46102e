"""Charts as pixels for the screen: the background is drawn once and kept, a child over it in a few milliseconds."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import hypot, inf

import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import FigureCanvasAgg

from charts.catalogue import ChartView, build_chart, child_series
from charts.layer import Box, Chart, Point, Series
from core.services.views import GrowthHistory, VisitVerdict

SCREEN_DPI = 96.0
REACH_PX = 12.0
"""How near a pointer must be to a point to read it, at scale 1."""
KEPT_CHARTS = 12
SMALLEST_WIDTH, SMALLEST_HEIGHT = 26, 21
"""A picture is at least this many text sizes wide and high."""

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Picture:
    """One child on one chart as it was drawn: height x width x 4 pixels (RGBA, opaque), and where its points lie.

    `title` names the chart and its side, e.g. "KMS Perempuan 24–60 bulan".
    """

    pixels: Pixels
    series: Series
    places: tuple[tuple[float, float, Point], ...]
    reach_px: float
    title: str

    def point_at(self, x_px: float, y_px: float) -> Point | None:
        """The point under a pointer (device pixels from the top left), for its label; None when none is near."""
        near = [(hypot(x - x_px, y - y_px), index) for index, (x, y, _) in enumerate(self.places)]
        distance, index = min(near, default=(inf, 0))
        return self.places[index][2] if distance <= self.reach_px else None


class LiveChart:
    """One chart of one size in pixels: its background, ready to draw any child of that sex and age on it."""

    def __init__(self, chart: Chart, height_px: int, dpi: float) -> None:
        """Draw the background of `chart` at `dpi`; takes about 0.1 s."""
        self.chart = chart
        self._height_px, self._reach_px = height_px, REACH_PX * dpi / SCREEN_DPI
        chart.figure.set_dpi(dpi)
        self._canvas = FigureCanvasAgg(chart.figure)
        self._canvas.draw()  # type: ignore[no-untyped-call]
        self._clean = self._canvas.copy_from_bbox(chart.figure.bbox)  # type: ignore[no-untyped-call]

    def draw(self, series: Series) -> Picture:
        """The chart with this child; only the child's layer is drawn (a few ms)."""
        self.chart.show(series)
        self._canvas.restore_region(self._clean)  # type: ignore[no-untyped-call]
        renderer = self._canvas.get_renderer()  # type: ignore[no-untyped-call]
        for artist in self.chart.layer.artists:
            artist.draw(renderer)
        # A copy, because the next child is drawn on the same canvas while this picture may still be on screen.
        pixels = np.array(self._canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        return Picture(pixels, series, self._places(series), self._reach_px, self.chart.title)

    def _places(self, series: Series) -> tuple[tuple[float, float, Point], ...]:
        points = (*series.points, series.draft) if series.draft else series.points
        if not points:
            return ()
        spots = self.chart.axes.transData.transform([(point.x, point.y) for point in points])
        return tuple((float(x), self._height_px - float(y), p) for (x, y), p in zip(spots, points, strict=True))


def screen_box(width_px: int, height_px: int, dpi: float, text_pt: float) -> Box:
    """Room around the plot for the scale and its words, for a picture of this many pixels."""
    width, height = width_px * 72 / dpi, height_px * 72 / dpi
    # In a small picture smaller words leave the curve its room.
    text_pt = min(text_pt, width / SMALLEST_WIDTH, height / SMALLEST_HEIGHT)
    return Box(width, height, 3.4 * text_pt, 2.9 * text_pt, 3.6 * text_pt, 2.2 * text_pt, text_pt)


@lru_cache(maxsize=KEPT_CHARTS)
def live_chart(view: ChartView, width_px: int, height_px: int, scale: float = 1.0, text_pt: float = 8.0) -> LiveChart:
    """The chart of `view` in device pixels, kept for the next child of the same sex and age.

    `scale` is device pixels to a screen pixel times the user's own font scale; charts are not shared between threads.
    """
    dpi = SCREEN_DPI * scale
    return LiveChart(build_chart(view, screen_box(width_px, height_px, dpi, text_pt)), height_px, dpi)


def draw_child(
    kind: str,
    history: GrowthHistory,
    draft: VisitVerdict | None,
    size_px: tuple[int, int],
    scale: float = 1.0,
    on: date | None = None,
) -> Picture:
    """The chart `kind` that fits the child's age, with the child and the visit being typed drawn on it.

    `size_px` is width and height in device pixels; `scale` as for `live_chart`; `on` as for `ChartView.of`.
    """
    view = ChartView.of(kind, history, draft, on=on)
    return live_chart(view, *size_px, scale).draw(child_series(view, history, draft))
