"""Beranda: what now, who worries us, is everything safe."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.services import open_day, setup
from core.services.register import Register
from ui.pages.beranda import Beranda
from ui.program import Program


def _page(program: Program) -> Beranda:
    page = program.window.page
    assert isinstance(page, Beranda)
    return page


def _words(page: Beranda) -> str:
    shown = [label.text() for label in page.findChildren(QLabel)]
    return "\n".join(shown + [button.text().strip() for button in page.findChildren(QPushButton)])


def test_the_program_begins_here_with_the_keyboard_on_the_big_button(program: Program) -> None:
    page = _page(program)
    assert program.window.focusWidget() is page.big
    assert "Halo, Bu Sari" in _words(page)


def test_the_worries_come_with_their_reasons(program: Program) -> None:
    words = _words(_page(program))
    assert "Dodi Pratama" in words
    assert "BGM" in words
    assert "Citra Lestari" not in words


def test_it_says_that_the_register_was_checked(program: Program) -> None:
    words = _words(_page(program))
    assert "Catatan utuh dan tersimpan" in words
    assert "5 penimbangan" in words or "6 penimbangan" in words


def test_the_big_button_prepares_a_day_and_then_goes_on_with_it(
    program: Program, register: Register, qtbot: QtBot
) -> None:
    page = _page(program)
    assert page.big.text().strip() == "Siapkan hari buka"
    unit = setup.list_posyandu(register)[0]
    assert program.context is not None
    program.context.write("Membuka", lambda: open_day.open_day(register, unit.id, register.today))
    qtbot.waitUntil(lambda: program.is_idle)
    assert page.big.text().strip() == "Lanjutkan hari buka"
    QTest.keyClick(page.big, Qt.Key.Key_Return)
    current = program.window.page
    assert current is not None
    assert current.key == "hari_buka"
