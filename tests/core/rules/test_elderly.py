"""R-SKILAS and R-AKS: worked examples, both borders of referral, and the trap of AKS 15."""

import pytest

from core.rules.choices import Choices
from tests.core.rules.filled import colour, fill, result

WELL = {
    "skilas_time": True,
    "skilas_place": True,
    "skilas_words": True,
    "skilas_chair": True,
    "skilas_weight": False,
    "skilas_appetite": False,
    "muac_cm": 24,
    "skilas_eye": False,
    "skilas_fingers": True,
    "skilas_whisper": "YA",
    "skilas_sad": False,
    "skilas_interest": False,
}


@pytest.mark.parametrize(
    ("answer", "domain", "wanted"),
    [
        ({"muac_cm": 20.5}, "nutrition_result", "MASALAH"),
        ({"muac_cm": 22}, "nutrition_result", "N"),
        ({"skilas_eye": False, "skilas_fingers": True}, "vision_result", "N"),
        ({"skilas_eye": True, "skilas_fingers": None}, "vision_result", "MASALAH"),
        ({"skilas_fingers": False}, "vision_result", "MASALAH"),
        ({"skilas_chair": False}, "mobility_result", "MASALAH"),
        ({"skilas_whisper": "TAK_BISA"}, "hearing_result", "MASALAH"),
        ({"skilas_whisper": "TIDAK"}, "hearing_result", "MASALAH"),
        ({"skilas_place": False}, "cognition_result", "MASALAH"),
        ({"skilas_words": False}, "cognition_result", "MASALAH"),
        ({"skilas_interest": True}, "mood_result", "MASALAH"),
    ],
)
def test_r_skilas(answer, domain, wanted):
    found = fill("skilas", WELL | answer)
    assert result(found, domain) == wanted
    assert found.scores["skilas_domains"] == (wanted == "MASALAH")
    assert found.refer is (wanted == "MASALAH")


def test_r_skilas_all_well():
    found = fill("skilas", WELL)
    assert (found.complete, found.scores["skilas_domains"], result(found, "skilas_result")) == (True, 0, "N")


def test_r_skilas_counting_fingers_is_asked_only_without_an_eye_problem():
    assert "skilas_fingers" in fill("skilas", WELL | {"skilas_fingers": None}).missing
    assert "skilas_fingers" not in fill("skilas", WELL | {"skilas_eye": True, "skilas_fingers": None}).missing


def test_r_skilas_one_problem_refers_before_all_is_asked():
    found = fill("skilas", {"skilas_chair": False})
    assert found.refer
    assert "skilas_domains" not in found.scores


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("minicog_score", 2, "MASALAH"), ("minicog_score", 3, "N"), ("amt_score", 3, "BERAT"),
        ("amt_score", 7, "SEDANG"),
        ("amt_score", 8, "N"), ("rapuh_score", 0, "N"), ("rapuh_score", 2, "PRA"), ("rapuh_score", 3, "RAPUH"),
        ("gds4_score", 0, "N"), ("gds4_score", 1, "RAGU"), ("gds4_score", 2, "DEPRESI"),
    ],
)  # fmt: skip
def test_r_skilas_tools_of_the_health_worker(key, value, wanted):
    assert result(fill("skilas", {key: value}), key) == wanted


MOST = {
    "aks_bowel": 2, "aks_bladder": 2, "aks_grooming": 1, "aks_toilet": 2, "aks_feeding": 2,
    "aks_transfer": 3, "aks_walking": 3, "aks_dressing": 2, "aks_stairs": 2, "aks_bathing": 1,
}  # fmt: skip


def tasks(total):
    """Answers that add up to a total."""
    left, answers = total, {}
    for key, most in MOST.items():
        answers[key] = min(left, most)
        left -= answers[key]
    return answers


@pytest.mark.parametrize(
    ("total", "level", "group", "severity"),
    [
        (20, "M", "A", "hijau"),
        (19, "R", "B", "kuning"),
        (12, "R", "B", "kuning"),
        (11, "S", "B", "merah"),
        (9, "S", "B", "merah"),
        (8, "B", "C", "segera"),
        (5, "B", "C", "segera"),
        (4, "T", "C", "segera"),
        (0, "T", "C", "segera"),
    ],
)
def test_r_aks(total, level, group, severity):
    found = fill("aks", tasks(total))
    assert found.scores["aks_total"] == total
    assert (result(found, "aks_level"), result(found, "aks_kmk")) == (level, group)
    assert colour(found, "aks_level") == severity
    assert found.refer is (total < 20)
    assert len(found.reasons) <= 1


def test_r_aks_bowel_and_bladder_only_is_total_dependence():
    found = fill("aks", dict.fromkeys(MOST, 0) | {"aks_bowel": "2", "aks_bladder": "2"})
    assert (found.scores["aks_total"], result(found, "aks_level")) == (4, "T")
    bathing = fill("aks", dict.fromkeys(MOST, 0) | {"aks_bowel": 2, "aks_bladder": 2, "aks_bathing": 1})
    assert result(bathing, "aks_level") == "B"


def test_r_aks_nine_of_ten_is_no_total():
    answers = tasks(10)
    del answers["aks_bathing"]
    found = fill("aks", answers)
    assert found.missing == ("aks_bathing",)
    assert "aks_total" not in found.scores


def test_conflict_8_and_trap_r_aks_15_is_referred_by_default():
    assert fill("aks", tasks(15)).refer
    other = Choices(aks_refer="12")
    assert not fill("aks", tasks(15), choices=other).refer
    assert fill("aks", tasks(11), choices=other).refer
