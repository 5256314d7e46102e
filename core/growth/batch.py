"""Many measurements at once with NumPy: the same z-scores, flags and categories as `assess`, as arrays."""

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.growth import (
    bmi_for_age,
    classify,
    head_for_age,
    length_for_age,
    lms,
    muac_for_age,
    standards,
    weight_for_age,
    weight_for_length,
)
from core.growth.assess import CORRECTED_BEFORE_DAY, PRETERM_BELOW_WEEKS, TERM_WEEKS
from core.growth.reasons import LARGEST_MEASURE, SMALLEST_LENGTH_CM

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Codes = NDArray[np.int8]

NO_CATEGORY = -1
"""Code of a missing category; any other code is the place of the category in its enumeration."""
LYING, STANDING = 1, 2
"""Posture codes; 0 is unknown."""
NO_DAY = -(10**6)
"""Age in days when it is unknown: no index by age is computed."""
CHUNK = 32768
"""Rows worked on at a time: the intermediate arrays stay in the processor's cache."""


class Columns(NamedTuple):
    """One array per box of the form, all of the same length; NaN is not measured.

    `is_male`; `age_days` whole days (NO_DAY unknown); `weight_kg`; `lenhei_cm`; `posture` 0, LYING, STANDING;
    `head_cm`; `muac_cm`; `has_oedema`; `gestation_weeks`; `age_months` unrounded, NaN when it follows from the days;
    `completed_months` calendar months for the LiLA limits, NaN when whole WHO months are meant.
    """

    is_male: Bools
    age_days: Ints
    weight_kg: Floats
    lenhei_cm: Floats
    posture: NDArray[np.int8]
    head_cm: Floats
    muac_cm: Floats
    has_oedema: Bools
    gestation_weeks: Floats
    age_months: Floats
    completed_months: Floats


@dataclass(frozen=True, slots=True)
class BatchAssessment:
    """The answers row by row: z with 2 decimals (NaN missing), flags, category codes.

    `baz_category` from 60 months on (`is_school`) counts in `SchoolBmiCategory`, else in `NutritionCategory`.
    """

    corrected_age_days: Floats
    judged_days: Ints
    judged_months: Floats
    is_school: Bools
    lenhei_used_cm: Floats
    c9mo_flag: Bools
    bmi: Floats
    waz: Floats
    haz: Floats
    whz: Floats
    baz: Floats
    hcz: Floats
    acz: Floats
    waz_flag: Bools
    haz_flag: Bools
    whz_flag: Bools
    baz_flag: Bools
    hcz_flag: Bools
    acz_flag: Bools
    waz_category: Codes
    haz_category: Codes
    whz_category: Codes
    baz_category: Codes
    hcz_category: Codes
    muac_category: Codes


class _Arrays(NamedTuple):
    """A WHO table as three columns, boys above girls."""

    first: int
    size: int
    power: Floats
    median: Floats
    spread: Floats
    is_linear: bool


class _Age(NamedTuple):
    days: Ints
    months: Floats
    is_school: Bools
    is_young: Bools


def columns(is_male: ArrayLike, age_days: ArrayLike, **given: ArrayLike) -> Columns:
    """Columns with everything not `given` unknown; lists are accepted; TypeError for a name that is no column."""
    males, days = np.asarray(is_male, np.bool_), np.asarray(age_days, np.int64)
    size = len(males)
    blank = np.full(size, np.nan)
    parts: dict[str, NDArray[Any]] = {
        "weight_kg": blank,
        "lenhei_cm": blank,
        "posture": np.zeros(size, np.int8),
        "head_cm": blank,
        "muac_cm": blank,
        "has_oedema": np.zeros(size, np.bool_),
        "gestation_weeks": blank,
        "age_months": blank,
        "completed_months": blank,
    }
    unknown = given.keys() - parts.keys()
    if unknown:
        raise TypeError(f"no such column: {sorted(unknown)}")
    for name, values in given.items():
        parts[name] = np.asarray(values, dtype=parts[name].dtype)
    return Columns(males, days, **parts)


def assess_many(given: Columns) -> BatchAssessment:
    """Judge every row as `core.growth.assess.assess` does (WHO 2006, WHO Reference 2007, Permenkes 2/2020)."""
    size = len(given.is_male)
    with np.errstate(all="ignore"):
        parts = [_assess_chunk(_rows(given, slice(start, start + CHUNK))) for start in range(0, max(size, 1), CHUNK)]
    if len(parts) == 1:
        return parts[0]
    names = BatchAssessment.__slots__
    return BatchAssessment(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _assess_chunk(given: Columns) -> BatchAssessment:
    corrected, age = _ages(given)
    male = given.is_male
    weight, lenhei = _usable(given.weight_kg), _usable(given.lenhei_cm, SMALLEST_LENGTH_CM)
    heavy = np.where(given.has_oedema, np.nan, weight)
    is_young_for_it = (age.days > NO_DAY) & (age.months < length_for_age.STANDING_FROM_MONTHS)
    too_young_to_stand = (given.posture == STANDING) & is_young_for_it
    adjusted = _adjusted(lenhei, given.posture, age, too_young_to_stand)
    metres = adjusted / 100.0
    bmi = weight / (metres * metres)
    waz = _by_age(weight_for_age.TABLE, weight_for_age.SCHOOL_TABLE, heavy, male, age)
    haz = _by_age(length_for_age.TABLE, length_for_age.SCHOOL_TABLE, adjusted, male, age, has_tails=False)
    whz = _by_length(adjusted, heavy, given, age)
    baz = _by_age(bmi_for_age.TABLE, bmi_for_age.SCHOOL_TABLE, np.where(given.has_oedema, np.nan, bmi), male, age)
    hcz = _by_age(head_for_age.TABLE, None, _usable(given.head_cm), male, age, has_tails=False)
    acz = _by_age(muac_for_age.TABLE, None, _usable(given.muac_cm), male, age)
    whz_category = _codes(whz, classify.NUTRITION_LIMITS)
    oedema_code = list(classify.NutritionCategory).index(classify.NutritionCategory.OEDEMA)
    whz_category[given.has_oedema & ~age.is_school] = oedema_code
    young_baz, school_baz = _codes(baz, classify.NUTRITION_LIMITS), _codes(baz, classify.SCHOOL_BMI_LIMITS)
    return BatchAssessment(
        corrected_age_days=corrected,
        judged_days=age.days,
        judged_months=age.months,
        is_school=age.is_school,
        lenhei_used_cm=adjusted,
        c9mo_flag=too_young_to_stand,
        bmi=bmi,
        waz=waz,
        haz=haz,
        whz=whz,
        baz=baz,
        hcz=hcz,
        acz=acz,
        waz_flag=(waz < weight_for_age.FLAG_BELOW) | (waz > weight_for_age.FLAG_ABOVE),
        haz_flag=(haz < length_for_age.FLAG_BELOW) | (haz > length_for_age.FLAG_ABOVE),
        whz_flag=(whz < weight_for_length.FLAG_BELOW) | (whz > weight_for_length.FLAG_ABOVE),
        baz_flag=(baz < bmi_for_age.FLAG_BELOW) | (baz > bmi_for_age.FLAG_ABOVE),
        hcz_flag=(hcz < head_for_age.FLAG_BELOW) | (hcz > head_for_age.FLAG_ABOVE),
        acz_flag=(acz < muac_for_age.FLAG_BELOW) | (acz > muac_for_age.FLAG_ABOVE),
        waz_category=_except(_codes(waz, classify.WEIGHT_FOR_AGE_LIMITS), age.is_school),
        haz_category=_except(_codes(haz, classify.LENGTH_FOR_AGE_LIMITS), age.is_school),
        whz_category=whz_category,
        baz_category=np.where(age.is_school, school_baz, young_baz),
        hcz_category=_codes(hcz, classify.HEAD_LIMITS),
        muac_category=_muac_codes(given),
    )


def _rows(given: Columns, part: slice) -> Columns:
    return Columns._make(column[part] for column in given)


@cache
def _table(name: str) -> _Arrays:
    table = standards.table(name)
    rows = np.array(table.boys + table.girls, dtype=np.float64)
    power, median, spread = (np.ascontiguousarray(rows[:, place]) for place in range(3))
    return _Arrays(table.first, len(table.boys), power, median, spread, bool((power == 1.0).all()))


def _usable(measures: Floats, above: float = 0.0) -> Floats:
    return np.where((measures > above) & (measures < LARGEST_MEASURE), measures, np.nan)


def _ages(given: Columns) -> tuple[Floats, _Age]:
    days = given.age_days
    lived_months = days / standards.DAYS_PER_MONTH
    months = np.where(np.isnan(given.age_months), lived_months, given.age_months)
    is_corrected = (given.gestation_weeks < PRETERM_BELOW_WEEKS) & (days < CORRECTED_BEFORE_DAY) & (days > NO_DAY)
    corrected = np.full(len(days), np.nan)
    if is_corrected.any():
        shift = np.where(is_corrected, (TERM_WEEKS - given.gestation_weeks) * 7, 0.0).astype(np.int64)
        days = days - shift
        months = np.where(is_corrected, months - shift / standards.DAYS_PER_MONTH, months)
        corrected = np.where(is_corrected, days, np.nan)
    is_school = months >= standards.SCHOOL_FROM_MONTHS
    return corrected, _Age(days, months, is_school, ~is_school & (days >= 0))


def _adjusted(lenhei: Floats, posture: NDArray[np.int8], age: _Age, too_young_to_stand: Bools) -> Floats:
    is_under_two = age.days < standards.HEIGHT_FROM_DAY
    fits = ~age.is_school & ~too_young_to_stand & (age.days > NO_DAY)
    add = fits & is_under_two & (posture == STANDING)
    take = fits & ~is_under_two & (posture == LYING)
    step = length_for_age.POSTURE_STEP_CM
    # round() as in the single computation, so that both carry the same binary number.
    moved = np.round(lenhei + np.where(add, step, -step), 9)
    return np.where(add | take, moved, lenhei)


def _by_age(
    young: str, school: str | None, values: Floats, is_male: Bools, age: _Age, *, has_tails: bool = True
) -> Floats:
    table = _table(young)
    place = age.days - table.first
    is_inside = age.is_young & (place >= 0) & (place < table.size)
    row = np.where(is_inside, place, 0) + np.where(is_male, 0, table.size)
    median = table.median[row]
    if table.is_linear:
        z = _rounded((values / median - 1.0) / table.spread[row])
    else:
        z = _z(values, table.power[row], median, table.spread[row], has_tails)
    z[~is_inside] = np.nan
    if school is not None and age.is_school.any():
        at = np.nonzero(age.is_school)[0]
        z[at] = _interpolated(_table(school), values[at], age.months[at], is_male[at], has_tails)
    return z


def _interpolated(table: _Arrays, values: Floats, x: Floats, is_male: Bools, has_tails: bool = True) -> Floats:
    """Z at a fractional x: L, M and S between the two neighbouring rows; NaN outside the table."""
    low = np.floor(x)
    last = table.first + table.size - 1
    is_inside = (x >= table.first) & (x <= last)
    place = np.where(is_inside, low - table.first, 0).astype(np.int64)
    offset = np.where(is_male, 0, table.size)
    row, above = place + offset, np.minimum(place + 1, table.size - 1) + offset
    fraction = np.where(is_inside, x - low, 0.0)
    power, median, spread = (
        column[row] + (column[above] - column[row]) * fraction for column in (table.power, table.median, table.spread)
    )
    z = _z(values, power, median, spread, has_tails)
    z[~is_inside] = np.nan
    return z


def _by_length(adjusted: Floats, weight: Floats, given: Columns, age: _Age) -> Floats:
    has_age = age.days > NO_DAY
    guessed = np.where(given.posture == 0, adjusted < weight_for_length.HEIGHT_FROM_CM, given.posture == LYING)
    is_lying = np.where(has_age, age.days < standards.HEIGHT_FROM_DAY, guessed)
    is_judged = ~age.is_school & (~has_age | (age.days >= 0)) & ~np.isnan(adjusted)
    tenths = np.round(adjusted * 10.0, 6)
    z = np.full(len(adjusted), np.nan)
    for name, chosen in (
        (weight_for_length.LENGTH_TABLE, is_judged & is_lying),
        (weight_for_length.HEIGHT_TABLE, is_judged & ~is_lying),
    ):
        at = np.nonzero(chosen)[0]
        if len(at):
            z[at] = _interpolated(_table(name), weight[at], tenths[at], given.is_male[at])
    return z


def _z(values: Floats, power: Floats, median: Floats, spread: Floats, has_tails: bool) -> Floats:
    """Rounded z; the linear tails are worked out only for the few rows beyond 3 SD."""
    z = (np.power(values / median, power) - 1.0) / (power * spread)
    if has_tails:
        far = np.nonzero(np.abs(z) > lms.TAIL_FROM)[0]
        if len(far):
            sign = np.sign(z[far])
            power, median, spread = power[far], median[far], spread[far]
            sd3 = median * np.power(1.0 + power * spread * (3.0 * sign), 1.0 / power)
            sd2 = median * np.power(1.0 + power * spread * (2.0 * sign), 1.0 / power)
            z[far] = sign * lms.TAIL_FROM + (values[far] - sd3) / ((sd3 - sd2) * sign)
    return _rounded(z)


def _rounded(z: Floats) -> Floats:
    # Adding 0.0 turns -0.0 into 0.0.
    rounded: Floats = np.copysign(np.floor(np.abs(z) * 100.0 + 0.5) / 100.0, z) + 0.0
    return rounded


def _codes(z: Floats, limits: classify.Limits) -> Codes:
    below, above = limits
    codes = np.zeros(len(z), np.int8)
    for limit in below:
        codes += z >= limit
    for limit in above:
        codes += z > limit
    codes[np.isnan(z)] = NO_CATEGORY
    return codes


def _except(codes: Codes, is_left_out: Bools) -> Codes:
    codes[is_left_out] = NO_CATEGORY
    return codes


def _muac_codes(given: Columns) -> Codes:
    muac = _usable(given.muac_cm)
    by_days = np.where(given.age_days > NO_DAY, given.age_days / standards.DAYS_PER_MONTH, np.nan)
    months = np.where(np.isnan(given.age_months), by_days, given.age_months)
    months = np.floor(np.where(np.isnan(given.completed_months), months, given.completed_months))
    order = list(classify.MuacCategory)
    codes = np.full(len(muac), NO_CATEGORY, np.int8)
    is_young = (months >= 0) & (months < classify.MUAC_FROM_MONTHS)
    codes[is_young & (muac < classify.MUAC_YOUNG_RISK_BELOW_CM)] = order.index(classify.MuacCategory.AT_RISK)
    is_judged = (months >= classify.MUAC_FROM_MONTHS) & (months < classify.MUAC_BEFORE_MONTHS) & ~np.isnan(muac)
    codes[is_judged] = order.index(classify.MuacCategory.NORMAL)
    codes[is_judged & (muac < classify.MUAC_MODERATE_BELOW_CM)] = order.index(classify.MuacCategory.MODERATE)
    codes[is_judged & (muac < classify.MUAC_SEVERE_BELOW_CM)] = order.index(classify.MuacCategory.SEVERE)
    return codes
