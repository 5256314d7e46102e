"""A letter with Alt is a way to somewhere and never a letter of the text, also where nothing answers to it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class AltLetters(QObject):
    """Watches the widget that has the keyboard, and no other."""

    def __init__(self, application: QApplication) -> None:
        """Watch from now on; lives as long as `application`."""
        super().__init__(application)
        application.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if now is not None and isValid(now):
            now.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # Shortcuts and Alt letters of labels were asked before: what comes here belongs to none, and Qt would type it.
        # AltGr is Ctrl+Alt on Windows and goes on typing its signs.
        return (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and (event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier) == Qt.KeyboardModifier.AltModifier
            and event.text().isprintable()
            and bool(event.text())
        )
