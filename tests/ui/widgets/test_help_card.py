"""The sentence always, the drawing where there is room; beside a field until the next key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.help_card import HelpCard, HelpPopover

SENTENCE = "Duduk, lutut tertekuk."


@pytest.fixture
def card(qtbot: QtBot) -> HelpCard:
    made = HelpCard()
    qtbot.addWidget(made)
    return made


def test_a_question_has_its_sentence_and_nothing_to_explain_has_no_place(card: HelpCard) -> None:
    card.explain(SENTENCE)
    assert (card.words, card.is_drawn) == (SENTENCE, False)
    card.explain("")
    assert (card.words, card.isHidden()) == ("", True)


def test_a_measurement_is_drawn_and_without_room_says_how_to_see_the_drawing(card: HelpCard) -> None:
    card.explain(SENTENCE, "calf_tape")
    assert (card.words, card.is_drawn) == (SENTENCE, True)
    card.give_room(card.height_with_drawing() - 1)
    assert (card.words, card.is_drawn) == (f"{SENTENCE} Tekan ? untuk gambarnya.", False)
    card.give_room(card.height_with_drawing())
    assert (card.words, card.is_drawn) == (SENTENCE, True)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A page with a field near its foot."""
    made, edit = QWidget(), QLineEdit()
    column = QVBoxLayout(made)
    column.addStretch(1)
    column.addWidget(edit)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_popover_stands_inside_the_window_and_leaves_the_field_free(page: QWidget) -> None:
    [edit] = page.findChildren(QLineEdit)
    popover = HelpPopover(edit, SENTENCE, "calf_tape")
    assert page.rect().contains(popover.geometry())
    assert not popover.geometry().intersects(edit.geometry())
    assert SENTENCE in [one.text() for one in popover.findChildren(QLabel)]


@pytest.mark.parametrize(("key", "kept"), [(Qt.Key.Key_5, "5"), (Qt.Key.Key_Escape, ""), (Qt.Key.Key_Question, "")])
def test_the_next_key_closes_it_and_a_digit_is_typed_all_the_same(page: QWidget, key: Qt.Key, kept: str) -> None:
    [edit] = page.findChildren(QLineEdit)
    popover = HelpPopover(edit, SENTENCE, "calf_tape")
    QTest.keyClick(edit, key)
    assert popover.isHidden()
    assert edit.text() == kept
