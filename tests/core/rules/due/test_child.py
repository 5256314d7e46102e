"""Why a child should come: immunisation, vitamin A, away last month, first visits of a newborn."""

from datetime import date

import pytest

from core.rules.due.child import immunization, missed, newborn, vitamin_a
from core.rules.due.reason import DueKind, DueReason, most_pressing_first
from core.rules.immunization.child import ChildDoses, GivenDose, ImmunizationSettings, Refusal
from core.rules.immunization.schedule import DOSES
from core.words.age import month_completed_on
from core.words.findings import Severity

ON = date(2026, 12, 9)
SETTINGS = ImmunizationSettings()


def told(child, on=ON):
    reason = immunization(child, on, SETTINGS)
    return None if reason is None else (reason.text, reason.is_overdue)


def test_what_is_due_is_named():
    given = tuple(GivenDose(key, date(2026, 3, 15)) for key in ("HB0", "BCG", "OPV1"))
    later = [(key, date(2026, 5, 9)) for key in ("DPT1", "OPV2", "PCV1", "RV1")]
    later += [(key, date(2026, 6, 9)) for key in ("DPT2", "OPV3", "PCV2", "RV2")]
    later += [(key, date(2026, 7, 9)) for key in ("DPT3", "OPV4", "IPV1", "RV3")]
    child = ChildDoses(date(2026, 3, 9), (*given, *(GivenDose(*one) for one in later)))
    assert told(child) == ("Imunisasi MR 1, IPV 2", False)
    assert told(child, date(2026, 11, 8)) is None


def test_catch_up_is_late_and_long_lists_are_shortened():
    child = ChildDoses(date(2025, 6, 1), (GivenDose("DPT1", date(2025, 10, 1)),))
    assert told(child) == ("Imunisasi kejar OPV 1, PCV 1, DPT-HB-Hib 2, IPV 1 dan 1 lagi", True)


def test_a_child_without_any_written_dose_brings_its_book():
    assert told(ChildDoses(date(2026, 3, 9))) == ("Imunisasi belum tercatat: bawa Buku KIA", True)
    assert told(ChildDoses(date(2026, 12, 1))) == ("Imunisasi BCG, OPV 1", False)


def test_who_is_five_or_has_everything_is_left_alone():
    everything = tuple(
        GivenDose(dose.key, month_completed_on(date(2023, 1, 1), dose.window.on_time_from)) for dose in DOSES
    )
    assert told(ChildDoses(date(2023, 1, 1), everything)) is None
    assert told(ChildDoses(date(2021, 12, 9))) is None


def test_a_refusal_of_an_earlier_day_is_offered_again():
    child = ChildDoses(date(2026, 12, 1), (), (Refusal("BCG", date(2026, 12, 2)),))
    assert told(child) == ("Imunisasi BCG (ditolak 2 Desember 2026), OPV 1", False)


@pytest.mark.parametrize(
    ("months", "capsule"),
    [(5, None), (6, "biru"), (11, "biru"), (12, "merah, obat cacing"), (59, "merah, obat cacing"), (60, None)],
)
def test_vitamin_a_in_its_months(months, capsule):
    on = date(2027, 2, 10)
    born = date(2027, 2, 10).replace(year=2027 - (months + 10) // 12, month=(2 - months - 1) % 12 + 1)
    reason = vitamin_a(born, on, had_this_round=False)
    assert (None if reason is None else reason.text) == (f"Vitamin A kapsul {capsule}" if capsule else None)
    assert vitamin_a(born, on, had_this_round=True) is None
    assert vitamin_a(born, date(2027, 3, 10), had_this_round=False) is None


@pytest.mark.parametrize(
    ("last", "text", "late"),
    [
        ("2026-11-09", None, False),
        ("2026-11-28", None, False),
        ("2026-10-12", "Tidak datang November 2026, terakhir Oktober 2026", False),
        ("2026-08-12", "Tidak datang November 2026, terakhir Agustus 2026", True),
    ],
)
def test_missed_last_month(last, text, late):
    reason = missed(date(2025, 1, 1), date.fromisoformat(last), date(2026, 11, 9), None)
    assert (None if reason is None else reason.text) == text
    assert reason is None or reason.is_overdue is late


def test_never_weighed_is_told_and_a_newcomer_missed_nothing():
    session_on = date(2026, 11, 9)
    never = missed(date(2025, 1, 1), None, session_on, None)
    assert never is not None
    assert (never.text, never.severity) == ("Belum pernah ditimbang di sini", Severity.YELLOW)
    for born, since in ((date(2026, 11, 20), None), (date(2025, 1, 1), date(2026, 11, 20))):
        new = missed(born, None, session_on, since)
        assert new is not None
        assert new.severity is Severity.GREEN
    assert missed(date(2025, 1, 1), date(2026, 8, 1), session_on, date(2026, 11, 20)) is None
    assert missed(date(2025, 1, 1), None, None, None) is None


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (0, "Bayi 0 hari: KN1 sampai 3 Juni 2025"),
        (5, "Bayi 5 hari: KN2 sampai 8 Juni 2025; KN1 belum tercatat"),
        (28, "Bayi 28 hari: KN3 sampai 29 Juni 2025; KN1, KN2 belum tercatat"),
        (29, None),
    ],
)
def test_r_kn_windows(day, text):
    born = date(2025, 6, 1)
    reason = newborn(born, {}, date.fromordinal(born.toordinal() + day))
    assert (None if reason is None else reason.text) == text


def test_a_visit_that_took_place_is_not_asked_for_again():
    assert newborn(date(2025, 6, 1), {"KN2": date(2025, 6, 5)}, date(2025, 6, 6)) is None


def test_the_gravest_stands_first_then_what_is_late():
    reasons = (
        DueReason(DueKind.MONTHLY, "c", Severity.GREEN),
        DueReason(DueKind.IMMUNIZATION, "b"),
        DueReason(DueKind.MISSED, "late", is_overdue=True),
        DueReason(DueKind.GROWTH, "a", Severity.RED),
    )
    assert [one.text for one in most_pressing_first(reasons)] == ["a", "late", "b", "c"]
