"""R-KSPR: worked examples of the Poedji Rochjati score."""

import pytest

from core.rules.family_planning import Woman, four_too
from tests.core.rules.filled import FORM_OF, colour, fill, result


@pytest.mark.parametrize(
    ("ticked", "score", "wanted", "severity"),
    [
        ([], 2, "KRR", "hijau"),
        (["short"], 6, "KRT", "kuning"),
        (["age35", "many", "long_gap"], 14, "KRST", "merah"),
        (["cs"], 10, "KRT", "kuning"),
        (["cs", "anemia"], 14, "KRST", "merah"),
        (["breech"], 10, "KRT", "kuning"),
        (["bleeding", "age35"], 14, "KRST", "merah"),
        (["placenta", "transfusion"], 10, "KRT", "kuning"),
    ],
)
def test_r_kspr(ticked, score, wanted, severity):
    found = fill("kspr", {f"kspr_{key}": True for key in ticked})
    assert (found.scores["kspr_score"], result(found, "kspr_class")) == (score, wanted)
    assert colour(found, "kspr_class") == severity
    assert found.refer is (wanted != "KRR")


@pytest.mark.parametrize(("months", "wanted"), [(23, "DEKAT"), (24, "N"), (119, "N"), (120, "LAMA")])
def test_r_kspr_the_interval_on_the_card(months, wanted):
    found = fill("bumil", {"birth_interval_months": months})
    assert (result(found, "birth_interval_months"), found.refer) == (wanted, False)


@pytest.mark.parametrize("key", ["kspr_bleeding", "kspr_eclampsia"])
def test_r_kspr_bleeding_and_fits_are_urgent_whatever_the_score(key):
    assert colour(fill("kspr", {key: True}), key) == "segera"


def test_r_kspr_what_is_not_ticked_counts_as_no():
    assert fill("kspr", {}).complete


def test_r_kspr_old_is_counted_once_and_ticking_both_is_refused():
    found = fill("kspr", {"kspr_old_first": True, "kspr_age35": True})
    assert found.scores["kspr_score"] == 6
    assert [one.key for one in found.errors] == ["kspr_age35"]


def test_r_kspr_seventeen_is_no_score_but_too_young():
    assert fill("kspr", {"kspr_young": False}).scores["kspr_score"] == 2
    assert four_too(Woman(17, 0, None, None, None)) == ("MUDA",)
    assert fill("kspr", {"kspr_young": True}).scores["kspr_score"] == 6


@pytest.mark.parametrize("key", sorted(one.key for one in FORM_OF["kspr"].fields if not one.derived))
def test_r_kspr_four_points_each_and_eight_for_the_gravest_five(key):
    eight = {"kspr_cs", "kspr_breech", "kspr_transverse", "kspr_bleeding", "kspr_eclampsia"}
    if key.startswith("kspr_"):
        assert fill("kspr", {key: True}).scores["kspr_score"] == (10 if key in eight else 6)
