"""Registering people and correcting them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.clock import Clock
from core.errors import InputError
from core.rules.permissions import Action
from core.services.confirmation import NeedsConfirmation, confirm
from core.services.growth.visit_rows import visit_span
from core.services.people.birth_facts import check_birth_facts
from core.services.people.people_lists import FamilyView, PeoplePage, dusun_names, family_of, list_people, people_lines
from core.services.people.people_rows import membership_of, people_select
from core.services.people.person_stays import came_on, close_and_join, date_stays, keep_past_home
from core.services.register import Changed, Outcome, Register
from core.store.people import Family, FamilyMember, Person
from core.store.places import Posyandu
from core.words import nik as nik_words
from core.words.age import completed_years
from core.words.findings import Finding, Severity
from core.words.names import search_text
from core.words.people import FamilyRole, LifeStatus, Sex
from core.words.periods import date_words

__all__ = [
    "FamilyView",
    "NeedsConfirmation",
    "PeoplePage",
    "PersonForm",
    "dusun_names",
    "edit_person",
    "family_of",
    "list_people",
    "nik_findings",
    "people_lines",
    "person_form",
    "register_person",
]

_EARLIEST_YEAR, _GROWN_YEARS = 1900, 17
RESEMBLANCE_RULE = "R-KEMBAR-DATA"


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A person as written on the form (g, mm, weeks); family and mother are found by KK number and name.

    `confirmation_reason` is what the kader said when something looked odd. `status_changed_on` is the day of death,
    moving away or going missing. `birth_date_known_on` is the day on which an approximate birth date was guessed;
    left empty it is today.
    """

    name: str
    sex: Sex | None
    born_on: date | None
    nik: str = ""
    kk_number: str = ""
    mother_name: str = ""
    father_name: str = ""
    dusun: str = ""
    rw: str = ""
    rt: str = ""
    address: str = ""
    posyandu_id: str | None = None
    birth_weight_g: int | None = None
    birth_length_mm: int | None = None
    birth_order: int | None = None
    gestation_weeks: int | None = None
    kia_book_on: date | None = None
    moved_in_on: date | None = None
    is_birth_date_approximate: bool = False
    birth_date_known_on: date | None = None
    phone: str = ""
    birth_place: str = ""
    mother_nik: str = ""
    role: FamilyRole | None = None
    status: LifeStatus = LifeStatus.ALIVE
    status_changed_on: date | None = None
    confirmation_reason: str = ""


_PERSON_FIELDS = (
    "sex",
    "born_on",
    "birth_weight_g",
    "birth_length_mm",
    "birth_order",
    "gestation_weeks",
    "kia_book_on",
    "is_birth_date_approximate",
    "status",
    "status_changed_on",
)
_PERSON_TEXTS = ("phone", "birth_place", "father_name", "mother_name")
_HOME_TEXTS = ("address", "dusun", "rw", "rt")


def register_person(register: Register, form: PersonForm) -> Outcome[str]:
    """Register somebody; gives the new person's id.

    Whoever has the KK number of a known family joins it, and the mother is linked when a woman of her name lives
    there. Raises InputError for what cannot be (also a KK number without 16 digits), NeedsConfirmation for what looks
    odd (NIK without 16 digits, a NIK already used, the same child twice) while `confirmation_reason` is empty.
    """
    _check(form, register.today)
    _refuse_wrong_kk(form.kk_number)
    with register.reading() as session:
        confirm((*_nik_odd(form, register.today), *_resembling(session, form)), form.confirmation_reason)
    name = _tidy(form.name)
    with register.deed(_with_reason(f"Mendaftarkan {name}", form), action=Action.REGISTER_PEOPLE) as deed:
        session = deed.session
        family = _family_for(session, form, None, register.today)
        person = Person(name=name, sex=form.sex, born_on=form.born_on)
        _fill(session, person, form, family)
        _date_guess(person, form, register.today)
        session.add(person)
        session.flush()
        _join(session, person, family, form, register.today)
        session.flush()
        person_id = person.id
    return Outcome(person_id, frozenset({Changed.PEOPLE}))


def edit_person(register: Register, person_id: str, form: PersonForm, *, reason: str = "") -> Outcome[str]:
    """Correct a person; a corrected birth date or sex changes every age, letter and status at once.

    `reason` says why; the journal keeps it beside the deed.

    A changed address is the whole family's, and so is another posyandu, whose past months stay with the one where the
    family was weighed; another KK number moves the person to that family from today. Raises
    InputError for what cannot be (also a birth after a visit or a death before one), NeedsConfirmation like
    `register_person`.
    """
    _check(form, register.today)
    with register.reading() as session:
        person = _person(session, person_id)
        _refuse_outside_life(session, person_id, form)
        membership = membership_of(session, person_id)
        own = session.get(Family, membership.family_id) if membership else None
        if nik_words.tidy(form.kk_number) != ((own.kk_number or "") if own else ""):
            _refuse_wrong_kk(form.kk_number)
        if nik_words.tidy(form.nik) != (person.nik or ""):
            odd = (*_nik_odd(form, register.today), *_same_nik(session, form, person_id))
            confirm(odd, form.confirmation_reason)
    name = _tidy(form.name)
    sentence, why = _with_reason(f"Mengubah data {name}", form), " ".join(reason.split())
    with register.deed(sentence, action=Action.REGISTER_PEOPLE, reason=why) as deed:
        person = _person(deed.session, person_id)
        family = _family_for(deed.session, form, person_id, register.today)
        person.name = name
        is_same_guess = person.is_birth_date_approximate and person.born_on == form.born_on
        _fill(deed.session, person, form, family)
        _date_guess(person, form, register.today, is_same_guess=is_same_guess)
        _join(deed.session, person, family, form, register.today)
    return Outcome(person_id, frozenset({Changed.PEOPLE, Changed.MEASUREMENTS}))


def person_form(register: Register, person_id: str) -> PersonForm:
    """A person as the form shows it, ready to be corrected. Raises InputError for an unknown person."""
    with register.reading() as session:
        row = session.execute(people_select().where(Person.id == person_id)).first()
        if row is None:
            raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
        person, family = row.Person, row.Family
        membership = membership_of(session, person_id)
        moved_in_on = came_on(session, person)
    home: dict[str, Any] = {name: getattr(family, name) for name in _HOME_TEXTS} if family else {}
    texts: dict[str, Any] = {name: getattr(person, name) for name in (*_PERSON_FIELDS, "phone", "birth_place")}
    return PersonForm(
        name=person.name,
        nik=person.nik or "",
        kk_number=(family.kk_number or "") if family else "",
        posyandu_id=family.posyandu_id if family else None,
        mother_name=row.mother or person.mother_name,
        father_name=row.father or person.father_name,
        mother_nik=person.mother_nik or "",
        role=membership.role if membership else None,
        moved_in_on=moved_in_on,
        birth_date_known_on=person.birth_date_known_on,
        **texts,
        **home,
    )


def nik_findings(nik: str, born_on: date | None, sex: Sex | None, *, today: date | None = None) -> tuple[Finding, ...]:
    """What looks odd about a NIK as typed, beside birth date and sex (`core.words.nik.check`)."""
    return nik_words.check(nik_words.tidy(nik), born_on, sex, today=today or Clock().today())


def _check(form: PersonForm, today: date) -> None:
    if not _tidy(form.name):
        raise InputError("Nama belum diisi.", field="name")
    if form.sex is None:
        raise InputError("Pilih laki-laki atau perempuan.", field="sex")
    if form.born_on is None:
        raise InputError("Tanggal lahir belum diisi. Kalau tidak tahu pasti, isi perkiraannya.", field="born_on")
    if form.born_on > today or form.born_on.year < _EARLIEST_YEAR:
        raise InputError("Tanggal lahir tidak mungkin. Periksa tanggal, bulan, dan tahunnya.", field="born_on")
    for field, day in (("moved_in_on", form.moved_in_on), ("status_changed_on", form.status_changed_on)):
        if day is not None and not form.born_on <= day <= today:
            raise InputError("Tanggal ini harus sesudah lahir dan tidak sesudah hari ini.", field=field)
    if form.status is not LifeStatus.ALIVE and form.status_changed_on is None:
        raise InputError(f"Isi tanggal {form.status.label.lower()}.", field="status_changed_on")
    check_birth_facts(
        weight_g=form.birth_weight_g, length_mm=form.birth_length_mm, gestation_weeks=form.gestation_weeks
    )


def _refuse_wrong_kk(typed: str) -> None:
    problem = nik_words.kk_problem(typed)
    if problem:
        raise InputError(problem, field="kk_number")


def _refuse_outside_life(session: Session, person_id: str, form: PersonForm) -> None:
    first_on, last_on = visit_span(session, person_id) or (None, None)
    if first_on is not None and form.born_on is not None and form.born_on > first_on:
        raise InputError(
            f"Sudah ada kunjungan {date_words(first_on)}, sebelum tanggal lahir ini. Periksa keduanya.",
            field="born_on",
        )
    is_dead, ended_on = form.status is LifeStatus.DEAD, form.status_changed_on
    if is_dead and last_on is not None and ended_on is not None and ended_on < last_on:
        raise InputError(
            f"Sudah ada kunjungan {date_words(last_on)}, sesudah tanggal meninggal ini. Periksa keduanya.",
            field="status_changed_on",
        )


def _nik_odd(form: PersonForm, today: date) -> tuple[Finding, ...]:
    return nik_words.check(nik_words.tidy(form.nik), form.born_on, form.sex, today=today)


def _same_nik(session: Session, form: PersonForm, own_id: str | None) -> tuple[Finding, ...]:
    number = nik_words.tidy(form.nik)
    if not number:
        return ()
    others = select(Person.name).where(Person.nik == number, Person.merged_into_id.is_(None))
    owner = session.scalar(others.where(Person.id != (own_id or "")).limit(1))
    if owner is None:
        return ()
    why = f"NIK ini sudah dipakai {owner}."
    label, step = "NIK dipakai dua orang", "Periksa lagi NIK-nya."
    return (Finding(RESEMBLANCE_RULE, "nik", label, Severity.YELLOW, why, step, True),)


def _resembling(session: Session, form: PersonForm) -> tuple[Finding, ...]:
    found = _same_nik(session, form, None)
    wanted = search_text(form.name)
    born_same_day = session.execute(
        select(Person.name, Person.mother_name).where(Person.born_on == form.born_on, Person.merged_into_id.is_(None))
    )
    if found or not any(search_text(row.name) == wanted for row in born_same_day):
        return found
    why = f"{_tidy(form.name)} dengan tanggal lahir yang sama sudah terdaftar."
    step = "Cari dulu namanya; jangan didaftarkan dua kali."
    return (Finding(RESEMBLANCE_RULE, "name", "Sudah terdaftar?", Severity.YELLOW, why, step, True),)


def _fill(session: Session, person: Person, form: PersonForm, family: Family) -> None:
    for name in _PERSON_FIELDS:
        setattr(person, name, getattr(form, name))
    for name in _PERSON_TEXTS:
        setattr(person, name, _tidy(getattr(form, name)))
    if person.status is LifeStatus.ALIVE:
        person.status_changed_on = None
    person.nik = nik_words.tidy(form.nik) or None
    person.mother_nik = nik_words.tidy(form.mother_nik) or None
    person.mother_id = _parent_id(session, family, person, form.mother_name, Sex.FEMALE, person.mother_id)
    person.father_id = _parent_id(session, family, person, form.father_name, Sex.MALE, person.father_id)


def _date_guess(person: Person, form: PersonForm, today: date, *, is_same_guess: bool = False) -> None:
    """Keep on which day a birth date was guessed: another guess is made today, a known date is none."""
    known_on = form.birth_date_known_on or (person.birth_date_known_on if is_same_guess else today)
    person.birth_date_known_on = known_on if form.is_birth_date_approximate else None


def _parent_id(
    session: Session, family: Family, child: Person, name: str, sex: Sex, known_id: str | None
) -> str | None:
    # The link stays while the name on the form is still that person's; else a grown member of the family with the name.
    wanted = search_text(name)
    if not wanted:
        return None
    known = session.get(Person, known_id) if known_id else None
    if known is not None and search_text(known.name) == wanted:
        return known_id
    members = session.scalars(
        select(Person)
        .join(FamilyMember, FamilyMember.person_id == Person.id)
        .where(FamilyMember.family_id == family.id, FamilyMember.to_on.is_(None), Person.sex == sex)
    )
    fitting = [one.id for one in members if search_text(one.name) == wanted and one.born_on < child.born_on]
    return fitting[0] if len(fitting) == 1 else None


def _family_for(session: Session, form: PersonForm, person_id: str | None, today: date) -> Family:
    number = nik_words.tidy(form.kk_number) or None
    membership = membership_of(session, person_id) if person_id else None
    own = session.get(Family, membership.family_id) if membership else None
    family = own if own is not None and number in (None, own.kk_number) else None
    if family is None and number is not None:
        family = session.scalars(select(Family).where(Family.kk_number == number).limit(1)).first()
    if family is None and own is not None and own.kk_number is None:
        family = own
        own.kk_number = number
    if family is None:
        family = Family(kk_number=number)
        session.add(family)
    keep_past_home(session, family, form.posyandu_id, today)
    for name in _HOME_TEXTS:
        # A known family keeps what the form leaves blank; editing its own member may also empty it.
        text = _tidy(getattr(form, name))
        if text or family is own:
            setattr(family, name, text)
    family.posyandu_id = form.posyandu_id or family.posyandu_id or _only_posyandu(session)
    session.flush()
    return family


def _only_posyandu(session: Session) -> str | None:
    ids = session.scalars(select(Posyandu.id).limit(2)).all()
    return ids[0] if len(ids) == 1 else None


def _join(session: Session, person: Person, family: Family, form: PersonForm, today: date) -> None:
    membership = membership_of(session, person.id)
    if membership is None:
        role = form.role or _usual_role(session, person, family, today)
        session.add(FamilyMember(family_id=family.id, person_id=person.id, role=role))
    else:
        close_and_join(session, person, membership, family.id, form.role or membership.role, today)
    session.flush()
    date_stays(session, person, form.moved_in_on)


def _usual_role(session: Session, person: Person, family: Family, today: date) -> FamilyRole:
    if completed_years(person.born_on, today) < _GROWN_YEARS:
        return FamilyRole.CHILD
    has_members = session.scalar(select(FamilyMember.id).where(FamilyMember.family_id == family.id).limit(1))
    return FamilyRole.OTHER if has_members else FamilyRole.HEAD


def _person(session: Session, person_id: str) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
    return person


def _with_reason(sentence: str, form: PersonForm) -> str:
    reason = form.confirmation_reason.strip()
    return f"{sentence} ({reason})" if reason else sentence


def _tidy(text: str) -> str:
    return " ".join(text.split())
