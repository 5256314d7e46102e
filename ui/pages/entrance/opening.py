"""The first moment: our mark while a register is opened, or Beranda's first answer already when its names are known."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.beranda.now import NowCard, greeting
from ui.theme import set_role
from ui.widgets.texts import centred, picture, text

if TYPE_CHECKING:
    from core.services.first_look import FirstLook


class Opening(QWidget):
    """Calm, and never longer than needed."""

    def __init__(self) -> None:
        """Nothing moves."""
        super().__init__()
        set_role(self, "paper")
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(centred(picture("logo", size=72)))
        for words, role in (("Buku Posyandu", "title"), ("Membuka register …", "soft")):
            label = text(words, role)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(3)


class EarlyBeranda(QWidget):
    """Beranda with what is known at once; what is pressed here is done as soon as the register is open."""

    def __init__(self, look: "FirstLook", who: str, today: date, go: Callable[[], object]) -> None:
        """`go` is what the big button does."""
        super().__init__()
        set_role(self, "paper")
        self.card = NowCard(go)
        if look.day_id:
            self.card.show_day(look.day_posyandu, "")
        else:
            self.card.show_no_day(today)
        inside = QWidget()
        inside.setMaximumWidth(1040)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 18, 28, 18)
        column.setSpacing(14)
        column.addWidget(text(greeting(who or look.kader_name), "title"))
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.card, 3)
        row.addWidget(text("Membuka catatan …", "soft"), 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(inside)
