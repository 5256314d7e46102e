"""Questions about odd numbers: one at a time, and a reason holds only for the number it was given for."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.services.growth import measuring
from core.services.views import GrowthHistory, VisitFacts
from tests.children import GIRL
from ui.forms.visit_form import VisitForm
from ui.pages.weighing.questions import Questions

HELD_ON = date(2026, 11, 12)


class Desk:
    """A form of a girl without visits, with somebody who judges what stands in it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.form = VisitForm()
        self.questions = Questions(self.form)
        qtbot.addWidget(self.form)
        qtbot.addWidget(self.questions.doubt)
        self.form.begin(GIRL, VisitFacts(HELD_ON))
        self.questions.answered.connect(self.judge)

    def judge(self) -> bool:
        verdict = measuring.preview(GrowthHistory(GIRL, ()), self.form.facts(), today=HELD_ON)
        return self.questions.judged(verdict)

    def type(self, kilograms: str) -> bool:
        self.form.measures["weight_g"].setText(kilograms)
        return self.judge()

    def reason(self) -> str:
        return self.questions.with_reason(self.form.facts(), None).confirmation_reason


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_a_usual_number_is_not_asked_about(desk: Desk) -> None:
    assert desk.type("9,2")
    desk.questions.speak()
    assert desk.questions.doubt.isHidden()


def test_a_question_is_forgotten_when_the_number_is_put_right(desk: Desk) -> None:
    assert not desk.type("92")
    desk.questions.speak()
    assert desk.questions.doubt.finding is not None
    assert desk.questions.doubt.finding.suggestion == "9,2"
    assert desk.type("9,2")
    assert desk.questions.doubt.finding is None


def test_a_reason_holds_for_its_number_alone(desk: Desk) -> None:
    desk.type("30")
    desk.questions.speak()
    desk.questions.doubt.reasoned.emit("weight_g", "ditimbang dua kali")
    assert desk.reason() == "ditimbang dua kali"
    assert desk.judge()
    assert not desk.type("31")
    assert desk.reason() == ""
    desk.type("30")
    desk.questions.begin()
    assert desk.reason() == ""


def test_the_reason_of_a_saved_visit_holds_while_its_numbers_do(desk: Desk) -> None:
    desk.type("30")
    facts = desk.form.facts()
    saved = replace(facts, confirmation_reason="ditimbang dua kali")
    assert desk.questions.with_reason(facts, saved).confirmation_reason == "ditimbang dua kali"
    assert desk.questions.with_reason(replace(facts, weight_g=31_000), saved).confirmation_reason == ""


def test_the_answer_to_what_stopped_saving_saves(desk: Desk, qtbot: QtBot) -> None:
    desk.type("92")
    verdict = desk.questions.verdict
    assert verdict is not None
    desk.questions.ask_before_saving(next(it for it in verdict.findings if it.suggestion))
    with qtbot.waitSignal(desk.questions.save_wanted):
        desk.questions.doubt.corrected.emit("weight_g", "9,2")
    assert desk.form.facts().weight_g == 9_200
