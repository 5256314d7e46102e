"""The context of a card: what the register knows of a person on a day, in the keys of the rules."""

from datetime import date
from decimal import Decimal

import pytest

from core.rules.assess import CONTEXT
from core.services.day.attending import come
from core.services.day.card_context import context_of
from core.services.day.cards import save_answers
from core.services.day.open_day import open_day
from core.services.people.births import EndForm, NewbornForm, record_birth
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.setup import Settings, list_posyandu, save_settings
from core.store.people import Person
from core.words.people import PregnancyOutcome, Sex

TODAY = date(2026, 11, 25)


@pytest.fixture
def known(register):
    def of(person_id, on=TODAY):
        with register.reading() as session:
            return context_of(session, session.get_one(Person, person_id), on)

    return of


@pytest.fixture
def boy(add_child):
    return add_child("Bima", "2024-03-10", Sex.MALE)


def weighing(context):
    return {key: value for key, value in context.items() if key.startswith("prev") or key == "first_ever"}


def test_every_key_is_one_of_the_contract(register, boy, known, add_child, weigh):
    weigh(boy, "2026-10-12", 12.5)
    mother = add_child("Dewi", "1998-05-05")
    open_pregnancy(register, mother, PregnancyForm(hpht_on=date(2026, 7, 1), gravida=2))
    keys = {field.key for field in CONTEXT}
    assert {*known(boy), *known(mother)} <= keys
    assert None not in known(boy).values()


def test_a_child_first_weighed_is_first_ever(known, boy):
    assert weighing(known(boy)) == {"first_ever": True}


def test_the_weighing_before_is_that_of_the_month_before_with_its_letter(known, boy, weigh):
    for on, kilograms in (("2026-09-12", 12.2), ("2026-10-12", 12.5), ("2026-10-28", 12.4), ("2026-11-20", 12.8)):
        weigh(boy, on, kilograms)
    # Of two weighings in a month the latest is the official one; the one of this month is no month before.
    assert weighing(known(boy)) == {
        "first_ever": False,
        "prev_weight_kg": Decimal("12.4"),
        "prev_visit_date": date(2026, 10, 28),
        "prev_letter": "N",
    }


def test_a_letter_older_than_a_month_is_not_the_letter_before(register, known, boy, weigh):
    weigh(boy, "2026-07-12", 12.5)
    weigh(boy, "2026-08-12", 12.4)
    assert "prev_letter" not in known(boy)
    assert known(boy)["prev_visit_date"] == date(2026, 8, 12)
    save_settings(register, Settings(o_breaks_two_t=False))
    assert known(boy)["prev_letter"] == "T"


def test_a_weight_copied_from_the_book_may_be_the_month_before(known, boy, weigh):
    weigh(boy, "2026-10-12", 12.5, is_outside_history=True)
    assert weighing(known(boy)) == {
        "first_ever": True,
        "prev_weight_kg": Decimal("12.5"),
        "prev_visit_date": date(2026, 10, 12),
    }
    assert weighing(known(boy, date(2026, 12, 12))) == {"first_ever": True}


def test_the_height_of_a_grown_up_is_known_that_of_somebody_who_grows_is_not(known, add_child, weigh):
    adult, teen = add_child("Pak Jaya", "1986-01-01", Sex.MALE), add_child("Rani", "2014-01-01")
    for one in (adult, teen):
        weigh(one, "2026-10-12", 50, length_mm=1_500, confirmation_reason="uji")
    assert known(adult)["height_cm"] == Decimal(150)
    assert "height_cm" not in known(teen)


def test_twins_are_one_birth_and_a_stillbirth_is_one_too(register, known, add_child):
    mother = add_child("Dewi", "1995-05-05")
    twins = (NewbornForm(Sex.MALE, "Adi"), NewbornForm(Sex.FEMALE, "Ani"))
    record_birth(register, mother, EndForm(ended_on=date(2023, 2, 1), children=twins, confirmation_reason="uji"))
    assert known(mother)["parity"] == 1
    assert "delivery_date" not in known(mother)
    lost = EndForm(
        outcome=PregnancyOutcome.STILLBIRTH, ended_on=date(2026, 11, 1), stillborn_count=1, confirmation_reason="uji"
    )
    open_pregnancy(register, mother, PregnancyForm(hpht_on=date(2026, 3, 1), opened_on=date(2026, 5, 1)))
    record_birth(register, mother, lost)
    assert (known(mother)["parity"], known(mother)["delivery_date"]) == (2, date(2026, 11, 1))
    # Before it nothing of it is known.
    assert "delivery_date" not in known(mother, date(2026, 10, 31))


def test_pressure_of_later_months_is_not_that_of_the_first_trimester(register, known, add_child):
    mother = add_child("Dewi", "1998-05-05")
    open_pregnancy(register, mother, PregnancyForm(hpht_on=date(2026, 5, 1), opened_on=date(2026, 6, 20)))
    unit = list_posyandu(register)[0].id
    for on, systolic in (("2026-07-12", 110), ("2026-07-20", 118), ("2026-09-12", 130)):
        day_id = open_day(register, unit, date.fromisoformat(on)).value.id
        seen = come(register, day_id, mother).value
        save_answers(register, seen.id, "bumil", {"systolic_mmhg": systolic, "diastolic_mmhg": 70})
    assert known(mother)["first_systolic_mmhg"] == 110
    assert "first_systolic_mmhg" not in known(mother, date(2026, 7, 12))


def test_a_weight_before_the_pregnancy_is_not_the_weighing_before(register, known, add_child, weigh):
    mother = add_child("Dewi", "1998-05-05")
    weigh(mother, "2026-03-12", 50, confirmation_reason="uji")
    open_pregnancy(register, mother, PregnancyForm(hpht_on=date(2026, 6, 1)))
    assert "prev_weight_kg" not in known(mother)
    weigh(mother, "2026-10-12", 54, confirmation_reason="uji")
    assert (known(mother)["prev_weight_kg"], known(mother)["prev_visit_date"]) == (Decimal(54), date(2026, 10, 12))


@pytest.mark.parametrize("form", [PregnancyForm(), PregnancyForm(weeks_said=20)], ids=["no date", "weeks she said"])
def test_r_tbc_a_pregnancy_without_a_sure_date_lowers_the_border_too(register, add_child, form):
    mother = add_child("Dewi", "1998-05-05")
    open_pregnancy(register, mother, form)
    seen = come(register, open_day(register, list_posyandu(register)[0].id, register.today).value.id, mother).value
    card = save_answers(register, seen.id, "tbc", {"tbc_night_sweats": True}).value
    assert card.reasons == ("Terduga TBC",)
    card = save_answers(register, seen.id, "tbc", {"pregnant": False}).value
    assert card.reasons == ()
