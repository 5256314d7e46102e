"""The list on the left: name, reason, and a spark of the last twelve weights beside the median and the red line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import pixmap
from ui.models.review import LINE, ReviewModel
from ui.palette import INK, INK_SOFT, QUIET, TONES
from ui.palette import LINE as LINE_COLOUR
from ui.widgets.person_list import draw_choice, halves, write

if TYPE_CHECKING:
    from core.services.growth.growth_review import ReviewLine

_LOWEST_Z, _HIGHEST_Z = -4.0, 2.0
_SPARK_EM = 3.0
_ARROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ReviewPainter(QStyledItemDelegate):
    """Draws one child of the work list."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, round(option.fontMetrics.height() * 2.65))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: ReviewLine = index.data(LINE)
        painter.save()
        draw_choice(painter, option)
        # Nothing is known of a child never weighed: no colour and no tick, only the word.
        tone = TONES[line.severity.value] if line.last_on else QUIET
        ink = tone.tint if line.severity.value == "segera" else tone.ink
        size = option.fontMetrics.height()
        inside = option.rect.adjusted(10, 5, -10, -5)
        mark = tone.icon if line.last_on else "scale"
        painter.drawPixmap(inside.left(), inside.top() + 3, pixmap(mark, ink, min(size, 24)))
        words = inside.adjusted(min(size, 24) + 8, 0, 0, 0)
        spark_width = round(option.fontMetrics.height() * _SPARK_EM)
        spark = QRect(words.right() - spark_width, words.top() + 3, spark_width, words.height() - 6)
        draw_spark(painter, spark, line.spark, ink)
        upper, lower = halves(words.adjusted(0, 0, -spark_width - 10, 0))
        painter.setFont(option.font)
        painter.setPen(QColor(INK_SOFT))
        write(painter, lower, f"{line.reason or 'baik'} · {short_age(line.age)}")
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(INK))
        write(painter, upper, line.name)
        painter.restore()


class ReviewList(QListView):
    """The children to look at; the arrows go on and back, Enter goes to the curve."""

    moved = Signal(str)  # person id that is marked now
    entered = Signal()
    letters_typed = Signal(str)

    def __init__(self, model: ReviewModel) -> None:
        """Show `model`."""
        super().__init__()
        self.review = model
        self.setModel(model)
        self.setItemDelegate(ReviewPainter(self))
        self.setAccessibleName("Anak menurut kebutuhan perhatian")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def choose(self, row: int) -> None:
        """Mark a row and bring it into sight."""
        if 0 <= row < self.review.rowCount():
            index = self.review.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def step(self, by: int) -> None:
        """Go on (1) or back (-1), staying at the ends."""
        self.choose(max(0, min(self.review.rowCount() - 1, self.currentIndex().row() + by)))

    def follow(self, field: QObject) -> None:
        """Let the up and down arrows of a search field walk this list."""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = watched is not self and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        step = _ARROWS.get(Qt.Key(event.key()), 0) if is_key and isinstance(event, QKeyEvent) else 0
        if step:
            self.step(step)
            return True
        return super().eventFilter(watched, event)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.moved.emit(self.review.lines[current.row()].person_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif event.text().isalnum() and not event.modifiers() & commands:
            self.letters_typed.emit(event.text())
        else:
            super().keyPressEvent(event)


def short_age(age: str) -> str:
    """`16 bln 29 hr` as `16 bln`: the days count on the card, not in a list."""
    return " ".join(age.split()[:2]) if " bln " in age else age


def draw_spark(painter: QPainter, rect: QRect, values: Sequence[float | None], colour: str) -> None:
    """The z-scores as a small line between the median (upper hair line) and -2 SD (lower one); gaps stay gaps."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(LINE_COLOUR), 1))
    for z in (0.0, -2.0):
        y = _height(rect, z)
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
    painter.setPen(QPen(QColor(colour), 1.8))
    step = rect.width() / max(1, len(values) - 1) if len(values) > 1 else 0.0
    run = QPolygonF()
    for number, value in enumerate(values):
        if value is None:
            painter.drawPolyline(run)
            run = QPolygonF()
        else:
            run.append(QPointF(rect.left() + number * step, _height(rect, value)))
    painter.drawPolyline(run)
    if values and values[-1] is not None:
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(rect.left() + (len(values) - 1) * step, _height(rect, values[-1])), 2.4, 2.4)


def _height(rect: QRect, z: float) -> float:
    share = (min(_HIGHEST_Z, max(_LOWEST_Z, z)) - _LOWEST_Z) / (_HIGHEST_Z - _LOWEST_Z)
    return rect.bottom() - share * rect.height()
