"""Consent: who allowed what to be done with whose data, how, before whom, and until when (UU 27/2022 art. 20, 22)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.register import Changed, Outcome, Register
from core.store.people import Person
from core.store.privacy import Consent
from core.words.age import completed_years
from core.words.periods import date_words

GROWN_YEARS = 18
"""Under this age a parent or guardian consents (UU 27/2022 art. 25; UU 35/2014 art. 1: a child is under 18)."""
USUAL_PURPOSE = "Pencatatan dan pemantauan kesehatan di posyandu, dan laporannya ke puskesmas"


class Way(StrEnum):
    """How a consent was given (UU 27/2022 art. 22: in writing or recorded); the values stand in the database."""

    SPOKEN = "lisan"
    WRITTEN = "tertulis"

    @property
    def label(self) -> str:
        """The word on screen."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """A consent as it is written down; `witness` is who was there when it was spoken."""

    given_by: str
    given_on: date | None
    purpose: str = USUAL_PURPOSE
    way: Way = Way.SPOKEN
    witness: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConsentView:
    """One consent of a person; it stands while `withdrawn_on` is empty."""

    id: str
    given_by: str
    given_on: date
    purpose: str
    way: Way
    witness: str
    note: str
    withdrawn_on: date | None

    @property
    def words(self) -> str:
        """`Lisan, dari Nurhayati, 12 Oktober 2026, saksi Bu Sari`, and when it was withdrawn."""
        parts = [f"{self.way.label}, dari {self.given_by}", date_words(self.given_on)]
        parts += [f"saksi {self.witness}"] if self.witness else []
        parts += [f"ditarik {date_words(self.withdrawn_on)}"] if self.withdrawn_on else []
        return ", ".join(parts)


def consents_of(register: Register, person_id: str) -> tuple[ConsentView, ...]:
    """The consents of a person, newest first, withdrawn ones included."""
    register.require(Action.SEE_PEOPLE)
    with register.reading() as session:
        rows = session.scalars(
            select(Consent).where(Consent.person_id == person_id).order_by(Consent.given_on.desc(), Consent.id.desc())
        )
        return tuple(_view(row) for row in rows)


def usual_giver(register: Register, person_id: str) -> str:
    """Who usually consents: the person, for a child the mother, else the father. Raises InputError for nobody."""
    with register.reading() as session:
        person = _person(session, person_id)
        if completed_years(person.born_on, register.today) >= GROWN_YEARS:
            return person.name
        parents = [session.get(Person, one) for one in (person.mother_id, person.father_id) if one]
        names = [parent.name for parent in parents if parent is not None]
        return next((name for name in (*names, person.mother_name, person.father_name) if name), "")


def record_consent(register: Register, person_id: str, form: ConsentForm) -> Outcome[str]:
    """Write a consent down; gives its id.

    Raises InputError with the field to put right, NotAllowed without the right to record consents. A spoken consent
    needs a witness: later nobody could show it otherwise.
    """
    with register.reading() as session:
        person = _person(session, person_id)
    given_on = _checked_day(form, person, register.today)
    facts = {name: " ".join(getattr(form, name).split()) for name in ("given_by", "purpose", "witness", "note")}
    with register.deed(f"Mencatat persetujuan {person.name}", action=Action.RECORD_CONSENT) as deed:
        row = Consent(person_id=person_id, way=form.way.value, given_on=given_on, **facts)
        deed.session.add(row)
        deed.session.flush()
        consent_id = row.id
    return Outcome(consent_id, frozenset({Changed.PEOPLE}))


def withdraw_consent(register: Register, consent_id: str, withdrawn_on: date, reason: str = "") -> Outcome[None]:
    """Note that a consent was withdrawn (UU 27/2022 art. 9); from that day it no longer stands.

    Raises InputError for an unknown or already withdrawn consent, or for a day before it or to come; NotAllowed
    without the right.
    """
    with register.reading() as session:
        row = session.get(Consent, consent_id)
        person = session.get(Person, row.person_id) if row else None
    if row is None or person is None or row.withdrawn_on is not None:
        raise InputError("Persetujuan ini sudah tidak berlaku. Muat ulang halamannya.")
    if not row.given_on <= withdrawn_on <= register.today:
        raise InputError("Tanggal tarik harus sesudah diberikan dan tidak sesudah hari ini.", field="withdrawn_on")
    sentence, why = f"Mencatat persetujuan {person.name} ditarik", " ".join(reason.split())
    with register.deed(sentence, action=Action.RECORD_CONSENT, reason=why) as deed:
        deed.session.get_one(Consent, consent_id).withdrawn_on = withdrawn_on
    return Outcome(None, frozenset({Changed.PEOPLE}))


def _checked_day(form: ConsentForm, person: Person, today: date) -> date:
    if not form.given_by.strip():
        raise InputError("Tulis siapa yang memberi persetujuan.", field="given_by")
    if not form.purpose.strip():
        raise InputError("Tulis untuk apa persetujuan ini.", field="purpose")
    if form.given_on is None or not person.born_on <= form.given_on <= today:
        raise InputError("Tanggal persetujuan belum diisi atau belum tiba. Periksa tanggalnya.", field="given_on")
    if form.way is Way.SPOKEN and not form.witness.strip():
        raise InputError("Persetujuan lisan perlu saksi. Tulis nama yang mendengarnya.", field="witness")
    return form.given_on


def _person(session: Session, person_id: str) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
    return person


def _view(row: Consent) -> ConsentView:
    return ConsentView(
        row.id, row.given_by, row.given_on, row.purpose, Way(row.way), row.witness, row.note, row.withdrawn_on
    )
