"""Perkembangan by keyboard in the real window: the checklist by Y and T, the score of the KPSP, and what is kept."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from core.services.immunization.development import development_card
from core.services.immunization.development_rows import KpspAnswers
from core.services.people.registration import PersonForm, register_person
from core.words.people import Sex
from tests.ui.hands import CTRL, ENTER, press_button, words_on
from ui.dialogs.development_sheet import DevelopmentSheet


@pytest.fixture
def aisyah(register):
    """Nine months old."""
    return register_person(register, PersonForm("Aisyah", Sex.FEMALE, date(2026, 2, 20), dusun="Krajan")).value


def test_eleven_yes_and_a_score_of_eight_by_keyboard(register, aisyah, hands, show):
    show(lambda context: DevelopmentSheet(context, aisyah))
    sheet = hands.sheet(DevelopmentSheet)
    assert hands.field == "duduk sendiri"
    for _line in range(11):
        hands.write("y")
    assert "Lengkap" in words_on(sheet)
    assert hands.field == "Jawaban ya"
    hands.write("8")
    assert "Meragukan" in words_on(sheet)
    hands.press(ENTER)
    hands.write("2")
    hands.press(ENTER)
    hands.press(ENTER)
    assert not hands.has_sheet()
    card = development_card(register, aisyah)
    assert card.kpsp == KpspAnswers(9, 8, ("Gerak halus",))
    assert len(card.answers) == 11
    assert all(card.answers.values())
    hands.press(Qt.Key.Key_Z, CTRL)
    assert development_card(register, aisyah).history == ()


def test_one_not_yet_says_at_once_to_send_the_child_on(aisyah, hands, show):
    show(lambda context: DevelopmentSheet(context, aisyah))
    hands.write("t")
    words = words_on(hands.sheet(DevelopmentSheet))
    assert "Belum bisa: duduk sendiri. Rujuk" in words


def test_a_score_without_its_part_is_asked_for(register, aisyah, hands, show):
    show(lambda context: DevelopmentSheet(context, aisyah))
    sheet = hands.sheet(DevelopmentSheet)
    assert sheet.kpsp is not None
    sheet.kpsp.yes.setFocus()
    hands.write("6")
    press_button(hands, sheet, "Simpan   (Enter)")
    assert "Pilih bagian yang jawabannya tidak." in words_on(sheet)
    assert development_card(register, aisyah).kpsp is None


def test_what_was_saved_today_stands_there_again(register, aisyah, hands, show):
    show(lambda context: DevelopmentSheet(context, aisyah))
    hands.write("y")
    press_button(hands, hands.sheet(DevelopmentSheet), "Simpan   (Enter)")
    show(lambda context: DevelopmentSheet(context, aisyah))
    assert hands.field == "belajar berdiri"
    assert "Ceklis 9 bulan" in words_on(hands.sheet(DevelopmentSheet))


def test_a_newborn_is_asked_nothing(register, hands, show):
    new = register_person(register, PersonForm("Bayu", Sex.MALE, date(2026, 10, 20), dusun="Krajan")).value
    show(lambda context: DevelopmentSheet(context, new))
    assert "Mulai umur 3 bulan." in words_on(hands.sheet(DevelopmentSheet))
