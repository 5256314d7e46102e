"""A year's days at once: proposed with what stands in their way, planned in one deed, printed with hours and place."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.day.invitations import invitations
from core.services.day.open_day import list_days, move_day, open_day
from core.services.day.year_plan import plan_days, proposed_days, say_when_and_where
from core.services.deeds.undoing import last_deeds, undo
from core.services.setup import add_posyandu, list_posyandu
from core.words.people import Sex
from core.words.repeats import EveryDate, EveryWeekday

PLACE = "08.00-11.00, Balai Dusun Krajan"


@pytest.fixture
def unit(register):
    return list_posyandu(register)[0].id


def held(register, unit):
    return sorted(one.held_on for one in list_days(register, unit))


def test_a_year_is_planned_in_one_deed_and_taken_back_in_one(register, unit):
    days = [one.held_on for one in proposed_days(register, unit, 2027, EveryDate(12)) if one.is_recommended]
    assert len(days) == 10  # 12 September and 12 December 2027 are Sundays
    assert plan_days(register, unit, days, f"  {PLACE} ").value == 10
    assert held(register, unit) == days
    assert {one.note for one in list_days(register, unit)} == {PLACE}
    [deed] = last_deeds(register, 1)
    assert deed.sentence == "Merencanakan 10 hari buka Posyandu Melati"
    undo(register, deed.id)
    assert held(register, unit) == []


def test_what_stands_in_the_way_is_said(register, unit):
    other = add_posyandu(register, "Mawar").value.id
    for on in (date(2027, 3, 10), date(2027, 4, 20)):
        open_day(register, unit, on)
    open_day(register, other, date(2027, 5, 10))
    said = {one.held_on.month: (one.is_free, one.note) for one in proposed_days(register, unit, 2027, EveryDate(10))}
    assert said[1] == (True, "hari Minggu")
    assert said[2] == (True, "")
    assert said[3] == (False, "sudah direncanakan")
    assert said[4] == (True, "bulan ini sudah ada 20 April 2027")
    assert said[5] == (True, "bersamaan dengan Posyandu Mawar")


def test_days_of_this_year_that_are_over_are_not_proposed(register, unit):
    states = [one.note for one in proposed_days(register, unit, register.today.year, EveryWeekday(2, 2))]
    assert states.count("sudah lewat") == sum(month < 12 for month in range(1, 13))


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((), "Belum ada tanggal"),
        ((date(2026, 11, 24),), "belum lewat"),
        ((date(2028, 1, 10),), "tahun depan"),
        ((date(2027, 3, 10), date(2027, 4, 10)), "Sudah direncanakan: 10 Maret 2027."),
    ],
)
def test_what_cannot_be_planned_is_refused_whole(register, unit, days, told):
    open_day(register, unit, date(2027, 3, 10))
    with pytest.raises(InputError, match=told):
        plan_days(register, unit, days)
    assert held(register, unit) == [date(2027, 3, 10)]


def test_an_unknown_posyandu_and_a_rule_that_no_month_has(register, unit):
    with pytest.raises(InputError, match="tidak ada di register"):
        plan_days(register, "lain", [date(2027, 3, 10)])
    with pytest.raises(InputError, match="1 sampai 31"):
        proposed_days(register, unit, 2027, EveryDate(32))


def test_hours_and_place_stay_with_the_day_and_stand_on_the_invitation(register, unit, add_child):
    add_child("Aisyah", "2026-03-13", Sex.FEMALE)
    day_id = open_day(register, unit, date(2026, 12, 12)).value.id
    assert say_when_and_where(register, day_id, PLACE).value.note == PLACE
    assert move_day(register, day_id, date(2026, 12, 14)).value.note == PLACE
    assert invitations(register, day_id)[0].note == PLACE
    with pytest.raises(InputError, match="paling banyak"):
        say_when_and_where(register, day_id, "x" * 121)
