"""Keys of the posyandu day in the real window at 100,000 people: from the press to the painted answer.

First opening of the page, arrivals, cards and the closing of one day, by keyboard alone; what the window itself does
is measured (processor time of its own thread, so that other work on the machine does not count; wall time stands beside
it), jobs beside it are waited for and not counted. Works on a copy; BUKU_BENCH_FOLDER as in `living_register`.
Arguments: [people]
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
from core.rules.forms.fields import Field, Kind
from core.services.day.attending import board
from core.services.day.open_day import open_day
from core.services.register import open_register
from core.store.people import Person
from core.words.steps import Step
from ui.forms.form_rows import FormRow
from ui.program import Program, make_application

PEOPLE, ARRIVALS, CARDS = 100_000, 12, 8
LIMIT_MS, OPENING_LIMIT_MS = 100.0, 250.0
_OPENING, _BOXES = "Hari Buka opened for the first time", 3
_DANGER = "Apa yang sudah dilakukan"  # the accessible name of the line that asks for it
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

    def open_day(self, day_id: str) -> None:
        """The page with that day, for the first time since the program began."""
        context = self.program.context
        assert context is not None
        self._timed(_OPENING, lambda: context.navigate("hari_buka", day_id=day_id))

    def fill(self) -> None:
        """Answer the first boxes of the card in front with what is allowed there."""
        for _ in range(_BOXES):
            row: QWidget | None = self._focus()
            while row is not None and not isinstance(row, FormRow):
                row = row.parentWidget()
            if row is None:
                return
            self.type("a key in a card", _allowed(row.field))
            if row.field.kind in (Kind.WHOLE, Kind.DECIMAL):
                self.press("Enter: the next box", _ENTER)

    def save(self) -> None:
        """Ctrl+Enter, and again when something is missing; a danger is answered."""
        for what in ("Ctrl+Enter: a card saved", "Ctrl+Enter again: gone on without what is missing"):
            self.press(what, _ENTER, _CTRL)
            if self._focus().accessibleName() == _DANGER:
                self.type("a key in a card", "dirujuk")
                self.press("Enter: a danger answered", _ENTER)
                return

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


def _allowed(field: Field) -> str:
    """The keys of an answer that the box takes."""
    if field.kind in (Kind.WHOLE, Kind.DECIMAL):
        low, high = field.low or 0, field.high or 100
        return str(round((low + high) / 2))
    return {Kind.YES_NO: "t", Kind.CHOICE: "1", Kind.SEVERAL: "0"}.get(field.kind, "")


def day_of(program: Program, names: list[str], day_id: str) -> Times:
    """Times by what was pressed."""
    keys = Keyboard(program)
    keys.rest()
    keys.open_day(day_id)
    keys.press("F2, step 1", _F[Step.REGISTER])
    for name in names[:ARRIVALS]:
        keys.type("a letter of a name", name[:6].lower())
        keys.press("Enter: somebody came", _ENTER)
        keys.press("step 1 finished", _ENTER, _CTRL)
    for step in (Step.EXAMINE, Step.SERVE):
        keys.press(f"F{int(step) + 1}, step {int(step)}", _F[step])
        for number in range(1, CARDS + 1):
            keys.type("a number of the queue", str(number))
            keys.press("Enter: a card opened from the queue", _ENTER)
            keys.fill()
            keys.save()
            keys.press("Esc: back to the list", Qt.Key.Key_Escape)
    keys.press("F6, closing", _F[Step.VALIDATE])
    keys.press("F3, weighing", _F[Step.MEASURE])
    return keys.times


def begin(place: Path) -> Program:
    """The program on that register, as it stands after its start."""
    program = Program(str(place), today=TODAY)
    seen: list[bool] = []
    program.opened.connect(seen.append)
    program.begin()
    until = time.monotonic() + _PATIENCE_S
    while not (seen and program.is_idle) and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.01)
    program.window.resize(1366, 768)
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
        program = begin(place)
        found = day_of(program, names, day_id)
        lines = board(program.context.register, day_id).lines if program.context else ()
        came, seen = len(lines), sum(Step.EXAMINE in one.done or Step.SERVE in one.done for one in lines)
        program.close()
    print(f"window_day: {came} came, {seen} were seen at step 3 or 4, at {people} people")
    too_slow = 0
    for what, times in found.items():
        own, wall = [one for one, _ in times], [one for _, one in times]
        limit = OPENING_LIMIT_MS if what == _OPENING else LIMIT_MS
        is_late = statistics.median(own) > limit
        too_slow += is_late
        print(
            f"window_day: {what}: median {statistics.median(own):.0f} ms, worst {max(own):.0f}, wall "
            f"{statistics.median(wall):.0f}, limit {limit:.0f}{' TOO SLOW' if is_late else ''}"
        )
    return 1 if too_slow or not came or not seen else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
