"""The pane on the right: the KMS with the point that is being typed, and the words for the mother."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from core.services.measuring import mother_message
from core.services.views import GrowthHistory, VisitVerdict
from ui.pages.hari_buka_verdict import is_doubt
from ui.theme import em, set_role
from ui.widgets.chart_view import ChartView
from ui.widgets.texts import text
from ui.widgets.tones import tint

_WORDS_EM, _FOLDED_EM = 9.4, 6.6
_ANY_HEIGHT = 16_777_215  # Qt's own "no limit"


class SidePane(QFrame):
    """Curve above, words below."""

    def __init__(self) -> None:
        """Empty until a child is called."""
        super().__init__()
        set_role(self, "pane")
        self.chart = ChartView("kms")
        self._is_folded = False
        self._card = QFrame()
        self._message = text("")
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(14, 8, 6, 8)
        inside.setSpacing(2)
        inside.addWidget(text("Kata untuk ibu", "soft"))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._message)
        inside.addWidget(scroll, 1)
        # A room of its own size: a longer sentence must not push the curve about while somebody types.
        self._card.setFixedHeight(em(self, _WORDS_EM))
        tint(self._card, "leaf")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.chart, 1)
        column.addWidget(self._card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.setFixedHeight(min(em(self, _WORDS_EM), self.height() * 2 // 5))

    def fold(self, is_folded: bool) -> None:
        """Under the form instead of beside it there is room for a low curve only; the words come after saving."""
        self._is_folded = is_folded
        # Beside the form the curve keeps its size when the words go: drawing it anew would cost a tenth of a second.
        policy = self._card.sizePolicy()
        policy.setRetainSizeWhenHidden(not is_folded)
        self._card.setSizePolicy(policy)
        self.setMaximumHeight(em(self, _FOLDED_EM) if is_folded else _ANY_HEIGHT)
        if is_folded:
            self._card.hide()

    def show_child(
        self,
        history: GrowthHistory | None,
        draft: VisitVerdict | None,
        next_on: date | None,
        *,
        with_words: bool = True,
    ) -> None:
        """Show a child's curve, with the point of `draft` while typing; words only once the number is believed."""
        self.setVisible(history is not None)
        self.chart.show_child(history, draft if draft is not None and draft.facts.weight_g is not None else None)
        doubted = draft is not None and any(is_doubt(it) for it in draft.findings)
        speaks = with_words and history is not None and draft is not None and not doubted
        if speaks and history is not None and draft is not None and draft.facts.weight_g is not None:
            self._message.setText(mother_message(history, draft, next_on).text)
        elif with_words:
            self._message.setText("Setelah berat diketik, kalimat untuk ibu tampak di sini.")
        self._card.setVisible(with_words and history is not None and not self._is_folded)
