"""A small register on disk and the real window on it, driven by the keyboard."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.clock import Clock
from core.services import setup
from core.services.growth import measuring
from core.services.people import registration
from core.services.people.registration import PersonForm
from core.services.register import Register, open_register
from core.services.trust import accounts
from core.services.trust.protecting import protect
from core.services.views import VisitFacts
from core.store import vault
from core.store.keyring import PinCost
from core.words.people import Posture, Sex
from core.words.roles import Role
from ui.program import Program, make_application

TODAY = date(2026, 11, 25)
CHILDREN: tuple[tuple[str, Sex, date, str, str, dict[int, int]], ...] = (
    # name, sex, born, mother, NIK, weights of the months before (day 16), g
    ("Aisyah Putri", Sex.FEMALE, date(2026, 3, 13), "Nurhayati", "3201015303260001", {9: 6_800, 10: 7_200}),
    ("Bima Saputra", Sex.MALE, date(2025, 1, 20), "Rahmawati", "3201012001250002", {9: 9_600, 10: 9_800}),
    ("Citra Lestari", Sex.FEMALE, date(2026, 8, 2), "Wulandari", "3201014208260003", {}),
    ("Dodi Pratama", Sex.MALE, date(2024, 5, 5), "Kartini", "3201010505240004", {9: 9_500, 10: 9_300}),
)


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The program's own application, with its fonts and colours."""
    make_application([])
    from PySide6.QtWidgets import QApplication

    return QApplication


@pytest.fixture(autouse=True)
def quick_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """A try of a PIN costs next to nothing, so that only its own tests take a third of a second for each."""
    monkeypatch.setattr(vault, "cost_here", lambda: PinCost(1, 64))


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that is set up, with four children and two months of weighing; only to be copied."""
    path = str(tmp_path_factory.mktemp("village") / "desa.db")
    register = open_register(path, who="Bu Sari", clock=Clock(TODAY))
    unit = setup.set_up(register, posyandu="Melati", village="Sukamaju").value
    for name, sex, born_on, mother, nik, weights in CHILDREN:
        form = PersonForm(name=name, sex=sex, born_on=born_on, mother_name=mother, nik=nik, dusun="Krajan")
        person_id = registration.register_person(register, replace(form, posyandu_id=unit.id)).value
        for month, weight_g in weights.items():
            facts = VisitFacts(date(2026, month, 16), weight_g=weight_g, length_mm=None, posture=Posture.LYING)
            measuring.save_visit(register, person_id, facts)
    register.close()
    return Path(path)


@pytest.fixture
def place(village: Path, tmp_path: Path) -> str:
    """A copy of that register for one test."""
    return str(shutil.copy(village, tmp_path / "desa.db"))


PINS = {"Bu Sari": "271945", "Bu Tini": "390517", "Bidan Rina": "864203"}


@dataclass(frozen=True)
class Locked:
    """A register that is locked: where it lies, its recovery code, and who has an account."""

    place: str
    code: str
    accounts: dict[str, str]


@pytest.fixture
def locked(place: str) -> Locked:
    """The small register with PINs: Bu Sari (kader and ketua), Bu Tini (kader), Bidan Rina (bidan)."""
    made = protect(
        open_register(place, clock=Clock(TODAY)),
        name="Bu Sari",
        roles=frozenset({Role.KADER, Role.ADMIN}),
        pin=PINS["Bu Sari"],
        face="daun",
    ).value
    for name, role in (("Bu Tini", Role.KADER), ("Bidan Rina", Role.BIDAN)):
        accounts.add_account(made.register, name=name, roles=frozenset({role}), pin=PINS[name])
    settings = replace(setup.load_settings(made.register), is_code_kept=True)
    setup.save_settings(made.register, settings)
    ids = {one.name: one.account_id for one in accounts.list_accounts(made.register)}
    made.register.close()
    return Locked(place, made.recovery_code, ids)


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Callable[[str], Program]]:
    """Start the program on a register and wait until it can be worked with."""
    started: list[Program] = []

    def begin(path: str) -> Program:
        program = Program(path, who="Bu Sari", today=TODAY)
        started.append(program)
        seen: list[bool] = []
        program.opened.connect(lambda _is_open: seen.append(True))
        program.locked.connect(lambda: seen.append(True))
        program.begin()
        qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
        qtbot.waitUntil(program.window.isActiveWindow)  # the keys of a window are heard only then
        _wait_for(qtbot, program)
        return program

    yield begin
    for program in started:
        _wait_for(qtbot, program)
        program.window.hide()
        program.close()
        program.window.deleteLater()


def _wait_for(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: program.is_idle, timeout=20_000)


@pytest.fixture
def program(start: Callable[[str], Program], place: str) -> Program:
    """The program on the small register."""
    return start(place)


@pytest.fixture
def register(program: Program) -> Register:
    """The register that the window works on."""
    assert program.context is not None
    return program.context.register
