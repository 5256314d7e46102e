"""Td of women of 15 to 39: which of T1 to T5 has been reached, until when it protects, when the next may be given.

Source: Permenkes 12/2017, Buku KIA 2020.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.words.age import month_completed_on

AGES = range(15, 40)
"""Completed years of the women who are asked."""
FULL = 5
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class ChildhoodDoses:
    """What counts from childhood, as told or read from a card: the three of infancy, that of 18 months, the school's.

    `last_on` is the day of the last of them, where it is known.
    """

    has_dpt3: bool = False
    has_dpt4: bool = False
    has_school_dt: bool = False
    has_school_td: bool = False
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class TdStatus:
    """`number` reached (0 to 5), protection until (None: none, or not known), and the first day of the next dose.

    `is_for_life` from T5 on (25 years or more). `uncounted` are doses too soon after the one before.
    """

    number: int
    last_on: date | None
    protected_until: date | None
    is_for_life: bool
    next_from: date | None
    uncounted: tuple[date, ...] = ()

    @property
    def label(self) -> str:
        """`T3`, or `T0` for none."""
        return f"T{self.number}"


def childhood_number(doses: ChildhoodDoses) -> int:
    """R-TD-ANAK: T2 by three doses in infancy, T3 with the one at 18 months, T4 with DT, T5 with Td at school.

    Each counts only upon the ones before it (Permenkes 12/2017). Nothing known is T0.
    """
    number = 0
    steps = ((doses.has_dpt3, 2), (doses.has_dpt4, 3), (doses.has_school_dt, 4), (doses.has_school_td, FULL))
    for has_it, reached in steps:
        if not has_it:
            break
        number = reached
    return number


def td_status(given_on: Iterable[date], childhood: ChildhoodDoses | None = None) -> TdStatus:
    """R-TT: the Td status by the doses given, upon those of childhood (Permenkes 12/2017, Buku KIA 2020).

    A dose before its least distance (4 weeks, 6 months, 1 year, 1 year) does not count.
    """
    childhood = childhood or ChildhoodDoses()
    number = childhood_number(childhood)
    last_on = childhood.last_on if number else None
    uncounted: list[date] = []
    for on in sorted(given_on):
        if number >= FULL:
            break
        if last_on is not None and on < _next_from(number, last_on):
            uncounted.append(on)
            continue
        number, last_on = number + 1, on
    next_from = None if number >= FULL or last_on is None else _next_from(number, last_on)
    return TdStatus(number, last_on, _protected_until(number, last_on), number >= FULL, next_from, tuple(uncounted))


def _next_from(number: int, last_on: date) -> date:
    if number == 1:
        return last_on + timedelta(weeks=4)
    return month_completed_on(last_on, _MONTHS_TO_NEXT[number]) if number in _MONTHS_TO_NEXT else last_on


_MONTHS_TO_NEXT = {2: 6, 3: _MONTHS_A_YEAR, 4: _MONTHS_A_YEAR}
_YEARS_PROTECTED = {2: 3, 3: 5, 4: 10}


def _protected_until(number: int, last_on: date | None) -> date | None:
    years = _YEARS_PROTECTED.get(number)
    return None if years is None or last_on is None else month_completed_on(last_on, years * _MONTHS_A_YEAR)
