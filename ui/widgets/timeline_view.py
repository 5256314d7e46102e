"""A life drawn as one line of time: day, icon, what happened, and the letter and colour of a visit."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.words.findings import Severity
from ui.icons import pixmap
from ui.models.timeline import ROW, LifeRow, TimelineModel
from ui.palette import INK, INK_SOFT, LEAF_DARK, LINE, TONES
from ui.theme import scaled
from ui.widgets.person_list import draw_choice

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_WRAPS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_PAD = 9
_MARK = 22  # width of the icon's column at 100 per cent, without the air around it


class LifePainter(QStyledItemDelegate):
    """Draws one row, as high as its words need."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: LifeRow = index.data(ROW)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        return QSize(0, _height(row, QFontMetrics(option.font), _room(width, QFontMetrics(option.font))))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: LifeRow = index.data(ROW)
        painter.save()
        metrics, rect = QFontMetrics(option.font), option.rect
        self._thread(painter, rect, index)
        draw_choice(painter, option)
        mark = scaled(_MARK)
        colour = _colour(row)
        painter.drawPixmap(rect.left() + 12, rect.top() + _PAD, pixmap(row.picture, colour, mark))
        left = rect.left() + 12 + mark + 12
        room = QRect(left, rect.top() + _PAD, _room(rect.width(), metrics), rect.height())
        painter.setFont(option.font)
        painter.setPen(QColor(INK_SOFT))
        painter.drawText(QRect(room.left(), room.top(), room.width(), metrics.height()), _MIDDLE, row.day)
        if row.severity is not None:
            _pill(painter, room, metrics, row)
        top = room.top() + metrics.height() + 2
        top += self._words(painter, QRect(left, top, room.width(), rect.height()), row.words, INK, is_bold=True)
        if row.detail:
            self._words(painter, QRect(left, top + 2, room.width(), rect.height()), row.detail, INK_SOFT)
        painter.restore()

    @staticmethod
    def _thread(painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """The line that ties the rows together; it begins and ends with them."""
        middle = rect.left() + 12 + scaled(_MARK) // 2
        painter.setPen(QColor(LINE))
        if index.row():
            painter.drawLine(middle, rect.top(), middle, rect.top() + _PAD - 3)
        if index.row() < index.model().rowCount() - 1:
            painter.drawLine(middle, rect.top() + _PAD + scaled(_MARK) + 4, middle, rect.bottom())

    @staticmethod
    def _words(painter: QPainter, rect: QRect, words: str, colour: str, *, is_bold: bool = False) -> int:
        font = QFont(painter.font())
        font.setBold(is_bold)
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(rect, _WRAPS, words)
        height = painter.fontMetrics().boundingRect(rect, _WRAPS, words).height()
        painter.restore()
        return height


class TimelineView(QListView):
    """Walked with the arrow keys; Enter or a double click opens what a row stands for."""

    opened = Signal(object)  # LifeRow
    letters_typed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """An empty line; `name` is read aloud."""
        super().__init__(parent)
        self.life = TimelineModel()
        self.setModel(self.life)
        self.setItemDelegate(LifePainter(self))
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda _index: self._open())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.key() in _ENTER:
            self._open()
        elif event.text().isalnum() and not event.modifiers() & commands:
            self.letters_typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Wrapped words change the height of every row.
        self.scheduleDelayedItemsLayout()

    def _open(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.opened.emit(index.data(ROW))


def _colour(row: LifeRow) -> str:
    """The icon's colour; on white the words of the gravest severity would be white, so its ground is taken."""
    if row.severity is None:
        return LEAF_DARK
    tone = TONES[row.severity.value]
    return tone.tint if row.severity is Severity.URGENT else tone.ink


def _room(width: int, metrics: QFontMetrics) -> int:
    return max(width - 12 - scaled(_MARK) - 12 - 14, metrics.averageCharWidth() * 12)


def _height(row: LifeRow, metrics: QFontMetrics, room: int) -> int:
    # Bold words are wider, which the plain metrics do not know: a little less room makes up for it.
    wide = QRect(0, 0, round(room * 0.93), 10_000)
    height = metrics.height() + 2 + metrics.boundingRect(wide, _WRAPS, row.words).height()
    if row.detail:
        height += 2 + metrics.boundingRect(wide, _WRAPS, row.detail).height()
    return height + 2 * _PAD


def _pill(painter: QPainter, room: QRect, metrics: QFontMetrics, row: LifeRow) -> None:
    """Letter, icon and word of the visit's colour, at the right of the day."""
    if row.severity is None:
        return
    tone, size = TONES[row.severity.value], round(metrics.height() * 0.8)
    judged = (
        row.severity.value if row.severity.value == row.severity.word else f"{row.severity.value} {row.severity.word}"
    )
    words = " · ".join(part for part in (row.letter, judged) if part)
    width = metrics.horizontalAdvance(words) + size + 24
    pill = QRect(room.right() - width, room.top() - 2, width, metrics.height() + 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.tint))
    painter.drawRoundedRect(pill, 6, 6)
    painter.drawPixmap(pill.left() + 8, pill.center().y() - size // 2, pixmap(tone.icon, tone.ink, size))
    painter.setPen(QColor(tone.ink))
    painter.drawText(pill.adjusted(size + 14, 0, -6, 0), _MIDDLE, words)
