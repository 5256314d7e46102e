"""From database rows of people to the views that screens and papers see."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from core.services.people.residence import of_residents
from core.services.setup import read_settings
from core.services.views import ChildView, PersonLine
from core.store.people import Family, FamilyMember, Person, last_membership_id
from core.store.places import Posyandu, Village
from core.words.age import age_words, guess_words
from core.words.nik import mask
from core.words.occupations import occupation_name

CHUNK = 500
"""Ids in one query: SQLite allows 32,766 variables, older servers fewer."""
_Mother, _Father = aliased(Person, name="mother"), aliased(Person, name="father")


def people_select() -> Select[*tuple[Any, ...]]:
    """Persons with mother, father, the family in which they live (or lived last) and its posyandu.

    Add conditions on `Person`, `Family`, `FamilyMember`, `Posyandu`.
    """
    lives = _people().outerjoin(FamilyMember, FamilyMember.id == last_membership_id())
    return _with_posyandu(lives.outerjoin(Family, Family.id == FamilyMember.family_id))


def residents_select(on: date) -> Select[*tuple[Any, ...]]:
    """`people_select` of those who live here on the day (R-RESIDENT), with the family they belong to on it."""
    return _with_posyandu(of_residents(_people(), on))


def child_select() -> Select[*tuple[Any, ...]]:
    """`people_select` with what only the header of a card shows: parents' occupations and the village."""
    return (
        people_select()
        .add_columns(
            _Mother.occupation_code.label("mother_work"),
            _Father.occupation_code.label("father_work"),
            Village.name.label("village"),
        )
        .outerjoin(Village, Village.id == Posyandu.village_id)
    )


def person_line(row: Row[*tuple[Any, ...]], *, today: date, is_masked: bool) -> PersonLine:
    """One row of `people_select` as a line of a list; the age is as of `today`."""
    person, family = row.Person, row.Family
    return PersonLine(
        id=person.id,
        name=person.name,
        sex=person.sex,
        born_on=person.born_on,
        mother=row.mother or person.mother_name,
        father=row.father or person.father_name,
        nik_masked=_shown(person.nik, is_masked),
        kk_masked=_shown(family.kk_number if family else None, is_masked),
        dusun=family.dusun if family else "",
        rw=family.rw if family else "",
        rt=family.rt if family else "",
        address=family.address if family else "",
        posyandu=row.posyandu or "",
        age=age_words(person.born_on, today, is_approximate=person.is_birth_date_approximate),
        age_note=_age_note(person),
    )


def child_view(row: Row[*tuple[Any, ...]], *, is_masked: bool) -> ChildView:
    """One row of `child_select` as the header of page and card."""
    person, family = row.Person, row.Family
    return ChildView(
        id=person.id,
        name=person.name,
        sex=person.sex,
        born_on=person.born_on,
        is_birth_date_approximate=person.is_birth_date_approximate,
        age_note=_age_note(person),
        nik_masked=_shown(person.nik, is_masked),
        mother=row.mother or person.mother_name,
        mother_occupation=occupation_name(row.mother_work or ""),
        father=row.father or person.father_name,
        father_occupation=occupation_name(row.father_work or ""),
        address=family.address if family else "",
        dusun=family.dusun if family else "",
        rw=family.rw if family else "",
        rt=family.rt if family else "",
        posyandu_id=family.posyandu_id if family else None,
        posyandu=row.posyandu or "",
        village=row.village or "",
        birth_weight_g=person.birth_weight_g,
        birth_length_mm=person.birth_length_mm,
        birth_order=person.birth_order,
        gestation_weeks=person.gestation_weeks,
        has_kia_book=person.kia_book_on is not None,
        kia_book_on=person.kia_book_on,
    )


def _people() -> Select[*tuple[Any, ...]]:
    named = (_Mother.name.label("mother"), _Father.name.label("father"), Family, Posyandu.name.label("posyandu"))
    return (
        select(Person, *named)
        .select_from(Person)
        .outerjoin(_Mother, _Mother.id == Person.mother_id)
        .outerjoin(_Father, _Father.id == Person.father_id)
    )


def _with_posyandu(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.outerjoin(Posyandu, Posyandu.id == Family.posyandu_id)


def lines_of(session: Session, statement: Select[*tuple[Any, ...]], today: date) -> tuple[PersonLine, ...]:
    """Run a `people_select` statement and give its lines, masked as the settings say."""
    is_masked = read_settings(session).mask_nik
    return tuple(person_line(row, today=today, is_masked=is_masked) for row in session.execute(statement))


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in pieces that fit one query, in the order given, each once."""
    everything = list(dict.fromkeys(ids))
    for start in range(0, len(everything), CHUNK):
        yield everything[start : start + CHUNK]


def membership_of(session: Session, person_id: str) -> FamilyMember | None:
    """The membership that tells in which family a person lives now, or lived last."""
    return session.scalars(
        select(FamilyMember)
        .join(Person, Person.id == FamilyMember.person_id)
        .where(Person.id == person_id, FamilyMember.id == last_membership_id())
    ).first()


def _age_note(person: Person) -> str:
    return guess_words(person.birth_date_known_on) if person.is_birth_date_approximate else ""


def _shown(number: str | None, is_masked: bool) -> str:
    return mask(number) if is_masked else number or ""
