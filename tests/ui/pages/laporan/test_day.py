"""Papers of a hari buka in the real window: each with a first look, from memory, and all before a day at once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.services.day import open_day
from core.services.day.attending import come
from core.services.day.cards import save_answers
from core.services.growth import measuring
from core.services.people import registration
from core.services.people.registration import PersonForm
from core.services.register import Register
from core.services.setup import list_posyandu
from core.services.trust.access_log import log_of
from core.services.views import VisitFacts
from core.words.people import Sex
from tests.ui.hands import CTRL, DOWN, ENTER, ESC, Hands, press_button, words_on
from ui.pages.laporan.day_papers import DAY_PAPERS
from ui.pages.laporan.page import Laporan
from ui.program import Program

LAST, NEXT = date(2026, 11, 16), date(2026, 12, 16)
BOXES = {"weight_kg": "78", "height_cm": "165", "systolic_mmhg": 182, "diastolic_mmhg": 98}


@pytest.fixture
def hands(program: Program, register: Register, qtbot: QtBot) -> Hands:
    """The papers, after a day with a child weighed and a man sent on, and before the next day."""
    (unit,) = list_posyandu(register)
    day = open_day.open_day(register, unit.id, LAST).value
    aisyah = next(line.id for line in registration.list_people(register).lines if line.name == "Aisyah Putri")
    facts = VisitFacts(LAST, weight_g=7_600, confirmation_reason="uji")
    measuring.save_visit(register, aisyah, facts, day_id=day.id)
    form = PersonForm("Jaya Suparman", Sex.MALE, date(1986, 1, 15), posyandu_id=unit.id, confirmation_reason="uji")
    man = registration.register_person(register, form).value
    save_answers(register, come(register, day.id, man).value.id, "dewasa", BOXES)
    open_day.open_day(register, unit.id, NEXT)
    two = Hands(program, qtbot)
    two.go(5)
    two.page(Laporan).choose_paper("hari")
    two.page(Laporan).day_papers.take_keyboard()
    two.rest()
    return two


def pages(page: Laporan) -> list[str]:
    """The words of the finished paper, page by page."""
    assert page.preview.pdf is not None
    document = pypdfium2.PdfDocument(page.preview.pdf)
    words = [one.get_textpage().get_text_range() for one in document]
    document.close()
    return words


def logged(register: Register) -> list[str]:
    return [line.text for line in log_of(register)]


def test_who_should_come_is_first_and_for_the_next_day(hands: Hands, register: Register) -> None:
    pane = hands.page(Laporan).day_papers
    assert pane.paper.key == "daftar-sasaran"
    assert pane.day.currentText() == "Rabu, 16 Desember 2026"
    assert pane.thumb.has_page
    assert not any("Daftar sasaran" in one for one in logged(register)), "a look is not a paper"
    hands.press(ENTER)
    words = pages(hands.page(Laporan))
    assert "Bima Saputra" in words[0]
    assert any("Daftar sasaran" in one for one in logged(register))
    hands.press(ESC)
    assert hands.focus is pane.list


def test_every_paper_has_a_first_look_and_is_made(hands: Hands) -> None:
    page = hands.page(Laporan)
    for paper in DAY_PAPERS:
        page.day_papers.choose(paper.key)
        hands.rest()
        assert page.day_papers.thumb.has_page, (paper.key, page.day_papers.thumb.text())
        hands.press(Qt.Key.Key_P, CTRL)
        assert page.preview.isVisible()
        assert any(pages(page))
        hands.press(ESC)


def test_arrows_pass_over_the_headings_and_papers_afterwards_are_of_the_last_day(hands: Hands) -> None:
    pane = hands.page(Laporan).day_papers
    for _ in range(3):
        hands.press(DOWN)
    assert pane.paper.key == "rujukan"
    assert pane.day.currentText() == "Senin, 16 November 2026"
    assert pane.paper_size.currentText() == "A5"
    hands.press(ENTER)
    assert "Jaya Suparman" in pages(hands.page(Laporan))[0]


def test_what_is_needed_before_a_day_is_one_paper(hands: Hands, register: Register) -> None:
    page = hands.page(Laporan)
    press_button(hands, page.day_papers, "Cetak untuk hari buka")
    words = "\n".join(pages(page))
    for part in ("Daftar sasaran", "Undangan Posyandu Melati", "Register"):
        assert part in words
    assert "daftar sasaran, undangan, register kertas" in words_on(page.preview)
    for title in ("Daftar sasaran", "Undangan", "Register kertas"):
        assert any(one.startswith(title) for one in logged(register))


def test_the_list_is_saved_as_a_workbook_and_slips_have_none(hands: Hands, tmp_path: Path) -> None:
    page, out = hands.page(Laporan), tmp_path / "sasaran.xlsx"
    suggested: list[str] = []

    def ask(_over: QWidget, _title: str, name: str, then: Callable[[Path], None]) -> None:
        suggested.append(name)
        then(out)

    page.ask_place = ask
    press_button(hands, page, "Simpan Excel …")
    assert suggested == ["Daftar-sasaran-Melati-2026-12-16.xlsx"]
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    assert any("Bima Saputra" in str(row) for row in sheet.iter_rows(values_only=True))
    page.day_papers.choose("slip")
    hands.rest()
    assert "Simpan Excel" not in words_on(page)


def test_a_day_without_slips_says_so(hands: Hands) -> None:
    page = hands.page(Laporan)
    page.day_papers.choose("slip")
    page.day_papers.day.setFocus()
    hands.press(Qt.Key.Key_Up)
    assert page.day_papers.day.currentText() == "Rabu, 16 Desember 2026"
    assert "Belum ada anak yang ditimbang" in page.day_papers.thumb.text()


def test_without_any_day_one_is_told_where_to_open_it(program: Program, qtbot: QtBot) -> None:
    hands = Hands(program, qtbot)
    hands.go(5)
    page = hands.page(Laporan)
    page.choose_paper("hari")
    hands.rest()
    assert "Belum ada hari bukanya" in page.day_papers.thumb.text()
    page.day_papers.choose("lembar-skrining")
    hands.rest()
    assert page.day_papers.thumb.has_page
    press_button(hands, page.day_papers, "Cetak untuk hari buka")
    assert "Belum ada hari buka berikutnya" in words_on(hands.program.window.complaint)
