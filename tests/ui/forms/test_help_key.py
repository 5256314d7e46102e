"""The question mark in a field of the quick form for children shows how that child is measured."""

from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.rules.forms.catalogue import form_named
from ui.forms.visit_form import VisitForm
from ui.widgets.help_card import HelpCard, HelpPopover


@pytest.fixture
def form(qtbot: QtBot) -> VisitForm:
    """An empty form of nobody in particular."""
    made = VisitForm()
    qtbot.addWidget(made)
    made.measured_on.near = date(2026, 11, 25)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _open(form: VisitForm) -> list[HelpPopover]:
    return [one for one in form.findChildren(HelpPopover) if one.isVisible()]


@pytest.mark.parametrize(("key", "box"), [("weight_g", "weight_kg"), ("head_mm", "head_cm"), ("muac_mm", "muac_cm")])
def test_the_sentence_of_the_card_comes_with_its_drawing(form: VisitForm, key: str, box: str) -> None:
    card = form_named("balita")
    field = card.field(box) if card else None
    assert field is not None
    form.go_to(key)
    QTest.keyClicks(form.measures[key], "?")
    [popover] = _open(form)
    assert field.help in [one.text() for one in popover.findChildren(QLabel)]
    assert popover.findChildren(HelpCard)[0].is_drawn
    assert form.measures[key].text() == ""


def test_how_the_length_is_drawn_follows_the_posture(form: VisitForm) -> None:
    edit = form.measures["length_mm"]
    drawings = []
    for choice in (form.lying, form.standing):
        choice.setChecked(True)
        form.go_to("length_mm")
        QTest.keyClicks(edit, "?")
        drawings.append(_open(form)[0].findChildren(HelpCard)[0].drawing)
        QTest.keyClicks(edit, "?")
        assert _open(form) == []
    assert drawings == ["length_board", "height_wall"]
