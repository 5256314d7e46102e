"""Where sources disagree: every question has its default first, and unknown codes are refused."""

import pytest

from core.errors import InputError
from core.rules.choices import QUESTIONS, Choices, choices_of, default_codes


def test_every_question_is_a_choice_and_its_first_option_the_default():
    assert default_codes() == {one.key: one.options[0].code for one in QUESTIONS}


def test_every_option_has_words_and_a_source():
    for question in QUESTIONS:
        assert len(question.options) > 1
        assert all(option.label and option.source for option in question.options)


def test_stored_codes_become_choices():
    assert choices_of({}) == Choices()
    assert choices_of({"puma_cut": 7}).puma_cut == "7"


@pytest.mark.parametrize("stored", [{"puma_cut": "8"}, {"lain": "1"}, {"puma_cut": None}])
def test_unknown_codes_are_refused(stored):
    with pytest.raises(InputError):
        choices_of(stored)
