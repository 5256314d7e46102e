"""The scale of Hari Buka, ready for the first child."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.hands import ALT, ENTER
from tests.ui.pages.scale import Keyboard
from ui.pages.day.page import HariBuka
from ui.program import Program


@pytest.fixture
def keys(program: Program, qtbot: QtBot) -> Keyboard:
    """The window with today's day open at step 2."""
    keyboard = Keyboard(program, qtbot)
    keyboard.press(Qt.Key.Key_2, ALT)
    keyboard.press(ENTER)
    keyboard.press(Qt.Key.Key_F3)
    return keyboard


@pytest.fixture
def page(keys: Keyboard) -> HariBuka:
    """The page that has the scale."""
    return keys.page(HariBuka)
