"""What is next for a child: worked examples of vitamin A, deworming, ASI E0-E6, MP-ASI and local extra food."""

from datetime import date, timedelta

import pytest

from core.rules.services_next import child
from core.rules.services_next.child import FoodDay, Milk, milk_of
from core.words.age import latest_birth

ON = date(2026, 2, 10)
TICK, OTHER, UNASKED = "√", "X", "A"


@pytest.mark.parametrize(
    ("months", "capsule"), [(6, "biru"), (11, "biru"), (12, "merah"), (59, "merah")], ids=lambda one: f"R-07 {one}"
)
def test_r_vita_in_its_round(months, capsule):
    found = child.vitamin_a(latest_birth(months, ON), ON, None)
    assert found is not None
    assert found.text == f"kapsul {capsule}"
    assert found.is_due(ON)


@pytest.mark.parametrize(
    ("born", "on", "last", "wanted"),
    [
        ("2025-09-10", "2026-02-10", None, "Vitamin A: kapsul biru, mulai 1 Agustus 2026"),  # five months
        ("2025-08-20", "2026-02-10", None, "Vitamin A: kapsul biru, mulai 20 Februari 2026"),
        ("2024-08-20", "2026-02-10", "2026-02-03", "Vitamin A: kapsul merah, mulai 1 Agustus 2026"),
        ("2024-08-20", "2026-05-10", "2026-02-03", "Vitamin A: kapsul merah, mulai 1 Agustus 2026"),
        ("2021-03-20", "2026-02-10", None, "Vitamin A: kapsul merah, sekarang"),  # 58 months
    ],
)
def test_r_vita_what_is_next(born, on, last, wanted):
    day = date.fromisoformat(on)
    found = child.vitamin_a(date.fromisoformat(born), day, None if last is None else date.fromisoformat(last))
    assert found is not None
    assert found.line(day) == wanted


def test_r_vita_ends_at_sixty_months():
    assert child.vitamin_a(latest_birth(60, ON), ON, None) is None


@pytest.mark.parametrize(
    ("months", "last", "dose", "due"),
    [
        (11, None, "200 mg", "2026-03-10"),
        (12, None, "200 mg", "2026-02-10"),
        (23, None, "200 mg", "2025-03-10"),
        (24, None, "400 mg", "2025-02-10"),
        (23, "2026-01-10", "400 mg", "2026-07-10"),
    ],
    ids=lambda one: f"R-08 {one}",
)
def test_r_cacing_every_six_months_from_one_year(months, last, dose, due):
    born_on = latest_birth(months, ON)
    found = child.deworming(born_on, ON, None if last is None else date.fromisoformat(last))
    assert found is not None
    assert found.text.startswith(dose)
    assert found.due_on == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("rows", "months", "wanted"),
    [
        ({0: TICK, 1: TICK, 2: OTHER, 3: UNASKED}, 3, (Milk.BROKEN, 2)),
        ({0: TICK, 1: TICK, 2: OTHER, 3: TICK}, 3, (Milk.BROKEN, 2)),
        ({0: TICK, 1: TICK}, 1, (Milk.SO_FAR, 1)),
        (dict.fromkeys(range(7), TICK), 6, (Milk.PASSED, 6)),
        ({5: TICK}, 6, (Milk.SO_FAR, 5)),
        ({0: UNASKED}, 1, (Milk.UNKNOWN, None)),
        ({}, 1, (Milk.UNKNOWN, None)),
    ],
)
def test_r_asi_a_break_is_final(rows, months, wanted):
    assert milk_of(rows, months) == wanted


@pytest.mark.parametrize(
    ("months", "rows", "wanted"),
    [
        (2, {0: TICK, 1: TICK}, "ASI eksklusif: ASI saja sampai E1; tanyakan E2, sekarang"),
        (2, {0: TICK, 1: TICK, 2: TICK}, "ASI eksklusif: ASI saja sampai E2; tanyakan E3, mulai 10 Maret 2026"),
        (4, {3: OTHER}, "ASI eksklusif: putus di E3, dukung ibu terus menyusui"),
        (6, dict.fromkeys(range(7), TICK), "ASI eksklusif: lulus ASI eksklusif 6 bulan"),
    ],
)
def test_r_asi_what_is_asked_next(months, rows, wanted):
    found = child.breast_milk(latest_birth(months, ON), ON, rows)
    assert found is not None
    assert found.line(ON) == wanted


def test_r_asi_is_over_after_six_months():
    assert child.breast_milk(latest_birth(7, ON), ON, {}) is None


@pytest.mark.parametrize(
    ("months", "often", "due"),
    [(4, "2-3 kali", "2026-04-10"), (6, "2-3 kali", None), (8, "2-3 kali", None), (9, "3-4 kali", None)],
)
def test_r_mpasi_how_often_and_how_varied(months, often, due):
    found = child.food(latest_birth(months, ON), ON)
    assert found is not None
    assert found.text.startswith(often)
    assert "5 dari 8 kelompok" in found.text
    assert found.due_on == (None if due is None else date.fromisoformat(due))
    assert ("3-4 kali sehari" in found.text) is (months >= 6)


def test_r_mpasi_is_over_at_two_years():
    assert child.food(latest_birth(24, ON), ON) is None


@pytest.mark.parametrize(("reason", "days"), [("wasting", 56), ("underweight", 28), ("tidak_naik", 14)])
def test_r_pmt_the_course_follows_from_the_reason(reason, days):
    new = child.extra_food(ON, [], reason)
    assert new is not None
    assert new.is_due(ON)
    assert f"{days} hari" in new.text
    began = ON - timedelta(days=9)
    running = child.extra_food(ON, [FoodDay(began, None), FoodDay(ON, is_finished=True)], reason)
    assert running is not None
    assert running.text == f"hari ke-10 dari {days}, dihabiskan 1 dari 1 kali ditanya (100%); nilai lagi berat"
    assert running.due_on == began + timedelta(days=days)


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ({"whz_category": "GK", "waz_category": "K", "weight_letter": "T"}, "wasting"),
        ({"muac_category": "KUNING", "weight_letter": "N"}, "wasting"),
        ({"whz_category": "N", "waz_category": "SK"}, "underweight"),
        ({"whz_category": "N", "waz_category": "N", "weight_letter": "T"}, "tidak_naik"),
        ({"whz_category": "N", "waz_category": "N", "weight_letter": "O"}, None),
        ({}, None),
    ],
)
def test_r_pmt_the_gravest_result_is_the_reason(results, reason):
    assert child.course_reason(results) == reason


def test_r_pmt_without_a_reason_nothing_is_asked_for():
    assert child.extra_food(ON, [], None) is None
