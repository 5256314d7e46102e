"""Bodies and ordinary answers of the demo: plausible for the age, and nothing that a posyandu would have to refer."""

from datetime import date
from random import Random

import pytest

from core.rules.assess import assess
from core.rules.forms.catalogue import form_named
from core.services.demo_village import card_answers
from core.words.people import Sex

ON = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("years", "shortest", "tallest"), [(7, 105, 135), (11, 125, 162), (17, 138, 182), (40, 130, 185)]
)
def test_a_body_has_the_size_of_its_age(years, shortest, tallest):
    for number in range(60):
        for sex in Sex:
            body = card_answers.body_of(Random(number), sex, years)
            assert shortest < body.height_cm < tallest
            assert 12 < body.bmi < 36
            assert body.systolic - body.diastolic >= 20


@pytest.mark.parametrize("years", [25, 45, 58])
def test_an_ordinary_adult_is_not_sent_on(years):
    card = form_named("dewasa")
    assert card is not None
    for number in range(40):
        random, sex = Random(number), Sex.FEMALE if number % 2 else Sex.MALE
        body = card_answers.body_of(random, sex, years)
        said = card_answers.measured(random, body) | card_answers.adult(random, body, sex, years)
        known = {"sex": sex.value, "birth_date": date(ON.year - years, 1, 1), "visit_date": ON}
        found = assess(card, said, known)
        assert found.errors == ()
        assert found.missing == ()
        assert found.reasons == ()
