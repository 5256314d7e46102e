"""The form of one visit: what is typed becomes facts."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.services.views import VisitFacts
from tests.children import GIRL
from ui.forms.visit_form import VisitForm

HELD_ON = date(2026, 11, 12)


@pytest.mark.parametrize(("typed", "is_session"), [("12-11-2026", True), ("20-11-2026", False)])
def test_a_late_entry_is_not_of_the_posyandu_day(qtbot: QtBot, typed: str, is_session: bool) -> None:
    form = VisitForm()
    qtbot.addWidget(form)
    form.begin(GIRL, VisitFacts(HELD_ON))
    form.measured_on.setText(typed)
    form.measures["weight_g"].setText("9,2")
    facts = form.facts()
    assert (facts.weight_g, facts.is_session) == (9200, is_session)
