"""R-HPL, R-UK, R-TM, R-NIFAS and the newborn's weight on the cards of mothers."""

from datetime import date
from decimal import Decimal

import pytest

from core.rules.choices import Choices
from tests.core.rules.filled import colour, fill, result, verdict


@pytest.mark.parametrize(
    ("visit", "weeks", "days", "trimester"),
    [
        ("2025-04-03", 11, 83, "T1"),
        ("2025-04-04", 12, 84, "T1"),
        ("2025-04-05", 12, 85, "T2"),
        ("2025-06-27", 24, 168, "T2"),
        ("2025-06-28", 24, 169, "T3"),
        ("2025-10-17", 40, 280, "T3"),
        ("2025-11-01", 42, 295, "T3"),
    ],
)
def test_r_uk_r_tm(visit, weeks, days, trimester):
    found = fill("bumil", {"visit_date": visit, "hpht": "2025-01-10"})
    assert (found.scores["gestational_weeks"], found.scores["gestational_days"]) == (weeks, days)
    assert result(found, "trimester") == trimester
    assert found.scores["due_date"] == date(2025, 10, 17)


def test_r_uk_past_42_weeks_is_referred():
    found = fill("bumil", {"visit_date": "2025-11-01", "hpht": "2025-01-10"})
    assert (result(found, "gestational_weeks"), found.refer) == ("LEWAT_BULAN", True)
    assert not fill("bumil", {"visit_date": "2025-10-24", "hpht": "2025-01-10"}).refer


@pytest.mark.parametrize(("visit", "words"), [("2024-12-30", "HPHT"), ("2025-12-05", "Sudah bersalin?")])
def test_r_uk_impossible_dates_are_refused(visit, words):
    found = fill("bumil", {"visit_date": visit}, hpht="2025-01-10")
    assert [one.key for one in found.errors] == ["hpht"]
    assert words in found.errors[0].message
    assert "gestational_weeks" not in found.scores


@pytest.mark.parametrize(
    ("hpht", "due"),
    [
        ("2025-01-10", date(2025, 10, 17)),
        ("2025-03-01", date(2025, 12, 6)),
        ("2025-05-31", date(2026, 3, 7)),
        ("2025-06-15", date(2026, 3, 22)),
        ("2024-02-29", date(2024, 12, 5)),
        ("2025-11-28", date(2026, 9, 4)),
    ],
)
def test_r_hpl(hpht, due):
    assert fill("bumil", {"hpht": hpht, "visit_date": hpht}).scores["due_date"] == due


def test_r_hpl_ultrasound_overrides():
    found = fill("bumil", {"usg_due_date": "2026-12-25"}, hpht="2026-01-10")
    assert found.scores["due_date"] == date(2026, 12, 25)
    assert found.scores["gestational_days"] == 250


def test_r_uk_typed_weeks_stand_in_only_when_both_dates_are_unknown():
    found = fill("bumil", {"gestational_weeks": 30})
    assert found.scores["gestational_weeks"] == 30
    assert "gestational_days" not in found.scores
    assert result(found, "trimester") == "T3"
    assert fill("bumil", {"gestational_weeks": 30}, hpht="2026-10-01").scores["gestational_weeks"] == 7


def test_conflict_9_trimester_of_the_text_books():
    answers = {"visit_date": "2025-04-05", "hpht": "2025-01-10"}
    assert result(fill("bumil", answers), "trimester") == "T2"
    assert result(fill("bumil", answers, choices=Choices(trimester="buku")), "trimester") == "T1"


@pytest.mark.parametrize(
    ("visit", "nurses", "wanted"),
    [
        ("2025-06-01", None, "NIFAS"),
        ("2025-07-13", None, "NIFAS"),
        ("2025-07-14", True, "MENYUSUI"),
        ("2025-07-14", False, "PUS"),
        ("2025-07-14", None, None),
        ("2027-06-05", True, "PUS"),
    ],
)
def test_r_nifas(visit, nurses, wanted):
    found = fill("nifas", {"visit_date": visit, "breastfeeding": nurses}, delivery_date="2025-06-01")
    assert result(found, "nifas_status") == wanted


def test_r_nifas_counts_days_and_refuses_a_visit_before_the_birth():
    assert fill("nifas", {"visit_date": "2025-07-13"}, delivery_date="2025-06-01").scores["postpartum_day"] == 42
    found = fill("nifas", {"visit_date": "2025-05-30"}, delivery_date="2025-06-01")
    assert [one.key for one in found.errors] == ["delivery_date"]


@pytest.mark.parametrize(("kg", "wanted"), [(2.5, "N"), (2.4, "BBLR"), (1.4, "BBLSR")])
def test_r_bblr_newborn_weight(kg, wanted):
    assert result(fill("nifas", {"birth_weight_kg": kg}), "birth_weight_kg") == wanted


@pytest.mark.parametrize(
    ("weight", "wanted", "severity"), [(43, "TIDAK", "merah"), (50, "SESUAI", "hijau"), (65, "SESUAI", "kuning")]
)
def test_r_imt_weight_after_birth(weight, wanted, severity):
    found = fill("nifas", {"weight_kg": weight, "height_cm": 155})
    assert (result(found, "weight_curve"), colour(found, "weight_curve")) == (wanted, severity)
    assert bool(verdict(found, "weight_curve").next_step) is (severity != "hijau")


def test_r_kek_r_vita_r_asi_r_tbc_examples_of_the_nifas_card():
    assert fill("nifas", {"muac_cm": 22}).reasons == ("LiLA <23,5",)
    no_capsule = fill("nifas", {"vitamin_a_capsules": 0}, delivery_date="2026-11-15")
    assert (colour(no_capsule, "vitamin_a_capsules"), no_capsule.refer) == ("kuning", False)
    assert "bidan" in verdict(no_capsule, "vitamin_a_capsules").next_step
    not_nursing = fill("nifas", {"breastfeeding": False})
    assert (colour(not_nursing, "breastfeeding"), not_nursing.refer) == ("kuning", False)
    contact = fill("nifas", {"tbc_cough": False, "tbc_fever": False, "tbc_weight": False, "tbc_contact": True})
    assert (result(contact, "tbc_result"), contact.refer) == ("KONTAK_ERAT", False)


def test_r_ttd_r_pmt_r_kelas_services_of_the_bumil_card_are_education_never_referral():
    answers = {"tablets_daily": False, "food_daily": False, "mother_class": False, "tablets_given": 0}
    found = fill("bumil", answers)
    assert {one.severity.value for one in found.verdicts if one.field in answers} == {"kuning"}
    assert not found.refer


def test_r_gwg_pre_bmi_of_the_first_weeks_is_no_gain():
    found = fill("bumil", {"weight_kg": 50, "height_cm": 154}, hpht="2026-10-01")
    assert found.scores["pre_bmi"] == Decimal("21.1")
    assert "gain_kg" not in found.scores
    assert result(found, "gain_result") == "BELUM"


def test_r_hpl_an_ultrasound_date_too_far_ahead_is_refused():
    found = fill("bumil", {"usg_due_date": "2027-12-25"})
    assert [one.key for one in found.errors] == ["usg_due_date"]
