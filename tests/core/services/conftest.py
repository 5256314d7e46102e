"""Weighing in a few words."""

from collections.abc import Callable
from datetime import date

import pytest

from core.services.growth.measuring import save_visit
from core.services.register import Register
from core.services.views import GrowthHistory, VisitFacts


@pytest.fixture
def weigh(register: Register) -> Callable[..., GrowthHistory]:
    """Save a visit as a kader would say it: on which day, how many kilograms, and whatever else was measured."""

    def save(child: str, on: str, kilograms: float | None = None, **facts: object) -> GrowthHistory:
        day_id = facts.pop("day_id", None)
        weight = None if kilograms is None else round(kilograms * 1000)
        draft = VisitFacts(date.fromisoformat(on), weight_g=weight, **facts)  # type: ignore[arg-type]
        return save_visit(register, child, draft, day_id=day_id).value  # type: ignore[arg-type]

    return save
