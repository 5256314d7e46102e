"""Ids of the demo look like all ids, and follow from the seed."""

from datetime import date, timedelta
from uuid import UUID

from core.services.demo_village.ids import SeededIds

DAY = date(2026, 1, 5)


def test_are_uuid_version_7_and_never_twice():
    ids = SeededIds(1)
    made = [ids.next(DAY) for _ in range(2000)]
    assert len(set(made)) == 2000
    assert all(UUID(one).version == 7 and UUID(one).variant == "specified in RFC 4122" for one in made)


def test_follow_from_the_seed():
    assert SeededIds(1).next(DAY) == SeededIds(1).next(DAY) != SeededIds(2).next(DAY)


def test_are_ordered_by_day():
    ids = SeededIds(1)
    made = [ids.next(DAY + timedelta(days=later)) for later in range(50)]
    assert made == sorted(made)


def test_a_birth_long_ago_has_an_id_too():
    assert UUID(SeededIds(1).next(date(1931, 5, 1))).version == 7
