"""The words of the grid of doses: state, date, and the last day only where it is near."""

from datetime import date

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from core.rules.immunization.child import ChildDoses, DoseState, GivenDose, ImmunizationSettings, immunization_status
from ui.palette import DOSES
from ui.widgets.immunization_grid import ImmunizationGrid, dose_detail, dose_words, fitting_words

ON = date(2026, 11, 25)


@pytest.fixture
def status():
    """Born on 20 July: HB0 and BCG had, OPV 1 not."""
    given = (GivenDose("HB0", date(2026, 7, 20)), GivenDose("BCG", date(2026, 8, 3)))
    return immunization_status(ChildDoses(date(2026, 7, 20), given), ON, ImmunizationSettings())


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("BCG", "sudah 03-08-2026"),
        ("DPT1", "boleh"),
        ("RV1", "boleh sampai 19-02-2027"),
        ("IPV1", "jatuh tempo"),
        ("OPV2", "nanti, sesudah OPV 1"),
        ("MR1", "nanti 20-04-2027"),
    ],
)
def test_how_a_dose_stands_in_a_few_words(status, key, words):
    assert dose_words(status.of(key), ON) == words


def test_what_is_not_due_says_when_and_why(status):
    assert dose_detail(status.of("MR1"), ON) == (
        "MR 1: nanti. Belum cukup umur. Boleh mulai 20-04-2027. Paling lambat 19-07-2031. Jadwalnya umur 9 bulan."
    )


def test_what_is_due_stands_first_and_is_bigger(qtbot, status):
    grid = ImmunizationGrid()
    qtbot.addWidget(grid)
    grid.show_status(status, ON)
    due = len(status.due)
    assert {tile.dose.key for tile in grid.tiles[:due]} == {dose.key for dose in status.due}
    assert grid.tiles[0].sizeHint().width() > grid.tiles[-1].sizeHint().width()
    assert len(grid.tiles) == len(status.doses)


def test_every_state_has_its_colour_and_its_own_letter():
    assert set(DOSES) == {state.value for state in DoseState}
    assert len({tone.icon for tone in DOSES.values()}) == len(DOSES)


def test_the_last_day_is_never_cut_off_where_the_tile_is_narrow(qtbot):
    metrics = QFontMetrics(QFont())
    words = "jatuh tempo sampai 09-12-2026"
    wide = metrics.horizontalAdvance(words)
    assert fitting_words(words, metrics, wide) == words
    assert fitting_words(words, metrics, wide - 1) == "sampai 09-12-2026"
    room = metrics.horizontalAdvance("sesudah DPT-HB-Hib 1")
    assert fitting_words("nanti, sesudah DPT-HB-Hib 1", metrics, room) == "sesudah DPT-HB-Hib 1"
    assert fitting_words("nanti, sesudah DPT-HB-Hib 1", metrics, room - 1) == "sesudah DPT 1"
    assert fitting_words("sudah 16-09-2026", metrics, 40) == "sudah 16-09-2026"
