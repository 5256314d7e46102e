"""Lists of people: those who fit a filter, those of some ids, one family's."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from core.errors import InputError
from core.services.people.people_filters import EVERYBODY, PeopleFilter, Reading, filtered_ids, require_for
from core.services.people.people_rows import chunks, lines_of, membership_of, people_select, person_line
from core.services.register import Register
from core.services.setup import read_settings
from core.services.views import PersonLine
from core.store.people import Family, FamilyMember, Person
from core.store.search_index import SearchEntry
from core.words.names import search_text
from core.words.nik import mask

Place = tuple[str | date, ...]
"""Where a person stands in an order: what the order looks at, with the id at the end."""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Part of a list of people. `after` begins the next page (None: this was the last).

    `total` is how many there are in all, None where that would have to be counted: see `count_people`.
    """

    lines: tuple[PersonLine, ...]
    after: Place | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family card: where the house stands, and each member with the name of its place in the family."""

    kk_masked: str
    address: str
    dusun: str
    rw: str
    rt: str
    members: tuple[tuple[PersonLine, str], ...]


def list_people(
    register: Register,
    *,
    text: str = "",
    posyandu_id: str | None = None,
    dusun: str | None = None,
    under_five_only: bool = False,
    order: str = "name",
    limit: int = 200,
) -> PeoplePage:
    """The first who live here today, and how many there are: `filtered_people` with the commonest wishes, counted."""
    wanted = PeopleFilter(posyandu_id=posyandu_id, dusun=dusun, is_under_five=under_five_only)
    page = filtered_people(register, wanted, text=text, order=order, limit=limit)
    return page if page.total is not None else replace(page, total=count_people(register, wanted, text=text))


def filtered_people(
    register: Register,
    wanted: PeopleFilter = EVERYBODY,
    *,
    text: str = "",
    order: str = "name",
    limit: int = 200,
    after: Place | None = None,
) -> PeoplePage:
    """A page of whoever fits; every word of `text` must occur in name, parents, numbers or place.

    `order` is one of `ORDERS`. The page begins behind `after`, which the page before gave, so that the last page costs
    what the first does. Nobody is counted who is not shown. Raises NotAllowed when the wish is about health, which is
    not for everybody to see.
    """
    require_for(register, wanted)
    columns = _COLUMNS[order]
    statement = _worded(filtered_ids(wanted, register.today, _READINGS[order]), text).add_columns(*columns)
    if after is not None:
        statement = statement.where(_is_behind(order, after))
    directed = [column.desc() if order in _YOUNGEST_FIRST and not at else column for at, column in enumerate(columns)]
    with register.reading() as session:
        # One more than asked for tells whether another page follows.
        found = session.execute(statement.order_by(*directed, Person.id).limit(limit + 1)).all()
        lines = _lines_in_order(session, [row[0] for row in found[:limit]], register.today)
    if len(found) <= limit:
        return PeoplePage(lines, None, len(found) if after is None else None)
    last = found[limit - 1]
    return PeoplePage(lines, (*last[1:], last[0]))


def count_people(register: Register, wanted: PeopleFilter = EVERYBODY, *, text: str = "") -> int:
    """How many fit; reads all of them, so a list of a sub-district asks for it beside its first rows."""
    require_for(register, wanted)
    with register.reading() as session:
        return session.scalar(_counting(wanted, text, register.today)) or 0


def fitting_ids(register: Register, ids: Iterable[str], wanted: PeopleFilter) -> frozenset[str]:
    """Which of these people fit a filter; for a search whose results are narrowed down."""
    require_for(register, wanted)
    fitting: set[str] = set()
    with register.reading() as session:
        for chunk in chunks(ids):
            statement = filtered_ids(wanted, register.today, Reading.BY_NAME).where(Person.id.in_(chunk))
            fitting.update(session.scalars(statement))
    return frozenset(fitting)


def everybody_of(
    register: Register, wanted: PeopleFilter = EVERYBODY, *, text: str = "", order: str = "name"
) -> tuple[PersonLine, ...]:
    """All lines of `filtered_people`, for a list that goes to paper or into a workbook."""
    return filtered_people(register, wanted, text=text, order=order, limit=_WHOLE).lines


_WHOLE = 1_000_000
ORDERS = {"name": "nama", "dusun": "dusun dan RT", "age": "umur, termuda dulu"}
"""The orders of a list, with the words for them; people alike in it follow by name."""
_READINGS = {"name": Reading.BY_NAME, "dusun": Reading.BY_HOME, "age": Reading.BY_BIRTH}
_YOUNGEST_FIRST = frozenset({"age"})
_COLUMNS: dict[str, tuple[Any, ...]] = {
    "name": (Person.name,),
    "dusun": (Family.dusun, Family.rt, Person.name),
    "age": (Person.born_on, Person.name),
}


def people_lines(register: Register, ids: Iterable[str]) -> tuple[PersonLine, ...]:
    """The lines of these people in the order of the ids; unknown ids are left out."""
    with register.reading() as session:
        return _lines_in_order(session, ids, register.today)


def rt_names(register: Register, dusun: str | None = None) -> tuple[str, ...]:
    """The RT numbers in the register (of one dusun when given), sorted."""
    statement = select(Family.rt).where(Family.rt != "").distinct().order_by(Family.rt)
    if dusun is not None:
        statement = statement.where(Family.dusun == dusun)
    with register.reading() as session:
        return tuple(session.scalars(statement))


def dusun_names(register: Register, posyandu_id: str | None = None) -> tuple[str, ...]:
    """The names of the dusun in the register (of one posyandu when given), sorted."""
    statement = select(Family.dusun).where(Family.dusun != "").distinct().order_by(Family.dusun)
    if posyandu_id is not None:
        statement = statement.where(Family.posyandu_id == posyandu_id)
    with register.reading() as session:
        return tuple(session.scalars(statement))


def family_of(register: Register, person_id: str) -> FamilyView:
    """The family in which a person lives now, head first; of somebody gone, those of the family it belonged to last.

    Raises InputError when there is none.
    """
    with register.reading() as session:
        membership = membership_of(session, person_id)
        if membership is None:
            raise InputError("Orang ini belum tercatat dalam satu keluarga. Isi nomor KK di datanya.")
        family = session.get_one(Family, membership.family_id)
        is_masked = read_settings(session).mask_nik
        rows = session.execute(
            people_select()
            .add_columns(FamilyMember.role.label("role"))
            .where(FamilyMember.family_id == family.id, *_of_now(membership))
            .order_by(Person.born_on, Person.id)
        ).all()
        members = [(person_line(row, today=register.today, is_masked=is_masked), row.role) for row in rows]
        members.sort(key=lambda member: int(member[1]))
        kk = mask(family.kk_number) if is_masked else family.kk_number or ""
        return FamilyView(
            kk, family.address, family.dusun, family.rw, family.rt, tuple((line, role.label) for line, role in members)
        )


def _of_now(membership: FamilyMember) -> tuple[ColumnElement[bool], ...]:
    return (FamilyMember.to_on.is_(None),) if membership.to_on is None else ()


def _occurs(word: str) -> Any:  # noqa: ANN401 - a condition of SQLAlchemy
    columns = (SearchEntry.name, SearchEntry.parents, SearchEntry.numbers, SearchEntry.places)
    return or_(*(column.contains(word, autoescape=True) for column in columns))


def _worded(statement: Select[*tuple[Any, ...]], text: str) -> Select[*tuple[Any, ...]]:
    words = search_text(text).split()
    if not words:
        return statement
    return statement.join(SearchEntry, SearchEntry.person_id == Person.id).where(*map(_occurs, words))


def _is_behind(order: str, place: Place) -> ColumnElement[bool]:
    """Whoever comes after a place in an order; said so that an index leads there at once."""
    columns = (*_COLUMNS[order], Person.id)
    if order not in _YOUNGEST_FIRST:
        return tuple_(*columns) > tuple_(*place)
    first, rest = columns[0], tuple_(*columns[1:]) > tuple_(*place[1:])
    return and_(first <= place[0], or_(first < place[0], rest))


def _counting(wanted: PeopleFilter, text: str, today: date) -> Select[*tuple[Any, ...]]:
    return _worded(filtered_ids(wanted, today, Reading.WHOLE), text).with_only_columns(
        func.count(), maintain_column_froms=True
    )


def _lines_in_order(session: Session, ids: Iterable[str], today: date) -> tuple[PersonLine, ...]:
    found: dict[str, PersonLine] = {}
    wanted = list(dict.fromkeys(ids))
    for chunk in chunks(wanted):
        found |= {line.id: line for line in lines_of(session, people_select().where(Person.id.in_(chunk)), today)}
    return tuple(found[one] for one in wanted if one in found)
