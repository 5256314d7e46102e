"""What the person's form says about coming, going and the family card becomes dated stays."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InputError
from core.services.people.person_stays import stays_of
from core.services.people.registration import edit_person, person_form
from core.words.people import LifeStatus

TODAY = date(2026, 11, 25)
KK = "3273010101010001"


@pytest.fixture
def child(add_child):
    add_child("Ibu", "1990-01-01", kk_number=KK)
    return add_child("Aisyah", "2023-03-01", kk_number=KK)


@pytest.fixture
def edit(register, child):
    def change(**facts):
        edit_person(register, child, replace(person_form(register, child), confirmation_reason="uji", **facts))

    return change


def stays(register, person):
    with register.reading() as session:
        return [(stay.from_on, stay.to_on) for stay in stays_of(session, person)]


def test_who_was_always_here_has_one_open_stay(register, child):
    assert stays(register, child) == [(None, None)]


def test_the_day_of_coming_begins_the_stay_and_can_be_taken_away_again(register, child, edit):
    edit(moved_in_on=date(2024, 5, 1))
    assert stays(register, child) == [(date(2024, 5, 1), None)]
    assert person_form(register, child).moved_in_on == date(2024, 5, 1)
    edit(moved_in_on=None)
    assert stays(register, child) == [(None, None)]


def test_the_day_of_going_ends_the_stay_and_a_corrected_mistake_opens_it(register, child, edit):
    edit(status=LifeStatus.MOVED_AWAY, status_changed_on=date(2026, 2, 1))
    assert stays(register, child) == [(None, date(2026, 2, 1))]
    edit(status=LifeStatus.MOVED_AWAY, status_changed_on=date(2026, 2, 3))
    assert stays(register, child) == [(None, date(2026, 2, 3))]
    edit(status=LifeStatus.ALIVE, status_changed_on=None)
    assert stays(register, child) == [(None, None)]


def test_another_card_is_another_stay_from_today_and_back_on_the_same_day_is_none(register, child, edit):
    edit(kk_number="3273010101010002")
    assert stays(register, child) == [(None, date(2026, 11, 24)), (TODAY, None)]
    edit(kk_number=KK)
    assert stays(register, child) == [(None, date(2026, 11, 24)), (TODAY, None)]


def test_a_stay_is_never_turned_around(register, child, edit):
    edit(kk_number="3273010101010002")
    with pytest.raises(InputError) as refused:
        edit(moved_in_on=TODAY)
    assert refused.value.field == "moved_in_on"
    with pytest.raises(InputError) as refused:
        edit(status=LifeStatus.DEAD, status_changed_on=date(2026, 11, 20))
    assert refused.value.field == "status_changed_on"
