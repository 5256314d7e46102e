"""Doses that were offered and declined: written down, taken back, and the list of who declined what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.immunization.schedule import BY_KEY
from core.rules.permissions import Action
from core.services.day.day_locks import refuse_locked_on
from core.services.immunization.immunizing import DoseDeed, ImmunizationCard, immunization_card, label_of
from core.services.immunization.school_doses import SchoolState, school_card
from core.services.register import Changed, Outcome, Register
from core.store.immunizations import DoseRefusal, VaccineDose
from core.store.people import Person
from core.words.periods import date_words

_LONGEST = 240
_CHANGED = frozenset({Changed.HEALTH})


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """Somebody who declined a dose and has not had it since: the last time, and why."""

    person_id: str
    name: str
    key: str
    label: str
    refused_on: date
    reason: str


def refuse_dose(register: Register, person_id: str, key: str, reason: str) -> Outcome[DoseDeed]:
    """Write down that a dose was offered today and declined; it is offered again the next time.

    Of children, of Td of women and of BIAS alike. Raises InputError without a reason, or for a dose that was not due.
    """
    why = " ".join(reason.split())[:_LONGEST]
    if not why:
        raise InputError("Tulis alasan keluarga menolak, supaya bidan bisa bicara lagi dengan mereka.", field="reason")
    card = immunization_card(register, person_id)
    if not _may_be_given(register, card, key):
        raise InputError(f"{label_of(key)} hari ini belum waktunya atau sudah diberikan.", field="key")
    with register.deed(f"Imunisasi {label_of(key)} {card.name} ditolak", action=Action.RECORD_HEALTH) as deed:
        refuse_locked_on(deed.session, person_id, register.today)
        row = DoseRefusal(person_id=person_id, key=key, refused_on=register.today, reason=why)
        deed.session.add(row)
        deed.session.flush()
        refusal_id = row.id
    return Outcome(DoseDeed(refusal_id, deed.entry_id or ""), _CHANGED)


def withdraw_refusal(register: Register, refusal_id: str) -> Outcome[DoseDeed]:
    """The family agrees after all, the same day: the refusal goes, and the dose may be given.

    Raises InputError for one that is gone, one of an earlier day (that is history), and on a locked day.
    """
    with register.deed("", action=Action.RECORD_HEALTH) as deed:
        row = deed.session.get(DoseRefusal, refusal_id)
        if row is None:
            raise InputError("Catatan penolakan ini sudah tidak ada. Muat ulang daftarnya.")
        if row.refused_on != register.today:
            when = date_words(row.refused_on)
            raise InputError(f"Penolakan {when} sudah jadi riwayat. Dosisnya bisa langsung diberikan hari ini.")
        refuse_locked_on(deed.session, row.person_id, row.refused_on)
        name = deed.session.get_one(Person, row.person_id).name
        deed.sentence = f"Menarik penolakan imunisasi {label_of(row.key)} {name}"
        deed.session.delete(row)
    return Outcome(DoseDeed(refusal_id, deed.entry_id or ""), _CHANGED)


def still_refused(session: Session, person_ids: Collection[str], on: date) -> tuple[RefusedLine, ...]:
    """Who of these people declined a dose until the day and has not had it since, newest first, each dose once."""
    wanted = (
        select(DoseRefusal, Person.name)
        .join(Person, Person.id == DoseRefusal.person_id)
        .where(DoseRefusal.person_id.in_(person_ids), DoseRefusal.refused_on <= on)
        .order_by(DoseRefusal.refused_on.desc(), DoseRefusal.id.desc())
    )
    lines: dict[tuple[str, str], RefusedLine] = {}
    for row, name in session.execute(wanted):
        line = RefusedLine(row.person_id, name, row.key, label_of(row.key), row.refused_on, row.reason)
        lines.setdefault((row.person_id, row.key), line)
    doses = select(VaccineDose).where(VaccineDose.person_id.in_(person_ids), VaccineDose.given_on <= on)
    for dose in session.scalars(doses):
        said = lines.get((dose.person_id, dose.key))
        if said is not None and dose.given_on >= said.refused_on:
            del lines[dose.person_id, dose.key]
    return tuple(lines.values())


def _may_be_given(register: Register, card: ImmunizationCard, key: str) -> bool:
    if key in BY_KEY:
        row = card.child.of(key) if card.child else None
        return row is not None and row.state.may_be_given
    if card.td_next is not None and card.td_next.key == key and card.td_next.state.may_be_given:
        return True
    school = school_card(register, card.person_id)
    due = (SchoolState.DUE, SchoolState.MISSED)
    return school is not None and any(line.key == key and line.state in due for line in school.lines)
