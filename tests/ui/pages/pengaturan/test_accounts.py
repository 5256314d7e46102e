"""Pengaturan > Akun by keyboard: adding, changing, PINs, the code, and locking a register that has no account yet."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from core.clock import Clock
from core.services import setup
from core.services.register import Register
from core.services.trust import access, accounts
from core.words.roles import Role
from tests.ui.conftest import PINS, TODAY, Locked
from tests.ui.hands import ENTER, ESC, Hands, press_button, words_on
from ui.dialogs.account_sheet import AccountSheet
from ui.dialogs.code_sheet import CodeSheet
from ui.dialogs.pin_sheet import OwnPinSheet, ResetPinSheet
from ui.dialogs.protect_sheet import ProtectSheet
from ui.pages.pengaturan.page import Pengaturan
from ui.program import Program
from ui.widgets.recovery_card import RecoveryCard

NEW = "135792"


def _as(start: Callable[[str], Program], locked: Locked, qtbot: QtBot, key: str, name: str) -> Hands:
    hands = Hands(start(locked.place), qtbot)
    hands.write(key)
    hands.write(PINS[name])
    hands.press(ENTER)
    hands.go(6)
    return hands


@pytest.fixture
def hands(start: Callable[[str], Program], locked: Locked, qtbot: QtBot) -> Hands:
    """Bu Sari, kader and ketua, at the page."""
    return _as(start, locked, qtbot, "1", "Bu Sari")


def _register(hands: Hands) -> Register:
    assert hands.program.context is not None
    return hands.program.context.register


def _press_named(hands: Hands, within: QWidget, name: str) -> None:
    button = next(one for one in within.findChildren(QAbstractButton) if one.accessibleName() == name)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press(ENTER)


def _type(hands: Hands, *answers: str) -> None:
    for words in answers:
        hands.write(words)
        hands.press(ENTER)


def _pin_opens(locked: Locked, name: str, pin: str) -> bool:
    try:
        return bool(access.unlock(locked.place, locked.accounts[name], pin, clock=Clock(TODAY)).key)
    except access.WrongPin:
        return False


def _last_group(card: RecoveryCard) -> str:
    return words_on(card).split("kelompok 6\n")[1].splitlines()[0]


def test_everybody_who_may_open_the_book_is_listed(hands: Hands) -> None:
    words = words_on(hands.page(Pengaturan).accounts)
    assert "Bu Sari (Ibu sendiri)\nKader, Ketua" in words
    assert "Bu Tini\nKader" in words
    assert "Bidan Rina\nBidan" in words


def test_a_new_account_can_open_the_register_at_once(hands: Hands, locked: Locked) -> None:
    press_button(hands, hands.page(Pengaturan), "Tambah akun …")
    hands.sheet(AccountSheet).roles.boxes[Role.KADER].setChecked(True)
    _type(hands, "Bu Yanti", "", "", "", NEW, NEW)
    assert not hands.has_sheet()
    assert "Bu Yanti" in words_on(hands.page(Pengaturan).accounts)
    face = next(one for one in access.accounts_at(locked.place) if one.name == "Bu Yanti")
    assert access.unlock(locked.place, face.account_id, NEW, clock=Clock(TODAY)).user.roles == {Role.KADER}


@pytest.mark.parametrize(
    ("name", "pin", "sentence"),
    [
        ("", NEW, "Nama akun belum diisi"),
        ("bu tini", NEW, "Sudah ada akun bernama Bu Tini"),
        ("Bu Yanti", "111111", "Jangan satu"),
    ],
)
def test_what_will_not_do_is_said_where_it_is(hands: Hands, name: str, pin: str, sentence: str) -> None:
    press_button(hands, hands.page(Pengaturan), "Tambah akun …")
    _type(hands, name, "", "", "", pin, pin)
    assert sentence in words_on(hands.sheet(AccountSheet))
    assert len(accounts.list_accounts(_register(hands))) == 3


def test_roles_are_changed_and_the_last_head_stays(hands: Hands) -> None:
    _press_named(hands, hands.page(Pengaturan), "Ubah akun Bu Sari")
    sheet = hands.sheet(AccountSheet)
    sheet.roles.boxes[Role.ADMIN].setChecked(False)
    _type(hands, "", "", "", "")
    assert "satu-satunya akun ketua" in hands.program.window.complaint.accessibleName()
    hands.press(ESC)
    press_button(hands, sheet.window(), "Buang")
    _press_named(hands, hands.page(Pengaturan), "Ubah akun Bu Tini")
    hands.sheet(AccountSheet).roles.boxes[Role.ADMIN].setChecked(True)
    _type(hands, "", "", "", "")
    assert "Bu Tini\nKader, Ketua" in words_on(hands.page(Pengaturan).accounts)


def test_somebody_who_left_cannot_open_the_book_any_more(hands: Hands, locked: Locked) -> None:
    _press_named(hands, hands.page(Pengaturan), "Ubah akun Bu Tini")
    press_button(hands, hands.sheet(AccountSheet), "Nonaktifkan akun ini …")
    assert hands.field == "Tidak jadi"
    press_button(hands, hands.sheet(AccountSheet), "Nonaktifkan")
    assert "Bu Tini" not in words_on(hands.page(Pengaturan).accounts)
    assert "Bu Tini" not in [one.name for one in access.accounts_at(locked.place)]


def test_a_forgotten_pin_is_reset_by_the_head(hands: Hands, locked: Locked) -> None:
    _press_named(hands, hands.page(Pengaturan), "PIN baru untuk Bu Tini")
    assert "Bu Tini" in words_on(hands.sheet(ResetPinSheet))
    _type(hands, NEW, NEW)
    assert not hands.has_sheet()
    assert _pin_opens(locked, "Bu Tini", NEW)
    assert not _pin_opens(locked, "Bu Tini", PINS["Bu Tini"])


def test_ones_own_pin_needs_the_old_one(hands: Hands, locked: Locked) -> None:
    press_button(hands, hands.page(Pengaturan), "Ganti PIN saya …")
    _type(hands, "555777", NEW, NEW)
    assert "PIN salah" in words_on(hands.sheet(OwnPinSheet))
    hands.sheet(OwnPinSheet).old.setFocus()
    _type(hands, PINS["Bu Sari"], "", "")
    assert not hands.has_sheet()
    assert _pin_opens(locked, "Bu Sari", NEW)


def test_a_new_code_replaces_the_old_one_and_must_be_on_paper(hands: Hands, locked: Locked) -> None:
    press_button(hands, hands.page(Pengaturan), "Kode pemulihan baru …")
    hands.press(ENTER)
    card = hands.sheet(RecoveryCard)
    code = "-".join(words_on(card).split("kelompok ")[number].splitlines()[1] for number in range(1, 7))
    hands.press(ESC)
    assert hands.has_sheet()
    card.last.setFocus()
    _type(hands, _last_group(card))
    assert not hands.has_sheet()
    assert setup.load_settings(_register(hands)).is_code_kept
    assert access.unlock_with_code(locked.place, code, clock=Clock(TODAY)).key
    with pytest.raises(Exception, match="bukan milik"):
        access.unlock_with_code(locked.place, locked.code, clock=Clock(TODAY))
    assert CodeSheet.title == "Kode pemulihan baru"


def test_minutes_until_it_locks_itself_are_kept(hands: Hands) -> None:
    page = hands.page(Pengaturan)
    page.accounts.minutes.setFocus()
    page.accounts.minutes.selectAll()
    hands.write("12")
    hands.press(Qt.Key.Key_Tab)
    assert setup.load_settings(_register(hands)).lock_after_min == 12
    assert "12 menit" in hands.said()


def test_tab_walks_through_the_accounts_where_they_stand(hands: Hands) -> None:
    page = hands.page(Pengaturan)
    page.names["coordinator_name"].setFocus()
    heard = []
    for _ in range(40):
        hands.press(Qt.Key.Key_Tab)
        heard.append(hands.field)
        if hands.field == "Cadangkan sekarang":
            break
    assert heard[0] == "Ubah …"
    assert heard[-3:] == ["Kode pemulihan baru …", "Layar terkunci sendiri sesudah berapa menit", "Cadangkan sekarang"]


def test_a_kader_changes_her_own_pin_and_nothing_else(
    start: Callable[[str], Program], locked: Locked, qtbot: QtBot
) -> None:
    hands = _as(start, locked, qtbot, "2", "Bu Tini")
    page = hands.page(Pengaturan)
    buttons = {one.text().replace("&", "").strip(): one for one in page.accounts.findChildren(QAbstractButton)}
    assert buttons["Ganti PIN saya …"].isEnabled()
    assert not buttons["Tambah akun …"].isEnabled()
    assert "ketua posyandu" in buttons["Tambah akun …"].toolTip()
    assert not page.places.isEnabled()
    assert not page.editions["2010"].isEnabled()
    assert all(one.isEnabled() for one in page.sizes.values())


def test_a_register_without_account_is_locked_from_here(
    program: Program, register: Register, place: str, qtbot: QtBot
) -> None:
    hands = Hands(program, qtbot)
    hands.go(6)
    press_button(hands, hands.page(Pengaturan), "Pasang PIN …")
    sheet = hands.sheet(ProtectSheet)
    assert sheet.name.text() == "Bu Sari"
    _type(hands, "", "", "", "", NEW, NEW)
    card = hands.sheet(RecoveryCard)
    assert access.is_locked(place)
    card.last.setFocus()
    _type(hands, _last_group(card))
    hands.rest()
    assert program.context is not None
    assert program.context.register is not register
    assert program.context.register.user is not None
    assert program.window.gate is not None
    assert not hands.has_sheet()
    hands.go(3)
    assert program.window.page is not None
    assert program.window.page.key == "warga"


def test_a_kader_reads_whose_work_the_rest_is_and_begins_with_her_own_pin(
    start: Callable[[str], Program], locked: Locked, qtbot: QtBot
) -> None:
    hands = _as(start, locked, qtbot, "2", "Bu Tini")
    assert "bukan pekerjaan Ibu" in words_on(hands.page(Pengaturan))
    assert hands.field == "Ganti PIN saya …"


def test_a_ketua_is_not_told_of_work_that_is_not_hers(hands: Hands) -> None:
    assert "bukan pekerjaan Ibu" not in words_on(hands.page(Pengaturan))
    assert hands.field == "Desa atau kelurahan"
