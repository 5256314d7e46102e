"""A day that the bidan locked is told where the kader looks: in the list of days and on Beranda."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.services.day.closing import ready_days
from core.services.day.open_day import list_days, open_day
from core.services.register import Register
from core.services.setup import list_posyandu
from core.services.views import DayView
from core.store.visits import PosyanduDay
from tests.ui.hands import Hands, words_on
from ui.pages.beranda.page import Beranda
from ui.pages.day.page import HariBuka
from ui.program import Program
from ui.ready_words import READY, ready_sentence


@pytest.fixture
def days(register: Register) -> tuple[DayView, ...]:
    """Three days, newest first; the two older ones are locked."""
    unit = list_posyandu(register)[0].id
    for month in (9, 10, 11):
        open_day(register, unit, date(2026, month, 5))
    known = list_days(register)
    with register.database.scratch() as session:
        for one in known[1:]:
            session.get_one(PosyanduDay, one.id).locked_at = f"{one.held_on}T12:30:00"
    return known


def test_the_list_of_days_says_which_are_ready(
    days: tuple[DayView, ...], program: Program, register: Register, qtbot: QtBot
) -> None:
    hands = Hands(program, qtbot)
    hands.go(2)
    lines = [
        line for line in words_on(hands.page(HariBuka).chooser).splitlines() if "Posyandu " in line and "2026" in line
    ]
    assert [READY in line for line in lines] == [False, True, True]
    assert list(ready_days(register)) == list(days[1:])


def test_beranda_names_the_newest_ready_day(days: tuple[DayView, ...], program: Program) -> None:
    page = program.window.page
    assert isinstance(page, Beranda)
    page.show_with()
    assert f"{READY}: 5 Oktober 2026, Posyandu {days[0].posyandu}, dan 1 hari lain" in words_on(page)


def test_without_a_ready_day_nothing_is_said(program: Program) -> None:
    page = program.window.page
    assert isinstance(page, Beranda)
    assert READY not in words_on(page)
    assert ready_sentence(()) == ""
