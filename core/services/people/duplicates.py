"""Finding people who may be written down twice: while somebody types, and over the whole register."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from core.errors import InputError
from core.rules.likeness import Identity, Likeness, likeness
from core.rules.permissions import Action
from core.services.people.people_lists import people_lines
from core.services.people.people_rows import chunks
from core.services.register import Changed, Outcome, Progress, Register, no_progress
from core.services.views import PersonLine
from core.store.base import ID_LENGTH
from core.store.people import Person
from core.store.registers import Setting
from core.store.search_index import Term, matching
from core.words.names import search_text
from core.words.nik import is_complete, tidy
from core.words.people import Sex
from core.words.search_keys import birth_year_key, full_name_key

_POOL = 200
_MONTHS, _EARLIEST_YEAR = 12, 1900
_ABOUT_DAYS = ((1, 1), (7, 1), (12, 31))
_SHOWN_WHILE_TYPING = 3
_LARGE_BLOCK, _LARGEST_BLOCK = 40, 400
_REPORT_EVERY = 2_000
_ONE_DAY = timedelta(days=1)
_NOT_DUPLICATE = "bukan-ganda:"
_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Somebody who is already in the register and may be the one being written down."""

    line: PersonLine
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two entries that may be one person, with what agrees; `is_sure` when they have one NIK."""

    one: PersonLine
    other: PersonLine
    likeness: Likeness


def possible_duplicates(
    register: Register,
    name: str,
    born_on: date | None,
    mother: str = "",
    nik: str = "",
    *,
    sex: Sex | None = None,
    own_id: str | None = None,
) -> tuple[Resemblance, ...]:
    """Who may be the person being typed, likeliest first, at most three (R-DATA-GANDA); nobody without a name or NIK.

    `own_id` is the person being corrected. Candidates come from indexes (NIK, birth date, name, mother), so the time
    does not grow with the register.
    """
    if born_on is not None and born_on.year < _EARLIEST_YEAR:
        born_on = None  # still being typed
    typed = Identity(name, born_on, mother, tidy(nik), sex)
    if not typed.joined and not is_complete(typed.nik):
        return ()
    with register.reading() as session:
        candidates = _candidates(session, typed)
        candidates.pop(own_id or "", None)
    scored = [(likeness(typed, known), person_id) for person_id, known in candidates.items()]
    likely = sorted((pair for pair in scored if pair[0].is_likely), key=lambda pair: (-pair[0].score, pair[1]))
    found = {person_id: how for how, person_id in likely[:_SHOWN_WHILE_TYPING]}
    return tuple(Resemblance(line, found[line.id]) for line in people_lines(register, found))


def duplicate_queue(
    register: Register, *, limit: int = 300, progress: Progress = no_progress
) -> tuple[DuplicatePair, ...]:
    """All pairs of the register that may be one person, likeliest first.

    Left out are pairs said to be two people, and parents with their children. People are compared only inside blocks
    that share a NIK, a birth date, or two of name, mother and month of birth; so the work grows with the register and
    not with its square. Meant for a job: `progress` may raise Cancelled.
    """
    with register.reading() as session:
        people = dict(_identities(session, Person.merged_into_id.is_(None)))
        two_people = _said_to_be_two(session)
    blocks = _blocks(people, progress)
    found: dict[_Pair, Likeness] = {}
    for number, block in enumerate(blocks):
        if number % _REPORT_EVERY == 0:
            progress(number, len(blocks), "Membandingkan data")
        for pair in combinations(sorted(block), 2):
            if pair not in found and pair not in two_people:
                how = likeness(people[pair[0]], people[pair[1]])
                if how.is_likely:
                    found[pair] = how
    relatives = _parents_and_children(register, found)
    possible = (pair for pair in found if pair not in relatives)
    best = sorted(possible, key=lambda pair: (-found[pair].score, people[pair[0]].joined, pair))[:limit]
    lines = {line.id: line for line in people_lines(register, (one for pair in best for one in pair))}
    progress(len(blocks), len(blocks), "Membandingkan data")
    return tuple(DuplicatePair(lines[one], lines[other], found[one, other]) for one, other in best)


def mark_two_people(register: Register, one_id: str, other_id: str) -> Outcome[None]:
    """Remember that two entries are two people: they are not brought up again. Raises InputError for nobody."""
    pair = _pair(one_id, other_id)
    with register.deed("", action=Action.MERGE_PEOPLE) as deed:
        one, other = (deed.session.get(Person, person_id) for person_id in pair)
        if one is None or other is None or one is other:
            raise InputError("Orang ini tidak ada di register. Muat ulang daftarnya.")
        deed.sentence = f"Menandai {one.name} dan {other.name}: memang dua orang"
        if deed.session.get(Setting, _key(pair)) is None:
            deed.session.add(Setting(id=_key(pair), value=json.dumps(pair)))
    return Outcome(None, frozenset({Changed.PEOPLE}))


def _pair(one_id: str, other_id: str) -> _Pair:
    return (one_id, other_id) if one_id < other_id else (other_id, one_id)


def _key(pair: _Pair) -> str:
    # A key of its own for each pair, so that two laptops that mark different pairs never write the same row.
    return (_NOT_DUPLICATE + sha256("".join(pair).encode()).hexdigest())[:ID_LENGTH]


def _said_to_be_two(session: Session) -> frozenset[_Pair]:
    marks = select(Setting.value).where(Setting.id.startswith(_NOT_DUPLICATE))
    pairs = (json.loads(value) for value in session.scalars(marks))
    return frozenset((str(one), str(other)) for one, other in pairs)


def _parents_and_children(register: Register, pairs: Iterable[_Pair]) -> frozenset[_Pair]:
    # A child that was given its mother's NIK is a NIK to be corrected, not one person twice.
    wanted = {person_id for pair in pairs for person_id in pair}
    families: set[_Pair] = set()
    with register.reading() as session:
        for chunk in chunks(wanted):
            rows = session.execute(select(Person.id, Person.mother_id, Person.father_id).where(Person.id.in_(chunk)))
            families.update(_pair(child, parent) for child, *parents in rows for parent in parents if parent)
    return frozenset(families)


# --- who is to be compared ---


_Mother = aliased(Person, name="mother")
_IDENTITIES = select(
    Person.id,
    Person.name,
    Person.born_on,
    Person.mother_name,
    Person.nik,
    Person.sex,
    Person.mother_id,
    Person.is_birth_date_approximate,
    Person.pregnancy_id,
    _Mother.name.label("mother"),
).outerjoin(_Mother, _Mother.id == Person.mother_id)


def _identities(session: Session, *wanted: ColumnElement[bool]) -> Iterator[tuple[str, Identity]]:
    for row in session.execute(_IDENTITIES.where(*wanted)):
        mother = row.mother or row.mother_name
        yield (
            row.id,
            Identity(
                row.name,
                row.born_on,
                mother,
                row.nik or "",
                row.sex,
                row.is_birth_date_approximate,
                row.mother_id,
                row.pregnancy_id,
            ),
        )


def _candidates(session: Session, typed: Identity) -> dict[str, Identity]:
    ids: set[str] = set()
    if typed.joined and (typed.born_on is not None or typed.joined_mother):
        ids.update(row.person_id for row in matching(session, _question(typed), (), _POOL))
    wanted: list[ColumnElement[bool]] = [Person.id.in_(ids)]
    if is_complete(typed.nik):
        wanted.append(Person.nik == typed.nik)
    if typed.born_on is not None:
        wanted.append(Person.born_on.in_(_days_near(typed.born_on)))
    return dict(_identities(session, or_(*wanted), Person.merged_into_id.is_(None)))


def _question(typed: Identity) -> Sequence[Term]:
    """What to ask the index: the exact name with the year of birth, or else with every word of the mother's name."""
    called: Term = ((full_name_key(typed.name),), ())
    if typed.born_on is not None:
        return (called, ((birth_year_key(typed.born_on.year),), ()))
    return (called, *(((word,), ("parents",)) for word in search_text(typed.mother).split()))


def _days_near(day: date) -> set[date]:
    """The day, those beside it, day and month swapped, and the days that are written for "about this year"."""
    days = {day - _ONE_DAY, day, day + _ONE_DAY, *(date(day.year, *guess) for guess in _ABOUT_DAYS)}
    return days | {date(day.year, day.day, day.month)} if day.day <= _MONTHS else days


# --- blocks ---


def _blocks(people: Mapping[str, Identity], progress: Progress) -> list[list[str]]:
    """Groups of people who are compared: each shares one key, and a likely pair is nearly always in one of them."""
    blocks: dict[tuple[Any, ...], list[str]] = {}
    for number, (person_id, person) in enumerate(people.items()):
        if number % _REPORT_EVERY == 0:
            progress(0, max(len(people), 1), "Membaca data warga")
        for key in _block_keys(person):
            blocks.setdefault(key, []).append(person_id)
    shared = (block for block in blocks.values() if len(block) > 1)
    return [part for block in shared for part in _parted(block, people)]


def _block_keys(person: Identity) -> Iterator[tuple[Any, ...]]:
    name, mother, born_on = person.joined, person.joined_mother, person.born_on
    if is_complete(person.nik):
        yield "nik", person.nik
    if name and mother:
        yield "name, mother", name, mother
    if born_on is None:
        return
    # Day and month swapped are one key.
    yield "born", born_on.year, *sorted((born_on.day, born_on.month))
    for month in {(day.year, day.month) for day in (born_on - _ONE_DAY, born_on, born_on + _ONE_DAY)}:
        yield "name, month", name, month
        if mother:
            yield "mother, month", mother, month


def _parted(block: list[str], people: Mapping[str, Identity]) -> Iterator[list[str]]:
    """A large block (1 January of a year) in parts that share the first letters of the name, or of the mother."""
    if len(block) <= _LARGE_BLOCK:
        yield block
        return
    parts: dict[tuple[str, str], list[str]] = {}
    for person_id in block:
        person = people[person_id]
        parts.setdefault(("name", person.joined[:2]), []).append(person_id)
        if person.joined_mother:
            parts.setdefault(("mother", person.joined_mother[:4]), []).append(person_id)
    for part in parts.values():
        yield from _pieces(part)


def _pieces(block: list[str]) -> Iterable[list[str]]:
    # A last guard: several hundred namesakes of one day are nonsense in the data, not duplicates to be looked at.
    return (block[start : start + _LARGEST_BLOCK] for start in range(0, len(block), _LARGEST_BLOCK))
