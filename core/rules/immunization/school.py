"""BIAS, the month of immunisation at school: what a pupil of a class is due for, and when.

Source: KMK HK.01.07/MENKES/35/2025; HPV in two doses before 2025: KMK HK.01.07/MENKES/1930/2022.
"""

from dataclasses import dataclass

from core.words.people import Sex

AUGUST, NOVEMBER = 8, 11
ONE_HPV_FROM_YEAR = 2025


@dataclass(frozen=True, slots=True)
class SchoolDose:
    """One dose at school: vaccine, class (1 to 9), month; `is_catch_up` for girls without any HPV yet."""

    vaccine: str
    grade: int
    month: int
    girls_only: bool = False
    is_catch_up: bool = False


SCHOOL_DOSES = (
    SchoolDose("MR", 1, AUGUST),
    SchoolDose("DT", 1, NOVEMBER),
    SchoolDose("Td", 2, NOVEMBER),
    SchoolDose("HPV", 5, AUGUST, girls_only=True),
    SchoolDose("Td", 5, NOVEMBER),
    SchoolDose("HPV", 6, AUGUST, girls_only=True, is_catch_up=True),
    SchoolDose("HPV", 9, AUGUST, girls_only=True, is_catch_up=True),
)
_GRADE_OF_AGE = {7: 1, 8: 2, 11: 5, 12: 6, 15: 9}
"""Class by completed years, for those whose class is not known."""


def grade_of_age(age_years: int) -> int | None:
    """The class that the programme counts for an age in completed years; None outside it."""
    return _GRADE_OF_AGE.get(age_years)


def school_doses(grade: int, sex: Sex, hpv_doses: int = 0) -> tuple[SchoolDose, ...]:
    """R-BIAS: what a pupil of this class is due for this school year; HPV catch-up only for girls without a dose."""
    return tuple(
        dose
        for dose in SCHOOL_DOSES
        if dose.grade == grade
        and (not dose.girls_only or sex is Sex.FEMALE)
        and not (dose.vaccine == "HPV" and hpv_doses > 0)
    )


@dataclass(frozen=True, slots=True)
class HpvStatus:
    """Whether a girl's HPV is complete, and a question for the health worker where the rule changed."""

    is_complete: bool
    question: str = ""


def hpv_status(years_given: tuple[int, ...]) -> HpvStatus:
    """R-HPV: one dose is complete since 2025; one of before is complete by the new rule, to be confirmed."""
    if not years_given:
        return HpvStatus(is_complete=False)
    if len(years_given) == 1 and years_given[0] < ONE_HPV_FROM_YEAR:
        question = "Satu dosis HPV sebelum 2025 (dulu dua dosis). Tanyakan bidan apakah masih perlu dosis kedua."
        return HpvStatus(is_complete=False, question=question)
    return HpvStatus(is_complete=True)
