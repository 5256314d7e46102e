"""How the field with the keyboard is measured or asked: one sentence and, for a measurement, a small drawing."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui import drawings
from ui.theme import scaled, set_role
from ui.widgets.texts import text
from ui.widgets.tones import tint

HELP_KEY = "?"
_MARGIN, _GAP = 10, 12
_ASKS = f"Tekan {HELP_KEY} untuk gambarnya."


class HelpCard(QFrame):
    """The sentence, and beside it the drawing where there is room for one."""

    def __init__(self, *, has_ground: bool = True) -> None:
        """Nothing to explain yet. `has_ground`: on the quiet tint that sets it off from a form."""
        super().__init__()
        self.drawing, self._sentence, self._has_room = "", "", True
        self._picture, self._words = QLabel(), text("")
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, _MARGIN // 2, _MARGIN, _MARGIN // 2)
        row.setSpacing(_GAP)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        if has_ground:
            tint(self, "quiet")
        self.hide()

    def explain(self, sentence: str, drawing: str = "") -> None:
        """Show another sentence with the drawing of that name; without a sentence it is hidden."""
        self._sentence, self.drawing = sentence, drawing
        self._draw()
        self.setVisible(bool(sentence))

    def give_room(self, pixels: int) -> None:
        """Say how high it may become: the drawing needs 120 pixels (at 100 per cent), the sentence stays anyway."""
        has_room = pixels >= self.height_with_drawing()
        if has_room is not self._has_room:
            self._has_room = has_room
            self._draw()

    def height_with_drawing(self) -> int:
        """The pixels it takes with a drawing."""
        return scaled(drawings.HEIGHT) + _MARGIN

    @property
    def words(self) -> str:
        """The sentence that is read now."""
        return "" if self.isHidden() else self._words.text()

    @property
    def is_drawn(self) -> bool:
        """Whether the drawing is seen."""
        return not self.isHidden() and not self._picture.isHidden()

    def _draw(self) -> None:
        is_drawn = bool(self.drawing) and self._has_room
        self._picture.setVisible(is_drawn)
        if is_drawn:
            self._picture.setPixmap(drawings.pixmap(self.drawing, scaled(drawings.WIDTH)))
        asks = f" {_ASKS}" if self.drawing and not self._has_room else ""
        self._words.setText(self._sentence + asks)


class HelpPopover(QFrame):
    """The same beside the field itself, until the next key."""

    def __init__(self, editor: QWidget, sentence: str, drawing: str) -> None:
        """Open beside `editor`, over whatever stands there; nothing moves."""
        window = editor.window()
        super().__init__(window)
        self._editor = editor
        card = HelpCard(has_ground=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.addWidget(card)
        card.explain(sentence, drawing)
        set_role(self, "popover")
        self.setFixedWidth(min(scaled(drawings.WIDTH * 5 // 2), window.width()))
        self.adjustSize()
        self.move(self._place(window))
        editor.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor and event.type() in (QEvent.Type.KeyPress, QEvent.Type.FocusOut):
            self._editor.removeEventFilter(self)
            self.hide()
            self.deleteLater()
            # Esc only takes the drawing away; every other key does what it always does.
            return isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Question)
        return False

    def _place(self, window: QWidget) -> QPoint:
        """Under the field, or above it where the window ends."""
        corner = self._editor.mapTo(window, QPoint(0, self._editor.height() + 4))
        left = max(0, min(corner.x(), window.width() - self.width() - _MARGIN))
        above = corner.y() - self._editor.height() - self.height() - 8
        is_below = corner.y() + self.height() <= window.height() or above < 0
        return QPoint(left, corner.y() if is_below else above)
