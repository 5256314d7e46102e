"""Which days a monthly rule means, counted by hand on the calendar of 2027."""

from datetime import date

import pytest

from core.words.repeats import EveryDate, EveryWeekday, days_of_year, is_possible

WEDNESDAY = 2


def test_a_date_comes_every_month_and_short_months_have_their_last_day():
    days = days_of_year(EveryDate(31), 2027)
    assert [(one.month, one.day) for one in days][:4] == [(1, 31), (2, 28), (3, 31), (4, 30)]
    assert len(days) == 12


@pytest.mark.parametrize(
    ("week", "month", "day"),
    [(1, 9, 1), (2, 1, 13), (2, 9, 8), (4, 2, 24), (5, 2, 24), (5, 3, 31), (5, 12, 29), (3, 6, 16)],
)
def test_wednesday_of_a_week_of_the_month(week, month, day):
    assert EveryWeekday(WEDNESDAY, week).in_month(2027, month) == date(2027, month, day)


@pytest.mark.parametrize("rule", [EveryDate(0), EveryDate(32), EveryWeekday(7, 1), EveryWeekday(1, 6)])
def test_what_no_month_has(rule):
    assert not is_possible(rule)
