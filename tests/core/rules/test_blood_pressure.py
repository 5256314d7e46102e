"""R-TDBUMIL, R-MAP, R-TD, R-TDREMAJA: worked examples, the other readings, and the traps of other programs."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.blood_pressure import adult, adult_high_severity
from core.rules.choices import Choices
from tests.core.rules.filled import FORM_OF, born, colour, fill, result, verdict


def pressed(systolic, diastolic):
    return {"systolic_mmhg": systolic, "diastolic_mmhg": diastolic}


@pytest.mark.parametrize(
    ("systolic", "diastolic", "first", "wanted", "severity"),
    [
        (118, 76, None, "N", "hijau"),
        (140, 88, None, "HT", "merah"),
        (132, 90, None, "HT", "merah"),
        (162, 100, None, "HT_BERAT", "segera"),
        (150, 110, None, "HT_BERAT", "segera"),
        (88, 58, None, "RENDAH", "kuning"),
        (130, 85, (110, 68), "NAIK", "kuning"),
        (125, 83, (110, 68), "N", "hijau"),
        (139, 75, (108, 68), "NAIK", "kuning"),
    ],
)
def test_r_tdbumil(systolic, diastolic, first, wanted, severity):
    known = {} if first is None else {"first_systolic_mmhg": first[0], "first_diastolic_mmhg": first[1]}
    found = fill("bumil", pressed(systolic, diastolic), **known)
    assert (result(found, "bp_result"), colour(found, "bp_result")) == (wanted, severity)
    assert found.refer is (severity in ("merah", "segera"))


def test_r_tdbumil_an_urgent_number_alone_refers_at_once():
    found = fill("bumil", {"systolic_mmhg": 164})
    assert colour(found, "bp_result") == "segera"
    assert found.reasons == ("TD ≥160/110",)
    assert not found.complete


def test_r_tdbumil_half_a_normal_pressure_is_silent():
    assert result(fill("bumil", {"systolic_mmhg": 118}), "bp_result") is None


def test_r_tdbumil_in_childbed_140_90_is_urgent():
    answers = pressed(150, 90)
    assert colour(fill("nifas", answers | {"delivery_date": "2026-11-20"}), "bp_result") == "segera"
    assert colour(fill("nifas", answers | {"delivery_date": "2026-06-20"}), "bp_result") == "merah"


@pytest.mark.parametrize(
    ("systolic", "diastolic", "mean", "wanted"),
    [
        (120, 80, "93.3", "POSITIF"),
        (110, 70, "83.3", "NEGATIF"),
        (125, 75, "91.7", "POSITIF"),
        (150, 95, "113.3", "POSITIF"),
    ],
)
def test_r_map_is_for_the_midwife_and_never_alarms_alone(systolic, diastolic, mean, wanted):
    found = fill("bumil", pressed(systolic, diastolic), hpht="2026-09-01")
    assert found.scores["map_mmhg"] == Decimal(mean)
    assert (result(found, "map_mmhg"), colour(found, "map_mmhg")) == (wanted, "hijau")


def test_r_map_is_not_a_screening_after_20_weeks():
    found = fill("bumil", pressed(125, 75), hpht="2026-05-01")
    assert found.scores["map_mmhg"] == Decimal("91.7")
    assert result(found, "map_mmhg") is None


@pytest.mark.parametrize(
    ("systolic", "diastolic", "wanted", "degree", "severity"),
    [
        (118, 78, "N", "OPTIMAL", "hijau"),
        (128, 86, "N", "NORMAL_TINGGI", "hijau"),
        (139, 89, "N", "NORMAL_TINGGI", "hijau"),
        (140, 80, "T", "HT1", "merah"),
        (150, 55, "T", "HT1", "merah"),
        (85, 60, "R", "OPTIMAL", "kuning"),
        (165, 92, "T", "HT2", "merah"),
        (182, 100, "T", "HT3", "segera"),
        (122, 78, "N", "NORMAL", "hijau"),
    ],
)
def test_r_td(systolic, diastolic, wanted, degree, severity):
    found = fill("dewasa", pressed(systolic, diastolic), birth_date=born(40))
    assert (result(found, "bp_result"), result(found, "bp_class")) == (wanted, degree)
    assert colour(found, "bp_result") == severity
    assert found.refer is (wanted == "T")


def test_r_td_high_normal_is_normal_and_watched_every_month():
    found = fill("dewasa", pressed(135, 80))
    assert (colour(found, "bp_result"), colour(found, "bp_class")) == ("hijau", "kuning")
    assert "bulan depan" in verdict(found, "bp_class").next_step


@pytest.mark.parametrize(("systolic", "diastolic", "isolated"), [(140, 80, True), (150, 55, True), (165, 92, False)])
def test_r_td_isolated_systolic(systolic, diastolic, isolated):
    assert result(fill("dewasa", pressed(systolic, diastolic)), "bp_isolated") is isolated


def test_r_td_high_with_grave_complaints_is_urgent():
    assert colour(fill("dewasa", pressed(150, 92) | {"bp_symptoms": True}), "bp_result") == "segera"
    assert colour(fill("dewasa", pressed(120, 79) | {"bp_symptoms": True}), "bp_result") == "hijau"


@pytest.mark.parametrize(
    ("age", "systolic", "diastolic", "by_law", "by_card"),
    [
        (40, 132, 80, "N", "T"),
        (40, 140, 80, "T", "T"),
        (65, 140, 95, "T", "N"),
        (65, 141, 80, "T", "T"),
        (65, 132, 84, "N", "N"),
    ],
)
def test_conflict_5_high_pressure_of_adults(age, systolic, diastolic, by_law, by_card):
    form = "lansia" if age >= 60 else "dewasa"
    known = {"birth_date": born(age)}
    assert result(fill(form, pressed(systolic, diastolic), **known), "bp_result") == by_law
    other = Choices(blood_pressure="kartu")
    assert result(fill(form, pressed(systolic, diastolic), choices=other, **known), "bp_result") == by_card


def test_trap_r_age_each_card_has_its_own_title():
    assert FORM_OF["dewasa"].label != FORM_OF["lansia"].label


def test_trap_r_td_an_elders_diastole_counts_and_low_stays_low():
    assert result(fill("lansia", pressed(138, 96), birth_date=born(70)), "bp_result") == "T"
    assert result(fill("lansia", pressed(88, 58), birth_date=born(70)), "bp_result") == "R"


@pytest.mark.parametrize(
    ("years", "sex", "systolic", "diastolic", "wanted", "severity"),
    [
        (14, "L", 118, 78, "N", "hijau"),
        (14, "L", 124, 76, "MENINGKAT", "kuning"),
        (15, "P", 118, 82, "HT1", "merah"),
        (16, "L", 142, 70, "HT2", "merah"),
        (10, "P", 109, 70, "TINGGI", "merah"),
        (8, "L", 106, 68, "N", "hijau"),
        (8, "L", 107, 60, "TINGGI", "merah"),
        (12, "P", 113, 74, "N", "hijau"),
        (6, "L", 100, 60, "TIDAK_DINILAI", "hijau"),
    ],
)
def test_r_tdremaja(years, sex, systolic, diastolic, wanted, severity):
    found = fill("remaja", pressed(systolic, diastolic), sex=sex, birth_date=born(years))
    assert (result(found, "bp_result"), colour(found, "bp_result")) == (wanted, severity)


def test_r_tdremaja_without_an_age_only_what_is_high_for_all_is_said():
    assert result(fill("remaja", pressed(110, 70)), "bp_result") is None
    assert result(fill("remaja", pressed(142, 70)), "bp_result") == "HT2"


def test_r_tdremaja_without_the_sex_the_table_is_read_on_the_safe_side():
    known = {"birth_date": born(10)}
    assert result(fill("remaja", pressed(107, 70), **known), "bp_result") == "N"
    assert result(fill("remaja", pressed(108, 70), **known), "bp_result") is None
    assert result(fill("remaja", pressed(110, 70), **known), "bp_result") == "TINGGI"


def test_r_val_swapped_numbers_are_refused_and_do_not_alarm():
    found = fill("bumil", pressed(80, 120))
    assert [one.key for one in found.errors] == ["diastolic_mmhg"]
    assert "sistole" in found.errors[0].message
    assert verdict(found, "bp_result") is None
    assert "systolic_mmhg" not in found.missing


@pytest.mark.parametrize(("systolic", "diastolic"), [(160, 90), (150, 110), (165, 112)])
def test_r_tdbumil_on_the_card_of_adults_who_says_she_is_pregnant_is_urgent(systolic, diastolic):
    answers = pressed(systolic, diastolic) | {"pregnant": True}
    assert colour(fill("dewasa", answers, sex="P", birth_date=born(30)), "bp_result") == "segera"
    assert "hamil" in verdict(fill("dewasa", answers), "bp_result").why
    assert colour(fill("dewasa", pressed(159, 109) | {"pregnant": True}), "bp_result") == "merah"


_MMHG = st.none() | st.integers(40, 260)


@given(top=_MMHG, bottom=_MMHG, years=st.integers(15, 90), rule=st.sampled_from(["140/90", "kartu"]))
def test_r_td_high_without_words_is_what_the_verdict_says(top, bottom, years, rule):
    found = next(adult(top, bottom, years=years, rule=rule), None)
    high = found if found is not None and found.result == "T" else None
    severity = adult_high_severity(top, bottom, years=years, rule=rule)
    assert severity is (high.severity if high is not None else None)
    assert (high is not None) is (found is not None and found.severity.value in {"merah", "segera"})
