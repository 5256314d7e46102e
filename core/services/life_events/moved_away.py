"""Moved away from the village: the stay ends with the day of leaving, everything known stays."""

from dataclasses import dataclass
from datetime import date

from core.errors import InputError
from core.services.life_events.event import NEW_HEADS, ON, Asks, Event, EventField
from core.services.life_events.households import (
    checked_day,
    family_of,
    head_of,
    leave,
    members_of,
    names_of,
    settle_head,
)
from core.store.people import Person
from core.store.unit_of_work import UnitOfWork
from core.words.people import LifeStatus


@dataclass(frozen=True, slots=True)
class MovedAwayForm:
    """Who of a family leaves (nobody named: all), on which day, and where to."""

    family_id: str
    on: date | None = None
    person_ids: tuple[str, ...] = ()
    destination: str = ""
    new_head_ids: tuple[str, ...] = ()


def do(uow: UnitOfWork, form: MovedAwayForm, today: date) -> str:
    """Write the move; the day of leaving still counts. Gives the family's id."""
    session, on = uow.session, checked_day(form.on, today)
    family = family_of(session, form.family_id)
    members = members_of(session, family.id)
    leaving = [row for row in members if not form.person_ids or row.person_id in form.person_ids]
    if not leaving or len(leaving) < len(set(form.person_ids)):
        raise InputError("Pilih anggota keluarga yang pindah dari daftar.", field="person_ids")
    had_head = head_of(session, family.id) is not None
    people = [session.get_one(Person, row.person_id) for row in leaving]
    for person, row in zip(people, leaving, strict=True):
        leave(person, row, on)
        person.status, person.status_changed_on = LifeStatus.MOVED_AWAY, on
    session.flush()
    if had_head:
        settle_head(session, family.id, form.new_head_ids, on)
    where = f" ke {form.destination.strip()}" if form.destination.strip() else ""
    uow.sentence = f"Mencatat pindah pergi: {names_of(people)}{where}"
    return family.id


EVENT = Event(
    "moved_away",
    "Pindah keluar desa",
    "Satu keluarga atau sebagian pindah ke tempat lain.",
    MovedAwayForm,
    (
        EventField("family_id", "Keluarga", Asks.FAMILY, True),
        EventField("person_ids", "Siapa yang pindah", Asks.PEOPLE, help="Kosongkan bila semua"),
        ON,
        EventField("destination", "Pindah ke mana", Asks.TEXT),
        NEW_HEADS,
    ),
    do,
)
