"""Which boxes of a card are worth asking of somebody: those that follow an answer, and those of an age."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.rules import family_planning


@dataclass(frozen=True, slots=True)
class Whose:
    """The form, and of its person what decides which boxes are asked."""

    form_key: str
    months: int
    is_woman: bool


AFTER: dict[str, tuple[str, frozenset[object]]] = {
    "refer_reason": ("refer_manual", frozenset({True})),
    "refer_to": ("refer_manual", frozenset({True})),
    "contraception_method": ("contraception", frozenset({True})),
    "illness_note": ("illness", frozenset({True})),
    "illness_danger": ("illness", frozenset({True})),
    "food_content": ("food_given", frozenset({True})),
    "food_portions": ("food_given", frozenset({True})),
    "food_daily": ("food_given", frozenset({True})),
    "food_finished": ("food_given", frozenset({True})),
    "vitamin_a_taken": ("vitamin_a_capsules", frozenset({1, 2})),
    "smoking_years": ("smoked_ever", frozenset({True})),
    "cigarettes_per_day": ("smoked_ever", frozenset({True})),
    "calf_cm": ("cannot_stand", frozenset({True})),
}
"""Box: the box before it, and the answers after which it is asked."""
OF_AGE: dict[str, tuple[int, int]] = {
    "exclusive_breastfeeding": (0, 6),
    "complementary_food": (6, 23),
    "vitamin_a": (6, 59),
    "deworming": (12, 71),
    "muac_cm": (6, 1500),
}
"""Box of the child's card: first and last month of age in which it is asked (Buku KIA; Permenkes 2/2020)."""
_PLANNING = frozenset({"contraception", "contraception_method"})
OF_WOMEN = frozenset({"pregnant", "children_count", "last_birth_date"})
_SMOKES: frozenset[object] = frozenset({"1", "2"})
OF_SMOKERS = ("smoking_kind", "cigarettes_per_day", "smoking_start_age", "cigarettes_per_week", "wants_to_quit")

_OF_SUGAR: dict[str, Callable[[bool, bool], bool]] = {
    "glucose_kind": lambda has_value, is_hi: has_value or is_hi,
    "glucose_hi": lambda has_value, is_hi: is_hi or not has_value,
}
"""The kind of a test belongs to a value; HI stands in the place of one, and both together are seen to be mended."""


_MEASURED: dict[str, Callable[[Mapping[str, object]], bool]] = {
    "cannot_stand": lambda answers: answers.get("weight_kg") is None,
}
"""Whoever stood on the scale can stand."""


def is_asked(key: str, answers: Mapping[str, object], whose: Whose) -> bool:
    """Whether a box is shown now; a box that holds an answer already is always shown by its form."""
    if key in OF_WOMEN and not whose.is_woman:
        return False
    if whose.form_key == "balita" and key in OF_AGE:
        first, last = OF_AGE[key]
        return first <= whose.months <= last
    if whose.form_key == "dewasa" and key in _PLANNING:
        is_pregnant = answers.get("pregnant") is True
        if not family_planning.concerns(whose.months // 12, is_woman=whose.is_woman, is_pregnant=is_pregnant):
            return False
    if "glucose_mg_dl" in answers and key in _OF_SUGAR:
        return _OF_SUGAR[key](answers["glucose_mg_dl"] is not None, answers.get("glucose_hi") is True)
    if key in _MEASURED:
        return _MEASURED[key](answers)
    before = ("smoking_status", _SMOKES) if key in OF_SMOKERS else AFTER.get(key)
    return before is None or before[0] not in answers or answers[before[0]] in before[1]
