"""Weight-for-age (BB/U): WHO 2006 to 59 months, WHO Reference 2007 from 60 to 120 months."""

from core.growth import lms, standards
from core.words.people import Sex

INDEX = "BB/U"
TABLE, SCHOOL_TABLE = "weight_for_age", "school_weight_for_age"
FLAG_BELOW, FLAG_ABOVE = -6.0, 5.0
"""Beyond these the z-score is biologically implausible (WHO anthro)."""


def z_score(sex: Sex, age_days: int, age_months: float, weight_kg: float) -> float | None:
    """Z rounded to 2 decimals; `age_months` unrounded (WHO 2006); None outside 0 to 120 months."""
    row = standards.row_at_age(TABLE, SCHOOL_TABLE, sex, age_days, age_months)
    return None if row is None else lms.rounded(lms.restricted_z(weight_kg, row))
