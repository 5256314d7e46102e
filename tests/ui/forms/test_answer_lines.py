"""Numbers, days and words: what is typed is kept as it was typed and read as the rules read it."""

from datetime import date
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from core.rules.forms.fields import clock, day, decimal, text, whole
from core.rules.reading import read_one
from ui.forms.answer_lines import DayAnswer, NumberAnswer, TextAnswer

WEIGHT = decimal("weight_kg", "Berat", "Lihat jarum.", "0.5", "250", "kg")
PULSE = whole("pulse", "Nadi", "Hitung semenit.", 30, 200)


@pytest.mark.parametrize(("typed", "read"), [("12.5", "12.5"), ("12,5", "12.5"), ("7", "7")])
def test_comma_and_point_are_both_the_decimal_mark(qtbot: QtBot, typed: str, read: str) -> None:
    line = NumberAnswer(WEIGHT)
    qtbot.addWidget(line.widget)
    qtbot.keyClicks(line.widget, typed)
    assert read_one(WEIGHT, line.answer()) == Decimal(read)
    assert line.typed() == typed


def test_a_letter_never_becomes_part_of_a_number(qtbot: QtBot) -> None:
    line = NumberAnswer(WEIGHT)
    qtbot.addWidget(line.widget)
    qtbot.keyClicks(line.widget, "7a,b4")
    assert line.typed() == "7,4"


def test_a_whole_number_is_read_as_one_and_half_of_one_is_refused(qtbot: QtBot) -> None:
    line = NumberAnswer(PULSE)
    qtbot.addWidget(line.widget)
    line.restore("72")
    assert read_one(PULSE, line.answer()) == 72
    line.restore("72,5")
    assert not isinstance(read_one(PULSE, line.answer()), int)


def test_empty_is_not_answered(qtbot: QtBot) -> None:
    for line in (NumberAnswer(WEIGHT), TextAnswer(text("note", "Catatan", "Tulis."))):
        qtbot.addWidget(line.widget)
        assert line.answer() is None


def test_a_day_is_completed_and_an_impossible_one_stays_as_typed(qtbot: QtBot) -> None:
    line = DayAnswer(day("hpht", "HPHT", "Tanyakan."), date(2026, 11, 25))
    qtbot.addWidget(line.widget)
    line.restore("5-3")
    assert line.answer() == date(2026, 3, 5)
    line.restore("31-02")
    assert line.answer() == "31-02"


def test_a_clock_keeps_its_text(qtbot: QtBot) -> None:
    field = clock("at", "Jam", "Lihat jam.")
    line = TextAnswer(field)
    qtbot.addWidget(line.widget)
    line.restore("08:30")
    assert read_one(field, line.answer()) == "08:30"
