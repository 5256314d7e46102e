"""Every cut-off of the adult cards and instruments as data: number, unit and source; alternatives are in `choices`."""

from dataclasses import dataclass
from decimal import Decimal

ILP = "KMK HK.01.07/MENKES/2015/2023"
PPK = "KMK HK.01.07/MENKES/1186/2022"
PKG = "Juknis Pemeriksaan Kesehatan Gratis"
CARD = "kartu bantu Posyandu ILP"
KIA = "Buku KIA 2024"
OURS = "pilihan kami"


@dataclass(frozen=True, slots=True)
class CutOff:
    """A number a rule compares with, its unit, and the document it stands in."""

    value: Decimal
    unit: str
    source: str


def _at(value: str, unit: str, source: str) -> CutOff:
    return CutOff(Decimal(value), unit, source)


KEK_BELOW_CM = _at("23.5", "cm", ILP)
THIN_MOTHER_BELOW_BMI = _at("18.5", "kg/m2", ILP)
ELDERLY_MUAC_BELOW_CM = _at("21", "cm", f"{ILP}, SKILAS")

PREGNANCY_HIGH = (140, 90)
"""mmHg, KMK 1186/2022: from here hipertensi in pregnancy and childbed."""
PREGNANCY_SEVERE = (160, 110)
"""mmHg, KMK 1186/2022: from here at once."""
PREGNANCY_RISE = (30, 15)
"""mmHg above the first trimester, more than this; the older rule of the Buku KIA."""
LOW = (90, 60)
"""mmHg, card of adults (R-TD); for mothers our own choice."""
MAP_ABOVE = _at("90", "mmHg", "Buku KIA 2020")
MAP_BEFORE_WEEKS = 20

ADULT_HIGH = (140, 90)
"""mmHg, KMK 2015/2023 and KMK 1186/2022."""
ADULT_HIGH_NORMAL = (130, 85)
ADULT_NORMAL = (120, 80)
ADULT_GRADE_2 = (160, 100)
ADULT_GRADE_3 = (180, 110)
CARD_HIGH_UNDER_60 = (130, 90)
CARD_HIGH_FROM_60_ABOVE = 140

TEEN_FROM_YEARS = 13
TEEN_RAISED = 120
TEEN_GRADE_1 = (130, 80)
TEEN_GRADE_2 = (140, 90)
SCHOOL_LIMITS: dict[int, tuple[tuple[int, int], tuple[int, int]]] = {
    7: ((106, 68), (106, 68)),
    8: ((107, 69), (107, 69)),
    9: ((107, 70), (108, 71)),
    10: ((108, 72), (109, 72)),
    11: ((110, 74), (111, 74)),
    12: ((113, 75), (114, 75)),
}
"""Years: (boys, girls), each (systolic, diastolic) mmHg from which it is too high (KMK 2015/2023 after AAP 2017)."""

GLUCOSE_LOW_BELOW = _at("70", "mg/dL", CARD)
GLUCOSE_RANDOM = (Decimal(140), Decimal(200))
"""mg/dL: from here prediabetes, from here suspected diabetes (KMK 2015/2023, Juknis PKG; the gap 100-139 is normal)."""
GLUCOSE_FASTING = (Decimal(100), Decimal(126))
GLUCOSE_CARD_ABOVE = Decimal(200)
CHOLESTEROL = (Decimal(200), Decimal(240))
"""mg/dL: from here borderline, from here high (Juknis PKG)."""
URIC_ACID_MEN_ABOVE = _at("7.0", "mg/dL", PPK)
URIC_ACID_WOMEN_ABOVE = {"ppk": _at("6.0", "mg/dL", PPK), "5,7": _at("5.7", "mg/dL", "batas laboratorium")}

HB_SEVERE_BELOW = _at("8", "g/dL", PPK)
HB_WOMAN_BELOW = _at("12", "g/dL", f"{PPK}; {ILP}")
HB_MAN_BELOW = _at("13", "g/dL", PPK)
HB_MAN_FROM_YEARS = 15
HB_PREGNANT_BELOW = _at("11", "g/dL", f"{PPK}; {KIA}")
HB_SECOND_TRIMESTER_BELOW = _at("10.5", "g/dL", PPK)
HB_TODDLER_BELOW = _at("11", "g/dL", PPK)

WAIST_MEN_ABOVE = _at("90", "cm", ILP)
WAIST_WOMEN_ABOVE = _at("80", "cm", ILP)
WAIST_FROM_YEARS = 15

BMI_CARD = (Decimal("17.0"), Decimal("18.5"), Decimal("25.0"), Decimal("27.0"))
"""kg/m2: below the first two, above the last two (card; Permenkes 41/2014)."""
BMI_ASIA = (Decimal("17.0"), Decimal("18.5"), Decimal("22.9"), Decimal("24.9"))
BMI_TBC = {
    "P": (Decimal("17.0"), Decimal("17.0"), Decimal("23.0"), Decimal("27.0")),
    "L": (Decimal("17.0"), Decimal("18.0"), Decimal("25.0"), Decimal("27.0")),
}

PUMA_FROM_YEARS = 40
AKS_SEVERE_TO = 8
SRQ_REFER_FROM = 6
JIWA4_REFER_FROM = 3
EPDS_LIKELY_FROM, EPDS_VERY_LIKELY_FROM = 10, 13
KSPR_BASE, KSPR_HIGH_FROM, KSPR_VERY_HIGH_FROM = 2, 6, 12
FEVER_FROM_C = _at("37.5", "C", ILP)
INFANT_COLD_BELOW_C = _at("36.5", "C", KIA)
INFANT_WARM_ABOVE_C = _at("37.5", "C", KIA)
INFANT_BREATHS = (40, 60)
"""Per minute: a sign below the first or above the second (Buku KIA)."""
BBLR_BELOW_KG = _at("2.5", "kg", KIA)
BBLSR_BELOW_KG = _at("1.5", "kg", KIA)
HEIGHT_JUMP_CM = _at("3", "cm", OURS)
SWAPPED_BMI = _at("100", "kg/m2", OURS)
"""From here on weight and height stand in each other's box: 152 kg and 61 cm are 408."""
