"""Tumbuh Kembang in the real window: who is on top, walking, charts, reasons, correcting a visit."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.services.day import open_day
from core.services.growth import measuring
from core.services.people import registration
from core.services.register import Register
from core.services.setup import list_posyandu
from core.services.views import VisitFacts
from core.words.people import Posture
from tests.ui.hands import CTRL, DOWN, ENTER, ESC, Hands, press_button, words_on
from ui.dialogs.visit_sheet import VisitSheet
from ui.pages.laporan.page import Laporan
from ui.pages.tumbuh_kembang.page import TumbuhKembang
from ui.program import Program


def _id(register: Register, name: str) -> str:
    return next(line.id for line in registration.list_people(register).lines if line.name == name)


@pytest.fixture
def hands(program: Program, register: Register, qtbot: QtBot) -> Hands:
    """The page, after a day on which Bima was weighed far too thin for his length."""
    (unit,) = list_posyandu(register)
    day = open_day.open_day(register, unit.id, date(2026, 11, 16)).value
    facts = VisitFacts(
        date(2026, 11, 16), weight_g=7_000, length_mm=800, posture=Posture.LYING, confirmation_reason="dua kali"
    )
    measuring.save_visit(register, _id(register, "Bima Saputra"), facts, day_id=day.id)
    two = Hands(program, qtbot)
    two.go(4)
    return two


def test_the_most_worrying_child_is_on_top_and_shown_with_its_reason(hands: Hands) -> None:
    page = hands.page(TumbuhKembang)
    assert page.model.lines[0].name == "Bima Saputra"
    seen = words_on(page.child)
    assert "Bima Saputra" in seen
    assert "Gizi buruk" in seen
    assert "Rujuk ke puskesmas hari ini juga" in seen


def test_arrows_walk_the_list_from_the_search_and_with_ctrl_from_the_visits_too(hands: Hands) -> None:
    page = hands.page(TumbuhKembang)
    second = page.model.lines[1].name
    hands.press(DOWN)
    assert page.child.history is not None
    assert page.child.history.child.name == second
    assert page.count.text().startswith("Anak ke-2 dari 4")
    hands.press(ENTER)
    assert hands.field == "Semua kunjungan"
    hands.press(Qt.Key.Key_Up, CTRL)
    assert page.child.history.child.name == "Bima Saputra"
    hands.write("a")
    hands.press(DOWN)
    assert page.child.history.child.name == page.model.lines[1].name
    assert page.field.text() == "a"


@pytest.mark.parametrize("name", ["joko", "kirana"])
def test_a_name_with_j_or_k_keeps_its_first_letter(hands: Hands, name: str) -> None:
    hands.write(name)
    assert hands.page(TumbuhKembang).field.text() == name


def test_a_child_never_weighed_is_not_said_to_be_well(hands: Hands) -> None:
    model = hands.page(TumbuhKembang).model
    row = next(row for row, line in enumerate(model.lines) if line.name == "Citra Lestari")
    words = str(model.index(row).data())
    assert words.endswith("Belum pernah ditimbang")
    assert "baik" not in words


def test_digits_choose_the_chart_and_seven_shows_all_six(hands: Hands) -> None:
    child = hands.page(TumbuhKembang).child
    for number in range(1, 8):
        hands.write(str(number))
        assert child.tabs.currentIndex() == number - 1
    assert all(chart.isVisible() for chart in child.small_charts)
    assert not child.chart.isVisible()


def test_scores_carry_category_and_why_one_is_missing(hands: Hands) -> None:
    seen = words_on(hands.page(TumbuhKembang).child)
    assert "BB/PB" in seen
    assert "LK/U" in seen
    assert "Angka dipastikan saat dicatat: dua kali" in seen


def test_an_earlier_visit_shows_its_own_verdict(hands: Hands) -> None:
    hands.press(ENTER)
    hands.press(DOWN)
    seen = words_on(hands.page(TumbuhKembang).child)
    assert "Penimbangan 16 Oktober 2026" in seen
    assert "panjang/tinggi badan tidak diukur" in seen


def test_a_visit_is_corrected_and_taken_back(hands: Hands, register: Register) -> None:
    hands.press(ENTER)
    hands.press(ENTER)
    sheet = hands.sheet(VisitSheet)
    sheet.form.measures["weight_g"].clear()
    hands.write("10,1")
    press_button(hands, sheet, "Simpan   (Enter)")
    assert not hands.has_sheet()
    page = hands.page(TumbuhKembang)
    assert "10,1" in _weights(page)
    assert page.model.lines[0].name != "Bima Saputra" or page.model.lines[0].letter != "T"
    hands.press(Qt.Key.Key_Z, CTRL)
    history = measuring.growth_history(register, _id(register, "Bima Saputra"))
    assert history.visits[-1].facts.weight_g == 7_000


def test_a_letter_by_hand_asks_for_its_reason(hands: Hands, register: Register) -> None:
    hands.press(ENTER)
    hands.press(ENTER)
    sheet = hands.sheet(VisitSheet)
    sheet.letter.setCurrentIndex(sheet.letter.findText("O"))
    press_button(hands, sheet, "Simpan   (Enter)")
    assert hands.field == "Alasan mengubah huruf"
    hands.write("bulan lalu ditimbang di rumah sakit")
    hands.press(ENTER)
    assert not hands.has_sheet()
    visit = measuring.growth_history(register, _id(register, "Bima Saputra")).visits[-1]
    assert visit.letter == "O"
    assert "ditetapkan petugas: bulan lalu ditimbang di rumah sakit" in words_on(hands.page(TumbuhKembang).child)


def test_a_late_weighing_has_its_true_date_and_an_odd_one_asks(hands: Hands, register: Register) -> None:
    page = hands.page(TumbuhKembang)
    press_button(hands, page.child, "Catat penimbangan lain")
    sheet = hands.sheet(VisitSheet)
    hands.write("98")
    sheet.form.measured_on.setText("02-11-2026")
    press_button(hands, sheet, "Simpan   (Enter)")
    assert sheet.doubt.isVisible()
    assert hands.has_sheet()
    press_button(hands, sheet, "Ya, 9,8")
    visits = measuring.growth_history(register, _id(register, "Bima Saputra")).visits
    assert [visit.facts.weight_g for visit in visits if visit.facts.measured_on == date(2026, 11, 2)] == [9_800]


def test_a_reason_given_once_does_not_cover_another_odd_number(hands: Hands) -> None:
    hands.press(ENTER)
    hands.press(ENTER)
    sheet = hands.sheet(VisitSheet)
    sheet.form.measures["weight_g"].clear()
    hands.write("70")
    press_button(hands, sheet, "Simpan   (Enter)")
    assert hands.has_sheet()
    assert sheet.doubt.isVisible()


def test_what_cannot_be_read_stays_and_says_so(hands: Hands) -> None:
    press_button(hands, hands.page(TumbuhKembang).child, "Catat penimbangan lain")
    sheet = hands.sheet(VisitSheet)
    sheet.form.measures["weight_g"].setText("7,4,1")
    hands.press(ENTER)
    assert sheet.form.measures["weight_g"].text() == "7,4,1"
    assert "Belum terbaca" in words_on(sheet)


def test_a_visit_of_the_wrong_child_is_taken_out_with_a_reason(hands: Hands, register: Register) -> None:
    hands.press(ENTER)
    hands.press(ENTER)
    sheet = hands.sheet(VisitSheet)
    press_button(hands, sheet, "Hapus penimbangan ini …")
    hands.press(ENTER)
    assert "Tulis alasannya" in words_on(sheet)
    hands.write("tertukar")
    hands.press(ENTER)
    visits = measuring.growth_history(register, _id(register, "Bima Saputra")).visits
    assert visits[-1].facts.measured_on == date(2026, 10, 16)


def test_the_filter_keeps_who_needs_attention(hands: Hands) -> None:
    page = hands.page(TumbuhKembang)
    page.worrying_only.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert "Bima Saputra" in [line.name for line in page.model.lines]
    assert all(line.severity.value != "hijau" for line in page.model.lines)
    hands.press(ESC)
    hands.write("citra")
    assert page.model.lines == []


def test_print_leads_to_this_childs_card(hands: Hands) -> None:
    hands.press(Qt.Key.Key_P, CTRL)
    assert hands.page(Laporan).kms.child_name() == "Bima Saputra"


def test_a_corrected_birth_date_is_seen_when_one_comes_back(hands: Hands, register: Register) -> None:
    page = hands.page(TumbuhKembang)
    before = words_on(page.child)
    hands.go(1)
    person_id = _id(register, "Bima Saputra")
    form = registration.person_form(register, person_id)
    assert hands.program.context is not None
    hands.program.context.write(
        "Mengubah",
        lambda: registration.edit_person(register, person_id, replace(form, born_on=date(2024, 1, 20))),
    )
    hands.go(4)
    assert words_on(page.child) != before
    assert "2 th 10 bln" in words_on(page.child)


def _weights(page: TumbuhKembang) -> list[str]:
    model = page.child.visits.visits
    return [str(model.data(model.index(row, 2))) for row in range(model.rowCount())]


def test_the_list_goes_out_as_it_is_seen(hands: Hands, tmp_path: Path) -> None:
    page = hands.page(TumbuhKembang)
    out = tmp_path / "perhatian.xlsx"
    page.export.ask_place = lambda _over, _title, _name, write: write(out)
    page.worrying_only.setChecked(True)
    page.field.setText("bima")
    press_button(hands, page, "Excel")
    head, *rest = list(load_workbook(out)["Daftar"].iter_rows(values_only=True))
    assert head[0] == "Tumbuh kembang balita"
    assert "yang perlu perhatian saja · yang cocok dengan “bima” · 1 baris" in str(rest[0][0])
    assert [row[1] for row in rest[3:]] == ["Bima Saputra"]
    page.field.setText("tidak ada")
    assert not page.export.isVisible()
