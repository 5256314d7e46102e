"""A PIN as it is typed: large dots, digits only, never copied and never kept."""

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QContextMenuEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

from ui.theme import set_role

_LONGEST = 12


class PinEdit(QLineEdit):
    """Dots instead of digits; the clipboard, the menu and the input method's memory stay out."""

    def __init__(self, name: str = "PIN") -> None:
        """`name` is read aloud."""
        super().__init__()
        set_role(self, "pin")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(_LONGEST)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(name)

    def take(self) -> str:
        """What was typed; the field is empty afterwards."""
        typed = self.text()
        self.clear()
        return typed

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
