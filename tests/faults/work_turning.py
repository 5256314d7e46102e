"""More of what the program is killed at: giving a register its first account, and bringing a backup back."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from core.services.people import registration
from core.services.trust import access, backups, restoring
from core.services.trust.protecting import protect
from core.store.cipher import SQLITE_HEADER
from tests.faults.day import PIN, House
from tests.faults.keeping import NAME, ROLES
from tests.faults.work import Kind, Say


@dataclass
class Protecting(Kind):
    """A register in the clear gets its first account; afterwards it is the one or the other, whole."""

    name: str = "first account"
    longest_s: float = 1.0
    most_lines: int = 0
    plain: House = field(default_factory=lambda: House(Path(), Path()))

    def prepare(self) -> None:
        self.plain.copied(self.house.folder)

    def do(self, say: Say) -> None:
        protected = protect(self.house.open(), name=NAME, roles=ROLES, pin=PIN).value
        say(f"protected {protected.recovery_code}")
        while True:
            registration.list_people(protected.register)

    def verify(self, said: list[str], *, is_thorough: bool) -> int:
        place, folder = str(self.house.place), self.house.folder
        is_locked = access.is_locked(place)
        assert is_locked or not said, "told to be protected, but in the clear"
        for line in said:
            access.unlock_with_code(place, line.partition(" ")[2], clock=self.house.clock)
        in_clear = [path.name for path in folder.iterdir() if path.read_bytes().startswith(SQLITE_HEADER)]
        assert in_clear == [] if is_locked else in_clear == [self.house.place.name], in_clear
        register = self.house.open()
        there = registration.list_people(register).total
        self._sound(register, is_thorough=True)
        self.house.close()
        expected = registration.list_people(self.plain.open()).total
        self.plain.close()
        assert there == expected, (there, expected)
        return len(said)


@dataclass
class BringingBack(Kind):
    """Somebody who brings a backup back beside the register, again and again."""

    name: str = "bringing back"
    longest_s: float = 0.4
    most_lines: int = 1
    backup: Path = Path()

    def _folder(self, number: int) -> Path:
        return self.house.folder.with_name("pulih") / f"{number}"

    def prepare(self) -> None:
        shutil.rmtree(self._folder(0).parent, ignore_errors=True)
        self._folder(0).parent.mkdir()
        shutil.rmtree(self.house.folder.with_name("satu"), ignore_errors=True)
        self.backup = backups.make_backup(self.house.open(), self.house.folder.with_name("satu")).path
        self.house.close()

    def do(self, say: Say) -> None:
        register, number = self.house.open(), 0
        while True:
            self._folder(number).mkdir()
            restoring.restore_beside(register, self.backup, self._folder(number) / "melati.db")
            say(f"restored {number}")
            number += 1

    def verify(self, said: list[str], *, is_thorough: bool) -> int:
        told = {int(line.split()[1]) for line in said}
        there = {int(path.parent.name) for path in self._folder(0).parent.glob("*/melati.db")}
        assert told <= there, f"acknowledged, but lost: {told - there}"
        for number in there:
            back = House(self._folder(number), self.house.workbook, self.house.key)
            self._sound(back.open(), is_thorough=is_thorough)
            back.close()
        return len(said)
