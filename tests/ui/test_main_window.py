"""The window: places by key, search by typing, help, font size, Esc, and the name at the keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QListWidget, QTextBrowser, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.errors import EnvironmentProblem
from core.services import setup
from core.services.people.card_codes import card_code_of
from core.services.people.people_search import search
from core.services.register import Register
from ui import theme
from ui.navigation import places
from ui.program import Program
from ui.widgets.sheet import Sheet

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def _press(program: Program, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(_focus(program), key, modifier)


def _focus(program: Program) -> QWidget:
    widget = program.window.focusWidget()
    assert widget is not None
    return widget


def test_every_place_has_its_own_key() -> None:
    keys = [place.shortcut for place in places()]
    assert len(set(keys)) == len(keys)


def test_places_are_reached_by_key(program: Program) -> None:
    _press(program, Qt.Key.Key_2, ALT)
    assert program.window.page is not None
    assert program.window.page.key == "hari_buka"
    _press(program, Qt.Key.Key_1, ALT)
    assert program.window.page.key == "beranda"


def test_the_title_says_where_we_are(program: Program) -> None:
    assert "Posyandu Melati" in program.window.windowTitle()
    assert "Sukamaju" in program.window.windowTitle()


def test_ctrl_k_begins_the_search(program: Program) -> None:
    _press(program, Qt.Key.Key_K, CTRL)
    assert _focus(program) is program.window.top_bar.search


def test_just_typing_begins_the_search_and_enter_opens_the_person(program: Program, qtbot: QtBot) -> None:
    _press(program, Qt.Key.Key_D)
    assert program.window.top_bar.search.text() == "d"
    QTest.keyClicks(_focus(program), "odi")
    with qtbot.waitSignal(program.window.top_bar.person_chosen, timeout=2_000) as chosen:
        _press(program, Qt.Key.Key_Return)
    assert chosen.args is not None
    assert chosen.args[0]


def test_a_card_is_scanned_into_the_search_and_a_wrong_code_says_so(program: Program, qtbot: QtBot) -> None:
    assert program.context is not None
    register = program.context.register
    [bima] = search(register, "bima")
    code = card_code_of(register, bima.id).value
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    program.window.begin_search()
    box = program.window.top_bar.search
    QTest.keyClicks(box, wrong)
    QTest.keyClick(box, Qt.Key.Key_Return)
    found = [one for one in program.window.findChildren(QListWidget) if one.isVisible()]
    assert "salah satu hurufnya" in found[-1].item(0).text()
    box.clear()
    with qtbot.waitSignal(box.chosen) as chosen:
        QTest.keyClicks(box, code)
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == [bima.id]


def test_escape_puts_the_search_away(program: Program) -> None:
    _press(program, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(_focus(program), "xyz")
    _press(program, Qt.Key.Key_Escape)
    assert program.window.top_bar.search.text() == ""


def test_help_opens_and_escape_closes_it(program: Program) -> None:
    before = _focus(program)
    _press(program, Qt.Key.Key_F1)
    sheet = program.window.findChild(Sheet)
    assert sheet is not None
    assert any("Ctrl+K" in view.toPlainText() for view in sheet.findChildren(QTextBrowser))
    _press(program, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert _focus(program) is before


def test_the_font_grows_and_is_remembered(program: Program, register: Register, qtbot: QtBot) -> None:
    try:
        _press(program, Qt.Key.Key_Plus, CTRL)
        assert theme.font_percent() == 110
        qtbot.waitUntil(lambda: setup.load_settings(register).font_percent == 110)
        _press(program, Qt.Key.Key_0, CTRL)
        assert theme.font_percent() == 100
    finally:
        program.window.set_font_percent(100)


@pytest.mark.parametrize(
    ("width", "percent", "words", "widest"),
    [(1366, 100, "Laporan & Cetak", 220), (1024, 100, "Laporan", 96), (1024, 125, "Laporan", 118), (1024, 175, "", 90)],
)
def test_the_rail_says_its_places_in_the_words_there_is_room_for(
    program: Program, width: int, percent: int, words: str, widest: int
) -> None:
    try:
        program.window.set_font_percent(percent)
        program.window.resize(width, 600)
        rail = program.window.rail
        place = next(one for one in rail.findChildren(QToolButton) if one.accessibleName() == "Laporan & Cetak")
        is_icon_only = place.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        assert ("" if is_icon_only else place.text().replace("&&", "&").strip()) == words
        assert place.width() >= place.sizeHint().width()
        assert rail.width() <= widest
        assert program.window.height() == 600
    finally:
        program.window.set_font_percent(100)


def test_an_error_stays_on_screen_until_it_is_read(program: Program) -> None:
    program.window.complain(EnvironmentProblem("Disk komputer penuh. Kosongkan dulu, lalu simpan lagi."))
    assert program.window.complaint.isVisible()
    QTest.keyClick(program.window.complaint.close_button, Qt.Key.Key_Return)
    assert not program.window.complaint.isVisible()


def test_what_is_done_can_be_taken_back_once(program: Program) -> None:
    undone: list[str] = []
    program.window.announce("Tersimpan", lambda: undone.append("ya"))
    _press(program, Qt.Key.Key_Z, CTRL)
    _press(program, Qt.Key.Key_Z, CTRL)
    assert undone == ["ya"]


def test_the_name_at_the_keyboard_can_be_changed(program: Program, register: Register) -> None:
    program.window.top_bar.who.click()
    edit = _focus(program)
    QTest.keyClick(edit, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(edit, "Bu Tini")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert register.who == "Bu Tini"
    assert program.window.top_bar.who.text().strip() == "Bu Tini"
    assert setup.load_settings(register).kader_name == "Bu Tini"


def test_other_books_are_looked_for_beside_the_open_one(program: Program, register: Register) -> None:
    program.window.ask_other_register()
    dialog = program.window.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.directory().absolutePath()) == Path(register.database.place).parent
    dialog.reject()
