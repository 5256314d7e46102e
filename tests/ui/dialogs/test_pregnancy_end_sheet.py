"""Akhiri kehamilan by keyboard in the real window."""

from core.services.people.pregnancies import current_pregnancy, pregnancies_of
from core.services.people.registration import person_form
from core.words.people import LifeStatus
from tests.ui.hands import DOWN, ENTER, words_on
from ui.dialogs.pregnancy_end_sheet import PregnancyEndSheet


def test_nothing_is_written_before_the_kind_of_end_is_chosen(register, pregnant, hands, show):
    show(lambda context: PregnancyEndSheet(context, pregnant))
    for _ in range(3):
        hands.press(ENTER)
    assert hands.field == "Bagaimana berakhirnya"
    assert "Pilih dulu" in words_on(hands.sheet(PregnancyEndSheet))
    assert current_pregnancy(register, pregnant) is not None


def test_a_stillbirth_asks_how_many(register, pregnant, hands, show):
    show(lambda context: PregnancyEndSheet(context, pregnant))
    for _ in range(2):
        hands.press(DOWN)
    hands.press(ENTER)
    hands.write("20-11")
    hands.press(ENTER)
    assert hands.field == "Berapa bayi"
    for _ in range(3):
        hands.press(ENTER)
    [found] = pregnancies_of(register, pregnant)
    assert (found.words, found.stillborn_count) == ("Lahir mati, 20 November 2026", 1)


def test_a_mother_who_died_is_shown_before_it_is_written(register, pregnant, hands, show):
    show(lambda context: PregnancyEndSheet(context, pregnant))
    for _ in range(3):
        hands.press(DOWN)
    hands.press(ENTER)
    hands.write("20-11")
    hands.press(ENTER)
    hands.press(ENTER)
    assert "Siti Aminah meninggal 20 November 2026." in words_on(hands.sheet(PregnancyEndSheet))
    assert person_form(register, pregnant).status is LifeStatus.ALIVE
    hands.press(ENTER)
    assert person_form(register, pregnant).status is LifeStatus.DEAD
