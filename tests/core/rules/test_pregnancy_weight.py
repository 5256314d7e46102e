"""R-GWG: the published band, the worked examples, and the bidan's last word."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core.rules.choices import Choices
from core.rules.pregnancy_weight import band
from tests.core.rules.filled import TODAY, colour, fill, result, verdict

WEEKS = (8, 12, 16, 20, 24, 28, 32, 36, 40)
PRINTED = {
    "17": "0.3-1.2 0.5-1.8 1.8-3.8 3.6-6.1 5.4-8.5 7.2-10.9 8.9-13.3 10.7-15.6 12.5-18.0",
    "18.5": "0.3-1.2 0.5-1.8 1.7-3.6 3.4-5.6 5.0-7.7 6.6-9.8 8.2-11.9 9.9-13.9 11.5-16.0",
    "24.9": "0.3-1.2 0.5-1.8 1.7-3.6 3.4-5.6 5.0-7.7 6.6-9.8 8.2-11.9 9.9-13.9 11.5-16.0",
    "25.0": "0.3-1.2 0.5-1.8 1.2-3.1 2.2-4.5 3.1-5.9 4.1-7.3 5.1-8.7 6.0-10.1 7.0-11.5",
    "30.0": "0.3-1.2 0.5-1.8 1.0-2.8 1.7-3.8 2.3-4.9 3.0-5.9 3.7-6.9 4.3-8.0 5.0-9.0",
}


@pytest.mark.parametrize("bmi", PRINTED)
def test_r_gwg_the_band_at_the_printed_weeks(bmi):
    wanted = [tuple(Decimal(one) for one in pair.split("-")) for pair in PRINTED[bmi].split()]
    assert [band(Decimal(bmi), week * 7) for week in WEEKS] == wanted


def mother(weight, weeks, **more):
    """A mother of 50 kg and IMT 21,1 before the pregnancy."""
    return fill(
        "bumil", {"weight_kg": weight} | more, hpht=TODAY - timedelta(7 * weeks), pre_weight_kg=50, height_cm=154
    )


@pytest.mark.parametrize(
    ("weight", "weeks", "wanted", "severity"),
    [
        (54.0, 20, "SESUAI", "hijau"),
        (52.5, 20, "KURANG", "merah"),
        (60.5, 28, "BERLEBIH", "merah"),
        (62, 40, "SESUAI", "hijau"),
        (49.5, 10, "PANTAU", "kuning"),
    ],
)
def test_r_gwg(weight, weeks, wanted, severity):
    found = mother(weight, weeks)
    assert (result(found, "gain_result"), colour(found, "gain_result")) == (wanted, severity)
    assert found.scores["gain_kg"] == Decimal(str(weight)) - 50


def test_r_gwg_unknown_weight_before_is_not_judged():
    found = fill("bumil", {"weight_kg": 60, "height_cm": 154}, hpht="2026-05-01")
    assert (result(found, "gain_result"), colour(found, "gain_result")) == ("BELUM", "hijau")


@pytest.mark.parametrize(("before", "severity"), [(59.5, "kuning"), (59.0, "hijau")])
def test_r_gwg_unknown_weight_before_but_less_than_a_kilo_a_month_is_yellow(before, severity):
    known = {"prev_weight_kg": before, "prev_visit_date": "2026-10-26"}
    found = fill("bumil", {"weight_kg": 60}, hpht="2026-05-01", **known)
    assert (result(found, "gain_result"), colour(found, "gain_result")) == ("BELUM", severity)


def test_r_gwg_the_midwife_may_overrule_and_it_shows():
    found = mother(52.5, 20, gain_override="SESUAI")
    assert not found.refer
    assert "kurang" in verdict(found, "gain_result").why
    assert mother(54, 20, gain_override="TIDAK").refer


def test_r_gwg_by_weekly_rate():
    answers = {"weight_kg": 65.8}
    known = {"hpht": TODAY - timedelta(280), "pre_weight_kg": 50, "height_cm": 154}
    assert result(fill("bumil", answers, **known), "gain_result") == "SESUAI"
    by_rate = fill("bumil", answers, choices=Choices(weight_gain_curve="iom"), **known)
    assert result(by_rate, "gain_result") == "BERLEBIH"
