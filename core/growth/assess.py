"""All indices of one measured child: adjusted length, z-scores, flags, categories, and why something is missing."""

from dataclasses import dataclass
from math import floor

from core.growth import (
    bmi_for_age,
    classify,
    head_for_age,
    length_for_age,
    muac_for_age,
    reasons,
    standards,
    weight_for_age,
    weight_for_length,
)
from core.growth.classify import (
    HeadCategory,
    LengthForAgeCategory,
    MuacCategory,
    NutritionCategory,
    SchoolBmiCategory,
    WeightForAgeCategory,
)
from core.growth.reasons import LARGEST_MEASURE, SMALLEST_LENGTH_CM
from core.words.people import Posture, Sex

TERM_WEEKS, PRETERM_BELOW_WEEKS, CORRECTED_BEFORE_DAY = 40, 37, 731


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one measurement says; z-scores carry 2 decimals, None where they cannot be computed (`reasons` says why)."""

    age_days: int | None
    corrected_age_days: int | None
    lenhei_used_cm: float | None
    c9mo_flag: bool
    bmi: float | None
    waz: float | None
    haz: float | None
    whz: float | None
    baz: float | None
    hcz: float | None
    acz: float | None
    waz_flag: bool
    haz_flag: bool
    whz_flag: bool
    baz_flag: bool
    hcz_flag: bool
    acz_flag: bool
    waz_category: WeightForAgeCategory | None
    haz_category: LengthForAgeCategory | None
    whz_category: NutritionCategory | None
    baz_category: NutritionCategory | SchoolBmiCategory | None
    hcz_category: HeadCategory | None
    muac_category: MuacCategory | None
    reasons: tuple[str, ...]
    near_border: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Age:
    """The age every index is judged at: corrected for a preterm child under two years, else as lived."""

    days: int
    months: float
    corrected_days: int | None

    @property
    def is_school(self) -> bool:
        return self.months >= standards.SCHOOL_FROM_MONTHS


def corrected_age_days(age_days: int, gestation_weeks: int | None) -> int | None:
    """Age from the due date (40 weeks) of a child born before 37 weeks, while under 24 months; else None.

    Source: Permenkes 2/2020 and Buku KIA (corrected age for preterm children until two years).
    """
    if gestation_weeks is None or gestation_weeks >= PRETERM_BELOW_WEEKS or age_days >= CORRECTED_BEFORE_DAY:
        return None
    return age_days - (TERM_WEEKS - gestation_weeks) * 7


def assess(  # noqa: PLR0913 - one argument per box of the form
    sex: Sex,
    age_days: int | None,
    *,
    weight_kg: float | None = None,
    lenhei_cm: float | None = None,
    posture: Posture | None = None,
    head_cm: float | None = None,
    muac_cm: float | None = None,
    has_oedema: bool = False,
    gestation_weeks: int | None = None,
    age_months: float | None = None,
    completed_months: int | None = None,
) -> Assessment:
    """Judge one measurement exactly as WHO's own software does (WHO 2006 to day 1826, WHO Reference 2007 after).

    Args:
        sex: L or P.
        age_days: whole days since birth, or None when only `age_months` is known (or nothing: then only BB/PB, BB/TB).
        weight_kg: weight in kg; every measure is None when not taken.
        lenhei_cm: length or height in cm as measured; it is adjusted by 0.7 cm when `posture` does not fit the age.
        posture: lying, standing, or None (taken as right for the age).
        head_cm: head circumference in cm.
        muac_cm: LiLA in cm.
        has_oedema: bilateral pitting oedema: BB/U, BB/PB, BB/TB and IMT/U are not computed (Permenkes 2/2020).
        gestation_weeks: completed weeks at birth; below 37 the age is corrected until 24 months.
        age_months: unrounded months, only when the age came in months (days = months x 30.4375 half up).
        completed_months: completed calendar months for the LiLA limits; default: whole WHO months.
    """
    age = _age(age_days, age_months, gestation_weeks)
    weight, lenhei = _usable(weight_kg), _usable(lenhei_cm, SMALLEST_LENGTH_CM)
    head, muac = _usable(head_cm), _usable(muac_cm)
    heavy = None if has_oedema else weight
    adjusted = lenhei if lenhei is None or age is None else _adjusted(lenhei, posture, age)
    bmi = bmi_for_age.bmi(weight, adjusted) if weight is not None and adjusted is not None else None
    waz = haz = baz = hcz = acz = None
    if age is not None:
        days, months = age.days, age.months
        waz = weight_for_age.z_score(sex, days, months, heavy) if heavy is not None else None
        haz = length_for_age.z_score(sex, days, months, adjusted) if adjusted is not None else None
        baz = bmi_for_age.z_score(sex, days, months, bmi) if bmi is not None and heavy is not None else None
        hcz = head_for_age.z_score(sex, days, months, head) if head is not None else None
        acz = muac_for_age.z_score(sex, days, months, muac) if muac is not None else None
    whz = _whz(sex, age, posture, adjusted, heavy)
    is_school = age is not None and age.is_school
    if completed_months is None:
        completed_months = _whole_months(age_days, age_months)
    judged_age = None if age is None else (age.days, age.months)
    scores = reasons.Scores(waz, haz, whz, baz, hcz, acz)
    return Assessment(
        age_days=age_days if age_days is not None or age_months is None else standards.days_of_months(age_months),
        corrected_age_days=age.corrected_days if age else None,
        lenhei_used_cm=adjusted,
        c9mo_flag=age is not None and length_for_age.is_too_young_to_stand(posture, age.months),
        bmi=bmi,
        waz=waz,
        haz=haz,
        whz=whz,
        baz=baz,
        hcz=hcz,
        acz=acz,
        waz_flag=_is_beyond(waz, weight_for_age.FLAG_BELOW, weight_for_age.FLAG_ABOVE),
        haz_flag=_is_beyond(haz, length_for_age.FLAG_BELOW, length_for_age.FLAG_ABOVE),
        whz_flag=_is_beyond(whz, weight_for_length.FLAG_BELOW, weight_for_length.FLAG_ABOVE),
        baz_flag=_is_beyond(baz, bmi_for_age.FLAG_BELOW, bmi_for_age.FLAG_ABOVE),
        hcz_flag=_is_beyond(hcz, head_for_age.FLAG_BELOW, head_for_age.FLAG_ABOVE),
        acz_flag=_is_beyond(acz, muac_for_age.FLAG_BELOW, muac_for_age.FLAG_ABOVE),
        waz_category=None if waz is None or is_school else classify.weight_for_age(waz),
        haz_category=None if haz is None or is_school else classify.length_for_age(haz),
        whz_category=_whz_category(whz, has_oedema and not is_school),
        baz_category=None if baz is None else classify.school_bmi(baz) if is_school else classify.nutrition(baz),
        hcz_category=None if hcz is None else classify.head(hcz),
        muac_category=None if muac is None or completed_months is None else classify.muac(completed_months, muac),
        reasons=reasons.missing(
            scores,
            reasons.Given(weight_kg, lenhei_cm, head_cm, muac_cm, has_oedema, adjusted),
            judged_age,
            is_corrected=age is not None and age.corrected_days is not None,
        ),
        near_border=reasons.near_border(scores, judged_age),
    )


def _age(age_days: int | None, age_months: float | None, gestation_weeks: int | None) -> _Age | None:
    if age_days is None:
        if age_months is None:
            return None
        age_days = standards.days_of_months(age_months)
    months = standards.months_of_days(age_days) if age_months is None else age_months
    corrected = corrected_age_days(age_days, gestation_weeks)
    if corrected is None:
        return _Age(age_days, months, None)
    return _Age(corrected, months - standards.months_of_days(age_days - corrected), corrected)


def _usable(measure: float | None, above: float = 0.0) -> float | None:
    return measure if measure is not None and above < measure < LARGEST_MEASURE else None


def _adjusted(lenhei_cm: float, posture: Posture | None, age: _Age) -> float:
    return length_for_age.adjusted_cm(lenhei_cm, posture, age.days, age.months)


def _whz(
    sex: Sex, age: _Age | None, posture: Posture | None, adjusted_cm: float | None, weight_kg: float | None
) -> float | None:
    if adjusted_cm is None or weight_kg is None or (age is not None and (age.is_school or age.days < 0)):
        return None
    is_lying = weight_for_length.uses_length(age.days if age else None, posture, adjusted_cm)
    return weight_for_length.z_score(sex, is_lying, adjusted_cm, weight_kg)


def _whole_months(age_days: int | None, age_months: float | None) -> int | None:
    if age_months is None and age_days is not None:
        age_months = standards.months_of_days(age_days)
    return None if age_months is None else floor(age_months)


def _is_beyond(z: float | None, below: float, above: float) -> bool:
    return z is not None and (z < below or z > above)


def _whz_category(whz: float | None, has_oedema: bool) -> NutritionCategory | None:
    if has_oedema:
        return NutritionCategory.OEDEMA
    return None if whz is None else classify.nutrition(whz)
