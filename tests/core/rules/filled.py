"""A filled form as the tests write it, and the short way to what it says."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.rules.assess import Assessment, assess
from core.rules.forms.catalogue import FORMS

FORM_OF = {form.key: form for form in FORMS}
TODAY = date(2026, 11, 25)


def fill(form: str, answers: Mapping[str, object], *, choices: Any = None, **context: Any) -> Assessment:
    """The assessment of a form on 25 November 2026; keyword arguments are what the register knows."""
    return assess(FORM_OF[form], answers, context, today=TODAY, choices=choices)


def verdict(found: Assessment, field: str) -> Any:
    """The one verdict of a field, or None."""
    matching = [one for one in found.verdicts if one.field == field]
    assert len(matching) <= 1, matching
    return matching[0] if matching else None


def result(found: Assessment, field: str) -> str | bool | None:
    """The result under a field; None when it is silent."""
    one = verdict(found, field)
    return None if one is None else one.result


def score(found: Assessment, key: str) -> Any:
    """The computed number or date under a key; None when it is left out."""
    return found.scores.get(key)


def colour(found: Assessment, field: str) -> str | None:
    """The severity under a field; None when it is silent."""
    one = verdict(found, field)
    return None if one is None else one.severity.value


def born(years: int, months: int = 0) -> date:
    """The birth date of who is exactly so old on the day of the tests."""
    index = TODAY.year * 12 + TODAY.month - 1 - years * 12 - months
    return date(index // 12, index % 12 + 1, TODAY.day)
