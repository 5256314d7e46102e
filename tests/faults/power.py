"""A disk as a power cut leaves it: what was synced is there, what was written since is there, torn, or not.

Rebuilt from a record of the obedient disk. A kill of the program cannot show this: there the system writes everything.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.recording import Step

SECTOR = 512
"""Bytes that a disk writes whole or not at all."""


@dataclass
class _File:
    safe: bytearray = field(default_factory=bytearray)
    waiting: list[Step] = field(default_factory=list)

    def sync(self) -> None:
        for step in self.waiting:
            _apply(self.safe, step, step.data)
        self.waiting.clear()

    def after_a_cut(self, chance: Random) -> bytes:
        """Each waiting write is there, is not, or is torn between two sectors; they need not have come in order."""
        found = bytearray(self.safe)
        for step in self.waiting:
            luck = chance.random()
            if luck < 0.45:
                _apply(found, step, step.data)
            elif luck < 0.6 and step.kind == "W":
                _apply(found, step, step.data[: chance.randrange(len(step.data)) // SECTOR * SECTOR])
        return bytes(found)


def _apply(content: bytearray, step: Step, data: bytes) -> None:
    if step.kind == "T":
        del content[step.offset :]
    size = step.offset + len(data)  # cutting may also make a file longer
    content.extend(bytes(max(0, size - len(content))))
    content[step.offset : size] = data


def cut(steps: Iterable[Step], world: Path, into: Path, chance: Random) -> None:
    """Write under `into` what is left of the folder `world` when the power goes after these steps.

    Names (made, renamed, removed) come to the disk in order, and with any sync all of those before it.
    """
    now: dict[str, _File] = {}
    safe: dict[str, _File] = {}
    waiting: list[tuple[Step, _File]] = []
    for step in steps:
        if step.kind == "S":
            safe = dict(now)
            waiting.clear()
            if step.path in now:
                now[step.path].sync()
        elif step.kind in "WT":
            now.setdefault(step.path, _File()).waiting.append(step)
        else:
            file = now.get(step.path, _File())
            _name(now, step, file)
            waiting.append((step, file))
    for step, file in waiting[: chance.randint(0, len(waiting))]:
        _name(safe, step, file)
    for path, file in safe.items():
        # What lies beside the log in memory only is not on the disk: it is made anew.
        if Path(path).is_relative_to(world) and not path.endswith("-shm"):
            target = into / Path(path).relative_to(world)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.after_a_cut(chance))


def _name(files: dict[str, _File], step: Step, file: _File) -> None:
    """Make a name, give a second one, rename or remove it."""
    if step.kind == "O":
        if step.path in files:
            file.waiting.append(Step("T", step.path, 0, b""))
        files[step.path] = file
        return
    if step.kind in "RU":
        files.pop(step.path, None)
    if step.kind in "RL":
        files[step.data.decode(errors="surrogateescape")] = file
