"""Moved in: a family that is new to the village, with everybody in it, from a day on."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.services.confirmation import confirm
from core.services.life_events.event import KK_NUMBER, ON, Asks, Event, EventField, with_reason
from core.services.life_events.households import Home, checked_day, join, new_family
from core.store.people import Marriage, Person
from core.store.unit_of_work import UnitOfWork
from core.words import nik as nik_words
from core.words.findings import Finding, Severity
from core.words.names import search_text
from core.words.people import FamilyRole, MaritalStatus, Sex
from core.words.periods import date_words

_COUPLE = frozenset({FamilyRole.HEAD, FamilyRole.HUSBAND, FamilyRole.WIFE})


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One person of a newcomer family."""

    name: str
    sex: Sex | None
    born_on: date | None
    role: FamilyRole = FamilyRole.CHILD
    nik: str = ""
    is_birth_date_approximate: bool = False
    phone: str = ""


@dataclass(frozen=True, slots=True)
class MovedInForm:
    """A newcomer family: its card, its home and its people, one of them head.

    `confirmation_reason` is what was said when something looked odd.
    """

    people: tuple[Newcomer, ...]
    on: date | None = None
    kk_number: str = ""
    home: Home = field(default_factory=Home)
    confirmation_reason: str = ""


def do(uow: UnitOfWork, form: MovedInForm, today: date) -> str:
    """Write the family and its people; spouses and children of the head are linked. Gives the family's id.

    Raises NeedsConfirmation for what looks odd (a NIK without 16 digits or already used, somebody of that name and
    birth date) while `confirmation_reason` is empty.
    """
    session, on = uow.session, checked_day(form.on, today)
    _check(form, on)
    confirm(tuple(_odd(session, form, today)), form.confirmation_reason)
    family = new_family(session, form.kk_number, form.home)
    people = [(one.role, _person(one, on)) for one in form.people]
    session.add_all(person for _, person in people)
    session.flush()
    _link(session, people)
    for role, person in people:
        join(session, person, family.id, role, on)
    head = next(person for role, person in people if role is FamilyRole.HEAD)
    uow.sentence = with_reason(f"Mencatat pindah datang: keluarga {head.name}", form.confirmation_reason)
    return family.id


def _check(form: MovedInForm, on: date) -> None:
    if [one.role for one in form.people].count(FamilyRole.HEAD) != 1:
        raise InputError("Isi anggota keluarga, dengan satu kepala keluarga.", field="people")
    for one in form.people:
        if not one.name.strip() or one.sex is None or one.born_on is None:
            raise InputError("Isi nama, jenis kelamin, dan tanggal lahir setiap orang.", field="people")
        if one.born_on > on:
            raise InputError(f"{one.name.strip()} belum lahir pada {date_words(on)}. Periksa tanggalnya.", field="on")


def _odd(session: Session, form: MovedInForm, today: date) -> Iterator[Finding]:
    """What looks odd about the people, each named, as in registering one of them."""
    used: dict[str, str] = {}
    for one in form.people:
        name, number = " ".join(one.name.split()), nik_words.tidy(one.nik)
        for finding in nik_words.check(number, one.born_on, one.sex, today=today):
            yield replace(finding, field="people", why=f"{name}: {finding.why}")
        owner = used.get(number) or _owner_of(session, number)
        if owner:
            yield _seen_before(f"NIK {name} sudah dipakai {owner}.", "Periksa lagi NIK-nya.")
        elif _is_known(session, name, one.born_on):
            step = "Cari dulu namanya; jangan didaftarkan dua kali."
            yield _seen_before(f"{name} dengan tanggal lahir yang sama sudah terdaftar.", step)
        if number:
            used[number] = name


def _owner_of(session: Session, number: str) -> str | None:
    if not number:
        return None
    return session.scalar(select(Person.name).where(Person.nik == number, Person.merged_into_id.is_(None)).limit(1))


def _is_known(session: Session, name: str, born_on: date | None) -> bool:
    namesakes = session.scalars(select(Person.name).where(Person.born_on == born_on, Person.merged_into_id.is_(None)))
    return any(search_text(other) == search_text(name) for other in namesakes)


def _seen_before(why: str, step: str) -> Finding:
    return Finding("R-KEMBAR-DATA", "people", "Sudah terdaftar?", Severity.YELLOW, why, step, True)


def _person(one: Newcomer, on: date) -> Person:
    person = Person(name=" ".join(one.name.split()), sex=one.sex, born_on=one.born_on, phone=one.phone.strip())
    person.nik = nik_words.tidy(one.nik) or None
    person.is_birth_date_approximate = one.is_birth_date_approximate
    person.birth_date_known_on = on if one.is_birth_date_approximate else None
    return person


def _link(session: Session, people: list[tuple[FamilyRole, Person]]) -> None:
    """Head and spouse are married since before the register; children of the family have them as parents."""
    parents = [person for role, person in people if role in _COUPLE]
    father = next((person for person in parents if person.sex is Sex.MALE), None)
    mothers = [person for person in parents if person.sex is Sex.FEMALE]
    if father is not None:
        for wife in mothers:
            session.add(Marriage(husband_id=father.id, wife_id=wife.id))
            father.marital_status = wife.marital_status = MaritalStatus.MARRIED
    for role, child in people:
        if role is FamilyRole.CHILD:
            # With two wives in the house the card does not say whose child it is.
            mother = mothers[0] if len(mothers) == 1 and mothers[0].born_on < child.born_on else None
            child.mother_id, child.mother_name = (mother.id, mother.name) if mother else (None, "")
            if father is not None and father.born_on < child.born_on:
                child.father_id, child.father_name = father.id, father.name
    session.flush()


EVENT = Event(
    "moved_in",
    "Pindah datang",
    "Satu keluarga baru datang dari tempat lain.",
    MovedInForm,
    (
        EventField("people", "Anggota keluarga", Asks.NEWCOMERS, True),
        ON,
        KK_NUMBER,
        EventField("home", "Rumah", Asks.HOME),
    ),
    do,
)
