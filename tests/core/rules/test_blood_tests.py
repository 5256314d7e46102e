"""R-GD, R-KOL, R-AU, R-HB: worked examples and the other readings."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.blood_tests import glucose, is_glucose_due_by_age, is_glucose_high
from core.rules.choices import Choices
from core.words.findings import Severity
from tests.core.rules.filled import born, colour, fill, result, verdict


@pytest.mark.parametrize(
    ("value", "wanted", "refers"),
    [(65, "R", False), (100, "N", False), (139, "N", False), (140, "T1", True), (199, "T1", True), (200, "T2", True)],
)
def test_r_gd_random(value, wanted, refers):
    found = fill("dewasa", {"glucose_mg_dl": value})
    assert result(found, "glucose_result") == wanted
    assert found.refer is refers


@pytest.mark.parametrize(("value", "wanted"), [(99, "N"), (100, "T1"), (125, "T1"), (126, "T2")])
def test_r_gd_fasting(value, wanted):
    assert result(fill("dewasa", {"glucose_mg_dl": value, "glucose_kind": "GDP"}), "glucose_result") == wanted


def test_r_val_the_meter_shows_hi():
    found = fill("dewasa", {"glucose_hi": True})
    assert result(found, "glucose_result") == "T2"
    assert "di atas 600" in verdict(found, "glucose_result").why


@pytest.mark.parametrize(
    ("value", "by_law", "by_card"), [(150, "T1", "N"), (200, "T2", "N"), (201, "T2", "T2"), (120, "N", "N")]
)
def test_conflict_6_and_trap_r_gd_exactly_200_is_no_longer_normal(value, by_law, by_card):
    assert result(fill("dewasa", {"glucose_mg_dl": value}), "glucose_result") == by_law
    other = Choices(glucose="kartu")
    assert result(fill("dewasa", {"glucose_mg_dl": value}, choices=other), "glucose_result") == by_card


@pytest.mark.parametrize(
    ("years", "has_risk", "from_years", "due"),
    [(41, False, 40, True), (39, False, 40, False), (30, True, 40, True), (14, True, 40, False), (30, False, 15, True)],
)
def test_conflict_12_who_is_to_be_tested_for_sugar(years, has_risk, from_years, due):
    assert is_glucose_due_by_age(years, has_risk=has_risk, from_years=from_years) is due


@pytest.mark.parametrize(("value", "wanted"), [(199, "N"), (200, "T_BATAS"), (239, "T_BATAS"), (240, "T")])
def test_r_kol(value, wanted):
    found = fill("dewasa", {"cholesterol_mg_dl": value})
    assert result(found, "cholesterol_result") == wanted
    assert found.refer is (wanted != "N")


def test_r_kol_blank_is_not_tested():
    assert result(fill("dewasa", {"cholesterol_mg_dl": None}), "cholesterol_result") is None


@pytest.mark.parametrize(
    ("sex", "value", "wanted"),
    [
        ("L", 7.0, "N"),
        ("L", 7.1, "T"),
        ("P", 6.0, "N"),
        ("P", 6.1, "T"),
        (None, 6.5, None),
        (None, 7.2, "T"),
        (None, 5.0, "N"),
    ],
)
def test_r_au(sex, value, wanted):
    known = {} if sex is None else {"sex": sex}
    assert result(fill("dewasa", {"uric_acid_mg_dl": value}, **known), "uric_acid_result") == wanted


def test_conflict_11_uric_acid_of_women():
    answers = {"uric_acid_mg_dl": 5.8}
    assert result(fill("dewasa", answers, sex="P"), "uric_acid_result") == "N"
    assert result(fill("dewasa", answers, sex="P", choices=Choices(uric_acid="5,7")), "uric_acid_result") == "T"


@pytest.mark.parametrize(
    ("form", "value", "known", "wanted"),
    [
        ("remaja", 11.9, {"sex": "P", "birth_date": born(14)}, "ANEMIA"),
        ("remaja", 12.0, {"sex": "P", "birth_date": born(14)}, "N"),
        ("remaja", 12.9, {"sex": "L", "birth_date": born(15)}, "ANEMIA"),
        ("remaja", 11.0, {"sex": "L", "birth_date": born(12)}, "TIDAK_DINILAI"),
        ("remaja", 7.5, {"sex": "L", "birth_date": born(12)}, "BERAT"),
        ("dewasa", 7.5, {}, "BERAT"),
        ("dewasa", 12.5, {}, None),
        ("dewasa", 12.5, {"sex": "L"}, "ANEMIA"),
        ("lansia", 13.0, {"sex": "L"}, "N"),
        ("remaja", 12.5, {"sex": "L"}, None),
        ("bumil", 10.9, {"hpht": "2026-04-29"}, "ANEMIA"),
        ("bumil", 11.0, {"hpht": "2026-04-29"}, "N"),
        ("nifas", 11.9, {}, "ANEMIA"),
    ],
)
def test_r_hb(form, value, known, wanted):
    assert result(fill(form, {"hb_g_dl": value}, **known), "hb_result") == wanted


def test_r_hb_below_8_is_urgent_and_anaemia_refers():
    assert colour(fill("bumil", {"hb_g_dl": 7.5}), "hb_result") == "segera"
    assert fill("remaja", {"hb_g_dl": 11}, sex="P", birth_date=born(14)).reasons == ("Anemia",)


def test_r_hb_of_a_toddler():
    assert result(fill("balita", {"hb_g_dl": 10.9}), "hb_g_dl") == "ANEMIA"
    assert result(fill("balita", {"hb_g_dl": 11}), "hb_g_dl") == "N"


def test_r_hb_second_trimester_by_card_and_by_ppk():
    answers, known = {"hb_g_dl": 10.6}, {"hpht": "2026-06-24"}
    found = fill("bumil", answers, **known)
    assert found.scores["gestational_weeks"] == 22
    assert verdict(found, "hb_result").label == "Anemia (<11)"
    assert result(fill("bumil", answers, choices=Choices(pregnancy_hb="ppk"), **known), "hb_result") == "N"


@given(
    value=st.none() | st.decimals(20, 600, places=1),
    kind=st.sampled_from([None, "GDS", "GDP"]),
    is_hi=st.sampled_from([None, False, True]),
    rule=st.sampled_from(["kmk", "kartu"]),
)
def test_r_gd_high_without_words_is_what_the_verdict_says(value: Decimal | None, kind, is_hi, rule):
    found = glucose(value, kind=kind, is_hi=is_hi, rule=rule)
    assert is_glucose_high(value, kind=kind, is_hi=is_hi, rule=rule) is (
        found is not None and found.severity is Severity.RED
    )
