"""BIAS in the register: what a pupil is due for at school this year, and which of it is written down."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.immunization.child import Caution
from core.rules.immunization.later import ASK_AGAIN, forbids
from core.rules.immunization.school import HpvStatus, SchoolDose, grade_of_age, hpv_status, school_doses
from core.rules.permissions import Action
from core.services.day.card_context import answers_before
from core.services.immunization.immunizing import label_of, what_forbids
from core.services.register import Register
from core.store.immunizations import DoseRefusal, VaccineDose
from core.store.people import Person
from core.words.age import completed_years
from core.words.people import Sex
from core.words.periods import Month

HPV = "HPV"
PUPIL_YEARS = range(6, 16)
"""Completed years of those who are asked (class 1 to 9)."""
_KEYS = {"MR": "MR-BIAS", "DT": "DT", "Td": "Td", HPV: HPV}
_SCHOOL_YEAR_FROM_MONTH = 7


class SchoolState(StrEnum):
    """How one dose at school stands."""

    GIVEN = "sudah"
    LATER = "belum"
    DUE = "jatuh-tempo"
    MISSED = "kejar"
    REFUSED = "ditolak"
    CONTRAINDICATED = "kontraindikasi"


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """One dose of this school year: its key, label, month, how it stands, and why it is refused or forbidden."""

    key: str
    label: str
    month: str
    state: SchoolState
    given_on: date | None = None
    is_catch_up: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class SchoolCard:
    """What a pupil is due for; `is_grade_told` False: the class is guessed by the age. `hpv` only for girls."""

    grade: int | None
    is_grade_told: bool
    lines: tuple[SchoolLine, ...]
    hpv: HpvStatus | None


def school_card(register: Register, person_id: str, on: date | None = None) -> SchoolCard | None:
    """R-BIAS of one person on a day (today); None for whoever is not of the age of school classes 1 to 9.

    The class is that of the last card of this school year, else that of the age (KMK HK.01.07/MENKES/35/2025).
    Raises InputError for somebody unknown.
    """
    register.require(Action.SEE_HEALTH)
    on = on or register.today
    with register.reading() as session:
        person = session.get(Person, person_id)
        if person is None:
            raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
        years, is_girl = completed_years(person.born_on, on), person.sex is Sex.FEMALE
        if years not in PUPIL_YEARS:
            return None
        begun_on = _school_year_begun_on(on)
        told = _grade_told(session, person_id, on, begun_on)
        wanted = select(VaccineDose.key, VaccineDose.given_on).where(
            VaccineDose.person_id == person_id, VaccineDose.given_on <= on
        )
        given = [(key, given_on) for key, given_on in session.execute(wanted.order_by(VaccineDose.given_on))]
        said = select(DoseRefusal.key, DoseRefusal.reason)
        today = said.where(DoseRefusal.person_id == person_id, DoseRefusal.refused_on == on)
        refused = {key: why for key, why in session.execute(today)}  # noqa: C416 - rows are not pairs to mypy
        closed = _Closed(refused, *what_forbids(session, person_id, on))
    grade = told if told is not None else grade_of_age(years)
    hpv_on = [given_on for key, given_on in given if key == HPV]
    before = sum(one < begun_on for one in hpv_on)
    doses = school_doses(grade, person.sex, before) if grade is not None else ()
    lines = tuple(closed.told(_line(dose, given, on, begun_on)) for dose in doses)
    hpv = hpv_status(tuple(one.year for one in hpv_on)) if is_girl and (hpv_on or _asks_hpv(lines)) else None
    return SchoolCard(grade, told is not None, lines, hpv)


@dataclass(frozen=True, slots=True)
class _Closed:
    """What keeps a dose from being given that day: declined (key to reason), and what forbids vaccines."""

    refused: dict[str, str]
    cautions: frozenset[Caution]
    allergens: frozenset[str]

    def told(self, line: SchoolLine) -> SchoolLine:
        """The line with that, unless it is given already."""
        if line.state is SchoolState.GIVEN:
            return line
        why = forbids(line.key, self.cautions, self.allergens)
        if why:
            return replace(line, state=SchoolState.CONTRAINDICATED, why=why)
        if line.state is SchoolState.LATER or line.key not in self.refused:
            return line
        return replace(line, state=SchoolState.REFUSED, why=f"{ASK_AGAIN} Alasan: {self.refused[line.key]}")


def _asks_hpv(lines: tuple[SchoolLine, ...]) -> bool:
    return any(line.key == HPV for line in lines)


def _line(dose: SchoolDose, given: list[tuple[str, date]], on: date, begun_on: date) -> SchoolLine:
    key = _KEYS[dose.vaccine]
    had = next((given_on for one, given_on in given if one == key and given_on >= begun_on), None)
    state = SchoolState.GIVEN if had else _waiting(dose, on, begun_on)
    return SchoolLine(key, label_of(key), Month(begun_on.year, dose.month).label, state, had, dose.is_catch_up)


def _waiting(dose: SchoolDose, on: date, begun_on: date) -> SchoolState:
    """Both months lie in the first half of the school year; from January on what is missing has to be caught up."""
    if (on.year, on.month) == (begun_on.year, dose.month):
        return SchoolState.DUE
    return SchoolState.LATER if on < date(begun_on.year, dose.month, 1) else SchoolState.MISSED


def _school_year_begun_on(on: date) -> date:
    return date(on.year if on.month >= _SCHOOL_YEAR_FROM_MONTH else on.year - 1, _SCHOOL_YEAR_FROM_MONTH, 1)


def _grade_told(session: Session, person_id: str, on: date, begun_on: date) -> int | None:
    """The class written on a card of this school year; a class of the year before has moved on."""
    tomorrow = date.fromordinal(on.toordinal() + 1)
    told = [value for _, _, value in answers_before(session, person_id, tomorrow, ["grade"], since=begun_on)]
    return told[-1] if told and isinstance(told[-1], int) else None
