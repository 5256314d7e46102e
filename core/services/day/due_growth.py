"""What the last weighing of a child asks for: T, 2T, BGM and worse, as the worry list says it."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.rules.due.reason import DueKind, DueReason
from core.rules.role_words import SEEN_BY_MIDWIFE, plain_words
from core.services.day.due_facts import GROWTH_REACH, DuePerson
from core.services.growth.growth_verdicts import chain_of, judge_at
from core.services.setup import Settings
from core.services.views import ChildView, VisitFacts
from core.words.findings import Severity
from core.words.periods import Month

_MOST_LABELS = 2
_LETTERS_REACH = timedelta(days=125)
"""A letter, a second T and a falling curve look back four months."""


def growth_reason(
    person: DuePerson, visits: Sequence[VisitFacts], settings: Settings, *, sees_diagnoses: bool
) -> DueReason | None:
    """R-NT and Permenkes 2/2020: the gravest findings of the latest weighing and of what was measured after it.

    `visits`: those of the last ten months, earliest first. None when all was well, or nothing was weighed.
    """
    weighed_on = max((visit.measured_on for visit in visits if visit.weight_g is not None), default=None)
    if weighed_on is None:
        return None
    # Nothing of the verdict looks back further, and half the work is spared; but where a month away does not break
    # the row of T, the T before it may lie as far back as may be.
    since, letters_since = date.min, date.min
    if settings.o_breaks_two_t:
        since, letters_since = weighed_on - GROWTH_REACH, weighed_on - _LETTERS_REACH
    visits = [visit for visit in visits if visit.measured_on >= since]
    last = max(place for place, visit in enumerate(visits) if visit.weight_g is not None)
    child = _view(person)
    chain = chain_of(child, [visit for visit in visits if visit.measured_on >= letters_since], settings)
    seen = [judge_at(child, visits, place, chain) for place in range(last, len(visits))]
    found = [finding for one in seen for finding in one.findings if finding.severity is not Severity.GREEN]
    if not found:
        return None
    gravest = max((one.severity for one in found), key=lambda severity: severity.rank)
    labels = list(dict.fromkeys(one.label for one in found if one.severity is gravest))[:_MOST_LABELS]
    text = f"{', '.join(labels)} ({Month.of(weighed_on).label})"
    return DueReason(DueKind.GROWTH, text if sees_diagnoses else _plain(text), gravest)


def _plain(text: str) -> str:
    plain = plain_words(text)
    return text if plain == text else f"{plain}, {SEEN_BY_MIDWIFE}"


def _view(person: DuePerson) -> ChildView:
    """Only what a verdict looks at: sex, birth, and the weeks at birth."""
    return ChildView(
        id=person.id,
        name=person.name,
        sex=person.sex,
        born_on=person.born_on,
        is_birth_date_approximate=person.is_birth_date_approximate,
        gestation_weeks=person.gestation_weeks,
    )
