"""Vitamin A for children: blue capsule for babies, red for older under-fives, twice a year."""

BLUE, RED = "biru", "merah"
ROUND_MONTHS = (2, 8)
"""February and August."""
BLUE_AGES, RED_AGES = range(6, 12), range(12, 60)
"""Completed months on the day it is given."""


def capsule_for(age_months: int) -> str | None:
    """R-VITA: blue (100,000 IU) at 6-11 completed months, red (200,000 IU) at 12-59, else none (Permenkes 21/2015)."""
    if age_months in BLUE_AGES:
        return BLUE
    return RED if age_months in RED_AGES else None


def capsule_due(age_months: int, month: int) -> str | None:
    """The capsule for a child of this age (completed months) seen in this calendar month; None outside the rounds."""
    return capsule_for(age_months) if month in ROUND_MONTHS else None
