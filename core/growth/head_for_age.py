"""Head circumference-for-age (LK/U), 0 to 59 months, without linear tails (WHO 2007)."""

from core.growth import lms, standards
from core.words.people import Sex

INDEX = "LK/U"
TABLE = "head_for_age"
FLAG_BELOW, FLAG_ABOVE = -5.0, 5.0


def z_score(sex: Sex, age_days: int, age_months: float, head_cm: float) -> float | None:
    """Z rounded to 2 decimals (WHO 2007); None outside 0 to 59 months."""
    row = standards.row_at_age(TABLE, None, sex, age_days, age_months)
    return None if row is None else lms.rounded(lms.plain_z(head_cm, row))
