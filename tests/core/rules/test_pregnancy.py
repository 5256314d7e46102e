"""R-HPL, R-UK, R-TM: worked examples of due date, weeks and trimester."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InputError
from core.rules.pregnancy import (
    DatedBy,
    Dating,
    dating,
    due_by_weeks,
    due_on,
    end_findings,
    findings,
    gestation,
    naegele_on,
    trimester,
)
from core.words.findings import Severity

HPHT = date(2025, 1, 10)
DAY = date.fromisoformat


@pytest.mark.parametrize(
    ("hpht", "by_days", "by_hand"),
    [
        ("2025-01-10", "2025-10-17", "2025-10-17"),
        ("2025-03-01", "2025-12-06", "2025-12-08"),
        ("2025-05-31", "2026-03-07", "2026-03-07"),
        ("2025-06-15", "2026-03-22", "2026-03-22"),
        ("2024-02-29", "2024-12-05", "2024-12-06"),
        ("2025-11-28", "2026-09-04", "2026-09-04"),
    ],
)
def test_r_hpl_in_days_and_as_taught(hpht, by_days, by_hand):
    assert due_on(DAY(hpht)) == DAY(by_days)
    assert naegele_on(DAY(hpht)) == DAY(by_hand)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_r_hpl_both_are_at_most_three_days_apart(hpht):
    assert abs((due_on(hpht) - naegele_on(hpht)).days) <= 3


@pytest.mark.parametrize(
    ("on", "weeks", "words", "in_trimester"),
    [
        ("2025-01-10", 0, "0 minggu", 1),
        ("2025-04-03", 11, "11 minggu 6 hari", 1),
        ("2025-04-04", 12, "12 minggu", 1),
        ("2025-04-05", 12, "12 minggu 1 hari", 2),
        ("2025-06-27", 24, "24 minggu", 2),
        ("2025-06-28", 24, "24 minggu 1 hari", 3),
        ("2025-10-17", 40, "40 minggu", 3),
        ("2025-11-01", 42, "42 minggu 1 hari", 3),
    ],
)
def test_r_uk_r_tm_weeks_are_cut_off_and_trimesters_end_on_the_day(on, weeks, words, in_trimester):
    age = gestation(HPHT, DAY(on))
    assert (age.weeks, age.words, trimester(age.days)) == (weeks, words, in_trimester)


def test_r_tm_conflict_9_textbook_trimesters_end_a_fortnight_later():
    assert [trimester(days, by="buku") for days in (97, 98, 195, 196)] == [1, 2, 2, 3]


def test_r_uk_a_day_before_hpht_and_more_than_45_weeks_are_refused():
    with pytest.raises(InputError, match="baru mulai 10 Januari 2025"):
        gestation(HPHT, date(2024, 12, 30))
    assert gestation(HPHT, date(2025, 11, 27)).weeks == 45
    with pytest.raises(InputError, match="Sudah bersalin"):
        gestation(HPHT, date(2025, 11, 28))


def test_r_hpl_usg_goes_before_hpht_and_hpht_before_an_estimate():
    usg, guess = date(2025, 10, 24), date(2025, 11, 1)
    assert dating(HPHT, usg, guess) == Dating(date(2025, 1, 17), usg, DatedBy.USG)
    assert dating(HPHT, None, guess) == Dating(HPHT, date(2025, 10, 17), DatedBy.HPHT)
    assert dating(None, None, guess) == Dating(date(2025, 1, 25), guess, DatedBy.ESTIMATE)
    assert dating(None, None, None) is None


def test_r_hpl_weeks_that_the_mother_tells_become_a_due_date():
    known = dating(None, None, due_by_weeks(20, date(2025, 6, 1)))
    assert known is not None
    assert gestation(known.began_on, date(2025, 6, 1)).words == "20 minggu"


@pytest.mark.parametrize(
    ("on", "label", "severity"),
    [
        ("2025-10-30", None, None),
        ("2025-10-31", "Lewat bulan", Severity.RED),
        ("2025-11-27", "Lewat bulan", Severity.RED),
        ("2025-11-28", "Sudah bersalin?", Severity.RED),
    ],
)
def test_r_uk_r_nifas_past_42_weeks_is_referred_and_past_45_asks_for_the_birth(on, label, severity):
    found = findings(dating(HPHT, None, None), DAY(on))
    assert [(one.label, one.severity) for one in found] == ([] if label is None else [(label, severity)])


def test_a_pregnancy_without_any_date_asks_for_one():
    [found] = findings(None, HPHT)
    assert found.label == "Umur kehamilan belum diketahui"


@pytest.mark.parametrize(
    ("ended", "is_miscarriage", "asks"),
    [
        ("2025-10-10", False, False),
        ("2025-05-29", False, True),
        ("2025-05-30", False, False),
        ("2025-05-29", True, False),
        ("2025-05-30", True, True),
        ("2026-03-01", False, True),
        ("2025-01-01", True, True),
    ],
)
def test_an_end_that_does_not_fit_the_weeks_asks_for_a_reason(ended, is_miscarriage, asks):
    found = end_findings(dating(HPHT, None, None), DAY(ended), is_miscarriage=is_miscarriage)
    assert any(one.asks_confirmation for one in found) == asks


def test_a_guessed_age_doubts_no_end():
    assert end_findings(dating(None, None, date(2025, 10, 17)), date(2026, 3, 1), is_miscarriage=False) == ()
