"""Immunisation in the register: what somebody has and what is due; giving, refusing, and what forbids a vaccine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.immunization.child import (
    BasicStatus,
    Caution,
    ChildDoses,
    DoseState,
    DoseStatus,
    GivenDose,
    ImmunizationStatus,
    Refusal,
    basic_status,
    catch_up_plan,
    immunization_status,
    is_complete_for_age,
)
from core.rules.immunization.later import ALLERGENS, antigens_of, forbids, td_offer
from core.rules.immunization.schedule import BY_KEY, LAST_MONTH, Antigen
from core.rules.immunization.td import AGES, ChildhoodDoses, TdStatus, td_status
from core.rules.permissions import Action
from core.services.day.day_locks import refuse_locked_on
from core.services.immunization.immunization_settings import read_immunization_settings
from core.services.register import Changed, Outcome, Register
from core.store.immunizations import DoseRefusal, HealthCaution, VaccineDose
from core.store.people import Person
from core.words.age import completed_months, completed_years
from core.words.people import LifeStatus, Sex
from core.words.periods import date_words

TD, DT = "Td", "DT"
OTHER_KEYS = {TD: "Td", DT: "DT (BIAS)", "MR-BIAS": "MR (BIAS)", "HPV": "HPV"}
"""Doses outside the childhood schedule: Td of women and school, and those of BIAS."""
ALLERGY = "alergi-berat"
"""The kind of a caution that is an allergy to one vaccine."""
_LONGEST = 240
_CHANGED = frozenset({Changed.HEALTH})


@dataclass(frozen=True, slots=True)
class DoseLine:
    """A dose that was written down: its key and label, when, where it was given and by whom."""

    id: str
    key: str
    label: str
    given_on: date
    batch: str
    site: str
    giver: str
    place: str


@dataclass(frozen=True, slots=True)
class CautionLine:
    """What forbids a vaccine, still open."""

    id: str
    kind: str
    antigen: str
    noted_on: date
    note: str


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """A dose that was declined, as it was written down."""

    id: str
    key: str
    label: str
    refused_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ImmunizationCard:
    """Everything about one person's immunisation on a day.

    `child` and `basic` up to 59 months and for everybody who has childhood doses; `td` for women of 15 to 39, with
    `td_next`: how her next dose stands. `refusals`: what was ever declined, newest first.
    """

    person_id: str
    name: str
    born_on: date
    on: date
    child: ImmunizationStatus | None
    basic: BasicStatus | None
    td: TdStatus | None
    doses: tuple[DoseLine, ...]
    cautions: tuple[CautionLine, ...]
    plan: tuple[tuple[date, tuple[str, ...]], ...]
    td_next: DoseStatus | None = None
    refusals: tuple[RefusalLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DoseForm:
    """A dose to be written down; `is_from_card`: copied from a Buku KIA or told, not given today."""

    key: str
    given_on: date
    batch: str = ""
    site: str = ""
    giver: str = ""
    place: str = ""
    is_from_card: bool = False


@dataclass(frozen=True, slots=True)
class DoseDeed:
    """The row that was written, and the deed to undo it by."""

    id: str
    entry_id: str


def immunization_card(register: Register, person_id: str, on: date | None = None) -> ImmunizationCard:
    """What the person has and what is due on the day (`register.today`). Raises InputError for somebody unknown."""
    register.require(Action.SEE_HEALTH)
    on = on or register.today
    with register.reading() as session:
        person = _person(session, person_id)
        settings = read_immunization_settings(session)
        doses = _doses(session, person_id)
        cautions, refused = _cautions(session, person_id, on), _refusals(session, person_id)
        facts = _facts(person, doses, refused, cautions)
    is_child = completed_months(person.born_on, on) < LAST_MONTH
    has_childhood = any(dose.key in BY_KEY for dose in doses)
    child = immunization_status(facts, on, settings) if is_child or has_childhood else None
    basic = basic_status(child, person.born_on, on, settings) if child else None
    td = td_of(doses, on) if asks_td(person, on) else None
    td_next = None if td is None else _td_next(td, on, refused, cautions)
    plan = catch_up_plan(facts, on, settings) if is_child and person.status is LifeStatus.ALIVE else ()
    lines = tuple(_line(dose) for dose in doses)
    shown = tuple(CautionLine(one.id, one.kind, one.antigen, one.noted_on, one.note) for one in cautions)
    said = tuple(_refusal(one) for one in reversed(refused) if one.refused_on <= on)
    return ImmunizationCard(
        person.id, person.name, person.born_on, on, child, basic, td, lines, shown, plan, td_next, said
    )


def give_dose(
    register: Register, person_id: str, form: DoseForm, *, check_up_id: str | None = None
) -> Outcome[DoseDeed]:
    """Write down a dose that a health worker gave (KMK 1098/2024; kader record, health workers give).

    A dose of today must be open on that day; one copied from a card is written as it stands, and the status says when
    it does not count. Raises InputError for a dose that may not be given, without its giver, in the future, before
    birth, already written for that day, or of a day that the bidan has locked.
    """
    with register.reading() as session:
        person = _person(session, person_id)
        check_dose(register, session, person, form)
    label = label_of(form.key)
    sentence = f"Mencatat imunisasi {label} {person.name}, {date_words(form.given_on)}"
    with register.deed(sentence, action=Action.RECORD_HEALTH) as deed:
        if not form.is_from_card:
            refuse_locked_on(deed.session, person_id, form.given_on)
        row = VaccineDose(
            person_id=person_id,
            check_up_id=check_up_id,
            key=form.key,
            given_on=form.given_on,
            batch=_tidy(form.batch, 40),
            site=_tidy(form.site, 40),
            giver=_tidy(form.giver, 120),
            place=_tidy(form.place, 80),
        )
        deed.session.add(row)
        deed.session.flush()
        dose_id = row.id
    return Outcome(DoseDeed(dose_id, deed.entry_id or ""), _CHANGED)


def note_caution(
    register: Register, person_id: str, kind: str, *, antigen: str = "", note: str = ""
) -> Outcome[DoseDeed]:
    """Write down what forbids vaccines, found by a health worker (only with the right to judge).

    `kind` is a value of `Caution`, or `ALLERGY` with the `antigen` (a key of `ALLERGENS`). Raises InputError for
    another kind.
    """
    if kind not in {*Caution, ALLERGY} or (kind == ALLERGY and antigen not in ALLERGENS):
        raise InputError("Pilih halangan dari daftar, dan vaksinnya bila alergi.", field="kind")
    with register.reading() as session:
        name = _person(session, person_id).name
    with register.deed(f"Mencatat halangan imunisasi {name}", action=Action.OVERRIDE_VERDICT) as deed:
        row = HealthCaution(
            person_id=person_id, kind=kind, antigen=antigen, noted_on=register.today, note=_tidy(note, _LONGEST)
        )
        deed.session.add(row)
        deed.session.flush()
        caution_id = row.id
    return Outcome(DoseDeed(caution_id, deed.entry_id or ""), _CHANGED)


def end_caution(register: Register, caution_id: str) -> Outcome[DoseDeed]:
    """A caution no longer holds from today on. Raises InputError for an unknown one."""
    with register.reading() as session:
        known = session.get(HealthCaution, caution_id)
        name = _person(session, known.person_id).name if known else ""
    if known is None:
        raise InputError("Halangan ini sudah tidak ada. Muat ulang daftarnya.")
    with register.deed(f"Halangan imunisasi {name} sudah tidak ada", action=Action.OVERRIDE_VERDICT) as deed:
        deed.session.get_one(HealthCaution, caution_id).ended_on = register.today
    return Outcome(DoseDeed(caution_id, deed.entry_id or ""), _CHANGED)


def doses_of_visit(session: Session, person: Person, on: date) -> tuple[tuple[str, ...], bool | None]:
    """What was given on a day, by label, and whether a child has what its age asks for (R-IMUN-UMUR; None: unknown)."""
    doses = _doses(session, person.id)
    settings = read_immunization_settings(session)
    facts = _facts(person, doses, _refusals(session, person.id), _cautions(session, person.id, on))
    given = tuple(label_of(dose.key) for dose in doses if dose.given_on == on)
    return given, is_complete_for_age(immunization_status(facts, on, settings), settings)


def label_of(key: str) -> str:
    """A dose as it is said: `DPT-HB-Hib 2`, `Td`. Raises InputError for a key that is no dose."""
    if key in BY_KEY:
        return BY_KEY[key].label
    if key in OTHER_KEYS:
        return OTHER_KEYS[key]
    raise InputError("Pilih imunisasi dari daftar.", field="key")


def asks_td(person: Person, on: date) -> bool:
    """R-TT: Td is asked of women of 15 to 39 (Permenkes 12/2017)."""
    return person.sex is Sex.FEMALE and completed_years(person.born_on, on) in AGES


def td_of(doses: Sequence[VaccineDose], on: date) -> TdStatus:
    """R-TT with what counts from childhood, as far as it is written down; a chain with a gap counts up to the gap."""
    days: dict[str, date] = {}
    for dose in doses:
        if dose.given_on <= on:
            days.setdefault(dose.key, dose.given_on)
    has_dpt3 = all(key in days for key in ("DPT1", "DPT2", "DPT3"))
    has_dpt4 = has_dpt3 and "DPT4" in days
    has_dt = has_dpt4 and DT in days
    has_td = has_dt and TD in days
    used = {"DPT3": has_dpt3, "DPT4": has_dpt4, DT: has_dt, TD: has_td}
    last_on = max((days[key] for key, is_used in used.items() if is_used), default=None)
    childhood = ChildhoodDoses(has_dpt3, has_dpt4, has_dt, has_td, last_on)
    given = [dose.given_on for dose in doses if dose.key == TD and dose.given_on <= on]
    return td_status(given[1:] if has_td else given, childhood)


def check_dose(register: Register, session: Session, person: Person, form: DoseForm) -> None:
    """Raise InputError for a dose that cannot be written down for this person, inside a reading that is open."""
    label = label_of(form.key)
    if form.given_on > register.today:
        raise InputError("Tanggal imunisasi belum tiba. Periksa tanggalnya.", field="given_on")
    if form.given_on < person.born_on:
        raise InputError(f"{person.name} lahir {date_words(person.born_on)}. Periksa tanggalnya.", field="given_on")
    if person.status is LifeStatus.DEAD:
        raise InputError(f"{person.name} tercatat meninggal. Periksa namanya.")
    doses = _doses(session, person.id)
    if any(dose.key == form.key and dose.given_on == form.given_on for dose in doses):
        raise InputError(f"{label} tanggal {date_words(form.given_on)} sudah dicatat.", field="given_on")
    if form.is_from_card:
        return
    if not form.giver.strip():
        raise InputError("Tulis siapa yang memberikan imunisasinya (bidan atau petugas).", field="giver")
    if form.key in BY_KEY:
        _refuse_closed(session, person, form, doses)
    else:
        _refuse_later(session, person, form, doses)


def _refuse_later(session: Session, person: Person, form: DoseForm, doses: list[VaccineDose]) -> None:
    """Td and doses of BIAS: what forbids them, and for a woman the least distance."""
    label, cautions = label_of(form.key), _cautions(session, person.id, form.given_on)
    why = forbids(form.key, *_forbidding(cautions))
    if why:
        raise InputError(f"{label} tidak diberikan hari itu: {why}", field="key")
    if form.key != TD or not asks_td(person, form.given_on):
        return
    offer = _td_next(td_of(doses, form.given_on), form.given_on, [], cautions)
    if offer.state is DoseState.GIVEN:
        raise InputError(f"{label} sudah lengkap sampai T5.", field="key")
    if offer.from_on is not None and offer.from_on > form.given_on:
        raise InputError(f"{offer.label} boleh mulai {date_words(offer.from_on)}.", field="given_on")


def _refuse_closed(session: Session, person: Person, form: DoseForm, doses: list[VaccineDose]) -> None:
    facts = _facts(person, doses, [], _cautions(session, person.id, form.given_on))
    row = immunization_status(facts, form.given_on, read_immunization_settings(session)).of(form.key)
    if row is None:
        raise InputError("Vaksin ini tidak diberikan di provinsi ini.", field="key")
    if row.state.may_be_given:
        return
    since = f" Boleh mulai {date_words(row.from_on)}." if row.state is DoseState.NOT_YET and row.from_on else ""
    had = f"sudah diberikan {date_words(row.given_on)}." if row.given_on else ""
    raise InputError(f"{row.label} {had or 'tidak diberikan hari itu: ' + row.why}{since}", field="key")


def _facts(
    person: Person, doses: list[VaccineDose], refusals: list[DoseRefusal], cautions: list[HealthCaution]
) -> ChildDoses:
    return ChildDoses(
        person.born_on,
        tuple(GivenDose(dose.key, dose.given_on) for dose in doses if dose.key in BY_KEY),
        tuple(Refusal(one.key, one.refused_on) for one in refusals),
        *_of_child(cautions),
    )


def _of_child(cautions: list[HealthCaution]) -> tuple[frozenset[Caution], frozenset[Antigen]]:
    kinds, allergens = _forbidding(cautions)
    return kinds, antigens_of(allergens)


def what_forbids(session: Session, person_id: str, on: date) -> tuple[frozenset[Caution], frozenset[str]]:
    """What a health worker found that holds on the day, and what the allergies are against (keys of `ALLERGENS`)."""
    return _forbidding(_cautions(session, person_id, on))


def _forbidding(cautions: list[HealthCaution]) -> tuple[frozenset[Caution], frozenset[str]]:
    """What was found, and what the allergies are against (keys of `ALLERGENS`)."""
    kinds = frozenset(Caution(one.kind) for one in cautions if one.kind != ALLERGY)
    return kinds, frozenset(one.antigen for one in cautions if one.kind == ALLERGY)


def _td_next(td: TdStatus, on: date, refused: list[DoseRefusal], cautions: list[HealthCaution]) -> DoseStatus:
    is_refused = any(one.key == TD and one.refused_on == on for one in refused)
    return td_offer(td, on, is_refused=is_refused, forbidden=forbids(TD, *_forbidding(cautions)))


def _person(session: Session, person_id: str) -> Person:
    person = session.get(Person, person_id)
    if person is None or person.merged_into_id is not None:
        raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
    return person


def _doses(session: Session, person_id: str) -> list[VaccineDose]:
    rows = select(VaccineDose).where(VaccineDose.person_id == person_id)
    return list(session.scalars(rows.order_by(VaccineDose.given_on, VaccineDose.id)))


def _refusals(session: Session, person_id: str) -> list[DoseRefusal]:
    rows = select(DoseRefusal).where(DoseRefusal.person_id == person_id)
    return list(session.scalars(rows.order_by(DoseRefusal.refused_on, DoseRefusal.id)))


def _cautions(session: Session, person_id: str, on: date) -> list[HealthCaution]:
    rows = session.scalars(select(HealthCaution).where(HealthCaution.person_id == person_id))
    return [row for row in rows if row.noted_on <= on and (row.ended_on is None or row.ended_on > on)]


def _line(dose: VaccineDose) -> DoseLine:
    label = label_of(dose.key)
    return DoseLine(dose.id, dose.key, label, dose.given_on, dose.batch, dose.site, dose.giver, dose.place)


def _refusal(row: DoseRefusal) -> RefusalLine:
    return RefusalLine(row.id, row.key, label_of(row.key), row.refused_on, row.reason)


def _tidy(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest]
