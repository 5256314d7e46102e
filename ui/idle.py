"""Nobody at the keyboard: noticed by the keys and the mouse of the window, also over a lid that was closed."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_MINUTE_S = 60


class IdleWatch(QObject):
    """Emits `idle` when neither key nor mouse was touched for a while; watches one window, which is cheap."""

    idle = Signal()

    def __init__(self, parent: QObject, now: Callable[[], float] = time.time) -> None:
        """Watches nothing yet. `now` in seconds; the clock of the wall, because a sleeping laptop stops every timer."""
        super().__init__(parent)
        self._now = now
        self._limit_s = 0.0
        self._last_s = now()
        self._window: QWindow | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    def watch(self, window: QWindow, minutes: float) -> None:
        """Begin to watch `window`; nobody for `minutes` is idle."""
        self.stop()
        self._window, self._limit_s = window, minutes * _MINUTE_S
        window.installEventFilter(self)
        self._last_s = self._now()
        self._wait()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in _SIGNS_OF_LIFE:
            return False
        now = self._now()
        if now - self._last_s >= self._limit_s:
            # The first key after a long sleep meets the lock and not the page.
            self._say_idle()
            return True
        self._last_s = now
        return False

    def _look(self) -> None:
        if self._now() - self._last_s >= self._limit_s:
            self._say_idle()
        else:
            self._wait()

    def _say_idle(self) -> None:
        self.stop()
        self.idle.emit()

    def _wait(self) -> None:
        # The timer runs once a while, not anew at every movement of the mouse.
        left_s = self._limit_s - (self._now() - self._last_s)
        self._timer.start(max(50, round(left_s * 1000)))
