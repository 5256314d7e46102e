"""Measurements as rows and as facts, and one child or many with all their visits in few queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.services.people.people_rows import child_select, child_view, chunks
from core.services.views import ChildView, VisitFacts
from core.store.checkups import CheckUp
from core.store.people import Family, FamilyMember, Person, last_membership_id
from core.store.visits import Measurement

_STORED = (
    "weight_g",
    "length_mm",
    "posture",
    "head_mm",
    "muac_mm",
    "has_oedema",
    "breastfeeding",
    "vitamin_a",
    "is_referred",
    "follow_up_note",
    "note",
    "confirmation_reason",
    "is_outside_history",
    "letter_override",
    "letter_override_reason",
)
"""Fields that a visit's facts and its row have in common, beside date, id and day."""


@dataclass(frozen=True, slots=True)
class ChildWithVisits:
    """A child and its visits as facts, in order of date; not judged yet."""

    child: ChildView
    visits: tuple[VisitFacts, ...]


def facts_of(row: Measurement) -> VisitFacts:
    """A stored visit as facts."""
    return VisitFacts(
        measured_on=row.measured_on,
        is_session=row.day_id is not None,
        id=row.id,
        day_id=row.day_id,
        **{name: getattr(row, name) for name in _STORED},
    )


def write_facts(row: Measurement, facts: VisitFacts) -> None:
    """Put facts into a row; its id, child, place and day are not touched."""
    row.measured_on = facts.measured_on
    for name in _STORED:
        setattr(row, name, getattr(facts, name))


def is_second_note(stored: VisitFacts, draft: VisitFacts) -> bool:
    """Whether the draft is a second note of the stored visit; a line copied from the child's book never is."""
    is_same_kind = stored.is_outside_history == draft.is_outside_history
    return is_same_kind and stored.measured_on == draft.measured_on


def completed_by(stored: VisitFacts, draft: VisitFacts) -> VisitFacts:
    """A second note of the same day laid over the first: what it leaves blank stays as it was."""
    filled = {
        field.name: getattr(draft, field.name)
        for field in fields(VisitFacts)
        if getattr(draft, field.name) not in (None, "", False)
    }
    return replace(stored, **filled | {"id": stored.id, "day_id": stored.day_id})


def load_child(session: Session, person_id: str, *, is_masked: bool) -> ChildWithVisits:
    """One child with all visits. Raises InputError for a person who is not in the register."""
    row = session.execute(child_select().where(Person.id == person_id)).first()
    if row is None:
        raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
    visits = visits_of(session, [person_id]).get(person_id, [])
    return ChildWithVisits(child_view(row, is_masked=is_masked), tuple(visits))


def load_children(session: Session, person_ids: Iterable[str], *, is_masked: bool) -> Iterator[ChildWithVisits]:
    """Many children with all their visits, in the order of the ids: two queries for every 500."""
    for chunk in chunks(person_ids):
        rows = session.execute(child_select().where(Person.id.in_(chunk)))
        children = {row.Person.id: child_view(row, is_masked=is_masked) for row in rows}
        visits = visits_of(session, chunk)
        for person_id in chunk:
            if person_id in children:
                yield ChildWithVisits(children[person_id], tuple(visits.get(person_id, ())))


def visits_of(session: Session, person_ids: list[str]) -> dict[str, list[VisitFacts]]:
    """The visits of these people (at most one query's worth of ids), each list in order of date."""
    found: dict[str, list[VisitFacts]] = {}
    columns = [getattr(Measurement, name) for name in _STORED]
    statement = (
        select(Measurement.person_id, Measurement.id, Measurement.measured_on, Measurement.day_id, *columns)
        .where(Measurement.person_id.in_(person_ids))
        .order_by(Measurement.person_id, Measurement.measured_on, Measurement.id)
    )
    for person_id, visit_id, measured_on, day_id, *stored in session.execute(statement):
        facts = VisitFacts(
            measured_on=measured_on,
            is_session=day_id is not None,
            id=visit_id,
            day_id=day_id,
            **dict(zip(_STORED, stored, strict=True)),
        )
        found.setdefault(person_id, []).append(facts)
    return found


def posyandu_of(session: Session, person_id: str) -> str | None:
    """The posyandu of the family in which the person lives now, or lived last."""
    return session.scalar(
        select(Family.posyandu_id)
        .join(FamilyMember, FamilyMember.family_id == Family.id)
        .join(Person, Person.id == FamilyMember.person_id)
        .where(Person.id == person_id, FamilyMember.id == last_membership_id())
    )


def visit_span(session: Session, person_id: str) -> tuple[date, date] | None:
    """The dates of a person's first and last visit, weighed or only seen; None without one."""
    weighed = select(Measurement.measured_on).where(Measurement.person_id == person_id)
    seen = select(CheckUp.checked_on).where(CheckUp.person_id == person_id)
    dates = [*session.scalars(weighed), *session.scalars(seen)]
    return (min(dates), max(dates)) if dates else None


def note_book(session: Session, person_id: str, seen_on: date, has_book: bool) -> bool:
    """Note since when a child has a KMS or Buku KIA, or that it has none; gives whether that changes anything."""
    person = session.get_one(Person, person_id)
    if has_book is (person.kia_book_on is not None):
        return False
    person.kia_book_on = seen_on if has_book else None
    return True
