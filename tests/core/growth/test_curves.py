"""Curves of the other indices: printed WHO values, the open step at 24 months, the ends of the tables."""

from math import isnan

import pytest

from core.growth import lms, selftest
from core.growth.curves import GrowthIndex, index_lines, row_at_month
from core.words.people import Sex


def test_length_for_age_keeps_the_step_at_24_months_open():
    line = index_lines(GrowthIndex.LENGTH_FOR_AGE, Sex.MALE, 0, 60, (-2,))[-2]
    at_24 = [value for month, value in line if month == 24]
    assert round(at_24[0], 1) == 81.7
    assert isnan(at_24[1])
    assert round(at_24[2], 1) == 81.0


@pytest.mark.parametrize(("first", "last", "printed"), [(0, 24, 81.7), (24, 60, 81.0)])
def test_each_half_of_the_length_chart_has_its_own_posture(first, last, printed):
    line = index_lines(GrowthIndex.LENGTH_FOR_AGE, Sex.MALE, first, last, (-2,))[-2]
    assert not any(isnan(value) for _, value in line)
    assert round(dict(line)[24], 1) == printed


def test_weight_for_length_goes_by_half_centimetres_inside_the_table():
    line = index_lines(GrowthIndex.WEIGHT_FOR_LENGTH, Sex.FEMALE, 40, 120, (0,))[0]
    assert (line[0][0], line[1][0], line[-1][0]) == (45.0, 45.5, 110.0)
    assert round(line[0][1], 1) == 2.5


def test_arm_circumference_starts_at_three_months():
    assert index_lines(GrowthIndex.MUAC_FOR_AGE, Sex.MALE, 0, 60, (0,))[0][0][0] == 3


def test_school_age_lines_reach_19_years():
    line = index_lines(GrowthIndex.BMI_FOR_AGE, Sex.FEMALE, 60, 228, (0,))[0]
    assert (line[0][0], line[-1][0], len(line)) == (60, 228, 169)


MONTHLY = {
    "bfa": GrowthIndex.BMI_FOR_AGE,
    "hcfa": GrowthIndex.HEAD_FOR_AGE,
    "lhfa": GrowthIndex.LENGTH_FOR_AGE,
    "wfa": GrowthIndex.WEIGHT_FOR_AGE,
}
PRINTED_MONTHS = [row for row in selftest.vector_rows("sd_simplified") if row["x_kind"] == "month"]


def test_monthly_rows_are_those_who_prints():
    assert len(PRINTED_MONTHS) > 200
    for row in PRINTED_MONTHS:
        sex = Sex.MALE if row["sex"] == "M" else Sex.FEMALE
        is_standing = row["table"].endswith("2_5")
        found = row_at_month(MONTHLY[row["indicator"]], sex, int(row["x"]), is_standing=is_standing)
        assert found is not None
        assert found[1] == pytest.approx(float(row["m"]), abs=0.001), row
        for name, k in selftest.SD_NAMES.items():
            if f"exp_{name}" in row:
                assert lms.sd_value(k, found) == pytest.approx(float(row[f"exp_{name}"]), abs=0.055), row
