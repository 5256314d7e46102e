"""Everything the register holds of one person, in words, for that person (UU 27/2022 art. 5 to 7, 31 and 32)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from core.rules.permissions import Action
from core.rules.role_words import category_words
from core.services.deeds.history import authors_of, journal_of, sentences
from core.services.deeds.history_words import LABELS, value_words
from core.services.growth.measuring import growth_history
from core.services.people.life_story import Happening, family_page, person_story
from core.services.people.pregnancies import pregnancies_of
from core.services.register import Register
from core.services.setup import list_posyandu, read_settings
from core.services.trust.access_log import AccessLine, log_of
from core.services.trust.consents import consents_of
from core.services.views import GrowthHistory, VisitVerdict
from core.store.journal import plain
from core.store.people import Person
from core.words.periods import date_short
from core.words.quantities import length_words, weight_words

_OF_BIRTH = ("birth_weight_g", "birth_length_mm", "birth_head_mm", "birth_order", "gestation_weeks", "birth_helper")
_IDENTITY = ("nik", "sex", "born_on", "birth_place", "phone", "status", "status_changed_on", *_OF_BIRTH)
_MOST_LOOKS = 5_000


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit in words: when, how old, what was measured, what it said, and who wrote it down."""

    on: date
    age: str
    measures: str
    verdict: str
    remarks: str
    author: str


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """The record of one person; `looks` None: whoever prints it may not see who looked."""

    person_id: str
    name: str
    posyandu: str
    village: str
    made_on: date
    identity: tuple[tuple[str, str], ...]
    family: tuple[tuple[str, str], ...]
    life: tuple[tuple[str, str], ...]
    visits: tuple[VisitLine, ...]
    pregnancies: tuple[tuple[str, str], ...]
    consents: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]
    looks: tuple[AccessLine, ...] | None


def person_record(register: Register, person_id: str) -> PersonRecord:
    """Gather the record of a person. Raises InputError for somebody unknown.

    NotAllowed without the rights to print, to see health data and to see the history.
    """
    register.require(Action.PRINT_PAPERS)
    story = person_story(register, person_id)
    history = growth_history(register, person_id)
    page = family_page(register, story.family_id) if story.family_id else None
    told = [line for line in story.timeline if line.kind not in (Happening.VISIT, Happening.PREGNANCY)]
    unit = next((one for one in list_posyandu(register) if one.name == story.person.posyandu), None)
    return PersonRecord(
        person_id=person_id,
        name=story.person.name,
        posyandu=story.person.posyandu,
        village=unit.village if unit else "",
        made_on=register.today,
        identity=_identity(register, person_id),
        family=tuple((one.role.label, one.person.name) for one in page.members) if page else (),
        life=tuple((date_short(line.on) if line.on else "sejak awal", line.text) for line in reversed(told)),
        visits=_visits(register, history),
        pregnancies=tuple((date_short(one.opened_on), one.words) for one in pregnancies_of(register, person_id)),
        consents=tuple((one.purpose, one.words) for one in consents_of(register, person_id)),
        changes=tuple(text for line in journal_of(register, person_id) for text in sentences(line)),
        looks=log_of(register, person_id, limit=_MOST_LOOKS) if register.may(Action.SEE_ACCESS_LOG) else None,
    )


def _identity(register: Register, person_id: str) -> tuple[tuple[str, str], ...]:
    with register.reading() as session:
        person = session.scalars(select(Person).where(Person.id == person_id)).one()
        is_masked = read_settings(session).mask_nik
    rows = [(LABELS[name], value_words(name, plain(getattr(person, name)), is_masked=is_masked)) for name in _IDENTITY]
    return tuple((label, words) for label, words in rows if words)


def _visits(register: Register, history: GrowthHistory) -> tuple[VisitLine, ...]:
    authors = authors_of(register, [visit.facts.id for visit in history.visits if visit.facts.id])
    lines = []
    for visit in history.visits:
        author = authors.get(visit.facts.id or "")
        age = history.child.age_on(visit.facts.measured_on)
        lines.append(_visit(visit, age, author.who if author else ""))
    return tuple(lines)


def _visit(visit: VisitVerdict, age: str, author: str) -> VisitLine:
    facts = visit.facts
    measures = (
        weight_words(facts.weight_g) if facts.weight_g else "",
        length_words(facts.length_mm) if facts.length_mm else "",
        f"LK {length_words(facts.head_mm)}" if facts.head_mm else "",
        f"LiLA {length_words(facts.muac_mm)}" if facts.muac_mm else "",
        f"vitamin A {facts.vitamin_a}" if facts.vitamin_a else "",
        "bengkak" if facts.has_oedema else "",
    )
    categories = (visit.growth.whz_category or visit.growth.baz_category, visit.growth.haz_category)
    said = [visit.letter, *(category_words(one, sees_diagnoses=visit.sees_diagnoses) for one in categories if one)]
    remarks = (
        "dirujuk" if facts.is_referred else "",
        facts.follow_up_note,
        facts.note,
        facts.confirmation_reason,
        facts.letter_override_reason,
    )
    return VisitLine(
        facts.measured_on,
        age,
        ", ".join(one for one in measures if one),
        ", ".join(one for one in said if one),
        ", ".join(one for one in remarks if one),
        author,
    )
