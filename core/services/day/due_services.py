"""The services that somebody should come for, from what was told the last time."""

from collections.abc import Iterator, Sequence
from datetime import date

from core.rules.due import services
from core.rules.due.reason import DueReason
from core.rules.family_planning import concerns
from core.services.day.due_answers import Told, latest
from core.words.life_stage import LifeStage

_USERS = {LifeStage.ADULT, LifeStage.POSTPARTUM}


def service_reasons(
    told: Sequence[Told], stage: LifeStage | None, years: int, on: date, *, is_woman: bool
) -> Iterator[DueReason | None]:
    """Extra food until somebody says that it was stopped, and contraception that is used up; `told` by date."""
    food = latest(told, "food_given")
    if food is not None and food.answers["food_given"] is True:
        yield services.extra_food(food.on)
    asked = latest(told, "contraception_method")
    if asked is not None and stage in _USERS and concerns(years, is_woman=is_woman):
        yield services.contraception(on, asked.on, str(asked.answers["contraception_method"]))


def capsule_reason(told: Sequence[Told], delivered_on: date, on: date) -> DueReason | None:
    """Vitamin A of a woman in childbed, where her card was filled since the birth."""
    filled = (card.answers for card in told if card.on >= delivered_on)
    counts = [answers["vitamin_a_capsules"] for answers in filled if "vitamin_a_capsules" in answers]
    return services.vitamin_a_childbed(delivered_on, on, max(counts)) if counts else None
