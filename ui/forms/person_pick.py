"""The editor that asks for one person: letters find somebody of the register, arrows choose, Enter takes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.services.people.people_search import search
from core.services.views import PersonLine
from ui.models.people import place_words
from ui.theme import em, set_role

if TYPE_CHECKING:
    from core.services.register import Register

_PAUSE_MS = 60
_SHOWN = 6


class PersonPick(QWidget):
    """A field with those found beneath it; while it is empty it offers the people of the family at hand."""

    changed = Signal()

    def __init__(self, register: "Register") -> None:
        """Nobody chosen."""
        super().__init__()
        self._register = register
        self._offers: tuple[PersonLine, ...] = ()
        self._shown: list[PersonLine] = []
        self.chosen: PersonLine | None = None
        self.edit = _Edit(self)
        self.edit.setPlaceholderText("Ketik nama, lalu Enter")
        self.found = QListWidget()
        set_role(self.found, "found")
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.itemClicked.connect(lambda _item: self.take())
        self.found.hide()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.edit.textEdited.connect(lambda _text: self._typed())
        self.setFocusProxy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.edit)
        column.addWidget(self.found)

    def offer(self, people: Sequence[PersonLine]) -> None:
        """Whom to show before anything is typed."""
        self._offers = tuple(people)

    def choose(self, person: PersonLine | None) -> None:
        """Take this person."""
        self.chosen = person
        self.edit.setText(person.name if person else "")
        self.found.hide()
        self.changed.emit()

    def take(self) -> bool:
        """Take the marked one of those found; whether somebody is chosen now."""
        if self._pause.isActive():
            self.look()
        row = self.found.currentRow()
        # Letters mark the first one by themselves; without letters only the arrow keys mean somebody.
        if self.chosen is None and 0 <= row < len(self._shown):
            self.choose(self._shown[row])
        self.found.hide()
        return self.chosen is not None

    def step(self, by: int) -> None:
        """Mark the next or the one before."""
        if self.found.isHidden():
            self.look()
        self.found.setCurrentRow(max(0, min(self.found.count() - 1, self.found.currentRow() + by)))

    def look(self) -> None:
        """Show whom the letters mean."""
        self._pause.stop()
        words = self.edit.text().strip()
        self._shown = list(search(self._register, words, limit=_SHOWN)) if words else list(self._offers)
        self.found.clear()
        for person in self._shown:
            self.found.addItem(QListWidgetItem(" · ".join((person.name, person.age, place_words(person)))))
        if words and not self._shown:
            nobody = QListWidgetItem("Tidak ada yang cocok. Coba beberapa huruf saja.")
            nobody.setFlags(Qt.ItemFlag.NoItemFlags)
            self.found.addItem(nobody)
        if words and self._shown:
            self.found.setCurrentRow(0)
        row = em(self, 1.7)
        for index in range(self.found.count()):
            self.found.item(index).setSizeHint(QSize(0, row))
        self.found.setFixedHeight(row * self.found.count() + 10)
        self.found.setVisible(bool(self.found.count()) and self.chosen is None)

    def _typed(self) -> None:
        self.chosen = None
        self._pause.start()
        self.changed.emit()


class _Edit(QLineEdit):
    """The line itself: arrows walk the list, leaving it hides the list."""

    def __init__(self, pick: PersonPick) -> None:
        super().__init__()
        self._pick = pick

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step:
            self._pick.step(step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._pick.chosen is None:
            self._pick.look()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._pick.take()
            self._pick.found.hide()
