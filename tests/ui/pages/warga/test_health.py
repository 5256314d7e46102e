"""From the page of one person to her doses and her development, and back with the keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.services.day.attending import come
from core.services.day.cards import save_answers
from core.services.day.open_day import open_day
from core.services.people.registration import PersonForm, register_person
from core.services.setup import list_posyandu
from core.words.people import Sex
from tests.ui.hands import ALT, ENTER, ESC, Hands, words_on
from ui.dialogs.development_sheet import DevelopmentSheet
from ui.pages.warga.page import Warga


@pytest.fixture
def hands(program, qtbot: QtBot) -> Hands:
    return Hands(program, qtbot)


def show(program, hands, person_id):
    program.context.navigate("warga", person_id=person_id)
    hands.rest()


def test_a_dose_given_from_the_page_stands_in_the_life_and_the_keyboard_comes_back(program, register, hands):
    bima = register_person(register, PersonForm("Bima Jaya", Sex.MALE, date(2026, 7, 20), dusun="Krajan")).value
    show(program, hands, bima)
    hands.press(Qt.Key.Key_I, ALT)
    hands.press(ENTER)
    hands.write("A12")
    hands.press(ENTER)
    hands.write("Bidan Rina")
    hands.press(ENTER)
    hands.press(ESC)
    assert hands.field == "Tumbuh kembang"
    assert "Imunisasi BCG (Bidan Rina)" in words_on(hands.page(Warga))


def test_development_is_asked_of_small_children_only(program, register, hands):
    small = register_person(register, PersonForm("Aisyah", Sex.FEMALE, date(2026, 2, 20), dusun="Krajan")).value
    show(program, hands, small)
    hands.press(Qt.Key.Key_K, ALT)
    assert hands.sheet(DevelopmentSheet).card.name == "Aisyah"
    hands.press(ESC)
    old = register_person(register, PersonForm("Pak Jaya", Sex.MALE, date(1960, 1, 1), dusun="Krajan")).value
    show(program, hands, old)
    words = words_on(hands.page(Warga)).splitlines()
    assert not {"Imunisasi", "Perkembangan"} & {word.strip() for word in words}


def test_an_elder_who_was_weighed_is_offered_no_growth(program, register, hands):
    unit = list_posyandu(register)[0].id
    form = PersonForm("Mbah Karto", Sex.MALE, date(1955, 7, 1), dusun="Krajan", posyandu_id=unit)
    karto = register_person(register, form).value
    day = open_day(register, unit, register.today).value
    one = come(register, day.id, karto).value
    save_answers(register, one.id, "lansia", {"weight_kg": "70", "height_cm": "160"})
    show(program, hands, karto)
    words = {word.strip() for word in words_on(hands.page(Warga)).splitlines()}
    assert "Ubah data" in words
    assert not {"Tumbuh kembang", "Timbang"} & words
