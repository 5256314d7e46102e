"""Matplotlib drawings as true vectors on a ReportLab page: lines, fills and text with the fonts of the document."""

import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path as VectorPath
from matplotlib.text import Text
from matplotlib.transforms import Transform
from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import getAscentDescent, stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from charts.layer import Chart
from printouts.styles import BOLD, ITALIC, REGULAR

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_HAIR = 1e-3
_MARKER_REACH = 20.0
"""No marker is larger than this, in points from its middle."""


class CanvasRenderer(RendererBase):
    """Draws Matplotlib artists on a canvas; one dot of the figure (72 to the inch) is one PDF point."""

    def __init__(self, canvas: Canvas, width: float, height: float) -> None:
        """The figure's lower left corner lies at the canvas's present origin."""
        super().__init__()
        self._canvas, self._width, self._height = canvas, width, height

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Size of the figure in points."""
        return self._width, self._height

    def points_to_pixels(self, points: Any) -> Any:  # noqa: ANN401 - Matplotlib's own signature
        """A point is a point."""
        return points

    def flipy(self) -> bool:
        """PDF counts upwards, as Matplotlib does."""
        return False

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: VectorPath,
        transform: Transform,
        rgbFace: Any = None,  # noqa: ANN401, N803 - Matplotlib's own signature
    ) -> None:
        """Stroke and fill one path in the colours and dashes of `gc`."""
        is_stroked = gc.get_linewidth() > _HAIR and gc.get_rgb()[3] > 0
        is_filled = rgbFace is not None and (len(rgbFace) < 4 or rgbFace[3] > 0)
        if not (is_stroked or is_filled):
            return
        self._canvas.saveState()
        self._clip(gc)
        if is_stroked:
            self._take_pen(gc)
        if is_filled:
            self._canvas.setFillColor(Color(*rgbFace[:3]))
        trace = self._trace(path, transform, is_clippable=gc.get_clip_rectangle() is not None and not is_filled)
        self._canvas.drawPath(trace, stroke=int(is_stroked), fill=int(is_filled))
        self._canvas.restoreState()

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: VectorPath,
        marker_trans: Transform,
        path: VectorPath,
        trans: Transform,
        rgbFace: Any = None,  # noqa: ANN401, N803
    ) -> None:
        """Draw one marker at every point of `path`; its shape goes into the document once and is only named after."""
        outline = np.asarray(marker_path.transformed(marker_trans).vertices)
        if np.abs(outline).max(initial=0.0) > _MARKER_REACH - gc.get_linewidth():
            # Matplotlib draws a lone large shape (a band of the old card) as a marker too.
            super().draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)
            return
        look = repr((outline.round(3).tolist(), gc.get_rgb(), rgbFace, gc.get_linewidth()))
        name = f"tanda-{zlib.crc32(look.encode()):08x}"
        if not self._canvas.hasForm(name):
            shape_gc = self.new_gc()
            shape_gc.copy_properties(gc)
            shape_gc.set_clip_rectangle(None)
            # Lower left corner below zero: the shape lies around the origin.
            self._canvas.beginForm(name, -_MARKER_REACH, -_MARKER_REACH, _MARKER_REACH, _MARKER_REACH)
            self.draw_path(shape_gc, marker_path, marker_trans, rgbFace)
            self._canvas.endForm()
        for x, y in trans.transform(np.asarray(path.vertices)):
            if np.isfinite(x) and np.isfinite(y):
                self._canvas.saveState()
                self._canvas.translate(round(float(x), 2), round(float(y), 2))
                self._canvas.doForm(name)
                self._canvas.restoreState()

    def draw_text(  # noqa: PLR0917 - Matplotlib's own signature
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,  # noqa: ANN401
        mtext: Text | None = None,
    ) -> None:
        """Write one line of text, its baseline starting at (x, y), turned by `angle` degrees."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillColor(Color(*gc.get_rgb()[:3]))
        canvas.setFont(font_name(prop), prop.get_size_in_points())
        canvas.translate(x, y)
        if angle:
            canvas.rotate(angle)
        canvas.drawString(0, 0, s)
        canvas.restoreState()

    def get_text_width_height_descent(
        self,
        s: str,
        prop: FontProperties,
        ismath: Any,  # noqa: ANN401 - Matplotlib's own signature
    ) -> tuple[float, float, float]:
        """Width, height and depth below the baseline of one line, in points."""
        name, size = font_name(prop), prop.get_size_in_points()
        # The sign-sized box of Matplotlib, not the tall line box of the font: text is centred by its capitals.
        ascent, descent = getAscentDescent(name, size)
        return stringWidth(s, name, size), ascent * 0.74 - descent * 0.5, -descent * 0.5

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:  # noqa: ANN401
        """No chart of ours holds a picture."""
        raise NotImplementedError

    def _clip(self, gc: GraphicsContextBase) -> None:
        bounds = gc.get_clip_rectangle()
        if bounds is not None:
            area = self._canvas.beginPath()
            area.rect(*bounds.bounds)
            self._canvas.clipPath(area, stroke=0, fill=0)

    def _take_pen(self, gc: GraphicsContextBase) -> None:
        canvas = self._canvas
        canvas.setStrokeColor(Color(*gc.get_rgb()[:3]))
        canvas.setLineWidth(gc.get_linewidth())
        canvas.setLineCap(_CAPS[gc.get_capstyle()])
        canvas.setLineJoin(_JOINS[gc.get_joinstyle()])
        offset, dashes = gc.get_dashes()
        canvas.setDash([] if dashes is None else np.asarray(dashes, dtype=float).tolist(), offset or 0)

    def _trace(self, path: VectorPath, transform: Transform, *, is_clippable: bool) -> PDFPathObject:
        """The path in canvas coordinates; points that are not numbers break it."""
        clip = (0.0, 0.0, self._width, self._height) if is_clippable else None
        trace = self._canvas.beginPath()
        steps: dict[Any, Callable[[list[float]], None]] = {
            VectorPath.MOVETO: lambda p: trace.moveTo(*p),
            VectorPath.LINETO: lambda p: trace.lineTo(*p),
            VectorPath.CURVE4: lambda p: trace.curveTo(*p),
            VectorPath.CLOSEPOLY: lambda _: trace.close(),
        }
        last: list[float] = [0.0, 0.0]
        for points, code in path.iter_segments(transform, remove_nans=True, clip=clip, simplify=False):
            numbers = _rounded(points)
            if code == VectorPath.CURVE3:
                steps[VectorPath.CURVE4](_as_cubic(last, numbers))
            else:
                steps[code](numbers)
            last = numbers[-2:]
        return trace


def draw_artists(canvas: Canvas, chart: Chart, artists: tuple[Artist, ...]) -> None:
    """Draw `artists` of a chart with the figure's corner at the canvas's present origin."""
    renderer = CanvasRenderer(canvas, chart.box.width, chart.box.height)
    for artist in artists:
        artist.draw(renderer)


def draw_background(canvas: Canvas, chart: Chart) -> None:
    """Everything of a chart that no child changes."""
    draw_artists(canvas, chart, (chart.axes,))


def draw_child(canvas: Canvas, chart: Chart) -> None:
    """The layer of the child that the chart shows at present."""
    draw_artists(canvas, chart, chart.layer.artists)


def font_name(prop: FontProperties) -> str:
    """The document's font for a font of the charts, known by its file."""
    file = str(prop.get_file() or "")
    return BOLD if file.endswith("-Bold.ttf") else ITALIC if file.endswith("-Italic.ttf") else REGULAR


def _rounded(points: npt.NDArray[np.float64]) -> list[float]:
    # A hundredth of a point is finer than any printer; shorter numbers make a smaller file.
    return [round(float(number), 2) for number in points]


def _as_cubic(start: list[float], points: list[float]) -> list[float]:
    """A quadratic curve written as a cubic one."""
    x0, y0 = start
    x1, y1, x2, y2 = points
    return [x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3, x2 + (x1 - x2) * 2 / 3, y2 + (y1 - y2) * 2 / 3, x2, y2]
