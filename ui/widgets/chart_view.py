"""A living chart on screen: the child's curve and the point being typed, as pixels from `charts`."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme import font_percent

if TYPE_CHECKING:
    from charts.render import Picture
    from core.services.views import GrowthHistory, VisitVerdict

_READABLE = 1.15  # the curve is read from where the scale stands, not from a desk
_SMALLEST = QSize(240, 130)


class ChartView(QWidget):
    """Shows chart `kind` (a key of the table of charts) of one child."""

    def __init__(self, kind: str = "kms") -> None:
        """Empty until a child is shown."""
        super().__init__()
        self._kind = kind
        self._history: GrowthHistory | None = None
        self._draft: VisitVerdict | None = None
        self._on: date | None = None
        self._picture: Picture | None = None
        self._image: QImage | None = None
        self.setMinimumSize(_SMALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        # Several keys in one breath are drawn once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.draw_now)

    def show_child(
        self, history: "GrowthHistory | None", draft: "VisitVerdict | None" = None, on: date | None = None
    ) -> None:
        """Show another child, or the same one with another point being typed; None clears the chart.

        `on` is the day that is being measured: the curve is of that age, also before anything is typed.
        """
        self._history, self._draft, self._on = history, draft, on
        self._soon.start()

    def set_kind(self, kind: str) -> None:
        """Show the same child on another chart."""
        self._kind = kind
        self._soon.start()

    def draw_now(self) -> None:
        """Draw at once; called by itself after `show_child`."""
        if self._history is None or self.width() < _SMALLEST.width() or self.height() < _SMALLEST.height():
            self._picture = self._image = None
        else:
            self._picture = self._drawn(self._history)
            pixels, series = self._picture.pixels, self._picture.series
            height, width = pixels.shape[:2]
            self._image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
            self._image.setDevicePixelRatio(self.devicePixelRatioF())
            last = series.draft or (series.points[-1] if series.points else None)
            self.setAccessibleName(f"Grafik {self._history.child.name}: {self._picture.title}")
            self.setAccessibleDescription(last.label if last else "Belum ada titik")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is not None:
            painter = QPainter(self)
            painter.drawImage(0, 0, self._image)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        ratio = self.devicePixelRatioF()
        x, y = event.position().x() * ratio, event.position().y() * ratio
        point = self._picture.point_at(x, y) if self._picture else None
        if point is not None and point.label:
            QToolTip.showText(event.globalPosition().toPoint(), point.label, self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._soon.start()

    def _drawn(self, history: "GrowthHistory") -> "Picture":
        from charts.render import draw_child

        ratio = self.devicePixelRatioF()
        size = round(self.width() * ratio), round(self.height() * ratio)
        scale = _READABLE * ratio * font_percent() / 100
        return draw_child(self._kind, history, self._draft, size, scale, self._on)
