"""Laporan & Cetak in the real window: numbers to names, papers to files, and what the disk refuses."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.services.day import open_day
from core.services.growth import measuring
from core.services.people import registration
from core.services.register import Register
from core.services.setup import list_posyandu
from core.services.views import VisitFacts
from tests.ui.hands import CTRL, ENTER, ESC, Hands, press_button, words_on
from ui.dialogs.people_list import PeopleList
from ui.dialogs.save_file import file_name
from ui.pages.laporan.f1 import F1Pane, F1Table
from ui.pages.laporan.page import Laporan
from ui.pages.laporan.skdn import SkdnPane
from ui.pages.warga.page import Warga
from ui.program import Program


@pytest.fixture
def hands(program: Program, register: Register, qtbot: QtBot) -> Hands:
    """The page, after a day on which Aisyah gained and Citra came for the first time."""
    (unit,) = list_posyandu(register)
    for on, weights in (
        (date(2026, 10, 16), {"Aisyah Putri": 7_200}),
        (date(2026, 11, 16), {"Aisyah Putri": 7_600, "Citra Lestari": 5_400}),
    ):
        day = open_day.open_day(register, unit.id, on).value
        for line in registration.list_people(register).lines:
            if line.name in weights:
                facts = VisitFacts(on, weight_g=weights[line.name], confirmation_reason="uji")
                measuring.save_visit(register, line.id, facts, day_id=day.id)
    two = Hands(program, qtbot)
    two.go(5)
    return two


def _number(page: Laporan, key: str) -> QPushButton:
    (pane,) = [one for one in page.panes if isinstance(one, SkdnPane)]
    return next(one for one in pane.findChildren(QPushButton) if one.property("people") == key and one.isVisible())


def _save_to(page: Laporan, path: Path) -> list[str]:
    """Answer the question for a place with `path`; gives the names that were suggested."""
    suggested: list[str] = []

    def ask(_over: QWidget, _title: str, name: str, then: Callable[[Path], None]) -> None:
        suggested.append(name)
        then(path)

    page.ask_place = ask
    return suggested


def test_the_month_is_counted_as_it_is(hands: Hands) -> None:
    page = hands.page(Laporan)
    assert [_number(page, key).text() for key in ("S", "D", "N", "B")] == ["4", "2", "1", "1"]
    assert "hari buka 16 November 2026" in words_on(page)


def test_a_number_opens_its_names_and_a_name_its_person(hands: Hands) -> None:
    page = hands.page(Laporan)
    _number(page, "D").setFocus()
    hands.press(ENTER)
    sheet = hands.sheet(PeopleList)
    assert sheet.title == "D: ditimbang (03+04+05+06), November 2026"
    assert {line.name for line in sheet.list.people.lines} == {"Aisyah Putri", "Citra Lestari"}
    hands.press(ENTER)
    assert not hands.has_sheet()
    assert "Aisyah Putri" in words_on(hands.page(Warga).panel)


def test_a_number_without_anybody_says_so(hands: Hands) -> None:
    _number(hands.page(Laporan), "BGM").setFocus()
    hands.press(ENTER)
    assert "Tidak ada anak di angka ini" in words_on(hands.sheet(PeopleList))


def test_another_month_is_counted_anew(hands: Hands) -> None:
    page = hands.page(Laporan)
    page.month.setFocus()
    hands.press(Qt.Key.Key_Down)
    assert page.chosen_month().label == "Oktober 2026"
    assert _number(page, "D").text() == "3"


def test_numbers_follow_a_weighing(hands: Hands, register: Register) -> None:
    page = hands.page(Laporan)
    (unit,) = list_posyandu(register)
    day = open_day.open_day(register, unit.id, date(2026, 11, 16)).value
    dodi = next(line.id for line in registration.list_people(register).lines if line.name == "Dodi Pratama")
    facts = VisitFacts(date(2026, 11, 16), weight_g=9_400)
    assert hands.program.context is not None
    hands.program.context.write("Menimbang", lambda: measuring.save_visit(register, dodi, facts, day_id=day.id))
    hands.rest()
    assert _number(page, "D").text() == "3"


def test_form_f1_is_walked_and_opened_by_keys(hands: Hands) -> None:
    page = hands.page(Laporan)
    page.choose_paper("f1")
    hands.rest()
    (pane,) = [one for one in page.panes if isinstance(one, F1Pane)]
    pane.table.setFocus()
    rows = [line.shape.key for line in pane.table.form.report.lines] if pane.table.form.report else []
    pane.table.setCurrentIndex(pane.table.form.index(rows.index("s"), 10))
    assert pane.table.form.data(pane.table.currentIndex()) == "4"
    hands.press(ENTER)
    assert len(hands.sheet(PeopleList).list.people.lines) == 4


def test_a_child_that_is_asked_for_comes_with_the_tab_of_its_card(hands: Hands, register: Register) -> None:
    page = hands.page(Laporan)
    dodi = next(line.id for line in registration.list_people(register).lines if line.name == "Dodi Pratama")
    page.show_with(person_id=dodi)
    assert page.kms.isVisible()
    assert page.kms.child_name() == "Dodi Pratama"
    assert hands.field == "Buat kartu"


@pytest.mark.parametrize(
    ("paper", "name"), [("skdn", "SKDN-seluruh-desa-2026-11.pdf"), ("f1", "F1-seluruh-desa-2026-11.pdf")]
)
def test_a_paper_is_seen_before_it_is_saved(hands: Hands, tmp_path: Path, paper: str, name: str) -> None:
    page = hands.page(Laporan)
    page.choose_paper(paper)
    hands.press(Qt.Key.Key_P, CTRL)
    assert page.preview.isVisible()
    assert page.preview.pages >= 1
    suggested = _save_to(page, tmp_path / "kertas.pdf")
    press_button(hands, page.preview, "Simpan …")
    assert suggested == [name]
    assert len(pypdfium2.PdfDocument(tmp_path / "kertas.pdf")) == page.preview.pages
    assert "Tersimpan: kertas.pdf" in hands.said()
    hands.press(ESC)
    assert not page.preview.isVisible()


def test_a_paper_goes_to_the_printer_without_becoming_a_file(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    page, sent = hands.page(Laporan), list[tuple[bytes, str]]()

    def printer(_over: QWidget, pdf: bytes, name: str, then: Callable[[], None]) -> None:
        sent.append((pdf, name))
        then()

    page.print_pages = printer
    hands.press(Qt.Key.Key_P, CTRL)
    hands.press(Qt.Key.Key_P, CTRL)
    assert sent == [(page.preview.pdf, "SKDN")]
    assert "dikirim ke pencetak" in hands.said()
    assert not list(tmp_path.rglob("*.pdf"))


def test_without_a_printer_the_paper_can_be_saved(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: [])
    page = hands.page(Laporan)
    hands.press(Qt.Key.Key_P, CTRL)
    assert hands.field == "Cetak …"
    hands.press(ENTER)
    assert "Belum ada pencetak" in words_on(hands.program.window.complaint)
    assert page.preview.isVisible()


def test_pages_turn(hands: Hands, qtbot: QtBot) -> None:
    page = hands.page(Laporan)
    page.choose_paper("kms")
    hands.rest()
    press_button(hands, page.kms, "Buat kartu")
    qtbot.waitUntil(page.preview.isVisible)
    assert page.preview.pages >= 8
    page.preview.turn(1)
    assert f"halaman 2 dari {page.preview.pages}" in words_on(page.preview)


def test_excel_has_the_same_numbers(hands: Hands, tmp_path: Path) -> None:
    page = hands.page(Laporan)
    suggested = _save_to(page, tmp_path / "skdn.xlsx")
    press_button(hands, page, "Simpan Excel …")
    assert suggested == ["SKDN-seluruh-desa-2026-11.xlsx"]
    rows = list(openpyxl.load_workbook(tmp_path / "skdn.xlsx")["SKDN"].iter_rows(values_only=True))
    assert ("07", 2) in [(row[0], row[2]) for row in rows]


def test_a_folder_that_is_not_there_is_a_sentence_and_the_program_goes_on(hands: Hands, tmp_path: Path) -> None:
    page = hands.page(Laporan)
    _save_to(page, tmp_path / "tidak-ada" / "skdn.xlsx")
    press_button(hands, page, "Simpan Excel …")
    complaint = hands.program.window.complaint
    assert complaint.isVisible()
    assert "Folder tidak-ada tidak ada" in words_on(complaint)
    hands.press(Qt.Key.Key_P, CTRL)
    _save_to(page, tmp_path / "tidak-ada" / "skdn.pdf")
    press_button(hands, page.preview, "Simpan …")
    assert "Folder tidak-ada tidak ada" in words_on(complaint)
    assert page.preview.isVisible()


def test_the_card_of_one_child_is_found_by_typing(hands: Hands, qtbot: QtBot) -> None:
    page = hands.page(Laporan)
    page.choose_paper("kms")
    hands.rest()
    page.kms.one.setChecked(True)
    press_button(hands, page.kms, "Buat kartu")
    assert "Pilih dulu anaknya" in words_on(hands.program.window.complaint)
    page.kms.field.setFocus()
    hands.write("nurhayti")
    hands.press(ENTER)
    assert hands.field == "Buat kartu"
    hands.press(ENTER)
    qtbot.waitUntil(page.preview.isVisible)
    assert "1 kartu KMS · Aisyah Putri" in words_on(page.preview)
    words = pypdfium2.PdfDocument(page.preview.pdf)[0].get_textpage().get_text_range()
    assert "Aisyah Putri" in words


def test_cards_that_are_cancelled_leave_nothing(hands: Hands, register: Register, tmp_path: Path) -> None:
    from core.services.register import Cancelled
    from ui.pages.laporan.kms import print_cards

    def stop(done: int, _whole: int, _what: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_cards(register, tmp_path / "kms.pdf", paper="A4", child_id="", unit_id=None, progress=stop)
    assert list(tmp_path.glob("*.pdf")) == []


def test_file_names_suit_every_disk() -> None:
    assert file_name("SKDN", "Posyandu Melati / 2", "2026-11", ending=".pdf") == "SKDN-Posyandu-Melati-2-2026-11.pdf"


def test_band_headings_of_form_f1_stand_apart_on_a_small_screen(hands: Hands) -> None:
    hands.program.window.resize(1024, 600)
    hands.rest()
    table = hands.page(Laporan).findChildren(F1Table)[0]
    head = table.horizontalHeader()
    bold = QFont(head.font())
    bold.setBold(True)
    gap = QFontMetrics(bold).horizontalAdvance("n")
    for column in range(2, 10):
        words = str(table.model().headerData(column, Qt.Orientation.Horizontal)).split("\n")[0]
        assert QFontMetrics(bold).horizontalAdvance(words) + gap < head.sectionSize(column)
