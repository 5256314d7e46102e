"""Every control of the window has its right or is named as harmless; who may not press it reads whose work it is."""

import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QShortcut
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.rules.permissions import Action, allowed, refusal
from core.services.register import Register
from core.words.roles import Role, User
from tests.ui.conftest import PINS, Locked
from tests.ui.every_control import HARMLESS, NEEDS, PEOPLE, REASONS
from tests.ui.every_view import VIEWS, prepare, view
from tests.ui.hands import ALT, ENTER, Hands
from ui.actions import ACTIONS
from ui.navigation import places
from ui.pages.page import Page
from ui.pages.refused import NotYours
from ui.pages.warga.page import Warga
from ui.program import Program
from ui.rights import Guard
from ui.widgets.immunization_grid import DoseTile
from ui.widgets.sheet import SheetContent

ROLES = {
    "kader": frozenset({Role.KADER}),
    "bidan": frozenset({Role.BIDAN}),
    "ketua": frozenset({Role.ADMIN}),
    "kader dan ketua": frozenset({Role.KADER, Role.ADMIN}),
}
OTHER_KEYS = {*(f"Ctrl+{number}" for number in range(1, 10)), "Ctrl+Down", "Ctrl+Up", "PgDown", "PgUp"}
"""Open what has a button of the same number, walk a list, or scroll."""
TYPED = (QRadioButton, QCheckBox, QToolButton, DoseTile)
"""Answers: nothing is written until a button with a right is pressed. (Tool buttons of the rail and the five steps
lead to another place.)"""
WRITES_AT_ONCE = frozenset({"Pengaturan", "PreparationSheet", "SourcesSheet"})
NOT_PRESSED = frozenset({"Buka register lain …", "Pakai buku ini seterusnya", "Uji sekarang", "Cadangkan sekarang"})
"""They take long, or end the window."""


@pytest.fixture
def hands(start: Callable[[str], Program], locked: Locked, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """The real window on a register with accounts; no dialog of the computer opens."""
    monkeypatch.setattr(QFileDialog, "open", QFileDialog.deleteLater)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    two = Hands(start(locked.place), qtbot)
    two.write("3")
    two.write(PINS["Bidan Rina"])
    two.press(ENTER)
    return two


def test_every_control_has_its_right_or_is_known_to_need_none(hands: Hands) -> None:
    register = _register(hands)
    known, met, strange = prepare(register), set(), set()
    for name in VIEWS:
        root = view(hands, name, known)
        assert root is not None
        for button in _buttons(root):
            key = (type(root).__name__, _words(button))
            guard = _guard_of(button)
            if key in NEEDS:
                assert guard is not None, key
                assert set(NEEDS[key]) <= set(guard.actions), key
                met.add(key)
            elif guard is None and not _is_harmless(button, *key):
                strange.add(key)
        _follows_the_matrix(hands, root)
    assert not strange, "neither a right nor known as harmless"
    assert met == set(NEEDS), set(NEEDS) - met
    frame = [one for one in _buttons(hands.program.window) if _owner(one) is None]
    assert all(isinstance(one, QToolButton) or _words(one) in HARMLESS[""] | {_words(_who(hands))} for one in frame)
    known_keys = {keys for one in (*ACTIONS,) for keys in one.shortcuts} | OTHER_KEYS
    known_keys |= {keys for place in places() for keys in (place.shortcut, *place.other_keys)}
    heard = {one.key().toString() for one in hands.program.window.findChildren(QShortcut)}
    assert heard <= known_keys


def _follows_the_matrix(hands: Hands, root: QWidget) -> None:
    """What is closed to each role, and the sentence on it."""
    register, context = _register(hands), hands.program.context
    assert context is not None
    me = register.user
    assert me is not None
    guards = [one for one in root.findChildren(Guard) if one.part is root or root.isAncestorOf(one.part)]
    for roles in ROLES.values():
        register.sign_in(User("2", "Bu Tini", roles))
        context.rights.look_again(register)
        for guard in guards:
            missing = next((one for one in guard.actions if not allowed(roles, one)), None)
            if missing is None:
                assert "Ini pekerjaan" not in guard.part.toolTip(), _told(guard, roles)
            else:
                assert not guard.part.isEnabled(), _told(guard, roles)
                assert guard.part.toolTip() == guard.part.accessibleDescription() == refusal(missing)
    register.sign_in(me)
    context.rights.look_again(register)


@pytest.mark.parametrize("role", ["kader", "ketua"])
def test_what_is_open_to_a_role_is_never_refused(hands: Hands, monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    known = prepare(_register(hands))
    refused: list[Action] = []
    require = Register.require

    def noting(register: Register, action: Action) -> None:
        if not register.may(action):
            refused.append(action)
        require(register, action)

    monkeypatch.setattr(Register, "require", noting)
    _register(hands).sign_in(User("2", "Bu Tini", ROLES[role]))
    assert hands.program.context is not None
    hands.program.context.rights_changed()
    pressed: set[tuple[str, str]] = set()
    for name in VIEWS:
        for button in _every_open(hands, partial(view, hands, name, known), pressed):
            refused.clear()
            words = _words(button)
            button.click()
            hands.rest()
            assert not refused, f"{words} in {name}"
    assert len(pressed) > 40


def _every_open(
    hands: Hands, opened: Callable[[], QWidget | None], pressed: set[tuple[str, str]]
) -> Iterator[QAbstractButton]:
    """Each button that can be pressed; the view is opened again when a press led away, and once more at the end."""
    root, is_fresh = opened(), True
    while True:
        button = _next_open(root, pressed)
        if button is None and is_fresh:
            return
        if button is not None:
            yield button
        is_fresh = button is None or not _is_in_front(hands, root)
        if is_fresh:
            root = opened()


def _is_in_front(hands: Hands, root: QWidget | None) -> bool:
    """Whether what was opened is still what is seen."""
    if root is None or not isValid(root) or not root.isVisible():
        return False
    return isinstance(root, SheetContent) or (root is hands.program.window.page and not hands.has_sheet())


def _next_open(root: QWidget | None, pressed: set[tuple[str, str]]) -> QAbstractButton | None:
    """The next button that can be pressed and was not yet; what only takes an answer is left out."""
    for button in _buttons(root) if root is not None else ():
        owner, words = type(root).__name__, _words(button)
        key = (owner, "" if owner == "EventsSheet" else words)  # one event stands for all
        is_answer = isinstance(button, TYPED) or words in NOT_PRESSED or not words
        if button.isVisible() and button.isEnabled() and not is_answer and key not in pressed:
            pressed.add(key)
            return button
    return None


def test_the_alt_letter_of_a_closed_control_says_whose_work_it_is(hands: Hands) -> None:
    _register(hands).sign_in(User("2", "Bu Tini", ROLES["kader"]))
    assert hands.program.context is not None
    hands.program.context.rights_changed()
    hands.go(3)
    hands.press(Qt.Key.Key_E, ALT)
    assert not hands.has_sheet()
    assert hands.said() == refusal(Action.IMPORT)
    closed = next(one for one in hands.page(Warga).findChildren(QPushButton) if _words(one) == "Ambil data desa")
    assert not closed.isEnabled()


def test_the_keys_of_the_steps_lead_the_ketua_to_a_kind_page(hands: Hands) -> None:
    _register(hands).sign_in(User("2", "Pak Kades", ROLES["ketua"]))
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F6):
        hands.go(1)
        hands.press(key)
        assert isinstance(hands.program.window.page, NotYours)


# --- looking ---


def _register(hands: Hands) -> Register:
    assert hands.program.context is not None
    return hands.program.context.register


def _who(hands: Hands) -> QPushButton:
    return hands.program.window.top_bar.who


def _buttons(root: QWidget) -> Iterator[QAbstractButton]:
    for one in root.findChildren(QAbstractButton):
        # A search field brings the cross that empties it.
        if not isinstance(one.parent(), QLineEdit):
            yield one


def _words(button: QAbstractButton) -> str:
    words = " ".join((button.text().replace("&", "") or button.accessibleName()).split())
    return re.sub(r"\d+", "#", re.sub(r" \([^)]*\)$", "", words))


def _guard_of(part: QWidget) -> Guard | None:
    """Its own, or that of what it stands in."""
    around: QWidget | None = part
    while around is not None:
        found = next((one for one in around.children() if isinstance(one, Guard)), None)
        if found is not None:
            return found
        around = around.parentWidget()
    return None


def _owner(part: QWidget) -> QWidget | None:
    around: QWidget | None = part
    while around is not None and not isinstance(around, Page | SheetContent):
        around = around.parentWidget()
    return around


def _is_harmless(button: QAbstractButton, owner: str, words: str) -> bool:
    is_answer = isinstance(button, TYPED) and owner not in WRITES_AT_ONCE
    is_size = isinstance(button, QRadioButton) and owner == "Pengaturan"  # of the type on this screen
    opens_form = owner == "HariBuka" and re.match(r"# (?!November)", words) is not None  # its Simpan has the right
    known = words in HARMLESS.get(owner, frozenset()) or words in PEOPLE | REASONS
    return known or is_answer or is_size or opens_form or not words


def _told(guard: Guard, roles: frozenset[Role]) -> str:
    part = guard.part
    return f"{_words(part) if isinstance(part, QAbstractButton) else part.accessibleName()} for {sorted(roles)}"
