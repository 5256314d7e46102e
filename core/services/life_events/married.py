"""A marriage: who, since when, and where the couple and the children they bring live from then on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from core.errors import InputError
from core.services.confirmation import confirm
from core.services.life_events.event import KK_NUMBER, NEW_HEADS, ON, ROLES, Asks, Event, EventField, with_reason
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
from core.words.age import completed_years
from core.words.findings import Finding, Severity
from core.words.people import FamilyRole, MaritalStatus, Sex

MARRIAGE_YEARS = 19
"""The youngest age at which man and woman may marry (UU 16/2019, article 7)."""


class LivesAt(StrEnum):
    """Where a couple lives."""

    OWN_CARD = "baru"
    HUSBANDS = "suami"
    WIFES = "istri"
    AS_BEFORE = "tetap"

    @property
    def label(self) -> str:
        """The Indonesian words."""
        return {
            "baru": "KK baru berdua",
            "suami": "ikut keluarga suami",
            "istri": "ikut keluarga istri",
            "tetap": "tetap di KK masing-masing",
        }[self.value]


@dataclass(frozen=True, slots=True)
class MarriedForm:
    """Husband and wife, where they live, who comes with them; `home` None is the husband's house.

    `confirmation_reason` is what was said when the marriage looked odd.
    """

    husband_id: str
    wife_id: str
    on: date | None = None
    lives_at: LivesAt = LivesAt.OWN_CARD
    follower_ids: tuple[str, ...] = ()
    kk_number: str = ""
    home: Home | None = None
    roles: Mapping[str, FamilyRole] = field(default_factory=dict)
    new_head_ids: tuple[str, ...] = ()
    confirmation_reason: str = ""


def do(uow: UnitOfWork, form: MarriedForm, today: date) -> str:
    """Write the marriage and the moves it brings. Gives the id of the couple's (or the husband's) family.

    Raises NeedsConfirmation when one of them is younger than 19 while `confirmation_reason` is empty.
    """
    session, on = uow.session, checked_day(form.on, today)
    husband, wife = person_of(session, form.husband_id, "husband_id"), person_of(session, form.wife_id, "wife_id")
    _check(session, husband, wife, on)
    confirm(_too_young(husband, wife, on), form.confirmation_reason)
    session.add(Marriage(husband_id=husband.id, wife_id=wife.id, from_on=on))
    husband.marital_status = wife.marital_status = MaritalStatus.MARRIED
    session.flush()
    followers = [person_of(session, one, "follower_ids") for one in form.follower_ids]
    uow.sentence = with_reason(f"Mencatat pernikahan: {husband.name} dan {wife.name}", form.confirmation_reason)
    own = open_membership(session, husband).family_id
    match form.lives_at:
        case LivesAt.AS_BEFORE:
            return own
        case LivesAt.OWN_CARD:
            home = form.home or home_of(family_of(session, own))
            target, moving, roles = (
                new_family(session, form.kk_number, home).id,
                [husband, wife, *followers],
                form.roles,
            )
            head = husband
        case LivesAt.HUSBANDS:
            target, moving = own, [wife, *followers]
            head, roles = _hosted(session, wife, husband, own, form.roles)
        case LivesAt.WIFES:
            target, moving = open_membership(session, wife).family_id, [husband, *followers]
            head, roles = _hosted(session, husband, wife, target, form.roles)
    move_group(session, moving, target, head, on, roles=roles, new_head_ids=form.new_head_ids)
    return target


def _check(session: Session, husband: Person, wife: Person, on: date) -> None:
    if husband.sex is not Sex.MALE:
        raise InputError(f"{husband.name} tercatat perempuan. Pilih suaminya.", field="husband_id")
    if wife.sex is not Sex.FEMALE:
        raise InputError(f"{wife.name} tercatat laki-laki. Pilih istrinya.", field="wife_id")
    if marriages_of(session, wife.id):
        raise InputError(f"{wife.name} masih tercatat menikah. Catat dulu perceraian atau kematian suaminya.")
    for person in (husband, wife):
        open_membership(session, person)
        if on <= person.born_on:
            raise InputError(f"{person.name} belum lahir pada tanggal ini. Periksa tanggalnya.", field="on")


def _too_young(husband: Person, wife: Person, on: date) -> tuple[Finding, ...]:
    """R-UMUR-NIKAH — below 19 years only a court allows it, so it is more often a wrong date. UU 16/2019, article 7."""
    found = []
    for person, key in ((husband, "husband_id"), (wife, "wife_id")):
        years = completed_years(person.born_on, on)
        if years < MARRIAGE_YEARS:
            why = f"{person.name} baru {years} tahun pada tanggal itu, sedangkan umur nikah paling muda 19 tahun."
            step = "Periksa tanggal nikah dan tanggal lahirnya."
            found.append(Finding("R-UMUR-NIKAH", key, "Di bawah umur", Severity.YELLOW, why, step, True))
    return tuple(found)


def _hosted(
    session: Session, guest: Person, host: Person, family_id: str, given: Mapping[str, FamilyRole]
) -> tuple[Person, Mapping[str, FamilyRole]]:
    """The head of the family that takes the guest in, and the roles; under a parent-in-law the guest is menantu."""
    membership = head_of(session, family_id)
    head = session.get_one(Person, membership.person_id) if membership is not None else host
    if head.id in (host.id, guest.id) or guest.id in given:
        return head, given
    return head, {guest.id: FamilyRole.SON_IN_LAW, **given}


EVENT = Event(
    "married",
    "Menikah",
    "Mencatat pernikahan dan di KK mana mereka tinggal.",
    MarriedForm,
    (
        EventField("husband_id", "Suami", Asks.PERSON, True),
        EventField("wife_id", "Istri", Asks.PERSON, True),
        ON,
        EventField("lives_at", "Tinggal", Asks.CHOICE, True, choices=tuple((one.value, one.label) for one in LivesAt)),
        EventField("follower_ids", "Siapa yang ikut", Asks.PEOPLE, help="Misalnya anak dari pernikahan dulu"),
        KK_NUMBER,
        EventField("home", "Rumah", Asks.HOME, help="Kosongkan bila rumah suami"),
        ROLES,
        NEW_HEADS,
    ),
    do,
)
