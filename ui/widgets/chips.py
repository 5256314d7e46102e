"""Small labels in a row that breaks where the room ends: what somebody is, and what needs doing."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from core.words.findings import Severity
from ui.widgets.tones import Badge


class FlowLayout(QLayout):
    """Widgets from left to right, going on in the next line like words."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        """Empty; `gap` pixels between neighbours."""
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._gap = gap
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), is_real=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, is_real=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, is_real: bool) -> int:
        left, top, tallest = rect.left(), rect.top(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            if left > rect.left() and left + size.width() > rect.right() + 1:
                left, top, tallest = rect.left(), top + tallest + self._gap, 0
            if is_real:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
            tallest = max(tallest, size.height())
        return top + tallest - rect.top()


def chips(words: tuple[tuple[str, Severity | None], ...]) -> QWidget:
    """A label for each; those with a severity have its colour and icon, the others are quiet."""
    holder = QWidget()
    flow = FlowLayout(holder)
    for sentence, severity in words:
        flow.addWidget(Badge(severity, sentence))
    return holder
