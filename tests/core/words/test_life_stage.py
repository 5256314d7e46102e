"""R-AGE: worked examples of which form fits which age."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words.life_stage import LifeStage, life_stage

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


@pytest.mark.parametrize(("born", "seen", "stage"), CASES)
def test_worked_examples(born, seen, stage):
    assert life_stage(date.fromisoformat(born), date.fromisoformat(seen)) is stage


@given(st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.integers(0, 36_000))
def test_nobody_grows_younger(born_on, days):
    stages = list(LifeStage)
    on = born_on + timedelta(days=days)
    now, tomorrow = life_stage(born_on, on), life_stage(born_on, on + timedelta(days=1))
    assert now is not None
    assert tomorrow is not None
    assert stages.index(now) <= stages.index(tomorrow)


def test_every_stage_has_a_name():
    assert all(stage.label for stage in LifeStage)
