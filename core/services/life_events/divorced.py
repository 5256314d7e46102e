"""A divorce: the marriage ends, and whoever moves out takes along whom the form says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from core.errors import InputError
from core.services.life_events.event import KK_NUMBER, NEW_HEADS, ON, ROLES, Asks, Event, EventField
from core.services.life_events.households import (
    Home,
    checked_day,
    family_of,
    head_of,
    home_of,
    marriages_of,
    move_group,
    new_family,
    open_membership,
    person_of,
)
from core.store.people import Marriage, Person
from core.store.unit_of_work import UnitOfWork
from core.words.people import FamilyRole, MaritalStatus, MarriageEnd


@dataclass(frozen=True, slots=True)
class DivorcedForm:
    """The couple; who moves out (None: nobody), with whom, to a known family or (None) a card of their own."""

    husband_id: str
    wife_id: str
    on: date | None = None
    mover_id: str | None = None
    follower_ids: tuple[str, ...] = ()
    to_family_id: str | None = None
    kk_number: str = ""
    home: Home | None = None
    roles: Mapping[str, FamilyRole] = field(default_factory=dict)
    new_head_ids: tuple[str, ...] = ()


def do(uow: UnitOfWork, form: DivorcedForm, today: date) -> str:
    """Write the divorce. Gives the id of the family in which the one who moved (or the husband) lives."""
    session, on = uow.session, checked_day(form.on, today)
    husband, wife = person_of(session, form.husband_id, "husband_id"), person_of(session, form.wife_id, "wife_id")
    _end_marriage(session, husband, wife, on)
    uow.sentence = f"Mencatat perceraian: {husband.name} dan {wife.name}"
    if not form.mover_id:
        return open_membership(session, husband).family_id
    if form.mover_id not in (husband.id, wife.id):
        raise InputError("Yang pindah harus suami atau istri.", field="mover_id")
    mover = husband if form.mover_id == husband.id else wife
    moving = [mover, *(person_of(session, one, "follower_ids") for one in form.follower_ids)]
    if form.to_family_id:
        target = family_of(session, form.to_family_id, "to_family_id")
        host = head_of(session, target.id)
        head = session.get_one(Person, host.person_id) if host is not None else mover
    else:
        own = family_of(session, open_membership(session, mover).family_id)
        target, head = new_family(session, form.kk_number, form.home or home_of(own)), mover
    move_group(session, moving, target.id, head, on, roles=form.roles, new_head_ids=form.new_head_ids)
    return target.id


def _end_marriage(session: Session, husband: Person, wife: Person, on: date) -> None:
    marriage = next((row for row in marriages_of(session, husband.id) if row.wife_id == wife.id), None)
    if marriage is None:
        couple = (husband.marital_status, wife.marital_status)
        if couple != (MaritalStatus.MARRIED, MaritalStatus.MARRIED):
            raise InputError(f"{husband.name} dan {wife.name} tidak tercatat menikah.", field="wife_id")
        # Married before the register began.
        marriage = Marriage(husband_id=husband.id, wife_id=wife.id)
        session.add(marriage)
    if on < max(marriage.from_on or on, husband.born_on, wife.born_on):
        raise InputError("Tanggal cerai tidak boleh sebelum menikah. Periksa tanggalnya.", field="on")
    marriage.to_on, marriage.ended_by = on, MarriageEnd.DIVORCE
    session.flush()
    for person in (husband, wife):
        # A man with another wife stays married.
        if not marriages_of(session, person.id):
            person.marital_status = MaritalStatus.DIVORCED
    session.flush()


EVENT = Event(
    "divorced",
    "Cerai",
    "Mencatat perceraian; siapa pindah, dan anak ikut siapa.",
    DivorcedForm,
    (
        EventField("husband_id", "Suami", Asks.PERSON, True),
        EventField("wife_id", "Istri", Asks.PERSON, True),
        ON,
        EventField("mover_id", "Siapa yang pindah rumah", Asks.PERSON, help="Kosongkan bila tetap serumah"),
        EventField("follower_ids", "Siapa yang ikut pindah", Asks.PEOPLE),
        EventField("to_family_id", "Pindah ke keluarga", Asks.FAMILY, help="Kosongkan bila ke KK baru"),
        KK_NUMBER,
        EventField("home", "Rumah baru", Asks.HOME, help="Kosongkan bila rumah yang sama"),
        ROLES,
        NEW_HEADS,
    ),
    do,
)
