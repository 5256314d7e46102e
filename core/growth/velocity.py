"""Growth velocity: weight, length and head increments against WHO 2009, faltering below the 5th centile."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from math import floor
from typing import NamedTuple

from core.growth import lms, standards
from core.growth.lms import Lms
from core.words.age import completed_months
from core.words.people import Sex

P5_Z = -1.6448536
LAST_MONTH = 24
INTERVALS = (2, 3, 1, 4, 6)
"""Months between two weighings, best first: over one month the 5th centile is negative from month 7 on: blind."""
TOLERANCE_DAYS = 7
"""Beyond this distance from whole months the verdict is an estimate; our choice, WHO tables are for exact intervals."""
WAZ_DROP_ALARM = -0.67
"""Clinical practice, not an Indonesian rule: a fall of a whole centile band."""


class Growing(StrEnum):
    """What grows; the value is the table's name."""

    WEIGHT = "velocity_weight"
    LENGTH = "velocity_length"
    HEAD = "velocity_head"

    @property
    def units_per_table_unit(self) -> int:
        """Stored whole numbers per unit of the table: grams per gram, millimetres per centimetre."""
        return 1 if self is Growing.WEIGHT else 10


class Reading(NamedTuple):
    """One measure of a child: grams for weight, millimetres for length and head."""

    measured_on: date
    value: int


class VelocityRow(NamedTuple):
    """One row of WHO's table: LMS of the shifted increment, the shift, and whether two publications agree on it."""

    lms: Lms
    delta: float
    has_two_sources: bool


@dataclass(frozen=True, slots=True)
class Velocity:
    """One increment judged; `increment` and `p5` in grams or millimetres.

    `is_estimate`: the visits are not whole months apart within 7 days ("perkiraan").
    `has_two_sources`: the table row was found in two independent publications.
    """

    growing: Growing
    interval_months: int
    from_month: int
    to_month: int
    increment: int
    p5: int
    z: float | None
    is_faltering: bool
    is_estimate: bool
    has_two_sources: bool

    @property
    def sentence(self) -> str:
        """The verdict in one Indonesian line."""
        unit, shown = ("g", str) if self.growing is Growing.WEIGHT else ("cm", _centimetres)
        verdict = "pertumbuhan melambat" if self.is_faltering else "pertumbuhan cukup"
        note = " (perkiraan, jarak ukur tidak tepat bulan)" if self.is_estimate else ""
        change = f"{'berkurang' if self.increment < 0 else 'bertambah'} {shown(abs(self.increment))} {unit}"
        limit = f"{shown(self.p5)} {unit}".replace("-", "−")
        return f"Umur {self.from_month} ke {self.to_month} bulan: {change}, batas P5 {limit}: {verdict}{note}."


def table_row(growing: Growing, sex: Sex, from_month: int, to_month: int) -> VelocityRow | None:
    """The row for an interval in completed months (WHO 2009); None where no table exists."""
    return _rows(growing).get((Sex(sex), to_month - from_month, from_month))


def p5(growing: Growing, sex: Sex, from_month: int, to_month: int) -> int | None:
    """The 5th centile of the increment, g or mm, as WHO prints it (WHO 2009); None where no table exists."""
    row = table_row(growing, sex, from_month, to_month)
    if row is None:
        return None
    value = (lms.sd_value(P5_Z, row.lms) - row.delta) * growing.units_per_table_unit
    return floor(value + 0.5)


def increment_z(growing: Growing, sex: Sex, from_month: int, to_month: int, increment: int) -> float | None:
    """Z of an increment in g or mm, 2 decimals: weight is shifted by delta before the LMS formula (WHO 2009)."""
    row = table_row(growing, sex, from_month, to_month)
    if row is None:
        return None
    shifted = increment / growing.units_per_table_unit + row.delta
    if shifted <= 0:
        return None
    judge_z = lms.restricted_z if growing is Growing.WEIGHT else lms.plain_z
    return lms.rounded(judge_z(shifted, row.lms))


def compare(growing: Growing, sex: Sex, born_on: date, earlier: Reading, later: Reading) -> Velocity | None:
    """Judge the increment between two readings (WHO 2009); None where no table fits their completed months."""
    from_month = completed_months(born_on, earlier.measured_on)
    to_month = completed_months(born_on, later.measured_on)
    limit = p5(growing, sex, from_month, to_month)
    if limit is None:
        return None
    row = _rows(growing)[Sex(sex), to_month - from_month, from_month]
    increment = later.value - earlier.value
    return Velocity(
        growing=growing,
        interval_months=to_month - from_month,
        from_month=from_month,
        to_month=to_month,
        increment=increment,
        p5=limit,
        z=increment_z(growing, sex, from_month, to_month, increment),
        is_faltering=increment < limit,
        is_estimate=_off_by_days(earlier.measured_on, later.measured_on, to_month - from_month) > TOLERANCE_DAYS,
        has_two_sources=row.has_two_sources,
    )


def faltering(growing: Growing, sex: Sex, born_on: date, history: Sequence[Reading], now: Reading) -> Velocity | None:
    """Judge `now` against the best earlier reading: 2 months before if there is one, else 3, 1, 4, 6 (WHO 2009).

    None when there is no such reading or the child is past 24 months (then look at the change of BB/U z: `waz_change`).
    Source of "weight faltering": increment below the 5th centile, KMK HK.01.07/MENKES/1928/2022.
    """
    to_month = completed_months(born_on, now.measured_on)
    if to_month > LAST_MONTH:
        return None
    for interval in INTERVALS:
        months_before = [
            reading
            for reading in history
            if reading.measured_on < now.measured_on
            and completed_months(born_on, reading.measured_on) == to_month - interval
        ]
        if not months_before or p5(growing, sex, to_month - interval, to_month) is None:
            continue
        nearest = min(months_before, key=lambda it: (_off_by_days(it.measured_on, now.measured_on, interval), it))
        return compare(growing, sex, born_on, nearest, now)
    return None


def waz_change(before: float, now: float) -> tuple[float, bool]:
    """Change of BB/U z and whether it fell by 0.67 SD or more: information for the bidan, not an Indonesian rule."""
    change = round(now - before, 2)
    return change, change <= WAZ_DROP_ALARM


@cache
def _rows(growing: Growing) -> dict[tuple[Sex, int, int], VelocityRow]:
    lines = standards.verified_bytes(growing.value).decode("ascii").splitlines()
    rows = {}
    for line in csv.DictReader(lines):
        sex = Sex.MALE if line["sex"] == "M" else Sex.FEMALE
        numbers = (float(line["l"]), float(line["m"]), float(line["s"]))
        key = (sex, int(line["interval_months"]), int(line["start_month"]))
        rows[key] = VelocityRow(numbers, float(line["delta"]), line["sources"] == "2+")
    return rows


def _off_by_days(earlier: date, later: date, months: int) -> float:
    return abs((later - earlier).days - months * standards.DAYS_PER_MONTH)


def _centimetres(millimetres: int) -> str:
    return f"{millimetres / 10:.1f}".replace(".", ",")
