"""What services somebody has had and what is next, each with its day: read for one check-up, beside its card."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.rules.family_planning import concerns
from core.rules.permissions import Action
from core.rules.services_next import child, mother
from core.rules.services_next.child import FoodDay
from core.rules.services_next.service import NextService
from core.services.day.card_context import answers_before
from core.services.day.card_values import Papers, papers_of
from core.services.day.card_verdicts import Judged, judge_papers
from core.services.day.check_up_rows import check_up_row
from core.services.immunization.immunizing import immunization_card, label_of
from core.services.register import Register
from core.store.visits import Measurement
from core.words.age import completed_months, completed_years
from core.words.people import Sex

_KEYS = (
    *("deworming", "food_given", "food_finished", "food_daily", "tablets_given"),
    *("vitamin_a_capsules", "contraception", "contraception_method"),
)
_TABLET_YEARS, _CHILD_MONTHS, _NO_RECORD_FROM_MONTHS = 12, 72, 2


@dataclass(slots=True)
class _Facts:
    """What was told and given until the day, oldest first, by key; capsules and marks of breast milk of a child."""

    told: dict[str, list[tuple[date, Any]]] = field(default_factory=dict)
    capsule_on: date | None = None
    milk: dict[int, str] = field(default_factory=dict)

    def last(self, key: str) -> Any:  # noqa: ANN401 - an answer of any kind
        """The latest answer."""
        return self.told[key][-1][1] if key in self.told else None

    def last_yes(self, key: str) -> date | None:
        """The latest day of a yes."""
        return max((day for day, value in self.told.get(key, ()) if value is True), default=None)

    def counts(self, key: str, since: date) -> list[tuple[date, int]]:
        """Numbers told since a day."""
        return [(day, value) for day, value in self.told.get(key, ()) if day >= since and isinstance(value, int)]

    def course(self, eaten: str, since: date) -> list[FoodDay]:
        """The visits of the extra food that is being given: back to the last no."""
        days: list[FoodDay] = []
        finished = dict(self.told.get(eaten, ()))
        for day, is_given in self.told.get("food_given", ()):
            if day >= since:
                days = [*days, FoodDay(day, finished.get(day))] if is_given is True else []
        return days


def next_services(register: Register, check_up_id: str) -> tuple[NextService, ...]:
    """Each service of the person's card with what was had and when the next is due; what is due that day first.

    Raises InputError for an unknown check-up, NotAllowed without the right to see health data.
    """
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        papers = papers_of(session, check_up_row(session, check_up_id))
        judged = judge_papers(session, papers)
        facts = _read(session, papers)
        found = [*_of_card(papers, judged, facts)]
        person_id, on = papers.person.id, papers.check_up.checked_on
    services = [*_vaccines(register, person_id, on), *(one for one in found if one is not None)]
    return tuple(sorted(services, key=lambda one: not one.is_due(on)))


def _of_card(papers: Papers, judged: Judged, facts: _Facts) -> Iterator[NextService | None]:
    card = judged.card.key if judged.card is not None else ""
    on, years = papers.check_up.checked_on, completed_years(papers.person.born_on, papers.check_up.checked_on)
    if card == "balita":
        yield from _of_child(papers, judged, facts)
    elif card == "bumil":
        yield from _of_expecting(papers, judged, facts)
    elif card == "nifas" and papers.mother.delivered_on is not None:
        capsules = [count for _, count in facts.counts("vitamin_a_capsules", papers.mother.delivered_on)]
        yield mother.vitamin_a(papers.mother.delivered_on, on, max(capsules, default=0))
        yield _planning(facts, on)
    elif card == "remaja" and papers.person.sex is Sex.FEMALE and years >= _TABLET_YEARS:
        yield mother.weekly_tablets(on, facts.counts("tablets_given", date.min))
    elif card == "dewasa" and "contraception" in facts.told:
        yield _planning(facts, on) if concerns(years, is_woman=papers.person.sex is Sex.FEMALE) else None


def _of_child(papers: Papers, judged: Judged, facts: _Facts) -> Iterator[NextService | None]:
    born_on, on = papers.person.born_on, papers.check_up.checked_on
    yield child.breast_milk(born_on, on, facts.milk)
    yield child.food(born_on, on)
    yield child.vitamin_a(born_on, on, facts.capsule_on)
    yield child.deworming(born_on, on, facts.last_yes("deworming"))
    yield child.extra_food(on, facts.course("food_finished", date.min), child.course_reason(_results(judged)))


def _of_expecting(papers: Papers, judged: Judged, facts: _Facts) -> Iterator[NextService | None]:
    on, row = papers.check_up.checked_on, papers.mother.pregnancy
    since = row.opened_on if row is not None else on
    if papers.mother.dating is not None:
        since = min(since, papers.mother.dating.began_on)
    yield mother.tablets(on, facts.counts("tablets_given", since), int(judged.choices.tablets_target))
    arm = _results(judged).get("muac_result")
    yield mother.extra_food(on, facts.course("food_daily", since), has_kek=None if arm is None else arm == "KEK")


def _planning(facts: _Facts, on: date) -> NextService | None:
    uses = facts.last("contraception")
    if uses is None:
        return mother.contraception(on, on, uses=False, method=None)
    return mother.contraception(
        on, facts.told["contraception"][-1][0], uses=uses is True, method=facts.last("contraception_method")
    )


def _results(judged: Judged) -> Mapping[str, object]:
    return {one.field: one.result for one in judged.verdicts}


def _vaccines(register: Register, person_id: str, on: date) -> Iterator[NextService]:
    """The next day with something to give: of the child's schedule, and Td of a woman."""
    card = immunization_card(register, person_id, on)
    if card.plan and not card.doses and completed_months(card.born_on, on) >= _NO_RECORD_FROM_MONTHS:
        yield NextService("immunization", "Imunisasi", "belum tercatat, salin dari Buku KIA", on)
    elif card.plan:
        day, keys = card.plan[0]
        yield NextService("immunization", "Imunisasi", _named(keys), day)
    following = card.td_next
    if following is not None and (following.state.may_be_given or following.from_on is not None):
        yield NextService("td", "Td", following.label, following.from_on or on)


def _named(keys: Sequence[str]) -> str:
    return ", ".join(label_of(key) for key in keys)


def _read(session: Session, papers: Papers) -> _Facts:
    facts, on = _Facts(), papers.check_up.checked_on
    for key, day, value in answers_before(session, papers.person.id, on + timedelta(days=1), _KEYS):
        facts.told.setdefault(key, []).append((day, value))
    if papers.months < _CHILD_MONTHS:
        wanted = select(Measurement.measured_on, Measurement.vitamin_a, Measurement.breastfeeding).where(
            Measurement.person_id == papers.person.id, Measurement.measured_on <= on
        )
        for day, capsule, mark in session.execute(wanted.order_by(Measurement.measured_on)):
            if capsule:
                facts.capsule_on = day
            if mark:
                facts.milk[completed_months(papers.person.born_on, day)] = mark
    return facts
