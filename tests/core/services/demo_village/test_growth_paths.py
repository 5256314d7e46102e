"""Invented children grow as the WHO tables say: a z-score put in comes out again."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.growth.assess import assess
from core.growth.lms import restricted_z
from core.growth.standards import table
from core.services.demo_village.growth_paths import Dip, ordinary_path, value_at
from core.words.people import Sex

BORN_ON = date(2024, 3, 10)


@given(z=st.floats(-3.9, 3.9), day=st.integers(0, 1826), sex=st.sampled_from(Sex))
def test_a_weight_made_from_z_has_that_z(z, day, sex):
    row = table("weight_for_age").rows(sex)[day]
    assert restricted_z(value_at(z, row), row) == pytest.approx(z, abs=1e-6)


@given(seed=st.integers(0, 10_000), sex=st.sampled_from(Sex), weeks=st.sampled_from([None, 30, 34, 37, 40]))
def test_no_path_leaves_what_can_be(seed, sex, weeks):
    path = ordinary_path(Random(seed), sex, BORN_ON, weeks)
    before_cm = 0.0
    for days in range(0, 1826, 91):
        on = BORN_ON + timedelta(days=days)
        kg, cm = path.weight_kg(on), path.length_cm(on)
        assert 1.0 < kg < 40.0
        assert cm > before_cm, "nobody shrinks"
        before_cm = cm
        judged = assess(sex, days, weight_kg=kg, lenhei_cm=cm, gestation_weeks=weeks)
        assert not (judged.waz_flag or judged.haz_flag) or days < 100


def test_a_dip_is_lost_and_won_back():
    dip = Dip(from_day=100, depth=1.0, down_days=50, up_days=100)
    assert [dip.at(day) for day in (0, 100, 125, 150, 200, 250, 400)] == pytest.approx([0, 0, -0.5, -1, -0.5, 0, 0])
    assert Dip(100, 1.0, 50, None).at(2000) == -1.0


def test_arm_is_not_measured_before_three_months():
    path = ordinary_path(Random(1), Sex.FEMALE, BORN_ON, None)
    assert path.arm_cm(BORN_ON + timedelta(days=90)) is None
    assert 8.0 < (path.arm_cm(BORN_ON + timedelta(days=365)) or 0.0) < 20.0
