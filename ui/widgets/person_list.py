"""A list of people in two lines each: the name with the age, and beneath what tells two of one name apart."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.words.people import Sex
from ui.models.people import LINE, PeopleModel, place_words
from ui.palette import INK, INK_SOFT, LEAF, LEAF_TINT

if TYPE_CHECKING:
    from core.services.views import PersonLine

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class PersonPainter(QStyledItemDelegate):
    """Draws one person."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, round(option.fontMetrics.height() * 2.65))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: PersonLine = index.data(LINE)
        painter.save()
        draw_choice(painter, option)
        inside = option.rect.adjusted(12, 5, -12, -5)
        upper, lower = halves(inside)
        right = f"{'laki-laki' if line.sex is Sex.MALE else 'perempuan'} · {line.age}"
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(option.font)
        painter.setPen(QColor(INK_SOFT))
        painter.drawText(upper, _RIGHT, right)
        room = upper.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(right) - 12, 0)
        write(painter, lower, place_words(line))
        painter.setFont(bold)
        painter.setPen(QColor(INK))
        write(painter, room, line.name)
        painter.restore()


class PersonListView(QListView):
    """People to walk with the arrow keys; Enter or a click opens one."""

    opened = Signal(str)  # person id
    letters_typed = Signal(str)

    def __init__(self, model: PeopleModel, name: str) -> None:
        """Show `model`; `name` is what the list is called when read aloud."""
        super().__init__()
        self.people = model
        self.catch_up: Callable[[], None] = lambda: None
        self.setModel(model)
        self.setItemDelegate(PersonPainter(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda _index: self.open_chosen())

    def choose(self, row: int) -> None:
        """Mark a row and bring it into sight."""
        if 0 <= row < self.people.rowCount():
            index = self.people.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def chosen(self) -> str:
        """The id of the marked person, empty when nobody is."""
        index = self.currentIndex()
        return self.people.lines[index.row()].id if index.isValid() else ""

    def open_chosen(self) -> None:
        """Open the marked person."""
        if person_id := self.chosen():
            self.opened.emit(person_id)

    def follow(self, field: QObject, catch_up: Callable[[], None] | None = None) -> None:
        """Let the arrow keys and Enter of a search field walk this list.

        `catch_up` is called before each, so that quick fingers never open somebody of the search before.
        """
        self.catch_up = catch_up or self.catch_up
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step or event.key() in _ENTER:
            self.catch_up()
        if step:
            self.choose(max(0, self.currentIndex().row() + step))
        elif event.key() in _ENTER:
            self.open_chosen()
        return bool(step) or event.key() in _ENTER

    def keyPressEvent(self, event: QKeyEvent) -> None:
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.key() in _ENTER:
            self.open_chosen()
        elif event.text().isalnum() and not event.modifiers() & commands:
            self.letters_typed.emit(event.text())
        else:
            super().keyPressEvent(event)


def draw_choice(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """The ground of the marked row."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(LEAF))
        painter.setBrush(QColor(LEAF_TINT))
        painter.drawRoundedRect(option.rect.adjusted(2, 1, -3, -2), 6, 6)


def halves(rect: QRect) -> tuple[QRect, QRect]:
    """The upper and the lower line of a row."""
    middle = rect.top() + rect.height() // 2
    return QRect(rect.left(), rect.top(), rect.width(), middle - rect.top()), QRect(
        rect.left(), middle, rect.width(), rect.bottom() - middle
    )


def write(painter: QPainter, rect: QRect, words: str) -> None:
    """Text that ends in … where there is no more room."""
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _LEFT, shown)
