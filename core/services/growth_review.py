"""Who worries us: every under-five by how much its latest visit asks for, with the reason in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.growth.classify import NutritionCategory
from core.growth.weight_gain import Letter
from core.services.growth_verdicts import chain_of, judge_at
from core.services.register import Register
from core.services.residence import resident_clause, under_five_clause
from core.services.setup import Settings, read_settings
from core.services.views import VisitVerdict, Worry
from core.services.visit_rows import ChildWithVisits, load_children
from core.store.people import Family, FamilyMember, Person
from core.words.age import age_in_words
from core.words.findings import Severity
from core.words.people import Sex
from core.words.periods import Month

SPARK_POINTS = 12
_AWAY_MONTHS = 2
_MUST_REFER, _LOSING_GROUND, _LOOK, _AWAY, _WELL = range(1, 6)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One child in the bidan's list; z-scores of the latest visit, `spark` the last BB/U z-scores, oldest first."""

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
    """Every resident under-five, most worrying first (work list: BGM and gizi buruk, 2T, T and orange, away, well)."""
    today = register.today
    with register.reading() as session:
        settings = read_settings(session)
        ids = _under_fives(session, posyandu_id, today)
        ranked = [
            _ranked(loaded, settings, today) for loaded in load_children(session, ids, is_masked=settings.mask_nik)
        ]
    ranked.sort(key=lambda one: one[0])
    return tuple(line for _, line in ranked)


def _under_fives(session: Session, posyandu_id: str | None, today: date) -> list[str]:
    statement = (
        select(Person.id)
        .outerjoin(FamilyMember, (FamilyMember.person_id == Person.id) & FamilyMember.to_on.is_(None))
        .outerjoin(Family, Family.id == FamilyMember.family_id)
        .where(resident_clause(today), under_five_clause(today))
    )
    if posyandu_id is not None:
        statement = statement.where(Family.posyandu_id == posyandu_id)
    return list(session.scalars(statement))


def _ranked(loaded: ChildWithVisits, settings: Settings, today: date) -> tuple[tuple[int, int, str, str], ReviewLine]:
    child, visits = loaded.child, loaded.visits
    chain = chain_of(child, visits, settings)
    latest = judge_at(child, visits, len(visits) - 1, chain) if visits else None
    severity = latest.severity if latest else Severity.GREEN
    reasons = list(_reasons(latest, today))
    if severity is Severity.GREEN and latest is not None and _is_away(latest, today):
        severity = Severity.YELLOW
    line = ReviewLine(
        person_id=child.id,
        name=child.name,
        age=age_in_words(child.born_on, today),
        sex=child.sex,
        dusun=child.dusun,
        severity=severity,
        reason=" · ".join(reasons),
        letter=latest.letter if latest else "",
        waz=latest.growth.waz if latest else None,
        haz=latest.growth.haz if latest else None,
        whz=latest.growth.whz if latest else None,
        spark=tuple(weighing.waz for weighing in chain[-SPARK_POINTS:]),
        last_on=latest.facts.measured_on if latest else None,
    )
    return (-severity.rank, _place_in_work_list(latest, today), child.name, child.id), line


def _reasons(latest: VisitVerdict | None, today: date) -> Iterator[str]:
    if latest is None:
        yield "Belum pernah ditimbang"
        return
    serious = [finding for finding in latest.findings if finding.severity is not Severity.GREEN]
    # The letter says little beside what is more serious than one T.
    worst_rank = max((finding.severity.rank for finding in serious), default=0)
    yield from (finding.label for finding in serious if finding.severity.rank == worst_rank)
    if _is_away(latest, today):
        yield f"tidak datang sejak {Month.of(latest.facts.measured_on).label}"
    if latest.facts.is_referred:
        yield "sudah dirujuk"


def _is_away(latest: VisitVerdict, today: date) -> bool:
    return Month.of(latest.facts.measured_on) < Month.of(today).shift(1 - _AWAY_MONTHS)


def _place_in_work_list(latest: VisitVerdict | None, today: date) -> int:
    if latest is None:
        return _AWAY
    weighing, nutrition = latest.weighing, latest.growth.whz_category
    is_bgm = weighing is not None and weighing.bgm
    if is_bgm or nutrition in (NutritionCategory.SEVERELY_WASTED, NutritionCategory.OEDEMA):
        return _MUST_REFER
    if (weighing is not None and weighing.two_t) or nutrition is NutritionCategory.WASTED:
        return _LOSING_GROUND
    if weighing is not None and (weighing.letter is Letter.NOT_GAINED or weighing.orange):
        return _LOOK
    is_back = weighing is not None and weighing.letter is Letter.RETURNED
    return _AWAY if is_back or _is_away(latest, today) else _WELL
