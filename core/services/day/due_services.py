"""The services that somebody should come for, from what was told the last time."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from core.rules.due import services
from core.rules.due.reason import DueReason
from core.rules.family_planning import concerns
from core.words.life_stage import LifeStage

if TYPE_CHECKING:
    from core.services.day.due_facts import Told

SERVICE_KEYS = ("food_given", "vitamin_a_capsules", "contraception_method")
_USERS = {LifeStage.ADULT, LifeStage.POSTPARTUM}


def service_reasons(
    told: "Sequence[Told]", stage: LifeStage | None, years: int, on: date, *, is_woman: bool
) -> Iterator[DueReason | None]:
    """Extra food until somebody says that it was stopped, and contraception that is used up; `told` by date."""
    latest = {one.key: one for one in told if one.key in SERVICE_KEYS}
    food = latest.get("food_given")
    if food is not None:
        yield services.extra_food(food.on if food.value is True else None)
    method = latest.get("contraception_method")
    if method is not None and stage in _USERS and concerns(years, is_woman=is_woman):
        yield services.contraception(on, method.on, str(method.value))


def capsule_reason(told: "Sequence[Told]", delivered_on: date, on: date) -> DueReason | None:
    """Vitamin A of a woman in childbed, where her card was filled since the birth."""
    counts = [one.value for one in told if one.key == "vitamin_a_capsules" and one.on >= delivered_on]
    return services.vitamin_a_childbed(delivered_on, on, max(counts)) if counts else None
