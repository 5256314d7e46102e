"""R-RESIDENT and under-five: at their borders, and the database's condition equal to the rule itself."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.services.residence import is_resident, is_under_five, resident_clause, under_five_clause
from core.store.people import Person
from core.words.people import LifeStatus, Sex

DAY = date(2026, 3, 12)
BORN = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("facts", "is_here"),
    [
        ({}, True),
        ({"born_on": DAY}, True),
        ({"born_on": DAY + timedelta(days=1)}, False),
        ({"moved_in_on": DAY}, True),
        ({"moved_in_on": DAY + timedelta(days=1)}, False),
        ({"status": LifeStatus.DEAD, "status_changed_on": DAY}, True),
        ({"status": LifeStatus.DEAD, "status_changed_on": DAY - timedelta(days=1)}, False),
        ({"status": LifeStatus.MOVED_AWAY, "status_changed_on": DAY + timedelta(days=9)}, True),
        ({"status": LifeStatus.MISSING, "status_changed_on": None}, False),
    ],
)
def test_the_day_itself_still_counts(facts, is_here):
    person = {"born_on": BORN, "moved_in_on": None, "status": LifeStatus.ALIVE, "status_changed_on": None} | facts
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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(born_on=days, moved=st.none() | days, status=st.sampled_from(LifeStatus), changed=st.none() | days, on=days)
def test_the_condition_of_the_database_is_the_rule(register, born_on, moved, status, changed, on):
    with register.deed("Coba") as deed:
        person = Person(name="X", sex=Sex.MALE, born_on=born_on, moved_in_on=moved)
        person.status, person.status_changed_on = status, changed
        deed.session.add(person)
        deed.session.flush()
        by_rule = (
            is_resident(on, born_on=born_on, moved_in_on=moved, status=status, status_changed_on=changed),
            is_under_five(born_on, on),
        )
        by_database = tuple(
            deed.session.scalar(select(Person.id).where(Person.id == person.id, clause(on))) is not None
            for clause in (resident_clause, under_five_clause)
        )
        deed.session.delete(person)
    assert by_database == by_rule
