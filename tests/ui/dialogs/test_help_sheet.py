"""F1: the page of the place that is open, read and walked by keyboard."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.services.people.life_story import person_story
from core.services.people.registration import list_people
from tests.ui.hands import ALT, ENTER, ESC, Hands
from ui import theme
from ui.dialogs.help_sheet import HelpSheet
from ui.dialogs.import_village import ImportVillage
from ui.manual import read_page
from ui.navigation import places
from ui.program import Program
from ui.widgets.sheet import Sheet


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Hands:
    return Hands(program, qtbot)


def press(hands: Hands, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(hands.focus, key, modifier)


def opened(hands: Hands) -> HelpSheet:
    hands.press(Qt.Key.Key_F1)
    return hands.sheet(HelpSheet)


def heading(sheet: HelpSheet) -> str:
    return sheet.view.toPlainText().partition("\n")[0]


@pytest.mark.parametrize(("number", "label"), list(enumerate((one.label for one in places()), start=1)))
def test_every_place_opens_its_own_page_and_the_keys(hands: Hands, number: int, label: str) -> None:
    hands.go(number)
    sheet = opened(hands)
    assert heading(sheet) == label
    words = sheet.view.toPlainText()
    assert "Ctrl+K" in words
    assert "Alt+2 atau F2" in words
    hands.press(ESC)
    assert not hands.has_sheet()


def test_the_page_is_scrolled_by_keyboard(hands: Hands) -> None:
    hands.go(2)
    sheet = opened(hands)
    bar = sheet.view.verticalScrollBar()
    assert sheet.view.hasFocus()
    heights = [bar.value()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End):
        press(hands, key)
        heights.append(bar.value())
    assert heights == sorted(set(heights))
    assert heights[-1] == bar.maximum()
    press(hands, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_links_are_followed_by_tab_and_enter_and_alt_left_leads_back_to_where_one_was(hands: Hands) -> None:
    sheet = opened(hands)
    assert sheet.back.isHidden()
    press(hands, Qt.Key.Key_Tab)
    press(hands, Qt.Key.Key_Return)
    first = re.search(r"\]\(([a-z-]+)\.md", read_page("beranda"))
    assert first is not None
    assert sheet.page == first[1]
    assert sheet.view.verticalScrollBar().value() == 0
    press(hands, Qt.Key.Key_PageDown)
    read = sheet.view.verticalScrollBar().value()
    sheet.go_to("arti-huruf")
    press(hands, Qt.Key.Key_Left, ALT)
    assert (sheet.page, sheet.view.verticalScrollBar().value()) == (first[1], read)
    press(hands, Qt.Key.Key_Left, ALT)
    assert sheet.page == "beranda"
    assert sheet.back.isHidden()


def test_the_table_of_contents_is_one_key_away(hands: Hands) -> None:
    sheet = opened(hands)
    press(hands, Qt.Key.Key_Home, ALT)
    assert sheet.page == "README"
    assert "Bila ada masalah" in sheet.view.toPlainText()


def test_help_lies_over_another_sheet_and_gives_the_keyboard_back_to_it(hands: Hands, program: Program) -> None:
    assert program.context is not None
    content = ImportVillage(program.context)
    program.window.open_sheet(content)
    hands.write("desa")
    before = hands.focus
    assert opened(hands).page == "impor"
    hands.press(ESC)
    assert content.isVisible()
    assert hands.focus is before
    hands.press(ESC)
    assert not hands.has_sheet()


def test_letters_typed_into_the_help_search_for_nobody(hands: Hands, program: Program) -> None:
    opened(hands)
    hands.write("dodi")
    assert program.window.top_bar.search.text() == ""
    hands.press(Qt.Key.Key_F1)
    assert len([one for one in program.window.findChildren(Sheet) if one.isVisible()]) == 1


def test_the_first_start_and_a_register_that_cannot_be_opened_have_help(
    start: Callable[[str], Program], qtbot: QtBot, tmp_path: Path
) -> None:
    for place, page in ((tmp_path / "baru.db", "memulai"), (tmp_path / "bukan.db", "masalah")):
        if page == "masalah":
            place.write_text("bukan register")
        assert opened(Hands(start(str(place)), qtbot)).page == page


@pytest.mark.parametrize("percent", [100, 175])
def test_nothing_is_cut_off_at_the_side_on_a_small_screen(hands: Hands, program: Program, percent: int) -> None:
    program.window.resize(1024, 600)
    program.window.set_font_percent(percent)
    try:
        for page in ("laporan", "arti-huruf", "tanpa-jendela"):
            sheet = HelpSheet(page)
            Sheet(program.window.stack, sheet)
            hands.rest()
            assert sheet.view.horizontalScrollBar().maximum() == 0
            assert sheet.view.font().pointSizeF() >= 1.1 * theme.BASE_POINTS * percent / 100
            sheet.finished.emit()
    finally:
        program.window.set_font_percent(100)


def test_every_step_of_a_day_opens_its_own_page(hands: Hands, program: Program) -> None:
    hands.go(2)
    assert opened(hands).page == "hari-buka"  # no day is open yet
    hands.press(ESC)
    hands.press(ENTER)
    pages = {Qt.Key.Key_F2: "langkah", Qt.Key.Key_F3: "hari-buka", Qt.Key.Key_F4: "langkah"}
    pages |= {Qt.Key.Key_F5: "langkah", Qt.Key.Key_F6: "menutup-hari"}
    for key, page in pages.items():
        hands.press(key)
        assert opened(hands).page == page
        hands.press(ESC)


def test_a_family_opens_the_page_about_families(hands: Hands, program: Program) -> None:
    assert program.context is not None
    child = next(one for one in list_people(program.context.register).lines if one.name == "Aisyah Putri")
    family_id = person_story(program.context.register, child.id).family_id
    program.window.navigate("warga", person_id=child.id)
    assert opened(hands).page == "warga"
    hands.press(ESC)
    program.window.navigate("warga", family_id=family_id)
    assert opened(hands).page == "keluarga"
