"""One child in one month's report: in S, in K, in D with which letter, capsule, breast milk, severe malnutrition.

Definitions: Form F1 and SKDN of the posyandu (Kemenkes RI); letters: Juknis KMS 2021; categories: Permenkes 2/2020.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.growth.assess import assess
from core.growth.classify import MuacCategory, NutritionCategory
from core.growth.weight_gain import Letter, WeighingFact, WeighVerdict, weigh_chain
from core.rules.breastfeeding import EXCLUSIVE_MONTHS, ONLY_BREAST_MILK, OTHER_FOOD
from core.rules.vitamin_a import capsule_for
from core.services.reports.facts import ChildFacts, CountingRules
from core.services.views import VisitFacts
from core.words.age import age_days, completed_months, month_completed_on
from core.words.periods import Month
from core.words.quantities import length_words, z_words

Chain = dict[Month, WeighVerdict]
"""The official weighing of each month, with its letter."""


class Breastfeeding(StrEnum):
    """This month's answer to the ASI question of a child of 0-5 completed months."""

    EXCLUSIVE = "asi_saja"
    BROKEN = "asi_lain"
    UNKNOWN = "asi_takterdata"


@dataclass(frozen=True, slots=True)
class ChildMonth:
    """What one child is in the report of one month; `age_months` is completed on the session day."""

    child: ChildFacts
    age_months: int
    is_in_s: bool
    owns_kms: bool
    weighing: WeighVerdict | None
    is_referred: bool
    breastfeeding: Breastfeeding | None
    exclusive_row: int | None
    reaches_six_months: bool
    passed_exclusive: bool
    capsule_months: int | None
    capsule: str
    severe_on: date | None
    severe_reason: str

    @property
    def letter(self) -> Letter | None:
        """N/T/O/B of a child in D, else None."""
        return self.weighing.letter if self.weighing else None


def letters_by_month(child: ChildFacts, rules: CountingRules) -> Chain:
    """The official weighing of each month of a child's life, judged as on its KMS (Juknis KMS 2021)."""
    weighings = [
        WeighingFact(
            key=visit.id or str(place),
            measured_on=visit.measured_on,
            weight_g=visit.weight_g,
            is_session=visit.is_session,
            is_outside_history=visit.is_outside_history,
            letter_override=Letter(visit.letter_override) if visit.letter_override else None,
            has_oedema=visit.has_oedema,
        )
        for place, visit in enumerate(child.visits)
        if visit.weight_g is not None
    ]
    verdicts = weigh_chain(
        child.sex,
        child.born_on,
        weighings,
        rules.edition,
        o_breaks_two_t=rules.o_breaks_two_t,
        gestation_weeks=child.gestation_weeks,
    )
    return {Month.of(verdict.measured_on): verdict for verdict in verdicts if verdict.letter is not None}


def child_month(child: ChildFacts, chain: Chain, month: Month, on: date) -> ChildMonth:
    """The child in the report of `month`, by age and residence on `on`: session day, else the month's last day."""
    age = completed_months(child.born_on, on)
    visits = [visit for visit in child.visits if Month.of(visit.measured_on) == month]
    is_in_s = child.is_in_s_on(on)
    was_weighed_here = any(visit.weight_g is not None and child.is_here(visit) for visit in visits)
    answer = _breastfeeding(child, month) if is_in_s and age <= EXCLUSIVE_MONTHS else Breastfeeding.UNKNOWN
    reaches_six = is_in_s and Month.of(month_completed_on(child.born_on, EXCLUSIVE_MONTHS)) == month
    capsule_months, capsule = _capsule(child, visits)
    severe_on, severe_reason = _first_severe(child, visits)
    return ChildMonth(
        child=child,
        age_months=age,
        is_in_s=is_in_s,
        owns_kms=is_in_s and child.kms_on is not None and child.kms_on <= on,
        weighing=chain.get(month) if is_in_s and was_weighed_here else None,
        is_referred=any(visit.is_referred for visit in visits),
        breastfeeding=answer if is_in_s and age < EXCLUSIVE_MONTHS else None,
        exclusive_row=age if answer is Breastfeeding.EXCLUSIVE else None,
        reaches_six_months=reaches_six,
        passed_exclusive=reaches_six and _has_passed(child),
        capsule_months=capsule_months,
        capsule=capsule,
        severe_on=severe_on,
        severe_reason=severe_reason,
    )


def _breastfeeding(child: ChildFacts, month: Month) -> Breastfeeding:
    """This month's answer. Other food given once breaks exclusive breast milk for good, whatever is said later."""
    marks = {(Month.of(visit.measured_on), visit.breastfeeding) for visit in child.visits}
    if any(mark == OTHER_FOOD and when <= month for when, mark in marks):
        return Breastfeeding.BROKEN
    return Breastfeeding.EXCLUSIVE if (month, ONLY_BREAST_MILK) in marks else Breastfeeding.UNKNOWN


def _has_passed(child: ChildFacts) -> bool:
    """Lulus ASI eksklusif: row E6 ticked and no other food before; E6 is asked when 6 months are completed."""
    marks = [(completed_months(child.born_on, visit.measured_on), visit.breastfeeding) for visit in child.visits]
    was_broken = any(mark == OTHER_FOOD and age <= EXCLUSIVE_MONTHS for age, mark in marks)
    return not was_broken and (EXCLUSIVE_MONTHS, ONLY_BREAST_MILK) in marks


def _capsule(child: ChildFacts, visits: list[VisitFacts]) -> tuple[int | None, str]:
    """Age in completed months on the day a capsule was given, and its colour; wherever it was given."""
    for visit in visits:
        age = completed_months(child.born_on, visit.measured_on)
        if visit.vitamin_a and capsule_for(age) and child.is_resident_on(visit.measured_on):
            return age, visit.vitamin_a
    return None, ""


def _first_severe(child: ChildFacts, visits: list[VisitFacts]) -> tuple[date | None, str]:
    for visit in visits:
        if reason := _severe(child, visit):
            return visit.measured_on, reason
    return None, ""


def _severe(child: ChildFacts, visit: VisitFacts) -> str:
    """Why the visit shows gizi buruk: oedema, BB/TB below -3 SD, LiLA below 11.5 cm at 6-59 months; else empty.

    Source: Permenkes 2/2020; Buku KIA 2020 (LiLA, oedema).
    """
    months = completed_months(child.born_on, visit.measured_on)
    if not child.is_in_s_on(visit.measured_on):
        return ""
    judged = assess(
        child.sex,
        age_days(child.born_on, visit.measured_on),
        weight_kg=None if visit.weight_g is None else visit.weight_g / 1000,
        lenhei_cm=None if visit.length_mm is None else visit.length_mm / 10,
        posture=visit.posture,
        muac_cm=None if visit.muac_mm is None else visit.muac_mm / 10,
        has_oedema=visit.has_oedema,
        gestation_weeks=child.gestation_weeks,
        completed_months=months,
    )
    reasons = []
    if visit.has_oedema:
        reasons.append("bengkak di kedua kaki")
    if judged.whz_category is NutritionCategory.SEVERELY_WASTED:
        reasons.append(f"BB/TB {z_words(judged.whz)} SD")
    if judged.muac_category is MuacCategory.SEVERE and visit.muac_mm is not None:
        reasons.append(f"LiLA {length_words(visit.muac_mm)}")
    return ", ".join(reasons)
