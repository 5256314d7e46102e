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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Shortcuts and Alt letters of labels were asked before: what comes here belongs to none, and Qt would type it.
        # AltGr is Ctrl+Alt on Windows and goes on typing its signs.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        is_with_alt = (event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier) == Qt.KeyboardModifier.AltModifier
        is_letter = is_with_alt and bool(event.text()) and event.text().isprintable()
        window = watched.window() if is_letter and isinstance(watched, QWidget) else None
        if window is not None and window is not watched:
            # The window knows whether a closed control has this letter, and says whose work it is.
            window.keyPressEvent(event)
        return is_letter
