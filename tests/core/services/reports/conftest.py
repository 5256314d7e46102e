"""Children of a small posyandu, written as a kader would: born on, weighed on, how heavy."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest

from core.services.reports.facts import ChildFacts
from core.services.views import VisitFacts
from core.words.people import Sex

_numbers = count(1)


def make_visit(on: str, kilograms: float | None = None, **facts: Any) -> VisitFacts:
    weight = None if kilograms is None else round(kilograms * 1000)
    return VisitFacts(measured_on=date.fromisoformat(on), weight_g=weight, id=f"v{next(_numbers)}", **facts)


def make_child(name: str, born: str, *visits: VisitFacts, sex: Sex = Sex.MALE, **facts: Any) -> ChildFacts:
    born_on = date.fromisoformat(born)
    facts.setdefault("kms_on", born_on)
    return ChildFacts(id=name, name=name, sex=sex, born_on=born_on, visits=visits, **facts)


@pytest.fixture
def visit() -> Callable[..., VisitFacts]:
    return make_visit


@pytest.fixture
def child() -> Callable[..., ChildFacts]:
    return make_child
