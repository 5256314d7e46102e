"""Lists of people: those who fit a filter, those of some ids, one family's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.services.people_filters import EVERYBODY, PeopleFilter, Reading, filtered_ids
from core.services.people_rows import chunks, lines_of, membership_of, people_select, person_line
from core.services.register import Register
from core.services.setup import read_settings
from core.services.views import PersonLine
from core.store.people import Family, FamilyMember, Person
from core.store.search_index import SearchEntry
from core.words.names import search_text
from core.words.nik import mask


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Part of a list of people, and how many there are in all."""

    lines: tuple[PersonLine, ...]
    total: int


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
    offset: int = 0,
) -> PeoplePage:
    """People who live here today; `filtered_people` with the commonest wishes as arguments."""
    wanted = PeopleFilter(posyandu_id=posyandu_id, dusun=dusun, is_under_five=under_five_only)
    return filtered_people(register, wanted, text=text, order=order, limit=limit, offset=offset)


def filtered_people(
    register: Register,
    wanted: PeopleFilter = EVERYBODY,
    *,
    text: str = "",
    order: str = "name",
    limit: int = 200,
    offset: int = 0,
    total: int | None = None,
) -> PeoplePage:
    """A page of whoever fits; every word of `text` must occur in name, parents, numbers or place.

    `order` is "name", "dusun" (then RT and name) or "age" (youngest first). Only the ids are sorted and skipped over;
    the rest is read for the people of the page alone. Whoever knows the `total` from an earlier page gives it again,
    so that nobody counts twice.
    """
    reading = Reading.BY_HOME if order == "dusun" else Reading.BY_PERSON
    ids = _worded(filtered_ids(wanted, register.today, reading), text)
    page = ids.order_by(*_ORDERS.get(order, _ORDERS["name"]), Person.id).limit(limit).offset(offset)
    with register.reading() as session:
        found = session.scalars(page).all()
        if len(found) < limit and (found or not offset):
            total = offset + len(found)
        elif total is None:
            total = session.scalar(_counting(wanted, text, register.today)) or 0
        return PeoplePage(_lines_in_order(session, found, register.today), total)


def fitting_ids(register: Register, ids: Iterable[str], wanted: PeopleFilter) -> frozenset[str]:
    """Which of these people fit a filter; for a search whose results are narrowed down."""
    fitting: set[str] = set()
    with register.reading() as session:
        for chunk in chunks(ids):
            statement = filtered_ids(wanted, register.today, Reading.BY_PERSON).where(Person.id.in_(chunk))
            fitting.update(session.scalars(statement))
    return frozenset(fitting)


def everybody_of(
    register: Register, wanted: PeopleFilter = EVERYBODY, *, text: str = "", order: str = "name"
) -> tuple[PersonLine, ...]:
    """All lines of `filtered_people`, for a list that goes to paper or into a workbook."""
    return filtered_people(register, wanted, text=text, order=order, limit=_WHOLE).lines


_WHOLE = 1_000_000
_ORDERS: dict[str, tuple[Any, ...]] = {
    "name": (Person.name,),
    "dusun": (Family.dusun, Family.rt, Person.name),
    "age": (Person.born_on.desc(), Person.name),
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
