"""Aturan yang berbeda antar sumber: what is chosen in the window judges every card anew, and can be taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from core.rules.choices import QUESTIONS, Choices, choices_of
from core.services.day.attending import come
from core.services.day.cards import open_card, save_answers
from core.services.day.open_day import open_day
from core.services.day.source_choices import load_choices
from core.services.deeds.undoing import last_deeds
from core.services.people.registration import PersonForm, register_person
from core.services.setup import list_posyandu
from core.words.people import Sex
from core.words.roles import Role, User
from tests.core.rules.filled import fill
from tests.core.rules.test_choices import CONFLICTS
from tests.ui.hands import CTRL, ENTER, ESC, press_button, words_on
from ui.dialogs.sources_sheet import RECOMMENDED, SourcesSheet

SPACE = Qt.Key.Key_Space
ALTERNATIVES = [(one.key, option.code) for one in QUESTIONS for option in one.options[1:]]


@pytest.fixture
def sheet(hands, show):
    show(SourcesSheet)
    return hands.sheet(SourcesSheet)


def choose(hands, sheet, key, code):
    sheet.cards[key].options[code].setFocus(Qt.FocusReason.TabFocusReason)
    hands.press(SPACE)


def test_every_question_says_who_says_what_and_marks_the_recommended(sheet):
    said = words_on(sheet)
    for one in QUESTIONS:
        assert one.label in said
        assert one.effect in said
        words = [sheet.cards[one.key].options[option.code].text() for option in one.options]
        assert all(option.source in shown for option, shown in zip(one.options, words, strict=True))
        assert [RECOMMENDED in shown for shown in words] == [True, *[False] * (len(words) - 1)]
    assert f"Semua {len(QUESTIONS)} aturan menurut anjuran." in said


def test_every_choice_made_in_the_window_changes_the_verdict_of_a_card(register, sheet, hands):
    for key, code in ALTERNATIVES:
        choose(hands, sheet, key, code)
        assert load_choices(register) == choices_of({key: code}), key
        if key in CONFLICTS:
            _, form, answers, known = CONFLICTS[key]
            usual, other = (fill(form, answers, choices=one, **known) for one in (Choices(), load_choices(register)))
            assert usual.verdicts != other.verdicts, key
        press_button(hands, sheet.cards[key], "Kembalikan ke anjuran")
        assert load_choices(register) == Choices(), key


def test_a_choice_is_one_deed_with_its_way_back(register, sheet, hands):
    choose(hands, sheet, "puma_cut", "7")
    assert last_deeds(register, 1)[0].sentence == "Mengubah aturan Skor PUMA yang dirujuk: lebih dari 6"
    assert last_deeds(register, 1)[0].can_undo
    assert "1 dari 19 aturan bukan anjuran: Skor PUMA yang dirujuk." in words_on(sheet)
    hands.press(ESC)
    hands.press(Qt.Key.Key_Z, CTRL)
    assert load_choices(register) == Choices()
    assert hands.said() == "Dibatalkan: skor PUMA yang dirujuk"


def test_everything_goes_back_to_what_is_recommended(register, sheet, hands):
    choose(hands, sheet, "puma_cut", "7")
    choose(hands, sheet, "tbc_threshold", "1")
    press_button(hands, sheet, "Kembalikan semua ke anjuran")
    assert load_choices(register) == Choices()
    assert sheet.reset.isHidden()


def test_the_head_names_the_bidan_who_agreed(register, hands, show):
    register.sign_in(User("id-ketua", "Bu Ketua", frozenset({Role.ADMIN})))
    show(SourcesSheet)
    sheet = hands.sheet(SourcesSheet)
    assert hands.field == "Bidan yang setuju"
    choose(hands, sheet, "puma_cut", "7")
    assert load_choices(register) == Choices()
    assert "diubah bersama bidan" in words_on(sheet)
    assert hands.field == "Bidan yang setuju"
    hands.write("Bidan Rina")
    hands.press(ENTER)
    choose(hands, sheet, "puma_cut", "7")
    assert load_choices(register) == Choices(puma_cut="7")
    register.sign_in(User("id-bidan", "Bidan Rina", frozenset({Role.BIDAN})))
    assert last_deeds(register, 1)[0].reason == "Disetujui Bidan Rina"


def test_a_kader_may_look_and_reads_whose_work_it_is(register, hands, show):
    register.sign_in(User("id-kader", "Bu Kader", frozenset({Role.KADER})))
    show(SourcesSheet)
    sheet = hands.sheet(SourcesSheet)
    one = sheet.cards["puma_cut"].options["7"]
    assert not one.isEnabled()
    assert "bidan" in one.toolTip()


def test_a_saved_card_is_judged_by_what_was_chosen_in_the_window(register, sheet, hands):
    form = PersonForm("Suparman", Sex.MALE, date(1980, 3, 3), dusun="Krajan")
    day = open_day(register, list_posyandu(register)[0].id, register.today).value
    seen = come(register, day.id, register_person(register, form).value).value
    answers = {"systolic_mmhg": 132, "diastolic_mmhg": 80}
    assert save_answers(register, seen.id, "dewasa", answers).value.reasons == ()
    choose(hands, sheet, "blood_pressure", "kartu")
    assert open_card(register, seen.id, "dewasa").reasons != ()
    press_button(hands, sheet.cards["blood_pressure"], "Kembalikan ke anjuran")
    assert open_card(register, seen.id, "dewasa").reasons == ()
