"""Whatever the screen and the size of type: the verdict, the question and the saving are seen without scrolling."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.services.day import open_day
from core.services.growth import measuring
from core.services.people import registration
from core.services.register import Register
from core.services.views import VisitFacts
from core.words.people import Posture
from tests.ui.hands import ALT, ENTER, Hands, words_on
from ui.pages.day.page import HariBuka
from ui.program import Program

SCREENS = [(1024, 600, 100), (1366, 768, 100), (1366, 768, 125), (1366, 768, 150), (1366, 768, 175), (1920, 1080, 150)]


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Iterator[Hands]:
    """Today's day is open at step 2."""
    keyboard = Hands(program, qtbot)
    keyboard.go(2)
    keyboard.press(ENTER)
    keyboard.press(Qt.Key.Key_F3)
    yield keyboard
    program.window.set_font_percent(100)


def _is_whole(widget: QWidget) -> bool:
    return widget.isVisible() and widget.visibleRegion().boundingRect() == QRect(0, 0, widget.width(), widget.height())


def _screen(hands: Hands, width: int, height: int, percent: int) -> HariBuka:
    hands.program.window.set_font_percent(percent)
    hands.program.window.resize(width, height)
    hands.rest()
    return hands.page(HariBuka)


@pytest.mark.parametrize(("width", "height", "percent"), SCREENS)
def test_the_verdict_is_read_without_scrolling(hands: Hands, width: int, height: int, percent: int) -> None:
    page = _screen(hands, width, height, percent)
    for letters in ("dod", "9,2", "81"):  # turun, two T: the longest answer there is
        hands.write(letters)
        hands.press(ENTER)
    assert page.entry.verdict is not None
    assert _is_whole(page.entry.panel.card)
    assert _is_whole(page.entry.save_button)
    assert page.side.chart.isVisible()


@pytest.mark.parametrize(("width", "height", "percent"), SCREENS)
def test_a_question_about_a_number_is_seen_with_its_answers(
    hands: Hands, width: int, height: int, percent: int
) -> None:
    page = _screen(hands, width, height, percent)
    for letters in ("ais", "72"):
        hands.write(letters)
        hands.press(ENTER)
    assert hands.field == "Timbang ulang"
    answers = {one.text().replace("&", ""): one for one in page.entry.doubt.findChildren(QPushButton)}
    assert _is_whole(answers["Ya, 7,2"])
    assert _is_whole(answers["Timbang ulang"])
    assert _is_whole(page.entry.save_button)


def test_at_1024x600_the_whole_form_is_seen(hands: Hands) -> None:
    page = _screen(hands, 1024, 600, 100)
    hands.write("dodi")
    hands.press(ENTER)
    form = page.entry.form
    assert all(
        _is_whole(one) for one in (*form.measures.values(), form.standing, form.oedema, form.kia_book, form.measured_on)
    )


def test_the_words_for_the_mother_are_whole_after_saving_at_1024x600(hands: Hands) -> None:
    page = _screen(hands, 1024, 600, 100)
    for letters in ("ais", "7,6", "67", "", ""):
        hands.write(letters)
        hands.press(ENTER)
    assert _is_whole(page.saved_panel.message)


def test_the_answer_moves_when_the_window_grows(hands: Hands) -> None:
    page = _screen(hands, 1024, 600, 100)
    hands.write("ais")
    hands.press(ENTER)
    assert page.side.isAncestorOf(page.entry.answer)
    hands.program.window.resize(1366, 768)
    hands.rest()
    assert not page.side.isAncestorOf(page.entry.answer)
    hands.write("7,6")
    assert _is_whole(page.entry.panel.card)


def test_larger_type_while_a_child_is_open_keeps_numbers_date_and_words_whole(hands: Hands) -> None:
    page = _screen(hands, 1366, 768, 100)
    hands.write("ais")
    hands.press(ENTER)
    hands.write("17,45")
    for percent in (150, 100):
        hands.program.window.set_font_percent(percent)
        hands.rest()
        for edit in (page.entry.form.measures["weight_g"], page.entry.form.measured_on):
            assert edit.fontMetrics().horizontalAdvance(edit.text()) < edit.width() - 12
    assert "Kata untuk ibu" in words_on(page.side)


def test_the_ground_is_as_serious_as_the_word(hands: Hands) -> None:
    page = hands.page(HariBuka)
    seen = []
    for letters in ("ais", "7", ",6"):
        hands.write(letters)
        if letters == "ais":
            hands.press(ENTER)
        seen.append(page.entry.panel.card.property("tone"))
    assert seen == ["quiet", "kuning", "hijau"]
    page.entry.form.oedema.setChecked(True)
    assert page.entry.panel.card.property("tone") == "segera"


def test_a_length_that_is_corrected_is_compared_with_the_visit_before(hands: Hands, register: Register) -> None:
    page = hands.page(HariBuka)
    line = next(it for it in registration.list_people(register, limit=99).lines if it.name == "Aisyah Putri")
    facts = VisitFacts(date(2026, 10, 16), weight_g=7_200, length_mm=660, posture=Posture.LYING)
    measuring.save_visit(register, line.id, facts)
    for letters in ("ais", "7,6", "67", "", "", "ais"):
        hands.write(letters)
        hands.press(ENTER)
    assert "bertambah 1,0 cm" in words_on(page.entry.form)


def test_where_table_and_exact_reckoning_differ_it_says_why(hands: Hands) -> None:
    page = hands.page(HariBuka)
    # 64,2 cm at 8 months 12 days: below -2 SD of that day, above the line that the booklet prints for 8 months.
    for letters in ("ais", "7,4", "64,2"):
        hands.write(letters)
        hands.press(ENTER)
    said = words_on(page.entry.panel)
    assert "Pendek" in said
    assert "menurut tabel buku Normal" in said
    assert "8 bulan penuh" in said


def test_children_of_one_name_show_their_mothers(hands: Hands, register: Register) -> None:
    page = hands.page(HariBuka)
    line = next(it for it in registration.list_people(register, limit=99).lines if it.name == "Citra Lestari")
    twin_name = replace(registration.person_form(register, line.id), name="Aisyah Putri")
    outcome = registration.edit_person(register, line.id, twin_name)
    page.refresh(outcome.changed)
    assert [row.note for row in page.list.model.rows if row.text == "Aisyah Putri"] == [
        "ibu Nurhayati",
        "ibu Wulandari",
    ]
    assert all(not row.note for row in page.list.model.rows if row.text == "Bima Saputra")


def test_a_day_under_the_wrong_date_is_moved_by_keyboard_and_back(hands: Hands, register: Register) -> None:
    page = hands.page(HariBuka)
    for letters in ("ais", "7,6", "67", "", ""):
        hands.write(letters)
        hands.press(ENTER)
    hands.press(_key("U"), ALT)
    hands.write("24")
    hands.press(ENTER)
    assert not hands.has_sheet()
    assert page.day is not None
    assert page.day.held_on == date(2026, 11, 24)
    assert "24 November 2026" in words_on(page)
    (line,) = [it for it in open_day.day_lines(register, page.day.id) if it.measured]
    assert line.name == "Aisyah Putri"
    hands.program.window.undo()
    hands.rest()
    assert page.day.held_on == date(2026, 11, 25)


def test_a_date_another_day_has_is_explained_beside_the_field(hands: Hands) -> None:
    hands.press(_key("U"), ALT)
    hands.write("31-2")
    hands.press(ENTER)
    assert hands.has_sheet()
    assert hands.field == "Tanggal yang sebenarnya"


def test_a_child_born_early_says_by_which_age_it_is_judged(hands: Hands, register: Register) -> None:
    page = hands.page(HariBuka)
    line = next(it for it in registration.list_people(register, limit=99).lines if it.name == "Aisyah Putri")
    early = replace(registration.person_form(register, line.id), gestation_weeks=32)
    registration.edit_person(register, line.id, early)
    page.call(line.id)
    # Born on 13 March, eight weeks before the day it was due, 8 May.
    assert "Lahir 32 minggu · umur koreksi 6 bln 17 hr" in words_on(page)


def _key(letter: str) -> Qt.Key:
    return Qt.Key(ord(letter))
