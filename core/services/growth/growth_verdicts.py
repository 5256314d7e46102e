"""From the facts of one child's visits to their verdicts; pure, so that an edit and a fresh start give the same."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from core.growth import plausibility
from core.growth.assess import assess
from core.growth.kms import KmsEdition
from core.growth.velocity import Growing, Reading, Velocity, faltering
from core.growth.weight_gain import Letter, WeighingFact, WeighVerdict, weigh_chain
from core.rules.child_growth import growth_findings
from core.rules.role_words import plain_finding
from core.services.setup import Settings
from core.services.views import ChildView, VisitFacts, VisitVerdict
from core.words.age import age_days, completed_months
from core.words.findings import Finding, worst

_REACH = timedelta(days=215)
"""The longest increment table spans 6 months; older visits cannot be its start."""
_DRAFT_KEY = "draft"
_LETTERS = frozenset(Letter)
_FIELDS = {"lenhei_mm": "length_mm"}
"""Boxes whose key in the growth room differs from the one of a visit."""


def in_order(facts: Iterable[VisitFacts]) -> list[VisitFacts]:
    """Visits as they happened; the id decides between two on one day, so the order of entry never matters."""
    return sorted(facts, key=lambda fact: (fact.measured_on, fact.id or _DRAFT_KEY))


def judge_all(child: ChildView, facts: Iterable[VisitFacts], settings: Settings) -> tuple[VisitVerdict, ...]:
    """Every visit of a child with its verdict, earliest first."""
    visits = in_order(facts)
    chain = chain_of(child, visits, settings)
    return tuple(judge_at(child, visits, place, chain) for place in range(len(visits)))


def judge_one(child: ChildView, facts: Iterable[VisitFacts], one: VisitFacts, settings: Settings) -> VisitVerdict:
    """The verdict of `one` among the child's visits `facts` (which hold it)."""
    visits = in_order(facts)
    if settings.o_breaks_two_t:
        visits = _that_matter(visits, one)
    place = next(place for place, visit in enumerate(visits) if visit is one)
    return judge_at(child, visits, place, chain_of(child, visits, settings))


def _that_matter(visits: Sequence[VisitFacts], one: VisitFacts) -> list[VisitFacts]:
    # A letter looks back two months and an increment six; of what is older only that there was a weighing at all.
    since = one.measured_on - _REACH
    weighed = (visit for visit in visits if visit.weight_g is not None and not visit.is_outside_history)
    first = next(weighed, None)
    return [visit for visit in visits if visit is first or visit.measured_on >= since]


def doubts(child: ChildView, facts: Iterable[VisitFacts], one: VisitFacts) -> tuple[Finding, ...]:
    """What looks odd about `one` beside the child's other visits; each asks for a second reading, none is clinical."""
    history = [_measures(visit) for visit in in_order(facts) if visit is not one]
    known = plausibility.Child(child.sex, child.born_on, child.gestation_weeks, child.birth_weight_g)
    found = plausibility.check(known, _measures(one), history)
    return tuple(replace(finding, field=_FIELDS.get(finding.field, finding.field)) for finding in found)


def _measures(visit: VisitFacts) -> plausibility.Measures:
    return plausibility.Measures(
        visit.measured_on, visit.weight_g, visit.length_mm, visit.posture, visit.head_mm, visit.muac_mm
    )


def chain_of(child: ChildView, visits: Sequence[VisitFacts], settings: Settings) -> list[WeighVerdict]:
    """The letters of all weighings; visits without a weight are not in it."""
    return weigh_chain(
        child.sex,
        child.born_on,
        [_weighing(visit, visit.weight_g) for visit in visits if visit.weight_g is not None],
        KmsEdition(settings.kms_edition),
        o_breaks_two_t=settings.o_breaks_two_t,
        gestation_weeks=child.gestation_weeks,
    )


def _weighing(visit: VisitFacts, weight_g: int) -> WeighingFact:
    return WeighingFact(
        key=visit.id or _DRAFT_KEY,
        measured_on=visit.measured_on,
        weight_g=weight_g,
        # A visit being typed has no row yet, so it says itself whether it is of the posyandu day.
        is_session=visit.day_id is not None or (visit.id is None and visit.is_session),
        is_outside_history=visit.is_outside_history,
        letter_override=Letter(visit.letter_override) if visit.letter_override in _LETTERS else None,
        has_oedema=visit.has_oedema,
    )


def judge_at(child: ChildView, visits: Sequence[VisitFacts], place: int, chain: Sequence[WeighVerdict]) -> VisitVerdict:
    """The verdict of the visit at `place` among visits in order, given their `chain_of`."""
    visit = visits[place]
    days, months = age_days(child.born_on, visit.measured_on), completed_months(child.born_on, visit.measured_on)
    growth = assess(
        child.sex,
        days,
        weight_kg=None if visit.weight_g is None else visit.weight_g / 1000,
        lenhei_cm=_tenth(visit.length_mm),
        posture=visit.posture,
        head_cm=_tenth(visit.head_mm),
        muac_cm=_tenth(visit.muac_mm),
        has_oedema=visit.has_oedema,
        gestation_weeks=child.gestation_weeks,
        completed_months=months,
    )
    at = _place_in_chain(visit, chain)
    weighing = None if at is None else chain[at]
    velocity = _velocity(child, visits, place)
    clinical = growth_findings(growth, weighing, velocity, chain[:at] if at is not None else ())
    return VisitVerdict(
        facts=visit,
        age_days=days,
        age_months=months,
        growth=growth,
        weighing=weighing,
        velocity=velocity,
        findings=clinical,
        severity=worst(clinical),
    )


def _place_in_chain(visit: VisitFacts, chain: Sequence[WeighVerdict]) -> int | None:
    key = visit.id or _DRAFT_KEY
    return next((at for at, one in enumerate(chain) if one.key == key), None)


def _velocity(child: ChildView, visits: Sequence[VisitFacts], place: int) -> Velocity | None:
    now = visits[place]
    if now.weight_g is None or now.has_oedema:
        return None
    since = now.measured_on - _REACH
    before = [
        Reading(visit.measured_on, visit.weight_g)
        for visit in visits[:place]
        if visit.weight_g is not None and visit.measured_on >= since and not visit.has_oedema
    ]
    if not before:
        return None
    reading = Reading(now.measured_on, now.weight_g)
    return faltering(Growing.WEIGHT, child.sex, child.born_on, before, reading)


def worded(verdict: VisitVerdict, *, sees_diagnoses: bool) -> VisitVerdict:
    """The verdict in the words of whoever looks (R-PERAN): without diagnoses for somebody who does not make them."""
    if sees_diagnoses:
        return verdict
    return replace(verdict, findings=tuple(map(plain_finding, verdict.findings)), sees_diagnoses=False)


def _tenth(millimetres: int | None) -> float | None:
    return None if millimetres is None else millimetres / 10
