"""R-RUJ: reasons, each once, gravest first; the health worker's own referral."""

import pytest

from core.rules.referral import reasons_of, target_of
from tests.core.rules.filled import fill, result, verdict


def test_r_ruj_1_two_reasons():
    found = fill("bumil", {"muac_cm": 22.9, "systolic_mmhg": 150, "diastolic_mmhg": 95})
    assert found.reasons == ("LiLA <23,5", "TD ≥140/90")
    assert result(found, "refer") is True


def test_r_ruj_2_tbc_on_card_and_at_home_is_one_reason():
    symptoms = {"tbc_cough": True, "tbc_fever": True, "tbc_weight": False, "tbc_contact": False}
    card, home = fill("dewasa", symptoms), fill("kunjungan-tbc", symptoms)
    assert reasons_of([*card.verdicts, *home.verdicts]) == ("Terduga TBC",)


def test_r_ruj_3_by_hand_with_its_reason():
    found = fill("dewasa", {"refer_manual": True, "refer_reason": "bengkak kaki"})
    assert found.reasons == ("bengkak kaki",)


def test_r_ruj_4_by_hand_without_a_reason_is_refused_but_never_lost():
    found = fill("dewasa", {"refer_manual": True})
    assert [one.key for one in found.errors] == ["refer_reason"]
    assert found.refer
    assert not found.complete


def test_r_ruj_5_all_green_is_no_referral_and_education_is_kept():
    found = fill("dewasa", {"systolic_mmhg": 118, "diastolic_mmhg": 78, "education_topics": ["GIZI"]})
    assert not found.refer
    assert result(found, "refer") is False
    assert not found.errors


def test_r_ruj_an_empty_card_says_nothing():
    found = fill("dewasa", {})
    assert verdict(found, "refer") is None
    assert not found.verdicts


@pytest.mark.parametrize(
    ("form", "answers", "target"),
    [
        ("lansia", {"muac_cm": 20.5}, "PUSTU"),
        ("lansia", {"muac_cm": 20.5, "systolic_mmhg": 150, "diastolic_mmhg": 95}, "PUSKESMAS"),
        ("kspr", {"kspr_short": True}, "PUSKESMAS"),
        ("kspr", {"kspr_cs": True, "kspr_anemia": True}, "RS"),
        ("kspr", {"kspr_bleeding": True}, "RS"),
        ("bumil", {"muac_cm": 22}, "PUSKESMAS"),
    ],
)
def test_r_ruj_pustu_puskesmas_or_hospital(form, answers, target):
    assert target_of(fill(form, answers).verdicts) == target


def test_r_ruj_the_gravest_reason_comes_first():
    found = fill("bumil", {"muac_cm": 22, "systolic_mmhg": 165, "diastolic_mmhg": 100})
    assert found.reasons == ("TD ≥160/110", "LiLA <23,5")
