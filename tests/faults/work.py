"""What the program is killed at: saving, backing up, bringing an old register up to date, and changing keys."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import func, select

from core.services.growth import measuring
from core.services.people import registration
from core.services.register import Register
from core.services.trust import backups, restoring
from core.services.trust.maintenance import check
from core.services.views import VisitFacts
from core.store import keyring
from core.store.cipher import connect_file
from core.store.people import Person
from core.store.visits import Measurement
from core.words.people import Sex
from tests.faults.day import TODAY, House
from tests.faults.keeping import old_register

Say = Callable[[str], None]
FIRST_DAY = TODAY - timedelta(days=290)


@dataclass
class Kind:
    """One kind of work: what stands ready, the work itself (in a fork, never ending), what must be there afterwards.

    The kill comes at most `longest_s` after one of the first `most_lines` acknowledgements.
    """

    house: House
    longest_s: float = 0.03
    most_lines: int = 5
    name: str = ""

    def prepare(self) -> None:
        """Nothing by default: the register lives on from kill to kill."""

    def do(self, say: Say) -> None:
        """Work and acknowledge until killed."""
        raise NotImplementedError

    def verify(self, said: list[str], *, is_thorough: bool) -> int:
        """Open what is left; gives how many acknowledged things were found. Raises AssertionError for what is lost."""
        raise NotImplementedError

    def _sound(self, register: Register, *, is_thorough: bool) -> None:
        problems = check(register).problems if is_thorough else ()
        assert not problems, problems


@dataclass
class Saving(Kind):
    """A kader who types and saves, child after child."""

    name: str = "saving"
    known: set[int] = field(default_factory=set)
    children: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        register = self.house.open()
        page = registration.list_people(register, text="Anak", limit=1000)
        self.children = sorted(line.id for line in page.lines)
        self.house.close()

    def do(self, say: Say) -> None:
        register, number = self.house.open(), max(self.known, default=-1) + 1
        while True:
            child, facts = self._visit(number)
            measuring.save_draft(register, child, {"weight_g": f"{number}"})
            say(f"typed {number}")
            measuring.save_visit(register, child, facts)
            say(f"saved {number}")
            number += 1

    def verify(self, said: list[str], *, is_thorough: bool) -> int:
        typed, saved = ({int(line.split()[1]) for line in said if line.startswith(word)} for word in ("typed", "saved"))
        register = self.house.open()
        with register.reading() as session:
            rows = session.execute(select(Measurement.person_id, Measurement.measured_on)).all()
        at = {child: place for place, child in enumerate(self.children)}
        found = {at[child] + len(at) * (on - FIRST_DAY).days for child, on in rows}
        assert self.known | saved <= found, f"acknowledged, but lost: {sorted((self.known | saved) - found)}"
        first = max(self.known, default=-1) + 1
        assert found - self.known - saved <= {max(typed, default=first), max(saved, default=first - 1) + 1}
        for number in typed - found:
            draft = measuring.load_draft(register, self._visit(number)[0])
            assert draft == {"weight_g": f"{number}"}, f"typed, but lost: {number}"
        self._sound(register, is_thorough=is_thorough)
        self.house.close()
        self.known = found
        return len(saved)

    def _visit(self, number: int) -> tuple[str, VisitFacts]:
        days, place = divmod(number, len(self.children))
        on = FIRST_DAY + timedelta(days=days)
        return self.children[place], VisitFacts(on, weight_g=5_000 + days, confirmation_reason="uji")


@dataclass
class BackingUp(Kind):
    """Somebody who makes backup after backup."""

    name: str = "backing up"
    longest_s: float = 0.5
    most_lines: int = 1
    folder: Path = Path()

    def prepare(self) -> None:
        self.folder = self.house.folder.with_name("cadangan")
        shutil.rmtree(self.folder, ignore_errors=True)

    def do(self, say: Say) -> None:
        register = self.house.open()
        while True:
            view = backups.make_backup(register, self.folder)
            say(f"made {view.path.name}")

    def verify(self, said: list[str], *, is_thorough: bool) -> int:
        made = {line.partition(" ")[2] for line in said}
        there = {path.name for path in self.folder.glob("*.bukucadangan")} if self.folder.is_dir() else set()
        assert made <= there, f"acknowledged, but lost: {made - there}"
        for name in there:
            restoring.inspect(self.folder / name)  # whole also when nobody was told of it any more
        register = self.house.open()
        self._sound(register, is_thorough=is_thorough)
        if is_thorough:
            backups.make_backup(register, self.folder)
        self.house.close()
        return len(made)


@dataclass
class BringingUp(Kind):
    """An old register that is opened by today's program, which then goes on with it."""

    name: str = "bringing up to date"
    longest_s: float = 0.35
    most_lines: int = 0
    version: str = "0002"
    people: int = 0

    def prepare(self) -> None:
        old_register(self.house.folder, self.house.workbook, self.house.key, self.version)
        with closing(connect_file(self.house.place, self.house.key, read_only=True)) as connection:
            self.people = connection.execute("SELECT count(*) FROM person").fetchone()[0]

    def do(self, say: Say) -> None:
        register = self.house.open()
        say("opened")
        for number in range(1_000):
            form = registration.PersonForm(f"Baru {number}", Sex.MALE, TODAY, confirmation_reason="uji")
            registration.register_person(register, form)
            say(f"registered {number}")

    def verify(self, said: list[str], *, is_thorough: bool) -> int:
        register = self.house.open()
        with register.reading() as session:
            found = session.scalar(select(func.count()).select_from(Person)) or 0
        registered = len([line for line in said if line.startswith("registered")])
        assert found - self.people in (registered, registered + 1), (self.people, found, said)
        self._sound(register, is_thorough=True)
        self.house.close()
        return len(said)


@dataclass
class ChangingKeys(Kind):
    """The keyring is written anew, as for every new PIN and every wrong one; a number in it stands for the change."""

    name: str = "changing keys"
    longest_s: float = 0.01
    last: int = 0

    def do(self, say: Say) -> None:
        number = self.last
        while True:
            number += 1
            keyring.change(self.house.place, partial(numbered, number))
            say(f"changed {number}")

    def verify(self, said: list[str], *, is_thorough: bool) -> int:
        told = max((int(line.split()[1]) for line in said), default=self.last)
        found = int.from_bytes(keyring.load(self.house.place).code.salt, "big")
        assert found in (told, told + 1), f"told {told}, found {found}"
        self.last = found
        self.house.open()
        self.house.close()
        return len(said)


def numbered(number: int, ring: keyring.Keyring) -> keyring.Keyring:
    """The keyring with a number in it."""
    return replace(ring, code=replace(ring.code, salt=number.to_bytes(16, "big")))
