"""Kenapa diubah? Asked when something that was written down earlier, or by somebody else, is corrected."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.services.deeds.history import QUICK_REASONS
from ui.forms.enter_flow import focus
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.fields import dress
from ui.widgets.texts import text
from ui.widgets.tones import tint

_QUESTION = "Kenapa diubah?"
_AROUND = 8
_HINT = "Satu tekan cukup; alasannya tersimpan di riwayat."


class WhyChanged(QFrame):
    """Hidden until it asks; one press on a usual reason answers, any other is written and ended with Enter."""

    answered = Signal(str)  # the reason, never empty

    def __init__(self) -> None:
        """Nothing to ask yet."""
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("Tulis alasannya, lalu Enter")
        dress(self.edit, "Alasan lain")
        self.edit.returnPressed.connect(lambda: self._answer(self.edit.text()))
        self.edit.hide()
        self._reason = ""
        self.choices = [button(words, partial(self._answer, words)) for words in QUICK_REASONS]
        self._other = button("lain …", self._write)
        holder = QWidget()
        flow = FlowLayout(holder)
        for one in (*self.choices, self._other):
            flow.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        for part in (text(_QUESTION, "strong"), holder, self.edit, text(_HINT, "small")):
            column.addWidget(part)
        tint(self, "quiet")
        self.setAccessibleName(_QUESTION)
        self.hide()

    @property
    def first(self) -> QPushButton:
        """The usual reason that has the keyboard when it asks."""
        return self.choices[0]

    def ask(self) -> None:
        """Show the question and put the keyboard on the first answer."""
        self.show()
        focus(self.first)
        # It has its place only once the page is laid out anew; unseen, one more Enter would answer it.
        QTimer.singleShot(0, self, self._come_into_view)

    def forget(self) -> None:
        """For the next correction."""
        self._reason = ""
        self.edit.clear()
        self.edit.hide()
        self.hide()

    def reason(self) -> str:
        """What was answered; empty while nothing was asked or answered."""
        return self._reason

    def _come_into_view(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(self, 0, _AROUND)

    def _write(self) -> None:
        self.edit.show()
        focus(self.edit)

    def _answer(self, words: str) -> None:
        tidy = " ".join(words.split())
        if tidy:
            self._reason = tidy
            self.hide()
            self.answered.emit(tidy)
