"""Dates as people type them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.forms.date_edit import DateEdit, read_date

NEAR = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5", date(2026, 11, 5)),
        ("5-10", date(2026, 10, 5)),
        ("5/10/25", date(2025, 10, 5)),
        ("05.10.2025", date(2025, 10, 5)),
        ("5 10 2025", date(2025, 10, 5)),
        ("05102025", date(2025, 10, 5)),
        ("2025-10-05", date(2025, 10, 5)),
        ("051025", date(2025, 10, 5)),
        ("140398", date(1998, 3, 14)),
        ("14-3-98", date(1998, 3, 14)),
        ("14-3-41", date(1941, 3, 14)),
        ("31-12-28", date(2028, 12, 31)),
        ("310298", None),
        ("29-2-2024", date(2024, 2, 29)),
        ("29-2-2025", None),
        ("31-4", None),
        ("0", None),
        ("kemarin", None),
        ("", None),
        ("1-2-3-4", None),
    ],
)
def test_read_date(typed: str, meant: date | None) -> None:
    assert read_date(typed, NEAR) == meant


def test_a_read_date_is_shown_in_full_when_the_field_is_left(qtbot: QtBot) -> None:
    edit = DateEdit(NEAR)
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "5")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "05-11-2026"


def test_an_unreadable_date_stays_as_it_was_typed(qtbot: QtBot) -> None:
    edit = DateEdit(NEAR)
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "31-2")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert (edit.text(), edit.is_readable()) == ("31-2", False)


def test_arrows_go_a_day_up_and_down(qtbot: QtBot) -> None:
    edit = DateEdit(NEAR, NEAR)
    qtbot.addWidget(edit)
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert edit.value() == date(2026, 11, 24)
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert edit.value() == NEAR
