"""Something looks odd: what it is, and a line for the reason when it is right all the same."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from ui.forms.enter_flow import focus
from ui.widgets.fields import dress, set_sentence
from ui.widgets.texts import text
from ui.widgets.tones import tint


class ReasonQuestion(QFrame):
    """Hidden until it asks; Enter in the line answers."""

    answered = Signal(str)  # the reason, never empty

    def __init__(self) -> None:
        """Nothing to ask yet."""
        super().__init__()
        self._words = text("", "strong")
        self._hint = text("Bila memang benar, tulis alasannya di bawah ini, lalu Enter.")
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("Alasan singkat")
        dress(self.edit, "Alasan")
        self.edit.returnPressed.connect(self._answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        for part in (self._words, self._hint, self.edit):
            column.addWidget(part)
        tint(self, "kuning")
        self.hide()

    def ask(self, words: str) -> None:
        """Ask about `words` and put the keyboard in the line."""
        set_sentence(self._words, words, is_error=False)
        self.setAccessibleName(words)
        self.show()
        focus(self.edit)

    def reason(self) -> str:
        """What was written, tidied; empty when nothing was asked or written."""
        return "" if self.isHidden() else " ".join(self.edit.text().split())

    def _answer(self) -> None:
        if self.reason():
            self.answered.emit(self.reason())
