"""Ages: the worked examples of Permenkes 2/2020's completed months, and their laws."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words.age import (
    age_days,
    age_in_words,
    approximate_age,
    completed_months,
    completed_years,
    guess_words,
    month_completed_on,
)

CASES = [
    # id, born, seen, completed months, days
    ("X-01", "2024-01-15", "2025-03-14", 13, 424),
    ("X-02", "2024-01-31", "2024-02-29", 0, 29),
    ("X-03", "2024-02-29", "2025-02-28", 11, 365),
    ("X-04", "2023-01-15", "2025-01-14", 23, 730),
    ("X-05", "2023-01-15", "2025-01-15", 24, 731),
    ("X-06", "2020-06-30", "2025-06-29", 59, 1825),
    ("X-07", "2025-01-31", "2025-02-28", 0, 28),
    ("X-08", "2025-01-31", "2025-03-01", 1, 29),
    ("X-10", "2024-12-01", "2025-12-01", 12, 365),
]


@pytest.mark.parametrize(("case", "born", "seen", "months", "days"), CASES, ids=[case[0] for case in CASES])
def test_worked_examples(case: str, born: str, seen: str, months: int, days: int) -> None:
    """Each example gives its completed months and its days."""
    born_on, on = date.fromisoformat(born), date.fromisoformat(seen)
    assert completed_months(born_on, on) == months
    assert age_days(born_on, on) == days


def test_before_birth_is_negative_and_has_no_words() -> None:
    """X-09: a visit before birth is seen as such."""
    assert age_days(date(2025, 5, 10), date(2025, 5, 9)) == -1
    assert completed_months(date(2025, 5, 10), date(2025, 5, 9)) < 0
    assert age_in_words(date(2025, 5, 10), date(2025, 5, 9)) == ""


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 80))
def test_the_day_a_month_is_completed_is_its_first(born_on: date, months: int) -> None:
    """On the day given the months are completed, the day before they are not."""
    on = month_completed_on(born_on, months)
    assert completed_months(born_on, on) == months
    assert completed_months(born_on, on - timedelta(days=1)) == months - 1


@pytest.mark.parametrize(
    ("born", "seen", "words"),
    [
        ("2026-11-25", "2026-11-25", "0 hr"),
        ("2026-03-13", "2026-11-25", "8 bln 12 hr"),
        ("2026-03-25", "2026-11-25", "8 bln"),
        ("2023-07-25", "2026-11-25", "3 th 4 bln"),
        ("1981-11-24", "2026-11-25", "45 th"),
    ],
)
def test_ages_are_said_as_a_kader_says_them(born: str, seen: str, words: str) -> None:
    """Days for newborns, months and days for infants, years and months for children, years for adults."""
    assert age_in_words(date.fromisoformat(born), date.fromisoformat(seen)) == words


def test_years_on_the_birthday_and_the_day_before() -> None:
    """A year is completed on the birthday; 29 February completes it on 1 March."""
    assert completed_years(date(1965, 3, 2), date(2025, 3, 1)) == 59
    assert completed_years(date(1965, 3, 2), date(2025, 3, 2)) == 60
    assert completed_years(date(2024, 2, 29), date(2025, 2, 28)) == 0
    assert completed_years(date(2024, 2, 29), date(2025, 3, 1)) == 1


@pytest.mark.parametrize(
    ("born", "on", "words"),
    [
        ("2026-01-01", "2026-01-13", "± 12 hr"),
        ("2026-01-01", "2026-09-25", "± 8 bln"),
        ("2024-01-01", "2025-12-31", "± 23 bln"),
        ("2024-01-01", "2026-11-25", "± 2 th"),
        ("1950-07-01", "2026-11-25", "± 76 th"),
        ("2026-01-02", "2026-01-01", ""),
    ],
)
def test_a_guessed_age_is_said_no_finer_than_it_is_known(born, on, words):
    assert approximate_age(date.fromisoformat(born), date.fromisoformat(on)) == words


def test_a_guessed_age_says_since_when():
    assert guess_words(date(2026, 1, 1)) == "perkiraan per 1-1-2026"
    assert guess_words(None) == "perkiraan"
