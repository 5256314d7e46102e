"""What a small child is to get: deworming, meals, extra food, zinc, and the yearly minimum of services."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from core.rules import thresholds as at
from core.rules.supplements import advice
from core.rules.verdict import Verdict
from core.rules.vitamin_a import capsule_due
from core.words.findings import Severity

DEWORM_FROM_MONTHS, DEWORM_EVERY_MONTHS = 12, 6
_FULL_DOSE_FROM, _DEWORM_BEFORE = 24, 144
_HALF_DOSE_MG, _FULL_DOSE_MG = 200, 400
_DEWORM_SOURCE = "Permenkes 15/2017"
MEAL_GROUPS_LEAST = 5
MORE_MEALS_FROM_MONTHS = 9
FLESH_OR_EGG = frozenset({"flesh", "egg"})
FOOD_COURSE_DAYS = {"wasting": 56, "underweight": 28, "tidak_naik": 14}
"""Days of local extra food for gizi kurang, berat kurang, and weight not gained (Juknis PMT lokal 2023)."""
_ZINC_FROM_MONTHS = 6
ZINC_DAYS = 10


def deworming_mg(months: int) -> int | None:
    """Albendazole in mg: half a tablet (200) at 12-23 months, one (400) from 24; None before and from 12 years.

    Source: Permenkes 15/2017; every six months, put off while the child is ill.
    """
    if not DEWORM_FROM_MONTHS <= months < _DEWORM_BEFORE:
        return None
    return _HALF_DOSE_MG if months < _FULL_DOSE_FROM else _FULL_DOSE_MG


def zinc_mg(months: int) -> int:
    """Zinc in mg a day, for ten days, with oralit for a child with diarrhoea (Buku KIA)."""
    return 10 if months < _ZINC_FROM_MONTHS else 20


def is_diverse(groups: Collection[str]) -> bool:
    """Five of the eight food groups or more on a day (minimum dietary diversity, Juknis PMBA)."""
    return len(set(groups)) >= MEAL_GROUPS_LEAST


def has_animal_food(groups: Collection[str]) -> bool:
    """Meat, poultry, fish or egg on that day (Juknis PMBA)."""
    return bool(FLESH_OR_EGG & set(groups))


def meals_a_day(months: int) -> tuple[int, int] | None:
    """Fewest and most meals a day: 2-3 at 6-8 months, 3-4 at 9-23 (Buku KIA); None outside 6-23 months."""
    bands = ((6, MORE_MEALS_FROM_MONTHS - 1, (2, 3)), (MORE_MEALS_FROM_MONTHS, 23, (3, 4)))
    return next((meals for first, last, meals in bands if first <= months <= last), None)


def meal_advice(months: int) -> str:
    """What to tell the mother of a child of `months` whose food does not fit its age (Buku KIA; Juknis PMBA)."""
    meals = meals_a_day(months)
    often = "" if meals is None else f"Makan {meals[0]}-{meals[1]} kali sehari dan selingan 1-2 kali. "
    return f"{often}Pilih {MEAL_GROUPS_LEAST} macam dari 8 kelompok makanan, setiap hari ada telur, ikan, atau hati."


def diarrhoea_care(has_diarrhoea: bool | None, months: int | None) -> Verdict | None:
    """R-DIARE: oralit at once and zinc for ten days, beside the danger sign itself; None without diarrhoea (Buku KIA).

    `months`: completed months of age; unknown tells both doses.
    """
    if not has_diarrhoea:
        return None
    dose = "10 mg di bawah 6 bulan, 20 mg sesudahnya" if months is None else f"{zinc_mg(months)} mg"
    return Verdict(
        rule="R-DIARE",
        field="danger_diarrhea",
        result=True,
        severity=Severity.YELLOW,
        label="Diare: oralit dan zinc",
        why="Anak diare cepat kekurangan cairan.",
        next_step=f"Terus menyusui, beri oralit tiap kali mencret. Zinc dari bidan: {dose} sehari, {ZINC_DAYS} hari.",
        source=at.KIA,
    )


@dataclass(frozen=True, slots=True)
class YearOfServices:
    """How often a child was seen in a year: weighed, measured, development looked at, vitamin A, immunised."""

    weighed: int
    measured: int
    development: int
    vitamin_a: int
    is_infant: bool
    is_immunised: bool

    @property
    def meets_minimum(self) -> bool:
        """SPM balita: 8 weighings, 2 lengths, 2 developments, vitamin A once (under one year) or twice, immunised.

        Source: Permenkes 4/2019.
        """
        capsules = 1 if self.is_infant else 2
        often = self.weighed >= 8 and self.measured >= 2 and self.development >= 2  # noqa: PLR2004 - the standard's own
        return often and self.vitamin_a >= capsules and self.is_immunised


def capsule_and_deworming(
    months: int | None, month: int | None, *, vitamin_a: bool | None, deworming: bool | None
) -> Iterator[Verdict]:
    """R-VITA and deworming on the card: asked of those whose age, and for vitamin A whose month, it is.

    `month` of the visit, 1 to 12. Source: Permenkes 21/2015, Permenkes 15/2017.
    """
    if months is None:
        return
    capsule = None if month is None else capsule_due(months, month)
    if capsule is not None:
        step = f"Minta kapsul {capsule} ke bidan."
        found = advice(
            "R-VITA", "vitamin_a", vitamin_a, "Vitamin A diberikan", "Belum vitamin A", step, source="Permenkes 21/2015"
        )
        yield from () if found is None else (found,)
    dose = deworming_mg(months)
    if dose is not None:
        step = f"Minta obat cacing ke bidan: {dose} mg; tunda bila anak sakit."
        found = advice(
            "R-CACING",
            "deworming",
            deworming,
            "Obat cacing diberikan",
            "Belum obat cacing",
            step,
            source=_DEWORM_SOURCE,
        )
        yield from () if found is None else (found,)
