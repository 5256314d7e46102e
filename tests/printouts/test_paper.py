"""Sheets by name."""

import pytest

from core.errors import InputError
from printouts.paper import A4, A5, paper_named


@pytest.mark.parametrize("name", ["A4", "a4", " A4 "])
def test_a_sheet_is_found_by_its_name(name):
    assert paper_named(name) is A4


def test_an_unknown_sheet_names_those_there_are():
    with pytest.raises(InputError, match=r"A4, A5, F4") as refused:
        paper_named("Letter")
    assert refused.value.field == "paper"


def test_lying_is_wider_than_high_and_lying_twice_is_the_same():
    assert A5.landscape.width > A5.landscape.height
    assert A5.landscape.landscape == A5.landscape
