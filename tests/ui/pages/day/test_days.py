"""Which day is open: one to come, one opened by accident, and a child who was called before any day was open."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.services import setup
from core.services.day import open_day
from core.services.growth import measuring
from core.services.people import registration
from core.services.register import Register
from tests.ui.hands import ALT, CTRL, DOWN, ENTER, Hands, press_button, words_on
from ui.pages.day.page import HariBuka
from ui.pages.weighing.rows import GUESSES
from ui.program import Program

REMOVE = "Hapus hari kosong ini"
STEP_2 = Qt.Key.Key_F3


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Hands:
    """Before any day is open."""
    keyboard = Hands(program, qtbot)
    keyboard.go(2)
    return keyboard


def _child(register: Register, name: str = "Aisyah Putri") -> str:
    return next(one.id for one in registration.list_people(register, limit=99).lines if one.name == name)


def _open(page: HariBuka) -> date | None:
    """The date of the day that is open."""
    return page.day.held_on if page.day else None


def _called(page: HariBuka) -> str:
    return page.entry.history.child.name if page.entry.history else ""


def test_a_day_to_come_is_asked_about_and_nobody_is_weighed_on_it_yet(hands: Hands, register: Register) -> None:
    page = hands.page(HariBuka)
    hands.write("12-12-2026")
    hands.press(ENTER)
    assert _open(page) is None
    assert "Tanggal itu belum tiba." in words_on(page.chooser)
    assert hands.field == "Ya, untuk persiapan"
    hands.press(ENTER)
    assert _open(page) == date(2026, 12, 12)
    hands.press(STEP_2)
    for letters in ("ais", "7,4", "67", "", ""):
        hands.write(letters)
        hands.press(ENTER)
    assert "belum tiba" in words_on(page.entry)
    assert len(measuring.growth_history(register, _child(register)).visits) == 2


def test_another_date_takes_the_question_back(hands: Hands) -> None:
    page = hands.page(HariBuka)
    hands.write("12-12-2026")
    hands.press(ENTER)
    press_button(hands, page.chooser, "Ganti tanggalnya")
    assert hands.field == "Tanggal"
    hands.write("24")
    hands.press(ENTER)
    assert _open(page) == date(2026, 11, 24)


def test_an_empty_day_is_removed_and_brought_back(hands: Hands, register: Register) -> None:
    hands.press(ENTER)
    hands.press(STEP_2)
    page = hands.page(HariBuka)
    press_button(hands, page, REMOVE)
    assert _open(page) is None
    assert open_day.list_days(register) == ()
    assert "dihapus" in hands.said()
    hands.press(Qt.Key.Key_Z, CTRL)
    assert _open(page) == date(2026, 11, 25)
    assert [day.held_on for day in open_day.list_days(register)] == [date(2026, 11, 25)]


def test_a_day_with_a_visit_does_not_offer_to_be_removed(hands: Hands) -> None:
    hands.press(ENTER)
    hands.press(STEP_2)
    page = hands.page(HariBuka)
    for letters in ("ais", "7,4", "67", "", ""):
        hands.write(letters)
        hands.press(ENTER)
    page.go_back()
    assert REMOVE not in words_on(page)


def test_a_child_called_before_a_day_is_open_is_called_once_it_is(hands: Hands, register: Register) -> None:
    page, wanted = hands.page(HariBuka), _child(register, "Citra Lestari")
    hands.program.window.navigate("hari_buka", person_id=wanted)
    hands.press(ENTER)
    assert _called(page) == "Citra Lestari"
    assert hands.field == "Berat badan"


def test_a_misspelt_name_is_opened_only_when_it_is_chosen(hands: Hands) -> None:
    hands.press(ENTER)
    hands.press(STEP_2)
    page = hands.page(HariBuka)
    hands.write("dpdi")
    assert [row.text for row in page.list.model.rows][:2] == [GUESSES, "Dodi Pratama"]
    assert page.list.model.rows[1].note == "ibu Kartini"
    assert page.list.view.verticalScrollBar().value() == 0
    hands.press(ENTER)
    assert _called(page) == ""
    assert not hands.has_sheet()
    hands.press(DOWN)
    hands.press(ENTER)
    assert _called(page) == "Dodi Pratama"


def test_today_and_the_days_before_stand_above_what_is_planned(hands: Hands, register: Register) -> None:
    unit = setup.list_posyandu(register)[0].id
    for on in (date(2026, 10, 20), date(2026, 11, 25), date(2027, 1, 13), date(2027, 12, 8)):
        open_day.open_day(register, unit, on)
    hands.press(Qt.Key.Key_F2)
    said = words_on(hands.page(HariBuka).chooser)
    days = ("25 November 2026", "20 Oktober 2026", "13 Januari 2027", "8 Desember 2027")
    assert sorted(days, key=said.index) == list(days)


def test_days_that_are_planned_in_the_preparation_stand_in_the_list_at_once(hands: Hands) -> None:
    page = hands.page(HariBuka)
    assert "Belum ada hari buka" in words_on(page.chooser)
    hands.press(Qt.Key.Key_K, ALT)
    hands.write("12-12-2026")
    hands.press(ENTER)
    hands.press(Qt.Key.Key_Escape)
    assert "12 Desember 2026" in words_on(page.chooser)
