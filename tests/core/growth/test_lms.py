"""The LMS arithmetic: definitions, tails and the rounding on which every cut-off is judged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.growth import lms

ROW = (-0.3521, 7.4327, 0.08217)


@pytest.mark.parametrize(
    ("z", "shown"),
    [(-2.005, -2.01), (-1.994, -1.99), (-1.996, -2.0), (0.125, 0.13), (-0.125, -0.13), (0.004, 0.0), (2.675001, 2.68)],
)
def test_rounding_is_half_away_from_zero(z, shown):
    assert lms.rounded(z) == pytest.approx(shown)


def test_there_is_no_minus_zero():
    assert str(lms.rounded(-0.001)) == "0.0"


@given(st.floats(-5, 5))
def test_sd_value_and_z_are_inverse(z):
    assert lms.plain_z(lms.sd_value(z, ROW), ROW) == pytest.approx(z, abs=1e-9)


@given(st.floats(1, 30), st.floats(0.001, 2))
def test_z_rises_with_the_measure_through_both_tails(value, more):
    assert lms.restricted_z(value + more, ROW) > lms.restricted_z(value, ROW)


@pytest.mark.parametrize("side", [-1, 1])
def test_tails_are_straight_lines_of_the_outermost_sd(side):
    sd3, sd2 = lms.sd_value(3 * side, ROW), lms.sd_value(2 * side, ROW)
    assert lms.restricted_z(sd3 + (sd3 - sd2), ROW) == pytest.approx(4 * side)
    assert lms.restricted_z(sd3, ROW) == pytest.approx(3 * side)


def test_a_row_without_skewness_uses_the_logarithm():
    assert lms.plain_z(10.0, (0.0, 10.0, 0.1)) == 0.0
