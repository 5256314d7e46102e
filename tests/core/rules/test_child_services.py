"""Deworming, meals, zinc, SPM and vitamin A: worked examples R-07, R-08 and R-10, and what the card says."""

import pytest

from core.rules.child_services import (
    FOOD_COURSE_DAYS,
    YearOfServices,
    deworming_mg,
    has_animal_food,
    is_diverse,
    meals_a_day,
    zinc_mg,
)
from tests.core.rules.filled import born, colour, fill, result, verdict


@pytest.mark.parametrize(("months", "mg"), [(11, None), (12, 200), (23, 200), (24, 400), (143, 400), (144, None)])
def test_r_08_deworming(months, mg):
    assert deworming_mg(months) == mg


@pytest.mark.parametrize(
    ("day", "months", "given", "wanted"),
    [
        ("2026-02-10", 5, False, None),
        ("2026-02-10", 6, False, "kuning"),
        ("2026-08-10", 59, True, "hijau"),
        ("2026-08-10", 60, False, None),
        ("2026-03-10", 12, False, None),
    ],
)
def test_r_07_vitamin_a_in_february_and_august(day, months, given, wanted):
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 - months, 12)
    found = fill("balita", {"visit_date": day, "vitamin_a": given}, birth_date=f"{year}-{month + 1:02d}-10")
    assert colour(found, "vitamin_a") == wanted


def test_deworming_on_the_card():
    assert result(fill("balita", {"deworming": False}, birth_date=born(1)), "deworming") is False
    assert result(fill("balita", {"deworming": False}, birth_date=born(0, 11)), "deworming") is None
    assert not fill("balita", {"deworming": False}, birth_date=born(1)).refer


@pytest.mark.parametrize(
    ("weighed", "measured", "development", "met"),
    [(12, 2, 1, False), (8, 2, 2, True), (7, 2, 2, False), (8, 1, 2, False)],
)
def test_r_10_yearly_minimum(weighed, measured, development, met):
    assert YearOfServices(weighed, measured, development, 2, False, True).meets_minimum is met


def test_yearly_minimum_asks_one_capsule_of_an_infant():
    assert YearOfServices(8, 2, 2, 1, True, True).meets_minimum
    assert not YearOfServices(8, 2, 2, 1, False, True).meets_minimum


def test_meals():
    assert is_diverse(["staple", "bean", "milk", "flesh", "fruit"])
    assert not is_diverse(["staple", "bean", "milk", "flesh", "flesh"])
    assert has_animal_food(["staple", "egg"])
    assert not has_animal_food(["staple", "milk"])
    assert [meals_a_day(months) for months in (5, 6, 8, 9, 23, 24)] == [None, (2, 3), (2, 3), (3, 4), (3, 4), None]


@pytest.mark.parametrize(
    ("months", "told"), [(7, "2-3 kali"), (9, "3-4 kali"), (23, "3-4 kali"), (30, "Pilih 5 macam dari 8")]
)
def test_r_mpasi_tells_how_often_and_how_varied(months, told):
    found = verdict(fill("balita", {"complementary_food": False}, birth_date=born(0, months)), "complementary_food")
    assert told in found.next_step
    assert "telur" in found.next_step
    assert ("selingan" in found.next_step) is (months < 24)


@pytest.mark.parametrize(
    ("form", "months", "told"),
    [("bahaya-bayi", 5, "10 mg"), ("bahaya-bayi", 6, "20 mg"), ("bahaya-balita", 30, "20 mg")],
)
def test_r_diare_oralit_and_zinc_for_ten_days(form, months, told):
    found = fill(form, {"danger_diarrhea": True}, birth_date=born(0, months))
    care = verdict(found, "danger_diarrhea")
    assert f"{told} sehari, 10 hari" in care.next_step
    assert "oralit" in care.next_step
    assert found.reasons == ("Tanda bahaya: Diare",)
    assert verdict(fill(form, {"danger_diarrhea": False}, birth_date=born(0, months)), "danger_diarrhea") is None


def test_courses_of_extra_food_and_zinc():
    assert FOOD_COURSE_DAYS == {"wasting": 56, "underweight": 28, "tidak_naik": 14}
    assert (zinc_mg(5), zinc_mg(6)) == (10, 20)
