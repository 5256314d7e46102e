"""One child judged: the worked examples of WHO's software and of Permenkes 2/2020, the borders, and the laws."""

from datetime import date
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.growth.assess import assess, corrected_age_days
from core.words.age import age_days, completed_months
from core.words.people import Posture, Sex

LYING, STANDING = Posture.LYING, Posture.STANDING
M, F = Sex.MALE, Sex.FEMALE


def days_at(months):
    return floor(months * 30.4375 + 0.5)


# --- ages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "born", "measured", "months", "days"),
    [
        ("X-01", "2024-01-15", "2025-03-14", 13, 424),
        ("X-02", "2024-01-31", "2024-02-29", 0, 29),
        ("X-03", "2024-02-29", "2025-02-28", 11, 365),
        ("X-04", "2023-01-15", "2025-01-14", 23, 730),
        ("X-05", "2023-01-15", "2025-01-15", 24, 731),
        ("X-06", "2020-06-30", "2025-06-29", 59, 1825),
        ("X-07", "2025-01-31", "2025-02-28", 0, 28),
        ("X-08", "2025-01-31", "2025-03-01", 1, 29),
        ("X-10", "2024-12-01", "2025-12-01", 12, 365),
    ],
)
def test_ages_of_the_worked_examples(case, born, measured, months, days):
    born_on, on = date.fromisoformat(born), date.fromisoformat(measured)
    assert (completed_months(born_on, on), age_days(born_on, on)) == (months, days), case


def test_x04_is_measured_lying_and_x05_standing():
    assert assess(M, 730, lenhei_cm=85.0, posture=LYING).lenhei_used_cm == 85.0
    assert assess(M, 731, lenhei_cm=85.0, posture=LYING).lenhei_used_cm == 84.3


def test_x09_a_visit_before_birth_says_so():
    judged = assess(M, -1, weight_kg=3.0, lenhei_cm=50.0)
    assert (judged.waz, judged.haz, judged.whz) == (None, None, None)
    assert "tanggal ukur sebelum tanggal lahir" in judged.reasons


# --- WHO's own software ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_measures", "adjusted", "haz", "waz", "whz", "baz"),
    [
        ((M, 365, None, 7.0, 71.3, LYING), 71.3, -1.87, -2.90, -2.76, -2.59),
        ((F, 800, None, 9.15, 82.0, LYING), 81.3, -1.91, -2.24, -1.60, -1.48),
        ((M, 600, None, 20.0, 80.04, STANDING), 80.74, -1.14, 5.53, 8.33, 8.78),
        ((F, 200, None, 5.0, 60.0, STANDING), 60.0, -2.89, -3.36, -1.82, -2.22),
        ((M, None, 24.0, 12.0, 87.8, None), 87.8, 0.22, -0.11, -0.37, -0.37),
        ((F, None, 125.5, 30.0, 140.0, None), 140.0, -0.23, None, None, -0.85),
        ((M, None, 100.25, 20.0, 125.0, None), 125.0, -0.72, -2.04, None, -2.60),
        ((M, 1500, None, 15.0, 103.1, LYING), 102.4, None, None, -0.82, None),
    ],
)
def test_worked_examples_of_whos_software(given_measures, adjusted, haz, waz, whz, baz):
    sex, days, months, weight_kg, lenhei_cm, posture = given_measures
    judged = assess(sex, days, age_months=months, weight_kg=weight_kg, lenhei_cm=lenhei_cm, posture=posture)
    assert judged.lenhei_used_cm == pytest.approx(adjusted)
    assert judged.whz == whz
    if haz is not None:
        assert (judged.haz, judged.waz, judged.baz) == (haz, waz, baz)


def test_flags_of_the_heavy_boy():
    judged = assess(M, 600, weight_kg=20.0, lenhei_cm=80.04, posture=STANDING)
    assert (judged.waz_flag, judged.haz_flag, judged.whz_flag, judged.baz_flag) == (True, False, True, True)


def test_standing_before_nine_months_is_flagged_and_not_corrected():
    assert assess(F, 200, lenhei_cm=60.0, posture=STANDING).c9mo_flag
    nine_months = assess(F, None, age_months=9.0, lenhei_cm=60.0, posture=STANDING)
    assert (nine_months.c9mo_flag, nine_months.lenhei_used_cm) == (False, 60.7)


# --- Permenkes 2/2020 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "sex", "months", "weight_kg", "z", "label"),
    [
        ("A-01", M, 12, 7.6, -2.17, "Berat badan kurang"),
        ("A-02", M, 12, 7.8, -1.93, "Berat badan normal"),
        ("A-03", M, 12, 6.8, -3.16, "Berat badan sangat kurang"),
        ("A-04", M, 12, 10.8, 1.04, "Risiko berat badan lebih"),
        ("A-05", F, 12, 10.1, 0.98, "Berat badan normal"),
        ("A-06", F, 24, 8.0, -3.07, "Berat badan sangat kurang"),
    ],
)
def test_weight_for_age(case, sex, months, weight_kg, z, label):
    judged = assess(sex, days_at(months), weight_kg=weight_kg)
    assert judged.waz == pytest.approx(z, abs=0.011), case
    assert judged.waz_category is not None
    assert judged.waz_category.label == label, case


@pytest.mark.parametrize(
    ("case", "sex", "days", "measured", "z", "label"),
    [
        ("A-07", M, days_at(18), (76.9, LYING), -1.99, "Normal"),
        ("A-08", M, days_at(18), (76.8, LYING), -2.03, "Pendek"),
        ("A-09", M, days_at(18), (74.1, LYING), -3.03, "Sangat pendek"),
        ("A-10", M, days_at(36), (88.6, STANDING), -2.02, "Pendek"),
        ("A-11", F, 731, (75.9, STANDING), -3.05, "Sangat pendek"),
        ("A-11", F, 731, (76.0, STANDING), -3.02, "Sangat pendek"),
        ("A-11", F, 731, (79.3, STANDING), -1.99, "Normal"),
        ("A-12", M, 609, (80.0, STANDING), -1.25, "Normal"),
        ("A-13", M, 914, (88.0, LYING), -1.37, "Normal"),
    ],
)
def test_length_for_age(case, sex, days, measured, z, label):
    judged = assess(sex, days, lenhei_cm=measured[0], posture=measured[1])
    assert judged.haz == pytest.approx(z, abs=0.011), case
    assert judged.haz_category is not None
    assert judged.haz_category.label == label, case


@pytest.mark.parametrize(
    ("case", "sex", "days", "measured", "z", "label"),
    [
        ("A-14", M, 300, (70.0, LYING, 6.6), -3.09, "Gizi buruk"),
        ("A-15", M, 300, (70.0, LYING, 7.2), -1.96, "Gizi baik"),
        ("A-16", M, 300, (70.0, LYING, 9.2), 1.06, "Berisiko gizi lebih"),
        ("A-17", M, 300, (70.0, LYING, 10.0), 2.02, "Gizi lebih"),
        ("A-18", F, 1100, (95.0, STANDING, 11.6), -2.08, "Gizi kurang"),
        ("A-18", F, 1100, (95.0, STANDING, 10.8), -2.94, "Gizi kurang"),
        ("A-18", F, 1100, (95.0, STANDING, 10.6), -3.16, "Gizi buruk"),
        ("A-19", F, 1100, (95.0, STANDING, 16.7), 1.98, "Berisiko gizi lebih"),
        ("A-20", M, 1000, (92.0, STANDING, 11.0), -2.50, "Gizi kurang"),
    ],
)
def test_weight_for_length(case, sex, days, measured, z, label):
    judged = assess(sex, days, lenhei_cm=measured[0], posture=measured[1], weight_kg=measured[2])
    assert judged.whz == pytest.approx(z, abs=0.011), case
    assert judged.whz_category is not None
    assert judged.whz_category.label == label, case


def test_a21_bmi_for_age():
    # The published example stands on the last lying day; the standing row of day 731 gives a lower z, as WHO has it.
    judged = assess(M, 730, weight_kg=12.2, lenhei_cm=87.1)
    assert judged.baz == pytest.approx(0.28, abs=0.011)
    assert assess(M, 731, weight_kg=12.2, lenhei_cm=87.1).baz == pytest.approx(0.05, abs=0.011)
    assert judged.baz_category is not None
    assert judged.baz_category.label == "Gizi baik"


@pytest.mark.parametrize(
    ("case", "measures", "index", "z"),
    [
        ("A-22", {"weight_kg": 3.9}, "waz", -6.71),
        ("A-23", {"weight_kg": 18.0}, "waz", 6.43),
        ("A-24", {"lenhei_cm": 60.0}, "haz", -6.62),
        ("A-24", {"lenhei_cm": 92.0}, "haz", 6.84),
    ],
)
def test_implausible_values_are_kept_and_flagged(case, measures, index, z):
    judged = assess(M, days_at(12), **measures)
    assert getattr(judged, index) == pytest.approx(z, abs=0.011), case
    assert getattr(judged, f"{index}_flag"), case


def test_a25_oedema_is_severe_without_a_z_score():
    judged = assess(M, 500, weight_kg=8.0, lenhei_cm=78.0, head_cm=46.0, has_oedema=True)
    assert (judged.waz, judged.whz, judged.baz) == (None, None, None)
    assert judged.haz is not None
    assert judged.hcz is not None
    assert judged.whz_category is not None
    assert judged.whz_category.label == "Gizi buruk (edema)"
    assert any("edema" in reason for reason in judged.reasons)


def test_a26_preterm_child_is_judged_at_the_corrected_age():
    days = age_days(date(2025, 1, 1), date(2025, 7, 1))
    corrected = assess(M, days, weight_kg=6.0, gestation_weeks=32)
    assert (days, corrected.corrected_age_days) == (181, 125)
    assert corrected.waz == pytest.approx(-1.43, abs=0.011)
    lived = assess(M, days, weight_kg=6.0)
    assert lived.waz == pytest.approx(-2.48, abs=0.011)
    assert lived.waz_category is not None
    assert lived.waz_category.label == "Berat badan kurang"


@pytest.mark.parametrize(
    ("days", "weeks", "corrected"), [(730, 36, 702), (731, 36, None), (100, 37, None), (20, 32, -36), (100, None, None)]
)
def test_correction_ends_at_two_years_and_at_37_weeks(days, weeks, corrected):
    assert corrected_age_days(days, weeks) == corrected


def test_before_the_due_date_there_is_no_z_score_and_the_reason_says_so():
    judged = assess(M, 20, weight_kg=2.0, gestation_weeks=32)
    assert judged.waz is None
    assert any("prematur" in reason for reason in judged.reasons)


@pytest.mark.parametrize(
    ("case", "months", "muac_cm", "label"),
    [
        ("A-27", 8, 11.4, "Gizi buruk"),
        ("A-27", 8, 11.5, "Gizi kurang"),
        ("A-27", 8, 12.4, "Gizi kurang"),
        ("A-27", 8, 12.5, "Normal"),
        ("A-28", 4, 10.9, "Berisiko hambatan pertumbuhan"),
        ("A-28", 4, 11.0, None),
        ("", 60, 11.0, None),
    ],
)
def test_muac(case, months, muac_cm, label):
    category = assess(M, days_at(months), muac_cm=muac_cm, completed_months=months).muac_category
    assert (category.label if category else None) == label, case


@pytest.mark.parametrize(
    ("cm", "z", "label"),
    [(41.0, -1.92, "Normal"), (40.9, -2.00, "Normal"), (40.8, -2.08, "Mikrosefali"), (45.8, 2.02, "Makrosefali")],
)
def test_head_of_a_boy_of_six_months(cm, z, label):
    judged = assess(M, days_at(6), head_cm=cm)
    assert judged.hcz == pytest.approx(z, abs=0.011)
    assert judged.hcz_category is not None
    assert judged.hcz_category.label == label


# --- borders and reasons --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "has_acz"), [(90, False), (91, True), (1826, True), (1827, False)])
def test_arm_circumference_by_age(days, has_acz):
    judged = assess(F, days, muac_cm=14.0)
    assert (judged.acz is not None) is has_acz
    assert has_acz or any("LiLA/U" in reason for reason in judged.reasons)


@pytest.mark.parametrize(
    ("days", "cm", "has_whz"),
    [
        (300, 44.9, False),
        (300, 45.0, True),
        (300, 110.0, True),
        (300, 110.1, False),
        (900, 64.9, False),
        (900, 65.0, True),
        (900, 120.0, True),
        (900, 120.1, False),
    ],
)
def test_weight_for_length_at_the_ends_of_its_tables(days, cm, has_whz):
    judged = assess(M, days, weight_kg=9.0, lenhei_cm=cm)
    assert (judged.whz is not None) is has_whz
    assert has_whz or any("di luar tabel" in reason for reason in judged.reasons)


def test_day_1826_is_the_last_of_the_under_fives_and_nothing_is_left_out():
    last, first = (assess(M, days, weight_kg=18.0, lenhei_cm=109.0) for days in (1826, 1827))
    assert last.whz is not None
    assert first.whz is None
    assert None not in (last.waz, last.haz, last.baz, first.waz, first.haz, first.baz)
    assert last.waz_category is not None
    assert first.waz_category is None
    assert any("BB/TB" in reason for reason in first.reasons)


@pytest.mark.parametrize(
    ("months", "waz", "haz"), [(120.0, True, True), (120.1, False, True), (228.0, False, True), (228.1, False, False)]
)
def test_the_ends_of_the_school_reference(months, waz, haz):
    judged = assess(F, None, age_months=months, weight_kg=40.0, lenhei_cm=140.0)
    assert (judged.waz is not None, judged.haz is not None, judged.baz is not None) == (waz, haz, haz)


def test_unknown_age_still_gives_weight_for_length_by_posture():
    assert assess(M, None, weight_kg=7.2, lenhei_cm=70.0, posture=LYING).whz == pytest.approx(-1.96, abs=0.011)
    judged = assess(F, None, weight_kg=11.6, lenhei_cm=95.0)
    assert judged.whz == pytest.approx(-2.08, abs=0.011)
    assert "umur tidak diketahui" in judged.reasons


@pytest.mark.parametrize("measures", [{"weight_kg": 0.0}, {"weight_kg": -3.0}, {"weight_kg": 5000.0}])
def test_an_impossible_number_gives_no_z_score_and_says_why(measures):
    judged = assess(M, 300, **measures)
    assert judged.waz is None
    assert any("tidak mungkin" in reason for reason in judged.reasons)


def test_near_a_limit_the_index_is_named():
    assert assess(M, days_at(12), weight_kg=7.7).near_border == ("BB/U −2,05 di garis batas −2",)
    assert assess(M, days_at(12), weight_kg=9.0).near_border == ()
    lying, standing = assess(M, days_at(18), lenhei_cm=76.9), assess(M, days_at(36), lenhei_cm=88.6)
    assert lying.near_border == ("PB/U −1,99 di garis batas −2",)
    assert standing.near_border == ("TB/U −2,02 di garis batas −2",)


def test_nothing_measured_gives_nothing_but_reasons():
    judged = assess(M, 300)
    assert (judged.waz, judged.haz, judged.whz, judged.baz, judged.hcz, judged.acz) == (None,) * 6
    assert judged.reasons == ("berat badan tidak diukur", "panjang/tinggi badan tidak diukur")


# --- laws -----------------------------------------------------------------------------------------------------------


@given(st.sampled_from(list(Sex)), st.integers(0, 1826), st.integers(800, 30000), st.integers(1, 2000))
def test_more_weight_never_lowers_a_z_score(sex, days, weight_g, more_g):
    lighter = assess(sex, days, weight_kg=weight_g / 1000, lenhei_cm=75.0)
    heavier = assess(sex, days, weight_kg=(weight_g + more_g) / 1000, lenhei_cm=75.0)
    for name in ("waz", "whz", "baz"):
        low, high = getattr(lighter, name), getattr(heavier, name)
        assert (low is None) is (high is None)
        assert low is None or low <= high


@given(st.sampled_from(list(Sex)), st.integers(0, 7000), st.integers(300, 1900), st.integers(300, 90000))
def test_every_missing_score_has_a_reason(sex, days, lenhei_mm, weight_g):
    judged = assess(sex, days, weight_kg=weight_g / 1000, lenhei_cm=lenhei_mm / 10)
    if None in (judged.waz, judged.haz, judged.whz, judged.baz):
        assert judged.reasons
    else:
        assert not judged.reasons
