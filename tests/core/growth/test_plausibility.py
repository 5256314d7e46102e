"""Odd numbers ask for a second reading and suggest what was meant; plausible ones pass in silence."""

from datetime import date

import pytest

from core.growth.plausibility import Child, Measures, check, heaping
from core.words.people import Posture, Sex

BOY = Child(Sex.MALE, date(2025, 1, 10))
DAY = date(2025, 9, 12)
BEFORE = Measures(date(2025, 8, 12), 7900, 690, Posture.LYING, 435, 135)


def labels(now, history=(), child=BOY):
    return {finding.label: finding for finding in check(child, now, history)}


def test_a_plausible_visit_says_nothing():
    now = Measures(DAY, 8200, 702, Posture.LYING, 440, 138)
    assert check(BOY, now, [BEFORE]) == ()


@pytest.mark.parametrize(
    ("child", "measures", "meant"),
    [
        (Child(Sex.FEMALE, date(2025, 9, 10)), {"weight_g": 3_200_000}, "3,2"),
        (BOY, {"weight_g": 72_000}, "7,2"),
        (BOY, {"weight_g": 740}, "7,4"),
        (BOY, {"lenhei_mm": 6_920}, "69,2"),
        (BOY, {"lenhei_mm": 69}, "69,0"),
        (BOY, {"head_mm": 4_410}, "44,1"),
        (BOY, {"muac_mm": 1_310}, "13,1"),
    ],
)
def test_a_lost_decimal_mark_is_suggested(child, measures, meant):
    (finding,) = check(child, Measures(DAY, **measures))
    assert (finding.label, finding.suggestion, finding.asks_confirmation) == ("Letak koma?", meant, True)
    assert meant in finding.why


def test_weight_and_length_swapped():
    (finding,) = check(BOY, Measures(DAY, 69_000, 82))
    assert finding.label == "Tertukar?"
    assert "berat 8,2 kg" in finding.why
    assert "69,0 cm" in finding.why


@pytest.mark.parametrize(
    ("grams", "is_odd"), [(7900 - 1501, True), (7900 - 1500, False), (7900 + 2001, True), (7900 + 2000, False)]
)
def test_weight_jumps_against_last_month(grams, is_odd):
    assert ("Berat berubah banyak" in labels(Measures(DAY, grams), [BEFORE])) is is_odd


def test_thresholds_grow_with_the_months_between():
    history = [Measures(date(2025, 6, 12), 7900)]
    assert "Berat berubah banyak" not in labels(Measures(DAY, 10_900), history)


def test_height_and_head_that_shrank():
    found = labels(Measures(DAY, None, 684, Posture.LYING, 429), [BEFORE])
    assert {"Tinggi berkurang", "Lingkar kepala mengecil"} == set(found)
    assert not labels(Measures(DAY, None, 685, Posture.LYING, 430), [BEFORE])


def test_standing_after_lying_is_no_shrinking():
    child = Child(Sex.MALE, date(2023, 8, 1))
    history = [Measures(date(2025, 7, 12), None, 850, Posture.LYING)]
    assert not labels(Measures(DAY, None, 840, Posture.STANDING), history, child)
    assert labels(Measures(DAY, None, 837, Posture.STANDING), history, child)


def test_the_same_weight_three_months_running():
    history = [Measures(date(2025, 7, 12), 8200), Measures(date(2025, 8, 12), 8200)]
    assert "Berat sama terus" in labels(Measures(DAY, 8200), history)
    assert "Berat sama terus" not in labels(Measures(DAY, 8200), history[1:])


def test_an_implausible_z_asks_to_measure_again():
    found = labels(Measures(DAY, 3600))
    assert set(found) == {"Ukur ulang"}
    assert found["Ukur ulang"].why == "Berat badan 3,6 kg jarang sekali ada pada anak seumur ini."


def test_a_newborn_may_lose_a_tenth():
    child = Child(Sex.MALE, date(2025, 9, 7), birth_weight_g=3000)
    assert not labels(Measures(DAY, 2700), child=child)
    assert "Berat bayi turun banyak" in labels(Measures(DAY, 2690), child=child)
    preterm = Child(Sex.MALE, date(2025, 9, 7), gestation_weeks=36, birth_weight_g=3000)
    assert "Berat bayi turun banyak" not in labels(Measures(DAY, 2690), child=preterm)


def test_back_at_birth_weight_after_ten_days():
    child = Child(Sex.MALE, date(2025, 8, 30), birth_weight_g=3000)
    assert "Belum kembali ke berat lahir" in labels(Measures(DAY, 2950), child=child)


def test_a_day_full_of_half_kilograms():
    assert heaping([7000, 7500] * 5) is not None
    assert heaping([7000, 7500] * 4) is None
    assert heaping([7000, 7500] * 5 + [7100]) is not None
    assert heaping([7000, 7500] * 5 + [7100, 7200]) is None
    found = heaping([7000] * 10)
    assert found is not None
    assert found.why == "Hampir semua berat hari ini berakhir ,0 atau ,5."
