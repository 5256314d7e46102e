"""Buttons follow the rights of whoever is at the keyboard, also when somebody else takes it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.rules.permissions import MATRIX, Action
from core.services.trust import accounts
from core.words.roles import Role, User
from tests.ui.conftest import PINS, Locked
from tests.ui.hands import CTRL, ENTER, Hands
from ui.pages.warga.page import Warga
from ui.program import Program


def test_a_button_says_whose_work_it_is_and_opens_up_for_them(
    start: Callable[[str], Program], locked: Locked, qtbot: QtBot
) -> None:
    hands = Hands(start(locked.place), qtbot)
    hands.write("2")
    hands.write(PINS["Bu Tini"])
    hands.press(ENTER)
    context = hands.program.context
    assert context is not None
    button = QPushButton("Satukan")
    button.setToolTip("Satukan dua orang")
    qtbot.addWidget(button)
    context.guard(button, Action.MERGE_PEOPLE)
    assert not button.isEnabled()
    assert button.toolTip().startswith("Ini pekerjaan bidan atau ketua posyandu")
    accounts.switch(context.register, locked.accounts["Bidan Rina"], PINS["Bidan Rina"])
    context.rights_changed()
    assert button.isEnabled()
    assert button.toolTip() == "Satukan dua orang"


def test_every_deed_with_every_role_as_the_matrix_says(program: Program, qtbot: QtBot) -> None:
    context = program.context
    assert context is not None
    buttons = {action: QPushButton(action.value) for action in Action}
    for action, button in buttons.items():
        qtbot.addWidget(button)
        context.guard(button, action)
    for role in Role:
        context.register.sign_in(User(role.value, role.label, frozenset({role})))
        context.rights_changed()
        open_ones = {action for action, button in buttons.items() if button.isEnabled()}
        assert open_ones == set(MATRIX[role]), role
        assert all("Ini pekerjaan" in buttons[action].toolTip() for action in set(Action) - open_ones)


def test_without_accounts_everybody_may_do_everything(program: Program, qtbot: QtBot) -> None:
    assert program.context is not None
    button = QPushButton("Satukan")
    qtbot.addWidget(button)
    program.context.guard(button, Action.MERGE_PEOPLE)
    assert button.isEnabled()


def test_a_kader_registers_but_neither_imports_nor_merges(
    start: Callable[[str], Program], locked: Locked, qtbot: QtBot
) -> None:
    hands = Hands(start(locked.place), qtbot)
    hands.write("2")
    hands.write(PINS["Bu Tini"])
    hands.press(ENTER)
    hands.go(3)
    buttons = {one.text().replace("&", "").strip(): one for one in hands.page(Warga).findChildren(QPushButton)}
    assert buttons["Daftarkan warga"].isEnabled()
    assert not buttons["Ambil data desa"].isEnabled()
    assert not buttons["Bersihkan data ganda"].isEnabled()
    hands.press(Qt.Key.Key_L, CTRL)
    hands.write("r")
    hands.write(PINS["Bidan Rina"])
    hands.press(ENTER)
    assert buttons["Ambil data desa"].isEnabled()
    assert buttons["Bersihkan data ganda"].isEnabled()
