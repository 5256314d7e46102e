"""A whole posyandu day as a list of deeds, each of which can be done on its own copy of the register before it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from core.clock import Clock
from core.exchange import opensid
from core.exchange.import_run import run_import
from core.services import setup
from core.services.day import open_day
from core.services.deeds import undoing
from core.services.growth import measuring
from core.services.people import births, pregnancies, registration
from core.services.register import Register
from core.services.trust import access
from core.services.views import VisitFacts
from core.store import keyring, vault
from core.store.database import open_database
from core.words.people import Sex
from tests.stories.villages import Household, write_village

TODAY = date(2026, 11, 25)
PIN = "480213"
OLD = Path(__file__).parents[1] / "old_registers"


@dataclass
class House:
    """The folder of one register, and what is needed to open it."""

    folder: Path
    workbook: Path
    key: bytes | None = None
    register: Register | None = field(default=None, repr=False)
    clock: ClassVar[Clock] = Clock(TODAY)

    @property
    def place(self) -> Path:
        return self.folder / "melati.db"

    def open(self) -> Register:
        """Open the register; an encrypted one by its key, so that no PIN has to be worked out each time."""
        key, place = self.key, str(self.place)
        if key is None and access.is_locked(place):
            key = access.unlock(place, access.accounts_at(place)[0].account_id, PIN, clock=self.clock).key
        self.register = Register(open_database(place, key=key), who="Bu Sari", clock=self.clock)
        return self.register

    def opened(self) -> Register:
        return self.register or self.open()

    def close(self) -> None:
        if self.register is not None:
            self.register.close()
        self.register = None

    def copied(self, folder: Path) -> "House":
        """The same house elsewhere, as a power cut would leave it: what is only in memory is not copied."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("*-shm"))
        return replace(self, folder=folder, register=None)


@dataclass(frozen=True)
class Deed:
    """One thing that is done to a register; the deed `opens` it itself, or even `makes` it (anew or from an older one).

    Where it writes very often or slowly only every `stride`th write is refused. `done` stands in the sentence when the
    deed is done although something after it failed.
    """

    name: str
    do: Callable[[House], object]
    opens: bool = False
    makes: bool = False
    stride: int = 1
    done: str = ""


def person(house: House, name: str = "Anak 1") -> str:
    """The id of somebody of the village."""
    lines = registration.list_people(house.opened(), text=name).lines
    return next(line.id for line in lines if line.name == name)


def today(house: House) -> str:
    """The id of the day that is held."""
    return open_day.list_days(house.opened())[0].id


def _first_start(house: House) -> None:
    setup.set_up(house.open(), posyandu="Melati", village="Sukamaju")


def fill(house: House) -> None:
    """Bring in everybody of the workbook."""
    run_import(house.opened(), opensid.plan_import(house.opened(), house.workbook))


def _open_day(house: House) -> None:
    register = house.opened()
    open_day.open_day(register, setup.list_posyandu(register)[0].id, TODAY)


def _type(house: House) -> None:
    measuring.save_draft(house.opened(), person(house), {"weight_g": "7,4"})


def _weigh(house: House, name: str = "Anak 1") -> None:
    facts = VisitFacts(TODAY, weight_g=7_400, confirmation_reason="sudah benar")
    measuring.save_visit(house.opened(), person(house, name), facts, day_id=today(house), has_kia_book=True)


def _correct(house: House) -> None:
    child = person(house)
    saved = measuring.growth_history(house.opened(), child).visits[0].facts
    measuring.save_visit(house.opened(), child, replace(saved, weight_g=7_900, confirmation_reason="salah baca"))


def _register_newcomer(house: House) -> None:
    form = registration.PersonForm("Citra Lestari", Sex.FEMALE, date(2025, 3, 1), mother_name="Dewi", dusun="Krajan")
    registration.register_person(house.opened(), form)


def _open_pregnancy(house: House) -> None:
    pregnancies.open_pregnancy(house.opened(), person(house, "Wati 2"), _EXPECTING)


def _birth(house: House) -> None:
    form = births.EndForm(ended_on=date(2026, 11, 20), children=(births.NewbornForm(Sex.MALE, "Dimas"),))
    births.record_birth(house.opened(), person(house, "Wati 2"), replace(form, confirmation_reason="sudah benar"))


def _undo(house: House) -> None:
    undoing.undo(house.opened(), undoing.last_deeds(house.opened(), 1)[0].id)


_EXPECTING = pregnancies.PregnancyForm(weeks_said=38, opened_on=date(2026, 11, 10), confirmation_reason="sudah benar")
DAY = (
    Deed("first start", _first_start, opens=True, makes=True, stride=9),
    Deed("import", fill),
    Deed("open the day", _open_day),
    Deed("type a weight", _type),
    Deed("weigh", _weigh),
    Deed("correct", _correct),
    Deed("register a newcomer", _register_newcomer),
    Deed("open a pregnancy", _open_pregnancy),
    Deed("birth", _birth),
    Deed("undo", _undo),
    Deed("close", House.close),
    Deed("open again", House.open, opens=True),
)


def lock(house: House) -> None:
    """Lay a keyring beside an encrypted register, without the PIN whose slowness is not what is tried here."""
    assert house.key is not None
    _, wrap = vault.code_wrap(house.key, "uji")
    keyring.save(house.place, keyring.Keyring("uji", wrap))


def village(path: Path, families: int) -> Path:
    """A workbook of a fictional village: couples with a child each."""
    homes = (
        Household(n, f"Budi {n}", f"Wati {n}", "Krajan", ((f"Anak {n}", n % 2 == 0, date(2026, 1, 1 + n % 28)),))
        for n in range(1, families + 1)
    )
    write_village(path, homes)
    return path
