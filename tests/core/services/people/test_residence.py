"""R-RESIDENT and under-five: at their borders, and the database's condition equal to the rule itself."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.rules.permissions import Action
from core.services.people.residence import (
    Stay,
    end_stay,
    is_resident,
    is_served_by,
    is_under_five,
    of_residents,
    under_five_clause,
)
from core.services.setup import add_posyandu, list_posyandu
from core.store.people import Family, FamilyHome, FamilyMember, Person
from core.words.people import FamilyRole, LifeStatus, Sex

DAY = date(2026, 3, 12)
BORN = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("facts", "is_here"),
    [
        ({}, True),
        ({"born_on": DAY}, True),
        ({"born_on": DAY + timedelta(days=1)}, False),
        ({"stays": [Stay(from_on=DAY)]}, True),
        ({"stays": [Stay(from_on=DAY + timedelta(days=1))]}, False),
        ({"status": LifeStatus.DEAD, "status_changed_on": DAY}, True),
        ({"status": LifeStatus.DEAD, "status_changed_on": DAY - timedelta(days=1)}, False),
        ({"status": LifeStatus.MOVED_AWAY, "status_changed_on": DAY + timedelta(days=9)}, True),
        ({"status": LifeStatus.MISSING, "status_changed_on": None}, False),
        ({"stays": []}, False),
        ({"stays": [Stay(to_on=DAY)]}, True),
        ({"stays": [Stay(to_on=DAY - timedelta(days=1))]}, False),
        ({"stays": [Stay(to_on=date(2025, 6, 1)), Stay(from_on=date(2026, 2, 1))]}, True),  # left and came back
    ],
)
def test_the_day_itself_still_counts(facts, is_here):
    person = {"born_on": BORN, "stays": [Stay()], "status": LifeStatus.ALIVE, "status_changed_on": None} | facts
    assert is_resident(DAY, **person) is is_here


@pytest.mark.parametrize(
    ("born", "on", "is_it"),
    [
        ("2020-06-30", "2025-06-29", True),
        ("2020-06-30", "2025-06-30", False),
        ("2024-02-29", "2029-02-28", True),
        ("2024-02-29", "2029-03-01", False),
        ("2026-03-12", "2026-03-12", True),
        ("2026-03-13", "2026-03-12", False),
    ],
)
def test_under_five_is_below_sixty_completed_months(born, on, is_it):
    assert is_under_five(date.fromisoformat(born), date.fromisoformat(on)) is is_it


days = st.dates(date(2020, 1, 1), date(2026, 12, 31))


@st.composite
def stays(draw):
    """Up to three stays one after the other, with or without a gap."""
    borders = sorted(draw(st.lists(days, min_size=1, max_size=6, unique=True)))
    pairs = list(zip(borders[::2], [*borders[1::2], None], strict=False))
    return [
        Stay(draw(st.just(first) | st.none()) if place == 0 else first, last)
        for place, (first, last) in enumerate(pairs)
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(born_on=days, held=stays(), status=st.sampled_from(LifeStatus), changed=st.none() | days, on=days)
def test_the_condition_of_the_database_is_the_rule(register, born_on, held, status, changed, on):
    with register.deed("Coba", action=Action.REGISTER_PEOPLE) as deed:
        person = Person(name="X", sex=Sex.MALE, born_on=born_on, status=status, status_changed_on=changed)
        family = Family()
        deed.session.add_all([person, family])
        deed.session.flush()
        facts = {"family_id": family.id, "person_id": person.id, "role": FamilyRole.CHILD}
        rows = [FamilyMember(from_on=stay.from_on, to_on=stay.to_on, **facts) for stay in held]
        deed.session.add_all(rows)
        deed.session.flush()
        is_here = is_resident(on, born_on=born_on, stays=held, status=status, status_changed_on=changed)
        own = select(Person.id).where(Person.id == person.id)
        assert (deed.session.scalar(of_residents(own, on)) is not None) is is_here
        assert (deed.session.scalar(own.where(under_five_clause(on))) is not None) is is_under_five(born_on, on)
        for row in (*rows, family, person):
            deed.session.delete(row)
            deed.session.flush()


def test_a_family_that_moved_house_was_served_where_it_lived_then(register):
    def served(on):
        by_melati = select(Family.id).where(Family.id == family_id, is_served_by(melati, on))
        return deed.session.scalar(by_melati) is not None

    melati, mawar = list_posyandu(register)[0].id, add_posyandu(register, "Mawar").value.id
    with register.deed("Pindah dusun", action=Action.REGISTER_PEOPLE) as deed:
        family = Family(posyandu_id=mawar)
        deed.session.add(family)
        deed.session.flush()
        family_id = family.id
        deed.session.add(FamilyHome(family_id=family_id, until_on=DAY, posyandu_id=melati))
        deed.session.flush()
        assert [served(DAY + timedelta(days=days)) for days in (-400, 0, 1)] == [True, True, False]


def test_a_stay_ends_on_the_last_day_and_never_before_it_began(register, add_child):
    child = add_child("Dewi", "2026-03-01", moved_in_on=date(2026, 5, 1))
    with register.deed("Pergi", action=Action.REGISTER_PEOPLE) as deed:
        end_stay(deed.session, child, date(2026, 4, 1))
    with register.reading() as session:
        assert session.scalar(select(FamilyMember.to_on).where(FamilyMember.person_id == child)) == date(2026, 5, 1)
