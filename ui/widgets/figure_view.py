"""A finished figure of `charts` as a picture that follows the width of its place, drawn beside the window's thread."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import em, font_percent

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from core.services.register import Progress

Draw = Callable[[float, float], "Figure"]
"""Draws a figure of (width, height) in inches."""
Run = Callable[[str, "Callable[[Progress], QImage]", Callable[[QImage], None]], None]
"""Does work beside the window's thread: (what, work, what to do with its picture)."""
_LEAST_WIDTH = 100
_DOTS_PER_INCH = 112.0  # a little more than a screen has, so that words made for paper are read from a chair


class FigureView(QWidget):
    """Draws by the function that it was given, again when its size changes."""

    def __init__(self, height_em: float, run: Run) -> None:
        """Empty until a figure is shown; `height_em` is its height in lines of text, `run` draws it as a job."""
        super().__init__()
        self._run = run
        self._draw: Draw | None = None
        self._height_em = height_em
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(240)
        self.setFixedHeight(em(self, height_em))
        self._soon = QTimer(self, singleShot=True, interval=30)
        self._soon.timeout.connect(self.draw_now)

    def show_figure(self, draw: Draw, words: str) -> None:
        """Show what `draw` makes; `words` says the same to who cannot see it."""
        self._draw = draw
        self.setAccessibleName(words)
        self._soon.start()

    def draw_now(self) -> None:
        """Begin to draw at once; called by itself."""
        draw, ratio = self._draw, self.devicePixelRatioF()
        if draw is None or self.width() < _LEAST_WIDTH:
            return
        dots = _DOTS_PER_INCH * font_percent() / 100
        inches = self.width() / dots, self.height() / dots
        self._run("Menggambar", lambda _progress: _picture(draw(*inches), dots * ratio), self._show)

    def _show(self, image: QImage) -> None:
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is not None:
            painter = QPainter(self)
            painter.drawImage(0, 0, self._image)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(em(self, self._height_em))
            self._soon.start()


def _picture(figure: "Figure", dots_per_inch: float) -> QImage:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure.set_dpi(dots_per_inch)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    width, height = (round(float(side)) for side in figure.bbox.size)
    pixels = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
