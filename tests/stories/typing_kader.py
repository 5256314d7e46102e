"""Not a test: the real program with a kader at its keyboard who never stops, to be killed in the middle of her work.

Each line of input names a register. A fork of this warm process then opens the real window on it without a display,
opens the day, and weighs one waiting child after the other by keys alone. It says aloud what the window has let her
leave behind (`left` a field, `saved` a child), each only after the window has moved on.
"""

import os
import sys
from datetime import date

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

# What the program imports on its way: imported before the fork, so that every fork starts at once.
import charts.render  # noqa: F401
import core.services.growth.measuring  # noqa: F401
import ui.pages.beranda.page  # noqa: F401
from ui.pages.day.page import HariBuka
from ui.program import Program, make_application

TODAY = date(2026, 11, 25)
_BREATH_MS = 1


def say(*words: str) -> None:
    """Write a line in one piece, so that a kill never leaves half of it."""
    os.write(sys.stdout.fileno(), ("\t".join(words) + "\n").encode())


class Kader:
    """Types whatever the field that has the keyboard asks for."""

    def __init__(self, place: str) -> None:
        self.program = Program(place, who="Bu Sari", today=TODAY)
        self._child = ""

    def begin(self) -> None:
        """Open the window and start typing once it can be used."""
        self.program.opened.connect(lambda _is_open: self._soon())
        self.program.begin()

    def _soon(self) -> None:
        QTimer.singleShot(_BREATH_MS, self._do_one_thing)

    def _do_one_thing(self) -> None:
        page = self.program.window.page
        if not self.program.is_idle:
            pass
        elif not isinstance(page, HariBuka):
            self._press(Qt.Key.Key_F2)
        elif page.day is not None and not page.steps.is_weighing:
            self._press(Qt.Key.Key_F3)
        elif page.entry.history is None:
            self._call(page)
        else:
            self._answer_field()
        self._soon()

    def _call(self, page: HariBuka) -> None:
        if page.day is not None and not any(row.can_open and not row.is_measured for row in page.list.model.rows):
            say("done")
            return
        self._press(Qt.Key.Key_Return)
        if page.entry.history is not None:
            self._child = page.entry.history.child.id
            say("called", self._child)

    def _answer_field(self) -> None:
        field = self.program.window.focusWidget()
        if isinstance(field, QLineEdit):
            number = int(self._child[-3:], 16) % 100
            typed = {"Berat badan": f"8,{number:02d}", "Panjang atau tinggi": f"7{number / 20:.1f}".replace(".", ",")}
            words = typed.get(field.accessibleName(), "")
            if words and not field.text():
                QTest.keyClicks(field, words)
            self._press(Qt.Key.Key_Return)
            self._tell(field.accessibleName(), field.text())
        else:
            self._press(Qt.Key.Key_Return)

    def _tell(self, name: str, typed: str) -> None:
        page = self.program.window.page
        if not isinstance(page, HariBuka):
            return
        if page.entry.history is None:
            say("saved", self._child)
        elif typed:
            say("left", self._child, name, typed)

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.program.window.focusWidget(), key)


def work_until_killed(place: str) -> None:
    """Open the program on `place` and type."""
    application = make_application([])
    kader = Kader(place)
    kader.begin()
    application.exec()


def main() -> None:
    """Fork a kader for each line of input and wait until somebody kills her."""
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            work_until_killed(line.rstrip("\n"))
            os._exit(0)
        say("pid", str(pid))
        os.waitpid(pid, 0)
        say("gone")


if __name__ == "__main__":
    main()
