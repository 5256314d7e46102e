"""The lines of every growth curve as data: SD values by month or by centimetre, open at the 24-month step."""

from collections.abc import Sequence
from enum import StrEnum
from math import floor, nan

from core.growth import lms, standards
from core.growth.lms import Lms
from core.growth.standards import STANDING_FROM_MONTH
from core.words.people import Sex

Line = list[tuple[float, float]]
"""Points (x, value); a point whose value is NaN is a gap that must not be joined."""
CENTIMETRE_STEP = 5
"""Tenths of a centimetre between two points of a BB/PB or BB/TB line."""


class GrowthIndex(StrEnum):
    """The seven curves; values are this program's short names."""

    WEIGHT_FOR_AGE = "waz"
    LENGTH_FOR_AGE = "haz"
    WEIGHT_FOR_LENGTH = "wlz"
    WEIGHT_FOR_HEIGHT = "whz"
    BMI_FOR_AGE = "baz"
    HEAD_FOR_AGE = "hcz"
    MUAC_FOR_AGE = "acz"

    @property
    def label(self) -> str:
        """The Indonesian name of the index."""
        return _LABELS[self]

    @property
    def is_by_centimetre(self) -> bool:
        """Whether x is a length or height in cm, not an age in months."""
        return self in (GrowthIndex.WEIGHT_FOR_LENGTH, GrowthIndex.WEIGHT_FOR_HEIGHT)


_LABELS = {
    GrowthIndex.WEIGHT_FOR_AGE: "BB/U",
    GrowthIndex.LENGTH_FOR_AGE: "PB/U atau TB/U",
    GrowthIndex.WEIGHT_FOR_LENGTH: "BB/PB",
    GrowthIndex.WEIGHT_FOR_HEIGHT: "BB/TB",
    GrowthIndex.BMI_FOR_AGE: "IMT/U",
    GrowthIndex.HEAD_FOR_AGE: "LK/U",
    GrowthIndex.MUAC_FOR_AGE: "LiLA/U",
}
_TABLES = {
    GrowthIndex.WEIGHT_FOR_AGE: ("weight_for_age", "school_weight_for_age"),
    GrowthIndex.LENGTH_FOR_AGE: ("length_for_age", "school_height_for_age"),
    GrowthIndex.WEIGHT_FOR_LENGTH: ("weight_for_length", None),
    GrowthIndex.WEIGHT_FOR_HEIGHT: ("weight_for_height", None),
    GrowthIndex.BMI_FOR_AGE: ("bmi_for_age", "school_bmi_for_age"),
    GrowthIndex.HEAD_FOR_AGE: ("head_for_age", None),
    GrowthIndex.MUAC_FOR_AGE: ("muac_for_age", None),
}
_STEPPED = (GrowthIndex.LENGTH_FOR_AGE, GrowthIndex.BMI_FOR_AGE)


def row_at_month(index: GrowthIndex, sex: Sex, month: int, *, is_standing: bool = True) -> Lms | None:
    """The monthly row WHO prints: the day curve at month x 30.4375; after 60 months the WHO Reference 2007.

    At month 24 of length and BMI there are two rows; `is_standing` picks the one for children measured standing.
    """
    young, school = _TABLES[index]
    if month > standards.SCHOOL_FROM_MONTHS:
        return standards.table(school).row(sex, month) if school else None
    table = standards.table(young)
    if index in _STEPPED and month == STANDING_FROM_MONTH:
        # 24 months fall on day 730.5, between the last lying and the first standing row: go half a day past one end.
        day, inward = (standards.HEIGHT_FROM_DAY, 1) if is_standing else (standards.HEIGHT_FROM_DAY - 1, -1)
        edge, inner = table.row(sex, day), table.row(sex, day + inward)
        return None if edge is None or inner is None else lms.between(edge, inner, -0.5)
    return table.at(sex, month * standards.DAYS_PER_MONTH)


def reference_lines(sex: Sex, from_month: int, to_month: int, zs: Sequence[float]) -> dict[float, Line]:
    """The BB/U lines of the KMS: for each z the points (month, kg) of WHO's monthly table (WHO 2006)."""
    return index_lines(GrowthIndex.WEIGHT_FOR_AGE, sex, from_month, to_month, zs)


def index_lines(index: GrowthIndex, sex: Sex, from_x: float, to_x: float, zs: Sequence[float]) -> dict[float, Line]:
    """For each z the points (x, value) between `from_x` and `to_x` that the WHO table covers.

    x is in months (value kg, cm or kg/m2), or in cm for BB/PB and BB/TB (value kg, a point every 0.5 cm). Where
    the table steps from lying to standing (24 months of PB/U-TB/U and IMT/U) both values are there, NaN between them.
    """
    rows = _rows_by_cm(index, sex, from_x, to_x) if index.is_by_centimetre else _rows_by_month(index, sex, from_x, to_x)
    return {z: [(x, nan if row is None else lms.sd_value(z, row)) for x, row in rows] for z in zs}


def _rows_by_month(index: GrowthIndex, sex: Sex, from_x: float, to_x: float) -> list[tuple[float, Lms | None]]:
    rows: list[tuple[float, Lms | None]] = []
    for month in range(floor(from_x), floor(to_x) + 1):
        if index in _STEPPED and month == STANDING_FROM_MONTH and from_x < month < to_x:
            rows += [(month, row_at_month(index, sex, month, is_standing=False)), (month, None)]
        is_standing = month < to_x or month > STANDING_FROM_MONTH
        row = row_at_month(index, sex, month, is_standing=is_standing)
        if row is not None:
            rows.append((month, row))
    return rows


def _rows_by_cm(index: GrowthIndex, sex: Sex, from_x: float, to_x: float) -> list[tuple[float, Lms | None]]:
    table = standards.table(_TABLES[index][0])
    first = max(table.first, round(from_x * 10))
    last = min(table.last, round(to_x * 10))
    return [(tenth / 10, table.row(sex, tenth)) for tenth in range(first, last + 1, CENTIMETRE_STEP)]
