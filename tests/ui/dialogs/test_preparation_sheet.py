"""Persiapan hari buka by keyboard in the real window: calendar, list, checklist, duties, equipment, papers."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from core.rules.day_checklist import EquipmentCondition
from core.services import setup
from core.services.day import day_plan, open_day
from tests.ui.hands import CTRL, ENTER, ESC, press_button, words_on
from ui.dialogs.preparation_sheet import PreparationSheet

RIGHT, SPACE = Qt.Key.Key_Right, Qt.Key.Key_Space


@pytest.fixture
def unit(register):
    return setup.list_posyandu(register)[0].id


@pytest.fixture
def day(register, unit):
    """The next hari buka, in December."""
    return open_day.open_day(register, unit, date(2026, 12, 12)).value


@pytest.fixture
def sheet(day, hands, show):
    show(PreparationSheet)
    return hands.sheet(PreparationSheet)


def names(sheet):
    return [sheet.due.list.item(row).text() for row in range(sheet.due.list.count())]


def test_the_next_day_is_chosen_and_who_should_come_is_listed_by_dusun_with_reasons(sheet, hands):
    assert "Sabtu, 12 Desember 2026 · Posyandu Melati · 17 hari lagi" in words_on(sheet)
    rows = names(sheet)
    assert rows[0] == "Dusun Krajan"
    assert any(row.startswith("Dodi Pratama · ") and "\n" in row for row in rows)
    sheet.due.list.setFocus()
    hands.press(ENTER)
    assert not hands.has_sheet()
    assert hands.program.window.page.key == "warga"


def test_one_kind_of_reason_can_be_looked_at_alone(sheet):
    kinds = [sheet.due.kinds.itemText(row) for row in range(sheet.due.kinds.count())]
    assert kinds[0].startswith("Yang ditunggu (")
    assert kinds[-1].startswith("Semua (")
    sheet.due.kinds.setCurrentIndex(kinds.index("Berat dan tinggi anak (1)"))
    people = [row for row in names(sheet) if "\n" in row]
    assert [row.partition(" · ")[0] for row in people] == ["Dodi Pratama"]
    assert "BGM" in people[0]


def test_a_tick_is_kept_at_once_and_counted(register, day, sheet, hands):
    assert hands.field == "Bagian persiapan"
    hands.press(RIGHT)
    hands.press(Qt.Key.Key_Tab)
    assert hands.field == "Hari, jam, dan tempat sudah pasti"
    hands.press(SPACE)
    hands.press(ENTER)
    hands.press(SPACE)
    done = [one.key for one in day_plan.day_plan(register, day.id).checklist if one.is_done]
    assert done == ["tempat", "kabar"]
    assert sheet.tabs.tabText(1) == "Ceklis 2 dari 16"


def test_duties_are_names_with_commas(register, day, sheet, hands):
    sheet.tabs.setCurrentIndex(2)
    sheet.duties.edits[1].setFocus()
    hands.write("Bu Sari, Bu Tini")
    hands.press(ENTER)
    assert day_plan.day_plan(register, day.id).duties[0].names == ("Bu Sari", "Bu Tini")
    assert hands.field == "2. Penimbangan & pengukuran"
    assert not sheet.has_unsaved()


def test_duties_are_divided_as_on_the_last_day(register, unit, day, sheet, hands):
    sheet.tabs.setCurrentIndex(2)
    press_button(hands, sheet, "Seperti hari lalu")
    assert "Belum ada pembagian tugas" in hands.said() or "Belum ada pembagian tugas" in words_on(hands.program.window)
    before = open_day.open_day(register, unit, date(2026, 10, 12)).value
    day_plan.assign(register, before.id, 2, ("Bu Retno", "Bu Lilis"))
    press_button(hands, sheet, "Seperti hari lalu")
    assert day_plan.day_plan(register, day.id).duties[1].names == ("Bu Retno", "Bu Lilis")
    assert sheet.duties.edits[2].text() == "Bu Retno, Bu Lilis"
    assert hands.field == "1. Pendaftaran"


def test_equipment_is_added_and_warns_before_the_day(register, unit, sheet, hands):
    sheet.tabs.setCurrentIndex(3)
    sheet.tools.name.setFocus()
    for typed in ("Timbangan bayi", "", "10-12-2025", ""):
        hands.write(typed)
        hands.press(ENTER)
    (one,) = day_plan.list_equipment(register, unit)
    assert (one.name, one.condition, one.calibrated_on) == (
        "Timbangan bayi",
        EquipmentCondition.GOOD,
        date(2025, 12, 10),
    )
    assert "Perlu kalibrasi" in words_on(sheet)  # more than a year on the day itself
    press_button(hands, sheet, "Hapus")
    assert day_plan.list_equipment(register, unit) == ()


def test_a_day_is_added_to_the_calendar(register, unit, sheet, hands):
    sheet._new.setFocus()
    hands.write("14-1-2027")
    hands.press(ENTER)
    assert "Kamis, 14 Januari 2027 · Posyandu Melati" in words_on(sheet)
    assert [one.held_on for one in day_plan.calendar(register, 2027, unit)] == [date(2027, 1, 14)]


def test_the_list_and_the_invitations_become_papers(sheet, hands, tmp_path):
    for button, name in (
        ("Cetak daftar …", "daftar.pdf"),
        ("Excel …", "daftar.xlsx"),
        ("Cetak undangan …", "undangan.pdf"),
    ):
        sheet.due.ask_place = lambda _over, _title, _name, then, name=name: then(tmp_path / name)
        press_button(hands, sheet, button)
        assert (tmp_path / name).stat().st_size > 1_000
    assert hands.said().startswith("Tersimpan: undangan.pdf")


def test_hours_and_place_are_kept_and_the_date_is_moved(register, unit, day, sheet, hands):
    sheet.tabs.setCurrentIndex(4)
    sheet.day_room.note.setFocus()
    hands.write("08.00, Balai Desa")
    hands.press(ENTER)
    assert "17 hari lagi · 08.00, Balai Desa" in words_on(sheet)
    sheet.day_room.date.setFocus()
    sheet.day_room.date.selectAll()
    hands.write("14")
    hands.press(ENTER)
    assert [(one.held_on, one.note) for one in open_day.list_days(register, unit)] == [
        (date(2026, 12, 14), "08.00, Balai Desa")
    ]
    assert "Senin, 14 Desember 2026" in words_on(sheet)
    assert not sheet.has_unsaved()


def test_a_taken_date_is_refused_at_its_field(register, unit, day, sheet, hands):
    open_day.open_day(register, unit, date(2026, 12, 20))
    sheet.tabs.setCurrentIndex(4)
    sheet.day_room.date.setFocus()
    sheet.day_room.date.selectAll()
    hands.write("20")
    hands.press(ENTER)
    assert "sudah punya hari buka 20 Desember 2026" in words_on(sheet.day_room)


def test_a_day_is_called_off_and_brought_back_with_its_duties(register, unit, day, sheet, hands):
    day_plan.assign(register, day.id, 1, ("Bu Sari",))
    sheet.tabs.setCurrentIndex(4)
    press_button(hands, sheet, "Batalkan hari ini")
    assert open_day.list_days(register, unit) == ()
    assert "Belum ada hari buka" in words_on(sheet)
    hands.press(ESC)
    hands.press(Qt.Key.Key_Z, CTRL)
    assert day_plan.day_plan(register, day.id).duties[0].names == ("Bu Sari",)


def test_the_year_becomes_a_poster(sheet, hands, tmp_path):
    sheet.ask_place = lambda _over, _title, name, then: then(tmp_path / name)
    press_button(hands, sheet, "Cetak jadwal …")
    assert (tmp_path / "Jadwal-Posyandu-2026-Melati.pdf").read_bytes().startswith(b"%PDF")


def test_without_any_day_the_calendar_asks_for_one(hands, show):
    show(PreparationSheet)
    sheet = hands.sheet(PreparationSheet)
    assert "Belum ada hari buka" in words_on(sheet)
    assert hands.field == "Tambah hari, juga untuk bulan depan"
