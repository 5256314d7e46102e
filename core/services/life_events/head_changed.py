"""Another head of the family: the roles change from a day on, everybody stays where they live."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.errors import InputError
from core.services.life_events.event import ON, ROLES, Asks, Event, EventField
from core.services.life_events.households import (
    checked_day,
    family_of,
    guessed_role,
    members_of,
    move,
    person_of,
)
from core.store.people import Person
from core.store.unit_of_work import UnitOfWork
from core.words.people import FamilyRole


@dataclass(frozen=True, slots=True)
class HeadChangedForm:
    """The new head of a family; roles of the others, the former head's among them, where they change."""

    family_id: str
    head_id: str
    on: date | None = None
    roles: Mapping[str, FamilyRole] = field(default_factory=dict)


def do(uow: UnitOfWork, form: HeadChangedForm, today: date) -> str:
    """Write the change of head. Gives the family's id."""
    session, on = uow.session, checked_day(form.on, today)
    family = family_of(session, form.family_id)
    head = person_of(session, form.head_id, "head_id")
    members = members_of(session, family.id)
    if head.id not in {row.person_id for row in members}:
        raise InputError(f"{head.name} bukan anggota keluarga ini.", field="head_id")
    for row in members:
        person = session.get_one(Person, row.person_id)
        if person.id == head.id:
            move(session, person, family.id, FamilyRole.HEAD, on)
        elif person.id in form.roles and form.roles[person.id] is not FamilyRole.HEAD:
            move(session, person, family.id, form.roles[person.id], on)
        elif row.role is FamilyRole.HEAD:
            move(session, person, family.id, guessed_role(session, person, head, on), on)
    uow.sentence = f"Mengganti kepala keluarga: {head.name}"
    return family.id


EVENT = Event(
    "head_changed",
    "Ganti kepala keluarga",
    "Kepala keluarga berganti; semua tetap serumah.",
    HeadChangedForm,
    (
        EventField("family_id", "Keluarga", Asks.FAMILY, True),
        EventField("head_id", "Kepala keluarga baru", Asks.PERSON, True),
        ON,
        ROLES,
    ),
    do,
)
