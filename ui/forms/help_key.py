"""The key `?` in a field that is measured shows how, as a drawing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.help_card import HELP_KEY, HelpPopover

Explained = tuple[str, str]
"""A sentence, and the name of a drawing; without a name there is nothing to show."""


class HelpKey(QObject):
    """Watches fields; each says what explains it at the moment when it is asked."""

    def __init__(self, owner: QWidget) -> None:
        """No fields yet; it lives as long as `owner`."""
        super().__init__(owner)
        self._explained: dict[QWidget, Callable[[], Explained]] = {}

    def watch(self, editor: QWidget, explain: Callable[[], Explained]) -> None:
        """Watch one more field."""
        self._explained[editor] = explain
        editor.installEventFilter(self)

    def forget(self) -> None:
        """Watch none of them any more."""
        for editor in self._explained:
            editor.removeEventFilter(self)
        self._explained = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.text() != HELP_KEY:
            return False
        explain = self._explained.get(watched) if isinstance(watched, QWidget) else None
        sentence, drawing = explain() if explain else ("", "")
        if drawing and isinstance(watched, QWidget):
            HelpPopover(watched, sentence, drawing)
        return bool(drawing)
