"""R-PUMA: worked examples, the three disputes about it, and the traps."""

from decimal import Decimal

import pytest

from core.rules.choices import Choices
from core.rules.puma import age_points, smoking_points
from tests.core.rules.filled import born, fill, result, verdict

SYMPTOMS = ("puma_breath", "puma_phlegm", "puma_cough", "puma_spirometry")


def lungs(sex, years, smoked, yes=(), choices=None):
    answers = {key: key.removeprefix("puma_") in yes for key in SYMPTOMS}
    answers["smoked_ever"] = smoked is not None
    if smoked is not None:
        answers |= {"smoking_years": smoked[1], "cigarettes_per_day": smoked[0]}
    return fill("puma", answers, sex=sex, birth_date=born(years), choices=choices)


ALL = ("breath", "phlegm", "cough", "spirometry")


@pytest.mark.parametrize(
    ("sex", "years", "smoked", "yes", "score", "wanted"),
    [
        ("P", 45, None, ALL, 4, "EDUKASI"),
        ("L", 62, (20, 35), ("cough",), 6, "RUJUK"),
        ("L", 62, (20, 35), (), 5, "EDUKASI"),
        ("L", 55, (12, 30), ("breath", "phlegm", "cough"), 5, "EDUKASI"),
        ("L", 60, (20, 32), ("phlegm",), 6, "RUJUK"),
        ("L", 60, (20, 40), ALL, 9, "RUJUK"),
    ],
)
def test_r_puma(sex, years, smoked, yes, score, wanted):
    found = lungs(sex, years, smoked, yes)
    assert (found.scores["puma_score"], result(found, "puma_result")) == (score, wanted)
    assert found.refer is (wanted == "RUJUK")


@pytest.mark.parametrize(("packs", "points"), [("19.9", 0), ("20", 1), ("30", 1), ("30.05", 2)])
def test_r_puma_smoking_bands(packs, points):
    assert smoking_points(Decimal(packs)) == points


def test_r_puma_thirty_pack_years_belong_to_20_to_30():
    assert lungs("L", 50, (20, 30)).scores["pack_years"] == 30
    assert lungs("L", 50, (20, 30)).scores["puma_score"] == 1 + 1 + 1


@pytest.mark.parametrize(("years", "points"), [(40, 0), (49, 0), (50, 1), (59, 1), (60, 2), (99, 2)])
def test_r_puma_age(years, points):
    assert age_points(years) == points


def test_r_puma_under_40_is_not_judged():
    found = lungs("L", 39, (20, 20), ALL)
    assert result(found, "puma_result") == "TIDAK_DINILAI"
    assert "puma_score" not in found.scores


def test_r_puma_that_nobody_asked_is_silent():
    assert not fill("puma", {}, sex="L", birth_date=born(39)).verdicts


def test_r_puma_incomplete_has_no_score_and_no_class():
    found = fill("puma", {"smoked_ever": True, "puma_cough": True}, sex="L", birth_date=born(50))
    assert "puma_score" not in found.scores
    assert result(found, "puma_result") is None
    assert found.missing == ("smoking_years", "cigarettes_per_day", "puma_breath", "puma_phlegm", "puma_spirometry")
    assert "smoking_years" not in fill("puma", {"smoked_ever": False}).missing


def test_conflict_1_the_cut():
    assert result(lungs("L", 62, (20, 35), ("cough",)), "puma_result") == "RUJUK"
    above = lungs("L", 62, (20, 35), ("cough",), Choices(puma_cut="7"))
    assert result(above, "puma_result") == "EDUKASI"
    worse = lungs("L", 62, (20, 35), ("cough", "phlegm"), Choices(puma_cut="7"))
    assert worse.reasons == ("PUMA ≥7",)


def test_conflict_2_the_smoking_bands_are_noted_where_they_differ():
    by_law = lungs("L", 60, (20, 32), ("phlegm",))
    assert "5" in verdict(by_law, "puma_result").why.split("lain")[1]
    by_card = lungs("L", 60, (20, 32), ("phlegm",), Choices(puma_smoking="kartu"))
    assert (by_card.scores["puma_score"], result(by_card, "puma_result")) == (5, "EDUKASI")
    assert smoking_points(Decimal(40), "kartu") == 2


def test_conflict_3_and_trap_r_puma_a_yes_counts_one_not_five():
    assert lungs("P", 45, None, ("breath",)).scores["puma_score"] == 1
    assert lungs("P", 45, None, ("breath",), Choices(puma_weights="5-4-4-5")).scores["puma_score"] == 5
