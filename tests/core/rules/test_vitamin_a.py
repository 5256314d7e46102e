"""Vitamin A: which capsule at which age, and in which months it is given."""

import pytest

from core.rules.vitamin_a import capsule_due, capsule_for


@pytest.mark.parametrize(
    ("months", "capsule"), [(5, None), (6, "biru"), (11, "biru"), (12, "merah"), (59, "merah"), (60, None)]
)
def test_r_07_ages_of_the_capsules(months, capsule):
    assert capsule_for(months) == capsule


def test_it_is_due_in_february_and_august_only():
    assert [month for month in range(1, 13) if capsule_due(20, month)] == [2, 8]
    assert capsule_due(5, 2) is None
