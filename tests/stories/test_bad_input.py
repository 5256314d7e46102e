"""Wrong input at the real window: a clear sentence, the right field has the keyboard, and nothing typed is lost."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt

from core.services.growth import measuring
from core.services.people import registration
from core.services.register import Register, open_register
from core.services.views import VisitFacts
from tests.stories.hands import ALT, CTRL, ENTER, TAB, Hands

pytestmark = pytest.mark.story
TODAY = date(2026, 11, 25)


@pytest.fixture
def day(hands: Hands) -> Hands:
    """Hari Buka with today's day open at step 2: F2, Enter, F3."""
    hands.press(Qt.Key.Key_F2)
    hands.press(ENTER)
    hands.press(Qt.Key.Key_F3)
    hands.until_seen("Belum datang  3")
    return hands


def _visits(register: Register, name: str) -> list[VisitFacts]:
    line = next(one for one in registration.list_people(register, limit=99).lines if one.name == name)
    return [visit.facts for visit in measuring.growth_history(register, line.id).visits]


def _today(register: Register, name: str) -> VisitFacts:
    return next(facts for facts in _visits(register, name) if facts.measured_on == TODAY)


# --- numbers of the scale and the board ---


@pytest.mark.parametrize(
    ("child", "typed", "meant", "grams"),
    [
        ("fajar", "3200", "3,2", 3_200),
        ("aisyah", "72", "7,2", 7_200),
    ],
)
def test_a_missing_comma_is_put_right_with_one_key(
    day: Hands, register: Register, child: str, typed: str, meant: str, grams: int
) -> None:
    day.enter(child, typed)
    assert day.at == "Timbang ulang"
    assert f"{meant} kg?" in day.screen
    assert day.field("Berat badan") == typed
    day.type("y")
    assert (day.at, day.field("Berat badan")) == ("Panjang atau tinggi", meant)
    day.enter("", "", "")
    if day.at == "ASI saja":
        day.press(ENTER)
    name = "Fajar Ramadhan" if child == "fajar" else "Aisyah Putri"
    assert _today(register, name).weight_g == grams


@pytest.mark.parametrize("typed", ["7,4", "7.4"])
def test_comma_and_point_are_the_same(day: Hands, register: Register, typed: str) -> None:
    day.enter("aisyah", typed, typed.replace("7", "67"), "", "")
    facts = _today(register, "Aisyah Putri")
    assert (facts.weight_g, facts.length_mm) == (7_400, 674)


def test_swapped_weight_and_length_change_places_with_one_key(day: Hands, register: Register) -> None:
    day.enter("aisyah", "67,8")
    assert "Berat badan 67,8 kg tidak wajar" in day.screen
    # She reads the board and the scale, not the screen, and types on.
    day.enter("7,4")
    assert "mungkin tertukar: berat 7,4 kg dan panjang/tinggi 67,8 cm?" in day.screen
    assert day.at == "Timbang ulang"
    day.type("y")
    assert (day.field("Berat badan"), day.field("Panjang atau tinggi")) == ("7,4", "67,8")
    day.enter("", "", "")
    facts = _today(register, "Aisyah Putri")
    assert (facts.weight_g, facts.length_mm) == (7_400, 678)


def test_a_height_that_shrank_is_measured_again_or_kept_with_a_reason(day: Hands, register: Register) -> None:
    day.enter("galih", "13,9", "89,5")
    assert "89,5 cm, padahal 16-10-2026 sudah 91,8 cm" in day.screen
    assert day.at == "Ukur ulang"
    day.press(ENTER)
    assert (day.at, day.typed) == ("Panjang atau tinggi", "89,5")
    day.press(ENTER)
    day.press(TAB)
    assert day.at == "Simpan dengan alasan"
    day.press(ENTER)
    day.enter("")
    assert "Tulis alasannya" in day.screen
    day.enter("diukur dua kali", "", "")
    facts = _today(register, "Galih Prakoso")
    assert (facts.length_mm, facts.confirmation_reason) == (895, "diukur dua kali")


def test_digits_typed_at_a_question_never_reach_another_child(day: Hands, register: Register) -> None:
    day.enter("galih", "7,4")
    assert "turun 6,4 kg" in day.screen
    day.enter("92", "", "")
    # What was typed went on with the same child, and the question is asked before anything is saved.
    assert (day.field("Berat badan"), day.field("Panjang atau tinggi")) == ("7,4", "92")
    assert day.field("Cari anak di daftar") == ""
    assert day.at == "Timbang ulang"
    day.enter("11")
    assert (day.field("Berat badan"), day.field("Panjang atau tinggi")) == ("7,4", "92")
    assert len(_visits(register, "Galih Prakoso")) == 2
    day.enter("13,9", "", "", "")
    facts = _today(register, "Galih Prakoso")
    assert (facts.weight_g, facts.length_mm) == (13_900, 920)
    assert len(_visits(register, "Aisyah Putri")) == 2


def test_a_weight_typed_into_the_search_calls_nobody_and_registers_nobody(day: Hands) -> None:
    day.type("7,4")
    day.until_seen("Tidak ada yang cocok")
    day.press(ENTER)
    assert (day.at, day.typed) == ("Cari anak di daftar", "7,4")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("12-3-2026", "Tanggal ukur sebelum lahir (13 Maret 2026)"),
        ("26-11-2026", "Tanggal ukur belum tiba"),
        ("31-2-2026", "Tanggal belum terbaca"),
    ],
)
def test_a_date_that_cannot_be_keeps_the_keyboard_and_every_number(
    day: Hands, register: Register, typed: str, why: str
) -> None:
    day.enter("aisyah", "7,4", "67,8")
    day.alt("Tanggal")
    assert day.at == "Tanggal ditimbang"
    day.type(typed)
    day.alt("Simpan")
    assert why in day.screen
    assert day.at == "Tanggal ditimbang"
    assert (day.field("Berat badan"), day.field("Panjang atau tinggi")) == ("7,4", "67,8")
    assert len(_visits(register, "Aisyah Putri")) == 2
    day.type("24")
    day.alt("Simpan")
    assert [facts.measured_on.day for facts in _visits(register, "Aisyah Putri")] == [16, 16, 24]


# --- the NIK ---


@pytest.mark.parametrize("nik", ["320101530326000", "32010153032600011"])
def test_a_nik_of_another_length_is_asked_about_and_kept_with_a_reason(
    hands: Hands, register: Register, nik: str
) -> None:
    hands.press(Qt.Key.Key_3, ALT)
    hands.alt("Daftarkan warga")
    assert hands.at == "Nama"
    hands.enter("Hana Safitri", "p", "2-11-2025", nik)
    _finish_form(hands)
    hands.until_seen(f"NIK ada 16 angka, yang diketik {len(nik)} angka.")
    assert (hands.at, hands.typed) == ("NIK", nik)
    assert hands.field("Nama") == "Hana Safitri"
    assert not _registered(register, "Hana Safitri")
    _finish_form(hands)
    assert hands.at == "Alasan"
    hands.until_in_sight()
    hands.enter("begitu di kartu keluarga")
    hands.until_seen("Hana Safitri terdaftar.")
    assert _registered(register, "Hana Safitri")


def _finish_form(hands: Hands) -> None:
    """Enter through every field that is left, which at the end saves."""
    for _ in range(40):
        before = hands.at
        hands.press(ENTER)
        if "16 angka, yang" in hands.screen and hands.at in {"NIK", "Alasan"} and before != hands.at:
            return
    raise AssertionError("the form never came to its end")


def _registered(register: Register, name: str) -> bool:
    return registration.list_people(register, text=name).total == 1


# --- files ---


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("pdf", "sebenarnya berkas PDF"),
        ("nothing", "tidak ditemukan"),
    ],
)
def test_a_wrong_workbook_is_explained_beside_its_path(
    hands: Hands, register: Register, tmp_path: Path, content: str, why: str
) -> None:
    path = tmp_path / "penduduk.xlsx"
    if content == "pdf":
        path.write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n")
    hands.press(Qt.Key.Key_3, ALT)
    hands.alt("Ambil data desa")
    hands.enter(str(path))
    hands.until_seen(why)
    assert (hands.at, hands.typed) == ("Berkas", str(path))
    assert registration.list_people(register).total == 3


def test_a_table_without_birth_dates_says_which_column_is_missing(
    hands: Hands, register: Register, tmp_path: Path
) -> None:
    path = tmp_path / "daftar.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["alamat", "dusun", "nama"])
    book.active.append(["Jl. Mawar", "Krajan", "Sari"])
    book.save(path)
    hands.press(Qt.Key.Key_3, ALT)
    hands.alt("Ambil data desa")
    hands.enter(str(path))
    hands.until_seen("Belum ada kolom untuk: Jenis kelamin, Tanggal lahir.")
    hands.tab_to("Lihat hasilnya")
    hands.press(ENTER)
    hands.until_seen("Tanpa itu orangnya tidak bisa dicatat.")
    assert registration.list_people(register).total == 3


def test_a_file_of_something_else_is_not_opened_and_not_touched(start, tmp_path: Path) -> None:
    path = tmp_path / "belanja.db"
    path.write_bytes(b"beras 5 kg\n" * 100)
    hands = start(path)
    hands.until_seen("bukan register Buku Posyandu")
    hands.until_seen("Tidak ada data yang hilang atau diubah.")
    assert hands.at == "Coba lagi"
    assert path.read_bytes() == b"beras 5 kg\n" * 100


def test_a_register_of_a_newer_program_is_not_opened_until_it_can_be(start, place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection, connection:
        before = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        connection.execute("UPDATE alembic_version SET version_num = '9999_masa_depan'")
    hands = start(place)
    hands.until_seen("versi Buku Posyandu yang lebih baru")
    assert hands.at == "Coba lagi"
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (before,))
    hands.press(ENTER)
    hands.until_seen("Beranda")
    assert hands.page == "Beranda"


# --- second thoughts ---


def test_a_save_is_taken_back_with_one_key_where_the_keyboard_is(day: Hands, register: Register) -> None:
    day.enter("aisyah", "7,4", "67", "", "")
    assert "1 dari 3 sudah datang" in day.screen
    assert day.at == "Cari anak di daftar"
    day.press(Qt.Key.Key_Z, CTRL)
    assert "Dibatalkan: penimbangan Aisyah Putri" in day.screen
    assert day.typed == ""
    assert "Aisyah Putri tersimpan" not in day.screen
    assert "0 dari 3 sudah datang" in day.screen
    assert len(_visits(register, "Aisyah Putri")) == 2
    day.enter("", "7,5", "67", "", "")
    assert _today(register, "Aisyah Putri").weight_g == 7_500


# --- odd but possible ---


def test_an_odd_weight_with_a_reason_is_in_the_register_and_in_the_story(
    day: Hands, register: Register, place: Path
) -> None:
    day.enter("aisyah", "9,9")
    day.tab_to("Simpan dengan alasan")
    day.press(ENTER)
    day.enter("ditimbang dua kali", "68", "", "")
    facts = _today(register, "Aisyah Putri")
    assert (facts.weight_g, facts.confirmation_reason) == (9_900, "ditimbang dua kali")
    again = open_register(str(place))
    assert _today(again, "Aisyah Putri").weight_g == 9_900
    again.close()
