"""Td of women: worked examples I-11 to I-13, and the distances between doses."""

from datetime import date

import pytest

from core.rules.immunization.td import ChildhoodDoses, childhood_number, td_status


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def test_i_11_two_doses_four_weeks_apart():
    status = td_status(days("2025-01-10", "2025-02-07"))
    assert (status.label, status.protected_until, status.next_from) == ("T2", date(2028, 2, 7), date(2025, 8, 7))


def test_i_12_a_dose_after_twenty_days_does_not_count():
    status = td_status(days("2025-01-10", "2025-01-30"))
    assert status.label == "T1"
    assert status.uncounted == (date(2025, 1, 30),)
    assert status.next_from == date(2025, 2, 7)


def test_i_13_doses_of_childhood_count():
    childhood = ChildhoodDoses(has_dpt3=True, has_dpt4=True, has_school_dt=True, last_on=date(2010, 11, 1))
    before = td_status([], childhood)
    assert (before.label, before.next_from) == ("T4", date(2011, 11, 1))
    after = td_status(days("2026-01-10"), childhood)
    assert (after.label, after.is_for_life, after.next_from) == ("T5", True, None)


@pytest.mark.parametrize(
    ("childhood", "number"),
    [
        (ChildhoodDoses(), 0),
        (ChildhoodDoses(has_dpt3=True), 2),
        (ChildhoodDoses(has_dpt3=True, has_dpt4=True), 3),
        (ChildhoodDoses(has_dpt3=True, has_school_dt=True), 2),
        (ChildhoodDoses(True, True, True, True), 5),
        (ChildhoodDoses(has_school_td=True), 0),
    ],
)
def test_each_dose_of_childhood_counts_upon_those_before(childhood, number):
    assert childhood_number(childhood) == number


def test_five_doses_at_the_least_distances():
    given_on = days("2020-01-10", "2020-02-07", "2020-08-07", "2021-08-07", "2022-08-07")
    reached = [td_status(given_on[:count]) for count in range(6)]
    assert [status.label for status in reached] == ["T0", "T1", "T2", "T3", "T4", "T5"]
    assert [status.protected_until for status in reached] == [
        None,
        None,
        date(2023, 2, 7),
        date(2025, 8, 7),
        date(2031, 8, 7),
        None,
    ]
    assert reached[-1].is_for_life
    too_soon = td_status(days("2020-01-10", "2020-02-07", "2020-08-06"))
    assert (too_soon.label, too_soon.uncounted) == ("T2", (date(2020, 8, 6),))


@pytest.mark.parametrize(
    ("given", "label", "next_from"),
    [
        ([], "T0", None),
        (["2025-02-01"], "T1", "2025-03-01"),
        (["2025-02-01", "2025-03-10"], "T2", "2025-09-10"),
        (["2025-02-01", "2025-03-10", "2025-09-10"], "T3", "2026-09-10"),
        (["2025-02-01", "2025-03-10", "2025-09-10", "2026-09-10"], "T4", "2027-09-10"),
        (["2025-02-01", "2025-03-10", "2025-09-10", "2026-09-10", "2027-09-10"], "T5", None),
    ],
    ids=["nothing-known", "T1", "T2", "T3", "T4", "T5-none-left"],
)
def test_r_tt_the_next_dose_is_the_last_one_and_its_distance(given, label, next_from):
    status = td_status(days(*given))
    assert (status.label, status.next_from) == (label, None if next_from is None else date.fromisoformat(next_from))
