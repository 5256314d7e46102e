"""What the register holds of one person, and where others' records speak of it: found before anything is erased."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Enum, String, delete, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.services.people.births import UNNAMED
from core.services.people.people_rows import chunks
from core.store.base import Recorded
from core.store.checkups import Answer, CheckUp
from core.store.erased import Mention, changes_holding, changes_of_rows, removals
from core.store.journal import ERASED_WORDS
from core.store.people import Family, FamilyHome, FamilyMember, Marriage, Person
from core.store.tables import FACT_TABLES
from core.store.visits import Draft

_NAMELESS = "Bayi tanpa nama"
_PARENTS = {"mother_name", "father_name"}
_NOT_ABOUT_PEOPLE = {"setting"}
_TABLES = {table.__tablename__: table for table in FACT_TABLES}
Key = tuple[str, str]
"""Table name and id of a row."""
Rows = tuple[type[Recorded], list[Recorded]]


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is erased: its entries (with those merged into it), every name and NIK it ever had, its families."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    family_ids: frozenset[str]

    def is_named_in(self, words: str) -> bool:
        """Whether a text holds one of the names as whole words, or one of the numbers."""
        return bool(self.pattern.search(words)) or any(number in words for number in self.numbers)

    def is_plainly_named_in(self, words: str) -> bool:
        """Like `is_named_in`, but a name of one word is too common to mean this person anywhere."""
        full = [name for name in self.names if " " in name]
        return any(_whole(name).search(words) for name in full) or any(number in words for number in self.numbers)

    @property
    def pattern(self) -> re.Pattern[str]:
        """Any of the names as whole words, the longest first."""
        return re.compile("|".join(_whole(name).pattern for name in self.names), re.IGNORECASE)


def subject_of(session: Session, person: Person) -> Subject:
    """Everything by which a person is recognised, now and earlier (the journal knows former names and numbers)."""
    ids = [person.id]
    for one in ids:
        ids += session.scalars(select(Person.id).where(Person.merged_into_id == one))
    names, numbers = set(), set()
    for one in ids:
        row = session.get_one(Person, one)
        names.add(row.name)
        numbers.add(row.nik or "")
    for mention, body in changes_of_rows(session, ids):
        if mention.entity == Person.__tablename__:
            for values in _values(body):
                names.add(str(values.get("name") or ""))
                numbers.add(str(values.get("nik") or ""))
    stays = select(FamilyMember.family_id).where(FamilyMember.person_id.in_(ids))
    longest_first = sorted((name for name in names if name.strip()), key=len, reverse=True)
    return Subject(tuple(ids), tuple(longest_first), tuple(sorted(numbers - {""})), frozenset(session.scalars(stays)))


def own_rows(session: Session, subject: Subject) -> list[Rows]:
    """The rows that go with the person, in the order in which they can: what points at others first."""
    return list(reversed(rows_belonging(session, subject.ids)))


def rows_belonging(session: Session, person_ids: Iterable[str]) -> list[Rows]:
    """Everything recorded of these people: rows that cannot be without the person, and theirs in turn."""
    owners: dict[str, list[str]] = {Person.__tablename__: list(person_ids)}
    found: list[Rows] = []
    for table in FACT_TABLES:
        rows: dict[str, Recorded] = {}
        for column, target in _links(table, is_loose=False):
            for chunk in chunks(owners.get(target, ())):
                rows |= {row.id: row for row in session.scalars(select(table).where(column.in_(chunk)))}
        if rows and table is not Person:
            owners[table.__tablename__] = list(rows)
            found.append((table, list(rows.values())))
    return found


def loosen(session: Session, going: Iterable[Rows], subject: Subject) -> Iterator[Recorded]:
    """Empty the links by which rows that stay point at rows that go; gives each row that was changed."""
    ids = {table.__tablename__: [row.id for row in rows] for table, rows in going}
    ids[Person.__tablename__] = list(subject.ids)
    for table in FACT_TABLES:
        own = set(ids.get(table.__tablename__, ()))
        for column, target in _links(table, is_loose=True):
            for chunk in chunks(ids.get(target, ())):
                for row in session.scalars(select(table).where(column.in_(chunk), table.id.not_in(own))):
                    setattr(row, column.key, None)
                    yield row


def left_alone(session: Session, subject: Subject) -> list[Rows]:
    """Family cards on which nobody but the erased person ever stood: they tell of nobody else."""
    others = select(FamilyMember.family_id).where(FamilyMember.person_id.not_in(subject.ids))
    lonely = list(subject.family_ids - set(session.scalars(others)))
    homes = session.scalars(select(FamilyHome).where(FamilyHome.family_id.in_(lonely)))
    families = session.scalars(select(Family).where(Family.id.in_(lonely)))
    return [(FamilyHome, list(homes)), (Family, list(families))]


def relatives(session: Session, subject: Subject) -> list[Person]:
    """Who may carry the name in its own record: children, spouses, and everybody of the same families."""
    ids = subject.ids
    house = select(FamilyMember.person_id).where(FamilyMember.family_id.in_(subject.family_ids))
    wives = select(Marriage.wife_id).where(Marriage.husband_id.in_(ids))
    husbands = select(Marriage.husband_id).where(Marriage.wife_id.in_(ids))
    is_child = or_(Person.mother_id.in_(ids), Person.father_id.in_(ids), *_of_parent(subject))
    is_near = or_(is_child, Person.id.in_(house), Person.id.in_(wives), Person.id.in_(husbands))
    return list(session.scalars(select(Person).where(is_near, Person.id.not_in(ids))))


def let_go(session: Session, subject: Subject, people: Iterable[Person]) -> Iterator[Recorded]:
    """Take name and links out of the records of relatives; gives each row that was changed."""
    near = list(people)
    for person in near:
        if _unlink(person, subject) | _without_name(person, subject):
            yield person
    for _, rows in rows_belonging(session, [person.id for person in near]):
        for row in rows:
            if _without_name(row, subject):
                yield row


def mentions(session: Session, subject: Subject, near: Iterable[Recorded]) -> Iterator[Mention]:
    """The journal changes that speak of the person: by its ids and numbers anywhere, by name in the rows `near`."""
    for mention, _ in changes_holding(session, (*subject.ids, *subject.numbers)):
        if mention.entity not in _NOT_ABOUT_PEOPLE:
            yield mention
    yield from _emptied_answers(session, subject)
    yield from named_changes(session, subject, near)


def _emptied_answers(session: Session, subject: Subject) -> Iterator[Mention]:
    """Answers that were taken back before: they name only their check-up, and their table no longer holds them."""
    seen = set(session.scalars(select(CheckUp.id).where(CheckUp.person_id.in_(subject.ids))))
    for mention, body in removals(session, Answer.__tablename__) if seen else ():
        if any(values.get("check_up_id") in seen for values in _values(body)):
            yield mention


def named_changes(session: Session, subject: Subject, rows: Iterable[Recorded]) -> Iterator[Mention]:
    """The journal changes of these rows in which a name or number of the person stands."""
    keys = {(row.__tablename__, row.id) for row in rows}
    for mention, body in changes_of_rows(session, {row_id for _, row_id in keys}):
        if (mention.entity, mention.entity_id) in keys and subject.is_named_in(body):
            yield mention


def all_changes(session: Session, keys: set[Key]) -> Iterator[Mention]:
    """Every journal change of these rows."""
    for mention, _ in changes_of_rows(session, {row_id for _, row_id in keys}):
        if (mention.entity, mention.entity_id) in keys:
            yield mention


def standing_rows(session: Session, keys: Iterable[Key]) -> Iterator[Recorded]:
    """Those of these rows that are still in their tables."""
    for entity, row_id in keys:
        row = session.get(_TABLES[entity], row_id) if entity in _TABLES else None
        if row is not None:
            yield row


def forget_drafts(session: Session, subject: Subject) -> None:
    """Throw away what is being typed for the person."""
    session.execute(delete(Draft).where(Draft.person_id.in_(subject.ids)))


def _of_parent(subject: Subject) -> list[ColumnElement[bool]]:
    return [column.in_(subject.numbers) for column in (Person.mother_nik, Person.father_nik)]


def _links(table: type[Recorded], *, is_loose: bool) -> Iterator[tuple[InstrumentedAttribute[Any], str]]:
    """The columns of a table that point at another, by name; loose ones may be empty."""
    for key in table.__table__.foreign_keys:
        if key.parent.nullable is is_loose:
            yield getattr(table, key.parent.name), key.column.table.name


def _unlink(person: Person, subject: Subject) -> bool:
    changed = False
    for side in ("mother", "father"):
        is_linked = getattr(person, f"{side}_id") in subject.ids
        is_numbered = getattr(person, f"{side}_nik") in subject.numbers
        if is_linked or is_numbered:
            setattr(person, f"{side}_id", None)
            setattr(person, f"{side}_nik", None)
            setattr(person, f"{side}_name", "")
            changed = True
    return changed


def _without_name(row: Recorded, subject: Subject) -> bool:
    """Take the name out of the free texts of a row; a relative may bear the same name, and keeps it."""
    changed = False
    for column in row.__table__.columns:
        known = getattr(row, column.key)
        is_text = isinstance(column.type, String) and not isinstance(column.type, Enum) and isinstance(known, str)
        if not is_text or column.key.endswith("id"):
            continue
        if column.key == "name" and not known.startswith(UNNAMED):
            continue
        if subject.is_named_in(known):
            setattr(row, column.key, _scrubbed(column.key, known, subject))
            changed = True
    return changed


def _scrubbed(field: str, known: str, subject: Subject) -> str:
    if field == "name":
        return _NAMELESS
    if field in _PARENTS:
        return ""
    words = subject.pattern.sub(ERASED_WORDS, known)
    for number in subject.numbers:
        words = words.replace(number, ERASED_WORDS)
    return words


def _values(body: str) -> Iterator[dict[str, object]]:
    return (json.loads(part) for part in body.split("\n") if part)


def _whole(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
