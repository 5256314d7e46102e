"""What does not fit is scrolled to, never cut at the side, and the keyboard passes the area by."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.scrolling import scrolling


@pytest.mark.parametrize("sideways", [False, True])
def test_a_tall_part_is_scrolled_to(qtbot: QtBot, sideways: bool) -> None:
    inside = QWidget()
    inside.setMinimumSize(400, 900)
    area = scrolling(inside, sideways=sideways)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    assert area.verticalScrollBar().maximum() > 600
    qtbot.waitUntil(lambda: area.horizontalScrollBar().isVisible() is sideways)
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
