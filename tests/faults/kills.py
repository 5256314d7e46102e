"""Not a test: kills the program at random moments of its work, a thousand times if asked, and looks what is left.

    python -m tests.faults.kills --rounds 1000

A fork of this warm process works and tells what the register has acknowledged; it is killed; then the file must open,
everything acknowledged must be there, and the register must be sound. Prints one JSON line with what was counted.
"""

import argparse
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from unittest.mock import patch

from core.services import setup
from core.store import keyring, vault
from core.store.keyring import PinCost
from tests.faults.day import House, fill, lock, village
from tests.faults.work import BackingUp, BringingUp, ChangingKeys, Kind, Saving, numbered
from tests.faults.work_turning import BringingBack, Protecting

FAMILIES = 40
THOROUGH = 5
"""Every so many kills the whole `check` is made; after the others what was acknowledged is looked for."""


@dataclass
class Report:
    """Counted by kind of work: kills, those before any acknowledgement, acknowledgements; and what was wrong."""

    kills: Counter[str] = field(default_factory=Counter)
    early: Counter[str] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    checks: int = 0
    wrong: list[str] = field(default_factory=list)


def killed(job: Callable[[Callable[[str], None]], None], after_s: float, after_lines: int) -> tuple[list[str], bool]:
    """Let a fork do a job and kill it some seconds after it has said so many lines.

    Gives the lines that it said before it died, and whether it was still at work.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            job(lambda line: _say(writing, line))
            status = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    said = _listen(reading, after_lines, patience_s=30)
    time.sleep(after_s)  # not to wait for anything: the moment of the kill is the experiment
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    said += _listen(reading, sys.maxsize, patience_s=30)
    os.close(reading)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the fork broke down by itself: its traceback stands above")
    return b"".join(said).decode().splitlines(), os.WIFSIGNALED(status)


def _say(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode())


def _listen(pipe: int, lines: int, patience_s: float) -> list[bytes]:
    got: list[bytes] = []
    while sum(part.count(b"\n") for part in got) < lines:
        if not select.select([pipe], [], [], patience_s)[0]:
            raise TimeoutError(got)
        part = os.read(pipe, 65_536)
        if not part:
            break
        got.append(part)
    return got


def _kinds(folder: Path, workbook: Path, key: bytes) -> tuple[Kind, ...]:
    """All kinds of work, the commonest more than once; registers are made in `folder`, encrypted where they can be."""
    house, plain = House(folder / "desa", workbook, key), House(folder / "terbuka-awal", workbook)
    for made in (house, plain):
        made.folder.mkdir()
        setup.set_up(made.open(), posyandu="Melati", village="Sukamaju")
        fill(made)
        if made.key is not None:
            lock(made)
        made.close()
    saving, ringed = Saving(house), house.copied(folder / "kunci")
    keyring.change(ringed.place, partial(numbered, 0))
    return (
        saving,
        BackingUp(house),
        saving,
        BringingUp(House(folder / "lama", workbook, key), version="0001"),
        saving,
        ChangingKeys(ringed),
        saving,
        BringingUp(House(folder / "lama-terbuka", workbook), name="bringing a plain one up to date"),
        saving,
        Protecting(House(folder / "terbuka", workbook), plain=plain),
        saving,
        BringingBack(house),
    )


def run(rounds: int, folder: Path, seed: int) -> Report:
    """Kill so many times, going through the kinds of work in turn; a register lives on from kill to kill."""
    chance, report = Random(seed), Report()
    kinds = _kinds(folder, village(folder / "penduduk.xlsx", FAMILIES), vault.new_key())
    for number in range(rounds):
        kind = kinds[number % len(kinds)]
        kind.prepare()
        said, was_at_work = killed(kind.do, chance.uniform(0, kind.longest_s), chance.randint(0, kind.most_lines))
        report.kills[kind.name] += was_at_work
        report.early[kind.name] += not said
        is_thorough = number // len(kinds) % THOROUGH == 0
        report.checks += is_thorough
        try:
            report.acknowledged[kind.name] += kind.verify(said, is_thorough=is_thorough)
        except Exception as wrong:
            report.wrong.append(f"{number} {kind.name}: {type(wrong).__name__}: {wrong}"[:400])
            shutil.copytree(kind.house.folder, folder / f"wrong-{number}", dirs_exist_ok=True)
            kind.house.close()
    return report


def main() -> None:
    """Read the command line, kill, and say what was counted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="buku-kills-"))
    os.environ |= dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), str(folder))
    began = time.monotonic()
    with patch.object(vault, "cost_here", lambda: PinCost(1, 64)):  # its slowness is not what is tried here
        report = run(options.rounds, folder, options.seed)
    counted = {name: getattr(report, name) for name in ("kills", "early", "acknowledged", "checks", "wrong")}
    print(json.dumps({"rounds": options.rounds, "seconds": round(time.monotonic() - began, 1), **counted}))
    sys.exit(1 if report.wrong else 0)


if __name__ == "__main__":
    main()
