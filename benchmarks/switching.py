"""Handing the keyboard to somebody else in the real window: the lock, a number, six digits, Enter, the page again.

The page of the weighing day is open beneath it in a village of 800 families; the PIN costs what it costs on this
machine. Wall time, because that is what two kader feel; the limit is that of the promise, three seconds.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import cycle, islice
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also started as a plain script

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.clock import Clock
from core.services.day.open_day import open_day
from core.services.demo import build_demo
from core.services.register import open_register
from core.services.setup import list_posyandu
from core.services.trust.accounts import add_account
from core.services.trust.protecting import protect
from core.words.roles import Role
from ui.program import Program, make_application

TODAY, LIMIT_S, TURNS = date(2026, 11, 25), 3.0, 7
PINS = {"Bu Sari": ("1", "482915"), "Bu Tini": ("2", "390517")}
_PATIENCE_S = 60.0


def village(place: str) -> str:
    """A demo village behind two accounts; gives its day of today."""
    build_demo(place, families=800, months=24, seed=1, today=TODAY)
    kept = protect(
        open_register(place, clock=Clock(TODAY)), name="Bu Sari", roles=frozenset(Role), pin=PINS["Bu Sari"][1]
    ).value.register
    add_account(kept, name="Bu Tini", roles=frozenset({Role.KADER}), pin=PINS["Bu Tini"][1])
    day_id = open_day(kept, list_posyandu(kept)[0].id, TODAY).value.id
    kept.close()
    return day_id


def wait(until: Callable[[], bool]) -> None:
    """Let the window work until it is so."""
    end = time.monotonic() + _PATIENCE_S
    while not until() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.002)


def press(program: Program, letters: str) -> None:
    """Type where the keyboard is."""
    for letter in letters:
        QTest.keyClicks(QApplication.focusWidget() or program.window, letter)


def sign_in(program: Program, name: str) -> None:
    """Number, digits and Enter; then until she is there and nothing runs any more."""
    number, pin = PINS[name]
    press(program, number)
    press(program, pin)
    QTest.keyClick(QApplication.focusWidget() or program.window, Qt.Key.Key_Return)
    wait(lambda: program.context is not None and program.context.register.who == name and program.is_idle)
    QApplication.processEvents()


def main() -> int:
    """Measure, print; 1 when the limit is not met."""
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "desa.db")
        day_id = village(place)
        make_application([])
        program = Program(place, today=TODAY)
        seen: list[bool] = []
        program.locked.connect(lambda: seen.append(True))
        program.begin()
        wait(lambda: bool(seen) and program.is_idle)
        sign_in(program, "Bu Sari")
        program.window.navigate("hari_buka", day_id=day_id)
        wait(lambda: program.is_idle)
        times = []
        for name in islice(cycle(("Bu Tini", "Bu Sari")), TURNS):
            start = time.perf_counter()
            program.window.lock()
            QApplication.processEvents()
            sign_in(program, name)
            times.append(time.perf_counter() - start)
        program.close()
    middle, worst = statistics.median(times), max(times)
    print(f"switching: {middle:.2f} s median, {worst:.2f} s at most, from the lock to the page (limit {LIMIT_S:.0f} s)")
    return 0 if middle <= LIMIT_S else 1


if __name__ == "__main__":
    raise SystemExit(main())
