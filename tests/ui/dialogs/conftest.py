"""A married couple in the small village of the window tests, and the sheets opened over the real window."""

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.people.registration import PersonForm, register_person
from core.services.register import Register
from core.words.people import FamilyRole, Sex
from tests.ui.hands import Hands
from ui.context import AppContext
from ui.program import Program
from ui.widgets.sheet import SheetContent

KK = "3201010101010001"


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Hands:
    """The keyboard of the opened window."""
    return Hands(program, qtbot)


@pytest.fixture
def show(program: Program, hands: Hands) -> Callable[[Callable[[AppContext], SheetContent]], None]:
    """Open the sheet that is made from the context."""

    def over(make: Callable[[AppContext], SheetContent]) -> None:
        assert program.context is not None
        program.window.open_sheet(make(program.context))
        hands.rest()

    return over


@pytest.fixture
def siti(register: Register) -> str:
    """Siti, wife of Ahmad who heads the family."""
    head = PersonForm("Ahmad Fauzi", Sex.MALE, date(1994, 2, 2), kk_number=KK, role=FamilyRole.HEAD)
    register_person(register, head)
    wife = PersonForm("Siti Aminah", Sex.FEMALE, date(1998, 4, 4), kk_number=KK, role=FamilyRole.WIFE)
    return register_person(register, wife).value


@pytest.fixture
def pregnant(register: Register, siti: str) -> str:
    """Siti, due on 17 November 2026."""
    open_pregnancy(register, siti, PregnancyForm(hpht_on=date(2026, 2, 10), opened_on=date(2026, 6, 1)))
    return siti
