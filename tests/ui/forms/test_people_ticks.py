"""Boxes to tick: ticks stay with their people when others come or go."""

from pytestqt.qtbot import QtBot

from ui.forms.people_ticks import PeopleTicks


def test_ticks_stay_with_those_who_stay(qtbot: QtBot) -> None:
    ticks = PeopleTicks()
    qtbot.addWidget(ticks)
    ticks.show_people([("a", "Ani"), ("b", "Budi")], ("b",))
    ticks.show_people([("b", "Budi"), ("c", "Cici")])
    assert ticks.value() == ("b",)
    ticks.show_people([("c", "Cici")])
    assert ticks.value() == ()
