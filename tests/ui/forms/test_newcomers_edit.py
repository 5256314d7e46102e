"""A new family: one block a person, one more with each Enter at the end, and an empty name that ends it."""

from datetime import date

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.words.people import FamilyRole
from ui.forms.newcomers_edit import NewcomersEdit


def test_an_empty_name_says_that_this_was_everybody(qtbot: QtBot) -> None:
    edit = NewcomersEdit(date(2026, 11, 25))
    qtbot.addWidget(edit)
    name = edit.steps()[0]
    assert isinstance(name, QLineEdit)
    name.setText("Joko")
    assert edit.hold(edit.steps()[-1])
    assert len(edit.steps()) == 10
    with qtbot.waitSignal(edit.ended):
        assert edit.hold(edit.steps()[5])
    assert [one.name for one in edit.value()] == ["Joko"]
    assert edit.value()[0].role is FamilyRole.HEAD


def test_the_only_block_is_never_taken_away(qtbot: QtBot) -> None:
    edit = NewcomersEdit(date(2026, 11, 25))
    qtbot.addWidget(edit)
    assert not edit.hold(edit.steps()[0])
    assert edit.value() == ()
