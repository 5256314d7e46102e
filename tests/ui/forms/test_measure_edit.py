"""The measurement editor: comma and point are one, nothing is guessed at, what was typed stays."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.forms.measure_edit import length_edit, weight_edit


@pytest.mark.parametrize(
    ("typed", "grams"),
    [
        ("7,4", 7_400),
        ("7.4", 7_400),
        ("12.5", 12_500),
        ("12,55", 12_550),
        ("7", 7_000),
        ("7,", 7_000),
        ("", None),
        (",5", 500),
    ],
)
def test_kilograms_are_read_as_grams(qtbot: QtBot, typed: str, grams: int | None) -> None:
    edit = weight_edit()
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, typed)
    assert edit.value() == grams
    assert edit.text() == typed


def test_twelve_point_five_never_becomes_one_hundred_and_twenty_five(qtbot: QtBot) -> None:
    edit = weight_edit()
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "12.5")
    edit.editingFinished.emit()
    assert (edit.text(), edit.value()) == ("12.5", 12_500)


@pytest.mark.parametrize("typed", ["7,,4", "1.2.3", "-3", "7,45678"])
def test_what_is_no_number_is_not_guessed_at(qtbot: QtBot, typed: str) -> None:
    edit = weight_edit()
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, typed)
    assert not edit.is_readable()
    assert edit.value_or_none() is None
    assert edit.text() == typed


def test_centimetres_are_read_as_millimetres(qtbot: QtBot) -> None:
    edit = length_edit()
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "67,8")
    assert edit.value() == 678


def test_a_letter_begins_a_search_and_leaves_the_number_alone(qtbot: QtBot) -> None:
    edit = weight_edit()
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "7,4")
    with qtbot.waitSignal(edit.letters_typed) as heard:
        QTest.keyClicks(edit, "a")
    assert heard.args == ["a"]
    assert edit.text() == "7,4"


def test_a_stored_value_is_shown_as_the_scale_shows_it(qtbot: QtBot) -> None:
    edit = weight_edit()
    qtbot.addWidget(edit)
    edit.show_value(7_450)
    assert edit.text() == "7,45"
    edit.show_value(None)
    assert edit.text() == ""
