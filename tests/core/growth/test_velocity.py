"""Velocity: WHO's printed centiles, the worked examples of faltering, and which earlier reading is taken."""

from datetime import date, timedelta

import pytest

from core.growth.velocity import Growing, Reading, compare, faltering, increment_z, p5, waz_change
from core.words.people import Sex

BORN = date(2024, 1, 1)
W, H, HEAD = Growing.WEIGHT, Growing.LENGTH, Growing.HEAD

PRINTED_P5 = [
    (W, 1, "L", "460 713 446 285 194 103 42 -1 -36 -66 -89 -106"),
    (W, 1, "P", "446 578 369 259 172 93 37 -2 -40 -70 -89 -102"),
    (W, 2, "L", "1443 1303 884 642 466 330 238 172 115 67 30 -2 -31 -58 -75 -84 -90 -97 -104 -111 -118 -123 -128"),
    (W, 2, "P", "1216 1107 804 615 450 321 229 157 95 53 26 1 -19 -35 -47 -55 -64 -75 -86 -97 -109 -124 -137"),
    (W, 3, "L", "2083 1733 1284 940 707 550 436 346 271 210 159 119 88 65 49 38 32 28 26 24 19 10"),
    (W, 3, "P", "1784 1542 1197 913 694 528 400 301 230 181 147 122 102 88 78 70 62 53 43 32 20 8"),
    (W, 6, "L", "3387 2759 2096 1636 1321 1080 909 778 676 599 547 515 493 479 470 465 460 455 451"),
    (W, 6, "P", "3049 2498 1985 1563 1240 999 824 702 619 565 532 513 501 492 484 474 461 444 425"),
    (H, 2, "L", "66 54 40 30 23 18 16 15 14 13 12 11 10 9 8 8 7 7 6 5 5 4 4"),
    (H, 2, "P", "61 48 37 28 22 18 16 15 14 13 13 12 11 10 9 9 8 7 7 6 6 5 5"),
    (H, 3, "L", "93 75 57 44 36 31 28 26 24 23 22 21 20 18 17 16 15 15 14 14 13 12"),
    (H, 3, "P", "86 69 54 42 35 31 29 27 26 24 23 22 20 19 19 18 17 16 15 15 14 13"),
    (H, 6, "L", "149 121 98 82 72 65 61 58 56 54 52 50 48 46 45 43 42 41 40"),
    (H, 6, "P", "139 115 96 83 74 68 64 61 58 56 53 52 50 48 46 45 43 42 40"),
    (HEAD, 2, "L", "35 25 19 15 12 9 7 5 4 3 2"),
    (HEAD, 2, "P", "32 23 17 13 11 8 6 5 4 3 2"),
]


@pytest.mark.parametrize(("growing", "interval", "sex", "printed"), PRINTED_P5)
def test_fifth_centiles_are_the_printed_ones(growing, interval, sex, printed):
    expected = [int(value) for value in printed.split()]
    assert [p5(growing, Sex(sex), start, start + interval) for start in range(len(expected))] == expected
    assert p5(growing, Sex(sex), len(expected), len(expected) + interval) is None


def months_old(months):
    return BORN.replace(year=BORN.year + months // 12, month=1 + months % 12)


@pytest.mark.parametrize(
    ("case", "is_faltering"),
    [
        (("F-01", W, "L", 6, 7, 50), False),
        (("F-02", W, "L", 6, 7, 40), True),
        (("F-03", W, "P", 0, 1, 400), True),
        (("F-04", W, "L", 4, 6, 460), True),
        (("F-05", W, "L", 4, 6, 470), False),
        (("F-06", W, "P", 9, 12, 180), True),
        (("F-07", W, "P", 9, 12, 190), False),
        (("F-08", H, "L", 6, 9, 27), True),
        (("F-10", W, "L", 8, 9, -40), True),
    ],
)
def test_worked_examples(case, is_faltering):
    name, growing, sex, from_month, to_month, gain = case
    before, now = Reading(months_old(from_month), 5000), Reading(months_old(to_month), 5000 + gain)
    verdict = compare(growing, Sex(sex), BORN, before, now)
    assert verdict is not None, name
    assert verdict.is_faltering is is_faltering, name
    assert not verdict.is_estimate


def test_f09_after_24_months_there_is_no_table():
    history, now = [Reading(months_old(26), 11000)], Reading(months_old(28), 11100)
    assert faltering(W, Sex.MALE, BORN, history, now) is None
    assert waz_change(-0.50, -1.17) == (-0.67, True)
    assert waz_change(-0.50, -1.16) == (-0.66, False)


def judged(growing, before, now):
    verdict = compare(growing, Sex.MALE, BORN, before, now)
    assert verdict is not None
    return verdict


def test_two_months_before_is_preferred_to_one_and_to_three():
    history = [Reading(months_old(month), 7000 + 100 * month) for month in (4, 5, 6)]
    verdict = faltering(W, Sex.MALE, BORN, history, Reading(months_old(7), 7900))
    assert verdict is not None
    assert (verdict.from_month, verdict.to_month, verdict.increment) == (5, 7, 400)


def test_visits_not_whole_months_apart_are_an_estimate():
    before = Reading(months_old(4), 7000)
    late = Reading(months_old(6) + timedelta(days=15), 7300)
    verdict = judged(W, before, late)
    assert verdict.is_estimate
    assert "perkiraan" in verdict.sentence


def test_the_sentence_says_a_loss_as_a_loss():
    verdict = judged(W, Reading(months_old(8), 8600), Reading(months_old(9), 8100))
    assert verdict.sentence == "Umur 8 ke 9 bulan: berkurang 500 g, batas P5 −36 g: pertumbuhan melambat."


def test_one_source_rows_say_so():
    two, one = (judged(H, Reading(months_old(0), 500), Reading(months_old(n), 620)) for n in (2, 6))
    assert two.has_two_sources
    assert not one.has_two_sources


def test_z_of_the_median_weight_gain_is_zero():
    assert increment_z(W, Sex.MALE, 0, 1, 1023) == 0.0
    assert increment_z(W, Sex.MALE, 0, 1, -400) is None
