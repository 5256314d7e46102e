"""Pengaturan in the real window: every choice is kept at once, can be taken back, and takes effect."""

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.services import setup
from core.services.register import Register
from tests.ui.hands import CTRL, ENTER, ESC, Hands, press_button, words_on
from ui import theme
from ui.pages.pengaturan.page import Pengaturan, folder_of, place_words
from ui.program import Program

TAB, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Space


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Hands:
    """The window with the page open."""
    two = Hands(program, qtbot)
    two.go(6)
    return two


def test_the_page_begins_with_what_is_known(hands: Hands) -> None:
    page = hands.page(Pengaturan)
    assert hands.field == "Desa atau kelurahan"
    assert page.places.village["village"].text() == "Sukamaju"
    assert [edit.text() for edit in page.places.units.values()] == ["Melati"]


def test_a_name_is_kept_on_leaving_its_field_and_taken_back(hands: Hands, register: Register) -> None:
    hands.focus.selectAll()  # type: ignore[attr-defined]
    hands.write("Sukamakmur")
    hands.press(TAB)
    assert setup.list_posyandu(register)[0].village == "Sukamakmur"
    assert "Sukamakmur" in hands.program.window.windowTitle()
    hands.press(Qt.Key.Key_Z, CTRL)
    assert setup.list_posyandu(register)[0].village == "Sukamaju"


def test_an_empty_name_is_refused_beside_its_field(hands: Hands, register: Register) -> None:
    hands.focus.selectAll()  # type: ignore[attr-defined]
    hands.press(Qt.Key.Key_Delete)
    hands.press(TAB)
    assert "Nama desa belum diisi" in words_on(hands.page(Pengaturan).places)
    assert setup.list_posyandu(register)[0].village == "Sukamaju"


def test_another_posyandu_is_added_and_a_taken_name_refused(hands: Hands, register: Register) -> None:
    page = hands.page(Pengaturan)
    press_button(hands, page, "Tambah posyandu")
    hands.write("Melati")
    hands.press(ENTER)
    assert "Sudah ada Posyandu Melati" in words_on(page.places)
    page.places.new.setText("Mawar")
    hands.press(ENTER)
    assert [unit.name for unit in setup.list_posyandu(register)] == ["Mawar", "Melati"]
    assert sorted(edit.text() for edit in page.places.units.values()) == ["Mawar", "Melati"]


def test_names_under_the_papers_are_kept(hands: Hands, register: Register) -> None:
    page = hands.page(Pengaturan)
    page.names["bidan_name"].setFocus()
    hands.write("Bidan Rina")
    hands.press(TAB)
    assert setup.load_settings(register).bidan_name == "Bidan Rina"
    page.names["kader_name"].setFocus()
    hands.write("Bu Tuti")
    hands.press(TAB)
    assert register.who == "Bu Tuti"


def test_type_size_changes_at_once_and_is_remembered(hands: Hands, register: Register) -> None:
    page = hands.page(Pengaturan)
    page.sizes[125].setFocus()
    hands.press(SPACE)
    assert theme.font_percent() == 125
    assert setup.load_settings(register).font_percent == 125
    hands.program.window.set_font_percent(100)


def test_rules_that_may_be_chosen(hands: Hands, register: Register) -> None:
    page = hands.page(Pengaturan)
    for box in (page.editions["2010"], page.breaks, page.masked):
        box.setFocus()
        hands.press(SPACE)
    settings = setup.load_settings(register)
    assert (settings.kms_edition, settings.o_breaks_two_t, settings.mask_nik) == ("2010", False, False)
    hands.press(Qt.Key.Key_Z, CTRL)
    assert setup.load_settings(register).mask_nik
    assert page.masked.isChecked()


def test_the_self_test_says_what_agrees_and_gives_its_certificate(hands: Hands, tmp_path: Path) -> None:
    page = hands.page(Pengaturan)

    def ask(_over: QWidget, _title: str, _name: str, then: Callable[[Path], None]) -> None:
        then(tmp_path / "sertifikat.pdf")

    page.ask_place = ask
    press_button(hands, page, "Uji sekarang")
    assert "Sesuai. 43.915 angka" in words_on(page)
    assert hands.field == "Simpan sertifikat (PDF) …"
    hands.press(ENTER)
    assert len(pypdfium2.PdfDocument(tmp_path / "sertifikat.pdf")) == 1


def test_licences_are_shown(hands: Hands) -> None:
    press_button(hands, hands.page(Pengaturan), "Lisensi")
    assert hands.has_sheet()
    hands.press(ESC)
    assert not hands.has_sheet()


def test_where_the_register_lies_is_told_and_its_folder_opened(
    hands: Hands, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = hands.page(Pengaturan)
    assert f"desa.db di {Path(place).resolve().parent}" in words_on(page)
    shown: list[QUrl] = []
    monkeypatch.setattr(page, "show_folder", shown.append)
    press_button(hands, page, "Buka folder")
    assert [Path(one.toLocalFile()) for one in shown] == [Path(place).resolve().parent]


def test_a_server_is_told_without_its_password() -> None:
    server = "postgresql+psycopg://sari:rahasia@desa.example:5432/posyandu?sslmode=require"
    assert place_words(server) == "Di server desa.example:5432/posyandu"
    assert folder_of(server) is None


def test_every_alt_letter_of_the_page_is_given_once(hands: Hands) -> None:
    page = hands.page(Pengaturan)
    words = [one.text() for one in page.findChildren(QAbstractButton) if one.isVisibleTo(page)]
    words += [one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page)]
    letters = [mark[1].lower() for one in words for mark in re.findall(r"&[^&\s]", one.replace("&&", ""))]
    assert sorted(letters) == sorted(set(letters))
