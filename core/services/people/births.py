"""How a pregnancy ends: children born into their mother's family, stillbirth, miscarriage, a mother's death."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules import pregnancy as rules
from core.rules.permissions import Action
from core.services.confirmation import confirm
from core.services.deeds.rehearsal import Rehearsal, rehearse
from core.services.life_events.died import DiedForm, MaternalCause
from core.services.life_events.died import do as write_death
from core.services.people.birth_facts import GESTATION_WEEKS, check_birth_facts
from core.services.people.birth_links import child_role, cohabiting_husband, follow_mother
from core.services.people.pregnancies import living_mother, mother_findings, pregnancy_row
from core.services.register import Changed, Outcome, Register
from core.store.people import FamilyMember, Person
from core.store.pregnancies import Pregnancy
from core.store.unit_of_work import UnitOfWork
from core.words import nik as nik_words
from core.words.findings import Finding, Severity
from core.words.names import search_text
from core.words.people import FamilyRole, LifeStatus, PregnancyOutcome, Sex
from core.words.periods import date_words

UNNAMED = "Bayi Ny."
"""How a child without a name is called until it has one."""
_ORDERS, _MOST_CHILDREN = range(1, 21), 6
_SIBLING_DAYS = 180  # a woman does not give birth twice within half a year
_DEATHS = {PregnancyOutcome.MATERNAL_DEATH: MaternalCause.PREGNANCY, PregnancyOutcome.OTHER_DEATH: MaternalCause.OTHER}
_CHILDREN = {PregnancyOutcome.BIRTH, *_DEATHS}
_DEAD = {PregnancyOutcome.STILLBIRTH, *_CHILDREN}


@dataclass(frozen=True, slots=True)
class NewbornForm:
    """One child born alive (g, mm); without a name it is called after its mother, NIK may follow later."""

    sex: Sex | None
    name: str = ""
    nik: str = ""
    birth_weight_g: int | None = None
    birth_length_mm: int | None = None
    birth_head_mm: int | None = None
    had_imd: bool | None = None


@dataclass(frozen=True, slots=True)
class EndForm:
    """The end of a pregnancy; `first_order` is the place of the first child among its mother's children.

    `father_name` None is the husband the register knows; `role` None is guessed from the mother's. `new_head_ids` is
    for a mother who died as head of her family.
    """

    outcome: PregnancyOutcome = PregnancyOutcome.BIRTH
    ended_on: date | None = None
    children: tuple[NewbornForm, ...] = ()
    stillborn_count: int = 0
    first_order: int | None = None
    gestation_weeks: int | None = None
    birth_place: str = ""
    birth_site: str = ""
    birth_helper: str = ""
    father_name: str | None = None
    role: FamilyRole | None = None
    new_head_ids: tuple[str, ...] = ()
    note: str = ""
    confirmation_reason: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was written: the pregnancy (None when none was recorded), the children, and the deed to undo it by."""

    pregnancy_id: str | None
    child_ids: tuple[str, ...]
    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class BirthDefaults:
    """What the register already knows on the day of a birth, for the form to begin with."""

    mother: str
    husband: str
    role: FamilyRole | None
    next_order: int
    gestation_weeks: int | None
    others: tuple[tuple[str, str], ...]
    """Ids and names of who else lives in the family, when the mother is its head."""


def end_pregnancy(register: Register, pregnancy_id: str, form: EndForm) -> Outcome[Delivery]:
    """End an open pregnancy, with its children when some were born alive, as one deed.

    Raises InputError for what cannot be, NeedsConfirmation for what looks odd (too early or late, a child of this
    mother already there) while `confirmation_reason` is empty.
    """
    with register.reading() as session:
        row = pregnancy_row(session, pregnancy_id)
        if row.ended_on is not None:
            raise InputError(f"Kehamilan ini sudah berakhir {date_words(row.ended_on)}.")
        mother_id = row.mother_id
    return _write(register, mother_id, pregnancy_id, form)


def record_birth(register: Register, mother_id: str, form: EndForm) -> Outcome[Delivery]:
    """Write a birth whose pregnancy may never have been opened; an open one is ended by it. As `end_pregnancy`."""
    return _write(register, mother_id, _pregnancy_to_end(register, mother_id, form), form)


def preview_end(register: Register, mother_id: str, form: EndForm) -> Rehearsal:
    """What `record_birth` would change, in words; nothing is kept. Raises the same."""
    pregnancy_id = _pregnancy_to_end(register, mother_id, form)
    return rehearse(register, lambda uow: do(uow, mother_id, pregnancy_id, form, register.today))


def birth_defaults(register: Register, mother_id: str, on: date | None = None) -> BirthDefaults:
    """What to begin the form of a birth with, for a birth on a day (None: today)."""
    day = on or register.today
    with register.reading() as session:
        mother = session.get(Person, mother_id)
        if mother is None:
            raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
        husband = cohabiting_husband(session, mother, day)
        row = session.scalars(
            select(Pregnancy).where(Pregnancy.mother_id == mother_id, Pregnancy.ended_on.is_(None)).limit(1)
        ).first()
        return BirthDefaults(
            mother=mother.name,
            husband=husband.name if husband else _known_father(session, mother_id),
            role=child_role(session, mother_id, day),
            next_order=_next_order(session, mother_id),
            gestation_weeks=_weeks_at(row, day),
            others=_family_if_head(session, mother_id),
        )


def deliver(uow: UnitOfWork, mother_id: str, form: EndForm, pregnancy_id: str | None = None) -> tuple[str, ...]:
    """Write the children of a checked form into their mother's family; gives their ids in the order of birth."""
    session, born_on = uow.session, form.ended_on
    mother = session.get_one(Person, mother_id)
    if born_on is None:
        raise InputError("Tanggal lahir belum diisi.", field="ended_on")
    husband = cohabiting_husband(session, mother, born_on)
    is_husband = husband is not None and form.father_name in (None, husband.name)
    order = form.first_order or _next_order(session, mother_id)
    ids = []
    for place, (child, name) in enumerate(zip(form.children, _names(mother.name, form.children), strict=True)):
        person = Person(name=name, sex=child.sex, born_on=born_on, birth_order=order + place)
        person.nik = nik_words.tidy(child.nik) or None
        person.birth_weight_g, person.birth_length_mm = child.birth_weight_g, child.birth_length_mm
        person.birth_head_mm, person.had_imd = child.birth_head_mm, child.had_imd
        person.birth_place, person.birth_site = _tidy(form.birth_place), _tidy(form.birth_site)
        person.birth_helper, person.gestation_weeks = _tidy(form.birth_helper), form.gestation_weeks
        person.mother_id, person.mother_name, person.mother_nik = mother.id, mother.name, mother.nik
        person.father_id = husband.id if husband and is_husband else None
        person.father_name = husband.name if husband and is_husband else _tidy(form.father_name or "")
        person.pregnancy_id = pregnancy_id
        session.add(person)
        session.flush()
        follow_mother(session, person, mother, form.role)
        ids.append(person.id)
    return tuple(ids)


def do(uow: UnitOfWork, mother_id: str, pregnancy_id: str | None, form: EndForm, today: date) -> Delivery:
    """Write the end of a pregnancy or a birth without one, and name the deed; like the life events, for preview too.

    Raises as `end_pregnancy`; the unit of work then leaves nothing.
    """
    session = uow.session
    mother = _mother(session, mother_id, form.ended_on)
    row = pregnancy_row(session, pregnancy_id) if pregnancy_id else None
    ended_on = _check(form, mother, row, today)
    confirm(_odd(session, mother, row, form, ended_on), form.confirmation_reason)
    if row is not None and row.ended_on is None:
        row.ended_on, row.outcome, row.stillborn_count = ended_on, form.outcome, form.stillborn_count
        row.note = _tidy(form.note) or row.note
    child_ids = deliver(uow, mother_id, form, pregnancy_id)
    if form.outcome in _DEATHS:
        write_death(uow, DiedForm(mother_id, ended_on, form.new_head_ids, _DEATHS[form.outcome]), today)
    uow.sentence = _sentence(mother.name, form)
    return Delivery(pregnancy_id, child_ids)


def _write(register: Register, mother_id: str, pregnancy_id: str | None, form: EndForm) -> Outcome[Delivery]:
    with register.deed("Mencatat akhir kehamilan", action=Action.RECORD_HEALTH) as deed:
        delivery = do(deed, mother_id, pregnancy_id, form, register.today)
    return Outcome(replace(delivery, entry_id=deed.entry_id or ""), frozenset({Changed.PEOPLE}))


def _pregnancy_to_end(register: Register, mother_id: str, form: EndForm) -> str | None:
    # A child may be written down after the death of its mother, which has ended the pregnancy already.
    can_end = or_(Pregnancy.ended_on.is_(None), Pregnancy.outcome.in_(_DEATHS))
    with register.reading() as session:
        found = session.scalar(select(Pregnancy.id).where(Pregnancy.mother_id == mother_id, can_end).limit(1))
    if found is None and form.outcome is not PregnancyOutcome.BIRTH:
        raise InputError("Belum ada kehamilan yang tercatat. Catat dulu kehamilannya.")
    return found


def _mother(session: Session, mother_id: str, on: date | None) -> Person:
    mother = session.get(Person, mother_id)
    died_on = mother.status_changed_on if mother and mother.status is LifeStatus.DEAD else None
    if mother is not None and died_on is not None and on is not None and on <= died_on:
        return mother
    return living_mother(session, mother_id)


def _check(form: EndForm, mother: Person, row: Pregnancy | None, today: date) -> date:
    """The day of the end, once nothing of the form is impossible."""
    if form.ended_on is None:
        raise InputError("Tanggalnya belum diisi.", field="ended_on")
    if not mother.born_on < form.ended_on <= today:
        raise InputError("Tanggal ini tidak mungkin. Periksa tanggal, bulan, dan tahunnya.", field="ended_on")
    if row is not None and form.ended_on < row.opened_on:
        raise InputError(
            f"Kehamilannya baru dicatat {date_words(row.opened_on)}. Periksa tanggalnya.", field="ended_on"
        )
    _check_counts(form)
    if form.first_order is not None and form.first_order not in _ORDERS:
        raise InputError("Anak ke berapa? Isi dari 1 sampai 20.", field="first_order")
    check_birth_facts(weight_g=None, length_mm=None, gestation_weeks=form.gestation_weeks)
    for place, child in enumerate(form.children):
        _check_child(child, place)
    return form.ended_on


def _check_counts(form: EndForm) -> None:
    if form.outcome is PregnancyOutcome.BIRTH and not form.children:
        raise InputError("Isi data bayinya, paling sedikit satu.", field="children")
    if form.outcome is PregnancyOutcome.STILLBIRTH and form.stillborn_count < 1:
        raise InputError("Berapa bayi yang lahir mati? Isi 1 atau lebih.", field="stillborn_count")
    if form.children and form.outcome not in _CHILDREN:
        raise InputError("Ada bayi yang lahir hidup: pilih lahir.", field="outcome")
    if form.stillborn_count and form.outcome not in _DEAD:
        raise InputError("Ada bayi yang lahir mati: pilih lahir atau lahir mati.", field="outcome")
    if not 0 <= form.stillborn_count + len(form.children) <= _MOST_CHILDREN or form.stillborn_count < 0:
        raise InputError(f"Paling banyak {_MOST_CHILDREN} bayi dari satu kehamilan.", field="stillborn_count")


def _check_child(child: NewbornForm, place: int) -> None:
    if child.sex is None:
        raise InputError("Pilih laki-laki atau perempuan.", field=f"sex.{place}")
    try:
        check_birth_facts(
            weight_g=child.birth_weight_g,
            length_mm=child.birth_length_mm,
            head_mm=child.birth_head_mm,
            gestation_weeks=None,
        )
    except InputError as error:
        raise InputError(error.message, field=f"{error.field}.{place}") from error


def _odd(session: Session, mother: Person, row: Pregnancy | None, form: EndForm, ended_on: date) -> tuple[Finding, ...]:
    found = list(mother_findings(mother, ended_on))
    if row is not None and form.outcome in {*_DEAD, PregnancyOutcome.MISCARRIAGE} - _DEATHS.keys():
        known = rules.dating(row.hpht_on, row.usg_due_on, row.estimated_due_on)
        is_miscarriage = form.outcome is PregnancyOutcome.MISCARRIAGE
        found += rules.end_findings(known, ended_on, is_miscarriage=is_miscarriage)
    if form.children:
        found += _sibling_too_near(session, mother, ended_on)
        for child in form.children:
            number = nik_words.tidy(child.nik)
            found += nik_words.check(number, ended_on, child.sex, today=ended_on)
            found += _nik_taken(session, number)
    return tuple(found)


def _nik_taken(session: Session, number: str) -> tuple[Finding, ...]:
    owner = session.scalar(select(Person.name).where(Person.nik == number).limit(1)) if number else None
    if owner is None:
        return ()
    label, why = "NIK dipakai dua orang", f"NIK ini sudah dipakai {owner}."
    return (Finding("R-KEMBAR-DATA", "nik", label, Severity.YELLOW, why, "Periksa lagi NIK-nya.", True),)


def _sibling_too_near(session: Session, mother: Person, born_on: date) -> tuple[Finding, ...]:
    window = timedelta(_SIBLING_DAYS)
    near = session.execute(
        select(Person.name, Person.born_on)
        .where(Person.mother_id == mother.id, Person.merged_into_id.is_(None))
        .where(Person.born_on.between(born_on - window, born_on + window))
        .limit(1)
    ).first()
    if near is None:
        return ()
    why = f"{near.name}, lahir {date_words(near.born_on)}, sudah tercatat sebagai anak {mother.name}."
    step = "Jangan didaftarkan dua kali; buka dulu data anak itu."
    return (Finding("R-KEMBAR-DATA", "ended_on", "Sudah terdaftar?", Severity.YELLOW, why, step, True),)


def _next_order(session: Session, mother_id: str) -> int:
    known = select(func.count(), func.max(Person.birth_order))
    count, highest = session.execute(known.where(Person.mother_id == mother_id, Person.merged_into_id.is_(None))).one()
    return max(count, highest or 0) + 1


def _weeks_at(row: Pregnancy | None, day: date) -> int | None:
    known = rules.dating(row.hpht_on, row.usg_due_on, None) if row else None
    if known is None:
        return None
    weeks = rules.Gestation((day - known.began_on).days).weeks
    return weeks if weeks in GESTATION_WEEKS else None


def _known_father(session: Session, mother_id: str) -> str:
    """The father's name on the newest of her other children: the likeliest one where no husband is known."""
    newest = (
        select(Person.father_name)
        .where(Person.mother_id == mother_id, Person.merged_into_id.is_(None))
        .order_by(Person.born_on.desc())
    )
    return session.scalar(newest.limit(1)) or ""


def _family_if_head(session: Session, mother_id: str) -> tuple[tuple[str, str], ...]:
    own = select(FamilyMember).where(FamilyMember.person_id == mother_id, FamilyMember.to_on.is_(None))
    membership = session.scalars(own.limit(1)).first()
    if membership is None or membership.role is not FamilyRole.HEAD:
        return ()
    others = session.execute(
        select(Person.id, Person.name)
        .join(FamilyMember, FamilyMember.person_id == Person.id)
        .where(FamilyMember.family_id == membership.family_id, FamilyMember.to_on.is_(None), Person.id != mother_id)
        .order_by(Person.born_on)
    )
    return tuple((row.id, row.name) for row in others)


def _names(mother: str, children: tuple[NewbornForm, ...]) -> list[str]:
    """The names of the children; several unnamed ones are told apart by a number."""
    unnamed = [child for child in children if not search_text(child.name)]
    is_several = len(unnamed) > 1
    names, number = [], 0
    for child in children:
        number += not search_text(child.name)
        called = f"{UNNAMED} {mother} {number}" if is_several else f"{UNNAMED} {mother}"
        names.append(_tidy(child.name) or called)
    return names


def _sentence(mother: str, form: EndForm) -> str:
    names = _names(mother, form.children)
    reason = f" ({_tidy(form.confirmation_reason)})" if form.confirmation_reason.strip() else ""
    if form.outcome in _DEATHS:
        born = f", lahir {' dan '.join(names)}" if names else ""
        cause = "karena kehamilan atau persalinan" if form.outcome is PregnancyOutcome.MATERNAL_DEATH else "waktu hamil"
        return f"Mencatat meninggalnya {mother} {cause}{born}{reason}"
    if names:
        kind = "kelahiran kembar" if len(names) > 1 else "kelahiran"
        return f"Mencatat {kind} {' dan '.join(names)}, ibu {mother}{reason}"
    if form.outcome is PregnancyOutcome.NOT_PREGNANT:
        return f"Menutup catatan kehamilan {mother}: ternyata tidak hamil{reason}"
    return f"Mencatat {form.outcome.label}, ibu {mother}{reason}"


def _tidy(words: str) -> str:
    return " ".join(words.split())
