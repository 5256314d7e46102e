"""Warga in the real window: finding somebody, reading the story, correcting, registering, importing."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.services.growth import measuring
from core.services.people import registration
from core.services.register import Register
from core.services.setup import add_posyandu
from core.services.trust.consents import ConsentForm, Way, record_consent
from core.services.views import VisitFacts
from tests.ui.hands import ALT, CTRL, DOWN, ENTER, ESC, Hands, press_button, words_on
from ui.dialogs.import_village import ImportVillage
from ui.dialogs.person_form import PersonFormSheet
from ui.dialogs.visit_sheet import VisitSheet
from ui.pages.laporan.page import Laporan
from ui.pages.tumbuh_kembang.page import TumbuhKembang
from ui.pages.warga.history import HistorySheet
from ui.pages.warga.page import Warga
from ui.program import Program

Z, SPACE = Qt.Key.Key_Z, Qt.Key.Key_Space


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Hands:
    """The window with the page open."""
    two = Hands(program, qtbot)
    two.go(3)
    return two


def _open(hands: Hands, letters: str) -> Warga:
    hands.write(letters)
    hands.press(ENTER)
    return hands.page(Warga)


def test_everybody_is_listed_and_the_keyboard_is_in_the_search(hands: Hands) -> None:
    page = hands.page(Warga)
    assert page.filters.count.text() == "4 warga"
    assert [line.name for line in page.model.lines][:2] == ["Aisyah Putri", "Bima Saputra"]
    assert hands.field == "Cari warga"


def test_a_misspelt_mother_finds_her_child(hands: Hands) -> None:
    page = _open(hands, "wulandri")
    assert "Citra Lestari" in words_on(page.panel)
    assert "Posyandu" in words_on(page.panel)


def test_nobody_found_says_what_to_do(hands: Hands) -> None:
    hands.write("zzqx")
    assert "daftarkan" in words_on(hands.page(Warga))


def test_arrows_walk_and_enter_opens(hands: Hands) -> None:
    hands.press(DOWN)
    hands.press(ENTER)
    page = hands.page(Warga)
    assert "Bima Saputra" in words_on(page.panel)
    assert hands.field == "Tumbuh kembang"


def test_the_page_tells_growth_family_and_one_line_of_time(hands: Hands) -> None:
    page = _open(hands, "aisyah")
    seen = words_on(page.panel)
    assert "7,2 kg" in seen
    assert "Nurhayati" in seen
    assert "3201********0001" in seen
    assert "Belum ditimbang bulan ini" in seen
    assert [row.day for row in page.panel.timeline.life.rows][:3] == [
        "16 Oktober 2026",
        "16 September 2026",
        "13 Maret 2026",
    ]
    assert page.panel.timeline.life.rows[0].letter == "N"


def test_who_wrote_what_last_stands_there_and_the_rest_is_one_press_away(hands: Hands) -> None:
    page = _open(hands, "aisyah")
    assert "Menimbang Aisyah Putri 16-10-2026" in words_on(page.panel)
    assert "Mendaftarkan Aisyah Putri" not in words_on(page.panel)
    press_button(hands, page.panel, "Semua riwayat (3)")
    assert "Mendaftarkan Aisyah Putri" in words_on(hands.sheet(HistorySheet))


def test_the_ways_from_a_child_lead_to_its_curve_and_its_card(hands: Hands) -> None:
    page = _open(hands, "aisyah")
    press_button(hands, page.panel, "Tumbuh kembang")
    assert hands.page(TumbuhKembang).child.history is not None
    hands.go(3)
    hands.press(ESC)
    _open(hands, "aisyah")
    hands.program.window.print_now()
    hands.rest()
    assert hands.page(Laporan).kms.child_name() == "Aisyah Putri"


def test_a_corrected_birth_date_changes_the_age_at_once(hands: Hands, register: Register) -> None:
    page = _open(hands, "citra")
    press_button(hands, page.panel, "Ubah data")
    form = hands.sheet(PersonFormSheet)
    form.fields.born_on.setText("02-06-2026")
    press_button(hands, form, "Simpan perubahan   (Enter)")
    assert not hands.has_sheet()
    assert "5 bln" in words_on(page.panel)
    assert "Tanggal lahir 02-08-2026 menjadi 02-06-2026" in words_on(page.panel)
    hands.press(Z, CTRL)
    assert registration.person_form(register, page.panel.person_id).born_on == date(2026, 8, 2)


def test_a_birth_date_after_a_visit_is_refused_in_its_field(hands: Hands) -> None:
    page = _open(hands, "aisyah")
    press_button(hands, page.panel, "Ubah data")
    form = hands.sheet(PersonFormSheet)
    form.fields.born_on.setText("01-11-2026")
    press_button(hands, form, "Simpan perubahan   (Enter)")
    assert "sebelum tanggal lahir ini" in words_on(form)
    assert hands.field == "Tanggal lahir"


def test_somebody_is_registered_by_keys_and_an_odd_nik_asks_for_a_reason(hands: Hands, register: Register) -> None:
    page = hands.page(Warga)
    press_button(hands, page, "Daftarkan warga")
    form = hands.sheet(PersonFormSheet)
    hands.write("Eka Wijaya")
    hands.press(ENTER)
    hands.press(SPACE)
    hands.press(ENTER)
    hands.write("10-02-1990")
    form.fields.texts["nik"].setText("320101100290000")
    press_button(hands, form, "Daftarkan   (Enter)")
    assert hands.field == "NIK"
    press_button(hands, form, "Daftarkan   (Enter)")
    assert hands.field == "Alasan"
    hands.write("KTP lama")
    hands.press(ENTER)
    assert not hands.has_sheet()
    assert "Eka Wijaya" in words_on(page.panel)
    assert registration.person_form(register, page.panel.person_id).nik == "320101100290000"


def test_whoever_was_registered_has_the_keyboard_and_ctrl_enter_is_enough(hands: Hands) -> None:
    hands.program.window.resize(1024, 600)
    hands.press(Qt.Key.Key_W, ALT)
    for words in ("Eka Wati", "p", "5-3-1996"):
        hands.write(words)
        hands.press(ENTER)
    hands.press(ENTER, CTRL)
    assert not hands.has_sheet()
    page = hands.page(Warga)
    assert page.panel.isAncestorOf(hands.focus)
    assert "Eka Wati" in words_on(page)


def test_typed_words_are_not_thrown_away_unasked(hands: Hands) -> None:
    press_button(hands, hands.page(Warga), "Daftarkan warga")
    hands.write("Eka")
    hands.press(ESC)
    assert hands.has_sheet()
    assert hands.field == "Lanjut mengisi"


def test_moving_away_takes_somebody_from_the_list_but_not_from_the_search(hands: Hands) -> None:
    page = _open(hands, "dodi")
    press_button(hands, page.panel, "Ubah data")
    form = hands.sheet(PersonFormSheet)
    form.fields.status.setCurrentIndex(form.fields.status.findText("Pindah"))
    press_button(hands, form, "Simpan perubahan   (Enter)")
    assert "Isi tanggal pindah" in words_on(form)
    form.fields["status_changed_on"].editor.setFocus()
    hands.write("20-11-2026")
    press_button(hands, form, "Simpan perubahan   (Enter)")
    assert "Pindah 20 November 2026" in words_on(page.panel)
    hands.press(ESC)
    assert page.filters.count.text() == "3 warga"
    hands.write("dodi")
    assert [line.name for line in page.model.lines] == ["Dodi Pratama"]


def test_filters_keep_to_a_posyandu(hands: Hands, register: Register) -> None:
    page = hands.page(Warga)
    assert not page.filters.unit.isVisible()
    assert hands.program.context is not None
    hands.program.context.write("Menambah", lambda: add_posyandu(register, "Mawar"))
    assert page.filters.unit.isVisible()
    page.filters.unit.setCurrentIndex(page.filters.unit.findText("Posyandu Mawar"))
    page.filters.unit.activated.emit(page.filters.unit.currentIndex())
    assert page.filters.count.text() == "0 warga"


def test_a_wish_narrows_the_list_and_the_search_and_is_kept_by_name(hands: Hands, register: Register) -> None:
    page = hands.page(Warga)
    assert hands.program.context is not None
    weighed = next(line for line in page.model.lines if line.name == "Bima Saputra")
    facts = VisitFacts(date(2026, 11, 20), weight_g=10_100)
    hands.program.context.write("Menimbang", lambda: measuring.save_visit(register, weighed.id, facts))
    page.filters.not_come.setFocus()
    hands.press(SPACE)
    assert page.filters.count.text() == "3 warga"
    page.field.setFocus()
    hands.write("saputra")
    assert [line.name for line in page.model.lines] == []
    page.field.clear()
    press_button(hands, page, "Simpan saringan")
    assert hands.field == "Nama saringan"
    hands.press(ENTER)
    assert "Beri nama saringan" in words_on(page)
    hands.write("Belum datang")
    hands.press(ENTER)
    assert "disimpan" in hands.said()
    page.filters.not_come.setFocus()
    hands.press(SPACE)
    assert page.filters.count.text() == "4 warga"
    page.filters.kept.setFocus()
    hands.press(DOWN)
    assert page.filters.not_come.isChecked()
    assert page.filters.count.text() == "3 warga"


def test_who_was_not_asked_for_consent_yet(hands: Hands, register: Register) -> None:
    page = hands.page(Warga)
    bima = next(one.id for one in registration.list_people(register, limit=99).lines if one.name == "Bima Saputra")
    record_consent(register, bima, ConsentForm("Rahmawati", date(2026, 11, 1), way=Way.WRITTEN))
    page.filters.no_consent.setFocus()
    hands.press(SPACE)
    assert page.filters.count.text() == "3 warga"


def test_the_list_goes_out_as_it_is_seen(hands: Hands, tmp_path: Path) -> None:
    page = hands.page(Warga)
    out = tmp_path / "daftar.xlsx"
    page.export.ask_place = lambda _over, _title, _name, write: write(out)
    page.filters.no_nik.setFocus()
    hands.press(SPACE)
    page.filters.no_nik.setFocus()
    hands.press(SPACE)
    page.field.setFocus()
    hands.write("bima")
    press_button(hands, page, "Excel")
    sheet = load_workbook(out).active
    assert sheet is not None
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("yang cocok dengan “bima”" in cell for cell in cells)
    assert "Bima Saputra" in cells
    assert "Aisyah Putri" not in cells


def test_scrolling_loads_more_people(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.models.people import PeopleModel, PeopleQuery

    monkeypatch.setattr("ui.models.people.PAGE", 3)
    model = PeopleModel()
    model.show_query(register, PeopleQuery())
    assert (model.rowCount(), model.total) == (3, None)
    assert model.canFetchMore(model.index(-1))
    model.fetchMore(model.index(-1))
    assert (model.rowCount(), model.total) == (4, 4)
    assert not model.canFetchMore(model.index(-1))


def test_a_long_list_is_shown_first_and_counted_beside_it(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.models.people.PAGE", 2)
    page = hands.page(Warga)
    page.reload()
    assert page.filters.count.text() == "lebih dari 2 warga"
    hands.rest()
    assert page.filters.count.text() == "4 warga"
    page.filters.under_five.setChecked(True)
    hands.rest()
    assert page.filters.count.text() == "4 balita"


def test_the_list_is_put_in_the_order_that_is_chosen(hands: Hands) -> None:
    page = hands.page(Warga)
    page.filters.order.setCurrentIndex(page.filters.order.findData("age"))
    page.filters.order.activated.emit(page.filters.order.currentIndex())
    born = [line.born_on for line in page.model.lines]
    assert born == sorted(born, reverse=True)


def test_a_village_comes_in_from_the_page(hands: Hands, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["nama", "no_kk", "nik", "sex", "tanggallahir", "kk_level", "dusun", "rw", "rt", "alamat"])
    sheet.append(
        ["Gilang", "3201010101010001", "3201010203210009", "1", "2021-03-02", "4", "Krajan", "1", "2", "Jl. A"]
    )
    path = tmp_path / "desa.xlsx"
    book.save(path)
    page = hands.page(Warga)
    press_button(hands, page, "Ambil data desa")
    sheet_content = hands.sheet(ImportVillage)
    sheet_content.findChildren(QLineEdit)[0].setText(str(path))
    hands.press(ENTER)
    hands.press(ENTER)
    assert page.filters.count.text() == "5 warga"


def test_the_code_of_a_card_is_shown_on_demand_and_finds_its_owner(hands: Hands) -> None:
    page = _open(hands, "citra")
    press_button(hands, page.panel, "Tampilkan kode kartu")
    (code,) = [words for words in words_on(page.panel).split("\n") if words.startswith("PSY1:")]
    assert hands.field == "Tumbuh kembang"
    hands.press(ESC)
    page.field.setFocus()
    hands.write(code)
    assert [line.name for line in page.model.lines] == ["Citra Lestari"]


def test_the_keyboard_stays_on_the_page_when_it_is_drawn_anew(hands: Hands, register: Register) -> None:
    page = _open(hands, "bima")
    facts = VisitFacts(date(2026, 11, 20), weight_g=10_100)
    assert hands.program.context is not None
    hands.program.context.write("Menimbang", lambda: measuring.save_visit(register, page.panel.person_id, facts))
    hands.rest()
    assert hands.field == "Tumbuh kembang"


def test_a_row_of_the_line_of_time_opens_its_weighing_and_the_family_opens_by_key(hands: Hands) -> None:
    page = _open(hands, "aisyah")
    page.panel.timeline.setFocus()
    hands.press(ENTER)
    sheet = hands.sheet(VisitSheet)
    assert sheet.title == "Betulkan penimbangan"
    sheet.finished.emit()
    press_button(hands, page.panel, "Keluarga")
    assert "Keluarga Aisyah Putri" in words_on(page.family)
    hands.press(ESC)
    assert "Aisyah Putri" in words_on(page.panel)
    assert not page.family.family_id


def test_the_panel_follows_a_weighing_made_elsewhere(hands: Hands, register: Register) -> None:
    page = _open(hands, "bima")
    facts = VisitFacts(date(2026, 11, 20), weight_g=10_100)
    assert hands.program.context is not None
    hands.program.context.write("Menimbang", lambda: measuring.save_visit(register, page.panel.person_id, facts))
    assert "10,1 kg" in words_on(page.panel)
