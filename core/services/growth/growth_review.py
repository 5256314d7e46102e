"""Who worries us: every under-five by how much its latest visit asks for, with the reason in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.growth.classify import NutritionCategory
from core.growth.weight_gain import Letter
from core.rules.permissions import Action
from core.rules.role_words import SEEN_BY_MIDWIFE, plain_words
from core.services.growth.growth_verdicts import chain_of, judge_at
from core.services.growth.visit_rows import ChildWithVisits, load_children
from core.services.people.residence import of_residents, under_five_clause
from core.services.register import Register
from core.services.setup import Settings, read_settings
from core.services.views import VisitFacts, VisitVerdict, Worry
from core.store.people import Family, Person
from core.words.findings import Severity
from core.words.people import Sex
from core.words.periods import Month

SPARK_POINTS = 12
_AWAY_MONTHS = 2
_MUST_REFER, _LOSING_GROUND, _LOOK, _AWAY, _WELL = range(1, 6)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One child in the bidan's list: letter and z-scores of the latest weighing, worries also of visits after it.

    `spark` holds the last BB/U z-scores, oldest first.
    """

    person_id: str
    name: str
    age: str
    sex: Sex
    dusun: str
    severity: Severity
    reason: str
    letter: str
    waz: float | None
    haz: float | None
    whz: float | None
    spark: tuple[float | None, ...]
    last_on: date | None = None


def worries(register: Register, posyandu_id: str | None = None, limit: int = 5) -> tuple[Worry, ...]:
    """The children to look at first, with the reason; children in good order are left out."""
    lines = (line for line in review_list(register, posyandu_id) if line.severity is not Severity.GREEN)
    return tuple(
        Worry(line.person_id, line.name, line.age, line.dusun, line.severity, line.reason)
        for line, _ in zip(lines, range(limit), strict=False)
    )


def review_list(register: Register, posyandu_id: str | None = None) -> tuple[ReviewLine, ...]:
    """Every resident under-five, most worrying first (work list: BGM and gizi buruk, 2T, T and orange, away, well).

    Raises NotAllowed for somebody who may not see health data.
    """
    register.require(Action.SEE_HEALTH)
    today = register.today
    with register.reading() as session:
        settings = read_settings(session)
        ids = _under_fives(session, posyandu_id, today)
        ranked = [
            _ranked(loaded, settings, today) for loaded in load_children(session, ids, is_masked=settings.mask_nik)
        ]
    ranked.sort(key=lambda one: one[0])
    if register.may(Action.SEE_DIAGNOSES):
        return tuple(line for _, line in ranked)
    return tuple(replace(line, reason=_plain(line.reason)) for _, line in ranked)


def _plain(reason: str) -> str:
    """Several reasons in plain words; that a midwife is to look is said once."""
    plain = plain_words(reason)
    return reason if plain == reason else f"{plain}, {SEEN_BY_MIDWIFE}"


def _under_fives(session: Session, posyandu_id: str | None, today: date) -> list[str]:
    statement = of_residents(select(Person.id), today).where(under_five_clause(today))
    if posyandu_id is not None:
        statement = statement.where(Family.posyandu_id == posyandu_id)
    return list(session.scalars(statement))


def _ranked(loaded: ChildWithVisits, settings: Settings, today: date) -> tuple[tuple[int, int, str, str], ReviewLine]:
    child, visits = loaded.child, loaded.visits
    chain = chain_of(child, visits, settings)
    seen = tuple(judge_at(child, visits, place, chain) for place in range(_latest_weighing(visits), len(visits)))
    latest = seen[0] if seen else None
    severity = max((one.severity for one in seen), key=lambda severity: severity.rank, default=Severity.GREEN)
    if severity is Severity.GREEN and _is_away(seen, today):
        severity = Severity.YELLOW
    line = ReviewLine(
        person_id=child.id,
        name=child.name,
        age=child.age_on(today),
        sex=child.sex,
        dusun=child.dusun,
        severity=severity,
        reason=" · ".join(_reasons(seen, today)),
        letter=latest.letter if latest else "",
        waz=latest.growth.waz if latest else None,
        haz=latest.growth.haz if latest else None,
        whz=latest.growth.whz if latest else None,
        spark=tuple(weighing.waz for weighing in chain[-SPARK_POINTS:]),
        last_on=seen[-1].facts.measured_on if seen else None,
    )
    return (-severity.rank, _place_in_work_list(seen, today), child.name, child.id), line


def _latest_weighing(visits: Sequence[VisitFacts]) -> int:
    """Where the latest weighing stands: a visit without scale after it (a capsule given) must not hide what it said."""
    return next((place for place in reversed(range(len(visits))) if visits[place].weight_g is not None), 0)


def _reasons(seen: Sequence[VisitVerdict], today: date) -> Iterator[str]:
    if not seen:
        yield "Belum pernah ditimbang"
        return
    serious = [finding for one in seen for finding in one.findings if finding.severity is not Severity.GREEN]
    # The letter says little beside what is more serious than one T.
    worst_rank = max((finding.severity.rank for finding in serious), default=0)
    yield from dict.fromkeys(finding.label for finding in serious if finding.severity.rank == worst_rank)
    if _is_away(seen, today):
        yield f"tidak datang sejak {Month.of(seen[-1].facts.measured_on).label}"
    if any(one.facts.is_referred for one in seen):
        yield "sudah dirujuk"


def _is_away(seen: Sequence[VisitVerdict], today: date) -> bool:
    return bool(seen) and Month.of(seen[-1].facts.measured_on) < Month.of(today).shift(1 - _AWAY_MONTHS)


def _place_in_work_list(seen: Sequence[VisitVerdict], today: date) -> int:
    if not seen:
        return _AWAY
    weighing = seen[0].weighing
    is_bgm = weighing is not None and weighing.bgm
    if is_bgm or any(one.severity is Severity.URGENT for one in seen):
        return _MUST_REFER
    is_wasted = any(one.growth.whz_category is NutritionCategory.WASTED for one in seen)
    if (weighing is not None and weighing.two_t) or is_wasted:
        return _LOSING_GROUND
    if weighing is not None and (weighing.letter is Letter.NOT_GAINED or weighing.orange):
        return _LOOK
    is_back = weighing is not None and weighing.letter is Letter.RETURNED
    return _AWAY if is_back or _is_away(seen, today) else _WELL
