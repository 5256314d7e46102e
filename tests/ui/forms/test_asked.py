"""Boxes that are worth asking: after which answer, at which age, of whom."""

import pytest

from core.rules.forms.catalogue import FORMS
from ui.forms import asked
from ui.forms.asked import Whose, is_asked

WOMAN, MAN = Whose("dewasa", 30 * 12, is_woman=True), Whose("dewasa", 30 * 12, is_woman=False)


@pytest.mark.parametrize(
    ("key", "answers", "is_shown"),
    [
        ("refer_reason", {"refer_manual": True}, True),
        ("refer_reason", {"refer_manual": False}, False),
        ("refer_reason", {"refer_manual": None}, False),
        ("cigarettes_per_day", {"smoking_status": "1"}, True),
        ("cigarettes_per_day", {"smoking_status": "4"}, False),
        ("contraception_method", {"contraception": True}, True),
        ("contraception_method", {"contraception": None}, False),
        ("weight_kg", {}, True),
        ("cannot_stand", {"weight_kg": None}, True),
        ("cannot_stand", {"weight_kg": "52,3"}, False),
    ],
)
def test_a_box_that_follows_an_answer(key: str, answers: dict[str, object], is_shown: bool) -> None:
    assert is_asked(key, answers, WOMAN) is is_shown


@pytest.mark.parametrize(
    ("key", "months", "is_shown"),
    [
        ("exclusive_breastfeeding", 5, True),
        ("exclusive_breastfeeding", 7, False),
        ("complementary_food", 5, False),
        ("complementary_food", 6, True),
        ("vitamin_a", 59, True),
        ("vitamin_a", 60, False),
        ("deworming", 11, False),
        ("deworming", 12, True),
        ("muac_cm", 5, False),
        ("muac_cm", 6, True),
    ],
)
def test_a_box_of_an_age(key: str, months: int, is_shown: bool) -> None:
    assert is_asked(key, {}, Whose("balita", months, is_woman=True)) is is_shown


def test_a_man_is_not_asked_whether_he_is_pregnant() -> None:
    assert is_asked("pregnant", {}, WOMAN)
    assert not is_asked("pregnant", {}, MAN)


@pytest.mark.parametrize(
    ("value", "is_hi", "asks_kind", "asks_hi"),
    [(None, None, False, True), ("120", None, True, False), (None, True, True, True), (None, False, False, True)],
)
def test_r_gd_the_kind_belongs_to_a_value_and_hi_stands_in_its_place(
    value: object, is_hi: object, asks_kind: bool, asks_hi: bool
) -> None:
    answers = {"glucose_mg_dl": value, "glucose_hi": is_hi}
    assert is_asked("glucose_kind", answers, WOMAN) is asks_kind
    assert is_asked("glucose_hi", answers, WOMAN) is asks_hi


@pytest.mark.parametrize(
    ("years", "is_woman", "is_pregnant", "is_shown"),
    [
        (30, True, False, True),
        (49, True, False, True),
        (50, True, False, False),
        (30, True, True, False),
        (30, False, False, True),
        (59, False, False, True),
    ],
)
def test_r_kb_is_asked_of_whom_it_concerns(years: int, is_woman: bool, is_pregnant: bool, is_shown: bool) -> None:
    whose = Whose("dewasa", years * 12, is_woman=is_woman)
    assert is_asked("contraception", {"pregnant": is_pregnant}, whose) is is_shown


def test_every_box_that_is_named_here_is_on_a_form() -> None:
    keys = {field.key for form in FORMS for field in form.fields}
    named = {*asked.AFTER, *(before for before, _ in asked.AFTER.values()), *asked.OF_AGE, *asked.OF_WOMEN}
    assert named | set(asked.OF_SMOKERS) <= keys
