"""Moved within the village: the family's old home becomes a dated past home, the new one stands in the family."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import func, select

from core.errors import InputError
from core.services.life_events.event import ON, Asks, Event, EventField
from core.services.life_events.households import (
    ONE_DAY,
    Home,
    checked_day,
    family_of,
    head_of,
    home_of,
    members_of,
    put_home,
)
from core.store.people import Family, FamilyHome, Person
from core.store.unit_of_work import UnitOfWork
from core.words.periods import date_words


@dataclass(frozen=True, slots=True)
class MovedWithinForm:
    """The family and its new home from a day on."""

    family_id: str
    home: Home
    on: date | None = None


def do(uow: UnitOfWork, form: MovedWithinForm, today: date) -> str:
    """Write the move of the house. Gives the family's id."""
    session, on = uow.session, checked_day(form.on, today)
    family = family_of(session, form.family_id)
    members = members_of(session, family.id)
    if not members:
        raise InputError("Keluarga ini sudah tidak punya anggota yang tinggal di sini.", field="family_id")
    change_home(uow, family, form.home, on)
    head = head_of(session, family.id) or members[0]
    uow.sentence = f"Mencatat pindah rumah: keluarga {session.get_one(Person, head.person_id).name}"
    return family.id


def change_home(uow: UnitOfWork, family: Family, home: Home, on: date) -> None:
    """Let a family live elsewhere from a day on. Raises InputError when the present home began later, or is the same.

    Also used for a family that comes back to another house.
    """
    session = uow.session
    last_on = session.scalar(select(func.max(FamilyHome.until_on)).where(FamilyHome.family_id == family.id))
    if last_on is not None and on <= last_on:
        raise InputError(
            f"Keluarga ini tinggal di rumah lamanya sampai {date_words(last_on)}. Tanggalnya harus sesudah itu.",
            field="on",
        )
    old = home_of(family)
    put_home(session, family, home)
    if home_of(family) == old:
        raise InputError("Rumah barunya sama dengan yang lama. Isi dusun, RT, atau alamat yang baru.", field="home")
    from_on = None if last_on is None else last_on + ONE_DAY
    if from_on != on:
        session.add(FamilyHome(family_id=family.id, from_on=from_on, until_on=on - ONE_DAY, **asdict(old)))
    session.flush()


EVENT = Event(
    "moved_within",
    "Pindah rumah dalam desa",
    "Satu keluarga pindah dusun, RT, atau alamat.",
    MovedWithinForm,
    (
        EventField("family_id", "Keluarga", Asks.FAMILY, True),
        EventField("home", "Rumah baru", Asks.HOME, True),
        ON,
    ),
    do,
)
