"""Services as reasons to come: extra food, vitamin A after a birth, KB that is used up, and Td in pregnancy."""

from datetime import date, timedelta

import pytest

from core.rules.due import services
from core.rules.immunization.td import td_status

ON = date(2026, 12, 9)


def words(reason):
    return None if reason is None else reason.text


def test_r_pmt_whoever_got_it_is_weighed_again():
    assert words(services.extra_food(ON)) == "Makanan tambahan: timbang lagi, tanyakan habis tiap hari"
    assert services.extra_food(None) is None


@pytest.mark.parametrize(
    ("days", "capsules", "is_told"), [(5, 0, True), (5, 1, True), (5, 2, False), (0, 1, False), (43, 1, False)]
)
def test_r_vita_after_a_birth(days, capsules, is_told):
    assert (services.vitamin_a_childbed(ON - timedelta(days=days), ON, capsules) is not None) is is_told


@pytest.mark.parametrize(
    ("method", "told_on", "is_told"),
    [
        ("SUNTIK", "2026-09-09", True),
        ("SUNTIK", "2026-09-20", False),
        ("PIL", "2026-11-05", True),
        ("MOW", "2020-01-01", False),
    ],
)
def test_r_kb_when_it_is_used_up(method, told_on, is_told):
    reason = services.contraception(ON, date.fromisoformat(told_on), method)
    assert (reason is not None) is is_told
    assert reason is None or reason.is_overdue


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([], "Td belum tercatat: bawa Buku KIA"),
        ([date(2026, 11, 1)], "Td (T2)"),
        ([date(2026, 11, 20)], None),
        ([date(2020, 1, 1), date(2020, 2, 1), date(2020, 9, 1), date(2021, 10, 1), date(2022, 11, 1)], None),
    ],
)
def test_r_tt_the_next_td_of_a_pregnant_woman(given, told):
    assert words(services.td(td_status(given), ON)) == told
