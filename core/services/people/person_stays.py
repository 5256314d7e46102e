"""The stays of one person kept in step with the person's own form: coming, family card, home, and going."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.store.people import Family, FamilyHome, FamilyMember, Person
from core.store.visits import Measurement
from core.words.people import FamilyRole, LifeStatus
from core.words.periods import date_words

_HOME = ("address", "dusun", "rw", "rt", "posyandu_id")


def stays_of(session: Session, person_id: str) -> Sequence[FamilyMember]:
    """All memberships of a person, earliest first."""
    rows = session.scalars(select(FamilyMember).where(FamilyMember.person_id == person_id))
    return sorted(rows, key=lambda row: (row.to_on or date.max, row.from_on or date.min))


def came_on(session: Session, person: Person) -> date | None:
    """The day on which a person came to the village; None for whoever was always here, or born here."""
    stays = stays_of(session, person.id)
    first_on = stays[0].from_on if stays else None
    return first_on if first_on is not None and first_on > person.born_on else None


def close_and_join(
    session: Session, person: Person, membership: FamilyMember, family_id: str, role: FamilyRole, today: date
) -> None:
    """Put a person into the family of its form, from today when it is another one than before."""
    if membership.family_id == family_id:
        membership.role = role
    elif membership.to_on is not None or max(membership.from_on or date.min, person.born_on) >= today:
        # A stay that is over, or begins only today, was written down wrongly: nobody is in two families on one day.
        membership.family_id, membership.role = family_id, role
    else:
        membership.to_on = today - timedelta(days=1)
        session.add(FamilyMember(family_id=family_id, person_id=person.id, role=role, from_on=today))


def date_stays(session: Session, person: Person, moved_in_on: date | None) -> None:
    """Give the first stay the day of coming, and the last one the day of death or going, as the form says.

    Raises InputError when that would turn a stay around.
    """
    stays = stays_of(session, person.id)
    first, last = stays[0], stays[-1]
    if moved_in_on != came_on(session, person):
        if moved_in_on is not None and first.to_on is not None and moved_in_on > first.to_on:
            raise InputError(
                f"{person.name} sudah tercatat keluar dari keluarga pertamanya {date_words(first.to_on)}. "
                "Tanggal datang tidak boleh sesudah itu.",
                field="moved_in_on",
            )
        first.from_on = moved_in_on
    if person.status is LifeStatus.ALIVE:
        last.to_on = None
        return
    gone_on = person.status_changed_on
    if gone_on is not None and last.from_on is not None and gone_on < last.from_on:
        raise InputError(
            f"{person.name} baru masuk keluarga ini {date_words(last.from_on)}. Tanggalnya tidak boleh sebelum itu.",
            field="status_changed_on",
        )
    last.to_on = gone_on


def keep_past_home(session: Session, family: Family, posyandu_id: str | None, today: date) -> None:
    """Keep the old home of a family that goes to another posyandu after being weighed at its own: past reports stay.

    Without a weighing there, the posyandu was only written wrong and is corrected from the beginning.
    """
    if posyandu_id is None or family.posyandu_id in (None, posyandu_id):
        return
    members = select(FamilyMember.person_id).where(FamilyMember.family_id == family.id)
    weighed = select(func.max(Measurement.measured_on)).where(
        Measurement.person_id.in_(members),
        Measurement.posyandu_id == family.posyandu_id,
        Measurement.is_outside_history.is_(False),
    )
    homes = select(func.max(FamilyHome.until_on)).where(FamilyHome.family_id == family.id)
    last_on, moved_on = session.scalar(weighed), session.scalar(homes)
    if last_on is None or (moved_on is not None and moved_on >= last_on):
        return
    old = {name: getattr(family, name) for name in _HOME}
    from_on = None if moved_on is None else moved_on + timedelta(days=1)
    until_on = max(last_on, today - timedelta(days=1))
    session.add(FamilyHome(family_id=family.id, from_on=from_on, until_on=until_on, **old))
