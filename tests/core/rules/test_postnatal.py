"""R-KF and R-KN: worked examples of a birth on 1 June 2025 at eight."""

from datetime import date, datetime

import pytest

from core.rules.postnatal import INFANT_WINDOWS, MOTHER_WINDOWS, is_complete, is_first_hours, schedule, visit_name
from tests.core.rules.filled import fill, result

BORN = date(2025, 6, 1)


def windows(on, windows=MOTHER_WINDOWS, **done):
    return {one.name: one for one in schedule(BORN, done, date.fromisoformat(on), windows)}


@pytest.mark.parametrize(
    ("day", "mother", "infant"),
    [
        ("2025-06-01", "KF1", "KN1"),
        ("2025-06-02", "KF1", "KN1"),
        ("2025-06-03", "KF1", "KN1"),
        ("2025-06-04", "KF2", "KN2"),
        ("2025-06-08", "KF2", "KN2"),
        ("2025-06-09", "KF3", "KN3"),
        ("2025-06-29", "KF3", "KN3"),
        ("2025-06-30", "KF4", None),
        ("2025-07-13", "KF4", None),
        ("2025-07-14", None, None),
    ],
)
def test_r_kf_r_kn_by_calendar_day(day, mother, infant):
    assert visit_name(BORN, date.fromisoformat(day), MOTHER_WINDOWS) == mother
    assert visit_name(BORN, date.fromisoformat(day), INFANT_WINDOWS) == infant


def test_ds_04_and_ds_05_the_fifth_day_is_kn2_and_the_twenty_ninth_is_none():
    assert visit_name(BORN, date.fromordinal(BORN.toordinal() + 5), INFANT_WINDOWS) == "KN2"
    assert visit_name(BORN, date.fromordinal(BORN.toordinal() + 29), INFANT_WINDOWS) is None


def test_r_kf_windows_and_states():
    on_the_tenth = windows("2025-06-10", KF1=date(2025, 6, 2))
    assert on_the_tenth["KF1"].state == "sudah"
    assert (on_the_tenth["KF2"].first_on, on_the_tenth["KF2"].last_on) == (date(2025, 6, 4), date(2025, 6, 8))
    assert on_the_tenth["KF2"].state == "terlewat"
    assert on_the_tenth["KF3"].state == "dalam jendela"
    assert (on_the_tenth["KF4"].first_on, on_the_tenth["KF4"].last_on) == (date(2025, 6, 30), date(2025, 7, 13))
    assert on_the_tenth["KF4"].state == "jadwal"


def test_r_kn_windows():
    found = windows("2025-06-10", INFANT_WINDOWS)
    assert (found["KN3"].first_on, found["KN3"].last_on) == (date(2025, 6, 9), date(2025, 6, 29))


def test_r_kf_a_late_visit_is_kept_as_late_and_completes_the_row():
    late = {"KF1": date(2025, 6, 2), "KF2": date(2025, 6, 12), "KF3": date(2025, 6, 20), "KF4": date(2025, 7, 1)}
    assert windows("2025-07-02", **late)["KF2"].state == "terlambat"
    assert is_complete(late, MOTHER_WINDOWS)
    assert not is_complete({"KN1": BORN}, INFANT_WINDOWS)


def test_r_kn_kn0_only_when_the_clock_is_known():
    born = datetime(2025, 6, 1, 8)
    assert is_first_hours(born, datetime(2025, 6, 1, 13, 59))
    assert not is_first_hours(born, datetime(2025, 6, 1, 14))
    assert not is_first_hours(None, datetime(2025, 6, 1, 9))


@pytest.mark.parametrize(("day", "wanted"), [("2025-06-03", "TEPAT"), ("2025-06-05", "TERLAMBAT")])
def test_r_kf_on_the_checklist(day, wanted):
    found = fill("kunjungan-nifas", {"delivery_date": BORN, "visit_date": "2025-06-20", "kf1_date": day})
    assert result(found, "kf1_date") == wanted


def test_ds_04_and_05_the_fifth_day_is_kn2_and_day_29_is_outside():
    found = fill("kunjungan-bayi", {"visit_date": "2025-07-10", "kn2_date": "2025-06-06"}, birth_date=BORN)
    assert result(found, "kn2_date") == "TEPAT"
    assert visit_name(BORN, date(2025, 6, 30), INFANT_WINDOWS) is None


def test_r_nifas_after_a_stillbirth_the_mothers_visits_stay_due():
    assert [one.name for one in schedule(BORN, {}, BORN, MOTHER_WINDOWS)] == ["KF1", "KF2", "KF3", "KF4"]
    found = fill("nifas", {"delivery_date": BORN, "visit_date": "2025-06-05"})
    assert result(found, "nifas_status") == "NIFAS"
