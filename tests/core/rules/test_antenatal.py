"""R-ANC: worked examples with HPHT 10 January 2025."""

from datetime import date, timedelta

import pytest

from core.rules.antenatal import Examination, status
from core.rules.choices import Choices
from tests.core.rules.filled import fill, result

HPHT = date(2025, 1, 10)
SIX = ("2025-02-20", "2025-05-01", "2025-06-20", "2025-08-01", "2025-09-01", "2025-10-01")


def seen(*days, on="2025-10-05", doctors=None, **more):
    examinations = [Examination(date.fromisoformat(day), None if doctors is None else day in doctors) for day in days]
    return status(HPHT, examinations, date.fromisoformat(on), **more)


def test_r_anc_1_six_examinations_1_2_3():
    found = seen(*SIX)
    assert (found.per_trimester, found.is_k6, found.is_k1_pure, found.is_k4) == ((1, 2, 3), True, True, True)


def test_r_anc_2_first_contact_at_15_weeks():
    found = seen("2025-04-26", on="2025-04-26")
    assert (found.is_k1_pure, found.can_reach_k6) == (False, False)


def test_r_anc_3_two_examinations_at_26_weeks_are_behind():
    found = seen("2025-02-20", "2025-05-01", on="2025-07-11")
    assert (found.is_behind, found.needed_now) == (True, 3)


def test_r_anc_4_three_in_the_third_trimester_none_by_a_doctor():
    found = seen(*SIX, doctors=("2025-02-20", "2025-05-01"))
    assert (found.is_spread, found.lacks_third_trimester_doctor) == (True, True)
    assert not seen(*SIX, doctors=("2025-02-20", "2025-09-01")).lacks_third_trimester_doctor


def test_r_anc_5_two_on_one_day_count_once():
    assert seen("2025-02-20", "2025-02-20").per_trimester == (1, 0, 0)


def test_r_anc_6_one_one_four_is_not_k6():
    found = seen("2025-02-20", "2025-05-01", "2025-07-15", "2025-08-01", "2025-09-01", "2025-10-01")
    assert (found.per_trimester, found.is_k6, found.is_k4) == ((1, 1, 4), False, True)


def test_r_anc_k6_needs_two_doctors_when_it_is_known_who():
    assert not seen(*SIX, doctors=("2025-02-20",)).is_k6
    assert seen(*SIX, doctors=("2025-02-20", "2025-09-01")).is_k6


def test_conflict_10_the_older_spread():
    days = ("2025-02-01", "2025-03-20", "2025-05-01", "2025-08-01", "2025-09-01", "2025-10-01")
    assert not seen(*days).is_spread
    assert seen(*days, spread="2-1-3").is_spread


@pytest.mark.parametrize(
    ("key", "day", "wanted"),
    [
        ("k1_date", "2025-02-20", "TEPAT"),
        ("k1_date", "2025-04-20", "TERLAMBAT"),
        ("k3_date", "2025-07-20", "TERLAMBAT"),
    ],
)
def test_r_anc_at_a_home_visit(key, day, wanted):
    found = fill("kunjungan-bumil", {"visit_date": "2025-08-01", key: day}, hpht=HPHT)
    assert result(found, key) == wanted


def test_r_anc_a_home_visit_says_that_examinations_are_lacking():
    found = fill("kunjungan-bumil", {"visit_date": "2025-08-01", "k1_date": "2025-02-20"}, hpht=HPHT)
    assert result(found, "k2_date") == "KURANG"


def test_r_anc_a_date_outside_the_pregnancy_is_refused():
    found = fill("kunjungan-bumil", {"visit_date": "2025-08-01", "k1_date": "2024-02-20"}, hpht=HPHT)
    assert [one.key for one in found.errors] == ["k1_date"]


@pytest.mark.parametrize(
    ("weeks", "days", "needed"),
    [
        (11, 6, 0), (12, 0, 1), (23, 6, 1), (24, 0, 3), (31, 6, 3), (32, 0, 4), (35, 6, 4), (36, 0, 5), (37, 6, 5),
        (38, 0, 6), (41, 0, 6),
    ],
)  # fmt: skip
def test_r_anc_how_many_are_needed_by_now(weeks, days, needed):
    on = HPHT + timedelta(weeks=weeks, days=days)
    found = status(HPHT, [], on)
    assert (found.needed_now, found.is_behind) == (needed, needed > 0)


def test_r_anc_2_who_came_late_is_still_counted():
    found = seen("2025-04-26", *SIX[1:], on="2025-10-05")
    assert (found.per_trimester, found.is_k1_pure, found.can_reach_k6, found.is_k6) == ((0, 3, 3), False, False, False)


def test_conflict_10_the_older_spread_on_the_checklist_of_a_home_visit():
    answers = {"visit_date": "2025-08-01", "k1_date": "2025-02-20", "k2_date": "2025-03-20"}
    assert result(fill("kunjungan-bumil", answers, hpht=HPHT), "k2_date") == "AWAL"
    older = Choices(antenatal_spread="2-1-3")
    assert result(fill("kunjungan-bumil", answers, hpht=HPHT, choices=older), "k2_date") == "TEPAT"
