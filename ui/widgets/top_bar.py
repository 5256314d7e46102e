"""The bar on top: where we are, the search of everyone, who is at the keyboard."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.search_box import SearchBox
from ui.widgets.texts import Shortened
from ui.widgets.tones import Badge

if TYPE_CHECKING:
    from core.services.views import PersonLine

_DEMO, _DEMO_SHORT = "Desa contoh · data karangan", "Desa contoh"
_NARROW_EM = 42


class TopBar(QWidget):
    """Place, search, name."""

    person_chosen = Signal(str)
    who_pressed = Signal()

    def __init__(self, find: "Callable[[str], Sequence[PersonLine] | None]") -> None:
        """`find(text)` searches the whole register."""
        super().__init__()
        set_role(self, "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._where = Shortened("strong")
        self._where.setMinimumWidth(1)  # on a narrow screen the place gives way to the search
        self.search = SearchBox(find)
        self.search.setFixedWidth(em(self, 17))
        self.search.chosen.connect(self.person_chosen)
        self.who = button("", self.who_pressed.emit, role="quiet", picture="user", hint="Ganti orang (Ctrl+L)")
        self.demo = Badge(None, _DEMO)
        self.demo.setToolTip(_DEMO)
        self.demo.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._where, 1)
        row.addWidget(self.demo)
        row.addWidget(self.search)
        row.addWidget(self.who)

    def show_place(self, where: str, who: str, roles: str = "", *, is_demo: bool = False) -> None:
        """`where` is posyandu and village; `who` the name that goes into the journal, with what she is."""
        self._where.show_words(where)
        self.demo.setVisible(is_demo)
        self.who.setText(" · ".join(part for part in (who, roles) if part) or "Siapa mencatat?")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "demo"):
            self._fit()

    def _fit(self) -> None:
        # On a small screen with large type the search and the name need the room.
        self.demo.show_severity(None, _DEMO_SHORT if self.width() < em(self, _NARROW_EM) else _DEMO)
