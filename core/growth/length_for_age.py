"""Length/height-for-age (PB/U, TB/U), and the 0.7 cm between lying and standing (WHO 2006, Permenkes 2/2020)."""

from core.growth import lms, standards
from core.words.people import Posture, Sex

INDEX = "PB/U"
TABLE, SCHOOL_TABLE = "length_for_age", "school_height_for_age"
FLAG_BELOW, FLAG_ABOVE = -6.0, 6.0
POSTURE_STEP_CM = 0.7
STANDING_FROM_MONTHS = 9.0
"""A child standing before 9 months is implausible: posture is disregarded and nothing is corrected (WHO anthro 1.1)."""


def index_name(age_days: int) -> str:
    """PB/U while the child is measured lying, TB/U from day 731."""
    return INDEX if age_days < standards.HEIGHT_FROM_DAY else "TB/U"


def is_too_young_to_stand(posture: Posture | None, age_months: float) -> bool:
    """Measured standing before 9 months (the `c9mo` flag of WHO anthro)."""
    return posture == Posture.STANDING and age_months < STANDING_FROM_MONTHS


def adjusted_cm(lenhei_cm: float, posture: Posture | None, age_days: int, age_months: float) -> float:
    """The length or height that fits the age: +0.7 cm standing before day 731, -0.7 cm lying from then on (WHO 2006).

    From 60 months on a standing height is assumed and nothing is corrected (WHO Reference 2007).
    """
    if posture is None or age_months >= standards.SCHOOL_FROM_MONTHS or is_too_young_to_stand(posture, age_months):
        return lenhei_cm
    if age_days < standards.HEIGHT_FROM_DAY:
        return round(lenhei_cm + POSTURE_STEP_CM, 9) if posture == Posture.STANDING else lenhei_cm
    return round(lenhei_cm - POSTURE_STEP_CM, 9) if posture == Posture.LYING else lenhei_cm


def z_score(sex: Sex, age_days: int, age_months: float, adjusted: float) -> float | None:
    """Z of the adjusted length in cm, 2 decimals, without linear tails (WHO 2006); None outside 0 to 228 months."""
    row = standards.row_at_age(TABLE, SCHOOL_TABLE, sex, age_days, age_months)
    return None if row is None else lms.rounded(lms.plain_z(adjusted, row))
