"""R-TBC: worked examples of all ages, both borders, and what a toddler's card asks."""

import pytest

from core.rules.choices import Choices
from core.rules.forms.fields import Kind
from tests.core.rules.filled import FORM_OF, born, colour, fill, result

NO = {"tbc_cough": False, "tbc_fever": False, "tbc_weight": False, "tbc_contact": False}


def said(*yes):
    return NO | {f"tbc_{key}": True for key in yes}


@pytest.mark.parametrize(
    ("form", "yes", "known", "wanted", "refers", "counts"),
    [
        ("dewasa", ["cough"], {}, "TERDUGA", False, (1, 1)),
        ("dewasa", ["cough", "fever"], {}, "TERDUGA", True, (2, 2)),
        ("dewasa", ["cough", "contact"], {}, "TERDUGA", True, (1, 2)),
        ("tbc", ["weight"], {"birth_date": born(4)}, "TERDUGA", True, (1, 1)),
        ("remaja", ["contact"], {"birth_date": born(16)}, "KONTAK_ERAT", True, (0, 1)),
        ("bumil", ["contact", "cough"], {}, "TERDUGA", True, (1, 2)),
        ("bumil", ["cough"], {}, "TERDUGA", True, (1, 1)),
        ("dewasa", [], {}, "BUKAN_TERDUGA", False, (0, 0)),
        ("dewasa", ["contact"], {}, "KONTAK_ERAT", False, (0, 1)),
        ("lansia", ["fever"], {}, "TERDUGA", False, (1, 1)),
    ],
)
def test_r_tbc(form, yes, known, wanted, refers, counts):
    found = fill(form, said(*yes), **known)
    assert (result(found, "tbc_result"), found.refer) == (wanted, refers)
    assert (found.scores["tbc_symptom_count"], found.scores["tbc_card_count"]) == counts


@pytest.mark.parametrize("group", ["dm", "hiv", "pregnant", "tbc_household_contact"])
def test_r_tbc_one_symptom_refers_who_is_at_risk(group):
    assert fill("tbc", said("cough") | {group: True}, birth_date=born(40)).refer
    assert not fill("tbc", said("cough"), birth_date=born(40)).refer


def test_r_tbc_diabetes_in_the_own_history_of_an_adult_counts():
    assert fill("dewasa", said("cough") | {"own_history": ["DM"]}).refer


def test_r_tbc_a_pregnancy_that_the_register_knows_counts_unless_somebody_says_no():
    known = {"birth_date": born(30), "sex": "P", "hpht": "2026-07-01"}
    assert fill("tbc", said("cough"), **known).refer
    assert not fill("tbc", said("cough") | {"pregnant": False}, **known).refer


def test_conflict_4_one_yes_refers():
    assert not fill("dewasa", said("cough")).refer
    assert fill("dewasa", said("cough"), choices=Choices(tbc_threshold="1")).refer


def test_conflict_4_a_child_with_one_symptom():
    answers = said("cough") | {"tbc_lethargy": False}
    assert fill("balita", answers).refer
    assert not fill("balita", answers, choices=Choices(tbc_child="kartu")).refer


def test_r_tbc_the_same_illness_asked_twice_is_one_symptom():
    found = fill("tbc", said("cough") | {"tbc_cough_any": True}, birth_date=born(40))
    assert found.scores["tbc_symptom_count"] == 1
    assert not found.refer


@pytest.mark.parametrize("sign", ["tbc_neck_lump", "tbc_seizure", "tbc_paralysis"])
def test_r_tbc_signs_outside_the_lung_refer(sign):
    assert fill("tbc", NO | {sign: True}).refer


def test_r_tbc_incomplete_is_silent_until_something_is_yes():
    assert result(fill("dewasa", {"tbc_cough": False}), "tbc_result") is None
    assert result(fill("dewasa", {"tbc_cough": True}), "tbc_result") == "TERDUGA"
    assert "tbc_symptom_count" not in fill("dewasa", {"tbc_cough": True}).scores


def test_tb_01_tb_02_tb_04_and_tb_06_on_a_toddlers_card():
    cards = Choices(tbc_child="kartu")
    rest = {"tbc_lethargy": False}
    assert fill("balita", said("cough", "contact") | rest, choices=cards).refer
    only_cough = fill("balita", said("cough") | rest, choices=cards)
    assert (only_cough.refer, colour(only_cough, "tbc_result")) == (False, "kuning")
    assert result(fill("balita", NO | rest), "tbc_result") == "BUKAN_TERDUGA"
    contact = fill("balita", said("contact") | rest)
    assert (result(contact, "tbc_result"), contact.refer) == ("KONTAK_ERAT", False)


def test_tb_05_ten_days_of_fever_are_not_asked_for():
    fever = next(field for field in FORM_OF["balita"].fields if field.key == "tbc_fever")
    assert "2 minggu" in fever.label
    assert "10 hari belum dihitung" in fever.help


def test_r_tbc_tb_03_two_t_stands_for_weight_not_gained():
    answers = {"weight_kg": 8.0, "tbc_cough": False, "tbc_fever": True, "tbc_contact": False, "tbc_lethargy": False}
    known = {"prev_weight_kg": 8.0, "prev_visit_date": "2026-10-20", "prev_letter": "T"}
    found = fill("balita", answers, sex="L", birth_date=born(0, 10), choices=Choices(tbc_child="kartu"), **known)
    assert found.refer
    assert "Terduga TBC" in found.reasons


def test_trap_r_tbc_a_toddler_is_asked_about_contact_and_lethargy():
    found = fill("balita", NO)
    assert "tbc_lethargy" in found.missing
    assert result(fill("balita", NO | {"tbc_lethargy": True}), "tbc_result") == "TERDUGA"


@pytest.mark.parametrize(
    ("picture", "wanted"), [("CURIGA", "TERDUGA"), ("NORMAL", "BUKAN_TERDUGA"), ("BELUM", "BUKAN_TERDUGA")]
)
def test_r_tbc_a_chest_xray_that_points_to_tbc_refers_without_any_symptom(picture, wanted):
    asked = {
        field.key: False
        for field in FORM_OF["tbc"].fields
        if field.key.startswith("tbc_") and field.kind is Kind.YES_NO
    }
    found = fill("tbc", asked | {"chest_xray": picture})
    assert (result(found, "tbc_result"), "tbc_symptom_count" in found.scores) == (wanted, True)
    assert (colour(found, "tbc_result") == "merah") is (wanted == "TERDUGA")
