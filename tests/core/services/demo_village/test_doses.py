"""Doses of the demo: after birth, far enough apart, and never on a last day on which nobody came."""

from datetime import date, timedelta
from random import Random

import pytest

from core.rules.immunization.child import ChildDoses, GivenDose, ImmunizationSettings, immunization_status
from core.services.demo_village import places
from core.services.demo_village.children import raise_children
from core.services.demo_village.doses import doses_of
from core.services.demo_village.households import make_households
from core.services.demo_village.ids import SeededIds

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module", params=[1, 2, 3])
def village(request: pytest.FixtureRequest):
    """Children, and their doses when nobody came to the newest day."""
    sessions = [unit.sessions(6, TODAY) for unit in places.POSYANDU]
    first_day, last_day = min(days[0] for days in sessions), max(days[-1] for days in sessions)
    houses = make_households(Random(request.param), SeededIds(request.param), 120, first_day, TODAY)
    children = raise_children(request.param, houses, last_day, first_day)
    calendars = [unit.sessions(64, TODAY) for unit in places.POSYANDU]
    came = {child.person.id: set(sessions[child.house.posyandu][-3:-1]) for child in children}
    recent = [days[-3:] for days in sessions]
    return children, doses_of(request.param, children, [], calendars, came, recent), sessions


def test_every_dose_counts(village):
    children, doses, _ = village
    for child in children:
        given = tuple(GivenDose(one.key, one.given_on) for one in doses.given if one.person is child.person)
        facts = ChildDoses(child.person.born_on, given)
        assert immunization_status(facts, TODAY, ImmunizationSettings()).uncounted == ()


def test_no_dose_before_birth_nor_on_a_day_without_the_child(village):
    _, doses, sessions = village
    newest = {days[-1] for days in sessions}
    assert doses.given
    for one in doses.given:
        assert one.person.born_on <= one.given_on
        assert one.key == "HB0" or one.given_on not in newest


def test_what_was_declined_is_not_given_and_what_is_forbidden_stops(village):
    _, doses, _ = village
    if doses.refused is not None:
        person, key, _ = doses.refused
        assert not any(one.person is person and one.key == key for one in doses.given)
    person, _, noted_on = doses.caution
    late = [one for one in doses.given if one.person is person and one.key.startswith("RV")]
    assert all(one.given_on < noted_on for one in late)


def test_most_children_have_doses_and_all_lie_before_today(village):
    children, doses, _ = village
    having = {one.person.id for one in doses.given}
    young = [child for child in children if (TODAY - child.person.born_on).days > 90]
    assert len(having) > 0.6 * len(young)
    assert all(one.given_on <= TODAY - timedelta(days=1) for one in doses.given)
