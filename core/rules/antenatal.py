"""R-ANC: the six examinations of a pregnancy, K1 to K6, by trimester."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.rules.pregnancy import TERM_DAYS, trimester

_SPREADS = {"1-2-3": (1, 2, 3), "2-1-3": (2, 1, 3)}
_K4 = (1, 1, 2)
_DOCTORS = 2
_TARGETS = ((38 * 7, 6), (36 * 7, 5), (32 * 7, 4), (24 * 7, 3), (12 * 7, 1))
"""From this day of the pregnancy, so many examinations (KMK 2015/2023)."""


@dataclass(frozen=True, slots=True)
class Examination:
    """One examination: the day, and whether a doctor did it (None: not known)."""

    on: date
    by_doctor: bool | None = None


@dataclass(frozen=True, slots=True)
class Antenatal:
    """How far K1 to K6 have come on a day."""

    per_trimester: tuple[int, int, int]
    is_k1_pure: bool
    is_k4: bool
    is_spread: bool
    has_two_doctors: bool | None
    can_reach_k6: bool
    lacks_third_trimester_doctor: bool
    needed_now: int
    done: int

    @property
    def is_k6(self) -> bool:
        """K6 lengkap: six spread as asked, and not known to lack the two examinations by a doctor."""
        return self.is_spread and self.has_two_doctors is not False

    @property
    def is_behind(self) -> bool:
        """Fewer examinations than the week asks for: the task `ANC kurang`."""
        return self.done < self.needed_now


def status(
    began_on: date, examinations: Sequence[Examination], on: date, *, spread: str = "1-2-3", by: str = "kmk"
) -> Antenatal:
    """R-ANC: K6 is 1-2-3 by trimester with two by a doctor; K1 murni is the first within 12 weeks (KMK 2015/2023).

    Two on one day count once; those before `began_on` or after `on` do not count. `spread="2-1-3"`: older Buku KIA.
    The old K4 is 1-1-2. Whether a doctor did it only fails K6 when it is known.
    """
    by_day: dict[date, bool | None] = {}
    for one in examinations:
        if began_on <= one.on <= on:
            # Two on one day: a doctor among them is enough, and an unknown one leaves it unknown.
            seen = {one.by_doctor, by_day.get(one.on, one.by_doctor)}
            by_day[one.on] = True if True in seen else None if None in seen else False
    counts = [0, 0, 0]
    third_doctors: list[bool | None] = []
    for day, by_doctor in by_day.items():
        place = trimester((day - began_on).days, by=by) - 1
        counts[place] += 1
        if place == _THIRD:
            third_doctors.append(by_doctor)
    needed = _SPREADS[spread]
    now = trimester(max((on - began_on).days, 0), by=by) - 1
    has_two = sum(bool(one) for one in by_day.values()) >= _DOCTORS
    return Antenatal(
        per_trimester=(counts[0], counts[1], counts[2]),
        is_k1_pure=counts[0] > 0,
        is_k4=all(have >= need for have, need in zip(counts, _K4, strict=True)),
        is_spread=all(have >= need for have, need in zip(counts, needed, strict=True)),
        has_two_doctors=True if has_two else None if None in by_day.values() else False,
        can_reach_k6=all(counts[place] >= needed[place] for place in range(now)),
        lacks_third_trimester_doctor=counts[_THIRD] > 0 and not any(third_doctors) and None not in third_doctors,
        needed_now=_needed(min((on - began_on).days, TERM_DAYS)),
        done=len(by_day),
    )


_THIRD = 2


def _needed(days: int) -> int:
    return next((count for from_day, count in _TARGETS if days >= from_day), 0)
