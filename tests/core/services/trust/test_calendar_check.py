"""A computer whose clock was set back is noticed by the last deed."""

from datetime import date
from pathlib import Path

import pytest

from core.clock import Clock
from core.services.register import Register, open_register
from core.services.trust.calendar_check import date_problem, last_written_on


def test_the_day_of_the_last_deed_is_known(register: Register) -> None:
    assert last_written_on(register) == date(2026, 11, 25)


@pytest.mark.parametrize("today", [date(2026, 11, 25), date(2026, 11, 26), date(2031, 1, 1)])
def test_a_date_on_or_after_the_last_deed_is_believed(place: Path, today: date) -> None:
    register = open_register(str(place), clock=Clock(today))
    assert date_problem(register) == ""
    register.close()


def test_a_date_before_the_last_deed_is_told_with_both_dates(place: Path) -> None:
    register = open_register(str(place), clock=Clock(date(2026, 11, 24)))
    assert "24 November 2026" in date_problem(register)
    assert "catatan terakhir 25 November 2026" in date_problem(register)
    register.close()


def test_a_register_without_deeds_says_nothing(tmp_path: Path) -> None:
    register = open_register(str(tmp_path / "baru.db"), clock=Clock(date(2020, 1, 1)))
    assert last_written_on(register) is None
    assert date_problem(register) == ""
    register.close()
