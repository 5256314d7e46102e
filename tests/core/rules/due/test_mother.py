"""Why a mother should come: R-ANC by the week, tablets, R-KF."""

from datetime import date, timedelta

import pytest

from core.rules.antenatal import Examination
from core.rules.due.mother import childbed, expecting, tablets, weekly_tablets
from core.rules.pregnancy import dating
from core.words.findings import Severity

HPHT = date(2025, 1, 10)
KNOWN = dating(HPHT, None, None)


def on_week(weeks, days=0):
    return HPHT + timedelta(weeks=weeks, days=days)


def test_r_anc_behind_is_told_with_its_numbers():
    seen = [Examination(date(2025, 2, 20)), Examination(date(2025, 5, 1))]
    reason = expecting(KNOWN, seen, on_week(26))
    assert reason.text == "Hamil 26 minggu: periksa hamil baru 2 kali, sekarang mestinya 3"
    assert reason.is_overdue


def test_who_is_on_time_is_told_the_next_one_and_the_due_date_when_near():
    seen = [Examination(date(2025, 2, 20)), Examination(date(2025, 5, 1)), Examination(date(2025, 6, 20))]
    assert expecting(KNOWN, seen, on_week(26)).text == "Hamil 26 minggu: periksa hamil K4"
    seen += [Examination(date(2025, 8, 1)), Examination(date(2025, 9, 1))]
    assert expecting(KNOWN, seen, on_week(37)).text == (
        "Hamil 37 minggu: periksa hamil K6, perkiraan lahir 17 Oktober 2025"
    )


def test_without_any_written_examination_nobody_is_called_behind():
    assert expecting(KNOWN, [], on_week(30)).text == "Hamil 30 minggu: bawa Buku KIA, dilihat K ke berapa"


def test_past_term_and_unknown_dates_are_told():
    late = expecting(KNOWN, [], on_week(42, 1))
    assert (late.text, late.severity) == ("Hamil 42 minggu: lewat bulan", Severity.RED)
    assert expecting(None, [], on_week(10)).text.startswith("Hamil: tanyakan HPHT")


@pytest.mark.parametrize(
    ("given", "daily", "text"),
    [
        (None, None, "TTD: ambil tablet untuk sebulan"),
        (date(2026, 11, 20), True, None),
        (date(2026, 11, 1), True, "TTD: ambil tablet untuk sebulan"),
        (date(2026, 11, 20), False, "TTD belum diminum setiap hari: tanyakan sebabnya"),
    ],
)
def test_r_ttd(given, daily, text):
    reason = tablets(given, date(2026, 12, 9), takes_daily=daily)
    assert (None if reason is None else reason.text) == text


def test_r_ttdremaja_only_who_said_no():
    assert weekly_tablets(None) is None
    assert weekly_tablets(True) is None
    assert weekly_tablets(False) is not None


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (2, "Nifas hari ke-2: KF1 sampai 3 Juni 2025"),
        (9, "Nifas hari ke-9: KF3 sampai 29 Juni 2025; KF1, KF2 belum tercatat"),
        (42, "Nifas hari ke-42: KF4 sampai 13 Juli 2025; KF1, KF2, KF3 belum tercatat"),
    ],
)
def test_r_kf_windows(day, text):
    born = date(2025, 6, 1)
    reason = childbed(born, {}, born + timedelta(day))
    assert reason is not None
    assert reason.text == text


def test_r_kf_done_is_left_alone():
    born = date(2025, 6, 1)
    seen = {"KF1": date(2025, 6, 2), "KF2": date(2025, 6, 5)}
    assert childbed(born, seen, date(2025, 6, 6)) is None
    missed = childbed(born, {"KF2": date(2025, 6, 5)}, date(2025, 6, 6))
    assert missed is not None
    assert missed.text == "Nifas hari ke-5: KF1 belum tercatat"
