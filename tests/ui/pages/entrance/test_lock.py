"""The lock before the register: faces by key, a PIN, the wait after wrong ones, and the recovery code."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.paths import device_file
from core.services.trust import accounts
from tests.ui.conftest import PINS, Locked
from tests.ui.hands import ENTER, ESC, Hands, words_on
from ui.pages.entrance.lock import Lock
from ui.program import Program

DOWN = Qt.Key.Key_Down


@pytest.fixture
def hands(start: Callable[[str], Program], locked: Locked, qtbot: QtBot) -> Hands:
    """The window before a locked register."""
    return Hands(start(locked.place), qtbot)


def _lock(hands: Hands) -> Lock:
    page = hands.program.window.stack.currentWidget()
    assert isinstance(page, Lock)
    return page


def _who(hands: Hands) -> str:
    assert hands.program.context is not None
    return hands.program.context.register.who


def test_the_first_thing_seen_is_who_works_here_and_nothing_of_the_village(hands: Hands) -> None:
    words = words_on(_lock(hands))
    assert "Siapa yang mencatat?" in words
    assert "Bu Sari" in words
    assert "Kader, Ketua" in words
    assert "Melati" not in words + hands.program.window.windowTitle()
    assert hands.program.window.rail.isHidden()
    assert hands.program.context is None


@pytest.mark.parametrize(("key", "name"), [("2", "Bu Tini"), ("t", "Bu Tini"), ("r", "Bidan Rina"), ("1", "Bu Sari")])
def test_a_digit_or_the_first_letter_chooses_a_face(hands: Hands, key: str, name: str) -> None:
    hands.write(key)
    assert hands.field == f"PIN {name}"


def test_arrows_and_enter_choose_a_face(hands: Hands) -> None:
    hands.press(DOWN)
    hands.press(DOWN)
    hands.press(ENTER)
    assert hands.field == "PIN Bidan Rina"


def test_the_pin_opens_the_register_under_that_name(hands: Hands) -> None:
    hands.write("2")
    hands.write(PINS["Bu Tini"])
    hands.press(ENTER)
    page = hands.program.window.page
    assert page is not None
    assert page.key == "beranda"
    assert _who(hands) == "Bu Tini"
    assert hands.program.window.top_bar.who.text().strip() == "Bu Tini · Kader"


def test_escape_leads_back_to_the_faces(hands: Hands) -> None:
    hands.write("2")
    hands.press(ESC)
    assert hands.focus.accessibleName() == "Bu Tini, Kader"
    assert "Siapa yang mencatat?" in words_on(_lock(hands))


def test_a_wrong_pin_is_said_calmly_and_the_field_is_empty_again(hands: Hands) -> None:
    hands.write("1")
    hands.write("555777")
    hands.press(ENTER)
    assert "PIN salah. Coba lagi." in words_on(_lock(hands))
    assert _lock(hands).pane.pin.edit.text() == ""
    assert hands.program.context is None


def test_after_three_wrong_pins_one_waits_and_the_seconds_are_counted_down(hands: Hands, qtbot: QtBot) -> None:
    hands.write("1")
    for _ in range(3):
        hands.write("555777")
        hands.press(ENTER)
    assert "Tunggu 5 detik, lalu coba lagi." in words_on(_lock(hands))
    hands.write(PINS["Bu Sari"])
    assert _lock(hands).pane.pin.edit.text() == ""
    qtbot.waitUntil(lambda: "Tunggu 4 detik" in words_on(_lock(hands)), timeout=3_000)
    hands.press(ESC)
    hands.write("2")
    hands.write(PINS["Bu Tini"])
    hands.press(ENTER)
    assert _who(hands) == "Bu Tini"


def test_what_is_typed_is_never_shown_and_never_copied(hands: Hands) -> None:
    hands.write("1")
    hands.write("2719x45")
    edit = _lock(hands).pane.pin.edit
    assert edit.text() == "271945"
    assert "2" not in edit.displayText()
    edit.selectAll()
    edit.copy()
    assert "271945" not in hands.program.window.windowTitle()


def test_a_forgotten_pin_is_explained_and_the_code_from_the_envelope_opens(hands: Hands, locked: Locked) -> None:
    hands.write("2")
    hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert "Minta bidan atau ketua posyandu" in words_on(_lock(hands))
    hands.write(locked.code.lower())
    hands.press(ENTER)
    hands.write("2")
    for pin in ("135792", "135792"):
        hands.write(pin)
        hands.press(ENTER)
    assert _who(hands) == "Bu Tini"
    assert hands.program.context is not None
    assert accounts.switch(hands.program.context.register, locked.accounts["Bu Tini"], "135792").name == "Bu Tini"


def test_a_wrong_code_is_said_and_nothing_opens(hands: Hands, locked: Locked) -> None:
    hands.write("2")
    hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    hands.write(locked.code[:-1] + ("0" if locked.code[-1] != "0" else "1"))
    hands.press(ENTER)
    assert "Kode pemulihan belum benar" in words_on(_lock(hands))
    assert hands.program.context is None


def test_on_another_computer_only_the_code_is_asked_for(
    start: Callable[[str], Program], locked: Locked, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert device_file().exists()
    monkeypatch.setattr("core.store.device.device_file", lambda: tmp_path / "lain" / "komputer")
    hands = Hands(start(locked.place), qtbot)
    assert "Buku ini baru di komputer ini" in words_on(_lock(hands))
    hands.write(locked.code)
    hands.press(ENTER)
    hands.write("1")
    for pin in ("135792", "135792"):
        hands.write(pin)
        hands.press(ENTER)
    assert _who(hands) == "Bu Sari"
