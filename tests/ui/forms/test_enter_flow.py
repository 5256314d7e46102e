"""Enter goes from field to field, Ctrl+Enter does the deed of the form from anywhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.forms.enter_flow import EnterFlow, focus

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    """Three fields; what is done is written on the window."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    fields = [QLineEdit() for _ in range(3)]
    for number, one in enumerate(fields):
        one.setObjectName(str(number))
        column.addWidget(one)
    EnterFlow(whole, fields, lambda: whole.setWindowTitle("selesai"))
    qtbot.addWidget(whole)
    whole.show()
    focus(fields[0])
    qtbot.waitUntil(fields[0].hasFocus)
    return whole


def _press(form: QWidget, modifier: Qt.KeyboardModifier) -> str:
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return, modifier)
    return form.focusWidget().objectName()


def test_enter_walks_and_is_done_on_the_last(form: QWidget) -> None:
    assert [_press(form, NONE), _press(form, NONE)] == ["1", "2"]
    assert form.windowTitle() == ""
    _press(form, NONE)
    assert form.windowTitle() == "selesai"


def test_ctrl_enter_is_done_from_anywhere(form: QWidget) -> None:
    assert _press(form, CTRL) == "0"
    assert form.windowTitle() == "selesai"
