"""A sheet owns the keys while it lies over the page, and gives them back."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.hands import ALT, CTRL, ENTER, ESC, Hands
from ui.pages.day.page import HariBuka
from ui.program import Program


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Hands:
    """Today's day is open, and over it the sheet with its date."""
    keyboard = Hands(program, qtbot)
    keyboard.go(2)
    keyboard.press(ENTER)
    keyboard.press(Qt.Key.Key_F3)
    keyboard.press(Qt.Key.Key_U, ALT)
    assert keyboard.has_sheet()
    return keyboard


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_3, ALT), (Qt.Key.Key_H, ALT), (Qt.Key.Key_A, ALT), (Qt.Key.Key_K, CTRL), (Qt.Key.Key_P, CTRL)],
)
def test_keys_of_the_page_do_nothing_under_a_sheet(hands: Hands, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    page, said, field = hands.page(HariBuka), hands.said(), hands.field
    hands.press(key, modifier)
    assert hands.has_sheet()
    assert hands.page(HariBuka) is page
    assert page.day is not None
    assert (hands.said(), hands.field) == (said, field)


def test_keys_of_the_page_are_heard_again_when_the_sheet_is_gone(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F1)
    hands.press(ESC)
    assert hands.has_sheet()
    hands.press(ESC)
    assert not hands.has_sheet()
    page = hands.page(HariBuka)
    assert page.list.field.hasFocus()
    hands.press(Qt.Key.Key_H, ALT)
    assert page.day is None
    hands.go(1)
    assert hands.program.window.page is not page
