"""KMS letters and faltering of a whole file at once: the rules of `core.growth.weight_gain` and `velocity` on arrays.

Written a second time for speed only; the tests hold both to the same answers on every generated history.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from core.exchange.growth_columns import NO_DATE, GrowthColumns, month_and_day
from core.growth import standards, velocity, weight_gain
from core.growth.kms import DRAWN_LINES, LAST_MONTH, KmsEdition
from core.growth.reasons import LARGEST_MEASURE
from core.growth.velocity import Growing
from core.growth.weight_gain import FineCode, Letter
from core.words.people import Sex

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Codes = NDArray[np.int8]

LETTERS, FINE_CODES = tuple(Letter), tuple(FineCode)
NONE = -1
"""Code of an empty cell."""
NO_GRAMS = np.iinfo(np.int64).min
_NEW, _RETURNED, _GAINED, _NOT_GAINED = range(4)
_CATCH_UP, _ALONG, _FALLING, _FLAT, _LOSING = range(5)


@dataclass(frozen=True, slots=True)
class Letters:
    """A place per row: codes into LETTERS and FINE_CODES, grams (or NO_GRAMS), 0/1/NONE for yes or no."""

    kbm_g: Ints
    gain_g: Ints
    letter: Codes
    fine: Codes
    two_t: Codes
    bgm: Codes
    orange: Codes
    faltering: Codes


def judge(columns: GrowthColumns, waz: Floats, edition: KmsEdition = KmsEdition.CURRENT) -> Letters:
    """Letters need a child, a visit date and a weight; BGM and orange a BB/U z, KBM an age (Juknis KMS 2021, Buku KIA).

    A child's earliest weighing is B; of several in one calendar month the latest counts.
    """
    size = len(waz)
    months = np.where(np.isnan(columns.completed_months), NONE, columns.completed_months).astype(np.int64)
    is_on_card = (months >= 0) & (months <= LAST_MONTH)
    weight = columns.given.weight_kg
    is_weighed = is_on_card & (weight > 0) & (weight < LARGEST_MEASURE)
    grams = np.where(is_weighed, np.round(weight * 1000), 0).astype(np.int64)
    is_dated = (columns.visit_on > NO_DATE) & (columns.born_on > NO_DATE) & (columns.children >= 0) & is_weighed
    chosen = np.nonzero(is_dated)[0]
    chosen = chosen[np.lexsort((chosen, columns.visit_on[chosen], columns.children[chosen]))]
    has_z = is_on_card & ~np.isnan(waz)
    orange = edition.orange_line if edition.orange_line is not None else np.inf
    result = Letters(
        kbm_g=np.where(
            is_on_card, _kbm_table()[columns.is_male.astype(np.int64), np.where(is_on_card, months, 0)], NO_GRAMS
        ),
        gain_g=np.full(size, NO_GRAMS),
        letter=np.full(size, NONE, np.int8),
        fine=np.full(size, NONE, np.int8),
        two_t=np.full(size, NONE, np.int8),
        bgm=np.where(has_z, waz < edition.red_line, NONE).astype(np.int8),
        orange=np.where(has_z, waz > orange, NONE).astype(np.int8),
        faltering=np.full(size, NONE, np.int8),
    )
    if len(chosen):
        _fill_letters(result, columns, chosen, grams, months, waz)
        _fill_faltering(result, columns, chosen, grams, months)
    return result


def _fill_letters(
    result: Letters, columns: GrowthColumns, chosen: Ints, grams: Ints, months: Ints, waz: Floats
) -> None:
    periods = month_and_day(columns.visit_on[chosen])[0]
    children = columns.children[chosen]
    is_last = np.append((children[1:] != children[:-1]) | (periods[1:] != periods[:-1]), True)
    rows, children, periods = chosen[is_last], children[is_last], periods[is_last]
    is_first = np.append(True, children[1:] != children[:-1])
    follows = ~is_first & np.append(False, periods[1:] == periods[:-1] + 1)
    before = rows[np.maximum(np.arange(len(rows)) - 1, 0)]
    gain = grams[rows] - grams[before]
    kbm = _kbm_table()[columns.is_male[rows].astype(np.int64), months[rows]]
    is_enough = np.where(kbm == NO_GRAMS, gain > 0, gain >= kbm)
    letter = np.where(is_first, _NEW, np.where(~follows, _RETURNED, np.where(is_enough, _GAINED, _NOT_GAINED)))
    is_t = letter == _NOT_GAINED
    result.letter[rows] = letter
    result.gain_g[rows] = np.where(follows, gain, NO_GRAMS)
    result.fine[rows] = np.where(follows, _fine(gain, waz[before], waz[rows]), NONE)
    result.two_t[rows] = is_t & follows & np.append(False, is_t[:-1])


def _fine(gain: Ints, before: Floats, now: Floats) -> Ints:
    """As `weight_gain.fine_code`."""
    band = np.zeros(len(gain), np.int64)
    for line in DRAWN_LINES:
        band += (now >= line).astype(np.int64) - (before >= line)
    is_crossing = np.abs(np.round(now - before, 2)) >= weight_gain.LINE_CROSSED_FROM_SD
    rising = np.where(~is_crossing | (band == 0), _ALONG, np.where(band > 0, _CATCH_UP, _FALLING))
    rising = np.where(np.isnan(before) | np.isnan(now), NONE, rising)
    return np.where(gain < 0, _LOSING, np.where(gain == 0, _FLAT, rising))


def _fill_faltering(result: Letters, columns: GrowthColumns, chosen: Ints, grams: Ints, months: Ints) -> None:
    """As `velocity.faltering`: each weighing against the earlier one of the best interval."""
    chosen = chosen[months[chosen] <= velocity.LAST_MONTH]
    stride = LAST_MONTH + 1
    keys = columns.children[chosen] * stride + months[chosen]
    order = np.argsort(keys, kind="stable")
    chosen, keys = chosen[order], keys[order]
    days = columns.visit_on[chosen]
    open_places = np.ones(len(chosen), np.bool_)
    for interval in velocity.INTERVALS:
        starts = months[chosen] - interval
        limits = _p5_table(interval)[columns.is_male[chosen].astype(np.int64), np.maximum(starts, 0)]
        first = np.searchsorted(keys, keys - interval, "left")
        after = np.searchsorted(keys, keys - interval, "right")
        places = np.nonzero(open_places & (starts >= 0) & (limits != NO_GRAMS) & (after > first))[0]
        if not len(places):
            continue
        earlier = _nearest(first[places], after[places], days, grams[chosen], days[places], interval)
        gain = grams[chosen[places]] - grams[chosen[earlier]]
        result.faltering[chosen[places]] = gain < limits[places]
        open_places[places] = False


def _nearest(first: Ints, after: Ints, days: Ints, grams: Ints, now: Ints, interval: int) -> Ints:
    """Of the places first..after-1 the one nearest to whole months before `now`, as `velocity.faltering`."""
    picked = first.copy()
    for at in np.nonzero(after - first > 1)[0].tolist():
        exact = now[at] - interval * standards.DAYS_PER_MONTH
        candidates = range(first[at], after[at])
        picked[at] = min(candidates, key=lambda place: (abs(days[place] - exact), days[place], grams[place]))
    return picked


@cache
def _kbm_table() -> Ints:
    """Grams by [is_male, completed months]."""
    rows = [[weight_gain.kbm_g(sex, month) for month in range(LAST_MONTH + 1)] for sex in (Sex.FEMALE, Sex.MALE)]
    return np.array([[NO_GRAMS if value is None else value for value in row] for row in rows])


@cache
def _p5_table(interval: int) -> Ints:
    """Fifth centile in grams by [is_male, starting month]."""
    rows = [
        [velocity.p5(Growing.WEIGHT, sex, start, start + interval) for start in range(velocity.LAST_MONTH + 1)]
        for sex in (Sex.FEMALE, Sex.MALE)
    ]
    return np.array([[NO_GRAMS if value is None else value for value in row] for row in rows])
