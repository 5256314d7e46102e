"""A field for a name: Ctrl+Z where nothing was typed takes back the last deed of the window instead."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class NameEdit(QLineEdit):
    """An ordinary line that leaves Ctrl+Z to the window while it has nothing of its own to undo."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_undo = event.matches(QKeySequence.StandardKey.Undo)
            if is_undo and not (self.isUndoAvailable() and self.isModified()):
                event.ignore()
                return False
        return super().event(event)
