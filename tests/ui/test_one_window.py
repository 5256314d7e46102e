"""Two windows on one register: the second is told so, and a lock left by a power cut heals itself."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.hands import ENTER, Hands
from ui.one_window import AlreadyOpen, OneWindow
from ui.pages.entrance.cannot_open import CannotOpen
from ui.program import Program

_HOLD_AND_DIE = """
import os, sys
from ui.one_window import OneWindow
window = OneWindow()
window.take(sys.argv[1])
os._exit(9)
"""


def test_the_second_window_says_so_and_opens_once_the_first_is_closed(
    start: Callable[[str], Program], place: str, qtbot: QtBot
) -> None:
    first = OneWindow()
    first.take(place)
    hands = Hands(start(place), qtbot)
    page = hands.program.window.stack.currentWidget()
    assert isinstance(page, CannotOpen)
    words = "\n".join(label.text() for label in page.findChildren(QLabel))
    assert "Buku ini sudah terbuka di jendela lain" in words
    assert isinstance(hands.focus, QPushButton)
    assert hands.field == "Coba lagi"
    first.release()
    hands.press(ENTER)
    assert hands.program.window.page is not None


def test_a_register_is_held_by_one_window_at_a_time(place: str) -> None:
    first, second = OneWindow(), OneWindow()
    first.take(place)
    with pytest.raises(AlreadyOpen, match="jendela lain"):
        second.take(place)
    first.release()
    second.take(place)
    second.release()
    assert not list(Path(place).parent.glob("*.terbuka"))


def test_going_to_another_register_lets_the_first_one_go(place: str, tmp_path: Path) -> None:
    first, second = OneWindow(), OneWindow()
    first.take(place)
    first.take(str(tmp_path / "lain.db"))
    second.take(place)
    for one in (first, second):
        one.release()


def test_a_lock_left_behind_by_a_power_cut_heals_itself(place: str) -> None:
    died = subprocess.run([sys.executable, "-c", _HOLD_AND_DIE, place], check=False, cwd=Path(__file__).parents[2])
    assert died.returncode == 9
    assert list(Path(place).parent.glob("*.terbuka"))
    window = OneWindow()
    window.take(place)
    window.release()


def test_a_server_and_a_folder_that_is_not_there_need_no_lock(tmp_path: Path) -> None:
    window = OneWindow()
    window.take("postgresql+psycopg://sari@desa/posyandu")
    window.take(str(tmp_path / "belum" / "ada.db"))
    window.release()
    assert list(tmp_path.iterdir()) == []
