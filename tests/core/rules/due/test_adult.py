"""Why a grown-up should come: blood pressure, sugar, TBC, and the yearly look."""

from datetime import date
from decimal import Decimal

import pytest

from core.rules.choices import Choices
from core.rules.due.adult import Pressure, Sugar, pressure, referral, screening, sugar, sugar_check, tbc
from core.rules.tuberculosis import Person
from core.words.findings import Severity

ON, CHOICES = date(2026, 12, 9), Choices()


@pytest.mark.parametrize(
    ("top", "bottom", "severity"),
    [(129, 84, None), (140, 80, Severity.RED), (120, 90, Severity.RED), (180, 100, Severity.URGENT)],
)
def test_r_td_high_last_time_comes_for_control(top, bottom, severity):
    last = Pressure(top, bottom, date(2026, 11, 9))
    reason = pressure(last, 50, CHOICES, ON, is_mother=False, is_known_high=False)
    assert (None if reason is None else reason.severity) == severity
    assert reason is None or reason.text == f"Kontrol tekanan darah: terakhir {top}/{bottom}, 9 November 2026"


def test_a_known_illness_comes_for_control_although_it_was_fine():
    fine = Pressure(120, 80, date(2026, 11, 9))
    known = pressure(fine, 50, CHOICES, ON, is_mother=False, is_known_high=True)
    assert known is not None
    assert known.severity is Severity.YELLOW
    assert sugar(None, CHOICES, is_known_high=True) is not None
    assert sugar(None, CHOICES, is_known_high=False) is None


@pytest.mark.parametrize(
    ("value", "is_hi", "text"),
    [
        ("139", False, None),
        ("200", False, "Kontrol gula darah: terakhir 200 mg/dL, 9 November 2026"),
        ("182.5", False, "Kontrol gula darah: terakhir 182,5 mg/dL, 9 November 2026"),
        (None, True, "Kontrol gula darah: terakhir HI mg/dL, 9 November 2026"),
    ],
)
def test_r_gd_high_last_time_comes_for_control(value, is_hi, text):
    last = Sugar(None if value is None else Decimal(value), "GDS", is_hi, date(2026, 11, 9))
    reason = sugar(last, CHOICES, is_known_high=False)
    assert (None if reason is None else reason.text) == text


def test_r_tbc_signs_and_contact_of_the_last_answers():
    asked = date(2026, 11, 9)
    none = dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact"), False)
    assert tbc(none, asked, Person(), CHOICES) is None
    signs = tbc(none | {"tbc_cough": True, "tbc_fever": True}, asked, Person(), CHOICES)
    assert signs is not None
    assert (signs.text, signs.severity) == (
        "Ada gejala TBC 9 November 2026: tanya lagi, sudah diperiksa?",
        Severity.RED,
    )
    contact = tbc({"tbc_contact": True}, asked, Person(), CHOICES)
    assert contact is not None
    assert contact.text.startswith("Dekat dengan pasien TBC")


def test_r_jatuhtempo_once_a_year():
    assert screening(date(2026, 1, 1), ON) is None
    never, late = screening(None, ON), screening(date(2025, 12, 8), ON)
    assert never is not None
    assert late is not None
    assert (never.severity, late.is_overdue) == (Severity.GREEN, True)


@pytest.mark.parametrize(
    ("measured_on", "on", "comes", "is_late"),
    [
        (date(2025, 1, 5), date(2025, 2, 4), False, False),
        (date(2025, 1, 5), date(2025, 2, 5), True, False),
        (date(2025, 1, 5), date(2025, 2, 6), True, True),
    ],
)
@pytest.mark.parametrize(("top", "bottom"), [(130, 70), (128, 86), (139, 89)])
def test_r_jatuhtempo_r_td_high_normal_is_measured_again_every_month(top, bottom, measured_on, on, comes, is_late):
    last = Pressure(top, bottom, measured_on)
    reason = pressure(last, 50, CHOICES, on, is_mother=False, is_known_high=False)
    assert (reason is not None) is comes
    assert reason is None or (reason.severity, reason.is_overdue) == (Severity.YELLOW, is_late)
    assert (
        reason is None
        or reason.text == f"Ukur lagi tekanan darah, hampir tinggi: terakhir {top}/{bottom}, 5 Januari 2025"
    )


@pytest.mark.parametrize(
    ("last", "years", "has_risk", "is_due"),
    [
        (None, 41, False, True),
        (None, 30, False, False),
        (None, 30, True, True),
        (date(2025, 12, 10), 41, False, False),
        (date(2025, 12, 9), 41, False, True),
        (None, 14, True, False),
    ],
)
def test_r_jatuhtempo_r_gd_sugar_once_a_year_for_whom_it_is(last, years, has_risk, is_due):
    reason = sugar_check(last, years, ON, CHOICES, has_risk=has_risk)
    assert (reason is not None) is is_due


def test_conflict_12_from_fifteen_years():
    assert sugar_check(None, 30, ON, CHOICES, has_risk=False) is None
    assert sugar_check(None, 30, ON, Choices(glucose_from_years="15"), has_risk=False) is not None


def test_an_open_referral_is_asked_after():
    assert referral(date(2026, 11, 9)).text == "Dirujuk 9 November 2026: tanyakan kabarnya"
