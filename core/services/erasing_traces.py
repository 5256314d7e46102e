"""What the register holds of one person, and where others' records speak of it: found before anything is erased."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, Text, delete, or_, select
from sqlalchemy.orm import Session

from core.services.births import UNNAMED
from core.store.base import Recorded
from core.store.erased import Mention, changes_holding, changes_of_rows
from core.store.journal import ERASED_WORDS
from core.store.people import Family, FamilyHome, FamilyMember, Marriage, Person
from core.store.pregnancies import Pregnancy
from core.store.privacy import Consent
from core.store.tables import FACT_TABLES
from core.store.visits import Draft, Measurement

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
    """The rows that go, in the order in which they can: what points at others first."""
    ids = subject.ids
    return [
        (Measurement, list(session.scalars(select(Measurement).where(Measurement.person_id.in_(ids))))),
        (Consent, list(session.scalars(select(Consent).where(Consent.person_id.in_(ids))))),
        (Marriage, list(session.scalars(select(Marriage).where(_is_party(ids))))),
        (FamilyMember, list(session.scalars(select(FamilyMember).where(FamilyMember.person_id.in_(ids))))),
        (Pregnancy, list(session.scalars(select(Pregnancy).where(Pregnancy.mother_id.in_(ids))))),
    ]


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
    pregnancies = set(session.scalars(select(Pregnancy.id).where(Pregnancy.mother_id.in_(subject.ids))))
    for person in near:
        if _unlink(person, subject, pregnancies) | _without_name(person, subject):
            yield person
    ids = [person.id for person in near]
    for table, column in _rows_of(ids):
        for row in session.scalars(select(table).where(column)):
            if _without_name(row, subject):
                yield row


def mentions(session: Session, subject: Subject, near: Iterable[Recorded]) -> Iterator[Mention]:
    """The journal changes that speak of the person: by its ids and numbers anywhere, by name in the rows `near`."""
    for mention, _ in changes_holding(session, (*subject.ids, *subject.numbers)):
        if mention.entity not in _NOT_ABOUT_PEOPLE:
            yield mention
    yield from named_changes(session, subject, near)


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


def _is_party(ids: Iterable[str]) -> ColumnElement[bool]:
    wanted = list(ids)
    return or_(Marriage.husband_id.in_(wanted), Marriage.wife_id.in_(wanted))


def _rows_of(ids: list[str]) -> Iterator[tuple[type[Recorded], ColumnElement[bool]]]:
    yield Measurement, Measurement.person_id.in_(ids)
    yield Consent, Consent.person_id.in_(ids)
    yield Pregnancy, Pregnancy.mother_id.in_(ids)


def _unlink(person: Person, subject: Subject, pregnancies: set[str]) -> bool:
    changed = False
    for side in ("mother", "father"):
        is_linked = getattr(person, f"{side}_id") in subject.ids
        is_numbered = getattr(person, f"{side}_nik") in subject.numbers
        if is_linked or is_numbered:
            setattr(person, f"{side}_id", None)
            setattr(person, f"{side}_nik", None)
            setattr(person, f"{side}_name", "")
            changed = True
    if person.pregnancy_id in pregnancies:
        person.pregnancy_id, changed = None, True
    return changed


def _without_name(row: Recorded, subject: Subject) -> bool:
    """Take the name out of the free texts of a row; a relative may bear the same name, and keeps it."""
    changed = False
    for column in row.__table__.columns:
        known = getattr(row, column.key)
        if not isinstance(column.type, String | Text) or not isinstance(known, str) or column.key.endswith("id"):
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
