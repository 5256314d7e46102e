"""What is next for women: R-TTD, R-TTDREMAJA, R-PMT of a mother with KEK, R-VITA after a birth, and R-KB."""

from datetime import date, timedelta

import pytest

from core.rules.services_next import mother
from core.rules.services_next.child import FoodDay

ON = date(2026, 11, 25)


def days_ago(days):
    return ON - timedelta(days=days)


@pytest.mark.parametrize(
    ("given", "target", "wanted"),
    [
        ([], 90, "TTD/MMS: belum ada dari 90 tablet; satu tiap hari, sekarang"),
        ([(days_ago(10), 30)], 90, "TTD/MMS: 30 dari 90 tablet (33%); ambil lagi, tanggal 15 Desember 2026"),
        ([(days_ago(40), 30), (days_ago(31), 30)], 180, "TTD/MMS: 60 dari 180 tablet (33%); ambil lagi, sekarang"),
        (
            [(days_ago(60), 60), (days_ago(0), 30)],
            90,
            "TTD/MMS: 90 dari 90 tablet (100%), terus minum sampai bersalin; ambil lagi, tanggal 25 Desember 2026",
        ),
    ],
)
def test_r_ttd_when_the_tablets_are_used_up(given, target, wanted):
    assert mother.tablets(ON, given, target).line(ON) == wanted


def test_r_ttdremaja_one_a_week():
    assert mother.weekly_tablets(ON, [(days_ago(14), 4)]).due_on == days_ago(14) + timedelta(weeks=4)
    assert mother.weekly_tablets(ON, []).is_due(ON)


@pytest.mark.parametrize(
    ("days", "has_kek", "told"),
    [
        (45, True, "hari ke-46 dari 90"),
        (90, True, "teruskan; ukur LiLA lagi"),
        (90, None, "teruskan; ukur LiLA lagi"),
        (90, False, "selesai, LiLA sudah 23,5"),
    ],
)
def test_r_pmt_ninety_days_then_the_arm_decides(days, has_kek, told):
    given = [FoodDay(days_ago(days), is_finished=True), FoodDay(days_ago(1), is_finished=False)]
    found = mother.extra_food(ON, given, has_kek=has_kek)
    assert found is not None
    assert told in found.text
    assert "1 dari 2 kali ditanya (50%)" in found.text


def test_r_pmt_a_thin_arm_asks_for_it_and_another_does_not():
    new = mother.extra_food(ON, [], has_kek=True)
    assert new is not None
    assert new.is_due(ON)
    assert mother.extra_food(ON, [], has_kek=False) is None


@pytest.mark.parametrize(
    ("days", "capsules", "wanted"),
    [
        (0, 0, "0 dari 2 kapsul; paling lambat 6 Januari 2027, sekarang"),
        (0, 1, "1 dari 2 kapsul; paling lambat 6 Januari 2027, mulai 26 November 2026"),
        (42, 1, "1 dari 2 kapsul; paling lambat 25 November 2026, sekarang"),
        (10, 2, "2 kapsul, lengkap"),
    ],
)
def test_r_vita_two_capsules_a_day_apart_within_42_days(days, capsules, wanted):
    found = mother.vitamin_a(days_ago(days), ON, capsules)
    assert found is not None
    assert found.line(ON) == f"Vitamin A nifas: {wanted}"


def test_r_vita_after_42_days_nothing_is_given_any_more():
    assert mother.vitamin_a(days_ago(43), ON, 1) is None


@pytest.mark.parametrize(
    ("method", "due"), [("PIL", "2026-12-25"), ("SUNTIK", "2027-02-25"), ("AKDR", "2027-11-25"), ("MOW", None)]
)
def test_r_kb_when_the_next_is_needed(method, due):
    found = mother.contraception(ON, ON, uses=True, method=method)
    assert found.due_on == (None if due is None else date.fromisoformat(due))


def test_r_kb_whoever_does_not_use_it_is_talked_with():
    assert mother.contraception(ON, ON, uses=False, method=None).is_due(ON)
