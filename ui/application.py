"""Start of the window: the one function that `main.py` calls; light, so that nothing is imported too early."""

import gc
import sys
from datetime import date


def run(
    place: str, *, who: str = "", today: date | None = None, smoke: bool = False, until_usable: bool = False
) -> int:
    """Open the window on the register at `place` and stay until it is closed; the exit status is given back.

    With `smoke` the window closes by itself when the register is open and its first page is up (0), or when it cannot
    be opened (1). With `until_usable` it closes as soon as the first page shows where we are and takes keys, while
    the register is still being opened behind it: the moment that the start-up benchmark measures.
    """
    # Thousands of objects are made while importing and none can be thrown away: collecting then only costs time.
    gc.disable()
    from ui.program import Program, make_application

    application = make_application()
    program = Program(place, who=who, today=today)
    program.opened.connect(lambda _is_open: _collect_from_now_on())
    if smoke or until_usable:
        program.opened.connect(lambda is_open: application.exit(0 if is_open else 1))
        program.locked.connect(lambda: application.exit(0))
    if until_usable:
        # Nothing is open yet that would have to be closed in order.
        program.usable.connect(lambda: application.exit(0))
    sys.excepthook = program.explain_unforeseen
    program.begin()
    status = application.exec()
    program.close() if smoke or until_usable else program.leave()
    return status


def _collect_from_now_on() -> None:
    # What the start has made lives as long as the window: looking through it once more costs 50 ms each time.
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
