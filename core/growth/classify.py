"""Permenkes 2/2020 categories with their official Indonesian names, judged on the z-score rounded to 2 decimals."""

from enum import Enum

from core.words.findings import Severity


class Category(Enum):
    """A category of one index: its `code` on the card, its official `label`, and how worried to be (`severity`)."""

    def __init__(self, code: str, label: str, severity: Severity) -> None:
        self.code = code
        self.label = label
        self.severity = severity


class WeightForAgeCategory(Category):
    """BB/U, 0-60 months (Permenkes 2/2020). A risk of overweight is confirmed by BB/TB or IMT/U."""

    SEVERELY_UNDERWEIGHT = ("SK", "Berat badan sangat kurang", Severity.RED)
    UNDERWEIGHT = ("K", "Berat badan kurang", Severity.RED)
    NORMAL = ("N", "Berat badan normal", Severity.GREEN)
    RISK_OF_OVERWEIGHT = ("RBBL", "Risiko berat badan lebih", Severity.YELLOW)


class LengthForAgeCategory(Category):
    """PB/U and TB/U, 0-60 months (Permenkes 2/2020)."""

    SEVERELY_STUNTED = ("SP", "Sangat pendek", Severity.RED)
    STUNTED = ("P", "Pendek", Severity.RED)
    NORMAL = ("N", "Normal", Severity.GREEN)
    TALL = ("Ti", "Tinggi", Severity.YELLOW)


class NutritionCategory(Category):
    """BB/PB, BB/TB and IMT/U, 0-60 months (Permenkes 2/2020); oedema is severe without a z-score."""

    SEVERELY_WASTED = ("GB", "Gizi buruk", Severity.URGENT)
    WASTED = ("GK", "Gizi kurang", Severity.RED)
    NORMAL = ("GN", "Gizi baik", Severity.GREEN)
    RISK_OF_OVERWEIGHT = ("RGL", "Berisiko gizi lebih", Severity.YELLOW)
    OVERWEIGHT = ("GL", "Gizi lebih", Severity.YELLOW)
    OBESE = ("O", "Obesitas", Severity.RED)
    OEDEMA = ("GBE", "Gizi buruk (edema)", Severity.URGENT)


class SchoolBmiCategory(Category):
    """IMT/U, 5-18 years (Permenkes 2/2020)."""

    SEVERELY_THIN = ("GB", "Gizi buruk", Severity.RED)
    THIN = ("GK", "Gizi kurang", Severity.RED)
    NORMAL = ("GN", "Gizi baik", Severity.GREEN)
    OVERWEIGHT = ("GL", "Gizi lebih", Severity.YELLOW)
    OBESE = ("O", "Obesitas", Severity.RED)


class HeadCategory(Category):
    """LK/U (WHO 2007; Buku KIA): either side of normal is referred."""

    MICROCEPHALY = ("Mi", "Mikrosefali", Severity.RED)
    NORMAL = ("N", "Normal", Severity.GREEN)
    MACROCEPHALY = ("Ma", "Makrosefali", Severity.RED)


class MuacCategory(Category):
    """LiLA of a child, in the colours of the tape (Buku KIA 2020 and 2024)."""

    SEVERE = ("GB", "Gizi buruk", Severity.URGENT)
    MODERATE = ("GK", "Gizi kurang", Severity.YELLOW)
    NORMAL = ("N", "Normal", Severity.GREEN)
    AT_RISK = ("BHP", "Berisiko hambatan pertumbuhan", Severity.RED)


Limits = tuple[tuple[float, ...], tuple[float, ...]]
"""Cut-offs in SD: a z strictly below one of the first, or strictly above one of the second, moves one category out."""
WEIGHT_FOR_AGE_LIMITS: Limits = ((-3.0, -2.0), (1.0,))
LENGTH_FOR_AGE_LIMITS: Limits = ((-3.0, -2.0), (3.0,))
NUTRITION_LIMITS: Limits = ((-3.0, -2.0), (1.0, 2.0, 3.0))
SCHOOL_BMI_LIMITS: Limits = ((-3.0, -2.0), (1.0, 2.0))
HEAD_LIMITS: Limits = ((-2.0,), (2.0,))

MUAC_REFERRED = frozenset({MuacCategory.SEVERE, MuacCategory.MODERATE, MuacCategory.AT_RISK})
"""Yellow on the tape is gizi kurang, and whoever is not well nourished is sent on (KMK 2015/2023)."""
MUAC_SEVERE_BELOW_CM, MUAC_MODERATE_BELOW_CM = 11.5, 12.5
MUAC_YOUNG_RISK_BELOW_CM = 11.0
MUAC_FROM_MONTHS, MUAC_BEFORE_MONTHS = 6, 60

_WEIGHT_FOR_AGE = tuple(WeightForAgeCategory)
_LENGTH_FOR_AGE = tuple(LengthForAgeCategory)
_NUTRITION = tuple(NutritionCategory)
_SCHOOL_BMI = tuple(SchoolBmiCategory)
_HEAD = tuple(HeadCategory)


def position(z: float, limits: Limits) -> int:
    """The place of `z` among its categories, lowest first; on a limit is on its better side (Permenkes 2/2020)."""
    below, above = limits
    for place, limit in enumerate(below):
        if z < limit:
            return place
    return len(below) + sum(z > limit for limit in above)


def weight_for_age(z: float) -> WeightForAgeCategory:
    """BB/U of a child under 60 months (Permenkes 2/2020)."""
    return _WEIGHT_FOR_AGE[position(z, WEIGHT_FOR_AGE_LIMITS)]


def length_for_age(z: float) -> LengthForAgeCategory:
    """PB/U or TB/U of a child under 60 months (Permenkes 2/2020)."""
    return _LENGTH_FOR_AGE[position(z, LENGTH_FOR_AGE_LIMITS)]


def nutrition(z: float) -> NutritionCategory:
    """BB/PB, BB/TB or IMT/U of a child under 60 months without oedema (Permenkes 2/2020)."""
    return _NUTRITION[position(z, NUTRITION_LIMITS)]


def school_bmi(z: float) -> SchoolBmiCategory:
    """IMT/U of a child of 5 to 18 years (Permenkes 2/2020)."""
    return _SCHOOL_BMI[position(z, SCHOOL_BMI_LIMITS)]


def head(z: float) -> HeadCategory:
    """LK/U (WHO 2007, Buku KIA)."""
    return _HEAD[position(z, HEAD_LIMITS)]


def muac(completed_months: int, muac_cm: float) -> MuacCategory | None:
    """LiLA by age in completed months: three bands at 6-59, a risk below 11.0 cm before (Buku KIA 2020, 2024)."""
    if 0 <= completed_months < MUAC_FROM_MONTHS:
        return MuacCategory.AT_RISK if muac_cm < MUAC_YOUNG_RISK_BELOW_CM else None
    if not MUAC_FROM_MONTHS <= completed_months < MUAC_BEFORE_MONTHS:
        return None
    if muac_cm < MUAC_SEVERE_BELOW_CM:
        return MuacCategory.SEVERE
    return MuacCategory.MODERATE if muac_cm < MUAC_MODERATE_BELOW_CM else MuacCategory.NORMAL
