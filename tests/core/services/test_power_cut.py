"""Killing the program at any moment of a day loses at most the field being typed: done for real, many times."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from core.clock import Clock
from core.services.growth.measuring import growth_history, load_draft
from core.services.register import open_register
from core.services.trust.maintenance import check

CUTS = 24
PATIENCE = 30.0
"""Seconds of silence after which the other program is taken for dead."""
SAVER = Path(__file__).with_name("saving_child.py")


class Saver:
    """The other program, and what it has said so far."""

    def __init__(self) -> None:
        root = str(SAVER.parents[3])
        self.process = subprocess.Popen(
            [sys.executable, str(SAVER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": root},
        )
        self._rest = b""
        self.lines: list[str] = []

    def start(self, place: Path, child: str, first: int) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{place}\t{child}\t{first}\n".encode())
        self.process.stdin.flush()

    def listen(self, seconds: float) -> bool:
        """Take in what it says next; False when it stayed silent that long."""
        assert self.process.stdout is not None
        if not select.select([self.process.stdout], [], [], seconds)[0]:
            return False
        *whole, self._rest = (self._rest + os.read(self.process.stdout.fileno(), 65536)).split(b"\n")
        self.lines += [line.decode() for line in whole]
        return True

    def said(self, word: str) -> list[int]:
        return [int(line.split()[1]) for line in self.lines if line.startswith(f"{word} ")]

    def cut(self, after_saves: int, then_seconds: float) -> None:
        """Kill it some moments after so many saves, and hear it out."""
        while len(self.said("saved")) < after_saves or not self.said("pid"):
            assert self.listen(PATIENCE), self.lines
        self.listen(then_seconds)
        os.kill(self.said("pid")[0], signal.SIGKILL)
        while "gone" not in self.lines:
            assert self.listen(PATIENCE), self.lines


@pytest.fixture
def saver() -> Iterator[Saver]:
    """The other program, sent home at the end."""
    started = Saver()
    yield started
    with started.process:
        started.process.terminate()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks to be quick; the rule is the same on Windows")
def test_every_acknowledged_visit_survives_a_cut_at_any_moment(register, place, add_child, saver):
    child = add_child("Bima", "2024-03-01")
    register.close()
    chance, first = Random(7), 0
    acknowledged: set[int] = set()
    for _ in range(CUTS):
        saver.lines.clear()
        saver.start(place, child, first)
        saver.cut(after_saves=chance.randint(0, 4), then_seconds=chance.uniform(0, 0.02))
        typed, saved = saver.said("typed"), saver.said("saved")
        acknowledged |= set(saved)
        opened = open_register(str(place), clock=Clock(date(2026, 11, 25)))
        days = {(visit.facts.measured_on - date(2024, 3, 10)).days for visit in growth_history(opened, child).visits}
        assert acknowledged <= days
        # At most the one that was being saved may be there although nobody was told.
        assert days <= acknowledged | ({typed[-1]} if typed else set()) | {first}
        if typed and typed[-1] not in days:
            assert load_draft(opened, child) == {"weight_g": str(typed[-1])}
        assert check(opened).problems == ()
        opened.close()
        acknowledged |= days
        first = max(days, default=-1) + 1
    assert len(acknowledged) > CUTS
