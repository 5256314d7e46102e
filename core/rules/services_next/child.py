"""What is next for a child: breast milk, food beside it, vitamin A, deworming and local extra food."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.rules.breastfeeding import EXCLUSIVE_MONTHS, ONLY_BREAST_MILK, OTHER_FOOD, ROWS
from core.rules.child_services import (
    DEWORM_EVERY_MONTHS,
    DEWORM_FROM_MONTHS,
    FOOD_COURSE_DAYS,
    MEAL_GROUPS_LEAST,
    MORE_MEALS_FROM_MONTHS,
    deworming_mg,
    meals_a_day,
)
from core.rules.services_next.service import NextService
from core.rules.supplements import percent
from core.rules.vitamin_a import BLUE_AGES, ROUND_MONTHS, capsule_for
from core.words.age import completed_months, month_completed_on
from core.words.periods import Month, date_words

_MONTHS_A_YEAR = 12


def vitamin_a(born_on: date, on: date, last_on: date | None) -> NextService | None:
    """R-VITA: the capsule of this round, else that of the next; None from five years on.

    One capsule a round, February or August, from six months; `last_on`: when the last was had (Permenkes 21/2015).
    """
    month = Month.of(on)
    for _ahead in range(_MONTHS_A_YEAR):
        first = date(month.year, month.month, 1)
        day = max(first, on if Month.of(on) == month else first, month_completed_on(born_on, BLUE_AGES.start))
        capsule = capsule_for(completed_months(born_on, day)) if Month.of(day) == month else None
        is_had = last_on is not None and Month.of(last_on) == month
        if month.month in ROUND_MONTHS and capsule is not None and not is_had:
            return NextService("vitamin_a", "Vitamin A", f"kapsul {capsule}", day)
        month = month.next()
    return None


def deworming(born_on: date, on: date, last_on: date | None) -> NextService | None:
    """R-CACING: from 12 months on every six months, half a tablet before two years (Permenkes 15/2017)."""
    due_on = month_completed_on(born_on, DEWORM_FROM_MONTHS)
    if last_on is not None:
        due_on = max(due_on, month_completed_on(last_on, DEWORM_EVERY_MONTHS))
    dose = deworming_mg(completed_months(born_on, max(due_on, on)))
    return None if dose is None else NextService("deworming", "Obat cacing", f"{dose} mg, tunda bila sakit", due_on)


class Milk(StrEnum):
    """How far a baby got on breast milk alone."""

    UNKNOWN = "belum ditanyakan"
    SO_FAR = "ASI saja"
    BROKEN = "pernah diberi lain"
    PASSED = "lulus ASI eksklusif"


def milk_of(rows: Mapping[int, str], months: int) -> tuple[Milk, int | None]:
    """R-ASI: the state of E0 to E6, and the row it hangs on: the last ticked, or the first with other food.

    A break is final: who was given other food cannot become exclusive again. E6 ticked without a break has passed
    (KMS of Buku KIA; Kemenkes RI). `rows`: completed months to mark; `months`: the age now.
    """
    broken = min((row for row, mark in rows.items() if mark == OTHER_FOOD and row in ROWS), default=None)
    if broken is not None:
        return Milk.BROKEN, broken
    ticked = max((row for row, mark in rows.items() if mark == ONLY_BREAST_MILK and row in ROWS), default=None)
    if ticked is None:
        return Milk.UNKNOWN, None
    is_passed = ticked == EXCLUSIVE_MONTHS and months >= EXCLUSIVE_MONTHS
    return (Milk.PASSED if is_passed else Milk.SO_FAR), ticked


def breast_milk(born_on: date, on: date, rows: Mapping[int, str]) -> NextService | None:
    """R-ASI: what rows E0 to E6 say, and when the next is asked; None from seven months on."""
    months = completed_months(born_on, on)
    if months > EXCLUSIVE_MONTHS:
        return None
    state, row = milk_of(rows, months)
    said = {
        Milk.UNKNOWN: "belum ditanyakan",
        Milk.SO_FAR: f"ASI saja sampai E{row}",
        Milk.BROKEN: f"putus di E{row}, dukung ibu terus menyusui",
        Milk.PASSED: "lulus ASI eksklusif 6 bulan",
    }[state]
    if state in (Milk.BROKEN, Milk.PASSED):
        return NextService("breast_milk", "ASI eksklusif", said)
    asked = [one for one in ROWS if one >= months and one not in rows]
    if not asked:
        return NextService("breast_milk", "ASI eksklusif", said)
    return NextService(
        "breast_milk", "ASI eksklusif", f"{said}; tanyakan E{asked[0]}", month_completed_on(born_on, asked[0])
    )


def food(born_on: date, on: date) -> NextService | None:
    """R-MPASI: how often and how varied, and from when it is more (Juknis PMBA; Buku KIA); None from two years on."""
    months = completed_months(born_on, on)
    begins = EXCLUSIVE_MONTHS if months < EXCLUSIVE_MONTHS else months
    often = meals_a_day(begins)
    if often is None:
        return None
    text = (
        f"{often[0]}-{often[1]} kali sehari dan 1-2 selingan, paling sedikit {MEAL_GROUPS_LEAST} dari 8 kelompok, "
        "tiap hari telur, ikan atau daging"
    )
    if months < EXCLUSIVE_MONTHS:
        return NextService("food", "MP-ASI", text, month_completed_on(born_on, EXCLUSIVE_MONTHS))
    later = meals_a_day(MORE_MEALS_FROM_MONTHS)
    if months < MORE_MEALS_FROM_MONTHS and later is not None:
        more_on = date_words(month_completed_on(born_on, MORE_MEALS_FROM_MONTHS))
        text += f"; mulai {more_on} {later[0]}-{later[1]} kali sehari"
    return NextService("food", "MP-ASI", text)


_REASONS = {"wasting": "gizi kurang", "underweight": "berat kurang", "tidak_naik": "berat tidak naik"}
_COURSES = (
    ("wasting", "whz_category", {"GK", "GB"}),
    ("wasting", "muac_category", {"KUNING", "MERAH"}),
    ("underweight", "waz_category", {"K", "SK"}),
    ("tidak_naik", "weight_letter", {"T"}),
)
"""Why a child gets local extra food, and the results that are it; the first holds (Juknis PMT 2023)."""


@dataclass(frozen=True, slots=True)
class FoodDay:
    """A visit at which local extra food was given (or was still being given), and whether it was eaten up."""

    on: date
    is_finished: bool | None


def course_reason(results: Mapping[str, object]) -> str | None:
    """R-PMT: why the results of a card (box to code) ask for local extra food: a key of `FOOD_COURSE_DAYS`, or None."""
    return next((reason for reason, key, codes in _COURSES if results.get(key) in codes), None)


def extra_food(on: date, given: Sequence[FoodDay], reason: str | None) -> NextService | None:
    """R-PMT: the day of the course, when it ends, and on how many of the visits it was eaten up (Juknis PMT 2023).

    56 days for gizi kurang, 28 for a low weight, 14 for a weight that did not rise. `given`: this course's visits,
    earliest first; `reason`: a key of `FOOD_COURSE_DAYS`, None when nothing asks for it now.
    """
    if not given:
        if reason is None:
            return None
        return NextService(
            "extra_food", "MT pangan lokal", f"{FOOD_COURSE_DAYS[reason]} hari karena {_REASONS[reason]}", on
        )
    days = (on - given[0].on).days + 1
    eaten = compliance_words([one.is_finished for one in given])
    if reason is None:
        return NextService("extra_food", "MT pangan lokal", f"hari ke-{days}{eaten}; tanyakan petugas sampai kapan")
    length = FOOD_COURSE_DAYS[reason]
    ends_on = given[0].on + timedelta(days=length)
    if on >= ends_on:
        return NextService("extra_food", "MT pangan lokal", f"{length} hari selesai{eaten}; nilai lagi berat", ends_on)
    return NextService(
        "extra_food", "MT pangan lokal", f"hari ke-{days} dari {length}{eaten}; nilai lagi berat", ends_on, "tanggal"
    )


def compliance_words(answers: Sequence[bool | None]) -> str:
    """`, dihabiskan 2 dari 3 kali ditanya (67%)`: of the visits at which it was asked; empty when it never was."""
    told = [one for one in answers if one is not None]
    if not told:
        return ""
    eaten = sum(told)
    return f", dihabiskan {eaten} dari {len(told)} kali ditanya ({percent(eaten, len(told))}%)"
