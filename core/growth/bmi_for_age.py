"""BMI-for-age (IMT/U): WHO 2006 to 59 months, WHO Reference 2007 from 60 to 228 months."""

from core.growth import lms, standards
from core.words.people import Sex

INDEX = "IMT/U"
TABLE, SCHOOL_TABLE = "bmi_for_age", "school_bmi_for_age"
FLAG_BELOW, FLAG_ABOVE = -5.0, 5.0


def bmi(weight_kg: float, adjusted_cm: float) -> float:
    """Body mass index in kg/m2, unrounded, from the adjusted length or height (WHO 2006)."""
    metres = adjusted_cm / 100.0
    return weight_kg / (metres * metres)


def z_score(sex: Sex, age_days: int, age_months: float, body_mass_index: float) -> float | None:
    """Z rounded to 2 decimals (WHO 2006, WHO 2007); None outside 0 to 228 months."""
    row = standards.row_at_age(TABLE, SCHOOL_TABLE, sex, age_days, age_months)
    return None if row is None else lms.rounded(lms.restricted_z(body_mass_index, row))
