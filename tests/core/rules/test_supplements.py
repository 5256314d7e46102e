"""R-TTD, R-TTDREMAJA, R-PMT, R-KELAS: worked examples."""

from datetime import date

import pytest

from core.rules.supplements import (
    FoodCourse,
    class_is_too_big,
    is_daily,
    is_week_open,
    mother_class,
    tablets_percent,
    weekly_expected,
    weekly_percent,
)
from tests.core.rules.filled import born, colour, fill, result


@pytest.mark.parametrize(("drunk", "target", "percent"), [(84, 90, 93), (95, 180, 53), (30, 30, 100), (0, 0, None)])
def test_r_ttd(drunk, target, percent):
    assert tablets_percent(drunk, target) == percent


def test_r_ttd_every_day_is_28_of_30():
    assert is_daily(28)
    assert not is_daily(27)


def test_r_ttd_none_given_is_a_task():
    found = fill("bumil", {"tablets_given": 0}, hpht="2026-07-08")
    assert (colour(found, "tablets_given"), found.refer) == ("kuning", False)


def test_r_ttdremaja():
    assert weekly_expected() == 52
    assert weekly_percent(4, 5) == 80
    assert is_week_open(date(2026, 11, 16), date(2026, 11, 25))
    assert not is_week_open(date(2026, 11, 20), date(2026, 11, 25))


def test_r_ttdremaja_girls_only():
    answers = {"tablets_weekly": False, "tablets_given": 0}
    assert result(fill("remaja", answers, sex="P", birth_date=born(14)), "tablets_weekly") is False
    assert result(fill("remaja", answers, sex="L", birth_date=born(14)), "tablets_weekly") == "TIDAK_DINILAI"


def test_r_ttdremaja_anaemia_goes_on_with_tablets_and_is_referred():
    found = fill("remaja", {"hb_g_dl": 11, "tablets_weekly": True}, sex="P", birth_date=born(14))
    assert found.refer
    assert any("tetap diminum" in one.next_step for one in found.verdicts)


def test_r_pmt_compliance_and_the_review_at_90_days():
    assert FoodCourse(60, 45).compliance == 75
    assert not FoodCourse(60, 45).is_due_for_review
    assert FoodCourse(90, 80, muac_is_fine=True).is_finished
    assert not FoodCourse(90, 80, muac_is_fine=False).is_finished


@pytest.mark.parametrize(
    ("attended", "companion", "wanted"), [(4, 1, "LENGKAP"), (4, 0, "KURANG_PENDAMPING"), (3, 1, "BELUM")]
)
def test_r_kelas(attended, companion, wanted):
    assert mother_class(attended, companion) == wanted


def test_r_kelas_twelve_mothers_are_two_classes():
    assert class_is_too_big(12)
    assert not class_is_too_big(10)
