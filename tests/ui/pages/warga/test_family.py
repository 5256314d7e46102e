"""The page of a family: everybody now, everybody then, who was here before, and dates that cannot be."""

from datetime import date
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from core.services.deeds.undoing import last_deeds, undo
from core.services.life_events.died import DiedForm
from core.services.life_events.households import Home
from core.services.life_events.moved_in import MovedInForm, Newcomer
from core.services.life_events.moved_within import MovedWithinForm
from core.services.life_events.table import record_event
from core.services.people.life_story import family_page
from core.services.register import Register
from core.services.trust.access_log import log_of
from core.words.people import FamilyRole, Sex
from tests.ui.hands import ENTER, ESC, Hands, press_button, words_on
from ui.pages.warga.family import FamilyPanel
from ui.pages.warga.page import Warga
from ui.program import Program

PEOPLE = (
    Newcomer("Joko Susilo", Sex.MALE, date(1970, 4, 1), FamilyRole.HEAD),
    Newcomer("Siti Aminah", Sex.FEMALE, date(1972, 8, 9), FamilyRole.WIFE),
)


@pytest.fixture
def family_id(register: Register) -> str:
    home = Home("Jl. Melati 3", "Krajan", "01", "02")
    family = record_event(register, MovedInForm(PEOPLE, date(2024, 11, 1), "3201010101240001", home)).value
    record_event(register, MovedWithinForm(family, Home("Jl. Mawar 1", "Mekar", "01", "05"), date(2025, 5, 1)))
    joko = family_page(register, family).members[0].person.id
    record_event(register, DiedForm(joko, date(2026, 6, 1)))
    return family


@pytest.fixture
def hands(program: Program, family_id: str, qtbot: QtBot) -> Hands:
    program.window.navigate("warga", family_id=family_id)
    return Hands(program, qtbot)


def _panel(hands: Hands) -> FamilyPanel:
    return hands.page(Warga).family


def test_now_and_before(hands: Hands) -> None:
    words = words_on(_panel(hands))
    assert "Keluarga Siti Aminah" in words
    assert "Di rumah ini sekarang" in words
    assert "belum ber-NIK" in words
    assert "sampai 1 Juni 2026 · meninggal" in words
    assert "Jl. Melati 3, Dusun Krajan, RT 02, RW 01, sampai 30 April 2025" in words


def test_a_look_at_the_family_is_one_line_in_the_log(hands: Hands, register: Register, family_id: str) -> None:
    hands.rest()
    _panel(hands).again()
    hands.rest()
    siti = family_page(register, family_id).members[0].person
    assert [(line.person, line.text) for line in log_of(register)] == [(siti.name, "Halaman keluarga (1 orang)")]
    hands.program.window.navigate("warga", person_id=siti.id)
    hands.rest()
    assert [line.text for line in log_of(register)] == ["Halaman orang", "Halaman keluarga (1 orang)"]


def test_the_house_on_a_day_of_the_past(hands: Hands) -> None:
    panel = _panel(hands)
    panel.day.setFocus()
    hands.write("31-12-2024")
    hands.press(ENTER)
    words = words_on(panel)
    assert "Di rumah ini 31 Desember 2024" in words
    assert "Keluarga Joko Susilo" in words
    assert "Jl. Melati 3" in words
    assert "Rumah sebelumnya" not in words


@pytest.mark.parametrize(("typed", "sentence"), [("31-02-2025", "belum terbaca"), ("01-01-2027", "belum tiba")])
def test_a_day_that_cannot_be_is_said_and_the_keyboard_stays(hands: Hands, typed: str, sentence: str) -> None:
    panel = _panel(hands)
    panel.day.setFocus()
    hands.write(typed)
    hands.press(ENTER)
    assert sentence in words_on(panel)
    assert hands.field == "Siapa di rumah ini pada tanggal"
    assert "Di rumah ini sekarang" in words_on(panel)


def test_a_name_leads_to_its_page_and_esc_to_the_list(hands: Hands) -> None:
    page = hands.page(Warga)
    press_button(hands, page.family, "Joko Susilo")
    assert "Meninggal 1 Juni 2026" in words_on(page.panel)
    hands.press(ESC)
    assert hands.field == "Cari warga"


def test_a_family_whose_coming_is_taken_back_leaves_the_page_quietly(hands: Hands, register: Register) -> None:
    assert hands.program.context is not None
    for deed in last_deeds(register, 3):
        hands.program.context.write("Membatalkan", partial(undo, register, deed.id))
    hands.rest()
    assert not _panel(hands).family_id
    assert hands.program.window.complaint.isHidden()
