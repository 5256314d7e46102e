"""Switching in the middle of work: what was typed stays, the next deed has another name, idle means locked."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from core.services.deeds.history import journal_of
from core.services.people import registration
from core.services.people.registration import PersonForm
from core.services.trust.access_log import Access, log_of
from core.words.people import Sex
from tests.ui.conftest import PINS, Locked
from tests.ui.hands import CTRL, ENTER, ESC, Hands, words_on
from ui.dialogs.new_child import NewChild
from ui.pages.entrance.lock import LockPane
from ui.program import Program
from ui.widgets.veil import Veil

L, K = Qt.Key.Key_L, Qt.Key.Key_K


@pytest.fixture
def hands(start: Callable[[str], Program], locked: Locked, qtbot: QtBot) -> Hands:
    """The window, opened by Bu Sari."""
    two = Hands(start(locked.place), qtbot)
    two.write("1")
    two.write(PINS["Bu Sari"])
    two.press(ENTER)
    return two


def _veil(hands: Hands) -> Veil:
    (veil,) = [one for one in hands.program.window.findChildren(Veil) if one.isVisible()]
    return veil


def _let_in(hands: Hands, key: str, name: str) -> None:
    hands.write(key)
    hands.write(PINS[name])
    hands.press(ENTER)


def _who(hands: Hands) -> str:
    assert hands.program.context is not None
    return hands.program.context.register.who


def test_the_next_person_goes_on_where_the_last_one_stopped(hands: Hands) -> None:
    hands.go(3)
    hands.press(K, CTRL)
    hands.write("dod")
    hands.press(L, CTRL)
    _let_in(hands, "2", "Bu Tini")
    assert _who(hands) == "Bu Tini"
    assert hands.program.window.top_bar.who.text().strip() == "Bu Tini · Kader"
    search_box = hands.program.window.top_bar.search
    assert hands.focus is search_box
    assert search_box.text() == "dod"


def test_a_sheet_and_what_was_typed_in_it_stay_open_beneath(hands: Hands) -> None:
    assert hands.program.context is not None
    hands.program.window.open_sheet(NewChild(hands.program.context, name="Eka"))
    hands.rest()
    field = hands.focus
    assert isinstance(field, QLineEdit)
    hands.write(" Putri")
    typed = field.text()
    hands.press(L, CTRL)
    _let_in(hands, "2", "Bu Tini")
    assert hands.has_sheet()
    assert hands.focus is field
    assert field.text() == typed


def test_the_deed_after_it_carries_the_other_name(hands: Hands) -> None:
    hands.press(L, CTRL)
    _let_in(hands, "2", "Bu Tini")
    assert hands.program.context is not None
    register = hands.program.context.register
    form = PersonForm(name="Eka", sex=Sex.FEMALE, born_on=date(2026, 7, 2))
    eka_id = registration.register_person(register, form).value
    assert {line.who for line in journal_of(register, eka_id)} == {"Bu Tini"}


def test_no_key_reaches_the_page_beneath(hands: Hands) -> None:
    hands.go(3)
    hands.press(L, CTRL)
    before = hands.program.window.page
    for key, modifier in ((Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier), (K, CTRL), (Qt.Key.Key_F1, CTRL)):
        hands.press(key, modifier)
    hands.press(ESC)
    hands.press(ESC)
    assert hands.program.window.page is before
    assert _veil(hands).isVisible()
    assert not hands.program.window.top_bar.search.hasFocus()
    assert not hands.has_sheet()


def test_nothing_beneath_can_be_read(hands: Hands) -> None:
    hands.go(3)
    clear = hands.program.window.grab().toImage()
    hands.press(L, CTRL)
    covered = hands.program.window.grab().toImage()
    assert _edges(covered, 0.02, 0.6) < _edges(clear, 0.02, 0.6) / 8


def _edges(image: QImage, left: float, right: float) -> int:
    """How many neighbours differ sharply on every fourth line of the left part: letters do, a blur does not."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    columns = range(int(grey.width() * left), int(grey.width() * right) // 2)
    return sum(
        abs(grey.pixelColor(x, y).value() - grey.pixelColor(x + 1, y).value()) > 60
        for y in range(0, grey.height(), 4)
        for x in columns
    )


def test_who_pressed_the_name_by_accident_goes_back_with_escape(hands: Hands) -> None:
    hands.program.window.top_bar.who.setFocus()
    hands.press(ENTER)
    assert "Esc: kembali ke halaman tadi" in words_on(_veil(hands))
    hands.press(ESC)
    assert not [one for one in hands.program.window.findChildren(Veil) if one.isVisible()]
    assert _who(hands) == "Bu Sari"


def test_when_nobody_is_there_it_locks_itself_and_asks_the_same_person(hands: Hands, qtbot: QtBot) -> None:
    gate = hands.program.window.gate
    assert gate is not None
    gate.idle.watch(hands.program.window.windowHandle(), minutes=0.001)
    qtbot.waitUntil(lambda: gate.is_locked, timeout=3_000)
    hands.rest()
    assert hands.field == "PIN Bu Sari"
    hands.write(PINS["Bu Sari"])
    hands.press(ENTER)
    assert not gate.is_locked
    assert _who(hands) == "Bu Sari"


def test_a_wrong_pin_leaves_the_window_covered_and_a_line_in_the_log(hands: Hands) -> None:
    hands.press(L, CTRL)
    hands.write("2")
    hands.write("555777")
    hands.press(ENTER)
    assert "PIN salah" in words_on(_veil(hands))
    assert _who(hands) == "Bu Sari"
    assert hands.program.context is not None
    kinds = [line.kind for line in log_of(hands.program.context.register)]
    assert kinds[:2] == [Access.WRONG_PIN, Access.SIGN_IN]


def test_the_code_from_the_envelope_uncovers_too(hands: Hands, locked: Locked) -> None:
    hands.press(L, CTRL)
    hands.write("2")
    hands.press(L, Qt.KeyboardModifier.AltModifier)
    hands.write(locked.code)
    hands.press(ENTER)
    hands.write("2")
    for pin in ("135792", "135792"):
        hands.write(pin)
        hands.press(ENTER)
    assert _who(hands) == "Bu Tini"
    assert not [one for one in hands.program.window.findChildren(Veil) if one.isVisible()]


def test_a_number_six_digits_and_enter_hand_the_keyboard_to_somebody_else(hands: Hands) -> None:
    hands.press(L, CTRL)
    QTest.keyClicks(hands.focus, "2")
    QTest.keyClicks(hands.focus, PINS["Bu Tini"])
    QTest.keyClick(hands.focus, ENTER)
    QTest.qWait(1)
    hands.rest()
    assert _who(hands) == "Bu Tini"


def test_a_register_without_accounts_is_never_locked(program: Program, qtbot: QtBot) -> None:
    hands = Hands(program, qtbot)
    hands.press(L, CTRL)
    assert program.window.gate is None
    assert not program.window.findChildren(LockPane)
    assert hands.field == "Nama kader"
    labels = [one.text() for one in program.window.findChildren(QLabel)]
    assert "Siapa yang mencatat?" in labels
    assert QApplication.activeModalWidget() is None
