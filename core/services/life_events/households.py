"""The moves every life event is made of: leaving a family, joining one, taking a role; nobody is in two at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.store.people import Family, FamilyMember, Marriage, Person
from core.store.places import Posyandu
from core.words import nik as nik_words
from core.words.age import completed_years
from core.words.people import FamilyRole, LifeStatus, Sex
from core.words.periods import date_words

GROWN_YEARS = 17
"""From this age on a person has a KTP and is guessed to be no child of the family (UU 24/2013)."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a house stands and which posyandu serves it."""

    address: str = ""
    dusun: str = ""
    rw: str = ""
    rt: str = ""
    posyandu_id: str | None = None


def home_of(family: Family) -> Home:
    """The present home of a family."""
    return Home(**{field.name: getattr(family, field.name) for field in fields(Home)})


def checked_day(on: date | None, today: date) -> date:
    """The day of the event. Raises InputError when it is missing or still to come."""
    if on is None:
        raise InputError("Tanggal kejadian belum diisi.", field="on")
    if on > today:
        raise InputError("Tanggal kejadian tidak boleh sesudah hari ini.", field="on")
    return on


def person_of(session: Session, person_id: str, field: str = "person_id") -> Person:
    """A person by id. Raises InputError when nobody was chosen, or the person was merged into another."""
    person = session.get(Person, person_id) if person_id else None
    if person is None or person.merged_into_id is not None:
        raise InputError("Pilih dulu orangnya dari daftar.", field=field)
    return person


def family_of(session: Session, family_id: str, field: str = "family_id") -> Family:
    """A family by id. Raises InputError when none was chosen."""
    family = session.get(Family, family_id) if family_id else None
    if family is None:
        raise InputError("Pilih dulu keluarganya dari daftar.", field=field)
    return family


def open_membership(session: Session, person: Person) -> FamilyMember:
    """The membership of somebody who lives here now. Raises InputError for the dead and those who left."""
    membership = session.scalars(
        select(FamilyMember).where(FamilyMember.person_id == person.id, FamilyMember.to_on.is_(None)).limit(1)
    ).first()
    if membership is None or person.status is not LifeStatus.ALIVE:
        raise InputError(f"{person.name} sudah tidak tinggal di sini ({person.status.label.lower()}).")
    return membership


def members_of(session: Session, family_id: str) -> list[FamilyMember]:
    """The open memberships of a family whose people live here now, in the order of the family card."""
    rows = session.scalars(
        select(FamilyMember)
        .join(Person, Person.id == FamilyMember.person_id)
        .where(
            FamilyMember.family_id == family_id,
            FamilyMember.to_on.is_(None),
            Person.status == LifeStatus.ALIVE,
            Person.merged_into_id.is_(None),
        )
        .order_by(Person.born_on, Person.id)
    )
    return sorted(rows, key=lambda row: int(row.role))


def head_of(session: Session, family_id: str) -> FamilyMember | None:
    """The membership of the present head of a family."""
    return next((row for row in members_of(session, family_id) if row.role is FamilyRole.HEAD), None)


def leave(person: Person, membership: FamilyMember, last_on: date) -> None:
    """Close a stay with its last day. Raises InputError when that is before birth or before the stay began."""
    _check_order(person, membership, last_on)
    membership.to_on = last_on


def move(session: Session, person: Person, family_id: str, role: FamilyRole, on: date) -> None:
    """Let a person live in another family from a day on; the old stay ends the day before."""
    membership = open_membership(session, person)
    _check_order(person, membership, on)
    if membership.family_id == family_id and membership.role is role:
        return
    if on in (membership.from_on, person.born_on):
        # A stay that began on this very day would have no day left.
        membership.family_id, membership.role = family_id, role
    else:
        membership.to_on = on - ONE_DAY
        session.add(FamilyMember(family_id=family_id, person_id=person.id, role=role, from_on=on))
    session.flush()


def join(session: Session, person: Person, family_id: str, role: FamilyRole, on: date) -> None:
    """Let somebody who lives in no family live in one from a day on. Raises InputError when the last stay is later."""
    stays = session.scalars(select(FamilyMember).where(FamilyMember.person_id == person.id))
    last_on = max((row.to_on or date.max for row in stays), default=date.min)
    if on < person.born_on or on <= last_on:
        since = f" dan baru pergi {date_words(last_on)}" if date.min < last_on < date.max else ""
        raise InputError(f"{person.name} lahir {date_words(person.born_on)}{since}. Periksa tanggalnya.", field="on")
    session.add(FamilyMember(family_id=family_id, person_id=person.id, role=role, from_on=on))
    session.flush()


def settle_head(session: Session, family_id: str, new_head_ids: Iterable[str], on: date) -> None:
    """Give a family whose head is gone the new head that was chosen; who is left alone is head. None for an empty one.

    Raises InputError (`new_head_ids`) when people remain and none of them was chosen.
    """
    remaining = members_of(session, family_id)
    if not remaining or any(row.role is FamilyRole.HEAD for row in remaining):
        return
    wanted = {row.person_id for row in remaining} if len(remaining) == 1 else set(new_head_ids)
    chosen = next((row for row in remaining if row.person_id in wanted), None)
    if chosen is None:
        names = [session.get_one(Person, row.person_id).name for row in remaining]
        raise InputError(f"Pilih kepala keluarga yang baru: {', '.join(names)}.", field="new_head_ids")
    move(session, session.get_one(Person, chosen.person_id), family_id, FamilyRole.HEAD, on)


def move_group(
    session: Session,
    people: Sequence[Person],
    family_id: str,
    head: Person,
    on: date,
    *,
    roles: Mapping[str, FamilyRole],
    new_head_ids: Iterable[str] = (),
) -> None:
    """Move people into a family whose head is `head`, and settle the heads of the families they left.

    Roles not given are guessed: `guessed_role`.
    """
    headed = {
        row.family_id
        for row in (open_membership(session, person) for person in people)
        if row.family_id != family_id and head_of(session, row.family_id) is not None
    }
    for person in people:
        move(session, person, family_id, roles.get(person.id) or guessed_role(session, person, head, on), on)
    for left_id in sorted(headed):
        settle_head(session, left_id, new_head_ids, on)


def guessed_role(session: Session, person: Person, head: Person, on: date) -> FamilyRole:
    """Place in the card as far as the register knows: head, spouse, child, parent; else by age."""
    if person.id == head.id:
        return FamilyRole.HEAD
    spouses = {row.wife_id if row.husband_id == head.id else row.husband_id for row in marriages_of(session, head.id)}
    if person.id in spouses:
        return FamilyRole.WIFE if person.sex is Sex.FEMALE else FamilyRole.HUSBAND
    if {person.mother_id, person.father_id} & {head.id, *spouses}:
        return FamilyRole.CHILD
    if person.id in (head.mother_id, head.father_id):
        return FamilyRole.PARENT
    return FamilyRole.CHILD if completed_years(person.born_on, on) < GROWN_YEARS else FamilyRole.OTHER_RELATIVE


def marriages_of(session: Session, person_id: str) -> Sequence[Marriage]:
    """The marriages of a person that are not over."""
    is_party = or_(Marriage.husband_id == person_id, Marriage.wife_id == person_id)
    return session.scalars(select(Marriage).where(is_party, Marriage.to_on.is_(None)).order_by(Marriage.id)).all()


def new_family(session: Session, kk_number: str, home: Home) -> Family:
    """A new family card. Raises InputError for a KK number that another family has, or an unknown posyandu."""
    number = nik_words.tidy(kk_number) or None
    problem = nik_words.kk_problem(kk_number)
    if problem:
        raise InputError(problem, field="kk_number")
    if number is not None and session.scalar(select(Family.id).where(Family.kk_number == number).limit(1)):
        raise InputError("Nomor KK ini sudah dipakai keluarga lain. Periksa nomornya.", field="kk_number")
    family = Family(kk_number=number)
    put_home(session, family, home)
    session.add(family)
    session.flush()
    return family


def put_home(session: Session, family: Family, home: Home) -> None:
    """Write a home into a family. Raises InputError for an unknown posyandu."""
    if home.posyandu_id is not None and session.get(Posyandu, home.posyandu_id) is None:
        raise InputError("Posyandu ini tidak ada di register. Pilih dari daftar.", field="posyandu_id")
    for name in ("address", "dusun", "rw", "rt"):
        setattr(family, name, " ".join(getattr(home, name).split()))
    family.posyandu_id = home.posyandu_id


def names_of(people: Sequence[Person]) -> str:
    """`Siti`, `Siti dan Budi`, `Siti dan 3 orang lain`."""
    if len(people) <= 2:
        return " dan ".join(person.name for person in people)
    return f"{people[0].name} dan {len(people) - 1} orang lain"


def _check_order(person: Person, membership: FamilyMember, on: date) -> None:
    if on < person.born_on:
        raise InputError(f"{person.name} belum lahir pada {date_words(on)}. Periksa tanggalnya.", field="on")
    if membership.from_on is not None and on < membership.from_on:
        raise InputError(
            f"{person.name} baru masuk keluarga ini {date_words(membership.from_on)}. "
            "Tanggalnya tidak boleh sebelum itu.",
            field="on",
        )
