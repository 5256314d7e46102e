"""Labels of the kit: one place for how a title, a quiet line or a strong word looks."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.icons import pixmap
from ui.palette import INK_SOFT
from ui.theme import set_role


def text(words: str = "", role: str = "", *, wraps: bool = True) -> QLabel:
    """A label with a role of the style sheet: title, heading, strong, soft, small, letter, number, error or none."""
    label = QLabel(words)
    label.setWordWrap(wraps)
    # Plain text always: a name typed with < or & is a name, not markup.
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        set_role(label, role)
    return label


def picture(name: str, colour: str = INK_SOFT, size: int = 24) -> QLabel:
    """An icon standing by itself; it never says anything that the words beside it do not."""
    label = QLabel()
    label.setPixmap(pixmap(name, colour, size))
    label.setFixedSize(size, size)
    return label


def centred(inside: QWidget) -> QHBoxLayout:
    """`inside` in the middle of its row; unlike with an alignment, wrapped lines get the height they need."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(inside)
    row.addStretch(1)
    return row


def line(role: str = "line") -> QFrame:
    """A hair line between two parts: `line` lies, `upright` stands."""
    frame = QFrame()
    set_role(frame, role)
    return frame


class Shortened(QLabel):
    """Words that end in … where there is no more room; the whole of them is read aloud and shown on hovering."""

    def __init__(self, role: str) -> None:
        """`role` as for `text`."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self, role)

    def show_words(self, words: str) -> None:
        """Show `words`, as many as fit."""
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.updateGeometry()  # the words may need room that was never asked for
        self._shorten()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.toolTip()) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self.toolTip(), Qt.TextElideMode.ElideRight, max(self.width(), 1)))
