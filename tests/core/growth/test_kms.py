"""The lines of the card against WHO's printed monthly values, and which point is below or above them."""

import pytest

from core.growth.kms import KmsEdition, is_above_orange, is_below_red, reference_lines
from core.words.people import Sex

PRINTED = [
    (0, (2.1, 2.5, 3.9), (2.0, 2.4, 3.7)),
    (6, (5.7, 6.4, 8.8), (5.1, 5.7, 8.2)),
    (12, (6.9, 7.7, 10.8), (6.3, 7.0, 10.1)),
    (24, (8.6, 9.7, 13.6), (8.1, 9.0, 13.0)),
    (36, (10.0, 11.3, 16.2), (9.6, 10.8, 15.8)),
    (60, (12.4, 14.1, 21.0), (12.1, 13.7, 21.2)),
]


@pytest.mark.parametrize(("month", "boys", "girls"), PRINTED)
def test_lines_are_whos_printed_kilograms(month, boys, girls):
    for sex, printed in ((Sex.MALE, boys), (Sex.FEMALE, girls)):
        lines = reference_lines(sex, 0, 60, (-3, -2, 1))
        assert tuple(round(dict(lines[z])[month], 1) for z in (-3, -2, 1)) == printed


def test_a_line_has_a_point_a_month():
    line = reference_lines(Sex.MALE, 24, 60, (0,))[0]
    assert [x for x, _ in line] == list(range(24, 61))


@pytest.mark.parametrize(
    ("waz", "edition", "red", "orange"),
    [
        (-2.01, "2020", True, False),
        (-2.00, "2020", False, False),
        (-2.50, "2010", False, False),
        (-3.01, "2010", True, False),
        (1.00, "2020", False, False),
        (1.01, "2020", False, True),
        (2.50, "2010", False, False),
        (None, "2020", False, False),
    ],
)
def test_red_and_orange(waz, edition, red, orange):
    edition = KmsEdition(edition)
    assert (is_below_red(waz, edition), is_above_orange(waz, edition)) == (red, orange)
