"""Which group of the posyandu people belong to on a day: the rule applied to the facts of the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from core.services.people.people_rows import chunks, lines_of, residents_select
from core.services.people.residence import under_five_clause
from core.services.register import Register
from core.services.views import PersonLine
from core.store.people import Family, Person
from core.store.pregnancies import Pregnancy
from core.words.life_stage import POSTPARTUM_DAYS, LifeStage, PregnancySpan, births_of, stage_on
from core.words.people import PregnancyOutcome

_FOLLOWED_BY_POSTPARTUM = (PregnancyOutcome.BIRTH, PregnancyOutcome.STILLBIRTH)
_DEATHS = tuple(one for one in PregnancyOutcome if one.is_mothers_death)
_Child = aliased(Person, name="child")
_WIDE = {LifeStage.SCHOOL, LifeStage.ADULT, LifeStage.ELDERLY}


@dataclass(frozen=True, slots=True)
class _Motherhood:
    """What overrides the age of a woman."""

    pregnancies: tuple[PregnancySpan, ...] = ()
    births: tuple[date, ...] = ()


def life_stage_on(register: Register, person_id: str, day: date) -> LifeStage | None:
    """R-AGE with R-NIFAS: the one group of a person on a day; None before birth and for an unknown id."""
    with register.reading() as session:
        return stages_on(session, [person_id], day).get(person_id)


def life_stages_on(register: Register, person_ids: Iterable[str], day: date) -> dict[str, LifeStage]:
    """The group of each person on a day, for lists; who is not born yet is left out."""
    with register.reading() as session:
        return stages_on(session, person_ids, day)


def stages_on(session: Session, person_ids: Iterable[str], day: date) -> dict[str, LifeStage]:
    """`life_stages_on` within a session: three queries for up to 500 people."""
    found: dict[str, LifeStage] = {}
    for chunk in chunks(person_ids):
        mothers = _motherhoods(session, chunk, day)
        people = session.execute(select(Person.id, Person.born_on).where(Person.id.in_(chunk)))
        for person_id, born_on in people:
            own = mothers.get(person_id, _Motherhood())
            stage = stage_on(born_on, day, pregnancies=own.pregnancies, births=own.births)
            if stage is not None:
                found[person_id] = stage
    return found


def is_in_stage(stage: LifeStage, day: date, birth: ColumnElement[date] | None = None) -> ColumnElement[bool]:
    """`life_stage_on` as a condition on `Person`, for lists that are filtered and counted in the database.

    `birth` may stand in for the birth date, to keep the database from its index.
    """
    if stage is LifeStage.PREGNANT:
        return and_(Person.born_on <= day, _is_pregnant(day))
    if stage is LifeStage.POSTPARTUM:
        return and_(Person.born_on <= day, ~_is_pregnant(day), _is_postpartum(day))
    after, until = births_of(stage, day)
    # Half a village is grown up: a list of them reads on in its own order, not through the index of birth dates.
    born_on = birth if birth is not None else func.coalesce(Person.born_on, day) if stage in _WIDE else Person.born_on
    in_age = born_on <= until if after is None else and_(born_on > after, born_on <= until)
    return and_(in_age, ~_is_pregnant(day), ~_is_postpartum(day))


def babies_without_nik(register: Register, *, posyandu_id: str | None = None) -> tuple[PersonLine, ...]:
    """Children who live here and have no NIK yet, youngest first.

    Every under-five, and whoever was born from a pregnancy of the register, until the number is there.
    """
    today = register.today
    waits = and_(Person.nik.is_(None), or_(under_five_clause(today), Person.pregnancy_id.is_not(None)))
    statement = residents_select(today).where(waits)
    if posyandu_id is not None:
        statement = statement.where(Family.posyandu_id == posyandu_id)
    with register.reading() as session:
        return lines_of(session, statement.order_by(Person.born_on.desc(), Person.name, Person.id), today)


def _motherhoods(session: Session, person_ids: list[str], day: date) -> dict[str, _Motherhood]:
    pregnancies: dict[str, list[PregnancySpan]] = {}
    began = select(Pregnancy).where(Pregnancy.mother_id.in_(person_ids), Pregnancy.opened_on <= day)
    for row in session.scalars(began):
        pregnancies.setdefault(row.mother_id, []).append(PregnancySpan(row.opened_on, row.ended_on, row.outcome))
    births: dict[str, list[date]] = {}
    children = select(Person.mother_id, Person.born_on).where(Person.mother_id.in_(person_ids), _is_recent(Person, day))
    for mother_id, born_on in session.execute(children):
        births.setdefault(str(mother_id), []).append(born_on)
    return {
        one: _Motherhood(tuple(pregnancies.get(one, ())), tuple(births.get(one, ())))
        for one in pregnancies.keys() | births.keys()
    }


def _is_recent(child: type[Person], day: date) -> ColumnElement[bool]:
    # A guessed birth date is no day of delivery, and somebody merged away was never born a second time.
    return and_(
        child.born_on.between(day - timedelta(POSTPARTUM_DAYS), day),
        child.is_birth_date_approximate.is_(False),
        child.merged_into_id.is_(None),
    )


# Asked of everybody at once, the few mothers are gathered first: a question for each person would take seconds.
def _is_pregnant(day: date) -> ColumnElement[bool]:
    is_last_day = and_(Pregnancy.outcome.in_(_DEATHS), Pregnancy.ended_on == day)
    return Person.id.in_(
        select(Pregnancy.mother_id).where(
            Pregnancy.opened_on <= day,
            or_(Pregnancy.ended_on.is_(None), Pregnancy.ended_on > day, is_last_day),
            or_(Pregnancy.outcome.is_(None), Pregnancy.outcome != PregnancyOutcome.NOT_PREGNANT),
        )
    )


def _is_postpartum(day: date) -> ColumnElement[bool]:
    first = day - timedelta(POSTPARTUM_DAYS)
    ended = select(Pregnancy.mother_id).where(
        Pregnancy.outcome.in_(_FOLLOWED_BY_POSTPARTUM), Pregnancy.ended_on.between(first, day)
    )
    # Without the condition on NULL nobody would be "not in" the list.
    born = select(_Child.mother_id).where(_Child.mother_id.is_not(None), _is_recent(_Child, day))
    return or_(Person.id.in_(ended), Person.id.in_(born))
