"""Who lives here on a day, and who is an under-five on it: one rule for every list and report."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from core.store.people import Family, FamilyHome, FamilyMember, Person
from core.words.age import completed_months
from core.words.people import LifeStatus

UNDER_FIVE_MONTHS = 60


@dataclass(frozen=True, slots=True)
class Stay:
    """Days in one family and one home: from the first day to the last, both counted; None is open."""

    from_on: date | None = None
    to_on: date | None = None
    posyandu_id: str | None = None
    dusun: str = ""

    def covers(self, day: date) -> bool:
        """Whether the day lies in the stay."""
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)


def is_resident(
    on: date, *, born_on: date, stays: Iterable[Stay], status: LifeStatus, status_changed_on: date | None
) -> bool:
    """R-RESIDENT: born on or before the day, in a family on the day, and not dead, gone or missing before it.

    The day itself still counts on both sides, so that every weighed child of the day (D) is in S. Somebody who died
    or left on an unknown date is not counted on any day. Source: definition of S in form SKDN/F1; the day itself is
    our choice.
    """
    if born_on > on or not any(stay.covers(on) for stay in stays):
        return False
    return status is LifeStatus.ALIVE or (status_changed_on is not None and status_changed_on >= on)


def of_residents(statement: Select[*tuple[Any, ...]], on: date) -> Select[*tuple[Any, ...]]:
    """Narrow a select from `Person` to the residents of the day, joined with `FamilyMember` and `Family` of that day.

    R-RESIDENT, equal to `is_resident`; people merged into another are not counted, the other is.
    """
    return of_members(statement, on).join(Family, Family.id == FamilyMember.family_id)


def of_members(
    statement: Select[*tuple[Any, ...]],
    on: date,
    *,
    person_id: ColumnElement[str] | None = None,
    born_on: ColumnElement[date] | None = None,
) -> Select[*tuple[Any, ...]]:
    """`of_residents` without the family itself, which a list that only counts people need not read.

    `person_id` and `born_on` may stand in for the columns of `Person`, to keep the database from an index.
    """
    own_id = Person.id if person_id is None else person_id
    return statement.join(FamilyMember, and_(FamilyMember.person_id == own_id, is_member_on(on))).where(
        is_resident_person(on, born_on)
    )


def is_resident_person(on: date, born_on: ColumnElement[date] | None = None) -> ColumnElement[bool]:
    """The part of R-RESIDENT that stands in `Person` itself: born, not dead or gone before the day, not merged."""
    born = Person.born_on if born_on is None else born_on
    return and_(
        born <= on,
        or_(Person.status == LifeStatus.ALIVE, Person.status_changed_on >= on),
        Person.merged_into_id.is_(None),
    )


def is_member_on(on: date) -> ColumnElement[bool]:
    """`Stay.covers` as a condition on `FamilyMember`."""
    return and_(
        or_(FamilyMember.from_on.is_(None), FamilyMember.from_on <= on),
        or_(FamilyMember.to_on.is_(None), FamilyMember.to_on >= on),
    )


def is_served_by(posyandu_id: str, on: date) -> ColumnElement[bool]:
    """A condition on `Family`: its home of that day belonged to the posyandu."""
    then = select(FamilyHome.id).where(
        FamilyHome.family_id == Family.id,
        FamilyHome.until_on >= on,
        or_(FamilyHome.from_on.is_(None), FamilyHome.from_on <= on),
    )
    was_elsewhere = then.exists()
    return or_(
        and_(~was_elsewhere, Family.posyandu_id == posyandu_id),
        then.where(FamilyHome.posyandu_id == posyandu_id).exists(),
    )


def end_stay(session: Session, person_id: str, last_on: date) -> None:
    """Close the open membership of somebody who died, left or went missing on `last_on`; that day still counts."""
    open_stays = select(FamilyMember).where(FamilyMember.person_id == person_id, FamilyMember.to_on.is_(None))
    for membership in session.scalars(open_stays):
        membership.to_on = max(last_on, membership.from_on or last_on)


def is_under_five(born_on: date, on: date) -> bool:
    """Born, and under 60 completed months on the day (Permenkes 2/2020)."""
    return 0 <= completed_months(born_on, on) < UNDER_FIVE_MONTHS and born_on <= on


def under_five_clause(on: date, born_on: ColumnElement[date] | None = None) -> ColumnElement[bool]:
    """`is_under_five` as a condition on `Person`; `born_on` may stand in for its column, as in `of_members`."""
    born = Person.born_on if born_on is None else born_on
    return and_(born > under_five_born_after(on), born <= on)


def under_five_born_after(on: date) -> date:
    """The last birth date that is no longer an under-five on the day: whoever was born later still is."""
    year = on.year - UNDER_FIVE_MONTHS // 12
    return date(year, on.month, min(on.day, monthrange(year, on.month)[1]))
