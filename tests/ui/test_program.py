"""Starting: a register that cannot be opened is explained in a whole calm window, with ways to go on."""

import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.usual_register import use_from_now_on
from ui.pages.entrance.cannot_open import CannotOpen
from ui.program import Program

TODAY = date(2026, 11, 25)


def _words(program: Program) -> str:
    page = program.window.stack.currentWidget()
    assert isinstance(page, CannotOpen)
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_a_file_of_something_else_is_left_alone_and_explained(start: Callable[[str], Program], tmp_path: Path) -> None:
    path = tmp_path / "laporan.db"
    path.write_bytes(b"%PDF-1.7 bukan register")
    program = start(str(path))
    assert "bukan register Buku Posyandu" in _words(program)
    assert path.read_bytes() == b"%PDF-1.7 bukan register"
    assert program.window.rail.isHidden()


def test_after_the_cause_is_gone_trying_again_opens_it(
    start: Callable[[str], Program], place: str, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "register.db"
    path.write_bytes(b"rusak " * 40)
    program = start(str(path))
    path.write_bytes(Path(place).read_bytes())
    focus = program.window.focusWidget()
    assert isinstance(focus, QPushButton)
    with qtbot.waitSignal(program.opened, timeout=20_000) as opened:
        QTest.keyClick(focus, Qt.Key.Key_Return)
    assert opened.args == [True]
    assert program.window.page is not None


def test_where_the_usual_book_is_gone_no_empty_one_is_made(
    other_computer: Callable[[str], None], start: Callable[[str], Program], tmp_path: Path
) -> None:
    other_computer("sendiri")
    lost = tmp_path / "flashdisk" / "desa-pulih.db"
    lost.parent.mkdir()
    use_from_now_on(str(lost))
    program = start(str(lost))
    assert f"desa-pulih.db, tidak ada di {lost.parent}" in _words(program)
    assert list(lost.parent.iterdir()) == []


def test_a_folder_is_no_register(start: Callable[[str], Program], tmp_path: Path) -> None:
    assert "folder" in _words(start(str(tmp_path)))


def test_a_job_cancelled_after_another_register_was_opened_is_said_in_the_new_window_only(
    program: Program, village: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "lain.db"
    other.write_bytes(village.read_bytes())
    before = program.window
    with qtbot.waitSignal(program.opened, timeout=20_000):
        before.restart_with(str(other))
    qtbot.waitUntil(lambda: not isValid(before))
    program.jobs.cancelled.emit("Mencetak")
    assert program.window.quiet_line.words == "Dibatalkan: Mencetak"


def test_another_register_gets_a_fresh_window(program: Program, village: Path, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "lain.db"
    other.write_bytes(village.read_bytes())
    before = program.window
    with qtbot.waitSignal(program.opened, timeout=20_000):
        before.restart_with(str(other))
    assert program.window is not before
    assert program.context is not None
    assert program.context.register.database.place == str(other)


@pytest.mark.announces("ZeroDivisionError in")
def test_an_error_of_ours_becomes_a_sentence_in_the_window(program: Program) -> None:
    error = ZeroDivisionError("Aisyah")
    program.explain_unforeseen(type(error), error, None)
    assert program.window.complaint.isVisible()
    assert "tetap aman" in program.window.complaint.accessibleName()
    assert "Aisyah" not in program.window.complaint.accessibleName()


@pytest.mark.skipif(not hasattr(sys, "getrefcount"), reason="counts references")
def test_widgets_and_painters_lose_no_reference_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12 on Python 3.11 did, and aborted after some thousand calls."""
    image = QImage(16, 16, QImage.Format.Format_RGBA8888)
    before = sys.getrefcount(None)
    for _ in range(400):
        widget = QWidget()
        widget.setToolTip("x")
        widget.setEnabled(True)
        widget.deleteLater()
        painter = QPainter(image)
        painter.drawLine(0, 0, 9, 9)
        painter.end()
    assert sys.getrefcount(None) > before - 200


def test_what_is_pressed_before_the_register_is_open_is_done_once_it_is(place: str, qtbot: QtBot) -> None:
    program = Program(place, who="Bu Sari", today=TODAY)
    with qtbot.waitSignal(program.opened, timeout=20_000):
        program.begin()
        button = program.window.focusWidget()
        assert isinstance(button, QPushButton)
        assert program.context is None
        assert "Posyandu Melati" in "".join(label.text() for label in program.window.top_bar.findChildren(QLabel))
        QTest.keyClick(button, Qt.Key.Key_Return)
    page = program.window.page
    assert page is not None
    assert page.key == "hari_buka"
    qtbot.waitUntil(lambda: program.is_idle, timeout=20_000)
    program.window.hide()
    program.close()
    program.window.deleteLater()


def test_a_clock_that_was_set_back_is_said_before_anything_is_written(place: str, qtbot: QtBot) -> None:
    program = Program(place, who="Bu Sari", today=date(2026, 11, 20))
    with qtbot.waitSignal(program.opened, timeout=20_000):
        program.begin()
    qtbot.waitUntil(lambda: program.is_idle, timeout=20_000)
    assert program.window.complaint.isVisible()
    assert "padahal catatan terakhir 25 November 2026" in program.window.complaint.accessibleName()
    program.window.hide()
    program.close()
    program.window.deleteLater()


def test_what_is_asked_for_does_not_wait_behind_what_the_program_looks_through_by_itself(
    program: Program, qtbot: QtBot
) -> None:
    context, go_on = program.context, threading.Event()
    answers: list[object] = []
    assert context is not None
    context.look_through("Memeriksa register", lambda _progress: go_on.wait(20), answers.append)
    context.read_long("Mencari siapa yang ditunggu", lambda _progress: "daftar", answers.append)
    qtbot.waitUntil(lambda: answers == ["daftar"])
    assert not program.is_idle
    go_on.set()
    qtbot.waitUntil(lambda: answers == ["daftar", True])
