"""The power goes while a kader types at the real window, many times: at most the field being typed is lost."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

import pytest

from core.clock import Clock
from core.exchange.opensid import plan_import, run_import
from core.services import setup
from core.services.growth import measuring
from core.services.register import Register, open_register
from core.services.trust import maintenance
from core.words.quantities import parse_grams, parse_millimetres
from tests.stories.villages import Household, write_village

TODAY = date(2026, 11, 25)
CUTS = 18
PATIENCE_S = 40.0
"""Seconds of silence after which the other program is taken for dead."""
KADER = Path(__file__).with_name("typing_kader.py")
CHILDREN = 220
FIELDS = {"Berat badan": ("weight_g", parse_grams), "Panjang atau tinggi": ("length_mm", parse_millimetres)}

pytestmark = [
    pytest.mark.story,
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="forks to be quick; the rule is the same on Windows"),
]


class Kader:
    """The other program, and what it has said since it was last started."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(KADER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(KADER.parents[2])},
        )
        self._rest = b""
        self.lines: list[list[str]] = []

    def start(self, place: Path) -> None:
        self.lines.clear()
        assert self.process.stdin is not None
        self.process.stdin.write(f"{place}\n".encode())
        self.process.stdin.flush()
        self.wait_for("pid")

    def listen(self, seconds: float) -> bool:
        """Take in what it says next; False when it stayed silent that long."""
        assert self.process.stdout is not None
        if not select.select([self.process.stdout], [], [], seconds)[0]:
            return False
        *whole, self._rest = (self._rest + os.read(self.process.stdout.fileno(), 65_536)).split(b"\n")
        self.lines += [line.decode().split("\t") for line in whole]
        return True

    def wait_for(self, word: str) -> None:
        while not self.said(word):
            assert self.listen(PATIENCE_S), self.lines

    def said(self, word: str) -> list[list[str]]:
        return [line[1:] for line in self.lines if line[0] == word]

    def cut(self, after_lines: int, then_s: float) -> None:
        """Kill it some moments after it has said so much, and hear it out."""
        while len(self.lines) < after_lines:
            assert self.listen(PATIENCE_S), self.lines
        self.listen(then_s)
        self.kill()
        self.wait_for("gone")

    def kill(self) -> None:
        for (pid,) in self.said("pid"):
            os.kill(int(pid), signal.SIGKILL)


@pytest.fixture
def kader() -> Iterator[Kader]:
    """The other program, sent home at the end."""
    started = Kader()
    yield started
    if not started.said("gone"):
        with suppress(ProcessLookupError):
            started.kill()
    with started.process:
        started.process.terminate()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A register of a village with many babies, nobody weighed yet."""
    homes = (
        Household(n, f"Budi {n}", f"Wati {n}", "Krajan", ((f"Anak {n}", n % 2 == 0, date(2026, 1, 1 + n % 28)),))
        for n in range(CHILDREN)
    )
    book, path = tmp_path / "penduduk.xlsx", tmp_path / "desa.db"
    write_village(book, homes)
    register = open_register(str(path), who="Bu Sari", clock=Clock(TODAY))
    setup.set_up(register, posyandu="Melati", village="Sukamaju")
    run_import(register, plan_import(register, book))
    register.close()
    return path


def test_after_a_power_cut_every_saved_child_and_every_field_left_is_there(place: Path, kader: Kader) -> None:
    chance = Random(11)
    left: dict[str, dict[str, str]] = {}
    saved: set[str] = set()
    for _ in range(CUTS):
        kader.start(place)
        kader.cut(after_lines=chance.randint(1, 16), then_s=chance.uniform(0, 0.05))
        for child, name, typed in kader.said("left"):
            left.setdefault(child, {})[name] = typed
        saved |= {child for (child,) in kader.said("saved")}
        register = open_register(str(place), clock=Clock(TODAY))
        for child, fields in left.items():
            is_there = _is_saved(register, child, fields)
            assert is_there or (child not in saved and _is_waiting(register, child, fields)), (fields, kader.lines[-6:])
        assert maintenance.check(register).problems == ()
        register.close()
    assert len(saved) > CUTS


def _is_waiting(register: Register, child: str, fields: dict[str, str]) -> bool:
    """Whether every field waits as it was typed, to be gone on with."""
    draft = measuring.load_draft(register, child)
    return all(draft.get(FIELDS[name][0]) == typed for name, typed in fields.items())


def _is_saved(register: Register, child: str, fields: dict[str, str]) -> bool:
    visits = [visit.facts for visit in measuring.growth_history(register, child).visits]
    return [visit.measured_on for visit in visits] == [TODAY] and all(
        getattr(visits[0], key) == read(fields[name]) for name, (key, read) in FIELDS.items() if name in fields
    )
