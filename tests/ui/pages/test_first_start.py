"""The first start: three questions by keyboard, errors beside their field, then the ways to begin."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from core.services import setup
from ui.pages.first_start import FirstStart
from ui.program import Program


@pytest.fixture
def program(start: Callable[[str], Program], tmp_path: Path) -> Program:
    """The program on a register that does not exist yet."""
    return start(str(tmp_path / "baru.db"))


def _keyboard(program: Program) -> QWidget:
    widget = program.window.focusWidget()
    assert widget is not None
    return widget


def _answer(program: Program, words: str) -> None:
    QTest.keyClicks(_keyboard(program), words)
    QTest.keyClick(_keyboard(program), Qt.Key.Key_Return)


def test_three_answers_set_the_register_up(program: Program) -> None:
    assert isinstance(program.window.stack.currentWidget(), FirstStart)
    for words in ("Melati", "Sukamaju", "Bu Sari"):
        _answer(program, words)
    assert program.context is not None
    register = program.context.register
    assert [(unit.name, unit.village) for unit in setup.list_posyandu(register)] == [("Melati", "Sukamaju")]
    assert setup.load_settings(register).kader_name == "Bu Sari"
    assert register.who == "Bu Sari"
    assert "Ambil data desa" in getattr(_keyboard(program), "text", str)()


def test_an_empty_answer_is_asked_for_again_and_nothing_is_written(program: Program) -> None:
    for words in ("", "Sukamaju", "Bu Sari"):
        _answer(program, words)
    assert _keyboard(program).accessibleName() == "Nama posyandu"
    shown = [label.text() for label in program.window.findChildren(QLabel)]
    assert "Nama posyandu belum diisi." in shown
    assert program.context is not None
    assert not setup.is_set_up(program.context.register)


def test_the_first_child_begins_at_hari_buka(program: Program) -> None:
    for words in ("Melati", "Sukamaju", "Bu Sari"):
        _answer(program, words)
    QTest.keyClick(_keyboard(program), Qt.Key.Key_Tab)
    QTest.keyClick(_keyboard(program), Qt.Key.Key_Return)
    page = program.window.page
    assert page is not None
    assert page.key == "hari_buka"
    assert not program.window.rail.isHidden()


def test_an_official_village_brings_district_regency_and_province(program: Program) -> None:
    _answer(program, "Melati")
    QTest.keyClicks(_keyboard(program), "Sukamaju Cimaung")
    QTest.keyClick(_keyboard(program), Qt.Key.Key_Down)
    for words in ("", "Bu Sari"):
        _answer(program, words)
    assert program.context is not None
    (unit,) = setup.list_posyandu(program.context.register)
    assert (unit.village, unit.district) == ("Sukamaju", "Cimaung")
    assert (unit.regency, unit.province) == ("Kabupaten Bandung", "Jawa Barat")
