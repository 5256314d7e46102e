"""Hari Buka in the real window, by keyboard alone: calling, typing, doubts, and what cannot be."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from core.services.people import registration
from core.services.people.registration import PersonForm
from core.services.register import Register
from core.words.people import Sex
from tests.ui.pages.scale import TODAY, Keyboard, history_of, names_on, visit_today
from ui.pages.day.page import HariBuka


def test_a_day_is_opened_with_two_keys_and_shows_who_has_not_come(page: HariBuka) -> None:
    assert page.day is not None
    assert page.day.held_on == TODAY
    rows = [row.text for row in page.list.model.rows]
    assert rows == ["Belum datang  4", "Dusun Krajan", "Aisyah Putri", "Bima Saputra", "Citra Lestari", "Dodi Pratama"]


@pytest.mark.parametrize(("typed", "name"), [("ai", "Aisyah Putri"), ("wu", "Citra Lestari"), ("dod", "Dodi Pratama")])
def test_a_child_is_called_in_under_four_keys(keys: Keyboard, page: HariBuka, typed: str, name: str) -> None:
    keys.type(typed)
    keys.press(Qt.Key.Key_Return)
    assert page.entry.history is not None
    assert page.entry.history.child.name == name
    assert keys.field == "Berat badan"


def test_a_child_is_called_by_nik(keys: Keyboard, page: HariBuka) -> None:
    keys.enter("3201012001250002")
    assert page.entry.history is not None
    assert page.entry.history.child.name == "Bima Saputra"


def test_enter_walks_the_fields_saves_and_calls_the_next(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais")
    walked = []
    for number in ("7,4", "67.8", "", "14,2"):
        walked.append(keys.field)
        keys.enter(number)
    assert walked == ["Berat badan", "Panjang atau tinggi", "Lingkar kepala", "Lingkar lengan atas"]
    facts = visit_today(register, "Aisyah Putri")
    assert facts is not None
    assert (facts.weight_g, facts.length_mm, facts.head_mm, facts.muac_mm) == (7_400, 678, None, 142)
    assert facts.day_id == page.day.id if page.day else False
    assert "Aisyah Putri  " not in names_on(page)
    assert page.list.chosen_row() is not None
    keys.press(Qt.Key.Key_Return)
    assert page.entry.history is not None
    assert page.entry.history.child.name == "Bima Saputra"


def test_the_letter_and_the_point_follow_every_key(keys: Keyboard, page: HariBuka) -> None:
    keys.enter("ais")
    for typed, letter in (("7", "T"), (",", "T"), ("6", "N")):
        keys.type(typed)
        assert page.entry.verdict is not None
        assert page.entry.verdict.letter == letter
    page.side.chart.draw_now()
    assert "7,6" in page.side.chart.accessibleDescription()
    assert "naik 0,4 kg" in page.entry.form.sentences["weight_g"].text()


def test_a_number_without_its_comma_is_put_right_with_one_key(
    keys: Keyboard, page: HariBuka, register: Register
) -> None:
    keys.enter("ais", "72")
    assert keys.field == "Timbang ulang"
    keys.type("y")
    assert page.entry.form.measures["weight_g"].text() == "7,2"
    assert keys.field == "Panjang atau tinggi"
    keys.enter("67", "", "")
    facts = visit_today(register, "Aisyah Putri")
    assert facts is not None
    assert facts.weight_g == 7_200


def test_grams_typed_for_kilograms_are_put_right_and_cannot_be_kept(keys: Keyboard, page: HariBuka) -> None:
    keys.enter("citra", "5200")
    assert keys.field == "Timbang ulang"
    keys.press(Qt.Key.Key_Tab)
    assert "alasan" not in keys.field


def test_enter_never_says_yes_to_a_guess(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais", "72")
    for _ in range(4):
        keys.press(Qt.Key.Key_Return)
        assert page.entry.form.measures["weight_g"].text() == "72"
    assert visit_today(register, "Aisyah Putri") is None


def test_the_curve_is_of_the_childs_age_before_a_weight_is_typed(
    keys: Keyboard, page: HariBuka, register: Register
) -> None:
    form = PersonForm(name="Gita Lima", sex=Sex.FEMALE, born_on=date(2022, 9, 5), mother_name="Murni", dusun="Krajan")
    posyandu_id = page.day.posyandu_id if page.day else None
    registration.register_person(register, replace(form, posyandu_id=posyandu_id))
    keys.enter("gita")
    page.side.chart.draw_now()
    assert "24–60 bulan" in page.side.chart.accessibleName()


@pytest.mark.parametrize("letter", "cjqwz")
def test_a_letter_with_alt_is_never_typed_into_a_number(keys: Keyboard, page: HariBuka, letter: str) -> None:
    keys.enter("ais")
    keys.type("7,4")
    keys.press(Qt.Key[f"Key_{letter.upper()}"], Qt.KeyboardModifier.AltModifier)
    assert (keys.field, page.entry.form.measures["weight_g"].text()) == ("Berat badan", "7,4")
    assert page.list.field.text() == ""


def test_measuring_again_goes_back_to_the_field(keys: Keyboard, page: HariBuka) -> None:
    keys.enter("ais", "72")
    assert keys.field == "Timbang ulang"
    keys.press(Qt.Key.Key_Return)
    assert keys.field == "Berat badan"
    keys.type("7,3")
    assert page.entry.form.measures["weight_g"].text() == "7,3"


def test_an_odd_weight_is_kept_with_a_reason(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais", "9,9")
    assert keys.field == "Timbang ulang"
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Return)
    assert keys.field == "Alasan angka ini benar"
    keys.enter("ditimbang dua kali")
    keys.enter("68", "", "")
    facts = visit_today(register, "Aisyah Putri")
    assert facts is not None
    assert (facts.weight_g, facts.confirmation_reason) == (9_900, "ditimbang dua kali")


def test_what_cannot_be_read_stays_and_is_asked_for(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais", "7,,4")
    assert keys.field == "Berat badan"
    assert page.entry.form.measures["weight_g"].text() == "7,,4"
    assert "Belum terbaca" in page.entry.form.sentences["weight_g"].text()
    assert visit_today(register, "Aisyah Putri") is None


def test_nothing_measured_is_not_saved(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais", "", "", "", "")
    assert keys.field == "Berat badan"
    assert "Belum ada yang diukur" in page.entry.form.sentences["weight_g"].text()
    assert visit_today(register, "Aisyah Putri") is None


@pytest.mark.parametrize(
    ("typed", "why"), [("1-1-2026", "sebelum lahir"), ("1-1-2027", "belum tiba"), ("31-2", "belum terbaca")]
)
def test_a_date_that_cannot_be_is_explained_beside_its_field(
    keys: Keyboard, page: HariBuka, register: Register, typed: str, why: str
) -> None:
    keys.enter("ais")
    keys.type("7,4")
    page.entry.form.measured_on.setFocus()
    page.entry.form.measured_on.selectAll()
    keys.type(typed)
    page.entry.save()
    assert why in page.entry.form.sentences["measured_on"].text()
    assert keys.field == "Tanggal ditimbang"
    assert page.entry.form.measures["weight_g"].text() == "7,4"
    assert len(history_of(register, "Aisyah Putri").visits) == 2


def test_a_late_entry_gets_its_true_date(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais")
    keys.type("7,4")
    page.entry.form.measured_on.setFocus()
    page.entry.form.measured_on.selectAll()
    keys.type("20-11-2026")
    assert "bukan hari buka ini" in page.entry.form.sentences["measured_on"].text()
    page.entry.save()
    visit = history_of(register, "Aisyah Putri").visits[-1]
    assert (visit.facts.measured_on, visit.facts.weight_g) == (date(2026, 11, 20), 7_400)
