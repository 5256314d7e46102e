"""Why an index could not be computed, and which z-scores lie so near a limit that the printed table may differ."""

from typing import NamedTuple

from core.growth import classify, standards, weight_for_length
from core.growth.muac_for_age import FIRST_DAY as MUAC_FIRST_DAY

NEAR_BORDER_SD = 0.06
"""A z-score this near a limit may fall on its other side in the printed table, which is rounded to 0.1 kg or cm."""
LARGEST_MEASURE, SMALLEST_LENGTH_CM = 1000.0, 1.0
"""Beyond these the number is a slip that gives no z-score (and 0.7 cm could be taken off to nothing)."""
WEIGHT_LAST_MONTHS, SCHOOL_LAST_MONTHS = 120.0, 228.0


class Scores(NamedTuple):
    """The six rounded z-scores."""

    waz: float | None
    haz: float | None
    whz: float | None
    baz: float | None
    hcz: float | None
    acz: float | None


class Given(NamedTuple):
    """What was measured, as given, and the adjusted length in cm."""

    weight_kg: float | None
    lenhei_cm: float | None
    head_cm: float | None
    muac_cm: float | None
    has_oedema: bool
    adjusted_cm: float | None


def missing(
    scores: Scores, given: Given, age: tuple[int, float] | None, *, is_corrected: bool = False
) -> tuple[str, ...]:
    """Indonesian sentences saying why a z-score is missing; `age` is (days, unrounded months) as judged, or None.

    Head and LiLA are not taken at every visit, so their absence alone is not a reason to report.
    """
    waz, haz, whz, baz, hcz, acz = scores
    complete = waz is not None and haz is not None and whz is not None and baz is not None
    if complete and (hcz is not None or given.head_cm is None) and (acz is not None or given.muac_cm is None):
        return ()
    found = _measures(given)
    if age is None:
        return (*found, "umur tidak diketahui")
    days, months = age
    if days < 0:
        before_due = "umur koreksi bayi prematur ini belum 0 hari, standar WHO belum dapat dipakai"
        return (*found, before_due if is_corrected else "tanggal ukur sebelum tanggal lahir")
    if given.has_oedema:
        found.append("ada edema: BB/U, BB/PB atau BB/TB, dan IMT/U tidak dihitung")
    found += _school(scores, given, months) if months >= standards.SCHOOL_FROM_MONTHS else _young(scores, given, days)
    return tuple(found)


def _measures(given: Given) -> list[str]:
    needed = [("berat badan", given.weight_kg, 0.0), ("panjang/tinggi badan", given.lenhei_cm, SMALLEST_LENGTH_CM)]
    found = [f"{name} tidak diukur" for name, value, _ in needed if value is None]
    for name, value, above in (*needed, ("lingkar kepala", given.head_cm, 0.0), ("LiLA", given.muac_cm, 0.0)):
        if value is not None and not above < value < LARGEST_MEASURE:
            found.append(f"{name} {_number(value)} tidak mungkin")
    return found


def _young(scores: Scores, given: Given, days: int) -> list[str]:
    found = []
    has_both = given.adjusted_cm is not None and given.weight_kg is not None
    if scores.whz is None and has_both and not given.has_oedema:
        is_lying = days < standards.HEIGHT_FROM_DAY
        low, high = weight_for_length.LENGTH_LIMITS_CM if is_lying else weight_for_length.HEIGHT_LIMITS_CM
        if given.adjusted_cm is not None and not low <= given.adjusted_cm <= high:
            found.append(
                f"{'panjang' if is_lying else 'tinggi'} {_number(given.adjusted_cm)} cm di luar tabel "
                f"{weight_for_length.index_name(is_lying)} ({low:.0f} sampai {high:.0f} cm)"
            )
    if given.muac_cm is not None and days < MUAC_FIRST_DAY:
        found.append(f"LiLA/U baru ada mulai umur {MUAC_FIRST_DAY} hari")
    return found


def _school(scores: Scores, given: Given, months: float) -> list[str]:
    found = ["BB/TB hanya untuk umur di bawah 5 tahun"]
    if given.head_cm is not None or given.muac_cm is not None:
        found.append("LK/U dan LiLA/U hanya untuk umur di bawah 5 tahun")
    if months > SCHOOL_LAST_MONTHS:
        found.append("umur di atas 19 tahun, di luar standar WHO")
    elif scores.waz is None and months > WEIGHT_LAST_MONTHS:
        found.append("BB/U hanya sampai umur 10 tahun")
    return found


def near_border(scores: Scores, age: tuple[int, float] | None) -> tuple[str, ...]:
    """Indices whose z is less than 0.06 SD from a limit of its categories, e.g. `BB/U −2,05 di garis batas −2`.

    `age` is (days, unrounded months) as judged: it says whether the index is PB/U or TB/U.
    """
    if age is not None and age[1] >= standards.SCHOOL_FROM_MONTHS:
        limits = _SCHOOL_LIMITS
    else:
        limits = _LYING_LIMITS if age is not None and age[0] < standards.HEIGHT_FROM_DAY else _STANDING_LIMITS
    return tuple(
        f"{name} {_signed(z, 2)} di garis batas {_signed(limit, 0)}"
        for (name, cuts), z in zip(limits, scores, strict=True)
        if z is not None
        for limit in cuts
        if abs(z - limit) < _NEAR
    )


# Half a hundredth less than 0.06, because both z (2 decimals) and limit are binary fractions.
_NEAR = NEAR_BORDER_SD - 0.005
_STANDING_LIMITS = (
    ("BB/U", sum(classify.WEIGHT_FOR_AGE_LIMITS, ())),
    ("TB/U", sum(classify.LENGTH_FOR_AGE_LIMITS, ())),
    ("BB/TB", sum(classify.NUTRITION_LIMITS, ())),
    ("IMT/U", sum(classify.NUTRITION_LIMITS, ())),
    ("LK/U", sum(classify.HEAD_LIMITS, ())),
    ("LiLA/U", ()),
)
_LYING_LIMITS = (
    _STANDING_LIMITS[0],
    ("PB/U", _STANDING_LIMITS[1][1]),
    ("BB/PB", _STANDING_LIMITS[2][1]),
    *_STANDING_LIMITS[3:],
)
_SCHOOL_LIMITS: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("BB/U", ()),
    ("TB/U", ()),
    ("BB/TB", ()),
    ("IMT/U", sum(classify.SCHOOL_BMI_LIMITS, ())),
    ("LK/U", ()),
    ("LiLA/U", ()),
)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _signed(value: float, decimals: int) -> str:
    return f"{value:+.{decimals}f}".replace(".", ",").replace("-", "−")
