"""Who worries us: the most serious first, with the reason in words."""

from datetime import date

import pytest

from core.services.growth.growth_review import review_list, worries
from core.services.setup import add_posyandu
from core.words.findings import Severity
from core.words.people import LifeStatus, Sex


@pytest.fixture
def village(register, add_child, weigh):
    """Seven children, each with one story."""
    mawar = add_posyandu(register, "Mawar").value
    children = {
        name: add_child(name, "2025-11-12", Sex.MALE, dusun="Krajan", posyandu_id=mawar.id)
        for name in ("Bengkak", "Kurang", "DuaKali", "Sekali", "Hilang", "Baik", "Belum")
    }
    weigh(children["Bengkak"], "2026-11-12", 9.0, has_oedema=True)
    weigh(children["Kurang"], "2026-11-12", 7.6, is_referred=True)
    for month, kilograms in ((9, 9.0), (10, 9.1), (11, 9.2)):
        weigh(children["DuaKali"], f"2026-{month:02d}-12", kilograms)
    for month, kilograms in ((10, 9.4), (11, 9.5)):
        weigh(children["Sekali"], f"2026-{month:02d}-12", kilograms)
    weigh(children["Hilang"], "2026-08-12", 9.0)
    for month, kilograms in ((10, 9.0), (11, 9.6)):
        weigh(children["Baik"], f"2026-{month:02d}-12", kilograms)
    return children


def test_the_most_serious_come_first_and_the_well_last(register, village):
    lines = review_list(register)
    assert [line.name for line in lines] == ["Bengkak", "Kurang", "DuaKali", "Sekali", "Hilang", "Belum", "Baik"]
    assert [line.severity for line in lines] == [
        Severity.URGENT,
        Severity.RED,
        Severity.RED,
        Severity.YELLOW,
        Severity.YELLOW,
        Severity.GREEN,
        Severity.GREEN,
    ]


def test_each_has_its_reason(register, village):
    reasons = {line.name: line.reason for line in review_list(register)}
    assert reasons["Bengkak"] == "Gizi buruk (edema)"
    assert reasons["Kurang"] == "Berat badan kurang (BGM) · sudah dirujuk"
    assert reasons["DuaKali"].startswith("2T · dua kali berturut-turut tidak naik")
    assert reasons["Hilang"] == "tidak datang sejak Agustus 2026"
    assert reasons["Belum"] == "Belum pernah ditimbang"
    assert reasons["Baik"] == ""


def test_a_line_shows_the_last_z_scores_as_a_spark(register, village):
    line = next(line for line in review_list(register) if line.name == "DuaKali")
    assert len(line.spark) == 3
    assert line.spark[-1] == line.waz
    assert (line.letter, line.haz, line.last_on) == ("T", None, date(2026, 11, 12))


def test_worries_are_a_few_and_never_the_well(register, village):
    assert [one.name for one in worries(register, limit=2)] == ["Bengkak", "Kurang"]
    assert [one.name for one in worries(register, limit=50)] == ["Bengkak", "Kurang", "DuaKali", "Sekali", "Hilang"]
    assert worries(register, posyandu_id="lain") == ()


def test_a_capsule_given_later_does_not_hide_what_the_scale_said(register, village, weigh):
    weigh(village["Kurang"], "2026-11-20", vitamin_a="biru")
    line = next(line for line in review_list(register) if line.name == "Kurang")
    assert (line.severity, line.last_on) == (Severity.RED, date(2026, 11, 20))
    assert line.reason.startswith("Berat badan kurang (BGM)")


def test_a_thin_arm_measured_after_the_weighing_comes_first(register, village, weigh):
    weigh(village["Baik"], "2026-11-20", muac_mm=114)
    first, second = review_list(register)[:2]
    assert (first.name, second.name) == ("Baik", "Bengkak")
    assert (first.severity, first.reason, first.letter) == (Severity.URGENT, "Gizi buruk (LiLA)", "N")


def test_only_children_who_live_here_now(register, add_child, weigh):
    gone = {"status": LifeStatus.MOVED_AWAY, "status_changed_on": date(2026, 11, 20)}
    moved = add_child("Pindah", "2025-11-12", Sex.MALE, **gone)
    grown = add_child("Besar", "2021-11-20", Sex.MALE)
    weigh(moved, "2026-11-12", 6.0, confirmation_reason="uji")
    weigh(grown, "2026-10-12", 9.0, confirmation_reason="uji")
    assert review_list(register) == ()
