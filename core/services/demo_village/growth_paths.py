"""How an invented child grows: a path of z-scores over age, turned into kilograms and centimetres by the WHO tables."""

from dataclasses import dataclass, field
from datetime import date
from math import exp, pi, sin
from random import Random

from core.growth import head_for_age, length_for_age, lms, muac_for_age, standards, weight_for_age
from core.growth.lms import Lms
from core.words.people import Sex

_TERM_WEEKS = 40
_SETTLES_IN_DAYS = 240.0
"""Children leave their size at birth for their own path in the first year or two."""
_GAINS_A_YEAR = 0.22
"""Toddlers of this village slowly make up for the thin second half of their first year (z of weight a year)."""
_LARGEST_Z = 3.9


@dataclass(frozen=True, slots=True)
class Dip:
    """A loss of weight-for-age: `depth` z lost over `down_days`, won back over `up_days` (None: not won back)."""

    from_day: int
    depth: float
    down_days: int
    up_days: int | None

    def at(self, age_days: int) -> float:
        """The z lost (0 or less) at an age."""
        gone = age_days - self.from_day
        if gone <= 0:
            return 0.0
        if gone <= self.down_days:
            return -self.depth * gone / self.down_days
        if self.up_days is None:
            return -self.depth
        return -self.depth * max(0.0, 1.0 - (gone - self.down_days) / self.up_days)


@dataclass(slots=True)
class GrowthPath:
    """One child's way: levels it settles at (z), where it started at birth, and what befell it."""

    sex: Sex
    born_on: date
    gestation_weeks: int | None
    length_level: float
    weight_level: float
    head_level: float
    arm_extra: float
    start: float
    phase: float
    period_days: float
    dips: list[Dip] = field(default_factory=list)

    def weight_z(self, age_days: int) -> float:
        """Weight-for-age at an age."""
        gained = _GAINS_A_YEAR * max(0.0, age_days / 365.25 - 1.0)
        z = self._settled(self.weight_level, age_days) + gained + self._wobble(age_days)
        return _bounded(z + sum(dip.at(age_days) for dip in self.dips))

    def length_z(self, age_days: int) -> float:
        """Length-for-age at an age; long hunger shows in it a little."""
        hunger = sum(dip.at(age_days - 60) for dip in self.dips)
        return _bounded(self._settled(self.length_level, age_days) + 0.25 * hunger)

    def weight_kg(self, on: date) -> float:
        """True weight on a day, kg."""
        lived = (on - self.born_on).days
        age = self._age_for_tables(lived)
        if age >= 0:
            return value_at(self.weight_z(lived), _row(weight_for_age.TABLE, self.sex, age))
        # Born early and not yet at the due date: as much lighter as the weeks that are missing (about 200 g a week).
        at_term = value_at(self.weight_z(0), _row(weight_for_age.TABLE, self.sex, 0))
        return max(1.2, at_term + 0.2 * age / 7)

    def length_cm(self, on: date) -> float:
        """True length lying, or height standing from day 731, in cm."""
        lived = (on - self.born_on).days
        age = self._age_for_tables(lived)
        if age >= 0:
            return value_at(self.length_z(lived), _row(length_for_age.TABLE, self.sex, age))
        return value_at(self.length_z(0), _row(length_for_age.TABLE, self.sex, 0)) + 0.9 * age / 7

    def head_cm(self, on: date) -> float:
        """True head circumference, cm."""
        age = max(0, self._age_for_tables((on - self.born_on).days))
        return value_at(self.head_level, _row(head_for_age.TABLE, self.sex, age))

    def arm_cm(self, on: date) -> float | None:
        """True LiLA, cm; None before three months."""
        lived = (on - self.born_on).days
        age = self._age_for_tables(lived)
        if age < muac_for_age.FIRST_DAY:
            return None
        thinness = self.weight_z(lived) - 0.35 * self.length_z(lived)
        return value_at(_bounded(thinness + self.arm_extra), _row(muac_for_age.TABLE, self.sex, age))

    def _age_for_tables(self, age_days: int) -> int:
        early_weeks = 0 if self.gestation_weeks is None else max(0, _TERM_WEEKS - self.gestation_weeks)
        if self.gestation_weeks is None or self.gestation_weeks >= 37 or age_days >= standards.HEIGHT_FROM_DAY:
            early_weeks = 0
        return min(age_days - 7 * early_weeks, standards.UNDER_FIVE_LAST_DAY)

    def _settled(self, level: float, age_days: int) -> float:
        return level + (self.start - level) * exp(-max(0, age_days) / _SETTLES_IN_DAYS)

    def _wobble(self, age_days: int) -> float:
        turn = 2 * pi * age_days / self.period_days + self.phase
        return 0.08 * sin(turn) + 0.05 * sin(2.7 * turn)


def ordinary_path(random: Random, sex: Sex, born_on: date, gestation_weeks: int | None) -> GrowthPath:
    """The path of a child to whom nothing special happens: around -0.8 z with the colds of every childhood."""
    length = random.gauss(-1.0, 0.85)
    path = GrowthPath(
        sex=sex,
        born_on=born_on,
        gestation_weeks=gestation_weeks,
        length_level=length,
        weight_level=-0.55 + 0.5 * length + random.gauss(0.0, 0.6),
        head_level=_bounded(-0.4 + 0.3 * length + random.gauss(0.0, 0.6)),
        arm_extra=random.gauss(-0.35, 0.45),
        start=random.gauss(-0.4, 0.7),
        phase=random.uniform(0.0, 2 * pi),
        period_days=random.uniform(240.0, 520.0),
    )
    for year in range(5):
        if random.random() < 0.55:
            path.dips.append(
                Dip(
                    from_day=365 * year + random.randrange(60, 330),
                    depth=random.uniform(0.15, 0.45),
                    down_days=random.randrange(15, 35),
                    up_days=random.randrange(40, 90),
                )
            )
    return path


def value_at(z: float, row: Lms) -> float:
    """The measure at `z`, in the unit of the table, with the same linear tails as WHO beyond 3 SD (WHO 2006)."""
    if abs(z) <= lms.TAIL_FROM:
        return lms.sd_value(z, row)
    side = 3.0 if z > 0 else -3.0
    outer, inner = lms.sd_value(side, row), lms.sd_value(side * 2 / 3, row)
    return outer + (abs(z) - lms.TAIL_FROM) * (outer - inner)


def _row(name: str, sex: Sex, age_days: int) -> Lms:
    row = standards.table(name).row(sex, age_days)
    if row is None:
        raise ValueError(f"no {name} at day {age_days}")
    return row


def _bounded(z: float) -> float:
    return max(-_LARGEST_Z, min(_LARGEST_Z, z))
