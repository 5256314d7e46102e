"""Pengaturan > Nama langkah: a name of their own stands in the bar of the day and beside the duties."""

import pytest
from PySide6.QtCore import Qt

from core.services.day.step_names import step_names
from core.words.steps import Step
from tests.ui.hands import CTRL, ENTER, Hands, words_on
from ui.pages.day.page import HariBuka
from ui.pages.pengaturan.steps import StepNames

TAB = Qt.Key.Key_Tab


@pytest.fixture
def hands(program, qtbot):
    two = Hands(program, qtbot)
    two.go(6)
    return two


@pytest.fixture
def names(program, hands):
    (found,) = program.window.findChildren(StepNames)
    return found


def test_a_name_is_kept_shown_and_taken_back(register, names, hands):
    names.edits[Step.SERVE].setFocus()
    hands.write("Penyuluhan & pelayanan")
    hands.press(TAB)
    assert step_names(register)[Step.SERVE] == "Penyuluhan & pelayanan"
    hands.go(2)
    hands.press(ENTER)
    assert hands.page(HariBuka).steps.bar.words()[3].startswith("Langkah 4: Penyuluhan & pelayanan")
    hands.go(6)
    names.edits[Step.SERVE].setFocus()
    names.edits[Step.SERVE].selectAll()
    hands.press(Qt.Key.Key_Delete)
    hands.press(TAB)
    assert step_names(register)[Step.SERVE] == Step.SERVE.label
    hands.press(Qt.Key.Key_Z, CTRL)
    assert step_names(register)[Step.SERVE] == "Penyuluhan & pelayanan"


def test_two_steps_of_one_name_are_refused_beside_the_field(register, names, hands):
    names.edits[Step.MEASURE].setFocus()
    hands.write("Pendaftaran")
    hands.press(TAB)
    assert "sudah dipakai langkah lain" in words_on(names)
    assert step_names(register)[Step.MEASURE] == Step.MEASURE.label
