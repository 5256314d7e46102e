"""Not a test: does every deed of a day on a disk that refuses the N-th write, and says as JSON lines what came of it.

One program does it all, because starting Python takes longer than a deed. Run by `test_full_disk.py`, with the shim.
"""

import errno
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from core.errors import BukuError, EnvironmentProblem
from core.services.trust.maintenance import check
from core.store import vault
from core.store.keyring import PinCost
from tests.faults import five_steps, keeping
from tests.faults.day import DAY, Deed, House, lock, village
from tests.faults.shim import ObedientDisk, Tally
from tests.register_state import register_state

FAMILIES = 4
THOROUGH = 6
"""Every so many trials the whole `check` is made; in the others the facts are compared, which is quicker."""
WAYS = {
    "full": (errno.ENOSPC, True),
    "full for a moment": (errno.ENOSPC, False),
    "broken for a moment": (errno.EIO, False),
    "read-only from here": (errno.EROFS, True),
}


@dataclass
class Trial:
    """What came of one deed on one refusal: the sentence that was told, and everything that was not as it must be."""

    deed: str
    way: str
    nth: int
    refused: int = 0
    sentence: str = ""
    came_back: bool = False
    wrong: str = ""


class Faults:
    """The trials of one deed, each on its own copy of the register as it was before it."""

    def __init__(self, disk: ObedientDisk, before: House, aside: Path, deed: Deed) -> None:
        self._disk, self._before, self._aside, self._deed = disk, before, aside, deed
        self._state = None if deed.makes else register_state(before.open())
        before.close()
        self._files = self._files_of(before)
        self._writes = self._count()

    def trials(self, way: str, step: int) -> Iterator[Trial]:
        """Refuse the first write, then the second (or `step` further), as many as the deed needs undisturbed."""
        for nth in range(1, self._writes + 1, step):
            trial = self._one(way, nth)
            if trial.refused:
                yield trial

    def _count(self) -> int:
        house, _, tally = self._done(0, 0, ever_after=False)
        house.close()
        return tally.calls

    def _done(self, nth: int, error: int, *, ever_after: bool) -> tuple[House, Exception | None, Tally]:
        """Do the deed on a copy of the register."""
        house = self._before.copied(self._aside / "trial")
        if not self._deed.opens:
            house.open()
        with self._disk.refusing(house.folder, nth, error, ever_after=ever_after) as tally:
            try:
                self._deed.do(house)
            except Exception as wrong:
                return house, wrong, tally
        return house, None, tally

    def _one(self, way: str, nth: int) -> Trial:
        trial, (error, ever_after) = Trial(self._deed.name, way, nth), WAYS[way]
        house, failure, tally = self._done(nth, error, ever_after=ever_after)
        trial.refused = tally.refused
        try:
            if tally.refused:
                self._judge(trial, house, failure)
        except (BukuError, AssertionError) as wrong:
            trial.wrong = f"{type(wrong).__name__}: {wrong}"
        finally:
            house.close()
        return trial

    def _judge(self, trial: Trial, house: House, failure: BaseException | None) -> None:
        cut = house.copied(self._aside / "cut")
        if failure is None:
            # The disk refused something that can wait (folding the log back in): then the deed must be there for good.
            now = register_state(house.opened())
            assert self._state_of(cut) == now, "done, but lost by a power cut"
            return
        trial.sentence = str(failure)
        assert isinstance(failure, EnvironmentProblem), f"{type(failure).__name__} {failure}"
        trial.came_back = self._is_there_after(cut)
        if self._deed.done and self._deed.done in trial.sentence:
            assert trial.came_back, "said to be done, but is not"
            return
        # Making a register leaves what it has begun; everything else takes away what it did not finish.
        left = set() if self._deed.makes else self._files_of(house) - self._files
        assert not left, f"left behind: {sorted(left)}"
        if self._state is not None:
            assert house.register is None or register_state(house.register) == self._state, "refused, but changed"
            house.close()
            assert self._state_of(house) == self._state, "refused, but changed when opened again"
        if not self._deed.opens:
            house.open()
        self._deed.do(house)
        self._is_sound(house, is_thorough=trial.nth % THOROUGH == 1)

    def _is_there_after(self, cut: House) -> bool:
        """Whether the deed that was told as failed is there, whole, when the power goes at that moment."""
        if self._state is None:
            self._is_sound(cut, is_thorough=False)
            return False
        came_back = self._state_of(cut) != self._state
        self._is_sound(cut, is_thorough=came_back)
        return came_back

    @staticmethod
    def _files_of(house: House) -> set[str]:
        log = ("-wal", "-shm", "-journal")
        files = (path for path in house.folder.rglob("*") if path.is_file() and not path.name.endswith(log))
        return {str(path.relative_to(house.folder)) for path in files}

    @staticmethod
    def _state_of(house: House) -> dict[str, Any]:
        state = register_state(house.open())
        house.close()
        return state

    @staticmethod
    def _is_sound(house: House, *, is_thorough: bool) -> None:
        problems = check(house.opened()).problems if is_thorough else ()
        house.close()
        assert not problems, problems


def _day(folder: Path, workbook: Path, key: bytes) -> Iterator[tuple[House, Deed]]:
    yield from _in_turn(_house(folder, workbook, key), DAY)


def _five_steps(folder: Path, workbook: Path, key: bytes) -> Iterator[tuple[House, Deed]]:
    house = _house(folder, workbook, key)
    five_steps.ready(house)
    yield from _in_turn(house, five_steps.STEPS)


def _house(folder: Path, workbook: Path, key: bytes) -> House:
    house = House(folder / "desa", workbook, key)
    house.folder.mkdir()
    lock(house)
    return house


def _in_turn(house: House, deeds: Iterable[Deed]) -> Iterator[tuple[House, Deed]]:
    for deed in deeds:
        house.close()
        yield house, deed
        if not deed.opens:
            house.open()
        deed.do(house)
    house.close()


STORIES = {"day": _day, "five steps": _five_steps, "keeping": keeping.stages}


def main(folder: Path, story: str, ways: dict[str, int]) -> None:
    """Go through a story once; before each deed go through its refusals, every so many of them as `ways` says."""
    disk = ObedientDisk()
    folder.mkdir()
    workbook = village(folder / "penduduk.xlsx", FAMILIES)
    for house, deed in STORIES[story](folder, workbook, vault.new_key()):
        faults = Faults(disk, house, folder, deed)
        for way, step in ways.items():
            for trial in faults.trials(way, step * deed.stride):
                print(json.dumps(asdict(trial)), flush=True)


if __name__ == "__main__":
    with patch.object(vault, "cost_here", lambda: PinCost(1, 64)):  # its slowness is not what is tried here
        main(Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]))
