"""Life stages: which form of the posyandu fits an age; computed on the day of the visit, never stored."""

from datetime import date
from enum import StrEnum

from core.words.age import completed_months

_STAGE_FROM_MONTHS = {"bayi": 0, "balita": 12, "apras": 60, "usek": 72, "remaja": 180, "dewasa": 228, "lansia": 720}


class LifeStage(StrEnum):
    """Age group of the posyandu for the whole life cycle; pregnancy and childbed override it, they are not ages."""

    INFANT = "bayi"
    TODDLER = "balita"
    PRESCHOOL = "apras"
    SCHOOL = "usek"
    ADOLESCENT = "remaja"
    ADULT = "dewasa"
    ELDERLY = "lansia"

    @property
    def label(self) -> str:
        """The name on the screen."""
        return {
            "bayi": "Bayi",
            "balita": "Balita",
            "apras": "Anak prasekolah",
            "usek": "Usia sekolah",
            "remaja": "Remaja",
            "dewasa": "Usia dewasa",
            "lansia": "Lansia",
        }[self.value]


def life_stage(born_on: date, on: date) -> LifeStage | None:
    """R-AGE: the stage by completed months on the day of the visit; None before birth.

    Bayi under 12 months, balita under 60, apras under 72, school age under 15 years, remaja under 19, dewasa under
    60, then lansia. Source: KMK HK.01.07/MENKES/2015/2023; the border of 72 months (not 60-72) keeps everybody in one
    group and is our choice.
    """
    months = completed_months(born_on, on)
    if months < 0:
        return None
    return LifeStage([stage for stage, first in _STAGE_FROM_MONTHS.items() if months >= first][-1])
