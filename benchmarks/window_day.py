"""Keys of the posyandu day in the real window at 100,000 people: from the press to the painted answer.

Arrivals, cards and the closing of one day, by keyboard alone; what the window itself does is measured (processor time
of its own thread, so that other work on the machine does not count; wall time stands beside it), jobs beside it are
waited for and not counted. Works on a copy; BUKU_BENCH_FOLDER as in `living_register`. Arguments: [people]
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also started as a plain script

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.day_cards import people_of, with_history
from benchmarks.living_register import opened
from benchmarks.living_village import TODAY
from core.clock import Clock
from core.services.day.attending import board
from core.services.day.open_day import open_day
from core.services.register import open_register
from core.store.people import Person
from core.words.steps import Step
from ui.program import Program, make_application

PEOPLE, ARRIVALS, CARDS = 100_000, 12, 8
LIMIT_MS = 100.0
_PATIENCE_S = 60.0
_ENTER, _CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
_F = {step: Qt.Key(Qt.Key.Key_F1.value + int(step)) for step in Step}  # F2 is step 1
Times = dict[str, list[tuple[float, float]]]


class Keyboard:
    """Presses keys in the window and keeps how long each took."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.times: Times = {}

    def press(self, what: str, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, until its answer is painted; then wait for the jobs it began."""
        self._timed(what, lambda: QTest.keyClick(self._focus(), key, modifier))

    def type(self, what: str, letters: str) -> None:
        """Letter by letter."""
        for letter in letters:
            self._timed(what, partial(QTest.keyClicks, self._focus(), letter))

    def rest(self) -> float:
        """Wait until nothing runs any more; the longest that the window was busy meanwhile, in ms of the processor."""
        worst, until = 0.0, time.monotonic() + _PATIENCE_S
        while not self.program.is_idle and time.monotonic() < until:
            begun = time.thread_time()
            QApplication.processEvents()
            worst = max(worst, (time.thread_time() - begun) * 1000)
            time.sleep(0.002)
        QApplication.processEvents()
        return worst

    def _timed(self, what: str, work: Callable[[], object]) -> None:
        start, begun = time.perf_counter(), time.thread_time()
        work()
        QApplication.processEvents()
        own, wall = (time.thread_time() - begun) * 1000, (time.perf_counter() - start) * 1000
        self.times.setdefault(what, []).append((own, wall))
        after = self.rest()
        if after:
            self.times.setdefault(f"{what}: when its job is done", []).append((after, after))

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.program.window


def day_of(program: Program, names: list[str]) -> Times:
    """Times by what was pressed."""
    keys = Keyboard(program)
    keys.rest()
    keys.press("F2, step 1", _F[Step.REGISTER])
    for name in names[:ARRIVALS]:
        keys.type("a letter of a name", name[:6].lower())
        keys.press("Enter: somebody came", _ENTER)
        keys.press("step 1 finished", _ENTER, _CTRL)
    for step in (Step.EXAMINE, Step.SERVE):
        keys.press(f"F{int(step) + 1}, step {int(step)}", _F[step])
        for _ in range(CARDS):
            keys.press("Enter: a card opened from the queue", _ENTER)
            keys.type("a key in a card", "11")
            keys.press("Ctrl+Enter: a card saved", _ENTER, _CTRL)
            keys.press("Esc: back to the list", Qt.Key.Key_Escape)
    keys.press("F6, closing", _F[Step.VALIDATE])
    keys.press("F3, weighing", _F[Step.MEASURE])
    return keys.times


def begin(place: Path, day_id: str) -> Program:
    """The program on that register, with the day in front."""
    program = Program(str(place), today=TODAY)
    seen: list[bool] = []
    program.opened.connect(seen.append)
    program.begin()
    until = time.monotonic() + _PATIENCE_S
    while not (seen and program.is_idle) and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.01)
    program.window.resize(1366, 768)
    assert program.context is not None
    program.context.navigate("hari_buka", day_id=day_id)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    return program


def main(arguments: list[str]) -> int:
    """Print medians and worst; exit 1 when a median is over the limit."""
    people = int(arguments[0]) if arguments else PEOPLE
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(os.environ.get("BUKU_BENCH_FOLDER", scratch))
        opened(folder, people).close()
        place = Path(shutil.copy(folder / f"living-{people}.db", Path(scratch) / "day.db"))
        register = open_register(str(place), who="Bu Sari", clock=Clock(TODAY))
        chosen = people_of(register, "posyandu-0")
        with_history(register, chosen)
        day_id = open_day(register, "posyandu-0", TODAY).value.id
        with register.reading() as session:
            names = [session.get_one(Person, one).name for one in chosen[::4]]
        register.close()
        make_application([])
        program = begin(place, day_id)
        found = day_of(program, names)
        came = len(board(program.context.register, day_id).lines) if program.context else 0
        program.close()
    print(f"window_day: {came} came at {people} people")
    too_slow = 0
    for what, times in found.items():
        own, wall = [one for one, _ in times], [one for _, one in times]
        is_late = statistics.median(own) > LIMIT_MS
        too_slow += is_late
        print(
            f"window_day: {what}: median {statistics.median(own):.0f} ms, worst {max(own):.0f}, wall "
            f"{statistics.median(wall):.0f}, limit {LIMIT_MS:.0f}{' TOO SLOW' if is_late else ''}"
        )
    return 1 if too_slow or not came else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
