"""Cetak … of a person: each paper by its number, shown from memory, and back to the person."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.services.day import open_day
from core.services.day.attending import come
from core.services.day.cards import save_answers
from core.services.people import registration
from core.services.people.registration import PersonForm
from core.services.register import Register
from core.services.setup import list_posyandu
from core.services.trust.access_log import log_of
from core.words.people import Sex
from tests.ui.hands import ENTER, ESC, Hands, press_button, words_on
from ui.dialogs.person_papers_sheet import PersonPapersSheet
from ui.pages.laporan.page import Laporan
from ui.pages.warga.page import Warga
from ui.program import Program

TODAY = date(2026, 11, 25)
BOXES = {"weight_kg": "78", "height_cm": "165", "systolic_mmhg": 182, "diastolic_mmhg": 98}


@pytest.fixture
def hands(program: Program, register: Register, qtbot: QtBot) -> Hands:
    """The window, and a man who was sent on today."""
    (unit,) = list_posyandu(register)
    day = open_day.open_day(register, unit.id, TODAY).value
    form = PersonForm("Jaya Suparman", Sex.MALE, date(1986, 1, 15), posyandu_id=unit.id, confirmation_reason="uji")
    man = registration.register_person(register, form).value
    save_answers(register, come(register, day.id, man).value.id, "dewasa", BOXES)
    return Hands(program, qtbot)


def open_papers(hands: Hands, name: str) -> str:
    """Find somebody and open Cetak …; gives what can be read there."""
    hands.go(3)
    hands.write(name)
    hands.press(ENTER)
    press_button(hands, hands.page(Warga).panel, "Cetak …")
    return words_on(hands.sheet(PersonPapersSheet))


def test_a_child_has_a_kms_and_it_opens_with_that_child(hands: Hands) -> None:
    words = open_papers(hands, "aisyah")
    assert "1   Kartu Menuju Sehat (KMS)" in words
    assert "Surat rujukan" not in words
    hands.press(Qt.Key.Key_1)
    assert hands.page(Laporan).kms.child_name() == "Aisyah Putri"


def test_who_was_sent_on_has_a_letter_and_back_is_the_person(hands: Hands, register: Register) -> None:
    words = open_papers(hands, "jaya")
    assert "Kartu Menuju Sehat" not in words
    assert "2   Surat rujukan" in words
    hands.press(Qt.Key.Key_2)
    page = hands.page(Laporan)
    assert page.preview.pdf is not None
    assert page.preview.pdf.startswith(b"%PDF")
    assert "Surat rujukan · Jaya Suparman" in words_on(page.preview)
    assert any("Surat rujukan" in line.text for line in log_of(register))
    hands.press(ESC)
    assert "Jaya Suparman" in words_on(hands.page(Warga).panel)


@pytest.mark.parametrize(("key", "title"), [("1", "Kartu bantu pemeriksaan"), ("3", "Catatan tentang saya")])
def test_each_number_makes_its_paper(hands: Hands, key: str, title: str) -> None:
    open_papers(hands, "jaya")
    hands.write(key)
    page = hands.page(Laporan)
    assert f"{title} · Jaya Suparman" in words_on(page.preview)
    assert page.preview.pages >= 1


def test_arrows_walk_and_enter_prints(hands: Hands) -> None:
    open_papers(hands, "jaya")
    hands.press(Qt.Key.Key_Down)
    assert hands.field == "2   Surat rujukan"
    hands.press(ENTER)
    assert "Surat rujukan" in words_on(hands.page(Laporan).preview)
