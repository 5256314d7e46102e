"""Two hands on the keys of a window."""

from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.program import Program
from ui.widgets.sheet import Sheet
from ui.widgets.timeline_view import TimelineView

T = TypeVar("T", bound=QWidget)
NONE = Qt.KeyboardModifier.NoModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ENTER, ESC, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down

_BREATH_MS = 250


class Hands:
    """Types and presses where the keyboard is."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self._qtbot = program, qtbot

    def write(self, words: str) -> None:
        for letter in words:
            QTest.keyClicks(self.focus, letter)
        self.rest()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus, key, modifier)
        self.rest()

    def rest(self) -> None:
        """Wait until everything that the last key began is done, and nothing follows for three looks in a row."""
        looks = [False] * 3

        def is_calm() -> bool:
            looks[:] = [*looks[1:], self.program.is_idle and not self._is_pressing() and not self._is_pausing()]
            return all(looks)

        self._qtbot.waitUntil(is_calm, timeout=20_000)

    def _is_pressing(self) -> bool:
        # An Alt key holds its button down for a tenth of a second, longer on a busy computer, before it clicks.
        return any(one.isDown() for one in self.program.window.findChildren(QAbstractButton))

    def _is_pausing(self) -> bool:
        # Lists follow the letters after a short breath; what was loaded is drawn a breath later.
        pauses = self.program.window.findChildren(QTimer)
        return any(one.isActive() and one.isSingleShot() and one.interval() <= _BREATH_MS for one in pauses)

    def go(self, number: int) -> None:
        """To a place of the rail by its Alt key."""
        self.press(Qt.Key(Qt.Key.Key_0.value + number), ALT)

    @property
    def focus(self) -> QWidget:
        widget = self.program.window.focusWidget()
        assert widget is not None
        return widget

    @property
    def field(self) -> str:
        """What has the keyboard, as it is read aloud."""
        focus = self.focus
        return focus.text().replace("&", "").strip() if isinstance(focus, QAbstractButton) else focus.accessibleName()

    def page(self, kind: type[T]) -> T:
        """The page that is seen."""
        page = self.program.window.page
        assert isinstance(page, kind)
        return page

    def sheet(self, kind: type[T]) -> T:
        """What the open sheet shows."""
        (found,) = [
            one
            for sheet in self.program.window.findChildren(Sheet)
            if sheet.isVisible()
            for one in sheet.findChildren(kind)
        ]
        return found

    def has_sheet(self) -> bool:
        return any(sheet.isVisible() for sheet in self.program.window.findChildren(Sheet))

    def said(self) -> str:
        """The quiet line at the foot."""
        return self.program.window.quiet_line.words


def words_on(widget: QWidget) -> str:
    """Everything that can be read on a widget now."""
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    buttons = [one.text().replace("&", "") for one in widget.findChildren(QAbstractButton) if one.isVisibleTo(widget)]
    lines = [one for one in widget.findChildren(TimelineView) if one.isVisibleTo(widget)]
    rows = [one.life.index(row).data() for one in lines for row in range(one.life.rowCount())]
    return "\n".join([*labels, *buttons, *rows])


def press_button(hands: Hands, within: QWidget, words: str) -> None:
    """Put the keyboard on the button that says `words` and press Enter."""
    button = next(
        one
        for one in within.findChildren(QAbstractButton)
        if one.isVisible() and one.text().replace("&", "").strip() == words
    )
    button.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press(ENTER)
