"""KBM, letters and chains: the worked examples of the KMS, then laws that hold for every history."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.growth import standards, weight_for_age
from core.growth.kms import KmsEdition
from core.growth.weight_gain import (
    FineCode,
    Letter,
    WeighingFact,
    fine_code,
    kbm_g,
    next_target,
    step,
    weigh_chain,
)
from core.words.people import Sex
from core.words.periods import Month

BORN = date(2024, 3, 10)
C1 = {4: 4100, 5: 5200, 6: 6000, 8: 7200, 9: 7500, 10: 7800, 11: 8100, 12: 8400}


@pytest.mark.parametrize(
    ("case", "sex", "months", "grams"),
    [
        ("K-01", "L", 0, None),
        ("K-02", "L", 1, 800),
        ("K-03", "P", 6, 400),
        ("K-04", "L", 7, 400),
        ("K-05", "P", 7, 300),
        ("K-06", "L", 11, 300),
        ("K-07", "P", 11, 200),
        ("K-08", "L", 12, 200),
        ("K-09", "P", 60, 200),
        ("K-10", "L", 61, None),
    ],
)
def test_kbm_of_the_card(case, sex, months, grams):
    assert kbm_g(Sex(sex), months) == grams, case


def test_the_whole_kbm_row_of_the_card():
    boys = [kbm_g(Sex.MALE, month) for month in range(13)]
    girls = [kbm_g(Sex.FEMALE, month) for month in range(13)]
    assert boys == [None, 800, 900, 800, 600, 500, 400, 400, 300, 300, 300, 300, 200]
    assert girls == [None, 800, 900, 800, 600, 500, 400, 300, 300, 300, 300, 200, 200]


@pytest.mark.parametrize(
    "single_step",
    [
        ("S-01", "L", 9, 8600, 8800, "T", (-0.02, -0.11), "N2", True),
        ("S-02", "L", 9, 8600, 8900, "N", (-0.02, 0.00), "N2", False),
        ("S-03", "L", 9, 7600, 8000, "N", (-1.15, -0.98), "N1", False),
        ("S-04", "L", 9, 7700, 7700, "T", (-1.03, -1.32), "T2", False),
        ("S-05", "L", 9, 7700, 7500, "T", (-1.03, -1.56), "T3", False),
        ("S-06", "P", 12, 8000, 8100, "T", (-0.71, -0.82), "N2", True),
        ("S-07", "L", 6, 6900, 7000, "T", (-0.76, -1.14), "T1", False),
        ("S-08", "P", 6, 6200, 6600, "N", (-0.87, -0.83), "N2", False),
        ("S-09", "L", 4, 6000, 6600, "N", (-0.51, -0.53), "N2", False),
        ("S-10", "L", 31, 13000, 13100, "T", (-0.19, -0.24), "N2", True),
    ],
)
def test_single_steps(single_step):
    case, sex, month, before_g, now_g, letter, z, fine, is_disputed = single_step
    sex = Sex(sex)
    scores = [
        weight_for_age.z_score(sex, standards.days_of_months(at), at, grams / 1000)
        for at, grams in ((month - 1, before_g), (month, now_g))
    ]
    assert scores == pytest.approx(z, abs=0.02), case
    judged = step(sex, month, now_g, is_first=False, previous_g=before_g, previous_waz=z[0], waz=z[1])
    assert (judged.letter, judged.fine, judged.curve_disagrees) == (letter, fine, is_disputed), case


def chain(sex, weights, **settings):
    """Weighings on the 12th of each month of 2024, as {month: grams}."""
    facts = [WeighingFact(str(month), date(2024, month, 12), grams) for month, grams in weights.items()]
    return {int(v.key): v for v in weigh_chain(Sex(sex), BORN, facts, **settings)}


def letters(verdicts):
    return {month: f"{verdict.letter}{'2' if verdict.two_t else ''}" for month, verdict in verdicts.items()}


def test_c1_the_same_weights_differ_by_sex_at_month_seven():
    boy, girl = chain("L", C1), chain("P", C1)
    assert letters(boy) == {4: "B", 5: "N", 6: "N", 8: "O", 9: "T", 10: "T2", 11: "N", 12: "N"}
    assert letters(girl) == {4: "B", 5: "N", 6: "N", 8: "O", 9: "T", 10: "N", 11: "N", 12: "N"}
    assert [verdict.age_months for verdict in boy.values()] == [1, 2, 3, 5, 6, 7, 8, 9]


def test_c1_deleting_june_changes_nothing_else():
    boy = chain("L", {month: grams for month, grams in C1.items() if month != 6})
    assert letters(boy) == {4: "B", 5: "N", 8: "O", 9: "T", 10: "T2", 11: "N", 12: "N"}


@pytest.mark.parametrize(
    ("sex", "july_g", "expected"),
    [
        ("L", 6500, {7: "T", 8: "N", 9: "T", 10: "T2"}),
        ("P", 6500, {7: "T", 8: "N", 9: "T", 10: "N"}),
        ("L", 6800, {7: "N", 8: "T", 9: "T2", 10: "T2"}),
        ("P", 6800, {7: "N", 8: "T", 9: "T2", 10: "N"}),
    ],
)
def test_c1_inserting_july_recomputes_the_chain(sex, july_g, expected):
    verdicts = letters(chain(sex, {**C1, 7: july_g}))
    assert {month: verdicts[month] for month in expected} == expected


def test_c2_a_third_t_is_still_two_t():
    assert letters(chain("L", {9: 7500, 10: 7500, 11: 7500, 12: 7500})) == {9: "B", 10: "T", 11: "T2", 12: "T2"}


def test_c3_a_month_away_breaks_two_t_unless_the_puskesmas_says_otherwise():
    weights = {6: 7000, 7: 7000, 9: 7200, 10: 7200}
    assert letters(chain("L", weights)) == {6: "B", 7: "T", 9: "O", 10: "T"}
    assert letters(chain("L", weights, o_breaks_two_t=False)) == {6: "B", 7: "T", 9: "O", 10: "T2"}


def test_c4_an_n_between_two_t_breaks_the_chain():
    assert letters(chain("L", {9: 7500, 10: 7500, 11: 8000, 12: 8000})) == {9: "B", 10: "T", 11: "N", 12: "T"}


def test_c5_a_newcomer_is_b_unless_last_month_is_copied_from_the_book():
    born = date(2023, 1, 5)
    now = WeighingFact("now", date(2024, 9, 12), 10500)
    book = WeighingFact("book", date(2024, 8, 10), 10200, is_outside_history=True)
    old_book = WeighingFact("old", date(2024, 5, 10), 10000, is_outside_history=True)
    assert [v.letter for v in weigh_chain(Sex.FEMALE, born, [now])] == [Letter.NEW]
    assert [v.letter for v in weigh_chain(Sex.FEMALE, born, [now, book])] == [None, Letter.GAINED]
    assert [v.letter for v in weigh_chain(Sex.FEMALE, born, [now, old_book])] == [None, Letter.NEW]


@pytest.mark.parametrize(
    ("grams", "edition", "is_bgm"),
    [(7600, "2020", True), (7800, "2020", False), (7700, "2020", True), (7600, "2010", False)],
)
def test_c6_bgm_by_edition(grams, edition, is_bgm):
    fact = WeighingFact("a", date(2025, 1, 1), grams)
    (verdict,) = weigh_chain(Sex.MALE, date(2024, 1, 1), [fact], KmsEdition(edition))
    assert verdict.age_months == 12
    assert verdict.bgm is is_bgm


def test_two_weighings_in_a_month_the_posyandu_day_counts_and_the_other_is_a_point():
    facts = [
        WeighingFact("july", date(2024, 7, 12), 6500),
        WeighingFact("posyandu", date(2024, 8, 12), 7200),
        WeighingFact("visit", date(2024, 8, 25), 7400, is_session=False),
    ]
    verdicts = {v.key: v for v in weigh_chain(Sex.MALE, BORN, facts)}
    assert (verdicts["posyandu"].letter, verdicts["posyandu"].is_official) == (Letter.GAINED, True)
    assert (verdicts["visit"].letter, verdicts["visit"].is_official) == (None, False)


def test_two_visits_outside_the_posyandu_day_the_latest_counts():
    days = (date(2024, 8, 3), date(2024, 8, 25))
    facts = [WeighingFact(str(day), day, 7200, is_session=False) for day in days]
    assert [v.is_official for v in weigh_chain(Sex.MALE, BORN, facts)] == [False, True]


def test_february_second_to_march_thirtieth_is_still_month_to_month():
    facts = [WeighingFact("a", date(2025, 2, 2), 8000), WeighingFact("b", date(2025, 3, 30), 8300)]
    assert [v.letter for v in weigh_chain(Sex.MALE, BORN, facts)] == [Letter.NEW, Letter.GAINED]


def test_the_first_month_has_no_kbm_and_is_marked_as_an_estimate():
    facts = [WeighingFact("a", date(2024, 3, 30), 3200), WeighingFact("b", date(2024, 4, 8), 3300)]
    verdict = weigh_chain(Sex.MALE, BORN, facts)[1]
    assert (verdict.letter, verdict.is_estimate, verdict.kbm_g) == (Letter.GAINED, True, None)


def test_the_arithmetic_is_spelled_out():
    boy = chain("L", {**C1, 11: 8000})
    assert boy[11].arithmetic == "naik 0,2 kg; KBM umur 8 bulan 0,3 kg: T"
    assert boy[8].arithmetic == "bulan lalu tidak ditimbang: O"
    assert boy[4].arithmetic == "penimbangan pertama di posyandu ini: B"
    assert chain("L", {9: 7500, 10: 7400})[10].arithmetic == "turun 0,1 kg; KBM umur 7 bulan 0,4 kg: T"
    assert chain("L", {9: 7500, 10: 7500})[10].arithmetic == "berat tetap; KBM umur 7 bulan 0,4 kg: T"


def test_the_bidans_letter_stands_beside_the_computed_one():
    facts = [
        WeighingFact("a", date(2024, 9, 12), 7500),
        WeighingFact("b", date(2024, 10, 12), 7800, letter_override=Letter.GAINED),
        WeighingFact("c", date(2024, 11, 12), 7900),
    ]
    verdicts = weigh_chain(Sex.MALE, BORN, facts)
    assert (verdicts[1].letter, verdicts[1].auto_letter) == (Letter.GAINED, Letter.NOT_GAINED)
    assert (verdicts[2].letter, verdicts[2].two_t) == (Letter.NOT_GAINED, False)


@pytest.mark.parametrize("decided", [Letter.RETURNED, Letter.NEW])
def test_a_decided_letter_between_two_t_breaks_the_chain(decided):
    """2T is T in this month and in the month before: what the bidan decided is that month's letter."""
    facts = [
        WeighingFact("a", date(2024, 9, 12), 7500),
        WeighingFact("b", date(2024, 10, 12), 7500),
        WeighingFact("c", date(2024, 11, 12), 7500, letter_override=decided),
        WeighingFact("d", date(2024, 12, 12), 7500),
    ]
    last = weigh_chain(Sex.MALE, BORN, facts)[-1]
    assert (last.letter, last.two_t) == (Letter.NOT_GAINED, False)


def test_after_sixty_months_there_is_no_letter():
    facts = [WeighingFact("a", date(2029, 3, 10), 15000), WeighingFact("b", date(2029, 4, 10), 15300)]
    assert [v.letter for v in weigh_chain(Sex.MALE, BORN, facts)] == [Letter.NEW, None]


def test_oedema_leaves_the_letter_but_no_z_score():
    (verdict,) = weigh_chain(Sex.MALE, BORN, [WeighingFact("a", date(2024, 9, 12), 7500, has_oedema=True)])
    assert (verdict.letter, verdict.waz, verdict.bgm) == (Letter.NEW, None, False)


def test_next_months_target_is_last_weight_plus_the_kbm_of_the_age_then():
    assert next_target(Sex.MALE, BORN, 7800, date(2024, 11, 12)) == 8100
    assert next_target(Sex.MALE, BORN, 3200, date(2024, 4, 1)) is None


@pytest.mark.parametrize(("z0", "z1", "fine"), [(-2.01, -1.99, "N2"), (-2.05, -1.95, "N1"), (-1.95, -2.05, "T1")])
def test_a_line_is_crossed_only_by_a_tenth_of_an_sd(z0, z1, fine):
    assert fine_code(100, z0, z1) == FineCode(fine)


histories = st.lists(
    st.tuples(st.integers(0, 1850), st.integers(2000, 20000), st.booleans()), max_size=25, unique_by=lambda row: row[0]
)


def facts_of(history):
    return [
        WeighingFact(str(at), BORN + timedelta(days=days), grams, is_session=is_session)
        for at, (days, grams, is_session) in enumerate(history)
    ]


@given(st.sampled_from(list(Sex)), histories)
def test_every_month_with_a_weighing_has_exactly_one_letter(sex, history):
    verdicts = weigh_chain(sex, BORN, facts_of(history))
    months = {Month.of(v.measured_on) for v in verdicts if v.age_months < 60}
    lettered = [Month.of(v.measured_on) for v in verdicts if v.letter is not None and v.age_months < 60]
    assert sorted(lettered) == sorted(set(lettered))
    assert set(lettered) <= months
    assert sum(v.letter is Letter.NEW for v in verdicts) <= 1


@given(st.sampled_from(list(Sex)), histories)
def test_the_order_of_entry_does_not_matter(sex, history):
    facts = facts_of(history)
    assert weigh_chain(sex, BORN, facts) == weigh_chain(sex, BORN, facts[::-1])


@given(st.sampled_from(list(Sex)), histories)
def test_two_t_means_t_now_and_t_last_month(sex, history):
    verdicts = [v for v in weigh_chain(sex, BORN, facts_of(history)) if v.letter]
    by_month = {Month.of(v.measured_on): v for v in verdicts}
    for month, verdict in by_month.items():
        before = by_month.get(month.previous())
        is_two_t = verdict.letter is Letter.NOT_GAINED and before is not None and before.letter is Letter.NOT_GAINED
        assert verdict.two_t is is_two_t
