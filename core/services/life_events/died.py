"""Somebody died: the stay ends, marriages and an open pregnancy end, and the family gets a new head if it needs one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.services.growth.visit_rows import visit_span
from core.services.life_events.event import NEW_HEADS, ON, Asks, Event, EventField
from core.services.life_events.households import (
    checked_day,
    head_of,
    leave,
    marriages_of,
    members_of,
    open_membership,
    person_of,
    settle_head,
)
from core.services.people.life_stages import stages_on
from core.store.people import FamilyMember, Person
from core.store.pregnancies import Pregnancy
from core.store.unit_of_work import UnitOfWork
from core.words.life_stage import LifeStage
from core.words.people import FamilyRole, LifeStatus, MaritalStatus, MarriageEnd, PregnancyOutcome
from core.words.periods import date_words

_COUPLE = frozenset({FamilyRole.HEAD, FamilyRole.HUSBAND, FamilyRole.WIFE})


class MaternalCause(StrEnum):
    """Whether a mother died of her pregnancy: asked only of one who was pregnant or in childbed.

    A death of or made worse by pregnancy, birth or childbed is a maternal one, an accident is none (ICD-10, WHO).
    """

    NOT_ASKED = ""
    PREGNANCY = "kehamilan"
    OTHER = "lain"
    UNKNOWN = "belum tahu"


@dataclass(frozen=True, slots=True)
class DiedForm:
    """Who died on which day; who becomes head when it was the head; of a pregnant or nifas mother whether of that."""

    person_id: str
    on: date | None = None
    new_head_ids: tuple[str, ...] = ()
    maternal_cause: str = MaternalCause.NOT_ASKED


def do(uow: UnitOfWork, form: DiedForm, today: date) -> str:
    """Write a death; the day itself still counts as lived. Gives the family's id.

    Raises InputError (`maternal_cause`) for a mother who was pregnant or in childbed while that is not answered.
    """
    session, on = uow.session, checked_day(form.on, today)
    person = person_of(session, form.person_id)
    membership = open_membership(session, person)
    seen = visit_span(session, person.id)
    if seen is not None and seen[1] > on:
        raise InputError(
            f"{person.name} masih datang {date_words(seen[1])}, sesudah tanggal ini. Periksa tanggalnya.", field="on"
        )
    cause = MaternalCause(form.maternal_cause)
    _end_pregnancy(session, person, on, cause)
    was_head = head_of(session, membership.family_id) is membership
    spouses = _spouses(session, person, membership)
    leave(person, membership, on)
    person.status, person.status_changed_on = LifeStatus.DEAD, on
    _end_marriages(session, person, spouses, on)
    session.flush()
    if was_head:
        settle_head(session, membership.family_id, form.new_head_ids, on)
    of_it = " (karena kehamilan, persalinan, atau nifas)" if cause is MaternalCause.PREGNANCY else ""
    uow.sentence = f"Mencatat meninggal: {person.name}{of_it}"
    return membership.family_id


def _spouses(session: Session, person: Person, membership: FamilyMember) -> list[Person]:
    """Who is married to the person, by the marriages written down, else by the family card."""
    known = marriages_of(session, person.id)
    if known:
        ids = [row.wife_id if row.husband_id == person.id else row.husband_id for row in known]
        return [session.get_one(Person, one) for one in ids]
    if membership.role not in _COUPLE or person.marital_status is not MaritalStatus.MARRIED:
        return []
    others = [row for row in members_of(session, membership.family_id) if row.role in _COUPLE]
    people = [session.get_one(Person, row.person_id) for row in others]
    return [one for one in people if one.sex is not person.sex and one.marital_status is MaritalStatus.MARRIED]


def _end_marriages(session: Session, person: Person, spouses: list[Person], on: date) -> None:
    for marriage in marriages_of(session, person.id):
        marriage.to_on, marriage.ended_by = on, MarriageEnd.DEATH
    session.flush()
    for spouse in spouses:
        if not marriages_of(session, spouse.id):
            spouse.marital_status = MaritalStatus.WIDOWED


def _end_pregnancy(session: Session, person: Person, on: date, cause: MaternalCause) -> None:
    """End what was open with the outcome that the cause tells; one that ended in birth stays as it was (R-NIFAS)."""
    stage = stages_on(session, [person.id], on).get(person.id)
    is_mother = stage in {LifeStage.PREGNANT, LifeStage.POSTPARTUM}
    if is_mother and cause is MaternalCause.NOT_ASKED:
        state = "hamil" if stage is LifeStage.PREGNANT else "nifas"
        raise InputError(
            f"{person.name} sedang {state}. Pilih apakah meninggalnya karena itu.", field=MATERNAL_CAUSE.key
        )
    if not is_mother and cause is MaternalCause.PREGNANCY:
        raise InputError(
            f"{person.name} tidak tercatat hamil atau nifas pada {date_words(on)}. Periksa tanggal atau sebabnya.",
            field=MATERNAL_CAUSE.key,
        )
    of_it = cause is MaternalCause.PREGNANCY
    still_open = select(Pregnancy).where(Pregnancy.mother_id == person.id, Pregnancy.ended_on.is_(None))
    for pregnancy in session.scalars(still_open):
        pregnancy.ended_on = on
        pregnancy.outcome = PregnancyOutcome.MATERNAL_DEATH if of_it else PregnancyOutcome.OTHER_DEATH


MATERNAL_CAUSE = EventField(
    "maternal_cause",
    "Meninggalnya karena hamil, bersalin, atau nifas?",
    Asks.CHOICE,
    help="Kecelakaan bukan karena hamil. Bila ragu, pilih belum diketahui dan tanyakan bidan.",
    choices=(
        (MaternalCause.NOT_ASKED, "Pilih jawabannya"),
        (MaternalCause.PREGNANCY, "Ya, karena itu"),
        (MaternalCause.OTHER, "Bukan, sebab lain"),
        (MaternalCause.UNKNOWN, "Belum diketahui"),
    ),
)
EVENT = Event(
    "died",
    "Meninggal",
    "Mencatat kematian; kartu dan riwayatnya tetap tersimpan.",
    DiedForm,
    (EventField("person_id", "Siapa yang meninggal", Asks.PERSON, True), ON, MATERNAL_CAUSE, NEW_HEADS),
    do,
)
