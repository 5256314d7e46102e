"""Perubahan terakhir: the last deeds, each taken back by one key."""

from pytestqt.qtbot import QtBot

from core.services.people.registration import list_people
from core.services.register import Register
from tests.ui.hands import ENTER, Hands, press_button, words_on
from ui.dialogs.deeds_sheet import DeedsSheet
from ui.pages.warga.page import Warga
from ui.program import Program


def test_the_last_deed_is_taken_back_and_can_come_again(program: Program, register: Register, qtbot: QtBot) -> None:
    hands = Hands(program, qtbot)
    hands.go(3)
    press_button(hands, hands.page(Warga), "Perubahan terakhir")
    sheet = hands.sheet(DeedsSheet)
    assert hands.field.startswith("Batalkan")
    hands.press(ENTER)
    assert "Dibatalkan: " in hands.said()
    assert "Ini sudah dibatalkan." in words_on(sheet)
    assert "Membatalkan: " in words_on(sheet)
    hands.press(ENTER)
    assert "Mengulangi: " in words_on(sheet)
    assert list_people(register).total == 4


def test_what_was_built_upon_names_what_to_take_back_first(program: Program, qtbot: QtBot) -> None:
    assert program.context is not None
    sheet = DeedsSheet(program.context)
    qtbot.addWidget(sheet)
    sheet.show()
    assert "Batalkan itu dulu" in words_on(sheet)
