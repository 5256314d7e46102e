"""Months and typed dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words.periods import Month, date_short, date_words, parse_date


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_the_month_after_the_month_before_is_the_month(day: date) -> None:
    """Going back and forth changes nothing, and the month holds its day."""
    month = Month.of(day)
    assert month.previous().next() == month
    assert month.first_day <= day <= month.last_day
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize("typed", ["2026-13", "26-01", "2026", "2026-0", "x", "2026-1a"])
def test_a_month_that_is_none_is_refused(typed: str) -> None:
    """Only YYYY-MM is a month."""
    with pytest.raises(ValueError, match=r".*"):
        Month.parse(typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("31-12-2026", date(2026, 12, 31)),
        ("31/12/2026", date(2026, 12, 31)),
        ("1.2.2026", date(2026, 2, 1)),
        ("2026-12-31T00:00:00", date(2026, 12, 31)),
        ("29-02-2025", None),
        ("31-12-26", None),
        ("besok", None),
        ("", None),
    ],
)
def test_dates_as_people_and_files_write_them(typed: str, day: date | None) -> None:
    """Indonesian and ISO order; two-digit years and days that do not exist are not guessed."""
    assert parse_date(typed) == day


def test_a_nik_in_the_field_of_a_date_is_no_date() -> None:
    """Sixteen digits are more than a day of any month."""
    assert parse_date("3273010101900001-11-2026") is None


def test_dates_are_shown_in_indonesian() -> None:
    """Long in letters, short on forms."""
    assert date_words(date(2026, 8, 5)) == "5 Agustus 2026"
    assert date_short(date(2026, 8, 5)) == "05-08-2026"
    assert Month(2026, 5).label == "Mei 2026"
