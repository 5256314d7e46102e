"""The text by which people are found, kept beside the facts in the same transaction.

One plain table on both databases; SQLite reads it through a full-text index that triggers keep (see the first
migration). It is derived from facts, so it is neither journalled nor exchanged, and can be rebuilt at any time.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Date,
    Row,
    String,
    Text,
    column,
    delete,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from core.store.base import ID_LENGTH, Base
from core.store.bulk import insert_rows
from core.store.people import Family, FamilyMember, Person, last_membership_id
from core.words.names import search_text
from core.words.people import LifeStatus
from core.words.search_keys import (
    birth_year_key,
    full_name_key,
    gone_key,
    last_digits_key,
    place_words,
    posyandu_key,
)

_CHUNK = 500
Term = tuple[tuple[str, ...], tuple[str, ...]]
"""One condition of the index: words (`ais*` is the beginning of one), and the columns to look in (none: all)."""

_FOUND_COLUMNS = (
    column("person_id", String),
    column("name", String),
    column("parents", String),
    column("born_on", Date),
    column("status", String),
)
_FOUND = "SELECT e.person_id, e.name, e.parents, p.born_on, p.status FROM"
_SQLITE_MATCH = text(
    f"{_FOUND} person_search f JOIN search_entry e ON e.number = f.rowid JOIN person p ON p.id = e.person_id "
    "WHERE person_search MATCH :question LIMIT :most"
).columns(*_FOUND_COLUMNS)
_SERVER_MATCH = text(
    f"{_FOUND} search_entry e JOIN person p ON p.id = e.person_id "
    "WHERE to_tsvector('simple', e.name || ' ' || e.parents || ' ' || e.numbers || ' ' || e.places) "
    "@@ to_tsquery('simple', :question) LIMIT :most"
).columns(*_FOUND_COLUMNS)

_NEWEST = text("SELECT max(number) FROM search_entry")
_SINCE = text("SELECT number, name, parents, places FROM search_entry WHERE number >= :number")


class SearchEntry(Base):
    """Normalised words of one person, by kind so that a hit in the name ranks above one in the address.

    `numbers` also holds the keys of `core.words.search_keys` (year of birth, posyandu, gone), by which a search is
    narrowed inside the index.
    """

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
        children = select(Person.id).where(or_(Person.mother_id.in_(chunk), Person.father_id.in_(chunk)))
        own = set(chunk)
        others = [person_id for person_id in session.scalars(children) if person_id not in own]
        rows = [_entry(row) for ids in (chunk, others) if ids for row in _living_entries(session, ids)]
        unique: dict[str, dict[str, Any]] = {row["person_id"]: row for row in rows}
        if session.get_bind().dialect.name == "sqlite":
            # Left alone, SQLite gives freed numbers again; who remembers the newest number would miss these entries.
            newest = session.scalar(_NEWEST) or 0
            unique = {key: {**row, "number": newest + place} for place, (key, row) in enumerate(unique.items(), 1)}
        session.execute(delete(SearchEntry).where(SearchEntry.person_id.in_([*unique, *chunk])))
        if unique:
            insert_rows(session, SearchEntry, list(unique.values()))


def refresh_entries(session: Session, person_ids: Iterable[str], family_ids: Iterable[str]) -> None:
    """Write the search text of these people and of everybody of these families afresh, each person once."""
    people = set(person_ids)
    for chunk in _chunks(family_ids):
        members = select(FamilyMember.person_id).where(FamilyMember.family_id.in_(chunk))
        people.update(session.scalars(members))
    refresh_people(session, people)


def matching(session: Session, wanted: Sequence[Term], unwanted: Sequence[Term], limit: int) -> Sequence[Row[Any]]:
    """Up to `limit` rows (person_id, name, parents, born_on, status) that fit all wanted terms and no unwanted one.

    Any one word of a term suffices. Words hold only letters a-z and digits, so nothing typed can be an operator.
    """
    if session.get_bind().dialect.name == "sqlite":
        question = " AND ".join(map(_fts_term, wanted))
        if unwanted:
            question = f"({question}) NOT ({' OR '.join(map(_fts_term, unwanted))})"
        return session.execute(_SQLITE_MATCH, {"question": question, "most": limit}).all()
    question = " & ".join([*map(_ts_term, wanted), *(f"!{_ts_term(term)}" for term in unwanted)])
    return session.execute(_SERVER_MATCH, {"question": question, "most": limit}).all()


def newest_number(session: Session) -> int:
    """The number of the last written entry; numbers only grow."""
    return session.scalar(_NEWEST) or 0


def words_since(session: Session, number: int) -> tuple[int, set[str]]:
    """The newest number and the words of all entries from `number` on."""
    rows = session.execute(_SINCE, {"number": number}).all()
    words = {word for row in rows for part in row[1:] for word in part.split()}
    return max((row[0] for row in rows), default=number), words


def known_words(session: Session) -> Iterator[str]:
    """Every word of names, parents and places in the index, without numbers and keys."""
    if session.get_bind().dialect.name == "sqlite":
        # Numbers sort before "a"; of the keys only those that begin with v lie before "x".
        words = session.scalars(text("SELECT term FROM person_search_words WHERE term >= 'a' AND term < 'x'"))
        return (word for word in words if word.isalpha() and word[0] not in "qv")
    rows = session.execute(select(SearchEntry.name, SearchEntry.parents, SearchEntry.places))
    return (word for row in rows for part in row for word in part.split() if word.isalpha())


def _fts_term(term: Term) -> str:
    words, columns = term
    scope = f"{{{' '.join(columns)}}} : " if columns else ""
    return f"{scope}({' OR '.join(word.replace('*', ' *') for word in words)})"


def _ts_term(term: Term) -> str:
    # PostgreSQL's index does not tell columns apart; the ranking does.
    return f"({' | '.join(word.replace('*', ':*') for word in term[0])})"


def _living_entries(session: Session, ids: Sequence[str]) -> Iterator[Any]:
    # Asked inside the query, SQLite would start from everybody who was not merged: nearly the whole register.
    return (row for row in session.execute(_facts().where(Person.id.in_(ids))) if row.merged_into_id is None)


@cache
def _facts() -> Any:  # noqa: ANN401 - a select of labelled columns has no readable static type
    mother, father = aliased(Person), aliased(Person)
    return (
        select(
            Person.id,
            Person.merged_into_id,
            Person.name,
            Person.nik,
            Person.born_on,
            Person.status,
            Person.mother_name,
            Person.father_name,
            mother.name.label("mother"),
            father.name.label("father"),
            Family.kk_number,
            Family.address,
            Family.dusun,
            Family.rw,
            Family.rt,
            Family.posyandu_id,
        )
        .outerjoin(mother, mother.id == Person.mother_id)
        .outerjoin(father, father.id == Person.father_id)
        .outerjoin(FamilyMember, FamilyMember.id == last_membership_id())
        .outerjoin(Family, Family.id == FamilyMember.family_id)
    )


def _entry(row: Any) -> dict[str, str]:  # noqa: ANN401 - a row of `_facts`
    numbers = [number for number in (row.nik, row.kk_number) if number]
    keys = [full_name_key(row.name), birth_year_key(row.born_on.year)]
    if row.posyandu_id:
        keys.append(posyandu_key(row.posyandu_id))
    if row.status is not LifeStatus.ALIVE:
        keys.append(gone_key())
    return {
        "person_id": row.id,
        "name": search_text(row.name),
        "parents": search_text(f"{row.mother or row.mother_name} {row.father or row.father_name}"),
        "numbers": " ".join([*numbers, *map(last_digits_key, numbers), *keys]),
        "places": place_words(row.dusun or "", row.address or "", row.rt or "", row.rw or ""),
    }


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    everything = sorted(set(ids))
    for start in range(0, len(everything), _CHUNK):
        yield everything[start : start + _CHUNK]
