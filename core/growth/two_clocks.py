"""The class by exact day beside the class in the kader's printed table, and why the two differ when they do.

The printed tables of Permenkes 2/2020 hold one row per completed month (or per 0,5 cm), rounded to 0,1 kg or 0,1 cm.
The exact class counts: it is the one WHO's software and the health service's application compute.
"""

from dataclasses import dataclass
from math import floor

from core.growth import classify, lms, standards, weight_for_length
from core.growth.assess import Assessment
from core.growth.classify import Category, Limits
from core.growth.curves import GrowthIndex, row_at_month
from core.growth.length_for_age import index_name
from core.growth.lms import Lms
from core.words.people import Sex
from core.words.quantities import z_words

PAPER_STEP_TENTHS = 5


@dataclass(frozen=True, slots=True)
class TwoClasses:
    """One index judged both ways; `why` is an Indonesian sentence, empty when both agree."""

    index: str
    z: float
    exact: Category
    printed: Category
    why: str

    @property
    def differs(self) -> bool:
        """Whether the printed table puts the child in another class."""
        return self.exact is not self.printed


@dataclass(frozen=True, slots=True)
class _Case:
    index: str
    z: float | None
    exact: Category | None
    value: float | None
    row: Lms | None
    limits: Limits
    unit: str


def compare(sex: Sex, completed_months: int, judged: Assessment, weight_kg: float | None) -> tuple[TwoClasses, ...]:
    """Every index of a child under 60 months that both ways can judge (WHO 2006; table classes of Permenkes 2/2020).

    `completed_months` as the card counts them; `judged` from `assess` of the same visit, whose corrected age wins for a
    preterm child; `weight_kg` as measured.
    """
    days = judged.age_days if judged.corrected_age_days is None else judged.corrected_age_days
    if judged.corrected_age_days is not None:
        completed_months = floor(standards.months_of_days(judged.corrected_age_days))
    if days is None or not 0 <= completed_months < standards.SCHOOL_FROM_MONTHS:
        return ()
    cases = _cases(sex, days, completed_months, judged, weight_kg)
    return tuple(_both(case, days, completed_months) for case in cases if _is_complete(case))


def differences(sex: Sex, completed_months: int, judged: Assessment, weight_kg: float | None) -> tuple[str, ...]:
    """Only the sentences, for a screen that speaks up where book and program differ."""
    return tuple(both.why for both in compare(sex, completed_months, judged, weight_kg) if both.differs)


def _cases(sex: Sex, days: int, months: int, judged: Assessment, weight_kg: float | None) -> tuple[_Case, ...]:
    is_standing = months >= standards.STANDING_FROM_MONTH
    lenhei = judged.lenhei_used_cm
    is_lying = days < standards.HEIGHT_FROM_DAY
    paper = None if lenhei is None else _paper_row(sex, is_lying, lenhei)
    bmi = None if judged.bmi is None else floor(judged.bmi * 10 + 0.5) / 10

    def row(index: GrowthIndex) -> Lms | None:
        return row_at_month(index, sex, months, is_standing=is_standing)

    by_weight, by_length = row(GrowthIndex.WEIGHT_FOR_AGE), row(GrowthIndex.LENGTH_FOR_AGE)
    by_bmi = row(GrowthIndex.BMI_FOR_AGE)
    waz, haz, whz, baz = judged.waz_category, judged.haz_category, judged.whz_category, judged.baz_category
    weight_limits, length_limits = classify.WEIGHT_FOR_AGE_LIMITS, classify.LENGTH_FOR_AGE_LIMITS
    nutrition = classify.NUTRITION_LIMITS
    return (
        _Case("BB/U", judged.waz, waz, weight_kg, by_weight, weight_limits, "kg"),
        _Case(index_name(days), judged.haz, haz, lenhei, by_length, length_limits, "cm"),
        _Case(weight_for_length.index_name(is_lying), judged.whz, whz, weight_kg, paper, nutrition, "kg"),
        _Case("IMT/U", judged.baz, baz, bmi, by_bmi, nutrition, ""),
    )


def _paper_row(sex: Sex, is_lying: bool, lenhei_cm: float) -> Lms | None:
    """The row the eye takes on paper: the nearest half centimetre, the upper one in the middle."""
    table = standards.table(weight_for_length.LENGTH_TABLE if is_lying else weight_for_length.HEIGHT_TABLE)
    return table.row(sex, floor(standards.tenths(lenhei_cm) / PAPER_STEP_TENTHS + 0.5) * PAPER_STEP_TENTHS)


def _is_complete(case: _Case) -> bool:
    return None not in (case.z, case.exact, case.value, case.row)


def _both(case: _Case, days: int, months: int) -> TwoClasses:
    assert case.z is not None  # _is_complete
    assert case.exact is not None
    assert case.value is not None
    assert case.row is not None
    categories: list[Category] = list(type(case.exact))
    printed = categories[_printed_position(case.value, case.row, case.limits)]
    why = "" if printed is case.exact else _why(case, case.row, printed, days, months)
    return TwoClasses(case.index, case.z, case.exact, printed, why)


def _printed_position(value: float, row: Lms, limits: Limits) -> int:
    """Place among the categories by comparing the value with lines rounded to one decimal, as on paper."""
    tenths = standards.tenths(value)
    below, above = limits
    for place, limit in enumerate(below):
        if tenths < _line_tenths(limit, row):
            return place
    return len(below) + sum(tenths > _line_tenths(limit, row) for limit in above)


def _line_tenths(limit: float, row: Lms) -> int:
    return floor(lms.sd_value(limit, row) * 10 + 0.5)


def _why(case: _Case, row: Lms, printed: Category, days: int, months: int) -> str:
    assert case.exact is not None
    assert case.value is not None
    is_by_length = case.index in ("BB/PB", "BB/TB")
    judge_z = lms.plain_z if case.index in ("PB/U", "TB/U") else lms.restricted_z
    unrounded = classify.position(lms.rounded(judge_z(case.value, row)), case.limits)
    if list(type(case.exact))[unrounded] is case.exact:
        cause = f"angka di tabel buku dibulatkan ke 0,1{' ' + case.unit if case.unit else ''}"
    elif is_by_length:
        cause = "tabel buku hanya per 0,5 cm"
    else:
        cause = f"tabel buku memakai umur {months} bulan penuh, padahal umurnya {days} hari"
    return (
        f"{case.index}: hitungan tepat {case.exact.label} (z {z_words(case.z)}), menurut tabel buku {printed.label}, "
        f"karena {cause}. Yang dipakai: hitungan tepat."
    )
