"""Pecah KK: part of a family gets a card of its own, with its own head and home."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.errors import InputError
from core.services.life_events.event import KK_NUMBER, NEW_HEADS, ON, ROLES, Asks, Event, EventField
from core.services.life_events.households import (
    Home,
    checked_day,
    family_of,
    home_of,
    members_of,
    move_group,
    names_of,
    new_family,
    person_of,
)
from core.store.unit_of_work import UnitOfWork
from core.words.people import FamilyRole


@dataclass(frozen=True, slots=True)
class CardSplitForm:
    """Who leaves the card under which head; `home` None keeps the house. `new_head_ids`: head of those who stay."""

    family_id: str
    person_ids: tuple[str, ...]
    head_id: str
    on: date | None = None
    kk_number: str = ""
    home: Home | None = None
    roles: Mapping[str, FamilyRole] = field(default_factory=dict)
    new_head_ids: tuple[str, ...] = ()


def do(uow: UnitOfWork, form: CardSplitForm, today: date) -> str:
    """Write the split; somebody has to stay. Gives the new family's id."""
    session, on = uow.session, checked_day(form.on, today)
    family = family_of(session, form.family_id)
    leaving = [person_of(session, one, "person_ids") for one in dict.fromkeys(form.person_ids)]
    if not leaving:
        raise InputError("Pilih siapa yang pindah ke KK baru.", field="person_ids")
    here = {row.person_id for row in members_of(session, family.id)}
    stranger = next((person for person in leaving if person.id not in here), None)
    if stranger is not None:
        raise InputError(f"{stranger.name} bukan anggota keluarga ini.", field="person_ids")
    if len(leaving) == len(here):
        raise InputError("Semua anggota ikut; harus ada yang tinggal di KK lama.", field="person_ids")
    head = next((person for person in leaving if person.id == form.head_id), None)
    if head is None:
        raise InputError("Pilih kepala keluarga KK baru dari yang pindah.", field="head_id")
    split = new_family(session, form.kk_number, form.home or home_of(family))
    roles = {**form.roles, head.id: FamilyRole.HEAD}
    move_group(session, leaving, split.id, head, on, roles=roles, new_head_ids=form.new_head_ids)
    uow.sentence = f"Memecah KK: {names_of(leaving)}"
    return split.id


EVENT = Event(
    "card_split",
    "Pecah KK",
    "Sebagian anggota mendapat kartu keluarga sendiri.",
    CardSplitForm,
    (
        EventField("family_id", "Keluarga", Asks.FAMILY, True),
        EventField("person_ids", "Siapa yang pindah ke KK baru", Asks.PEOPLE, True),
        EventField("head_id", "Kepala keluarga KK baru", Asks.PERSON, True),
        ON,
        KK_NUMBER,
        EventField("home", "Rumah", Asks.HOME, help="Kosongkan bila tetap serumah"),
        ROLES,
        NEW_HEADS,
    ),
    do,
)
