"""A posyandu day with grown people, opened in the real window and driven by keys."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.services import setup
from core.services.day.attending import CheckUpView
from core.services.people import registration
from core.services.people.registration import PersonForm
from core.services.register import Register
from core.words.people import Sex
from tests.ui.hands import CTRL, ENTER, Hands
from ui.pages.day.page import HariBuka
from ui.program import Program

ADULTS: tuple[tuple[str, Sex, date], ...] = (
    ("Suparman", Sex.MALE, date(1980, 3, 3)),
    ("Sulastri", Sex.FEMALE, date(1985, 2, 2)),
    ("Mbah Karto", Sex.MALE, date(1950, 6, 6)),
)
F = {number: Qt.Key(Qt.Key.Key_F1.value + number - 1) for number in range(1, 7)}


class DayHands(Hands):
    """Two hands in Hari Buka."""

    def step(self, number: int) -> None:
        self.press(F[number + 1])

    def enter(self, *answers: str) -> None:
        for words in answers:
            self.write(words)
            self.press(ENTER)

    def save(self) -> None:
        self.press(ENTER, CTRL)

    def arrive(self, letters: str) -> None:
        """Somebody comes; what step 1 asks is left empty."""
        self.step(1)
        self.enter(letters)
        if self.field != "Siapa yang datang":
            self.save()

    @property
    def day(self) -> HariBuka:
        return self.page(HariBuka)

    @property
    def lines(self) -> tuple[CheckUpView, ...]:
        """Who came today."""
        board = self.day.steps.board
        assert board is not None
        return board.lines

    def line(self, name: str) -> CheckUpView:
        return next(one for one in self.lines if one.name == name)

    @property
    def called(self) -> str:
        """Whose card is open."""
        check_up = self.day.steps.card_room.pane.check_up
        return check_up.name if check_up else ""


@pytest.fixture
def hands(program: Program, register: Register, qtbot: QtBot) -> DayHands:
    """The window with today's day open, after three grown people were registered in the village."""
    unit = setup.list_posyandu(register)[0]
    for name, sex, born_on in ADULTS:
        form = PersonForm(name=name, sex=sex, born_on=born_on, dusun="Krajan", rt="02")
        registration.register_person(register, replace(form, posyandu_id=unit.id))
    made = DayHands(program, qtbot)
    made.go(2)
    made.press(ENTER)
    made.step(2)
    return made
