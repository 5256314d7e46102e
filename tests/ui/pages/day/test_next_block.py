"""What is next of each service stands beside the card at step 4, what may be given now first."""

from datetime import date

import pytest

from core.rules.services_next.service import NextService
from core.services.day.attending import come
from core.services.day.open_day import open_day
from core.services.people.registration import PersonForm, register_person
from core.services.setup import list_posyandu
from core.words.people import Sex
from core.words.steps import Step
from tests.ui.hands import words_on
from ui.pages.day.card_pane import CardPane
from ui.pages.day.next_block import NextBlock

TODAY = date(2026, 11, 25)


@pytest.fixture
def pane(program, register, qtbot):
    unit = list_posyandu(register)[0].id
    bima = register_person(register, PersonForm("Bima", Sex.MALE, date(2025, 2, 1), posyandu_id=unit)).value
    seen = come(register, open_day(register, unit, TODAY).value.id, bima).value
    pane = CardPane(program.context)
    qtbot.addWidget(pane)
    pane.resize(1000, 480)
    pane.show()
    return pane, seen.id


def test_step_4_says_what_is_next_and_the_other_steps_do_not(pane):
    pane, check_up_id = pane
    pane.call(check_up_id, Step.SERVE)
    said = words_on(pane.upcoming)
    assert said.index("Layanan sekarang") < said.index("Obat cacing: 200 mg") < said.index("Layanan berikutnya")
    assert "Vitamin A: kapsul merah, mulai 1 Februari 2027" in said
    pane.call(check_up_id, Step.MEASURE)
    assert pane.upcoming.isHidden()


def test_nothing_to_say_takes_no_room(qtbot):
    block = NextBlock()
    qtbot.addWidget(block)
    block.show_services([NextService("td", "Td", "Td (T1)", TODAY)], TODAY)
    assert not block.isHidden()
    block.show_services([], TODAY)
    assert block.isHidden()
    assert words_on(block).strip() == ""
