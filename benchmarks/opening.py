"""What encryption costs: trying a PIN, opening the register behind it, saving a visit; beside the same in the clear.

The two registers hold the same demo village; works on them take turns, so a busy moment of the machine falls on both.
"""

import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also started as a plain script

from core.clock import Clock
from core.services.demo import build_demo
from core.services.growth.growth_review import review_list
from core.services.growth.measuring import save_visit
from core.services.register import Register, open_register
from core.services.setup import list_posyandu, load_settings
from core.services.trust.access import Opening, accounts_at, unlock
from core.services.trust.protecting import protect
from core.services.trust.signing_in import open_unlocked
from core.services.views import VisitFacts
from core.store.vault import cost_here
from core.words.roles import Role

TODAY, PIN = date(2026, 11, 25), "482915"
TRIES, OPENINGS, SAVES = 9, 100, 300
LEAST_MS, MOST_MS, LIMIT = 200.0, 500.0, 1.3
EVERYTHING = frozenset(Role)


def milliseconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Time of one run by that clock: on the wall unless another is given."""
    start = clock()
    work()
    return (clock() - start) * 1000


def in_turns(
    plain: Sequence[Callable[[], object]],
    locked: Sequence[Callable[[], object]],
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Medians of both, run alternately, each time the other one first."""
    times: tuple[list[float], list[float]] = ([], [])
    for number, works in enumerate(zip(plain, locked, strict=True)):
        for side in (0, 1) if number % 2 else (1, 0):
            times[side].append(milliseconds(works[side], clock))
    return statistics.median(times[0]), statistics.median(times[1])


def first_screen(register: Register) -> None:
    """What the window asks at once; closes the register again."""
    load_settings(register)
    list_posyandu(register)
    register.close()


def visits(register: Register, children: Sequence[str]) -> list[Callable[[], object]]:
    """Saving a visit of each child in turn, each on another day."""
    drafts = [
        VisitFacts(TODAY - timedelta(days=1 + number // len(children)), weight_g=9_000, confirmation_reason="uji")
        for number in range(SAVES)
    ]
    turns = zip(cycle(children), drafts, strict=False)
    return [partial(save_visit, register, child, draft) for child, draft in turns]


def line(what: str, plain_ms: float, locked_ms: float) -> str:
    """One comparison, as it is printed."""
    return f"{what} {locked_ms:.1f} ms, in the clear {plain_ms:.1f} ms, {locked_ms / plain_ms:.2f}x (limit {LIMIT}x)"


def measured(folder: Path) -> int:
    """Build both registers in the folder, measure, print; 1 when a limit is not met."""
    clock = Clock(TODAY)
    in_clear, encrypted = str(folder / "terbuka.db"), str(folder / "bersandi.db")
    build_demo(in_clear, families=800, months=24, seed=1, today=TODAY)
    shutil.copy(in_clear, encrypted)
    protect(open_register(encrypted, clock=clock), name="Uji", roles=EVERYTHING, pin=PIN).value.register.close()
    account = accounts_at(encrypted)[0].account_id
    # PIN and opening wait for no disk; by processor time, other work on the machine does not count.
    pin_ms = statistics.median(
        milliseconds(lambda: unlock(encrypted, account, PIN, clock=clock), time.thread_time) for _ in range(TRIES)
    )
    opening: Opening = unlock(encrypted, account, PIN, clock=clock)

    def plainly() -> None:
        first_screen(open_register(in_clear, clock=clock, must_exist=True))

    def unlocked() -> None:
        first_screen(open_unlocked(encrypted, opening, clock=clock))

    in_turns([plainly] * 5, [unlocked] * 5)
    open_plain, open_locked = in_turns([plainly] * OPENINGS, [unlocked] * OPENINGS, time.thread_time)
    plain, locked = open_register(in_clear, clock=clock), open_unlocked(encrypted, opening, clock=clock)
    children = [entry.person_id for entry in review_list(plain)]
    random.Random(1).shuffle(children)
    save_plain, save_locked = in_turns(visits(plain, children), visits(locked, children))
    for register in (plain, locked):
        register.close()
    print(f"opening: PIN {pin_ms:.0f} ms of processor time (by design {LEAST_MS:.0f} to {MOST_MS:.0f}; {cost_here()})")
    print("opening:", line("register (processor time)", open_plain, open_locked))
    print("opening:", line("saving a visit", save_plain, save_locked))
    is_met = LEAST_MS <= pin_ms <= MOST_MS and max(open_locked / open_plain, save_locked / save_plain) <= LIMIT
    return 0 if is_met else 1


def main() -> int:
    """Run in a folder that goes again."""
    with tempfile.TemporaryDirectory() as folder:
        return measured(Path(folder))


if __name__ == "__main__":
    raise SystemExit(main())
