"""Balasan rujukan from the search: the code of the slip opens the person and asks what came back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from core.services.day import open_day
from core.services.day.attending import come
from core.services.day.cards import save_answers
from core.services.day.referral_letters import referral_letter
from core.services.day.referring import referrals_of_day
from core.services.people import registration
from core.services.people.registration import PersonForm
from core.services.register import Register
from core.services.setup import list_posyandu
from core.words.people import Sex
from core.words.referrals import FollowUp
from tests.ui.hands import CTRL, DOWN, ENTER, ESC, Hands, words_on
from ui.dialogs.reply_sheet import ReplySheet
from ui.pages.warga.page import Warga
from ui.program import Program

TODAY = date(2026, 11, 25)
BOXES = {"weight_kg": "78", "height_cm": "165", "systolic_mmhg": 182, "diastolic_mmhg": 98}


@pytest.fixture
def day_id(register: Register) -> str:
    """A hari buka on which a man was sent on for his blood pressure."""
    (unit,) = list_posyandu(register)
    day = open_day.open_day(register, unit.id, TODAY).value
    form = PersonForm("Jaya Suparman", Sex.MALE, date(1986, 1, 15), posyandu_id=unit.id, confirmation_reason="uji")
    man = registration.register_person(register, form).value
    save_answers(register, come(register, day.id, man).value.id, "dewasa", BOXES)
    return day.id


@pytest.fixture
def code(register: Register, day_id: str) -> str:
    """The code on his letter."""
    return referral_letter(register, referrals_of_day(register, day_id)[0].id).code


@pytest.fixture
def hands(program: Program, qtbot: QtBot, code: str) -> Hands:
    """The window with the code typed in the search."""
    two = Hands(program, qtbot)
    two.press(Qt.Key.Key_K, CTRL)
    two.write(code.lower())
    return two


def status(register: Register, day_id: str) -> tuple[FollowUp, str]:
    (referral,) = referrals_of_day(register, day_id)
    return referral.status, referral.note


def test_the_code_opens_the_person_and_asks(hands: Hands, register: Register, day_id: str) -> None:
    hands.press(ENTER)
    sheet = hands.sheet(ReplySheet)
    assert sheet.title == "Balasan rujukan Jaya Suparman"
    assert "Jaya Suparman" in words_on(hands.page(Warga).panel)
    hands.press(ENTER)
    hands.press(ENTER)
    hands.press(ENTER)
    assert not hands.has_sheet()
    assert status(register, day_id)[0] is FollowUp.RECEIVED
    hands.press(Qt.Key.Key_Z, CTRL)
    assert status(register, day_id)[0] is FollowUp.OPEN


def test_the_line_of_the_referral_asks_too_when_the_slip_is_lost(
    program: Program, qtbot: QtBot, register: Register, day_id: str
) -> None:
    hands = Hands(program, qtbot)
    (referral,) = referrals_of_day(register, day_id)
    program.window.navigate("warga", person_id=referral.person_id)
    hands.rest()
    panel = hands.page(Warga).panel
    rows = panel.timeline.life.rows
    place = next(at for at, row in enumerate(rows) if row.row_id == referral.id)
    assert rows[place].detail == "Enter: catat kabarnya"
    panel.timeline.setFocus()
    panel.timeline.setCurrentIndex(panel.timeline.life.index(place))
    hands.press(ENTER)
    assert hands.sheet(ReplySheet).title == "Balasan rujukan Jaya Suparman"


def test_finished_needs_what_came_of_it(hands: Hands, register: Register, day_id: str) -> None:
    hands.press(ENTER)
    hands.write("2")
    assert hands.sheet(ReplySheet).chosen() is FollowUp.DONE
    for _ in range(3):
        hands.press(ENTER)
    assert "Tulis hasilnya" in words_on(hands.sheet(ReplySheet))
    assert hands.field == "Yang tertulis di balasan"
    hands.write("diberi obat")
    hands.press(ENTER)
    hands.press(ENTER)
    assert status(register, day_id) == (FollowUp.DONE, "diberi obat")


def test_who_did_not_come_is_chosen_by_arrows(hands: Hands, register: Register, day_id: str) -> None:
    hands.press(ENTER)
    for key in (DOWN, DOWN, ENTER, ENTER, ENTER):
        hands.press(key)
    assert status(register, day_id)[0] is FollowUp.NOT_COME


def test_a_slip_of_the_finger_is_told_and_a_name_is_still_a_name(hands: Hands, code: str) -> None:
    marks = "AB" if any(mark.isdigit() for mark in code[1:]) else "78"
    wrong = next(mark for mark in marks if mark != code[0]) + code[1:]
    hands.press(ESC)
    hands.write(wrong)
    assert "salah ketik" in found(hands)
    hands.press(ENTER)
    assert not hands.has_sheet()
    hands.press(ESC)
    hands.write("000000")
    assert "tidak ada di register ini" in found(hands)
    hands.press(ESC)
    hands.write("aisyah")
    hands.press(ENTER)
    assert not hands.has_sheet()
    assert "Aisyah Putri" in words_on(hands.page(Warga).panel)


def found(hands: Hands) -> str:
    """What the search shows."""
    (shown,) = [one for one in hands.program.window.findChildren(QListWidget) if one.property("role") == "found"]
    return "\n".join(shown.item(row).text() for row in range(shown.count()))
