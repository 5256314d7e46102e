"""A questionnaire of somebody at the posyandu: answered key by key, judged at once, saved whole, kept as a draft."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from core.errors import InputError
from core.services.day.attending import come
from core.services.day.cards import open_card
from core.services.day.open_day import open_day
from core.services.register import Register
from core.services.setup import list_posyandu
from core.words.findings import Severity
from tests.ui.hands import CTRL, ESC, Hands, words_on
from ui.context import AppContext
from ui.dialogs.instrument_sheet import InstrumentSheet
from ui.widgets.help_card import HelpCard
from ui.widgets.sheet import SheetContent

Show = Callable[[Callable[[AppContext], SheetContent]], None]


@pytest.fixture
def check_up_id(register: Register, siti: str) -> str:
    """Siti has come to the day of today."""
    day = open_day(register, list_posyandu(register)[0].id, register.today).value
    return come(register, day.id, siti).value.id


def test_four_keys_answer_four_questions_and_the_verdict_is_there(show: Show, hands: Hands, check_up_id: str) -> None:
    show(lambda context: InstrumentSheet(context, check_up_id, "jiwa4"))
    hands.write("444")
    assert "Perhatikan" in words_on(hands.sheet(InstrumentSheet)) or "Rujuk" in words_on(hands.sheet(InstrumentSheet))
    hands.write("4")
    hands.rest()
    assert not hands.has_sheet()
    assert "Tersimpan: Jiwa, 4 pertanyaan, Siti Aminah" in hands.said()


def test_what_was_saved_is_on_the_card(show: Show, hands: Hands, register: Register, check_up_id: str) -> None:
    show(lambda context: InstrumentSheet(context, check_up_id, "jiwa4"))
    hands.write("4444")
    hands.rest()
    card = open_card(register, check_up_id, "jiwa4")
    assert max((one.severity for one in card.verdicts), key=lambda one: one.rank) is not Severity.GREEN
    assert next(one for one in card.instruments if one.form_key == "jiwa4").is_answered


def test_an_empty_form_is_not_said_to_be_saved(show: Show, hands: Hands, check_up_id: str) -> None:
    show(lambda context: InstrumentSheet(context, check_up_id, "jiwa4"))
    hands.press(Qt.Key.Key_Return, CTRL)
    assert "Belum ada yang dijawab" in words_on(hands.sheet(InstrumentSheet))
    assert "Tersimpan" not in hands.said()


def test_closing_halfway_keeps_what_was_answered(show: Show, hands: Hands, check_up_id: str) -> None:
    show(lambda context: InstrumentSheet(context, check_up_id, "jiwa4"))
    hands.write("11")
    hands.press(ESC)
    assert not hands.has_sheet()
    show(lambda context: InstrumentSheet(context, check_up_id, "jiwa4"))
    answers = hands.sheet(InstrumentSheet).form.answers()
    assert len([answer for answer in answers.values() if answer is not None]) == 2


def test_how_to_test_stands_at_the_foot_with_its_drawing(show: Show, hands: Hands, check_up_id: str) -> None:
    show(lambda context: InstrumentSheet(context, check_up_id, "indera"))
    foot = hands.sheet(InstrumentSheet).foot
    assert isinstance(foot, HelpCard)
    assert (foot.drawing, foot.is_drawn) == ("finger_count", True)
    assert foot.words == "Tutup mata kiri, jarak 6 meter; tulis B benar atau S salah berurutan."


def test_a_form_that_is_not_there_is_refused(register: Register, check_up_id: str, hands: Hands) -> None:
    assert hands.program.context is not None
    with pytest.raises(InputError):
        InstrumentSheet(hands.program.context, check_up_id, "tidak-ada")
