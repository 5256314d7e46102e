"""Invented names sound right for the generation, and half names never stand alone."""

from random import Random

import pytest

from core.services.demo_village.names import person_name
from core.words.people import Sex


@pytest.mark.parametrize("sex", list(Sex))
@pytest.mark.parametrize("born_year", [1940, 1990, 2025])
def test_names_are_whole_and_various(sex, born_year):
    names = [person_name(Random(seed), sex, born_year) for seed in range(400)]
    assert len(set(names)) > 35
    assert not {"Moh.", "St.", "Nur", "Siti", "Abdul", "Al", ""} & set(names)
    assert all(name == " ".join(name.split()) and "," not in name for name in names)


def test_children_have_more_names_than_the_old():
    old = [person_name(Random(seed), Sex.MALE, 1945) for seed in range(200)]
    young = [person_name(Random(seed), Sex.MALE, 2025) for seed in range(200)]
    assert sum(" " in name for name in young) > 2 * sum(" " in name for name in old)
