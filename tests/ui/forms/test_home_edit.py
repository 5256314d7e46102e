"""Where a house stands: empty means unchanged, the only posyandu is not asked about."""

from pytestqt.qtbot import QtBot

from core.services.life_events.households import Home
from ui.forms.home_edit import HomeEdit


def test_an_empty_home_is_no_home(qtbot: QtBot) -> None:
    edit = HomeEdit([("Melati", "m")])
    qtbot.addWidget(edit)
    assert edit.value() is None


def test_a_home_comes_back_as_it_was_shown(qtbot: QtBot) -> None:
    edit = HomeEdit([("Melati", "m"), ("Mawar", "w")])
    qtbot.addWidget(edit)
    home = Home("Jl. Melati 3", "Krajan", "01", "02", "w")
    edit.show_home(home)
    assert edit.value() == home
    assert len(edit.steps()) == 5


def test_the_only_posyandu_serves_the_new_home(qtbot: QtBot) -> None:
    edit = HomeEdit([("Melati", "m")])
    qtbot.addWidget(edit)
    edit.show_home(Home(dusun="Krajan"))
    assert edit.value() == Home(dusun="Krajan", posyandu_id="m")
