"""The log of access from Pengaturan: for bidan and ketua, everybody's lines, by who and by what."""

import pytest
from pytestqt.qtbot import QtBot

from core.rules.permissions import Action
from core.services.people.registration import list_people
from core.services.register import Register
from core.services.trust.access_log import Access, let_out, note
from core.words.roles import Role, User
from tests.ui.hands import Hands, press_button, words_on
from ui.dialogs.access_log_sheet import AccessLogSheet
from ui.pages.pengaturan.access import AccessTrail
from ui.pages.pengaturan.page import Pengaturan
from ui.program import Program


@pytest.fixture
def hands(program: Program, register: Register, qtbot: QtBot) -> Hands:
    """Bu Tini looked at Aisyah and printed cards; Bidan Rina is in Pengaturan."""
    child = next(line.id for line in list_people(register).lines if line.name == "Aisyah Putri")
    register.sign_in(User("1", "Bu Tini", frozenset({Role.KADER})))
    note(register, Access.LOOK, "Halaman orang", child)
    let_out(register, Action.PRINT_PAPERS, "Kartu Menuju Sehat, A4", people=4)
    register.sign_in(User("2", "Bidan Rina", frozenset({Role.BIDAN})))
    two = Hands(program, qtbot)
    two.go(6)
    return two


def test_all_lines_and_those_of_one_kind(hands: Hands) -> None:
    press_button(hands, hands.page(Pengaturan), "Lihat catatan akses")
    sheet = hands.sheet(AccessLogSheet)
    seen = words_on(sheet)
    assert "Bu Tini melihat Aisyah Putri · Halaman orang" in seen
    assert "Bu Tini mencetak · Kartu Menuju Sehat, A4 (4 orang)" in seen
    sheet.kind.setCurrentIndex(sheet.kind.findText("Melihat"))
    hands.rest()
    assert "mencetak" not in words_on(sheet)
    sheet.who.setCurrentIndex(sheet.who.findText("Bu Tini"))
    hands.rest()
    assert "Aisyah Putri" in words_on(sheet)


def test_a_kader_reads_whose_work_it_is(hands: Hands, program: Program, register: Register) -> None:
    register.sign_in(User("1", "Bu Tini", frozenset({Role.KADER})))
    assert program.context is not None
    program.context.rights_changed()
    trail = hands.page(Pengaturan).findChild(AccessTrail)
    assert isinstance(trail, AccessTrail)
    assert not trail.opener.isEnabled()
    assert "bidan atau ketua" in trail.opener.toolTip()
