"""K1 to K6 and tablets stand beside the card of a mother, and beside no other card."""

from datetime import date

import pytest

from core.services.day.attending import come
from core.services.day.cards import save_answers
from core.services.day.open_day import open_day
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.people.registration import PersonForm, register_person
from core.services.setup import list_posyandu
from core.words.people import Sex
from core.words.steps import Step
from tests.ui.hands import words_on
from ui.pages.day.card_pane import CardPane

TODAY = date(2026, 11, 25)


@pytest.fixture
def coming(program, register, qtbot):
    unit = list_posyandu(register)[0].id

    def arrived(name, born_on, sex=Sex.FEMALE, hpht=None):
        person = register_person(register, PersonForm(name, sex, born_on, posyandu_id=unit)).value
        if hpht:
            open_pregnancy(register, person, PregnancyForm(hpht_on=hpht, opened_on=hpht))
        return come(register, open_day(register, unit, TODAY).value.id, person).value.id

    pane = CardPane(program.context)
    qtbot.addWidget(pane)
    pane.resize(1000, 480)
    pane.show()
    return pane, arrived


def test_the_card_of_a_mother_says_how_many_examinations_and_tablets(coming, register):
    """24 weeks: one examination where the week asks for three (R-ANC)."""
    pane, arrived = coming
    dewi = arrived("Dewi", date(1998, 5, 5), hpht=date(2026, 6, 10))
    save_answers(register, dewi, "bumil", {"tablets_given": 30})
    pane.call(dewi, Step.EXAMINE)
    said = words_on(pane.progress)
    assert "Periksa hamil" in said
    assert "K1 25-11-2026; sekarang mestinya 3 kali" in said
    assert "30 dari 90 tablet diberikan" in said
    pane.call(dewi, Step.MEASURE)
    assert pane.progress.isHidden()


def test_nobody_else_is_told_of_examinations(coming):
    pane, arrived = coming
    pane.call(arrived("Jaya", date(1980, 3, 3), Sex.MALE), Step.EXAMINE)
    assert pane.progress.isHidden()
