"""R-GD and R-VAL: a value, HI and the kind of a test on the cards that ask for blood sugar."""

import pytest

from tests.core.rules.filled import fill, result


@pytest.mark.parametrize("form", ["remaja", "dewasa", "lansia"])
def test_the_kind_of_a_test_asks_for_its_value_and_nothing_else_does(form):
    assert "glucose_mg_dl" in fill(form, {"glucose_kind": "GDP"}).missing
    for enough in ({"glucose_kind": "GDP", "glucose_hi": True}, {"glucose_mg_dl": 110}, {"glucose_hi": False}, {}):
        found = fill(form, enough)
        assert "glucose_mg_dl" not in found.missing
        assert not {"glucose_kind", "glucose_hi"} & set(found.missing)
        assert not found.errors


@pytest.mark.parametrize("form", ["remaja", "dewasa", "lansia"])
def test_a_kind_without_a_value_gives_no_result(form):
    found = fill(form, {"glucose_kind": "GDS", "glucose_hi": False})
    assert not [one for one in found.verdicts if one.field == "glucose_result"]


def test_hi_beside_a_value_is_pointed_out_and_lowers_nothing():
    found = fill("dewasa", {"glucose_mg_dl": 120, "glucose_hi": True})
    assert [one.key for one in found.errors] == ["glucose_hi"]
    assert result(found, "glucose_result") == "T2"
    assert found.refer
