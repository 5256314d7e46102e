"""Answers by one key: yes or no, one of several, any of several, and none of them."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.rules.forms.fields import choice, choices, several, yes_no
from ui.forms.answer_toggles import ChoiceAnswer, YesNoAnswer

COUGH = yes_no("tbc_cough", "Batuk", "Tanyakan.")
GLUCOSE = choice("glucose_kind", "Jenis", "Puasa atau tidak.", choices(GDS="Sewaktu", GDP="Puasa"))
HISTORY = several("own_history", "Riwayat", "Tanyakan.", choices(HT="Darah tinggi", DM="Kencing manis", ASMA="Asma"))


@pytest.fixture
def cough(qtbot: QtBot) -> YesNoAnswer:
    made = YesNoAnswer(COUGH)
    qtbot.addWidget(made.widget)
    return made


@pytest.mark.parametrize(("key", "answer"), [("y", True), ("t", False), ("1", True), ("2", False), ("T", False)])
def test_one_key_answers_yes_or_no_and_goes_on(qtbot: QtBot, cough: YesNoAnswer, key: str, answer: bool) -> None:
    with qtbot.waitSignal(cough.answered, timeout=1000):
        qtbot.keyClicks(cough.widget, key)
    assert cough.answer() is answer


def test_the_delete_key_takes_an_answer_back(qtbot: QtBot, cough: YesNoAnswer) -> None:
    qtbot.keyClicks(cough.widget, "y")
    qtbot.keyClick(cough.widget, Qt.Key.Key_Delete)
    assert cough.answer() is None


def test_a_letter_that_means_nothing_changes_nothing(qtbot: QtBot, cough: YesNoAnswer) -> None:
    qtbot.keyClicks(cough.widget, "yq")
    assert cough.answer() is True


def test_the_answer_is_read_aloud(qtbot: QtBot, cough: YesNoAnswer) -> None:
    assert not cough.widget.accessibleDescription().startswith("Ya")
    qtbot.keyClicks(cough.widget, "y")
    assert cough.widget.accessibleDescription() == "Ya"


@pytest.mark.parametrize("value", [True, False, None])
def test_a_draft_of_yes_or_no_comes_back(qtbot: QtBot, cough: YesNoAnswer, value: bool | None) -> None:
    cough.show_answer(value)
    typed = cough.typed()
    cough.show_answer(None)
    cough.restore(typed)
    assert cough.answer() is value


def test_a_choice_is_made_by_its_number(qtbot: QtBot) -> None:
    made = ChoiceAnswer(GLUCOSE, wraps=False)
    qtbot.addWidget(made.widget)
    qtbot.keyClicks(made.widget, "2")
    assert made.answer() == "GDP"
    qtbot.keyClicks(made.widget, "1")
    assert made.answer() == "GDS"


def test_several_are_put_on_and_off_by_their_numbers(qtbot: QtBot) -> None:
    made = ChoiceAnswer(HISTORY, wraps=True)
    qtbot.addWidget(made.widget)
    qtbot.keyClicks(made.widget, "13")
    assert made.answer() == ("HT", "ASMA")
    qtbot.keyClicks(made.widget, "1")
    assert made.answer() == ("ASMA",)


def test_zero_says_asked_and_none_of_them(qtbot: QtBot) -> None:
    made = ChoiceAnswer(HISTORY, wraps=True)
    qtbot.addWidget(made.widget)
    assert made.answer() is None
    with qtbot.waitSignal(made.answered, timeout=1000):
        qtbot.keyClicks(made.widget, "0")
    assert made.answer() == ()


@pytest.mark.parametrize("value", [("HT", "DM"), (), None])
def test_a_draft_of_several_comes_back(qtbot: QtBot, value: tuple[str, ...] | None) -> None:
    made = ChoiceAnswer(HISTORY, wraps=True)
    qtbot.addWidget(made.widget)
    made.show_answer(value)
    typed = made.typed()
    made.show_answer(("ASMA",))
    made.restore(typed)
    assert made.answer() == value
