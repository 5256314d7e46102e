"""The pane on the left: the list of the day, searched by just typing, walked with the arrow keys."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import palette
from ui.icons import icon, pixmap
from ui.pages.weighing.rows import Kind, Row
from ui.theme import em, scaled, set_role
from ui.widgets.fields import set_sentence
from ui.widgets.person_list import halves
from ui.widgets.texts import text

_PAUSE_MS = 40
_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole


class RowsModel(QAbstractListModel):
    """Rows in the order they are shown."""

    def __init__(self) -> None:
        """No rows yet."""
        super().__init__()
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return " · ".join(part for part in (row.text, row.note, row.letter, row.detail) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        can_open = self.rows[index.row()].can_open
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if can_open else Qt.ItemFlag.NoItemFlags


class RowPainter(QStyledItemDelegate):
    """Draws a row: heading, dusun, or a person with mark, name and result."""

    def __init__(self, view: QListView, model: RowsModel) -> None:
        """Draws the rows of `model` in `view`."""
        super().__init__(view)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        # Of every row whenever the list is another: the row itself, not by way of Qt.
        row = self._model.rows[index.row()]
        times = {Kind.GROUP: 1.9, Kind.DUSUN: 1.5}.get(row.kind, 2.65 if row.note else 1.75)
        return QSize(0, round(option.fontMetrics.height() * times))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(_ROW)
        rect: QRect = option.rect
        painter.save()
        if row.kind in {Kind.GROUP, Kind.DUSUN}:
            self._heading(painter, rect, row)
        else:
            is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._person(painter, rect, row, is_chosen=is_chosen)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, row: Row) -> None:
        font = QFont(painter.font())
        font.setBold(row.kind is Kind.GROUP)
        painter.setFont(font)
        painter.setPen(QColor(palette.INK if row.kind is Kind.GROUP else palette.INK_SOFT))
        _write(painter, rect.adjusted(8, 4, -8, 0), row.text)

    def _person(self, painter: QPainter, rect: QRect, row: Row, *, is_chosen: bool) -> None:
        if is_chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(palette.LEAF))
            painter.setBrush(QColor(palette.LEAF_TINT))
            painter.drawRoundedRect(rect.adjusted(2, 1, -3, -2), 6, 6)
        mark = _mark(row)
        if mark:
            size = min(scaled(18), 24)
            painter.drawPixmap(rect.left() + 8, rect.center().y() - size // 2, pixmap(*mark, size))
        inside = rect.adjusted(32, 0, -8, 0)
        right = " ".join(part for part in (row.letter, row.detail) if part)
        tone = palette.TONES[row.severity.value] if row.severity and row.is_measured else None
        painter.setPen(QColor((tone.ink if tone.ink != "#ffffff" else tone.tint) if tone else palette.INK_SOFT))
        metrics = painter.fontMetrics()
        if row.note:
            inside, lower = halves(inside.adjusted(0, 3, 0, -3))
            _write(painter, lower, row.note)
        if not row.is_measured and metrics.horizontalAdvance(f"{row.text}  {right}") > inside.width():
            # The name matters more than the days of the age.
            right = " ".join(right.split()[:2])
        width = metrics.horizontalAdvance(right)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), right)
        painter.setPen(QColor(palette.LEAF if row.kind in {Kind.NEW, Kind.MORE} else palette.INK))
        _write(painter, inside.adjusted(0, 0, -width - 8, 0), row.text)


class DayList(QFrame):
    """A search field with the list under it; the keyboard may be in either."""

    opened = Signal(str)  # person id
    new_wanted = Signal(str)  # what was typed
    more_wanted = Signal()  # show every red result
    searched = Signal(str)  # ask for rows that fit these letters; empty means the whole list

    def __init__(self, *, is_walked_first: bool = False) -> None:
        """Empty until `show_rows`. `is_walked_first`: with an empty field Enter only leads into the list."""
        super().__init__()
        set_role(self, "pane")
        self._is_walked_first = is_walked_first
        self.field = QLineEdit()
        self.field.setPlaceholderText("Ketik nama anak, ibu, atau NIK")
        self.field.setAccessibleName("Cari anak di daftar")
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setClearButtonEnabled(True)
        self.model = RowsModel()
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowPainter(self.view, self.model))
        self.view.setAccessibleName("Daftar anak hari ini")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 4, 6)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.view, 1)
        self._remark = text("", "small")
        self._remark.hide()
        column.addWidget(self._remark)
        self._column = column
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.field.textEdited.connect(lambda _text: self._pause.start())
        self.field.textChanged.connect(lambda words: self._search() if not words else None)
        self.field.returnPressed.connect(self._open_or_walk)
        self.field.installEventFilter(self)
        self.view.installEventFilter(self)
        self.view.clicked.connect(lambda _index: self.open_chosen())
        self.setMinimumWidth(em(self, 10))

    def show_rows(self, rows: list[Row], chosen: str = "") -> None:
        """Show `rows` with the person `chosen`; without one, the first that can be opened. Nobody else is marked.

        A guess is never marked by itself, nor is what stands after it: Enter must not open another child.
        """
        if rows != self.model.rows:
            self.model.show_rows(rows)
        place = next((number for number, row in enumerate(rows) if row.person_id and row.person_id == chosen), None)
        if not chosen:
            place = next((number for number, row in enumerate(rows) if row.can_open), None)
            if place is not None and rows[place].is_guess:
                place = None
        if place is not None:
            self.choose(place)
            return
        self.view.setCurrentIndex(QModelIndex())
        if not chosen:
            self.view.scrollToTop()

    def put_below(self, part: QWidget) -> None:
        """Show `part` under the list, at its right."""
        self._column.addWidget(part, 0, Qt.AlignmentFlag.AlignRight)

    def say(self, words: str) -> None:
        """A calm line under the list; empty takes it away."""
        set_sentence(self._remark, words, is_error=False)

    def choose(self, place: int) -> None:
        """Mark the row at `place` and bring it into sight."""
        index = self.model.index(place)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def begin_search(self, letters: str = "") -> None:
        """Put the keyboard in the search field, with `letters` as if they had been typed there."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if letters:
            self.field.setText(letters)
            self._search()
        else:
            self.field.selectAll()

    def clear_search(self) -> None:
        """Back to the whole list."""
        self._pause.stop()
        # Not clear(): Ctrl+Z would bring the old letters back instead of taking back what was saved.
        self.field.setText("")

    def open_chosen(self) -> None:
        """Open the marked row."""
        if self._pause.isActive():
            self._search()
        row = self.chosen_row()
        if row is None or not row.can_open:
            return
        if row.kind is Kind.MORE:
            self.more_wanted.emit()
        elif row.kind is Kind.NEW:
            self.new_wanted.emit(self.field.text().strip())
        else:
            self.opened.emit(row.person_id)

    def chosen_row(self) -> Row | None:
        """The marked row."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def eventFilter(self, watched: Any, event: Any) -> bool:  # noqa: ANN401 - as Qt declares it
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QKeyEvent.Type.ShortcutOverride and watched is self.field:
            return self._passes_undo_on(event)
        if event.type() != QKeyEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step:
            if watched is self.view or not self._begin_walk():
                self._walk(step)
            return True
        if watched is self.view:
            return self._key_in_list(event)
        return False

    def _passes_undo_on(self, event: QKeyEvent) -> bool:
        """Ctrl+Z where nothing was typed takes back the last deed."""
        is_vain = event.matches(QKeySequence.StandardKey.Undo) and not self.field.isUndoAvailable()
        if is_vain:
            event.ignore()
        return is_vain

    def _key_in_list(self, event: QKeyEvent) -> bool:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_chosen()
            return True
        if event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.begin_search(event.text())
            return True
        return False

    def _open_or_walk(self) -> None:
        if not self._begin_walk():
            self.open_chosen()

    def _begin_walk(self) -> bool:
        """Nobody was named: the keyboard goes to the marked row, where Enter means it."""
        row = self.chosen_row()
        begins = self._is_walked_first and not self.field.text().strip() and row is not None and row.can_open
        if begins:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return begins

    def _walk(self, step: int) -> None:
        place = self.view.currentIndex().row() + step
        while 0 <= place < len(self.model.rows) and not self.model.rows[place].can_open:
            place += step
        if 0 <= place < len(self.model.rows):
            self.choose(place)

    def _search(self) -> None:
        self._pause.stop()
        self.searched.emit(self.field.text().strip())


def rows_of(view: QListView) -> Sequence[Row]:
    """The rows a list shows; for tests and for reading aloud."""
    model = view.model()
    return model.rows if isinstance(model, RowsModel) else ()


def _mark(row: Row) -> tuple[str, str] | None:
    if row.kind is Kind.NEW:
        return "user-plus", palette.LEAF
    if row.has_draft and not row.is_measured:
        return "pencil", palette.INK_SOFT
    if row.is_measured:
        if row.severity and row.severity.rank >= 2:
            return palette.TONES[row.severity.value].icon, palette.TONES["merah"].ink
        return "check", palette.TONES["hijau"].ink
    return None


def _write(painter: QPainter, rect: QRect, words: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
