"""Where a child is born to: its mother's family on that day and after, its place in it, and its mother's husband."""

from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.services.people.person_stays import stays_of
from core.services.people.residence import is_member_on
from core.store.people import FamilyMember, Marriage, Person
from core.words.people import FamilyRole, Sex

_PREGNANCY = timedelta(days=300)
_COUPLE = {FamilyRole.HEAD: FamilyRole.HUSBAND, FamilyRole.WIFE: FamilyRole.HEAD}
_ROLE_OF_CHILD = {
    FamilyRole.HEAD: FamilyRole.CHILD,
    FamilyRole.WIFE: FamilyRole.CHILD,
    FamilyRole.HUSBAND: FamilyRole.CHILD,
    FamilyRole.CHILD: FamilyRole.GRANDCHILD,
    FamilyRole.SON_IN_LAW: FamilyRole.GRANDCHILD,
}


def child_role(session: Session, mother_id: str, on: date) -> FamilyRole | None:
    """The place in the family card of a child born on a day: anak of head or wife, cucu of their daughter (SHDK).

    None for a mother who lived in no family that day; another relative's child is another relative (famili lain).
    """
    stay = session.scalars(
        select(FamilyMember).where(FamilyMember.person_id == mother_id, is_member_on(on)).limit(1)
    ).first()
    return None if stay is None else _ROLE_OF_CHILD.get(stay.role, FamilyRole.OTHER_RELATIVE)


def cohabiting_husband(session: Session, mother: Person, on: date) -> Person | None:
    """Her husband when the child was conceived or born: by a marriage written down, else by the family card."""
    married = session.scalars(
        select(Person)
        .join(Marriage, Marriage.husband_id == Person.id)
        .where(
            Marriage.wife_id == mother.id,
            or_(Marriage.from_on.is_(None), Marriage.from_on <= on),
            or_(Marriage.to_on.is_(None), Marriage.to_on >= on - _PREGNANCY),
        )
        .order_by(Marriage.to_on.is_not(None), Marriage.to_on.desc(), Marriage.id.desc())
    ).first()
    return married or _by_card(session, mother, on)


def follow_mother(session: Session, child: Person, mother: Person, role: FamilyRole | None) -> None:
    """Let a newborn live wherever its mother lived since the birth; the last stay goes on after her death.

    `role` None is guessed; a child left alone in the house (both parents died) heads its family card. Raises InputError
    when the mother lived in no family on the day of birth.
    """
    since = [stay for stay in stays_of(session, mother.id) if stay.to_on is None or stay.to_on >= child.born_on]
    if not since or not _began(since[0], child.born_on):
        raise InputError(
            f"{mother.name} belum tercatat tinggal di sini waktu itu. Periksa tanggal lahir atau tanggal datangnya.",
            field="ended_on",
        )
    for place, stay in enumerate(since):
        guessed = _ROLE_OF_CHILD.get(stay.role, FamilyRole.OTHER_RELATIVE)
        is_last = place + 1 == len(since)
        wanted = FamilyRole.HEAD if is_last and _is_empty(session, stay.family_id) else role or guessed
        session.add(
            FamilyMember(
                family_id=stay.family_id,
                person_id=child.id,
                role=wanted if is_last else guessed,
                from_on=stay.from_on if place else None,
                to_on=None if is_last else stay.to_on,
            )
        )
    session.flush()


def _is_empty(session: Session, family_id: str) -> bool:
    here = select(FamilyMember.id).where(FamilyMember.family_id == family_id, FamilyMember.to_on.is_(None))
    return session.scalars(here.limit(1)).first() is None


def _began(stay: FamilyMember, on: date) -> bool:
    return stay.from_on is None or stay.from_on <= on


def _by_card(session: Session, mother: Person, on: date) -> Person | None:
    own = session.scalars(
        select(FamilyMember).where(FamilyMember.person_id == mother.id, is_member_on(on)).limit(1)
    ).first()
    partner = _COUPLE.get(own.role) if own else None
    if own is None or partner is None:
        return None
    others = (
        select(Person)
        .join(FamilyMember, FamilyMember.person_id == Person.id)
        .where(FamilyMember.family_id == own.family_id, FamilyMember.role == partner, is_member_on(on))
        .where(Person.sex == Sex.MALE, Person.id != mother.id)
    )
    return session.scalars(others.limit(1)).first()
