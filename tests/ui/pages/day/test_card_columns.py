"""Boxes, what they say, and the help of one box share a room of any size."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.day.card_columns import CardColumns


class Room:
    """A field, what is said of it, and something that is asked besides."""

    def __init__(self, qtbot: QtBot, said_height: int) -> None:
        self.edit, self.said, self.asked = QLineEdit(), QLabel("Hasil"), QLabel("Tanyakan")
        self.said.setFixedHeight(said_height)
        self.columns = CardColumns((self.edit,), (self.said, self.asked), said=1)
        qtbot.addWidget(self.columns)
        self.columns.resize(800, 400)
        self.columns.show()
        qtbot.waitExposed(self.columns)
        self.columns.explain("Lepas alas kaki.", "height_wall")
        self.columns.fit_help()


@pytest.mark.parametrize(("said_height", "is_drawn"), [(100, True), (360, False)])
def test_the_drawing_gives_way_to_what_the_answers_say(qtbot: QtBot, said_height: int, is_drawn: bool) -> None:
    room = Room(qtbot, said_height)
    assert room.columns.help.is_drawn is is_drawn
    assert room.columns.help.words.startswith("Lepas alas kaki.")


def test_explaining_another_box_moves_no_box(qtbot: QtBot) -> None:
    room = Room(qtbot, 100)
    before = room.edit.geometry()
    room.columns.explain("Tanyakan.", "")
    QTest.qWait(0)
    assert room.edit.geometry() == before


def test_one_column_has_the_whole_width_and_the_help_beneath(qtbot: QtBot) -> None:
    room = Room(qtbot, 100)
    width = room.edit.width()
    room.columns.arrange(is_narrow=True)
    qtbot.waitUntil(lambda: room.edit.width() > width * 3 // 2)
    assert not room.columns.help.is_drawn

    def top(part: QWidget) -> int:
        return part.mapTo(room.columns, part.rect().topLeft()).y()

    assert top(room.edit) < top(room.said) < top(room.columns.help)


def test_the_page_keys_read_on_and_it_is_told_that_there_is_more(qtbot: QtBot) -> None:
    room = Room(qtbot, 100)
    told: list[bool] = []
    room.columns.more_below.connect(told.append)
    room.said.setFixedHeight(900)
    qtbot.waitUntil(lambda: bool(told) and told[-1])
    room.columns.activateWindow()
    qtbot.waitUntil(room.columns.isActiveWindow)
    room.edit.setFocus()
    for _ in range(4):
        QTest.keyClick(room.edit, Qt.Key.Key_PageDown)
    assert not room.asked.visibleRegion().isEmpty()
