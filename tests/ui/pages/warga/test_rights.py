"""What a person may ask of us, from its page and by keyboard: consent, its record, who looked, erasure."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.services.people import registration
from core.services.register import Register
from core.services.trust.access_log import log_of
from core.services.trust.consents import consents_of
from core.services.trust.erasing import tombstones_of
from core.services.trust.maintenance import check
from tests.printouts.reading import read_pdf
from tests.ui.hands import CTRL, ENTER, Hands, press_button, words_on
from ui.dialogs.access_log_sheet import AccessLogSheet
from ui.dialogs.consent_sheet import ConsentSheet
from ui.dialogs.erase_sheet import EraseSheet
from ui.pages.warga.page import Warga
from ui.pages.warga.rights import RightsSection
from ui.program import Program


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Hands:
    """The window with the page of Aisyah."""
    two = Hands(program, qtbot)
    two.go(3)
    two.write("aisyah")
    two.press(ENTER)
    return two


@pytest.fixture
def child(register: Register) -> str:
    return next(line.id for line in registration.list_people(register).lines if line.name == "Aisyah Putri")


def section(hands: Hands) -> RightsSection:
    panel = hands.page(Warga).panel
    return next(one for one in panel.findChildren(RightsSection) if one.isVisible())


def test_a_consent_is_written_withdrawn_and_taken_back(hands: Hands, register: Register, child: str) -> None:
    assert "Belum ada persetujuan yang dicatat." in words_on(section(hands))
    press_button(hands, section(hands), "Catat persetujuan …")
    sheet = hands.sheet(ConsentSheet)
    assert hands.field == "Diberikan oleh"
    for _ in sheet.fields:
        hands.press(ENTER)
    assert consents_of(register, child)[0].words == "Lisan, dari Nurhayati, 25 November 2026, saksi Bu Sari"
    assert "dari Nurhayati" in words_on(section(hands))
    press_button(hands, section(hands), "Catat persetujuan …")
    press_button(hands, hands.sheet(ConsentSheet), "Dicatat ditarik hari ini")
    assert consents_of(register, child)[0].withdrawn_on is not None
    hands.press(Qt.Key.Key_Z, CTRL)
    assert consents_of(register, child)[0].withdrawn_on is None


def test_the_record_and_the_form_go_where_one_wants_and_are_noted(
    hands: Hands, register: Register, child: str, tmp_path: Path
) -> None:
    papers = {"Cetak catatannya": "Catatan-warga.pdf", "Formulir persetujuan": "Formulir-persetujuan.pdf"}
    for words, name in papers.items():
        part = section(hands)

        def ask(_over: QWidget, _title: str, suggested: str, then: Callable[[Path], None]) -> None:
            then(tmp_path / suggested)

        part.ask_place = ask
        press_button(hands, part, words)
        assert "Aisyah Putri" in read_pdf(tmp_path / name)[0].words
    assert [line.kind.value for line in log_of(register, child)] == ["cetak", "cetak", "lihat"]


def test_who_looked_is_told(hands: Hands) -> None:
    press_button(hands, section(hands), "Siapa yang melihat")
    sheet = hands.sheet(AccessLogSheet)
    assert "Bu Sari melihat · Halaman orang" in words_on(sheet)
    sheet.kind.setCurrentIndex(sheet.kind.findText("Mencetak"))
    hands.rest()
    assert "Belum ada catatan seperti ini." in words_on(sheet)


def test_an_erasure_asks_for_paper_and_name_and_leaves_nobody(hands: Hands, register: Register, child: str) -> None:
    press_button(hands, section(hands), "Hapus permanen …")
    sheet = hands.sheet(EraseSheet)
    assert sheet.title.startswith("Hapus permanen: ")
    assert "2 kunjungan" in words_on(sheet)
    press_button(hands, sheet, "Hapus permanen")
    assert hands.field == "Alasan"
    hands.write("diminta ibunya")
    hands.press(ENTER)
    hands.write("Surat 7/2026")
    hands.press(ENTER)
    hands.write("Aisyah")
    hands.press(ENTER)
    assert hands.field == "Hapus permanen"
    assert tombstones_of(register) == ()
    press_button(hands, sheet, "Hapus permanen")
    assert hands.field == "Ketik nama lengkapnya sekali lagi"
    hands.write("aisyah putri")
    press_button(hands, sheet, "Hapus permanen")
    assert [stone.person_id for stone in tombstones_of(register)] == [child]
    assert "Aisyah" not in words_on(hands.page(Warga))
    assert "tidak ada di register" not in words_on(hands.program.window)
    assert check(register).ok
