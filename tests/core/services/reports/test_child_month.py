"""What one child is in a month's report: residence, card, letter, capsule, breast milk, severe malnutrition."""

from datetime import date

import pytest

from core.growth.kms import KmsEdition
from core.growth.weight_gain import Letter
from core.services.people.residence import Stay
from core.services.reports.child_month import Breastfeeding, child_month, letters_by_month
from core.services.reports.facts import CountingRules
from core.words.people import LifeStatus, Sex
from core.words.periods import Month

NOVEMBER = Month(2026, 11)
DAY = date(2026, 11, 12)


def row(child, on=DAY, month=NOVEMBER, rules=None):
    return child_month(child, letters_by_month(child, rules or CountingRules()), month, on)


# --- S: who is an under-five of the village on the session day


@pytest.mark.parametrize(
    ("born", "is_counted"),
    [
        ("2021-11-13", True),  # 59 months on the day
        ("2021-11-12", False),  # 60 months on the day
        ("2026-11-12", True),  # born on the day
        ("2026-11-13", False),
    ],
)
def test_s_goes_by_completed_months_on_the_session_day(child, born, is_counted):
    assert row(child("Aisyah", born)).is_in_s is is_counted


@pytest.mark.parametrize(
    ("facts", "is_counted"),
    [
        ({"stays": (Stay(from_on=date(2026, 11, 12)),)}, True),
        ({"stays": (Stay(from_on=date(2026, 11, 13)),)}, False),
        ({"status": LifeStatus.DEAD, "status_changed_on": date(2026, 11, 12)}, True),
        ({"status": LifeStatus.DEAD, "status_changed_on": date(2026, 11, 11)}, False),
        ({"status": LifeStatus.MOVED_AWAY, "status_changed_on": date(2026, 12, 1)}, True),
    ],
)
def test_s_holds_whoever_lives_in_the_village_on_the_day_the_day_itself_counts(child, facts, is_counted):
    assert row(child("Bima", "2025-05-01", **facts)).is_in_s is is_counted


def test_weighed_in_the_month_but_moved_away_before_the_session_is_not_in_d(child, visit):
    left = child(
        "Citra",
        "2025-05-01",
        visit("2026-11-02", 9.0),
        status=LifeStatus.MOVED_AWAY,
        status_changed_on=date(2026, 11, 5),
    )
    assert row(left).weighing is None


# --- K: the card


@pytest.mark.parametrize(("kms_on", "owns"), [(date(2026, 11, 12), True), (date(2026, 11, 13), False), (None, False)])
def test_k_needs_a_card_by_the_session_day(child, kms_on, owns):
    assert row(child("Dodi", "2025-05-01", kms_on=kms_on)).owns_kms is owns


# --- D and its letters


def test_a_child_not_weighed_has_no_letter_at_all(child, visit):
    assert row(child("Eka", "2025-05-01", visit("2026-10-10", 9.0))).letter is None


def test_first_weighing_ever_is_b_although_the_birth_weight_is_known(child, visit):
    assert row(child("Fajar", "2026-09-01", visit("2026-11-12", 5.0))).letter is Letter.NEW


def test_back_after_a_month_away_is_o(child, visit):
    assert (
        row(child("Gita", "2025-05-01", visit("2026-09-10", 9.0), visit("2026-11-12", 9.5))).letter is Letter.RETURNED
    )


@pytest.mark.parametrize(("now", "letter"), [(9.2, Letter.GAINED), (9.19, Letter.NOT_GAINED), (8.9, Letter.NOT_GAINED)])
def test_gaining_just_the_kbm_is_n(child, visit, now, letter):
    hadi = child("Hadi", "2025-05-01", visit("2026-10-10", 9.0), visit("2026-11-12", now))
    assert row(hadi).letter is letter


def test_weighed_twice_in_a_month_the_session_day_counts(child, visit):
    indah = child(
        "Indah",
        "2025-05-01",
        visit("2026-10-10", 9.0),
        visit("2026-11-12", 9.5),
        visit("2026-11-20", 8.0, is_session=False),
    )
    assert row(indah).letter is Letter.GAINED


def test_weighed_only_by_sweeping_still_counts(child, visit):
    joko = child("Joko", "2025-05-01", visit("2026-10-10", 9.0), visit("2026-11-25", 9.4, is_session=False))
    assert row(joko).letter is Letter.GAINED


def test_old_weights_from_the_book_are_not_d_but_make_the_next_letter(child, visit):
    outside = child("Kiki", "2025-05-01", visit("2026-10-10", 9.0, is_outside_history=True), visit("2026-11-12", 9.3))
    assert row(outside, date(2026, 10, 15), Month(2026, 10)).letter is None
    assert row(outside).letter is Letter.GAINED


def test_weighed_only_at_another_posyandu_is_not_d(child, visit):
    away = visit("2026-11-12", 9.3)
    assert row(child("Lina", "2025-05-01", away, elsewhere=frozenset({away.id}))).letter is None


def test_the_letter_the_bidan_decided_on_wins(child, visit):
    mira = child("Mira", "2025-05-01", visit("2026-10-10", 9.0), visit("2026-11-12", 9.1, letter_override="N"))
    assert row(mira).letter is Letter.GAINED


@pytest.mark.parametrize(
    ("weights", "o_breaks", "is_two_t"),
    [
        ({"2026-09-10": 9.0, "2026-10-10": 9.0, "2026-11-12": 9.0}, True, True),
        ({"2026-08-10": 9.0, "2026-09-10": 9.0, "2026-10-10": 9.0, "2026-11-12": 9.0}, True, True),
        ({"2026-07-10": 9.0, "2026-08-10": 9.0, "2026-10-10": 9.0, "2026-11-12": 9.0}, True, False),
        ({"2026-07-10": 9.0, "2026-08-10": 9.0, "2026-10-10": 9.0, "2026-11-12": 9.0}, False, True),
        ({"2026-09-10": 9.0, "2026-10-10": 9.3, "2026-11-12": 9.3}, True, False),
    ],
)
def test_2t_is_t_now_and_t_last_month(child, visit, weights, o_breaks, is_two_t):
    nana = child("Nana", "2025-05-01", *(visit(on, kilograms) for on, kilograms in weights.items()))
    found = row(nana, rules=CountingRules(o_breaks_two_t=o_breaks))
    assert found.weighing is not None
    assert found.weighing.two_t is is_two_t


def test_bgm_follows_the_edition_of_the_card(child, visit):
    thin = child("Oki", "2025-05-12", visit("2026-11-12", 8.3))  # 18 months, a boy: between -3 and -2 SD
    assert row(thin).weighing.bgm
    assert not row(thin, rules=CountingRules(KmsEdition.OLD)).weighing.bgm


# --- vitamin A: by the age on the day given


@pytest.mark.parametrize(
    ("born", "months"),
    [
        ("2026-05-20", None),  # 5 months on the day given
        ("2026-05-12", 6),
        ("2025-11-13", 11),
        ("2025-11-12", 12),
        ("2021-11-13", 59),
        ("2021-11-12", None),  # 60
    ],
)
def test_r_07_capsules_count_at_6_to_59_months_on_the_day_given(child, visit, born, months):
    assert row(child("Putri", born, visit("2026-11-12", vitamin_a="merah"))).capsule_months == months


# --- exclusive breast milk


def asi(child, visit, born, *marks, sex=Sex.FEMALE):
    return child("Qila", born, *(visit(on, breastfeeding=mark) for on, mark in marks), sex=sex)


@pytest.mark.parametrize(
    ("marks", "answer", "in_row"),
    [
        ([("2026-11-12", "√")], Breastfeeding.EXCLUSIVE, 3),
        ([("2026-10-12", "√")], Breastfeeding.UNKNOWN, None),
        ([("2026-11-12", "A")], Breastfeeding.UNKNOWN, None),
        ([("2026-11-12", "X")], Breastfeeding.BROKEN, None),
        ([("2026-09-12", "X"), ("2026-11-12", "√")], Breastfeeding.BROKEN, None),
        ([("2026-09-12", "A"), ("2026-11-12", "√")], Breastfeeding.EXCLUSIVE, 3),
        ([("2026-12-12", "X")], Breastfeeding.UNKNOWN, None),
    ],
)
def test_the_answer_of_the_month_and_once_broken_never_again(child, visit, marks, answer, in_row):
    found = row(asi(child, visit, "2026-08-10", *marks))
    assert (found.breastfeeding, found.exclusive_row) == (answer, in_row)


def test_r_09_exclusive_until_e1_broken_at_e2(child, visit):
    marks = [("2026-08-12", "√"), ("2026-09-12", "√"), ("2026-10-12", "X"), ("2026-11-12", "A")]
    baby = asi(child, visit, "2026-08-01", *marks)
    answers = [row(baby, date(2026, month, 12), Month(2026, month)).breastfeeding for month in (8, 9, 10, 11)]
    assert answers == [
        Breastfeeding.EXCLUSIVE,
        Breastfeeding.EXCLUSIVE,
        Breastfeeding.BROKEN,
        Breastfeeding.BROKEN,
    ]


@pytest.mark.parametrize(
    ("marks", "reaches", "passes"),
    [
        ([("2026-10-12", "√"), ("2026-11-12", "√")], True, True),
        ([("2026-10-12", "A"), ("2026-11-12", "√")], True, True),
        ([("2026-10-12", "X"), ("2026-11-12", "√")], True, False),
        ([("2026-10-12", "√")], True, False),
    ],
)
def test_six_months_reached_and_passed(child, visit, marks, reaches, passes):
    found = row(asi(child, visit, "2026-05-12", *marks))
    assert (found.reaches_six_months, found.passed_exclusive) == (reaches, passes)
    assert found.breastfeeding is None  # 6 months: no longer of the age 0-5 months 29 days


def test_six_months_are_reached_by_the_calendar_not_by_the_session_day(child):
    assert row(child("Rara", "2026-05-30")).reaches_six_months
    assert not row(child("Sari", "2026-06-01")).reaches_six_months


# --- the list of gizi buruk


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"kilograms": 7.0, "length_mm": 800}, "BB/TB"),
        ({"kilograms": 10.0, "has_oedema": True}, "bengkak"),
        ({"muac_mm": 114}, "LiLA 11,4 cm"),
        ({"muac_mm": 115}, ""),
        ({"kilograms": 10.5, "length_mm": 800}, ""),
    ],
)
def test_gizi_buruk_by_weight_for_length_oedema_or_lila(child, visit, facts, reason):
    found = row(child("Tono", "2025-05-12", visit("2026-11-12", **facts)))
    assert (reason in found.severe_reason) if reason else not found.severe_reason


def test_a_thin_arm_under_six_months_is_not_on_the_list(child, visit):
    assert not row(child("Umi", "2026-06-12", visit("2026-11-12", muac_mm=110))).severe_reason
