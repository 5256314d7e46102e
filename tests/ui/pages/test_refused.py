"""Every place of the window with every role: none fails, and what is not theirs says whose work it is."""

import pytest
from pytestqt.qtbot import QtBot

from core.services.register import Register
from core.words.roles import Role, User
from tests.ui.hands import Hands, words_on
from ui.navigation import places
from ui.pages.beranda import Beranda
from ui.program import Program

FOR_HEALTH = {"hari_buka", "tumbuh_kembang"}


@pytest.mark.parametrize("role", Role)
def test_every_place_with_every_role(program: Program, register: Register, qtbot: QtBot, role: Role) -> None:
    hands = Hands(program, qtbot)
    register.sign_in(User("1", "Bu Sari", frozenset({role})))
    for number, place in enumerate(places(), start=1):
        hands.go(number)
        hands.rest()
        page = program.window.page
        assert page is not None
        if role is Role.ADMIN and place.key in FOR_HEALTH:
            assert isinstance(page, Beranda)
            assert "Ini pekerjaan kader atau bidan" in words_on(program.window)
        else:
            assert page.key == place.key
            assert role is Role.ADMIN or "Ini pekerjaan" not in words_on(program.window)


def test_the_head_of_the_posyandu_reads_no_childs_worry_on_beranda(
    program: Program, register: Register, qtbot: QtBot
) -> None:
    hands = Hands(program, qtbot)
    hands.go(3)
    register.sign_in(User("1", "Pak Lurah", frozenset({Role.ADMIN})))
    hands.go(1)
    seen = words_on(program.window)
    assert "Dodi" not in seen
    assert "dilihat oleh kader dan bidan" in seen
