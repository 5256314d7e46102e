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


EXAMPLES = {
    "I-01": ("HB0", {0: "tepat", 1: "tutup"}),
    "I-02": ("BCG", {1: "tepat", 2: "boleh", 11: "boleh", 12: "tutup"}),
    "I-03": ("RV1", {2: "tepat", 6: "boleh", 7: "tutup"}),
    "I-04": ("DPT1", {1: "belum", 2: "tepat", 11: "boleh", 12: "kejar", 59: "kejar", 60: "tutup"}),
    "I-05": ("MR1", {8: "belum", 9: "tepat", 10: "boleh", 12: "kejar"}),
    "I-06": ("PCV3", {11: "belum", 12: "tepat", 18: "boleh", 24: "kejar"}),
    "I-07": ("MR2", {17: "belum", 18: "tepat", 20: "boleh", 24: "kejar"}),
    "I-08": ("JE", {9: "belum", 10: "tepat", 11: "kejar"}),
}


@pytest.mark.parametrize(("key", "cells"), EXAMPLES.values(), ids=EXAMPLES)
def test_r_imun_grid_worked_examples(key, cells):
    assert {months: cell(key, months).value for months in cells} == cells
