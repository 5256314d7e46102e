"""The pane beside or beneath the form: the KMS with the point that is being typed, and the words for the mother."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from core.services.growth.measuring import mother_message
from core.services.views import GrowthHistory, VisitVerdict
from ui.pages.weighing.room import AnswerPlace, Room
from ui.pages.weighing.verdict import is_doubt
from ui.theme import em, set_role
from ui.widgets.chart_view import ChartView
from ui.widgets.scrolling import scrolling
from ui.widgets.texts import text
from ui.widgets.tones import tint

_WORDS_EM, _ANSWER_EM, _ANSWERS_EM, _NARROW_EM = 9.4, 11.2, 12.0, 8.2
_ANY_HEIGHT = 16_777_215  # Qt's own "no limit"


class SidePane(QFrame):
    """Curve, and with it the words for the mother or, where room is scarce, the answer to what is typed."""

    def __init__(self) -> None:
        """Empty until a child is called."""
        super().__init__()
        set_role(self, "pane")
        self.chart = ChartView("kms")
        self._room, self._speaks = Room.ROOMY, False
        self._message = text("")
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._card = self._make_card()
        self._place = AnswerPlace()
        self._answer = scrolling(self._place)
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._column.setContentsMargins(8, 10, 10, 12)
        self._column.setSpacing(8)
        self._column.addWidget(self.chart, 1)
        self._column.addWidget(self._answer)
        self._column.addWidget(self._card)
        self._answer.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def arrange(self, room: Room, answer: QWidget) -> None:
        """Stand beside the form or beneath it, with the answer unless the form keeps it."""
        self._room = room
        # The curve keeps its size when the words go: drawing it anew would cost a tenth of a second.
        for part, is_kept in ((self._card, room is Room.ROOMY), (self._answer, room is not Room.ROOMY)):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(is_kept)
            part.setSizePolicy(policy)
        if room is not Room.ROOMY:
            self._place.take(answer)
        self._show_words()
        directions = QBoxLayout.Direction
        self._column.setDirection(directions.LeftToRight if room is Room.NARROW else directions.TopToBottom)
        self._column.setStretch(1, 1 if room is Room.NARROW else 0)
        self._fit()

    def show_child(
        self,
        history: GrowthHistory | None,
        draft: VisitVerdict | None,
        next_on: date | None,
        *,
        with_words: bool = True,
        on: date | None = None,
    ) -> None:
        """Show a child's curve, with the point of `draft` while typing; words only once the number is believed.

        `on` is the day of the visit: before a weight is typed, the curve is already the one of that age.
        """
        # Where it is narrow the words for the mother need the place of the curve once she is told.
        self.setVisible(history is not None and (with_words or self._room is not Room.NARROW))
        self.chart.show_child(history, draft if draft is not None and draft.facts.weight_g is not None else None, on)
        self._speaks = with_words and history is not None
        self._show_words()
        if with_words:
            self._speak(history, draft, next_on)

    def _show_words(self) -> None:
        self._card.setVisible(self._speaks and self._room is Room.ROOMY)
        self._answer.setVisible(self._speaks and self._room is not Room.ROOMY)

    def _speak(self, history: GrowthHistory | None, draft: VisitVerdict | None, next_on: date | None) -> None:
        doubted = draft is not None and any(is_doubt(it) for it in draft.findings)
        if history is not None and draft is not None and not doubted and draft.facts.weight_g is not None:
            self._message.setText(mother_message(history, draft, next_on).text)
        else:
            self._message.setText("Setelah berat diketik, kalimat untuk ibu tampak di sini.")

    def _fit(self) -> None:
        # Rooms of their own size: a longer sentence must not push the curve about while somebody types.
        self._card.setFixedHeight(min(em(self, _WORDS_EM), self.height() * 2 // 5))
        is_low = self._room is Room.LOW
        # The answers of a question stay whole, also beside a scroll bar.
        self._answer.setMinimumWidth(em(self, _ANSWERS_EM) if is_low else 0)
        self._answer.setMinimumHeight(min(em(self, _ANSWER_EM), self.height() // 2) if is_low else 0)
        self._answer.setMaximumHeight(self._answer.minimumHeight() if is_low else _ANY_HEIGHT)
        self.setFixedHeight(em(self, _NARROW_EM)) if self._room is Room.NARROW else self._free_height()

    def _free_height(self) -> None:
        self.setMinimumHeight(0)
        self.setMaximumHeight(_ANY_HEIGHT)

    def _make_card(self) -> QFrame:
        card = QFrame()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 8, 6, 8)
        inside.setSpacing(2)
        inside.addWidget(text("Kata untuk ibu", "soft"))
        inside.addWidget(scrolling(self._message), 1)
        tint(card, "quiet")
        return card
