"""Every kind of file comes in by keyboard: told from its headings or chosen, looked at, written, and taken back."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QTextBrowser

from core.services import setup
from core.services.growth.measuring import growth_history
from core.services.people import registration
from core.services.people.people_search import search
from core.services.register import Register
from tests.ui.hands import ALT, CTRL, DOWN, ENTER, Hands, press_button, words_on
from ui.context import AppContext
from ui.dialogs.import_village import ImportVillage
from ui.widgets.sheet import SheetContent

Show = Callable[[Callable[[AppContext], SheetContent]], None]
Table = Callable[..., Path]
KK = "3201010101010001"
SIAK = (
    ("Nomor KK", "NIK", "Nama Penduduk", "Tanggal Lahir", "Kelamin", "SHDK", "RW", "RT"),
    (KK, "3201010101800001", "SLAMET RIYADI", "1980-01-01", "Lk", "Kepala Keluarga", "1", "2"),
    (KK, "3201014101250002", "PUTRI AYU", "2025-01-01", "Pr", "Anak", "1", "2"),
)
EPPGBM = (
    ("No", "NIK", "Nama", "JK", "Tgl Lahir", "Nama Ortu", "Posyandu", "Tanggal Pengukuran", "Berat", "Tinggi"),
    (1, "3201014101250002", "PUTRI AYU", "P", "2025-01-01", "SLAMET / SRI", "MELATI", "2026-10-12", "10,1", "80"),
)
WEIGHINGS = (
    ("nik", "visit_date", "weight_kg"),
    ("3201015303260001", "2026-11-12", "7,6"),
    ("3201010000000009", "2026-11-12", "8,0"),
)
BY_HAND = (
    ("NAMA LENGKAP WARGA", "L/P", "TTL", "WA", "KETERANGAN"),
    ("Putri Ayu", "P", "Garut, 01-01-2025", "081234567890", "rajin datang"),
    ("Bayu Aji", "L", "Garut, 02-02-2024", "081234567891", ""),
)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    def write(rows: tuple[tuple[object, ...], ...], name: str = "berkas.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        return path

    return write


@pytest.fixture
def bring(show: Show, hands: Hands) -> Callable[[Path], ImportVillage]:
    """Open the sheet, type where the file is, and press Enter."""

    def read(path: Path) -> ImportVillage:
        show(ImportVillage)
        assert hands.field == "Berkas"
        hands.write(str(path))
        hands.press(ENTER)
        return hands.sheet(ImportVillage)

    return read


def _people(register: Register) -> int:
    return len(registration.list_people(register, limit=99).lines)


def test_a_list_of_dukcapil(
    register: Register, hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    before = _people(register)
    sheet = bring(table(SIAK))
    assert "Dikenali: SIAK / Dukcapil" in words_on(sheet)
    assert "2 orang baru" in words_on(sheet)
    assert hands.field == "Masukkan 2 orang"
    hands.press(ENTER)
    assert not hands.has_sheet()
    assert hands.said().startswith("Selesai: 2 orang baru")
    assert _people(register) == before + 2


def test_ctrl_z_takes_the_whole_file_back(
    register: Register, hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    before = _people(register)
    bring(table(SIAK))
    hands.press(ENTER)
    hands.press(Qt.Key.Key_Z, CTRL)
    assert hands.said() == "Dibatalkan: data dari berkas.csv"
    assert _people(register) == before


def test_stopped_on_the_way_nothing_came_in_and_it_can_be_begun_again(
    register: Register, hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    before = _people(register)
    bring(table(SIAK))
    gate = Event()
    assert hands.program.context is not None
    jobs = hands.program.context.jobs
    jobs.run("Menunggu", lambda _progress: gate.wait(5), lambda _: None, lambda _: None)
    jobs.hidden.connect(jobs.cancel)  # as the import's turn comes
    QTest.keyClick(hands.focus, ENTER)
    gate.set()
    hands.rest()
    assert hands.said() == "Dibatalkan: Memasukkan data"
    assert _people(register) == before
    assert hands.field == "Masukkan 2 orang"
    hands.press(ENTER)
    assert _people(register) == before + 2


def test_a_list_of_eppgbm_brings_children_and_weighings(
    register: Register, hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    sheet = bring(table(EPPGBM))
    assert "Dikenali: e-PPGBM" in words_on(sheet)
    assert "1 orang baru · 0 diperbarui · 0 tetap · 1 penimbangan" in words_on(sheet)
    hands.press(ENTER)
    (child,) = search(register, "putri ayu")
    assert growth_history(register, child.id).visits[0].facts.weight_g == 10_100


def test_a_list_of_weighings_for_children_of_the_register(
    register: Register, hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    before = _people(register)
    sheet = bring(table(WEIGHINGS))
    assert "1 penimbangan baru" in words_on(sheet)
    assert "1 baris tidak bisa dimasukkan" in words_on(sheet)
    assert hands.field == "Masukkan yang benar saja: 1 penimbangan"
    hands.press(ENTER)
    assert hands.said().startswith("Selesai: 1 penimbangan masuk. 1 baris ditinggal.")
    assert _people(register) == before
    (child,) = search(register, "aisyah")
    assert growth_history(register, child.id).visits[-1].facts.measured_on == date(2026, 11, 12)


def test_a_table_of_ones_own_is_matched_and_the_matching_remembered(
    register: Register, hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    sheet = bring(table(BY_HAND))
    assert "Belum ada kolom untuk: Nama." in words_on(sheet)
    assert "Isinya: Putri Ayu · Bayu Aji" in words_on(sheet)
    assert hands.field == "NAMA LENGKAP WARGA"
    hands.press(Qt.Key.Key_H, ALT)
    assert "Pilih dulu kolom untuk: Nama." in words_on(sheet)
    assert hands.field == "NAMA LENGKAP WARGA"
    hands.write("nama")
    assert "Yang wajib sudah ada" in words_on(sheet)
    for column in ("L/P", "TTL", "WA"):
        hands.press(ENTER)
        assert hands.field == column
    hands.write("tele")
    hands.press(ENTER)
    assert hands.field == "KETERANGAN"
    hands.press(ENTER)
    assert "2 orang baru" in words_on(sheet)
    hands.press(ENTER)
    (child,) = search(register, "putri ayu")
    assert registration.person_form(register, child.id).phone == "081234567890"

    later = bring(table((*BY_HAND, ("Eko", "L", "Garut, 03-03-2024", "", "")), name="bulan-depan.csv"))
    assert "Yang wajib sudah ada" in words_on(later)
    assert hands.field == "Lihat hasilnya   (Enter)"
    hands.press(ENTER)
    assert hands.field == "Masukkan 1 orang"


def test_f1_explains_the_matching_while_it_is_asked(
    hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    bring(table(BY_HAND))
    hands.press(Qt.Key.Key_F1)
    assert "Mencocokkan kolom tabel" in hands.sheet(QTextBrowser).toPlainText()


def test_columns_without_a_heading_or_with_one_twice_can_be_matched_too(
    register: Register, hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    rows = (("Nama", "L/P", "TTL", "", "Nama"), ("Putri Ayu", "P", "Garut, 01-01-2025", "0812", "Sri"))
    sheet = bring(table(rows))
    assert "Kolom tanpa judul, atau yang judulnya berulang, diberi nama menurut hurufnya di Excel." in words_on(sheet)
    assert "Tabel lain: judulnya bukan dari program yang dikenal" in words_on(sheet)
    for column, field in (("Kolom D (tanpa judul)", "Telepon"), ("Nama (kolom E)", "Nama ibu")):
        choice = next(one for one in sheet.findChildren(QComboBox) if one.accessibleName() == column)
        choice.setCurrentIndex(choice.findText(field))
    press_button(hands, sheet, "Lihat hasilnya   (Enter)")
    hands.press(ENTER)
    (child,) = search(register, "putri ayu")
    form = registration.person_form(register, child.id)
    assert (form.phone, form.mother_name) == ("0812", "Sri")


def test_two_columns_for_one_thing_are_asked_about(
    hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    sheet = bring(table(BY_HAND))
    hands.write("nama")
    for _ in range(4):
        hands.press(ENTER)
    hands.write("nama")
    hands.press(ENTER)
    assert "Nama sudah diambil dari kolom “NAMA LENGKAP WARGA”" in words_on(sheet)
    assert hands.field == "KETERANGAN"


def test_the_matching_can_be_mended_after_the_preview_and_is_not_lost_unasked(
    hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    sheet = bring(table(BY_HAND))
    hands.write("nama")
    hands.press(Qt.Key.Key_H, ALT)
    assert "2 orang baru" in words_on(sheet)
    hands.press(Qt.Key.Key_U, ALT)
    assert "Cocokkan kolomnya" in words_on(sheet)
    assert "2 orang baru" not in words_on(sheet)
    hands.press(Qt.Key.Key_Escape)
    assert hands.has_sheet()
    assert hands.field == "Lanjut mengisi"


def test_the_kind_can_be_chosen_against_the_guess(
    hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    sheet = bring(table(SIAK))
    hands.press(Qt.Key.Key_J, ALT)
    assert hands.field == "Jenis berkas"
    assert "2 orang baru" in words_on(sheet)
    for _ in range(4):
        hands.press(DOWN)
    assert "2 orang baru" not in words_on(sheet), "the preview of another kind is gone"
    assert "Tabel apa saja; kolomnya dicocokkan dulu." in words_on(sheet)
    hands.press(ENTER)
    assert "Cocokkan kolomnya" in words_on(sheet)
    hands.press(Qt.Key.Key_J, ALT)
    hands.press(DOWN)
    hands.press(ENTER)
    assert "kurang kolom" in words_on(sheet)
    assert hands.field == "Berkas"


def test_a_dusun_that_no_posyandu_serves_is_asked_about(
    register: Register, hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    setup.add_posyandu(register, "Anggrek")
    headings, *people = SIAK
    sheet = bring(table(((*headings, "Dusun"), *((*one, "Mekar") for one in people))))
    assert hands.field == "Mekar (2 orang)"
    hands.press(Qt.Key.Key_Tab)
    assert hands.field == "Masukkan 2 orang"
    hands.press(ENTER)
    assert "Pilih posyandunya dulu." in words_on(sheet)
    assert hands.field == "Mekar (2 orang)"
    hands.write("ang")
    hands.press(Qt.Key.Key_Tab)
    hands.press(ENTER)
    assert not hands.has_sheet()
    (child,) = search(register, "putri ayu")
    form = registration.person_form(register, child.id)
    assert form.posyandu_id == next(unit.id for unit in setup.list_posyandu(register) if unit.name == "Anggrek")


def test_what_has_the_keyboard_is_in_sight_on_a_small_screen(
    register: Register, hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    setup.add_posyandu(register, "Anggrek")
    hands.program.window.resize(1024, 600)
    headings, *people = SIAK
    nobody = [(KK, "", f"TANPA TANGGAL {number}", "", "Pr", "Anak", "1", "2", "Krajan") for number in range(9)]
    bring(table(((*headings, "Dusun"), *((*one, "Mekar") for one in people), *nobody)))
    assert hands.field == "Mekar (2 orang)"
    assert not hands.focus.visibleRegion().isEmpty()


def test_what_is_typed_anew_takes_the_old_preview_away(
    hands: Hands, table: Table, bring: Callable[..., ImportVillage]
) -> None:
    sheet = bring(table(SIAK))
    hands.press(Qt.Key.Key_B, ALT)
    hands.write("x")
    assert "orang baru" not in words_on(sheet)
