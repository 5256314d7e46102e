"""The search of the whole register in the top bar: type, look, Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from core.words.names import mother_words
from ui.icons import icon
from ui.theme import em, set_role

if TYPE_CHECKING:
    from core.services.views import PersonLine

_PAUSE_MS = 60
_SHOWN = 8
_NOBODY = "Tidak ada yang cocok. Coba nama ibu atau beberapa huruf saja."


@dataclass(frozen=True, slots=True)
class Offer:
    """Something else than a person that was typed: its words, and what choosing it does; None only explains."""

    words: str
    deed: Callable[[], None] | None


class SearchBox(QLineEdit):
    """A field with the people found under it; the first one is chosen already."""

    chosen = Signal(str)  # person id

    def __init__(self, find: "Callable[[str], Sequence[PersonLine] | None]") -> None:
        """`find(text)` gives the people, best first; None while nothing can be found yet."""
        super().__init__()
        set_role(self, "search")
        self._find = find
        self.explain: Callable[[str], str] = lambda _text: ""  # why nobody was found, when there is more to say
        self.offer: Callable[[str], Offer | None] = lambda _text: None  # stands above the people
        self._offered: Offer | None = None
        self._found: QListWidget | None = None
        self.setPlaceholderText("Cari nama atau NIK   Ctrl+K")
        self.setAccessibleName("Cari orang di seluruh register")
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.textEdited.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._choose)

    def begin(self, typed: str = "") -> None:
        """Put the keyboard here, with `typed` as the first letters."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if typed:
            self.setText(typed)
            self._pause.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self._found
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and found is not None and found.isVisible():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            found.setCurrentRow(max(0, min(found.count() - 1, found.currentRow() + step)))
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.put_away()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._found is not None:
            self._found.hide()

    def put_away(self) -> None:
        """Empty the field and hide what was found."""
        self.clear()
        if self._found is not None:
            self._found.hide()

    def look_again(self) -> None:
        """Search anew for what stands here; used when the register has just been opened."""
        if self.hasFocus() and self.text():
            self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.window() and event.type() == QEvent.Type.Resize and self._found is not None:
            self._found.hide()
        return False

    def _look(self) -> None:
        words = self.text().strip()
        found = self._list()
        found.clear()
        people = self._find(words) if words else ()
        if people is None:
            return
        self._offered = self.offer(words) if words else None
        if self._offered is not None and self._offered.deed is not None:
            found.addItem(self._offered.words)
        people = people[:_SHOWN]
        for person in people:
            item = QListWidgetItem(person.name)
            item.setText(f"{person.name}  ·  {person.age}  ·  {_where(person)}")
            item.setData(Qt.ItemDataRole.UserRole, person.id)
            found.addItem(item)
        if words and not people and not found.count():
            told = self._offered.words if self._offered else self.explain(words)
            empty = QListWidgetItem(told or _NOBODY)
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            found.addItem(empty)
        found.setCurrentRow(0)
        self._place(found)

    def _place(self, found: QListWidget) -> None:
        found.setVisible(bool(found.count()))
        row = max(em(self, 2.1), 36)
        for index in range(found.count()):
            found.item(index).setSizeHint(QSize(0, row))
        found.setFixedSize(max(self.width(), em(self, 26)), row * found.count() + 8)
        right = self.mapTo(self.window(), QPoint(self.width(), self.height() + 4))
        found.move(max(0, right.x() - found.width()), right.y())
        found.raise_()

    def _choose(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._look()
        item = self._found.currentItem() if self._found is not None else None
        person = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        deed = self._offered.deed if self._offered is not None else None
        if item is not None and not person and deed is not None:
            self.put_away()
            deed()
            return
        if person:
            self.put_away()
            self.chosen.emit(person)

    def _list(self) -> QListWidget:
        # A child of the window and not a popup of its own: the keyboard never leaves the field.
        if self._found is None:
            window: QWidget = self.window()
            self._found = QListWidget(window)
            set_role(self._found, "found")
            self._found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._found.itemClicked.connect(lambda _item: self._choose())
            window.installEventFilter(self)
        return self._found


def _where(person: "PersonLine") -> str:
    mother = mother_words(person.mother)
    return "  ·  ".join(part for part in (mother, person.dusun) if part) or person.posyandu
