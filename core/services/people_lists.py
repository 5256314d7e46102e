"""Lists of people: the village's, those of some ids, one family's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from core.errors import InputError
from core.services.people_rows import chunks, lines_of, membership_of, people_select, person_line, residents_select
from core.services.register import Register
from core.services.residence import under_five_clause
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
    """People who live here today; every word of `text` must occur in name, parents, numbers or place.

    `order` is "name", "dusun" (then RT and name) or "age" (youngest first).
    """
    wanted: list[ColumnElement[bool]] = []
    if under_five_only:
        wanted.append(under_five_clause(register.today))
    if posyandu_id is not None:
        wanted.append(Family.posyandu_id == posyandu_id)
    if dusun is not None:
        wanted.append(Family.dusun == dusun)
    statement = residents_select(register.today).where(*wanted)
    words = search_text(text).split()
    if words:
        statement = statement.join(SearchEntry, SearchEntry.person_id == Person.id).where(*map(_occurs, words))
    orders: dict[str, tuple[Any, ...]] = {
        "name": (Person.name,),
        "dusun": (Family.dusun, Family.rt, Person.name),
        "age": (Person.born_on.desc(), Person.name),
    }
    page = statement.order_by(*orders.get(order, orders["name"]), Person.id).limit(limit).offset(offset)
    with register.reading() as session:
        total = session.scalar(_counting(statement)) or 0
        return PeoplePage(lines_of(session, page, register.today), total)


def people_lines(register: Register, ids: Iterable[str]) -> tuple[PersonLine, ...]:
    """The lines of these people in the order of the ids; unknown ids are left out."""
    found: dict[str, PersonLine] = {}
    wanted = list(dict.fromkeys(ids))
    with register.reading() as session:
        is_masked = read_settings(session).mask_nik
        for chunk in chunks(wanted):
            for row in session.execute(people_select().where(Person.id.in_(chunk))):
                found[row.Person.id] = person_line(row, today=register.today, is_masked=is_masked)
    return tuple(found[one] for one in wanted if one in found)


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


def _counting(statement: Select[*tuple[Any, ...]]) -> Select[int]:
    return select(func.count()).select_from(statement.with_only_columns(Person.id).subquery())
