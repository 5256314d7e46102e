"""Pengaturan > Imunisasi: what differs from place to place is kept at once, and every choice can be taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.rules.immunization.schedule import Antigen
from core.services.immunization.immunization_settings import immunization_settings
from tests.ui.hands import CTRL, ENTER, Hands, words_on
from ui.pages.pengaturan.immunization import ImmunizationChoices
from ui.program import Program


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Hands:
    return Hands(program, qtbot)


@pytest.fixture
def choices(program: Program, hands: Hands) -> ImmunizationChoices:
    assert program.context is not None
    program.context.navigate("pengaturan")
    hands.rest()
    (found,) = program.window.findChildren(ImmunizationChoices)
    return found


def test_je_is_one_tick_with_its_way_back(register, choices, hands):
    choices.has_je.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert immunization_settings(register).has_je
    hands.press(Qt.Key.Key_Z, CTRL)
    assert not immunization_settings(register).has_je
    assert not choices.has_je.isChecked()


def test_since_when_a_vaccine_is_given_here(register, choices, hands):
    choices.since[Antigen.PCV].setFocus()
    hands.write("12-09-2022")
    hands.press(Qt.Key.Key_Tab)
    assert immunization_settings(register).introduced_on == {Antigen.PCV: date(2022, 9, 12)}
    assert hands.said() == "Tersimpan: PCV"


def test_an_impossible_day_of_hb0_is_said_at_its_field(register, choices, hands):
    choices.hb0.setFocus()
    choices.hb0.selectAll()
    hands.write("99")
    hands.press(ENTER)
    assert "antara 1 dan 30 hari" in words_on(choices)
    assert immunization_settings(register).hb0_last_day == 7


def test_what_counts_as_complete(register, choices, hands):
    choices.basic["IPV2"].setFocus()
    hands.press(Qt.Key.Key_Space)
    assert "IPV2" in immunization_settings(register).basic
