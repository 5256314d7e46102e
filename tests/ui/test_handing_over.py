"""A sheet when the keyboard changes hands: it stays for whoever may see as much, and waits for whom it belongs to."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.services.growth import measuring
from core.services.people import people_search
from core.services.register import Register
from core.services.trust import accounts
from core.words.roles import Role
from tests.ui.conftest import PINS, Locked
from tests.ui.hands import CTRL, ENTER, Hands, words_on
from ui.dialogs.access_log_sheet import AccessLogSheet
from ui.dialogs.account_sheet import AccountSheet
from ui.dialogs.import_village import ImportVillage
from ui.dialogs.new_child import NewChild
from ui.dialogs.pin_sheet import OwnPinSheet
from ui.dialogs.visit_sheet import VisitSheet
from ui.pages.laporan.page import Laporan
from ui.pages.warga.history import HistorySheet
from ui.pages.warga.page import Warga
from ui.pages.warga.papers import PERSON_PAPERS, finish
from ui.program import Program
from ui.widgets.sheet import SheetContent

L = Qt.Key.Key_L
KEYS = {"Bu Sari": "1", "Bu Tini": "2", "Bidan Rina": "3", "Pak Kades": "4"}
KADES = "735190"


@pytest.fixture
def open_as(start: Callable[[str], Program], locked: Locked, qtbot: QtBot) -> Callable[[str], Hands]:
    """The window, opened by somebody; Pak Kades is ketua only."""

    def begin(name: str) -> Hands:
        hands = Hands(start(locked.place), qtbot)
        _enter(hands, name)
        return hands

    return begin


def _enter(hands: Hands, name: str) -> None:
    hands.write(KEYS[name])
    hands.write({**PINS, "Pak Kades": KADES}[name])
    hands.press(ENTER)


def _switch(hands: Hands, name: str) -> None:
    hands.press(L, CTRL)
    _enter(hands, name)
    assert _register(hands).who == name


def _register(hands: Hands) -> Register:
    assert hands.program.context is not None
    return hands.program.context.register


def _open(hands: Hands, content: SheetContent) -> None:
    hands.program.window.open_sheet(content)
    hands.rest()


def _visit_of_aisyah(hands: Hands) -> VisitSheet:
    assert hands.program.context is not None
    [aisyah] = people_search.search(_register(hands), "aisyah")
    history = measuring.growth_history(_register(hands), aisyah.id)
    return VisitSheet(hands.program.context, history, history.visits[-1].facts)


def test_what_the_bidan_was_typing_is_out_of_sight_for_a_kader_and_back_with_her(
    open_as: Callable[[str], Hands],
) -> None:
    hands = open_as("Bidan Rina")
    hands.go(3)
    _open(hands, _visit_of_aisyah(hands))
    hands.write("8")
    field = hands.focus
    assert isinstance(field, QLineEdit)
    typed = field.text()
    _switch(hands, "Bu Tini")
    assert not hands.has_sheet()
    assert "Ketikan Bidan Rina disimpan sampai ia masuk lagi" in hands.said()
    hands.go(1)
    assert not isinstance(hands.program.window.page, Warga)
    _switch(hands, "Bidan Rina")
    assert hands.sheet(VisitSheet).form.measures["weight_g"].text() == typed
    before = hands.program.window.page
    hands.go(5)
    assert hands.program.window.page is before


def test_with_nothing_typed_it_is_closed(open_as: Callable[[str], Hands]) -> None:
    hands = open_as("Bidan Rina")
    assert hands.program.context is not None
    [aisyah] = people_search.search(_register(hands), "aisyah")
    _open(hands, HistorySheet(hands.program.context, aisyah.id, aisyah.name))
    _switch(hands, "Bu Tini")
    assert not hands.has_sheet()
    _switch(hands, "Bidan Rina")
    assert not hands.has_sheet()


def test_whoever_sees_more_goes_on_in_it(open_as: Callable[[str], Hands]) -> None:
    hands = open_as("Bu Tini")
    hands.go(3)
    _open(hands, _visit_of_aisyah(hands))
    hands.write("8")
    field = hands.focus
    _switch(hands, "Bidan Rina")
    assert hands.has_sheet()
    assert hands.focus is field


def test_the_log_of_access_is_not_left_to_a_kader(open_as: Callable[[str], Hands]) -> None:
    hands = open_as("Bu Sari")
    assert hands.program.context is not None
    _open(hands, AccessLogSheet(hands.program.context))
    _switch(hands, "Bu Tini")
    assert not hands.has_sheet()


def test_a_sheet_whose_work_she_may_not_do_is_closed(open_as: Callable[[str], Hands]) -> None:
    hands = open_as("Bu Sari")
    assert hands.program.context is not None
    for content in (AccountSheet(hands.program.context), ImportVillage(hands.program.context)):
        _open(hands, content)
        assert hands.has_sheet()
        _switch(hands, "Bu Tini")
        assert not hands.has_sheet()
        _switch(hands, "Bu Sari")


def test_a_sheet_is_not_opened_by_whose_work_it_is_not(open_as: Callable[[str], Hands]) -> None:
    hands = open_as("Bu Tini")
    assert hands.program.context is not None
    _open(hands, ImportVillage(hands.program.context))
    assert not hands.has_sheet()
    assert "Ini pekerjaan bidan atau ketua posyandu" in words_on(hands.program.window)
    _switch(hands, "Bidan Rina")
    assert "Ini pekerjaan" not in words_on(hands.program.window)


def test_a_paper_of_the_bidan_and_what_was_said_to_her_are_gone_for_a_kader(open_as: Callable[[str], Hands]) -> None:
    hands = open_as("Bidan Rina")
    context = hands.program.context
    assert context is not None
    [aisyah] = people_search.search(_register(hands), "aisyah")
    paper = next(one for one in PERSON_PAPERS if one.key == "kartu-bantu")
    context.navigate("laporan", finished=finish(_register(hands), paper, aisyah))
    context.announce("Tersimpan: Aisyah Putri", lambda: context.announce("Dibatalkan"))
    hands.rest()
    page = hands.page(Laporan)
    assert page.preview.isVisible()
    _switch(hands, "Bu Tini")
    assert not page.preview.isVisible()
    assert page.preview.pdf is None
    assert "Aisyah" not in hands.said()
    hands.press(Qt.Key.Key_Z, CTRL)
    assert hands.said() == "Tidak ada yang perlu diurungkan."


def test_a_sheet_of_ones_own_pin_is_nobody_elses(open_as: Callable[[str], Hands]) -> None:
    hands = open_as("Bu Tini")
    assert hands.program.context is not None
    _open(hands, OwnPinSheet(hands.program.context))
    _switch(hands, "Bidan Rina")
    assert not hands.has_sheet()


def test_a_ketua_without_other_tasks_sees_no_weighing_that_was_open(open_as: Callable[[str], Hands]) -> None:
    hands = open_as("Bu Sari")
    roles = frozenset({Role.ADMIN})
    accounts.add_account(_register(hands), name="Pak Kades", roles=roles, pin=KADES)
    hands.go(3)
    _open(hands, _visit_of_aisyah(hands))
    hands.write("8")
    _switch(hands, "Pak Kades")
    assert not hands.has_sheet()
    assert "7,2" not in words_on(hands.program.window)


def test_the_window_asks_before_it_closes_over_something_typed(open_as: Callable[[str], Hands]) -> None:
    hands = open_as("Bu Sari")
    assert hands.program.context is not None
    _open(hands, NewChild(hands.program.context, name="Eka"))
    hands.write(" Putri")
    hands.program.window.close()
    assert hands.program.window.isVisible()
    assert hands.field == "Lanjut mengisi"
