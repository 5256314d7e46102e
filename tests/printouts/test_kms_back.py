"""Vitamin A rounds of the card: February and August from 6 to 59 months, blue before twelve months, then red."""

from dataclasses import replace
from datetime import date

import pytest

from core.services.growth.growth_verdicts import judge_all
from core.services.setup import Settings
from core.services.views import VisitFacts
from printouts.kms_back import MOST_ROUNDS, identity, vitamin_a_rounds
from tests.children import GIRL


def rounds(born: str, *visits: VisitFacts) -> list[tuple[str, str, bool]]:
    child = replace(GIRL, born_on=date.fromisoformat(born))
    found = vitamin_a_rounds(child, judge_all(child, visits, Settings()))
    return [(str(one.month), one.capsule, one.given_on is not None) for one in found]


@pytest.mark.parametrize(
    ("born", "first", "count"),
    [
        ("2025-01-10", ("2025-08", "biru", False), 9),
        ("2025-03-01", ("2026-02", "biru", False), 9),  # five months in August 2025
        (
            "2025-02-28",
            ("2025-08", "biru", False),
            10,
        ),  # six months on 28 August 2025, under five years on 1 February 2030
        ("2025-08-15", ("2026-02", "biru", False), 10),
    ],
)
def test_rounds_of_a_child(born, first, count):
    found = rounds(born)
    assert found[0] == first
    assert len(found) == count
    assert all(month.endswith(("-02", "-08")) for month, _, _ in found)


def test_the_round_in_which_a_child_turns_one_says_both_colours():
    assert rounds("2025-02-15")[1] == ("2026-02", "biru/merah", False)
    assert rounds("2025-02-01")[1] == ("2026-02", "merah", False)


def test_a_given_capsule_shows_its_day_and_its_colour():
    given = VisitFacts(date(2026, 2, 20), weight_g=8800, vitamin_a="merah", id="1")
    assert rounds("2025-02-15", given)[1] == ("2026-02", "merah", True)


@pytest.mark.parametrize("day", [date(2025, month, day) for month in range(1, 13) for day in (1, 15, 28)])
def test_no_child_needs_more_rows_than_the_card_has(day):
    child = replace(GIRL, born_on=day)
    assert 9 <= len(vitamin_a_rounds(child, ())) <= MOST_ROUNDS


def test_what_is_not_known_stays_open_for_a_pen():
    values = identity(GIRL)
    assert "None" not in "".join(values)
    assert values[2] == values[4] == values[5] == values[6] == values[-1] == ""


def test_a_guessed_birth_date_says_so():
    assert identity(replace(GIRL, is_birth_date_approximate=True))[3] == "10 Januari 2025 (perkiraan)"
