"""Came back: people who had moved away or were missing live in their family again from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.services.life_events.event import NEW_HEADS, ON, ROLES, Asks, Event, EventField
from core.services.life_events.households import (
    Home,
    checked_day,
    family_of,
    guessed_role,
    head_of,
    home_of,
    join,
    members_of,
    names_of,
    settle_head,
)
from core.services.life_events.moved_within import change_home
from core.store.people import Family, FamilyMember, Person, last_membership_id
from core.store.unit_of_work import UnitOfWork
from core.words.people import FamilyRole, LifeStatus

_AWAY = (LifeStatus.MOVED_AWAY, LifeStatus.MISSING)


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """Who of a family comes back (nobody named: all who left), from which day, to which home (None: the old one)."""

    family_id: str
    on: date | None = None
    person_ids: tuple[str, ...] = ()
    home: Home | None = None
    roles: Mapping[str, FamilyRole] = field(default_factory=dict)
    new_head_ids: tuple[str, ...] = ()


def do(uow: UnitOfWork, form: ReturnedForm, today: date) -> str:
    """Write the return. Gives the family's id."""
    session, on = uow.session, checked_day(form.on, today)
    family = family_of(session, form.family_id)
    gone = [(row, person) for row, person in _away(session, family) if person.id in (form.person_ids or (person.id,))]
    if not gone or len(gone) < len(set(form.person_ids)):
        raise InputError("Pilih siapa yang kembali dari daftar yang pernah pindah.", field="person_ids")
    was_empty = not members_of(session, family.id)
    # Who was head before is head again, unless somebody who stayed has become it.
    gone.sort(key=lambda one: int(one[0].role))
    for row, person in gone:
        head = head_of(session, family.id)
        role = form.roles.get(person.id) or row.role
        if head is not None and role is FamilyRole.HEAD:
            role = guessed_role(session, person, session.get_one(Person, head.person_id), on)
        person.status, person.status_changed_on = LifeStatus.ALIVE, None
        join(session, person, family.id, role, on)
    if was_empty:
        settle_head(session, family.id, form.new_head_ids, on)
    if form.home is not None and form.home != home_of(family):
        change_home(uow, family, form.home, on)
    uow.sentence = f"Mencatat kembali: {names_of([person for _, person in gone])}"
    return family.id


def _away(session: Session, family: Family) -> list[tuple[FamilyMember, Person]]:
    statement = (
        select(FamilyMember, Person)
        .join(Person, Person.id == FamilyMember.person_id)
        .where(FamilyMember.family_id == family.id, FamilyMember.id == last_membership_id())
        .where(Person.status.in_(_AWAY), Person.merged_into_id.is_(None))
        .order_by(Person.born_on, Person.id)
    )
    return [(row, person) for row, person in session.execute(statement)]


EVENT = Event(
    "returned",
    "Kembali ke desa",
    "Keluarga atau orang yang pernah pindah datang lagi; riwayatnya disambung.",
    ReturnedForm,
    (
        EventField("family_id", "Keluarga", Asks.FAMILY, True),
        EventField("person_ids", "Siapa yang kembali", Asks.PEOPLE, help="Kosongkan bila semua"),
        ON,
        EventField("home", "Rumah", Asks.HOME, help="Kosongkan bila rumah yang dulu"),
        ROLES,
        NEW_HEADS,
    ),
    do,
)
