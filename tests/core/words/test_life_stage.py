"""R-AGE and R-NIFAS: worked examples of which form fits whom, and the borders of every age."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words.age import completed_months, latest_birth, month_completed_on
from core.words.life_stage import (
    AGE_STAGES,
    AgeBand,
    LifeStage,
    PregnancySpan,
    band_of,
    births_of,
    life_stage,
    stage_on,
)
from core.words.people import PregnancyOutcome

DAY = date.fromisoformat
CASES = [
    ("2025-01-15", "2025-12-14", LifeStage.INFANT),
    ("2025-01-15", "2026-01-15", LifeStage.TODDLER),
    ("2020-06-10", "2025-06-10", LifeStage.PRESCHOOL),
    ("2019-06-10", "2025-06-10", LifeStage.SCHOOL),
    ("2010-09-01", "2025-08-31", LifeStage.SCHOOL),
    ("2010-09-01", "2025-09-01", LifeStage.ADOLESCENT),
    ("2006-09-01", "2025-09-01", LifeStage.ADULT),
    ("1965-03-02", "2025-03-01", LifeStage.ADULT),
    ("1965-03-02", "2025-03-02", LifeStage.ELDERLY),
    ("2025-01-15", "2025-01-14", None),
]
BORDERS = (
    (LifeStage.TODDLER, 1),
    (LifeStage.PRESCHOOL, 5),
    (LifeStage.SCHOOL, 6),
    (LifeStage.ADOLESCENT, 15),
    (LifeStage.ADULT, 19),
    (LifeStage.ELDERLY, 60),
)
WOMAN = date(1998, 4, 4)
F1_BANDS = (AgeBand("a", "0–5", 0, 5), AgeBand("b", "6–11", 6, 11), AgeBand("c", "12–59", 12, 59))


@pytest.mark.parametrize(("born", "seen", "stage"), CASES)
def test_r_age_worked_examples(born, seen, stage):
    assert life_stage(DAY(born), DAY(seen)) is stage


@pytest.mark.parametrize(("stage", "years"), BORDERS)
def test_the_birthday_itself_is_the_first_day_of_the_next_stage(stage, years):
    birthday = date(1960 + years, 7, 9)
    before = AGE_STAGES[AGE_STAGES.index(stage) - 1]
    assert life_stage(date(1960, 7, 9), birthday - timedelta(1)) is before
    assert life_stage(date(1960, 7, 9), birthday) is stage


@pytest.mark.parametrize(("stage", "years"), BORDERS)
def test_whoever_is_born_on_29_february_has_the_birthday_on_1_march_in_other_years(stage, years):
    born_on = date(1944, 2, 29)
    year = born_on.year + years
    first = date(year, 2, 29) if year % 4 == 0 else date(year, 3, 1)
    before = AGE_STAGES[AGE_STAGES.index(stage) - 1]
    assert life_stage(born_on, first - timedelta(1)) is before
    assert life_stage(born_on, first) is stage


@given(st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.integers(0, 36_000))
def test_nobody_grows_younger(born_on, days):
    on = born_on + timedelta(days=days)
    now, tomorrow = life_stage(born_on, on), life_stage(born_on, on + timedelta(days=1))
    assert now is not None
    assert tomorrow is not None
    assert AGE_STAGES.index(now) <= AGE_STAGES.index(tomorrow)


@given(st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.dates(date(1930, 1, 1), date(2026, 12, 31)))
def test_the_birth_dates_of_the_stages_hold_everybody_exactly_once(born_on, on):
    fitting = [
        stage
        for stage in AGE_STAGES
        for after, until in [births_of(stage, on)]
        if (after is None or born_on > after) and born_on <= until
    ]
    stage = life_stage(born_on, on)
    assert fitting == ([] if stage is None else [stage])


@given(st.dates(date(1990, 1, 1), date(2026, 12, 31)), st.integers(0, 800))
def test_the_latest_birth_has_just_completed_its_months(on, months):
    born_on = latest_birth(months, on)
    assert completed_months(born_on, on) >= months
    assert completed_months(born_on + timedelta(1), on) < months
    assert month_completed_on(born_on, months) <= on


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        ("2025-01-31", LifeStage.ADULT),
        ("2025-02-01", LifeStage.PREGNANT),
        ("2025-05-31", LifeStage.PREGNANT),
        ("2025-06-01", LifeStage.POSTPARTUM),
        ("2025-07-13", LifeStage.POSTPARTUM),
        ("2025-07-14", LifeStage.ADULT),
    ],
)
@pytest.mark.parametrize("outcome", [PregnancyOutcome.BIRTH, PregnancyOutcome.STILLBIRTH])
def test_r_nifas_is_the_day_of_birth_and_42_days_after_also_when_the_child_was_stillborn(on, stage, outcome):
    span = PregnancySpan(DAY("2025-02-01"), DAY("2025-06-01"), outcome)
    assert stage_on(WOMAN, DAY(on), pregnancies=[span]) is stage


def test_a_birth_alone_tells_of_nifas():
    assert stage_on(WOMAN, DAY("2025-07-13"), births=[DAY("2025-06-01")]) is LifeStage.POSTPARTUM
    assert stage_on(WOMAN, DAY("2025-07-14"), births=[DAY("2025-06-01")]) is LifeStage.ADULT


@pytest.mark.parametrize(
    ("outcome", "day_before", "day_itself"),
    [
        (PregnancyOutcome.MISCARRIAGE, LifeStage.PREGNANT, LifeStage.ADULT),
        (PregnancyOutcome.NOT_PREGNANT, LifeStage.ADULT, LifeStage.ADULT),
        (PregnancyOutcome.MATERNAL_DEATH, LifeStage.PREGNANT, LifeStage.PREGNANT),
    ],
)
def test_other_ends(outcome, day_before, day_itself):
    span = PregnancySpan(DAY("2025-02-01"), DAY("2025-06-01"), outcome)
    found = [stage_on(WOMAN, DAY(on), pregnancies=[span]) for on in ("2025-05-31", "2025-06-01", "2025-06-02")]
    assert found == [day_before, day_itself, LifeStage.ADULT]


def test_r_age_a_pregnant_girl_is_in_the_group_of_the_pregnant_and_in_no_other():
    girl = date(2009, 3, 3)
    assert stage_on(girl, DAY("2025-06-01")) is LifeStage.ADOLESCENT
    assert stage_on(girl, DAY("2025-06-01"), pregnancies=[PregnancySpan(DAY("2025-05-01"))]) is LifeStage.PREGNANT


def test_pregnant_again_within_nifas_counts_as_pregnant():
    again = PregnancySpan(DAY("2025-07-01"))
    assert stage_on(WOMAN, DAY("2025-07-05"), pregnancies=[again], births=[DAY("2025-06-01")]) is LifeStage.PREGNANT


def test_bands_of_a_report_count_completed_months():
    ages = {months: (band_of(F1_BANDS, months) or AgeBand("-", "", 0, 0)).key for months in (0, 5, 6, 11, 12, 59, 60)}
    assert ages == {0: "a", 5: "a", 6: "b", 11: "b", 12: "c", 59: "c", 60: "-"}


def test_every_stage_has_a_name():
    assert all(stage.label for stage in LifeStage)
