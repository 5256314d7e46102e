"""R-VAL: what is typed is read as it is meant, or refused with a kind sentence."""

import pytest

from tests.core.rules.filled import fill


def refused(form, answers, **known):
    return {one.key: one.message for one in fill(form, answers, **known).errors}


def test_r_val_1_grams_typed_for_kilograms():
    message = refused("balita", {"weight_kg": 6500})["weight_kg"]
    assert "paling banyak 250 kg" in message
    assert "apakah maksud Anda 6,5?" in message


def test_r_val_3_a_slipped_comma():
    assert "apakah maksud Anda 23,5?" in refused("bumil", {"muac_cm": 2.35})["muac_cm"]


@pytest.mark.parametrize("typed", ["7,4", "7.4", 7.4])
def test_r_val_comma_and_point_both_mark_decimals(typed):
    found = fill("balita", {"weight_kg": typed}, sex="L", birth_date="2026-05-25")
    assert not found.errors
    assert "waz" in found.scores


@pytest.mark.parametrize(
    ("form", "key", "value"),
    [
        ("bumil", "systolic_mmhg", 300),
        ("bumil", "systolic_mmhg", 120.5),
        ("bumil", "systolic_mmhg", "banyak"),
        ("bumil", "systolic_mmhg", True),
        ("bumil", "weight_kg", float("nan")),
        ("bumil", "weight_kg", float("inf")),
        ("bumil", "weight_kg", [50]),
        ("bumil", "weight_kg", 10**400),
        ("bumil", "weight_kg", "1.234,5"),
        ("bumil", "tbc_cough", "ya"),
        ("bumil", "tbc_cough", 1),
        ("bumil", "refer_to", "BULAN"),
        ("bumil", "education_topics", "GIZI"),
        ("bumil", "education_topics", ["GIZI", "X"]),
        ("bumil", "hpht", "2026-13-01"),
        ("bumil", "hpht", "1 Mei 2026"),
        ("bumil", "hpht", 20260501),
        ("bumil", "food_content", 3),
        ("bumil", "bp_result", "N"),
        ("bumil", "tidak_ada", 1),
        ("aks", "aks_bowel", 3),
        ("aks", "aks_bowel", True),
        ("kunjungan-nifas", "delivery_time", "25:00"),
        ("dewasa", "hb_g_dl", 2.9),
        ("bahaya-bayi", "temperature_c", 43.1),
    ],
)
def test_what_cannot_be_right_is_an_error_and_not_missing(form, key, value):
    found = fill(form, {key: value})
    assert [one.key for one in found.errors] == [key]
    assert found.errors[0].message.endswith((".", "?"))
    assert key not in found.missing
    assert not found.complete


@pytest.mark.parametrize(
    ("key", "edge"), [("weight_kg", 0.5), ("weight_kg", 250), ("muac_cm", 10), ("systolic_mmhg", 60)]
)
def test_limits_themselves_are_allowed(key, edge):
    assert not refused("bumil", {key: edge})


def test_a_number_code_may_be_a_number_or_a_text():
    assert not refused("aks", {"aks_bowel": 2, "aks_bladder": "2"})


def test_null_and_empty_are_not_answered():
    found = fill("bumil", {"weight_kg": None, "food_content": ""})
    assert not found.errors
    assert "weight_kg" in found.missing


def test_wrong_facts_of_the_register_are_errors_too():
    assert set(refused("bumil", {}, sex="X", birth_date="kemarin")) == {"sex", "birth_date"}


@pytest.mark.parametrize("sex", ["P", "F"])
def test_both_ways_to_write_the_sex(sex):
    assert not refused("dewasa", {}, sex=sex)


def test_a_visit_before_the_birth_is_refused():
    assert "visit_date" in refused("balita", {"visit_date": "2025-05-09"}, birth_date="2025-05-10")


@pytest.mark.parametrize(
    ("form", "key", "typed", "meant"),
    [
        ("dewasa", "weight_kg", 600, "60,0"),
        ("dewasa", "weight_kg", 62500, "62,5"),
        ("lansia", "weight_kg", 485, "48,5"),
        ("bumil", "weight_kg", 512, "51,2"),
        ("bumil", "pre_weight_kg", 500, "50,0"),
        ("remaja", "weight_kg", 305, "30,5"),
        ("balita", "weight_kg", 6500, "6,5"),
        ("balita", "weight_kg", 12000, "12,0"),
        ("dewasa", "height_cm", 1580, "158,0"),
    ],
)
def test_r_val_1_a_grown_up_is_never_asked_whether_a_baby_s_weight_was_meant(form, key, typed, meant):
    assert f"apakah maksud Anda {meant}?" in refused(form, {key: typed})[key]


@pytest.mark.parametrize("typed", ["\0", "Bu \ud800", "a" * 2001], ids=["nul", "half a letter", "too long"])
def test_words_that_cannot_be_kept_are_refused_kindly(typed):
    assert refused("kunjungan-dewasa", {"signature": typed})["signature"].startswith("Paraf kader: ")


@pytest.mark.parametrize("typed", ["0001-01-01", "1899-12-31", "2999-01-01", "9999-12-31"])
def test_a_year_that_cannot_be_is_refused_kindly(typed):
    assert "tidak mungkin" in refused("kunjungan-lansia", {"aks_date": typed})["aks_date"]
