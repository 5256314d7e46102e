"""KPSP and the checklist of the Buku KIA: worked examples P-01 to P-10 and D-01 to D-05."""

from datetime import date

import pytest

from core.rules.development import (
    KpspResult,
    checklist_finding,
    checklist_so_far,
    checkpoint_for,
    is_kpsp_repeat,
    kpsp_finding,
    kpsp_for,
    kpsp_result,
    screening_months,
)
from core.rules.development_items import CHECKPOINTS
from core.words.findings import Severity


@pytest.mark.parametrize(
    ("born", "on", "months", "kpsp"),
    [
        pytest.param("2025-01-10", "2025-03-26", 3, 3, id="P-01"),
        pytest.param("2025-01-10", "2025-03-25", 2, None, id="P-02"),
        pytest.param("2025-01-10", "2025-04-09", 3, 3, id="P-03"),
        pytest.param("2024-01-10", "2025-09-20", 20, 18, id="P-04"),
        pytest.param("2024-01-10", "2026-06-01", 29, 24, id="P-05"),
        pytest.param("2024-01-31", "2024-05-16", 4, 3, id="P-06"),
        pytest.param("2020-05-05", "2026-05-01", 72, 72, id="P-07"),
        pytest.param("2020-05-05", "2026-06-21", 74, None, id="P-08"),
        pytest.param("2020-05-05", "2026-05-25", 73, 72, id="the last one at 72 months and 20 days"),
        pytest.param("2020-05-05", "2026-06-05", 73, None, id="none from 73 months on"),
    ],
)
def test_r_kpsp_the_questionnaire_of_a_day(born, on, months, kpsp):
    days = date.fromisoformat(born), date.fromisoformat(on)
    assert screening_months(*days) == months
    assert kpsp_for(*days) == kpsp


@pytest.mark.parametrize(("yes", "letter"), [(10, "S"), (9, "S"), (8, "M"), (7, "M"), (6, "P"), (0, "P")])
def test_p_09_scores(yes, letter):
    assert kpsp_result(yes) == letter


def test_p_10_a_preterm_child_counts_from_its_due_date():
    born, on = date(2026, 1, 10), date(2026, 7, 10)
    assert kpsp_for(born, on) == 6
    assert kpsp_for(born, on, gestation_weeks=32) == 3
    assert screening_months(born, on, gestation_weeks=32) == 4
    assert kpsp_for(born, on, gestation_weeks=37) == 6
    day_before = date(2028, 1, 9)
    assert kpsp_for(born, day_before, gestation_weeks=32) == 21
    two_years = date(2028, 1, 10)
    assert kpsp_for(born, two_years, gestation_weeks=32) == 24


def test_a_doubtful_score_is_repeated_after_two_weeks_and_then_referred():
    assert kpsp_finding(8).severity is Severity.YELLOW
    assert "2 minggu" in kpsp_finding(8).next_step
    again = kpsp_finding(8, is_repeat=True)
    assert again.severity is Severity.RED
    low = kpsp_finding(5, sectors=("gerak kasar",))
    assert low.severity is Severity.RED
    assert "gerak kasar" in low.next_step
    assert kpsp_finding(9, is_repeat=True).label == KpspResult.FITTING.label


def test_d_01_and_d_02_all_or_not_all():
    page = checkpoint_for(9)
    assert page is not None
    assert len(page.items) == 11
    assert checklist_finding(page, range(11)).label == "Lengkap"
    lacking = checklist_finding(page, range(10))
    assert (lacking.label, lacking.severity) == ("Tidak lengkap", Severity.RED)
    assert "makan kue sendiri" in lacking.why
    assert "Rujuk" in lacking.next_step


@pytest.mark.parametrize(("months", "page"), [(2, None), (3, 3), (14, 12), (15, 12), (24, 24), (71, 60), (72, 72)])
def test_d_03_and_d_04_the_page_of_an_age(months, page):
    found = checkpoint_for(months)
    assert (found.age_months if found else None) == page


def test_d_05_a_page_that_was_complete_is_not_asked_again():
    assert checkpoint_for(15, completed={12}) is None
    again = checkpoint_for(15, completed={9})
    assert again is not None
    assert again.age_months == 12


@pytest.mark.parametrize(
    ("months", "count"), [(3, 8), (6, 10), (9, 11), (12, 12), (18, 8), (24, 8), (36, 9), (48, 13), (60, 18), (72, 13)]
)
def test_every_page_has_as_many_items_as_the_printed_one(months, count):
    assert len(set(CHECKPOINTS[months])) == count


def test_a_checklist_with_open_lines_is_neither_complete_nor_a_no():
    nine = checkpoint_for(9)
    assert nine is not None
    assert checklist_so_far(nine, {}) is None
    some = checklist_so_far(nine, {0: True})
    assert some is not None
    assert (some.severity, "10 baris" in some.why) == (Severity.YELLOW, True)
    one_no = checklist_so_far(nine, {0: True, 1: False})
    assert one_no is not None
    assert (one_no.severity, one_no.why) == (Severity.RED, "Belum bisa: belajar berdiri.")


def test_r_kpsp_ulang_needs_two_weeks_and_the_same_questionnaire():
    day = date(2026, 11, 1)
    assert is_kpsp_repeat(9, date(2026, 11, 15), [(day, 9, 8)])
    assert not is_kpsp_repeat(9, date(2026, 11, 14), [(day, 9, 8)])
    assert not is_kpsp_repeat(12, date(2026, 11, 15), [(day, 9, 8)])
    assert not is_kpsp_repeat(9, date(2026, 11, 15), [(day, 9, 9)])
