"""Pengaturan > Cadangan by keyboard: a backup now, the second folder, and a backup brought back beside the present."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from core.paths import default_register
from core.services.people import registration
from core.services.people.registration import PersonForm
from core.services.register import Register
from core.services.trust import backup_places, backups
from core.usual_register import use_from_now_on, usual_register
from core.words.people import Sex
from tests.ui.conftest import PINS, TODAY, Locked
from tests.ui.hands import ENTER, Hands, press_button, words_on
from ui.backup_keeper import BackupKeeper
from ui.dialogs.restore_sheet import RestoreSheet, free_place
from ui.pages.pengaturan.page import Pengaturan
from ui.program import Program
from ui.widgets.tones import Strip


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Hands:
    """The window with the page open."""
    two = Hands(program, qtbot)
    two.go(6)
    return two


def _card(hands: Hands) -> str:
    return words_on(hands.page(Pengaturan).backups)


def _back_up(hands: Hands) -> None:
    press_button(hands, hands.page(Pengaturan), "Cadangkan sekarang")


def test_the_state_is_said_and_a_backup_is_made_at_once(hands: Hands, register: Register) -> None:
    assert "Belum ada cadangan" in _card(hands)
    _back_up(hands)
    assert "Cadangan terbukti hari ini" in _card(hands)
    assert "Cadangan belum pernah dicoba pulih." in _card(hands)
    assert len(backups.known_backups(register)) == 1


def test_a_second_folder_gets_a_copy_and_one_that_is_gone_is_told(
    hands: Hands, register: Register, tmp_path: Path
) -> None:
    second = tmp_path / "disk kedua"
    second.mkdir()
    backup_places.choose_second_folder(register, second)
    hands.page(Pengaturan).backups.load()
    assert f"Salinan kedua di {second}" in _card(hands)
    _back_up(hands)
    assert len(list(second.glob("*.bukucadangan"))) == 1
    for file in second.iterdir():
        file.unlink()
    second.rmdir()
    (tmp_path / "disk kedua").touch()
    _back_up(hands)
    [told] = hands.page(Pengaturan).backups.findChildren(Strip)
    assert "disk kedua" in words_on(told)
    assert len(backups.known_backups(register, [backup_places.own_folder(register)])) == 1


def test_the_difference_is_shown_before_a_backup_comes_back_beside_the_book(
    hands: Hands, register: Register, place: str
) -> None:
    _back_up(hands)
    registration.register_person(register, PersonForm(name="Eka", sex=Sex.FEMALE, born_on=TODAY))
    press_button(hands, hands.page(Pengaturan), "Pulihkan dari cadangan …")
    hands.press(ENTER)
    words = words_on(hands.sheet(RestoreSheet))
    assert "1 catatan hanya ada di register sekarang" in words
    assert "Eka" in words
    assert not list(Path(place).parent.glob("*-pulih-*"))
    hands.press(ENTER)
    assert "Cadangan pulih, utuh dan terperiksa." in words_on(hands.sheet(RestoreSheet))
    [restored] = Path(place).parent.glob("*-pulih-*.db")
    hands.press(ENTER)
    assert hands.program.context is not None
    assert hands.program.context.register.database.place == str(restored)
    assert Path(place).exists()


def _state(hands: Hands) -> str:
    return hands.program.window.status_line.findChildren(QLabel)[1].toolTip()


def test_a_restored_book_is_used_from_now_on(
    other_computer: Callable[[str], None], start: Callable[[str], Program], place: str, qtbot: QtBot
) -> None:
    other_computer("sendiri")
    use_from_now_on(place)
    hands = Hands(start(place), qtbot)
    assert "bukan buku yang biasa" not in _state(hands)
    hands.go(6)
    _back_up(hands)
    press_button(hands, hands.page(Pengaturan), "Pulihkan dari cadangan …")
    hands.press(ENTER)
    hands.press(ENTER)
    [restored] = Path(place).parent.glob("*-pulih-*.db")
    assert f"{Path(place).name} tetap ada" in words_on(hands.sheet(RestoreSheet))
    hands.press(Qt.Key.Key_Tab)
    assert hands.field == "Pakai buku ini seterusnya"
    hands.press(ENTER)
    assert hands.program.context is not None
    assert hands.program.context.register.database.place == str(restored)
    assert usual_register() == restored.resolve()
    assert "bukan buku yang biasa" not in _state(hands)
    hands.go(6)
    assert f"Buku sebelumnya tetap di {place}" in _card(hands)
    assert Path(place).exists()


def test_a_book_opened_once_is_named_and_can_be_kept_later(
    other_computer: Callable[[str], None], start: Callable[[str], Program], place: str, qtbot: QtBot
) -> None:
    other_computer("sendiri")
    hands = Hands(start(place), qtbot)
    assert _state(hands).startswith("Ini buku desa.db, bukan buku yang biasa")
    hands.go(6)
    assert f"Yang biasanya dibuka {default_register()}" in _card(hands)
    press_button(hands, hands.page(Pengaturan), "Pakai buku ini seterusnya")
    assert usual_register() == Path(place).resolve()
    assert "bukan buku yang biasa" not in _state(hands)
    assert str(default_register()) in hands.said()


def test_a_file_that_is_no_backup_is_refused_with_its_reason(hands: Hands, tmp_path: Path) -> None:
    wrong = tmp_path / "foto.bukucadangan"
    wrong.write_bytes(b"bukan cadangan " * 50)
    press_button(hands, hands.page(Pengaturan), "Pulihkan dari cadangan …")
    sheet = hands.sheet(RestoreSheet)
    sheet.take_file(wrong)
    hands.rest()
    assert "foto.bukucadangan" in words_on(sheet)
    assert "Tidak ada yang berubah." in words_on(sheet)


def test_a_restored_book_never_takes_a_name_that_is_there(tmp_path: Path) -> None:
    book = tmp_path / "desa.db"
    first = free_place(book, "2026-11-25")
    assert first.name == "desa-pulih-2026-11-25.db"
    first.touch()
    assert free_place(book, "2026-11-25").name == "desa-pulih-2026-11-25-2.db"


def test_a_kader_backs_up_and_does_not_restore(start: Callable[[str], Program], locked: Locked, qtbot: QtBot) -> None:
    hands = Hands(start(locked.place), qtbot)
    hands.write("2")
    hands.write(PINS["Bu Tini"])
    hands.press(ENTER)
    hands.go(6)
    buttons = {one.text().replace("&", "").strip(): one for one in hands.page(Pengaturan).findChildren(QAbstractButton)}
    assert not buttons["Pulihkan dari cadangan …"].isEnabled()
    _back_up(hands)
    assert "Cadangan terbukti hari ini" in _card(hands)


def test_a_backup_that_is_due_is_made_by_itself_and_tried_out(program: Program, qtbot: QtBot) -> None:
    assert program.context is not None
    register = program.context.register
    keeper = BackupKeeper(program.context, program)
    with qtbot.waitSignal(keeper.done, timeout=20_000):
        keeper.look()
    assert len(backups.known_backups(register)) == 1
    assert backups.state(register).rehearsed_on == TODAY
    keeper.look()
    qtbot.waitUntil(lambda: keeper.is_idle, timeout=20_000)
    assert len(backups.known_backups(register)) == 1
    keeper.close()


def test_what_was_done_today_is_backed_up_when_the_window_is_closed(program: Program, register: Register) -> None:
    assert program.context is not None
    keeper = BackupKeeper(program.context, program)
    backups.back_up(register, plugged=())
    registration.register_person(register, PersonForm(name="Eka", sex=Sex.FEMALE, born_on=TODAY))
    keeper.last_look()
    assert not backups.state(register).has_changed
