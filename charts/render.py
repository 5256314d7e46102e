"""Charts as pixels for the screen: the background is drawn once and kept, a child over it in a few milliseconds."""

from functools import lru_cache
from math import hypot

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

Pixels = npt.NDArray[np.uint8]


class LiveChart:
    """One chart of one size in pixels. `pixels` is height x width x 4 (RGBA, opaque), good until the next call."""

    def __init__(self, chart: Chart, width_px: int, height_px: int, dpi: float) -> None:
        """Draw the background of `chart` at `dpi`; takes about 0.1 s."""
        self.chart, self.width_px, self.height_px = chart, width_px, height_px
        self._dpi = dpi
        chart.figure.set_dpi(dpi)
        self._canvas = FigureCanvasAgg(chart.figure)
        self._canvas.draw()  # type: ignore[no-untyped-call]
        self._clean = self._canvas.copy_from_bbox(chart.figure.bbox)  # type: ignore[no-untyped-call]

    def show(self, series: Series) -> Pixels:
        """The chart with this child; only the child's layer is drawn (a few ms)."""
        self.chart.show(series)
        self._canvas.restore_region(self._clean)  # type: ignore[no-untyped-call]
        renderer = self._canvas.get_renderer()  # type: ignore[no-untyped-call]
        for artist in self.chart.layer.artists:
            artist.draw(renderer)
        return self.pixels

    @property
    def pixels(self) -> Pixels:
        """What was drawn last, without copying."""
        return np.asarray(self._canvas.buffer_rgba())  # type: ignore[no-untyped-call]

    def point_at(self, x_px: float, y_px: float) -> Point | None:
        """The point of the child under a pointer (pixels from the top left), for its label; None when none is near."""
        series = self.chart.series
        points = (*series.points, series.draft) if series.draft else series.points
        nearest = min(points, key=lambda point: self._distance(point, x_px, y_px), default=None)
        reach = REACH_PX * self._dpi / SCREEN_DPI
        return nearest if nearest and self._distance(nearest, x_px, y_px) <= reach else None

    def _distance(self, point: Point, x_px: float, y_px: float) -> float:
        x, y = self.chart.axes.transData.transform((point.x, point.y))
        return hypot(float(x) - x_px, self.height_px - float(y) - y_px)


def screen_box(width_px: int, height_px: int, dpi: float, text_pt: float) -> Box:
    """Room around the plot for the scale and its words, for a picture of this many pixels."""
    width, height = width_px * 72 / dpi, height_px * 72 / dpi
    return Box(width, height, 3.4 * text_pt, 2.9 * text_pt, 3.6 * text_pt, 2.2 * text_pt, text_pt)


@lru_cache(maxsize=KEPT_CHARTS)
def live_chart(view: ChartView, width_px: int, height_px: int, scale: float = 1.0, text_pt: float = 8.0) -> LiveChart:
    """The chart of `view` in device pixels, kept for the next child of the same sex and age.

    `scale` is device pixels to a screen pixel times the user's own font scale; charts are not shared between threads.
    """
    dpi = SCREEN_DPI * scale
    return LiveChart(build_chart(view, screen_box(width_px, height_px, dpi, text_pt)), width_px, height_px, dpi)


def draw_child(
    kind: str,
    history: GrowthHistory,
    draft: VisitVerdict | None,
    size_px: tuple[int, int],
    scale: float = 1.0,
) -> LiveChart:
    """The chart `kind` that fits the child's age, with the child and the visit being typed drawn on it."""
    view = ChartView.of(kind, history, draft)
    live = live_chart(view, *size_px, scale)
    live.show(child_series(view, history, draft))
    return live
