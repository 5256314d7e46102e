"""Weight-for-length/height (BB/PB, BB/TB): table chosen by age, row by the tenth of a centimetre (WHO 2006)."""

from core.growth import lms, standards
from core.words.people import Posture, Sex

INDEX = "BB/PB"
LENGTH_TABLE, HEIGHT_TABLE = "weight_for_length", "weight_for_height"
FLAG_BELOW, FLAG_ABOVE = -5.0, 5.0
LENGTH_LIMITS_CM, HEIGHT_LIMITS_CM = (45.0, 110.0), (65.0, 120.0)
HEIGHT_FROM_CM = 87.0
"""Without age or posture, a child of at least 87 cm is taken as measured standing (WHO 2006)."""


def index_name(is_lying: bool) -> str:
    """BB/PB with a length, BB/TB with a height."""
    return INDEX if is_lying else "BB/TB"


def uses_length(age_days: int | None, posture: Posture | None, lenhei_cm: float) -> bool:
    """Whether the length table applies: below day 731; with unknown age by posture, else below 87 cm (WHO 2006)."""
    if age_days is not None:
        return age_days < standards.HEIGHT_FROM_DAY
    return posture == Posture.LYING if posture is not None else lenhei_cm < HEIGHT_FROM_CM


def z_score(sex: Sex, is_lying: bool, adjusted_cm: float, weight_kg: float) -> float | None:
    """Z rounded to 2 decimals; None outside 45-110 cm lying or 65-120 cm standing, limits inclusive (WHO 2006)."""
    row = standards.table(LENGTH_TABLE if is_lying else HEIGHT_TABLE).at(sex, standards.tenths(adjusted_cm))
    return None if row is None else lms.rounded(lms.restricted_z(weight_kg, row))
