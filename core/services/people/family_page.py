"""A family on a day: who is in the house, what each needs now, who belonged to it before, and where it lived."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.people.life_stages import stages_on
from core.services.people.mother_needs import mother_needs
from core.services.people.people_rows import lines_of, people_select, person_line, residents_select
from core.services.register import Register
from core.services.setup import read_settings
from core.services.views import PersonLine
from core.store.people import Family, FamilyHome, FamilyMember, Person
from core.store.places import Posyandu
from core.store.visits import Measurement
from core.words.life_stage import LifeStage, life_stage
from core.words.nik import mask
from core.words.people import FamilyRole, LifeStatus


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """Somebody of a house on a day: place in the card, life stage, and what it needs now (empty: nothing)."""

    person: PersonLine
    role: FamilyRole
    stage: LifeStage | None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PastHome:
    """Where a family lived before: from a day (None: always) until and including a day."""

    from_on: date | None
    until_on: date
    place: str


@dataclass(frozen=True, slots=True)
class PastMember:
    """Somebody who belonged to the family before: until which day, and where it is now."""

    person: PersonLine
    role: FamilyRole
    from_on: date | None
    to_on: date
    status: LifeStatus


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """A family on a day: card, home, everybody in the house, and what was before."""

    family_id: str
    kk_masked: str
    place: str
    posyandu: str
    on: date
    members: tuple[HouseholdMember, ...]
    past_members: tuple[PastMember, ...]
    past_homes: tuple[PastHome, ...]


def household_on(register: Register, family_id: str, day: date) -> tuple[HouseholdMember, ...]:
    """Who lived in a family on a day, head first; ages and stages are of that day. Empty for an unknown family."""
    with register.reading() as session:
        return _household(session, family_id, day, today=None)


def family_page(register: Register, family_id: str, on: date | None = None) -> FamilyPage:
    """Everything of a family as of a day (None: today). Raises InputError for an unknown family."""
    day = on or register.today
    with register.reading() as session:
        family = session.get(Family, family_id)
        if family is None:
            raise InputError("Keluarga ini tidak ada di register. Cari lagi namanya.")
        homes = homes_of(session, family)
        home = home_on(family, homes, day)
        posyandu = session.get(Posyandu, home.posyandu_id) if home.posyandu_id else None
        is_masked = read_settings(session).mask_nik
        sees_health = register.may(Action.SEE_HEALTH)
        members = _household(session, family_id, day, today=day, sees_health=sees_health)
        return FamilyPage(
            family_id=family_id,
            kk_masked=mask(family.kk_number) if is_masked else family.kk_number or "",
            place=place_of(home),
            posyandu=posyandu.name if posyandu is not None else "",
            on=day,
            members=members,
            past_members=tuple(_past_members(session, family_id, day, {one.person.id for one in members})),
            past_homes=tuple(PastHome(one.from_on, one.until_on, place_of(one)) for one in homes if one.until_on < day),
        )


def _household(
    session: Session, family_id: str, day: date, *, today: date | None, sees_health: bool = True
) -> tuple[HouseholdMember, ...]:
    statement = residents_select(day).add_columns(FamilyMember.role.label("role"))
    rows = session.execute(
        statement.where(FamilyMember.family_id == family_id).order_by(Person.born_on, Person.id)
    ).all()
    is_masked = read_settings(session).mask_nik
    stages = stages_on(session, [row.Person.id for row in rows], day) if sees_health else {}
    weighed = _last_visits(session, [row.Person.id for row in rows]) if today else {}
    mothers = mother_needs(session, [row.Person.id for row in rows], day) if today and sees_health else {}
    members = [
        HouseholdMember(
            person=person_line(row, today=day, is_masked=is_masked),
            role=row.role,
            stage=(stage := stages.get(row.Person.id) or life_stage(row.Person.born_on, day)),
            needs=tuple(_needs(row.Person, stage, weighed.get(row.Person.id), mothers.get(row.Person.id, ()), today))
            if today
            else (),
        )
        for row in rows
    ]
    return tuple(sorted(members, key=lambda member: int(member.role)))


def _needs(
    person: Person, stage: LifeStage | None, weighed_on: date | None, as_mother: tuple[str, ...], today: date
) -> Iterator[str]:
    """What somebody of the house needs now, as far as the register asks for it."""
    if stage in (LifeStage.INFANT, LifeStage.TODDLER):
        if weighed_on is None or (weighed_on.year, weighed_on.month) != (today.year, today.month):
            yield "belum ditimbang bulan ini"
        if person.kia_book_on is None:
            yield "belum punya Buku KIA"
    yield from as_mother
    if person.nik is None:
        yield "belum ber-NIK"


def _last_visits(session: Session, ids: list[str]) -> dict[str, date]:
    rows = session.execute(
        select(Measurement.person_id, Measurement.measured_on)
        .where(Measurement.person_id.in_(ids))
        .order_by(Measurement.measured_on)
    )
    return dict(rows.all())


def _past_members(session: Session, family_id: str, day: date, present: set[str]) -> Iterator[PastMember]:
    rows = session.scalars(
        select(FamilyMember)
        .where(FamilyMember.family_id == family_id, FamilyMember.to_on < day)
        .order_by(FamilyMember.to_on.desc(), FamilyMember.role, FamilyMember.id)
    ).all()
    latest = {row.person_id: row for row in reversed(rows) if row.person_id not in present}
    lines = {line.id: line for line in lines_of(session, people_select().where(Person.id.in_(latest)), day)}
    for person_id, row in sorted(latest.items(), key=lambda one: one[1].to_on or day, reverse=True):
        person = session.get_one(Person, person_id)
        if person.merged_into_id is None and row.to_on is not None:
            yield PastMember(lines[person_id], row.role, row.from_on, row.to_on, person.status)


def homes_of(session: Session, family: Family) -> Sequence[FamilyHome]:
    """The past homes of a family, latest first."""
    past = select(FamilyHome).where(FamilyHome.family_id == family.id)
    return session.scalars(past.order_by(FamilyHome.until_on.desc())).all()


def home_on(family: Family, homes: Sequence[FamilyHome], day: date) -> Family | FamilyHome:
    """Where a family lived on a day: the past home that holds it, else the present one."""
    return next((one for one in homes if one.until_on >= day and (one.from_on or day) <= day), family)


def place_of(home: Family | FamilyHome) -> str:
    """The address of a home in words, without its posyandu."""
    parts = [home.address, f"Dusun {home.dusun}" if home.dusun else "", f"RT {home.rt}" if home.rt else ""]
    parts.append(f"RW {home.rw}" if home.rw else "")
    return ", ".join(part for part in parts if part) or "tempat belum diisi"
