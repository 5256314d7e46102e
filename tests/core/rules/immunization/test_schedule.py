"""The coloured grid of the Buku KIA, cell by cell (worked examples I-01 to I-08)."""

import pytest

from core.rules.immunization.schedule import DOSES, Cell, cell

GRID = """
HB0   0  1  1  1
BCG   0  2 12 12
OPV1  0  2 12 60
DPT1  2  3 12 60
OPV2  2  3 12 60
PCV1  2  3 12 60
RV1   2  3  7  7
DPT2  3  4 12 60
OPV3  3  4 12 60
PCV2  3  4 12 60
RV2   3  4  7  7
DPT3  4  5 12 60
OPV4  4  5 12 60
IPV1  4  5 12 60
RV3   4  5  7  7
MR1   9 10 12 60
IPV2  9 10 12 60
JE   10 11 11 60
PCV3 12 13 24 60
DPT4 18 19 24 60
MR2  18 19 24 60
"""
"""White from, white until, yellow until, pink until: first month beyond each (KMK 1098/2024, Buku KIA 2024)."""
COLOURS = (Cell.TOO_EARLY, Cell.ON_TIME, Cell.ALLOWED, Cell.CATCH_UP, Cell.CLOSED)


@pytest.mark.parametrize("line", GRID.split("\n")[1:-1])
def test_every_cell_from_birth_to_six_years(line):
    key, *edges = line.split()
    for months in range(73):
        passed = sum(months >= int(edge) for edge in edges)
        assert cell(key, months) is COLOURS[passed], (key, months)


def test_the_grid_has_every_dose_and_no_other():
    assert [line.split()[0] for line in GRID.split("\n")[1:-1]] == [dose.key for dose in DOSES]


@pytest.mark.parametrize(
    ("key", "months", "expected"),
    [
        ("HB0", 0, "tepat"),
        ("HB0", 1, "tutup"),
        ("BCG", 1, "tepat"),
        ("BCG", 2, "boleh"),
        ("BCG", 11, "boleh"),
        ("BCG", 12, "tutup"),
        ("RV1", 2, "tepat"),
        ("RV1", 6, "boleh"),
        ("RV1", 7, "tutup"),
        ("DPT1", 1, "belum"),
        ("DPT1", 2, "tepat"),
        ("DPT1", 11, "boleh"),
        ("DPT1", 12, "kejar"),
        ("DPT1", 59, "kejar"),
        ("DPT1", 60, "tutup"),
        ("MR1", 8, "belum"),
        ("MR1", 9, "tepat"),
        ("MR1", 10, "boleh"),
        ("MR1", 12, "kejar"),
        ("PCV3", 11, "belum"),
        ("PCV3", 12, "tepat"),
        ("PCV3", 18, "boleh"),
        ("PCV3", 24, "kejar"),
        ("MR2", 17, "belum"),
        ("MR2", 18, "tepat"),
        ("MR2", 20, "boleh"),
        ("MR2", 24, "kejar"),
        ("JE", 9, "belum"),
        ("JE", 10, "tepat"),
        ("JE", 11, "kejar"),
    ],
)
def test_worked_examples(key, months, expected):
    assert cell(key, months) == expected
