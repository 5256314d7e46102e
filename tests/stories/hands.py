"""Two hands on the keys of the real window, and two eyes on its screen; nothing else of the program is touched."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.program import Program

ENTER, ESCAPE, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Space
DOWN, UP = Qt.Key.Key_Down, Qt.Key.Key_Up
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_PATIENCE_MS = 20_000


class Hands:
    """What somebody at the keyboard can do and see."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self._qtbot = program, qtbot

    # --- hands ---

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Press one key where the keyboard is, and wait until what it began is done."""
        QTest.keyClick(self._focus(), key, modifier)
        self.rest()

    def type(self, words: str) -> None:
        """Type letter by letter, each where the keyboard is by then."""
        for letter in words:
            QTest.keyClicks(self._focus(), letter)

    def enter(self, *answers: str) -> None:
        """Type each answer and press Enter after it."""
        for answer in answers:
            self.type(answer)
            self.press(ENTER)

    def alt(self, name: str) -> None:
        """Press Alt with the letter that is underlined in the button or label `name`."""
        named = [one for one in _visible(self.program.window) if isinstance(one, QLabel | QAbstractButton)]
        marked = next(words for one in named if "&" in (words := one.text()) and _plain(words).startswith(name))
        self.press(Qt.Key(ord(marked[marked.index("&") + 1].upper())), ALT)

    def tab_to(self, name: str) -> None:
        """Press Tab until the keyboard is at `name`."""
        for _ in range(60):
            if self.at.startswith(name):
                return
            self.press(TAB)
        raise AssertionError(f"Tab never comes to “{name}”")

    def rest(self) -> None:
        """Wait until nothing runs any more."""
        # A button pressed by its Alt letter stays down for a moment before it does its deed.
        self._qtbot.waitUntil(lambda: not self._is_button_down(), timeout=_PATIENCE_MS)
        self._qtbot.waitUntil(lambda: self.program.is_idle, timeout=_PATIENCE_MS)

    def until_seen(self, words: str) -> None:
        """Wait until `words` are on the screen."""
        self._qtbot.waitUntil(lambda: words in self.screen, timeout=_PATIENCE_MS)

    def until_in_sight(self) -> None:
        """Wait until the field that has the keyboard is not scrolled away."""
        self._qtbot.waitUntil(lambda: not self._focus().visibleRegion().isEmpty(), timeout=_PATIENCE_MS)

    # --- eyes ---

    @property
    def at(self) -> str:
        """What has the keyboard: its name, or the words on it."""
        focus = self._focus()
        words = focus.text() if isinstance(focus, QAbstractButton) else ""
        return focus.accessibleName() or _plain(words)

    @property
    def typed(self) -> str:
        """What stands where the keyboard is."""
        focus = self._focus()
        return focus.text() if isinstance(focus, QLineEdit) else ""

    @property
    def page(self) -> str:
        """The name of the page that is in front."""
        return self.program.window.page.title if self.program.window.page else ""

    @property
    def screen(self) -> str:
        """Every word that can be read in the window now, a line each."""
        return "\n".join(words for one in _visible(self.program.window) if (words := _words(one)))

    def field(self, name: str) -> str:
        """What stands in the field called `name`."""
        fields = [one for one in _visible(self.program.window) if isinstance(one, QLineEdit)]
        return next(one.text() for one in fields if one.accessibleName() == name)

    def _is_button_down(self) -> bool:
        return any(isinstance(one, QPushButton) and one.isDown() for one in _visible(self.program.window))

    def _focus(self) -> QWidget:
        # A dialog of the system's own (where to save) takes the keyboard while it is open.
        window = QApplication.activeModalWidget() or self.program.window
        if not window.isActiveWindow():
            # What a window manager does when a dialog has closed; the offscreen platform has none.
            window.activateWindow()
            self._qtbot.waitUntil(window.isActiveWindow)
        widget = window.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        return widget


def _visible(window: QWidget) -> Iterator[QWidget]:
    return (one for one in window.findChildren(QWidget) if one.isVisible())


def _plain(words: str) -> str:
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").strip()


def _words(one: QWidget) -> str:
    if isinstance(one, QLabel | QAbstractButton):
        return _plain(one.text())
    if isinstance(one, QLineEdit):
        return one.text()
    if isinstance(one, QPlainTextEdit):
        return one.toPlainText()
    if isinstance(one, QComboBox):
        return one.currentText()
    if isinstance(one, QAbstractItemView):
        return _rows(one)
    return ""


def _rows(view: QAbstractItemView) -> str:
    model = view.model()
    role = Qt.ItemDataRole.DisplayRole
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    return "\n".join(
        " ".join(str(model.index(row, column).data(role) or "") for column in range(columns))
        for row in range(model.rowCount())
    )
