"""R-LAYAK and 4T: worked examples."""

from decimal import Decimal

import pytest

from core.rules.choices import Choices
from core.rules.family_planning import Woman, four_too, is_fit
from tests.core.rules.filled import born, fill, result


def woman(years=27, children=1, months=36, bmi=None, muac=None):
    return Woman(years, children, months, bmi, muac)


@pytest.mark.parametrize(
    ("who", "risks"),
    [
        (woman(years=19), ("MUDA",)),
        (woman(years=36), ("TUA",)),
        (woman(months=14), ("DEKAT",)),
        (woman(children=4), ("BANYAK",)),
        (woman(), ()),
        (woman(years=20, months=24, children=3), ()),
        (woman(years=35), ()),
    ],
)
def test_r_layak_four_too(who, risks):
    assert four_too(who) == risks


def test_r_layak_many_children_from_three_or_four():
    assert four_too(woman(children=3), many_from=3) == ("BANYAK",)


def test_r_layak_a_good_time():
    answers = {
        "weight_kg": 50, "height_cm": 154.3, "muac_cm": 25, "children_count": 1, "last_birth_date": "2023-11-01",
    }  # fmt: skip
    found = fill("dewasa", answers, sex="P", birth_date=born(27))
    assert result(found, "fit_result") == "LAYAK"
    assert result(fill("dewasa", answers, sex="P", birth_date=born(36)), "fit_result") == "TIDAK"
    assert (
        result(fill("dewasa", answers | {"pregnant": True}, sex="P", birth_date=born(27)), "fit_result")
        == "TIDAK_DINILAI"
    )
    assert result(fill("dewasa", answers, sex="L", birth_date=born(27)), "fit_result") == "TIDAK_DINILAI"


def test_r_layak_is_unknown_until_all_is_known_unless_one_fails():
    assert is_fit(woman()) is None
    assert is_fit(woman(children=3)) is False


def test_r_layak_on_the_card_every_risk_is_a_verdict_and_never_a_referral():
    answers = {"children_count": 4, "last_birth_date": "2025-10-01"}
    found = fill("dewasa", answers, sex="P", birth_date=born(36), choices=Choices())
    assert [one.result for one in found.verdicts if one.field == "risk_4t"] == ["TUA", "DEKAT", "BANYAK"]
    assert not found.refer


def test_r_layak_without_children_no_interval_is_asked():
    assert is_fit(woman(children=0, months=None, bmi=Decimal(21), muac=Decimal(25))) is True
    assert is_fit(woman(children=1, months=None, bmi=Decimal(21), muac=Decimal(25))) is None


def test_a_birth_after_the_visit_is_refused():
    found = fill("dewasa", {"last_birth_date": "2027-01-01"}, sex="P", birth_date=born(27))
    assert [one.key for one in found.errors] == ["last_birth_date"]
