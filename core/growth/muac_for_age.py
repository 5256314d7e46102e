"""Mid-upper-arm circumference-for-age (LiLA/U), day 91 to 59 months (WHO 2007)."""

from core.growth import lms, standards
from core.words.people import Sex

INDEX = "LiLA/U"
TABLE = "muac_for_age"
FIRST_DAY = 91
FLAG_BELOW, FLAG_ABOVE = -5.0, 5.0


def z_score(sex: Sex, age_days: int, age_months: float, muac_cm: float) -> float | None:
    """Z rounded to 2 decimals (WHO 2007); None before day 91 and from 60 months on."""
    row = standards.row_at_age(TABLE, None, sex, age_days, age_months)
    return None if row is None else lms.rounded(lms.restricted_z(muac_cm, row))
