"""A day that comes back every month: on a date, or on a weekday of a week of the month."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from core.words.periods import DAY_NAMES

SUNDAY = 6
LAST_WEEK = 5
WEEKS = {1: "pertama", 2: "kedua", 3: "ketiga", 4: "keempat", LAST_WEEK: "terakhir"}
_MONTHS, _DAYS = range(1, 13), range(1, 32)


@dataclass(frozen=True, slots=True)
class EveryDate:
    """The same date of every month; a shorter month has its last day."""

    day: int

    def in_month(self, year: int, month: int) -> date:
        """Its day of a month."""
        return date(year, month, min(self.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class EveryWeekday:
    """A weekday (0 Monday) of a week of the month: 1 to 4, or 5 for the last."""

    weekday: int
    week: int

    def in_month(self, year: int, month: int) -> date:
        """Its day of a month."""
        first = date(year, month, 1)
        found = first + timedelta((self.weekday - first.weekday()) % 7 + 7 * (min(self.week, 4) - 1))
        later = found + timedelta(7)
        return later if self.week == LAST_WEEK and later.month == month else found


Repeat = EveryDate | EveryWeekday


def days_of_year(repeat: Repeat, year: int) -> tuple[date, ...]:
    """The twelve days of a year."""
    return tuple(repeat.in_month(year, month) for month in _MONTHS)


def is_possible(repeat: Repeat) -> bool:
    """Whether every month has such a day."""
    if isinstance(repeat, EveryDate):
        return repeat.day in _DAYS
    return repeat.weekday in range(len(DAY_NAMES)) and repeat.week in WEEKS
