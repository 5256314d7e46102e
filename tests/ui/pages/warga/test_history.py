"""The history of a person in the real window: sentences, reasons, undo; looks noted; rights respected; by keyboard."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.services.deeds.history import journal_of
from core.services.growth import measuring
from core.services.people import registration
from core.services.register import Register
from core.services.trust.access_log import Access, log_of
from core.services.views import VisitFacts
from core.words.roles import Role, User
from tests.ui.hands import CTRL, ENTER, Hands, press_button, words_on
from ui.dialogs.person_form import PersonFormSheet
from ui.dialogs.visit_sheet import VisitSheet
from ui.pages.warga.history import HistorySheet
from ui.pages.warga.page import Warga
from ui.program import Program

BIDAN = User("2", "Bidan Rina", frozenset({Role.BIDAN}))
KADER = User("3", "Bu Tini", frozenset({Role.KADER}))
KETUA = User("4", "Pak Lurah", frozenset({Role.ADMIN}))


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Hands:
    """The window with Warga open."""
    two = Hands(program, qtbot)
    two.go(3)
    return two


def open_aisyah(hands: Hands) -> Warga:
    hands.write("aisyah")
    hands.press(ENTER)
    return hands.page(Warga)


def aisyah(register: Register) -> str:
    return next(line.id for line in registration.list_people(register).lines if line.name == "Aisyah Putri")


def correct_weight(hands: Hands, kilograms: str) -> VisitSheet:
    """Open Aisyah's last visit from her page and type another weight."""
    page = open_aisyah(hands)
    page.panel.timeline.setFocus(Qt.FocusReason.OtherFocusReason)
    hands.press(ENTER)
    sheet = hands.sheet(VisitSheet)
    sheet.form.measures["weight_g"].selectAll()
    hands.write(kilograms)
    return sheet


def test_each_change_is_a_sentence_and_can_be_taken_back_there(hands: Hands, register: Register) -> None:
    child = aisyah(register)
    facts = measuring.growth_history(register, child).visits[-1].facts
    measuring.save_visit(register, child, replace(facts, weight_g=7_900, confirmation_reason="x"), reason="salah baca")
    page = open_aisyah(hands)
    assert "diubah dari 7,2 kg menjadi 7,9 kg oleh Bu Sari, 25-11-2026, alasan: salah baca" in words_on(page.panel)
    assert "dicatat oleh Bu Sari" in words_on(page.panel)
    press_button(hands, page.panel, "Semua riwayat (4)")
    sheet = hands.sheet(HistorySheet)
    assert "Mendaftarkan Aisyah Putri" in words_on(sheet)
    assert hands.focus.accessibleName() == f"Batalkan: {journal_of(register, child)[0].sentence}"
    hands.press(ENTER)
    assert measuring.growth_history(register, child).visits[-1].facts.weight_g == 7_200
    assert "Membatalkan" in words_on(sheet)


def test_correcting_what_somebody_else_wrote_asks_why_and_one_press_answers(hands: Hands, register: Register) -> None:
    register.sign_in(BIDAN)
    sheet = correct_weight(hands, "7,3")
    sheet.form.finished.emit()
    hands.rest()
    assert not sheet.why.isHidden()
    assert hands.field == "salah baca"
    assert measuring.growth_history(register, aisyah(register)).visits[-1].facts.weight_g == 7_200
    hands.press(ENTER)
    newest = journal_of(register, aisyah(register))[0]
    assert (newest.who, newest.reason) == ("Bidan Rina", "salah baca")
    assert measuring.growth_history(register, aisyah(register)).visits[-1].facts.weight_g == 7_300


def test_another_reason_is_written_out(hands: Hands, register: Register) -> None:
    register.sign_in(BIDAN)
    sheet = correct_weight(hands, "7,3")
    sheet.form.finished.emit()
    hands.rest()
    press_button(hands, sheet, "lain …")
    assert hands.field == "Alasan lain"
    hands.write("timbangan rusak")
    hands.press(ENTER)
    assert journal_of(register, aisyah(register))[0].reason == "timbangan rusak"


def test_ones_own_entry_of_today_is_corrected_without_a_question(hands: Hands, register: Register) -> None:
    sheet = correct_weight(hands, "7,3")
    sheet.form.finished.emit()
    hands.rest()
    assert measuring.growth_history(register, aisyah(register)).visits[-1].facts.weight_g == 7_300
    assert not hands.has_sheet()


def test_data_of_a_person_written_by_somebody_else_asks_why(hands: Hands, register: Register) -> None:
    register.sign_in(KADER)
    page = open_aisyah(hands)
    press_button(hands, page.panel, "Ubah data")
    sheet = hands.sheet(PersonFormSheet)
    sheet.fields.texts["phone"].setText("0812000111")
    press_button(hands, sheet, "Simpan perubahan   (Enter)")
    assert hands.field == "salah baca"
    press_button(hands, sheet, "salah ketik")
    assert registration.person_form(register, aisyah(register)).phone == "0812000111"
    assert journal_of(register, aisyah(register))[0].reason == "salah ketik"


def test_a_look_at_a_person_is_one_line_in_the_log(hands: Hands, register: Register) -> None:
    open_aisyah(hands)
    hands.program.window.navigate("warga", person_id=aisyah(register))
    hands.rest()
    assert [(line.who, line.person) for line in log_of(register, kind=Access.LOOK)] == [("Bu Sari", "Aisyah Putri")]


def test_the_head_of_the_posyandu_sees_the_person_but_no_health_data(hands: Hands, register: Register) -> None:
    register.sign_in(KETUA)
    page = open_aisyah(hands)
    seen = words_on(page.panel)
    assert "Aisyah Putri" in seen
    assert "kg" not in seen
    assert "dilihat oleh kader dan bidan" in seen
    buttons = {one.text().replace("&", "").strip(): one for one in page.panel.findChildren(QPushButton)}
    assert buttons["Siapa yang melihat"].isEnabled()
    for words in ("Cetak catatannya", "Hapus permanen …", "Semua riwayat"):
        assert not buttons[words].isEnabled()
        assert "Ini pekerjaan" in buttons[words].toolTip()


def test_a_kader_is_told_lines_and_a_bidan_the_category(hands: Hands, register: Register) -> None:
    child = aisyah(register)
    measuring.save_visit(register, child, VisitFacts(date(2026, 11, 20), weight_g=5_000, confirmation_reason="x"))
    told = {}
    for user in (KADER, BIDAN):
        register.sign_in(user)
        hands.go(3)
        told[user.name] = words_on(open_aisyah(hands).panel)
        hands.press(Qt.Key.Key_Escape)
    assert "Berat badan sangat kurang" in told["Bidan Rina"]
    assert "sangat kurang" not in told["Bu Tini"]
    assert "di bawah garis · perlu dilihat bidan" in told["Bu Tini"]
    assert "rujuk" in told["Bu Tini"]


def test_ctrl_z_takes_a_correction_back_with_its_own_reason(hands: Hands, register: Register) -> None:
    register.sign_in(BIDAN)
    sheet = correct_weight(hands, "7,3")
    sheet.form.finished.emit()
    hands.rest()
    hands.press(ENTER)
    hands.press(Qt.Key.Key_Z, CTRL)
    newest = journal_of(register, aisyah(register))[0]
    assert newest.reason == "Diurungkan"
    assert measuring.growth_history(register, aisyah(register)).visits[-1].facts.weight_g == 7_200
