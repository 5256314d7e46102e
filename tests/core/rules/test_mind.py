"""R-SRQ, R-JIWA4, R-EPDS, R-HEEADSSS, R-SDQ: worked examples."""

import pytest

from core.rules.choices import Choices
from core.rules.mind import EPDS_ITEMS, SRQ_ITEMS, epds_points, sdq_item
from tests.core.rules.filled import colour, fill, result


def srq(*yes, answered=20):
    return {key: int(key[-2:]) in yes for key in SRQ_ITEMS[:answered]}


@pytest.mark.parametrize(
    ("yes", "score", "wanted"),
    [
        ((1, 2, 3, 4, 5), 5, "EDUKASI"),
        ((1, 2, 3, 4, 5, 6), 6, "RUJUK"),
        ((17,), 1, "SEGERA"),
        ((1, 2, 3, 4, 5, 6, 7, 17), 8, "SEGERA"),
        ((), 0, "EDUKASI"),
    ],
)
def test_r_srq(yes, score, wanted):
    found = fill("srq20", srq(*yes))
    assert (found.scores["srq_score"], result(found, "srq_result")) == (score, wanted)
    assert found.refer is (wanted != "EDUKASI")


def test_r_srq_question_17_is_urgent_and_not_left_alone():
    found = fill("srq20", {"srq_17": True})
    assert colour(found, "srq_result") == "segera"
    assert "sendirian" in found.verdicts[0].next_step


def test_r_srq_nineteen_answers_are_incomplete():
    found = fill("srq20", srq(answered=19))
    assert found.missing == ("srq_20",)
    assert "srq_score" not in found.scores
    assert result(found, "srq_result") is None


@pytest.mark.parametrize(
    ("points", "gloom", "worry", "wanted"),
    [
        ((1, 1, 1, 1), 2, 2, "NEGATIF"),
        ((2, 1, 0, 0), 3, 0, "RUJUK"),
        ((0, 0, 0, 3), 0, 3, "RUJUK"),
        ((0, 2, 2, 0), 2, 2, "NEGATIF"),
        ((3, 3, 3, 3), 6, 6, "RUJUK"),
    ],
)
def test_r_jiwa4(points, gloom, worry, wanted):
    keys = ("jiwa_spirit", "jiwa_sad", "jiwa_anxious", "jiwa_worry")
    found = fill("jiwa4", dict(zip(keys, points, strict=True)))
    assert (found.scores["jiwa_depression"], found.scores["jiwa_anxiety"]) == (gloom, worry)
    assert result(found, "jiwa_result") == wanted


def epds(total, harm=0):
    left, answers = total - harm, {}
    for key in EPDS_ITEMS[:-1]:
        answers[key] = min(left, 3)
        left -= answers[key]
    return answers | {"epds_10": harm}


@pytest.mark.parametrize(
    ("total", "wanted", "severity"),
    [
        (0, "NORMAL", "hijau"),
        (9, "NORMAL", "hijau"),
        (10, "KEMUNGKINAN", "merah"),
        (11, "KEMUNGKINAN", "merah"),
        (13, "BESAR", "merah"),
        (14, "BESAR", "merah"),
    ],
)
def test_r_epds(total, wanted, severity):
    found = fill("epds", epds(total))
    assert found.scores["epds_total"] == total
    assert (result(found, "epds_result"), colour(found, "epds_result")) == (wanted, severity)


def test_r_epds_item_10_is_urgent_whatever_the_total():
    found = fill("epds", epds(4, harm=1))
    assert (found.scores["epds_total"], colour(found, "epds_10")) == (4, "segera")
    assert result(found, "epds_result") == "NORMAL"
    assert found.refer


def test_r_epds_fathers_two_points_lower():
    assert result(fill("epds", epds(8), sex="L"), "epds_result") == "KEMUNGKINAN"
    assert result(fill("epds", epds(11), sex="L"), "epds_result") == "BESAR"


def test_r_epds_a_blank_item_is_incomplete():
    answers = epds(4)
    del answers["epds_03"]
    found = fill("epds", answers)
    assert found.missing == ("epds_03",)
    assert "epds_total" not in found.scores
    assert result(found, "epds_result") is None


@pytest.mark.parametrize(
    ("item", "place", "points"), [(6, 0, 3), (1, 0, 0), (2, 3, 3), (4, 1, 1), (3, 0, 3), (10, 3, 0)]
)
def test_r_epds_key(item, place, points):
    assert epds_points(item, place) == points


FINE = {
    "heeadsss_home": True,
    "heeadsss_school": False,
    "heeadsss_body": False,
    "heeadsss_friends": True,
    "heeadsss_drugs": False,
    "heeadsss_sex": False,
    "heeadsss_safety": False,
    "heeadsss_suicide": False,
}


@pytest.mark.parametrize(
    ("answer", "problems", "wanted"),
    [
        ({}, 0, "EDUKASI"),
        ({"heeadsss_home": False}, 1, "KONSELING"),
        ({"heeadsss_friends": False}, 1, "KONSELING"),
        ({"heeadsss_drugs": True}, 1, "RUJUK"),
        ({"heeadsss_safety": True}, 1, "RUJUK"),
        ({"heeadsss_suicide": True}, 1, "SEGERA"),
        ({"heeadsss_home": False, "heeadsss_sex": True}, 2, "RUJUK"),
    ],
)
def test_r_heeadsss(answer, problems, wanted):
    found = fill("heeadsss", FINE | answer)
    assert (found.scores["heeadsss_problems"], result(found, "heeadsss_result")) == (problems, wanted)
    assert found.refer is (wanted in ("RUJUK", "SEGERA"))


def test_r_heeadsss_the_letter_says_no_more_than_that_there_was_a_screening():
    for key in ("heeadsss_drugs", "heeadsss_sex", "heeadsss_safety", "heeadsss_suicide"):
        assert fill("heeadsss", FINE | {key: True}).reasons == ("Skrining jiwa",)


def test_r_heeadsss_violence_goes_by_the_midwife_to_child_protection():
    steps = [one.next_step for one in fill("heeadsss", FINE | {"heeadsss_safety": True}).verdicts]
    assert any("PPA" in step for step in steps)


def sdq(total, form):
    left, answers = total, {"sdq_form": form}
    for key in ("sdq_emotional", "sdq_conduct", "sdq_hyper", "sdq_peer"):
        answers[key] = min(left, 10)
        left -= answers[key]
    return answers


@pytest.mark.parametrize(
    ("total", "form", "wanted"),
    [
        (15, "SELF", "NORMAL"),
        (16, "SELF", "AMBANG"),
        (19, "SELF", "AMBANG"),
        (20, "SELF", "ABNORMAL"),
        (13, "PARENT", "NORMAL"),
        (14, "PARENT", "AMBANG"),
        (16, "PARENT", "ABNORMAL"),
    ],
)
def test_r_sdq(total, form, wanted):
    found = fill("remaja", sdq(total, form))
    assert (found.scores["sdq_total"], result(found, "sdq_result")) == (total, wanted)


def test_r_sdq_an_item_that_is_reversed():
    assert sdq_item(2, is_reversed=True) == 0
    assert sdq_item(2, is_reversed=False) == 2


def test_conflict_14_the_parents_border():
    assert result(fill("remaja", sdq(16, "PARENT")), "sdq_result") == "ABNORMAL"
    assert result(fill("remaja", sdq(16, "PARENT"), choices=Choices(sdq_parent="14-16")), "sdq_result") == "AMBANG"


def test_r_sdq_without_who_filled_it_in_only_the_sum_is_known():
    found = fill("remaja", sdq(16, None))
    assert found.scores["sdq_total"] == 16
    assert result(found, "sdq_result") is None


@pytest.mark.parametrize(
    ("key", "form", "normal_to", "border_to"),
    [
        ("sdq_emotional", "SELF", 5, 6),
        ("sdq_conduct", "SELF", 3, 4),
        ("sdq_hyper", "SELF", 5, 6),
        ("sdq_peer", "SELF", 3, 5),
        ("sdq_emotional", "PARENT", 3, 4),
        ("sdq_conduct", "PARENT", 2, 3),
        ("sdq_hyper", "PARENT", 5, 6),
        ("sdq_peer", "PARENT", 3, 4),
    ],
)
def test_r_sdq_subscales(key, form, normal_to, border_to):
    found = [fill("remaja", {"sdq_form": form, key: score}) for score in range(11)]
    wanted = ["NORMAL" if score <= normal_to else "AMBANG" if score <= border_to else "ABNORMAL" for score in range(11)]
    assert [result(one, key) for one in found] == wanted
    assert not any(one.refer for one in found)


@pytest.mark.parametrize(
    ("score", "wanted"), [(10, "NORMAL"), (6, "NORMAL"), (5, "AMBANG"), (4, "ABNORMAL"), (0, "ABNORMAL")]
)
@pytest.mark.parametrize("form", ["SELF", "PARENT"])
def test_r_sdq_of_the_prosocial_scale_low_is_worse(form, score, wanted):
    assert result(fill("remaja", {"sdq_form": form, "sdq_prosocial": score}), "sdq_prosocial") == wanted
    assert "sdq_total" not in fill("remaja", {"sdq_form": form, "sdq_prosocial": score}).scores
