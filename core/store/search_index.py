"""The text by which people are found, kept beside the facts in the same transaction.

One plain table on both databases; SQLite reads it through a full-text index that triggers keep (see the first
migration). It is derived from facts, so it is neither journalled nor exchanged, and can be rebuilt at any time.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import String, Text, delete, insert, or_, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from core.store.base import ID_LENGTH, Base
from core.store.people import Family, FamilyMember, Person
from core.words.names import search_text

_CHUNK = 500


class SearchEntry(Base):
    """Normalised words of one person, by kind so that a hit in the name ranks above one in the address."""

    __tablename__ = "search_entry"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH), unique=True)
    name: Mapped[str] = mapped_column(Text)
    parents: Mapped[str] = mapped_column(Text)
    numbers: Mapped[str] = mapped_column(Text)
    places: Mapped[str] = mapped_column(Text)


def refresh_people(session: Session, person_ids: Iterable[str]) -> None:
    """Write the search text of these people, and of children whose mother or father is among them, afresh."""
    for chunk in _chunks(person_ids):
        rows = [_entry(row) for row in session.execute(_facts().where(Person.id.in_(chunk)))]
        children = select(Person.id).where(or_(Person.mother_id.in_(chunk), Person.father_id.in_(chunk)))
        rows += [
            _entry(row) for row in session.execute(_facts().where(Person.id.in_(children), Person.id.not_in(chunk)))
        ]
        unique = {row["person_id"]: row for row in rows}
        session.execute(delete(SearchEntry).where(SearchEntry.person_id.in_([*unique, *chunk])))
        if unique:
            session.execute(insert(SearchEntry), list(unique.values()))


def refresh_families(session: Session, family_ids: Iterable[str]) -> None:
    """Write the search text of everybody who lives in these families afresh."""
    for chunk in _chunks(family_ids):
        members = select(FamilyMember.person_id).where(FamilyMember.family_id.in_(chunk), FamilyMember.to_on.is_(None))
        refresh_people(session, session.scalars(members).all())


def _facts() -> Any:  # noqa: ANN401 - a select of labelled columns has no readable static type
    mother, father = aliased(Person), aliased(Person)
    return (
        select(
            Person.id,
            Person.name,
            Person.nik,
            Person.mother_name,
            Person.father_name,
            mother.name.label("mother"),
            father.name.label("father"),
            Family.kk_number,
            Family.address,
            Family.dusun,
            Family.rw,
            Family.rt,
        )
        .outerjoin(mother, mother.id == Person.mother_id)
        .outerjoin(father, father.id == Person.father_id)
        .outerjoin(FamilyMember, (FamilyMember.person_id == Person.id) & FamilyMember.to_on.is_(None))
        .outerjoin(Family, Family.id == FamilyMember.family_id)
    )


def _entry(row: Any) -> dict[str, str]:  # noqa: ANN401 - a row of `_facts`
    return {
        "person_id": row.id,
        "name": search_text(row.name),
        "parents": search_text(f"{row.mother or row.mother_name} {row.father or row.father_name}"),
        "numbers": f"{row.nik or ''} {row.kk_number or ''}".strip(),
        "places": search_text(f"{row.dusun or ''} {row.address or ''} rt{row.rt or ''} rw{row.rw or ''}"),
    }


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    everything = sorted(set(ids))
    for start in range(0, len(everything), _CHUNK):
        yield everything[start : start + _CHUNK]
