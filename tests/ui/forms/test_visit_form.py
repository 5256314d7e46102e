"""The form of one visit: what is typed becomes facts."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.services.views import VisitFacts
from core.words.people import Posture
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


@pytest.mark.parametrize(
    ("born_on", "held_on", "words"),
    [
        (date(2026, 2, 20), date(2026, 8, 19), ""),
        (date(2026, 2, 20), date(2026, 8, 20), "Vitamin A biru sudah diberi"),
        (date(2025, 2, 20), date(2026, 2, 19), "Vitamin A biru sudah diberi"),
        (date(2025, 2, 20), date(2026, 2, 20), "Vitamin A merah sudah diberi"),
        (date(2025, 2, 20), date(2026, 7, 31), ""),
    ],
)
def test_vitamin_a_is_asked_in_its_months_with_its_colour(
    qtbot: QtBot, born_on: date, held_on: date, words: str
) -> None:
    """Permenkes 21/2015: blue capsule at 6-11 months, red from 12 months, in February and August."""
    form = VisitForm()
    qtbot.addWidget(form)
    form.begin(replace(GIRL, born_on=born_on), VisitFacts(held_on))
    form.show()
    assert form.vitamin_a.isVisible() is bool(words)
    assert form.vitamin_a.text().replace("&", "") == words


@pytest.mark.parametrize(("born_on", "is_lying"), [(date(2024, 11, 13), True), (date(2024, 11, 12), False)])
def test_lying_is_usual_until_two_years(qtbot: QtBot, born_on: date, is_lying: bool) -> None:
    form = VisitForm()
    qtbot.addWidget(form)
    form.begin(replace(GIRL, born_on=born_on), VisitFacts(HELD_ON))
    assert form.lying.isChecked() is is_lying


def test_a_book_is_asked_for_until_it_is_known_and_an_answer_is_given_once(qtbot: QtBot) -> None:
    form, unknown = VisitForm(), replace(GIRL, has_kia_book=False, kia_book_on=None)
    qtbot.addWidget(form)
    form.begin(unknown, VisitFacts(HELD_ON))
    assert not form.kia_book.isHidden()
    assert form.book_answer() is None
    form.kia_book.setChecked(True)
    assert form.book_answer() is True
    typed = form.draft()
    form.begin(unknown, VisitFacts(HELD_ON))
    form.restore(typed)
    assert form.book_answer() is True
    form.begin(replace(GIRL, has_kia_book=True, kia_book_on=HELD_ON), VisitFacts(HELD_ON))
    assert not form.kia_book.isHidden()
    form.kia_book.setChecked(False)
    assert form.book_answer() is False
    form.begin(replace(GIRL, has_kia_book=True, kia_book_on=date(2026, 4, 1)), VisitFacts(HELD_ON))
    assert form.kia_book.isHidden()
    assert form.book_answer() is None


def test_how_somebody_was_measured_changes_nothing_where_no_length_was(qtbot: QtBot) -> None:
    form = VisitForm()
    qtbot.addWidget(form)
    form.begin(GIRL, VisitFacts(HELD_ON, weight_g=9_200, posture=Posture.LYING))
    assert not form.is_changed()
    form.begin(GIRL, VisitFacts(HELD_ON, weight_g=9_200, length_mm=712, posture=Posture.LYING))
    assert not form.is_changed()
    form.standing.setChecked(True)
    assert form.is_changed()
