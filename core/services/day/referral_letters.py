"""What a referral letter says: whom, from where, to where and why, what was measured and given; and its reply code."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.forms.catalogue import form_named
from core.rules.forms.fields import Field, Kind
from core.rules.numbers import shown
from core.rules.permissions import Action
from core.rules.sheet import Value
from core.services.day.card_history import CardVisit, visit_of
from core.services.day.referral_views import ReferralView, referral_views
from core.services.immunization.immunizing import label_of
from core.services.people.birth_links import cohabiting_husband
from core.services.people.people_rows import people_select, person_line
from core.services.register import Register
from core.services.setup import read_settings
from core.services.views import PersonLine
from core.store.checkups import CheckUp, Referral
from core.store.immunizations import VaccineDose
from core.store.people import Person
from core.store.places import Posyandu, Village
from core.words.people import Sex
from core.words.quantities import unit_words
from core.words.reply_code import LENGTH, read_reply_code, reply_code
from core.words.steps import Step

_SYSTOLIC, _DIASTOLIC = "systolic_mmhg", "diastolic_mmhg"
_COUNTED = {"tablets_given": "TTD atau MMS", "vitamin_a_capsules": "kapsul vitamin A"}
_GIVEN = {"vitamin_a": "vitamin A", "deworming": "obat cacing", "food_given": "makanan tambahan"}
_NOT_MEASURED = {"gestational_weeks", "birth_weight_kg", "birth_length_cm"}


@dataclass(frozen=True, slots=True)
class ReferralLetter:
    """One letter; the NIK is masked always, `measures` and `given` are in words."""

    code: str
    referral: ReferralView
    person: PersonLine
    phone: str
    husband: str
    posyandu: str
    village: str
    district: str
    puskesmas: str
    measures: tuple[str, ...]
    given: tuple[str, ...]
    writer: str


def referral_letter(register: Register, referral_id: str) -> ReferralLetter:
    """The letter of a referral. Raises InputError for an unknown one, NotAllowed without the right to see health."""
    register.require(Action.SEE_HEALTH)
    sees_diagnoses = register.may(Action.SEE_DIAGNOSES)
    with register.reading() as session:
        found = referral_views(session, Referral.id == referral_id, sees_diagnoses=sees_diagnoses)
        if not found:
            raise InputError("Rujukan ini tidak ada lagi di register. Buka lagi daftarnya.")
        return _letter(register, session, found[0])


def newest_referral(register: Register, person_id: str) -> str:
    """The id of the newest referral of a person. Raises InputError when there is none."""
    register.require(Action.SEE_HEALTH)
    newest = select(Referral.id).where(Referral.person_id == person_id).order_by(Referral.referred_on.desc())
    with register.reading() as session:
        found = session.scalars(newest.order_by(Referral.id.desc())).first()
    if found is None:
        raise InputError("Orang ini belum pernah dirujuk. Catat dulu rujukannya di Hari Buka.")
    return found


def referral_with_code(register: Register, text: str) -> ReferralView:
    """The referral whose reply slip carries this code, newest first where two share one.

    Raises InputError for a mistyped code and for one that is not in this register.
    """
    register.require(Action.SEE_HEALTH)
    code = read_reply_code(text)
    if code is None:
        raise InputError(f"Kode balasan salah ketik: {LENGTH} huruf dan angka. Lihat lagi di sobekan surat.")
    with register.reading() as session:
        ids = session.scalars(select(Referral.id).order_by(Referral.referred_on.desc(), Referral.id.desc()))
        found = next((one for one in ids if reply_code(one) == code), None)
        if found is None:
            raise InputError("Kode balasan ini benar, tetapi rujukannya tidak ada di register ini.")
        sees_diagnoses = register.may(Action.SEE_DIAGNOSES)
        return referral_views(session, Referral.id == found, sees_diagnoses=sees_diagnoses)[0]


def referral_at(register: Register, referral_id: str) -> ReferralView:
    """One referral, in the words of whoever looks.

    Raises InputError when it is not there, NotAllowed for somebody who may not see health data.
    """
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        sees_diagnoses = register.may(Action.SEE_DIAGNOSES)
        views = referral_views(session, Referral.id == referral_id, sees_diagnoses=sees_diagnoses)
    if not views:
        raise InputError("Rujukan ini tidak ada lagi di register. Buka lagi orangnya.")
    return views[0]


def _letter(register: Register, session: Session, referral: ReferralView) -> ReferralLetter:
    row = session.execute(people_select().where(Person.id == referral.person_id)).one()
    person, family = row.Person, row.Family
    husband = cohabiting_husband(session, person, referral.referred_on) if person.sex is Sex.FEMALE else None
    unit = session.get(Posyandu, family.posyandu_id) if family is not None and family.posyandu_id else None
    village = session.get(Village, unit.village_id) if unit is not None else None
    settings = read_settings(session)
    check_up = session.get(CheckUp, referral.check_up_id) if referral.check_up_id else None
    visit = visit_of(session, check_up, sees_diagnoses=register.may(Action.SEE_DIAGNOSES)) if check_up else None
    return ReferralLetter(
        code=reply_code(referral.id),
        referral=referral,
        person=person_line(row, today=register.today, is_masked=True),
        phone=person.phone,
        husband=husband.name if husband else "",
        posyandu=row.posyandu or "",
        village=village.name if village else "",
        district=village.district if village else "",
        puskesmas=village.puskesmas if village else "",
        measures=tuple(_measures(visit)) if visit else (),
        given=(*(_services(visit) if visit else ()), *_doses(session, referral)),
        writer=register.who or settings.kader_name,
    )


def _answers(visit: CardVisit) -> dict[str, tuple[Field, Value]]:
    """Every answered box of the day by its key, those of the card first; a box on two forms counts once."""
    found: dict[str, tuple[Field, Value]] = {}
    for form_key in sorted(visit.forms, key=lambda one: one != visit.card):
        form, values = form_named(form_key), visit.forms[form_key].values
        for one in form.fields if form is not None else ():
            value = values.get(one.key)
            if value is not None:
                found.setdefault(one.key, (one, value))
    return found


def _measures(visit: CardVisit) -> Iterator[str]:
    """What was measured and tested, as the scale and the strip show it: `berat badan 57 kg`."""
    answers = _answers(visit)
    if "gestational_weeks" in answers:
        yield f"umur kehamilan {answers['gestational_weeks'][1]} minggu"
    for key, (one, value) in answers.items():
        if key == _SYSTOLIC:
            lower = answers.get(_DIASTOLIC)
            yield f"tekanan darah {value}/{lower[1] if lower else '–'} mmHg"
        elif _is_measured(one) and isinstance(value, Decimal | int):
            yield f"{_lower(one.label)} {shown(value)} {unit_words(one.unit)}".strip()
    if "oedema" in answers and answers["oedema"][1] is True:
        yield "kedua kaki bengkak"


def _is_measured(one: Field) -> bool:
    is_number = one.kind in (Kind.DECIMAL, Kind.WHOLE) and not one.derived and not one.for_midwife
    return (
        is_number
        and one.step in (Step.MEASURE, Step.EXAMINE)
        and one.key not in (_SYSTOLIC, _DIASTOLIC, *_NOT_MEASURED)
    )


def _services(visit: CardVisit) -> Iterator[str]:
    """What the card says was given that day."""
    answers = _answers(visit)
    values = {key: value for key, (_, value) in answers.items()}
    for key, name in _COUNTED.items():
        if values.get(key):
            yield f"{values[key]} {name}"
    yield from (name for key, name in _GIVEN.items() if values.get(key) is True)
    if told := values.get("immunization_given"):
        yield f"imunisasi {told}"
    topics = values.get("education_topics")
    if isinstance(topics, tuple) and topics:
        words = (answers["education_topics"][0].words(code) for code in topics)
        yield f"edukasi: {', '.join(one for one in words if one)}"


def _doses(session: Session, referral: ReferralView) -> Iterator[str]:
    given = select(VaccineDose.key).where(
        VaccineDose.person_id == referral.person_id, VaccineDose.given_on == referral.referred_on
    )
    yield from (f"imunisasi {label_of(key)}" for key in session.scalars(given))


def _lower(label: str) -> str:
    """A label inside a sentence; abbreviations keep their capitals."""
    first = label.split(maxsplit=1)[0]
    return label if first.isupper() or first in ("LiLA", "Hb", "HPHT") else label[0].lower() + label[1:]
