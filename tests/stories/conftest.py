"""The real window for the stories: started on a register of the test and ended tidily, with a small village."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
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
from core.services.views import VisitFacts
from core.store import vault
from core.store.keyring import PinCost
from core.words.people import Posture, Sex
from tests.stories.hands import Hands
from ui.program import Program, make_application

TODAY = date(2026, 11, 25)
Start = Callable[[Path], Hands]

# name, sex, born, mother, then for each earlier month (day 16) weight in g and length in mm
_CHILDREN: tuple[tuple[str, Sex, date, str, dict[int, tuple[int, int]]], ...] = (
    ("Aisyah Putri", Sex.FEMALE, date(2026, 3, 13), "Nurhayati", {9: (6_800, 650), 10: (7_200, 665)}),
    ("Fajar Ramadhan", Sex.MALE, date(2026, 11, 4), "Wulandari", {}),
    ("Galih Prakoso", Sex.MALE, date(2024, 2, 1), "Kartini", {9: (13_500, 912), 10: (13_800, 918)}),
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
def small_village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with three children and two months of weighing; only to be copied."""
    path = tmp_path_factory.mktemp("small") / "desa.db"
    register = open_register(str(path), who="Bu Sari", clock=Clock(TODAY))
    unit = setup.set_up(register, posyandu="Melati", village="Sukamaju").value
    for name, sex, born_on, mother, months in _CHILDREN:
        form = PersonForm(name=name, sex=sex, born_on=born_on, mother_name=mother, dusun="Krajan")
        person_id = registration.register_person(register, replace(form, posyandu_id=unit.id)).value
        for month, (weight_g, length_mm) in months.items():
            posture = Posture.LYING if born_on.year == TODAY.year else Posture.STANDING
            facts = VisitFacts(date(2026, month, 16), weight_g=weight_g, length_mm=length_mm, posture=posture)
            measuring.save_visit(register, person_id, facts)
    register.close()
    return path


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Start]:
    """Start the program on a register (made when missing) and wait until it can be worked with."""
    started: list[Hands] = []

    def begin(path: Path) -> Hands:
        hands = Hands(Program(str(path), today=TODAY), qtbot)
        started.append(hands)
        seen: list[bool] = []
        hands.program.opened.connect(lambda _is_open: seen.append(True))
        hands.program.locked.connect(lambda: seen.append(True))
        hands.program.begin()
        qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
        hands.rest()
        return hands

    yield begin
    for hands in started:
        hands.rest()
        hands.program.window.hide()
        hands.program.close()
        hands.program.window.deleteLater()


@pytest.fixture
def place(small_village: Path, tmp_path: Path) -> Path:
    """A copy of the small village for one test."""
    return Path(shutil.copy(small_village, tmp_path / "desa.db"))


@pytest.fixture
def hands(start: Start, place: Path) -> Hands:
    """The window on the small village."""
    return start(place)


@pytest.fixture
def register(hands: Hands) -> Register:
    """The register behind the window, to be asked only."""
    assert hands.program.context is not None
    return hands.program.context.register
