"""Gabung KK: everybody of one family goes over to another family's card."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.errors import InputError
from core.services.life_events.event import ON, ROLES, Asks, Event, EventField
from core.services.life_events.households import (
    checked_day,
    family_of,
    guessed_role,
    head_of,
    members_of,
    move_group,
    names_of,
)
from core.store.people import Person
from core.store.unit_of_work import UnitOfWork
from core.words.people import FamilyRole


@dataclass(frozen=True, slots=True)
class CardsMergedForm:
    """The family that ends, the family it joins, and the roles of those who come where the guess is wrong."""

    family_id: str
    into_family_id: str
    on: date | None = None
    roles: Mapping[str, FamilyRole] = field(default_factory=dict)


def do(uow: UnitOfWork, form: CardsMergedForm, today: date) -> str:
    """Write the merge; the head of the family that takes them in stays head. Gives that family's id."""
    session, on = uow.session, checked_day(form.on, today)
    family, into = family_of(session, form.family_id), family_of(session, form.into_family_id, "into_family_id")
    if family.id == into.id:
        raise InputError("Pilih dua keluarga yang berbeda.", field="into_family_id")
    coming = [session.get_one(Person, row.person_id) for row in members_of(session, family.id)]
    hosts = members_of(session, into.id)
    if not coming or not hosts:
        raise InputError("Keluarga ini sudah tidak punya anggota yang tinggal di sini.", field="family_id")
    head = session.get_one(Person, (head_of(session, into.id) or hosts[0]).person_id)
    roles = {one.id: form.roles.get(one.id) or guessed_role(session, one, head, on) for one in coming}
    if FamilyRole.HEAD in roles.values() and head_of(session, into.id) is not None:
        raise InputError("Satu KK hanya punya satu kepala keluarga.", field="roles")
    move_group(session, coming, into.id, head, on, roles=roles)
    uow.sentence = f"Menggabung KK: {names_of(coming)} ke keluarga {head.name}"
    return into.id


EVENT = Event(
    "cards_merged",
    "Gabung KK",
    "Semua anggota satu KK masuk ke KK lain.",
    CardsMergedForm,
    (
        EventField("family_id", "Keluarga yang bergabung", Asks.FAMILY, True),
        EventField("into_family_id", "Bergabung ke keluarga", Asks.FAMILY, True),
        ON,
        ROLES,
    ),
    do,
)
