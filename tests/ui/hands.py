"""Two hands on the keys of a window."""

from typing import TypeVar

from PySide6.QtCore import Qt
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


class Hands:
    """Types and presses where the keyboard is."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self._qtbot = program, qtbot

    def write(self, words: str) -> None:
        for letter in words:
            QTest.keyClicks(self.focus, letter)
        self._qtbot.wait(90)  # lists follow the letters after a short breath

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus, key, modifier)
        self.rest()

    def rest(self) -> None:
        self._qtbot.wait(90)
        # An Alt key holds its button down for a tenth of a second, longer on a busy computer, before it clicks.
        self._qtbot.waitUntil(lambda: not self._is_pressing(), timeout=20_000)
        self._qtbot.waitUntil(lambda: self.program.is_idle, timeout=20_000)
        self._qtbot.wait(30)  # what was loaded is shown a breath later

    def _is_pressing(self) -> bool:
        return any(one.isDown() for one in self.program.window.findChildren(QAbstractButton))

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
