"""The head of a card: the number in the queue, who it is, and the two ways out that need a reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.services.day.attending import CheckUpView
from core.services.day.cards import Card
from core.words.steps import Step
from ui.forms.enter_flow import focus
from ui.theme import em
from ui.widgets.buttons import button
from ui.widgets.fields import dress
from ui.widgets.texts import Shortened, text
from ui.widgets.tones import tint

_REFUSES, _LEAVES = "Tidak diukur karena", "Pulang sebelum selesai karena"


class CardHead(QWidget):
    """Who is here, at which step."""

    refused = Signal(str)  # the reason why somebody is not measured
    left = Signal(str)  # the reason why somebody goes home

    def __init__(self) -> None:
        """Nobody yet."""
        super().__init__()
        self._number = text("", "letter", wraps=False)
        self._name, self._who = Shortened("title"), Shortened("soft")
        self._step = text("", "small", wraps=False)
        self.refuse_button = button("&Tidak diukur …", lambda: self._ask(_REFUSES), role="quiet")
        self.leave_button = button("&Pulang dulu …", lambda: self._ask(_LEAVES), role="quiet")
        self._asked = ""
        self._reason_words = text("", wraps=False)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText("Alasan singkat, lalu Enter")
        dress(self._reason, "Alasan")
        self._reason.returnPressed.connect(self._answer)
        self._reason_row = QFrame()
        self._build()

    def show_card(self, card: Card, step: Step) -> None:
        """Show whose card it is."""
        one = card.check_up
        self._number.setText(str(one.queue_number or "–"))
        self._number.setAccessibleName(f"Nomor antrean {one.queue_number}")
        self._name.show_words(one.name)
        self._who.show_words(who_words(one, card.form.label))
        self.refuse_button.setVisible(step is Step.MEASURE)
        self.leave_button.setVisible(Step.VALIDATE not in one.done and not one.left_reason)
        self._reason_row.hide()

    def ask_reason(self) -> None:
        """Ask why somebody is not measured."""
        self._ask(_REFUSES)

    def _ask(self, words: str) -> None:
        self._asked = words
        self._reason_words.setText(words)
        self._reason.clear()
        self._reason_row.show()
        focus(self._reason)

    def _answer(self) -> None:
        reason = " ".join(self._reason.text().split())
        if reason:
            (self.refused if self._asked == _REFUSES else self.left).emit(reason)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._who)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._number, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(words, 1)
        head.addWidget(self.refuse_button)
        head.addWidget(self.leave_button)
        row = QHBoxLayout(self._reason_row)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._reason_words)
        row.addWidget(self._reason, 1)
        tint(self._reason_row, "kuning")
        self._reason.setMinimumWidth(em(self, 8))
        self._reason_row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 4, 8, 2)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._reason_row)


def who_words(one: CheckUpView, card: str = "") -> str:
    """`Perempuan · 34 tahun · Ibu hamil · Krajan, RT 02`."""
    stage = one.stage.label if one.stage else card
    where = ", ".join(part for part in (one.dusun, f"RT {one.rt}" if one.rt else "") if part)
    said = f"tidak diukur: {one.not_measured_reason}" if one.not_measured_reason else ""
    return " · ".join(part for part in (one.sex.label, one.age, stage, where, said) if part)
