"""R-IMT, R-LP, R-KEK, R-VAL of a height that changed: worked examples and the other readings."""

from decimal import Decimal

import pytest

from core.rules.choices import Choices
from tests.core.rules.filled import born, colour, fill, result, verdict


@pytest.mark.parametrize(
    ("weight", "height", "bmi", "wanted"),
    [
        (45, 150, "20.0", "N"),
        (41, 156, "16.8", "SK"),
        (62.5, 158, "25.0", "N"),
        (63, 155, "26.2", "G"),
        (66, 155, "27.5", "O"),
        (44, 155, "18.3", "K"),
    ],
)
def test_r_imt(weight, height, bmi, wanted):
    found = fill("dewasa", {"weight_kg": weight, "height_cm": height})
    assert (found.scores["bmi"], result(found, "bmi_class")) == (Decimal(bmi), wanted)


def test_r_imt_without_height_says_what_is_lacking():
    found = fill("dewasa", {"weight_kg": 60})
    assert "bmi" not in found.scores
    assert result(found, "bmi_class") is None
    assert verdict(found, "bmi").why == "TB belum diukur."
    assert "height_cm" in found.missing


@pytest.mark.parametrize(
    ("bmi", "sex", "card", "asia", "tbc"),
    [
        ((55, 155), "P", "N", "N", "N"),
        ((57, 155), "P", "N", "G", "G"),
        ((57, 155), "L", "N", "G", "N"),
        ((62, 155), "P", "G", "O", "G"),
        ((42, 155), "L", "K", "K", "K"),
        ((42, 155), "P", "K", "K", "N"),
    ],
)
def test_conflict_7_classes_of_bmi(bmi, sex, card, asia, tbc):
    answers = {"weight_kg": bmi[0], "height_cm": bmi[1]}
    for code, wanted in (("kartu", card), ("asia", asia), ("tbc", tbc)):
        found = fill("dewasa", answers, sex=sex, choices=Choices(adult_bmi=code))
        assert result(found, "bmi_class") == wanted, code


@pytest.mark.parametrize(
    ("sex", "waist", "wanted"),
    [
        ("L", 90, "N"),
        ("L", 90.5, "OBESITAS"),
        ("P", 80, "N"),
        ("P", 81, "OBESITAS"),
        (None, 85, None),
        (None, 95, "OBESITAS"),
    ],
)
def test_r_lp(sex, waist, wanted):
    known = {} if sex is None else {"sex": sex}
    assert result(fill("dewasa", {"waist_cm": waist}, **known), "waist_result") == wanted


def test_r_lp_is_not_judged_in_pregnancy_and_below_15_years():
    assert result(fill("dewasa", {"waist_cm": 95, "pregnant": True}, sex="P"), "waist_result") == "TIDAK_DINILAI"
    young = fill("remaja", {"waist_cm": 95}, sex="P", birth_date=born(14))
    assert result(young, "waist_result") == "TIDAK_DINILAI"
    assert result(fill("remaja", {"waist_cm": 81}, sex="P", birth_date=born(15)), "waist_result") == "OBESITAS"


@pytest.mark.parametrize(
    ("muac", "wanted", "severity"), [(23.4, "KEK", "merah"), (23.5, "N", "hijau"), (23.45, "N", "hijau")]
)
def test_r_kek(muac, wanted, severity):
    found = fill("bumil", {"muac_cm": muac})
    assert (result(found, "muac_result"), colour(found, "muac_result")) == (wanted, severity)


def test_r_kek_a_finer_reading_asks_for_another_one():
    assert "ukur sekali lagi" in verdict(fill("bumil", {"muac_cm": 23.45}), "muac_result").why


def test_r_kek_thin_in_the_first_trimester_is_not_kek_but_flagged():
    answers = {"muac_cm": 24, "weight_kg": 41, "height_cm": 150}
    found = fill("bumil", answers, hpht="2026-10-01")
    assert found.scores["pre_bmi"] == Decimal("18.2")
    assert (result(found, "muac_result"), colour(found, "muac_result")) == ("BB_KURANG", "kuning")


def test_r_kek_without_extra_food_refers_and_asks_for_food():
    found = fill("bumil", {"muac_cm": 22, "food_given": False})
    assert found.reasons == ("LiLA <23,5",)
    assert verdict(found, "food_given").label == "Perlu makanan tambahan (MT)"


@pytest.mark.parametrize(
    ("known", "wanted"),
    [
        ({"sex": "P", "birth_date": born(30)}, "KEK"),
        ({"sex": "L", "birth_date": born(30)}, "TIDAK_DINILAI"),
        ({"sex": "P", "birth_date": born(55)}, "TIDAK_DINILAI"),
        ({}, None),
    ],
)
def test_r_kek_of_women_of_child_bearing_age(known, wanted):
    assert result(fill("dewasa", {"muac_cm": 22.9}, **known), "muac_cm") == wanted


def test_r_skilas_an_elders_arm_below_21_is_told_to_the_health_worker():
    assert fill("lansia", {"muac_cm": 20.5}).reasons == ("LiLA <21",)
    assert not fill("lansia", {"muac_cm": 21}).refer


def test_r_val_a_height_that_jumped_is_measured_again_not_refused():
    found = fill("dewasa", {"height_cm": 158}, height_cm=165)
    assert colour(found, "height_cm") == "kuning"
    assert not found.errors
    assert verdict(fill("dewasa", {"height_cm": 164}, height_cm=165), "height_cm") is None
