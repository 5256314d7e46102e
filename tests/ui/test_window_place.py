"""The window comes back as it was left."""

from pathlib import Path

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from ui import window_place


def test_the_size_comes_back(qtbot: QtBot, tmp_path: Path) -> None:
    left, again = QMainWindow(), QMainWindow()
    for window in (left, again):
        qtbot.addWidget(window)
    left.setGeometry(40, 50, 640, 480)
    window_place.remember(left, tmp_path / "jendela.ini")
    assert window_place.recall(again, tmp_path / "jendela.ini")
    assert again.size() == left.size()


def test_the_first_time_and_a_spoilt_file_change_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    window, file = QMainWindow(), tmp_path / "jendela.ini"
    qtbot.addWidget(window)
    window.resize(700, 500)
    assert not window_place.recall(window, file)
    file.write_bytes(b"\x00[window]\ngeometry=rusak")
    assert not window_place.recall(window, file)
    assert (window.width(), window.height()) == (700, 500)


def test_a_folder_that_cannot_be_written_is_no_trouble(qtbot: QtBot, tmp_path: Path) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")
    window_place.remember(window, tmp_path / "berkas" / "jendela.ini")
