"""The field for one person: letters, arrows, Enter; nobody is taken by accident."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.services.people.registration import list_people
from core.services.register import Register
from tests.ui.hands import DOWN, ENTER
from ui.forms.person_pick import PersonPick


@pytest.fixture
def pick(register: Register, qtbot: QtBot) -> PersonPick:
    made = PersonPick(register)
    qtbot.addWidget(made)
    made.offer(list_people(register).lines[:2])
    made.show()
    return made


def test_letters_find_and_the_first_one_is_taken(pick: PersonPick) -> None:
    QTest.keyClicks(pick.edit, "bim")
    assert pick.take()
    assert pick.chosen is not None
    assert (pick.chosen.name, pick.edit.text()) == ("Bima Saputra", "Bima Saputra")
    assert pick.found.isHidden()


def test_without_letters_only_the_arrow_keys_mean_somebody(pick: PersonPick) -> None:
    assert not pick.take()
    QTest.keyClick(pick.edit, DOWN)
    QTest.keyClick(pick.edit, DOWN)
    assert pick.take()
    assert pick.chosen is not None
    assert pick.chosen.name == "Bima Saputra"


def test_letters_that_mean_nobody_say_so(pick: PersonPick) -> None:
    QTest.keyClicks(pick.edit, "zzqx")
    pick.look()
    assert pick.found.item(0).text().startswith("Tidak ada yang cocok")
    assert not pick.take()


def test_typing_on_forgets_who_was_chosen(pick: PersonPick) -> None:
    QTest.keyClicks(pick.edit, "bim")
    pick.take()
    QTest.keyClicks(pick.edit, "x")
    assert pick.chosen is None
    QTest.keyClick(pick.edit, ENTER)
    assert pick.chosen is None
