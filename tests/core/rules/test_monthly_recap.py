"""R-REKAP: worked examples."""

from datetime import date

from core.rules.monthly_recap import Recap, last_of_each, problems, unmeasured

IMT = {"SK": 1, "K": 3, "N": 20, "G": 6, "O": 3}
TD = {"R": 1, "N": 22, "T": 7}


def test_r_rekap_who_did_not_come():
    assert Recap(40, 33).absent == 7


def test_r_rekap_three_without_blood_pressure():
    recap = Recap(40, 33, 7, {"IMT": IMT, "TD": TD})
    assert not problems(recap)
    assert unmeasured(recap) == ("3 tidak diukur TD",)


def test_r_rekap_more_came_than_expected():
    assert problems(Recap(40, 41)) == ("Datang 41 lebih banyak dari sasaran 40.",)


def test_r_rekap_results_and_referred_are_at_most_those_who_came():
    assert len(problems(Recap(40, 20, 21, {"IMT": IMT}))) == 2


def test_r_rekap_who_came_twice_in_a_month_counts_once_with_the_last_values():
    visits = [
        ("jaya", date(2026, 11, 25), "TD 130/80"),
        ("siti", date(2026, 11, 4), "TD 118/76"),
        ("jaya", date(2026, 11, 4), "TD 150/95"),
    ]
    assert last_of_each(visits) == {"jaya": "TD 130/80", "siti": "TD 118/76"}
    twice = [("jaya", date(2026, 11, 4), "typed first"), ("jaya", date(2026, 11, 4), "typed later")]
    assert last_of_each(twice) == {"jaya": "typed later"}
