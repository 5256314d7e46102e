"""Breast milk as the card asks for it: the marks of row E0 to E6, and how long (KMS of Buku KIA; Kemenkes RI)."""

ONLY_BREAST_MILK, OTHER_FOOD, NOT_ASKED = "√", "X", "A"
MARKS = (ONLY_BREAST_MILK, OTHER_FOOD, NOT_ASKED)
EXCLUSIVE_MONTHS = 6
"""Only breast milk until this many completed months."""
CONTINUED_MONTHS = 24
"""Breast milk beside food until this many completed months."""
ROWS = range(EXCLUSIVE_MONTHS + 1)
"""E0 to E6 by completed months; E6 is asked when six months are completed."""
