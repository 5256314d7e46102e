"""Who lives here on a day, and who is an under-five on it: one rule for every list and report."""

from calendar import monthrange
from datetime import date

from sqlalchemy import ColumnElement, and_, or_

from core.store.people import Person
from core.words.age import completed_months
from core.words.people import LifeStatus

UNDER_FIVE_MONTHS = 60


def is_resident(
    on: date, *, born_on: date, moved_in_on: date | None, status: LifeStatus, status_changed_on: date | None
) -> bool:
    """R-RESIDENT: born or moved in on or before the day, and not dead, gone or missing before it.

    The day itself still counts on both sides, so that every weighed child of the day (D) is in S. Somebody who died
    or left on an unknown date is not counted on any day. Source: definition of S in form SKDN/F1; the day itself is
    our choice.
    """
    if born_on > on or (moved_in_on is not None and moved_in_on > on):
        return False
    if status is LifeStatus.ALIVE:
        return True
    return status_changed_on is not None and status_changed_on >= on


def resident_clause(on: date) -> ColumnElement[bool]:
    """R-RESIDENT as a condition on `Person`, equal to `is_resident`."""
    return and_(
        Person.born_on <= on,
        or_(Person.moved_in_on.is_(None), Person.moved_in_on <= on),
        or_(Person.status == LifeStatus.ALIVE, Person.status_changed_on >= on),
    )


def is_under_five(born_on: date, on: date) -> bool:
    """Born, and under 60 completed months on the day (Permenkes 2/2020)."""
    return 0 <= completed_months(born_on, on) < UNDER_FIVE_MONTHS and born_on <= on


def under_five_clause(on: date) -> ColumnElement[bool]:
    """`is_under_five` as a condition on `Person`."""
    return and_(Person.born_on > under_five_born_after(on), Person.born_on <= on)


def under_five_born_after(on: date) -> date:
    """The last birth date that is no longer an under-five on the day: whoever was born later still is."""
    year = on.year - UNDER_FIVE_MONTHS // 12
    return date(year, on.month, min(on.day, monthrange(year, on.month)[1]))
