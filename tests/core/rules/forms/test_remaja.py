"""R-IMTU: borders of the z-score, and the card of a school child."""

import pytest

from core.growth.classify import school_bmi
from core.rules.forms.remaja import bmi_class
from tests.core.rules.filled import born, fill, result


@pytest.mark.parametrize(
    ("z", "wanted"), [(-3.1, "SK"), (-3.0, "K"), (-2.0, "N"), (1.0, "N"), (1.01, "G"), (2.0, "G"), (2.01, "O")]
)
def test_r_imtu(z, wanted):
    assert bmi_class(z, school_bmi(z)).result == wanted


@pytest.mark.parametrize(("weight", "wanted"), [(28, "SK"), (36, "N"), (60, "O")])
def test_r_imtu_on_the_card(weight, wanted):
    found = fill("remaja", {"weight_kg": weight, "height_cm": 150}, sex="P", birth_date=born(13))
    assert result(found, "bmi_class") == wanted
    assert "baz" in found.scores


@pytest.mark.parametrize("years", [4, 20])
def test_r_imtu_outside_5_to_19_years_is_not_judged(years):
    found = fill("remaja", {"weight_kg": 40, "height_cm": 150}, sex="P", birth_date=born(years))
    assert result(found, "bmi_class") == "TIDAK_DINILAI"


def test_the_height_of_last_year_never_stands_in_for_a_growing_child():
    found = fill("remaja", {"weight_kg": 40}, sex="P", birth_date=born(13), height_cm=150)
    assert "bmi" not in found.scores
    assert "height_cm" in found.missing


def test_the_last_known_height_of_an_adult_does():
    found = fill("dewasa", {"weight_kg": 50}, height_cm=150)
    assert "bmi" in found.scores
    assert "height_cm" not in found.missing


def test_an_elder_who_cannot_stand_is_measured_by_arm_and_calf():
    found = fill("lansia", {"cannot_stand": True})
    assert {"weight_kg", "height_cm"}.isdisjoint(found.missing)
    assert {"muac_cm", "calf_cm"} <= set(found.missing)
    assert {"muac_cm", "calf_cm"}.isdisjoint(fill("lansia", {}).missing)
