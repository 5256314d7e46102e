"""Laws of thinning out old backups, for whatever moments they were made at."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.services.trust.backup_rotation import DAYS, MONTHS, WEEKS, kept

MOMENTS = st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), max_size=60)
DENSE = st.lists(st.datetimes(datetime(2026, 10, 20), datetime(2026, 11, 25)), max_size=60)


@given(MOMENTS | DENSE)
def test_the_newest_always_stays_and_nothing_is_made_up(made_at):
    staying = kept(made_at)
    assert staying <= set(made_at)
    assert not made_at or max(made_at) in staying


@given(MOMENTS | DENSE)
def test_never_more_than_the_limits(made_at):
    assert len(kept(made_at)) <= DAYS + WEEKS + MONTHS


@given(MOMENTS | DENSE)
def test_what_stayed_stays_when_asked_again(made_at):
    assert kept(kept(made_at)) == kept(made_at)


@given(MOMENTS | DENSE)
def test_one_of_each_of_the_last_days_weeks_and_months_stays(made_at):
    staying = kept(made_at)
    for period, limit in (
        (datetime.date, DAYS),
        (lambda at: at.isocalendar()[:2], WEEKS),
        (lambda at: (at.year, at.month), MONTHS),
    ):
        latest = sorted({period(at) for at in made_at}, reverse=True)[:limit]
        assert set(latest) <= {period(at) for at in staying}


@given(MOMENTS, st.datetimes(datetime(2035, 1, 2), datetime(2036, 1, 1)))
def test_a_new_backup_never_costs_more_than_one_of_each_kind(made_at, new):
    staying = kept(made_at)
    assert len(staying - kept([*staying, new])) <= 3


def test_two_years_of_daily_backups():
    """Every evening from January 2025 to 25 November 2026: seven evenings, five Sundays, twelve month's ends."""
    evenings = [datetime(2025, 1, 1, 18) + timedelta(days=number) for number in range(694)]
    staying = sorted({at.date() for at in kept(evenings)}, reverse=True)
    assert staying[:7] == [date(2026, 11, 25) - timedelta(days=number) for number in range(7)]
    assert date(2026, 11, 22) in staying
    assert {date(2026, 11, 15), date(2026, 11, 8), date(2026, 11, 1)} <= set(staying)
    assert {date(2026, 10, 31), date(2026, 9, 30), date(2025, 12, 31)} <= set(staying)
    assert date(2025, 11, 30) not in staying
    assert len(staying) == 21
