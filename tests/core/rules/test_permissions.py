"""R-PERAN: who sees less than whom, when the keyboard changes hands."""

import pytest

from core.rules.permissions import Action, allowed, sees_less
from core.words.roles import Role

K, B, A = Role.KADER, Role.BIDAN, Role.ADMIN


@pytest.mark.parametrize(
    ("now", "before", "less"),
    [
        ({K}, {K}, False),
        ({K}, {B}, True),
        ({B}, {K}, False),
        ({A}, {K}, True),
        ({A}, {B}, True),
        ({K}, {A}, False),
        ({K}, {K, A}, False),
        ({K, A}, {K}, False),
        (set(), {K}, True),
    ],
)
def test_who_sees_less_of_peoples_health(now, before, less):
    assert sees_less(now, before) is less


def test_something_else_that_must_be_seen_counts_too():
    assert allowed({A}, Action.SEE_ACCESS_LOG)
    assert sees_less({K}, {K, A}, Action.SEE_ACCESS_LOG)
    assert not sees_less({A}, {K, A}.difference({K}), Action.SEE_ACCESS_LOG)
