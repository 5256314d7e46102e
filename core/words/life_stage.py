"""Life stages: which form of the posyandu fits a person on a day; computed, never stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.words.age import completed_months, latest_birth
from core.words.people import PregnancyOutcome

POSTPARTUM_DAYS = 42
"""R-NIFAS: day 0 is the day of birth, day 42 the last one of nifas."""
_STAGE_FROM_MONTHS = {"bayi": 0, "balita": 12, "apras": 60, "usek": 72, "remaja": 180, "dewasa": 228, "lansia": 720}
_LABELS = {
    "bayi": "Bayi",
    "balita": "Balita",
    "apras": "Anak prasekolah",
    "usek": "Usia sekolah",
    "remaja": "Remaja",
    "dewasa": "Usia dewasa",
    "lansia": "Lansia",
    "bumil": "Ibu hamil",
    "nifas": "Ibu nifas",
}
_FOLLOWED_BY_POSTPARTUM = {PregnancyOutcome.BIRTH, PregnancyOutcome.STILLBIRTH}


class LifeStage(StrEnum):
    """Group of the posyandu for the whole life cycle: seven ages, and two states of a woman that override her age."""

    INFANT = "bayi"
    TODDLER = "balita"
    PRESCHOOL = "apras"
    SCHOOL = "usek"
    ADOLESCENT = "remaja"
    ADULT = "dewasa"
    ELDERLY = "lansia"
    PREGNANT = "bumil"
    POSTPARTUM = "nifas"

    @property
    def label(self) -> str:
        """The name on the screen."""
        return _LABELS[self.value]


AGE_STAGES = tuple(stage for stage in LifeStage if stage.value in _STAGE_FROM_MONTHS)
"""The stages that are ages, youngest first."""


@dataclass(frozen=True, slots=True)
class PregnancySpan:
    """A pregnancy as the register knows it: since when, until when, and how it ended."""

    opened_on: date
    ended_on: date | None = None
    outcome: PregnancyOutcome | None = None


@dataclass(frozen=True, slots=True)
class AgeBand:
    """An age band of a report in completed months on the day, both ends counted."""

    key: str
    label: str
    first: int
    last: int


def life_stage(born_on: date, on: date) -> LifeStage | None:
    """R-AGE: the stage by completed months on the day of the visit; None before birth.

    Bayi under 12 months, balita under 60, apras under 72, school age under 15 years, remaja under 19, dewasa under
    60, then lansia. Source: KMK HK.01.07/MENKES/2015/2023; the border of 72 months (not 60-72) keeps everybody in one
    group and is our choice.
    """
    months = completed_months(born_on, on)
    for stage, first in _OLDEST_FIRST:
        if months >= first:
            return stage
    return None


_OLDEST_FIRST = [(LifeStage(stage), first) for stage, first in reversed(_STAGE_FROM_MONTHS.items())]


def stage_on(
    born_on: date, on: date, *, pregnancies: Sequence[PregnancySpan] = (), births: Sequence[date] = ()
) -> LifeStage | None:
    """R-AGE with R-NIFAS: bumil and nifas override the age, so that nobody is in two groups; None before birth.

    `births` are the birth dates of her children, which tell of childbed also where no pregnancy was written down.
    Pregnant again within childbed counts as pregnant (our choice). Source: KMK HK.01.07/MENKES/2015/2023.
    """
    by_age = life_stage(born_on, on)
    if by_age is None:
        return None
    if any(is_pregnant(one, on) for one in pregnancies):
        return LifeStage.PREGNANT
    ends = (one.ended_on for one in pregnancies if one.outcome in _FOLLOWED_BY_POSTPARTUM and one.ended_on)
    is_childbed = any(is_postpartum(day, on) for day in (*ends, *births))
    return LifeStage.POSTPARTUM if is_childbed else by_age


def is_pregnant(pregnancy: PregnancySpan, on: date) -> bool:
    """Open on the day; the day of birth or loss itself is no longer, a pregnancy that was none never was.

    A mother who died with it was pregnant to the last day.
    """
    if pregnancy.outcome is PregnancyOutcome.NOT_PREGNANT or on < pregnancy.opened_on:
        return False
    last_on = pregnancy.ended_on
    if last_on is None:
        return True
    has_died = pregnancy.outcome is not None and pregnancy.outcome.is_mothers_death
    return on <= last_on if has_died else on < last_on


def is_postpartum(gave_birth_on: date, on: date) -> bool:
    """R-NIFAS: the day of birth and the 42 calendar days after it, also after a stillbirth.

    Source: KF4 of KMK HK.01.07/MENKES/2015/2023 ends on day 42.
    """
    return timedelta(0) <= on - gave_birth_on <= timedelta(POSTPARTUM_DAYS)


def band_of(bands: Sequence[AgeBand], months: int) -> AgeBand | None:
    """The band of a report for an age in completed months, counted as `life_stage` does; None outside all of them."""
    return next((band for band in bands if band.first <= months <= band.last), None)


def births_of(stage: LifeStage, on: date) -> tuple[date | None, date]:
    """Birth dates of whoever is in this age on the day: after the first (None: no limit), up to and with the second.

    Raises KeyError for bumil and nifas, which are no ages.
    """
    first = _STAGE_FROM_MONTHS[stage.value]
    later = [months for months in _STAGE_FROM_MONTHS.values() if months > first]
    return (latest_birth(later[0], on) if later else None), latest_birth(first, on)
