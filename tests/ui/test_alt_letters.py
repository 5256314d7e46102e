"""A letter with Alt that leads nowhere is not typed, in whatever field the keyboard is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ui.forms.measure_edit import weight_edit

ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.mark.parametrize("make", [weight_edit, QLineEdit])
@pytest.mark.parametrize("modifier", [ALT, ALT | SHIFT])
def test_a_field_stays_as_it_is(qtbot: QtBot, make: type[QLineEdit], modifier: Qt.KeyboardModifier) -> None:
    edit = make()
    qtbot.addWidget(edit)
    edit.show()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    QTest.keyClicks(edit, "7")
    QTest.keyClick(edit, Qt.Key.Key_C, modifier)
    QTest.keyClick(edit, Qt.Key.Key_4, modifier)
    assert edit.text() == "7"


def test_a_long_text_stays_as_it_is_and_takes_what_altgr_types(qtbot: QtBot) -> None:
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    edit.show()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    QTest.keyClicks(edit, "c", ALT)
    assert edit.toPlainText() == ""
    QTest.keyClicks(edit, "@", CTRL | ALT)
    assert edit.toPlainText() == "@"
