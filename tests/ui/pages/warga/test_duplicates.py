"""Double entries in the real window: noticed while typing, laid side by side, made one, and two again; all by keys."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.services.growth import measuring
from core.services.people import duplicates, merging, registration
from core.services.people.merge_comparison import compare
from core.services.people.people_search import search
from core.services.people.registration import PersonForm
from core.services.register import Register
from core.services.views import VisitFacts
from core.words.people import Sex
from tests.ui.hands import CTRL, DOWN, ENTER, ESC, Hands, press_button, words_on
from ui.dialogs.merge_sheet import MergeSheet
from ui.dialogs.new_child import NewChild
from ui.dialogs.person_form import PersonFormSheet
from ui.pages.warga.duplicates import DuplicateQueue
from ui.pages.warga.page import Warga
from ui.program import Program
from ui.widgets.already_known import AlreadyKnown

LEFT, RIGHT, Z = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Z


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Hands:
    """The window with the page open."""
    two = Hands(program, qtbot)
    two.go(3)
    return two


@pytest.fixture
def double(register: Register) -> str:
    """Aisyah once more, under another spelling, born a day later and weighed in November."""
    form = PersonForm(
        "Aisah Putri", Sex.FEMALE, date(2026, 3, 14), mother_name="Nur Hayati", dusun="Sawah", phone="0812"
    )
    person_id = registration.register_person(register, form).value
    measuring.save_visit(register, person_id, VisitFacts(date(2026, 11, 16), weight_g=7_400))
    return person_id


def _strip(qtbot: QtBot, within: PersonFormSheet | NewChild) -> AlreadyKnown:
    strip = within.findChildren(AlreadyKnown)[0]
    qtbot.waitUntil(strip.isVisible, timeout=5_000)
    return strip


def _queue(hands: Hands) -> DuplicateQueue:
    press_button(hands, hands.page(Warga), "Bersihkan data ganda")
    hands.rest()
    return hands.sheet(DuplicateQueue)


def _type_aisyah(hands: Hands) -> PersonFormSheet:
    press_button(hands, hands.page(Warga), "Daftarkan warga")
    form = hands.sheet(PersonFormSheet)
    hands.write("aisah putri")
    hands.press(ENTER)
    form.fields.texts["mother_name"].setText("Nurhayati")
    hands.press(RIGHT)
    hands.press(ENTER)
    hands.write("13-03-2026")
    return form


def test_somebody_typed_again_is_noticed_and_opened(hands: Hands, qtbot: QtBot) -> None:
    form = _type_aisyah(hands)
    strip = _strip(qtbot, form)
    qtbot.waitUntil(lambda: "tanggal lahir" in words_on(strip), timeout=5_000)
    assert "Mungkin sudah ada: Aisyah Putri, 8 bln 12 hr, ibu Nurhayati, Krajan" in words_on(strip)
    assert "nama sama, tanggal lahir sama, ibu sama" in words_on(strip)
    assert hands.field == "Tanggal lahir"
    press_button(hands, strip, "Buka yang sudah ada")
    assert not hands.has_sheet()
    assert "Aisyah Putri" in words_on(hands.page(Warga).panel)


def test_somebody_else_is_registered_and_not_asked_about_again(hands: Hands, qtbot: QtBot, register: Register) -> None:
    form = _type_aisyah(hands)
    press_button(hands, _strip(qtbot, form), "Memang orang lain")
    assert not form.findChildren(AlreadyKnown)[0].isVisible()
    press_button(hands, form, "Daftarkan   (Enter)")
    assert not hands.has_sheet()
    assert len(search(register, "nurhayati")) == 2
    assert duplicates.duplicate_queue(register) == ()


def test_a_new_child_at_the_scale_is_noticed_too_and_its_own_entry_is_called_up(hands: Hands, qtbot: QtBot) -> None:
    program = hands.program
    assert program.context is not None
    sheet = NewChild(program.context, name="Aisyah Putri")
    called: list[str] = []
    sheet.registered.connect(called.append)
    program.window.open_sheet(sheet)
    hands.rest()
    hands.write("Nurhayati")
    strip = _strip(qtbot, sheet)
    press_button(hands, strip, "Buka yang sudah ada")
    assert not hands.has_sheet()
    assert [line.id for line in search(program.context.register, "aisyah")] == called


def test_a_different_child_is_left_alone(hands: Hands) -> None:
    press_button(hands, hands.page(Warga), "Daftarkan warga")
    form = hands.sheet(PersonFormSheet)
    hands.write("Eka Wijaya")
    form.fields.born_on.setText("13-03-2026")
    hands.rest()
    assert not form.findChildren(AlreadyKnown)[0].isVisible()


def test_the_queue_shows_the_pair_and_why(hands: Hands, double: str) -> None:
    queue = _queue(hands)
    assert queue.said.text() == "1 pasang mungkin orang yang sama"
    shown = queue.model.data(queue.model.index(0))
    assert "Aisyah Putri  dan  Aisah Putri" in shown
    assert "nama sama, tanggal lahir selisih sehari, ibu sama" in shown


def test_two_entries_become_one_by_keys_and_two_again(hands: Hands, register: Register, double: str) -> None:
    [aisyah] = [line.id for line in search(register, "aisyah") if line.id != double]
    _queue(hands)
    hands.press(ENTER)
    sheet = hands.sheet(MergeSheet)
    assert hands.field == "Aisah Putri"
    hands.press(LEFT)
    assert hands.field == "Aisyah Putri"
    assert "Menjadi satu orang: Aisyah Putri." in words_on(sheet)
    assert "1 penimbangan dari catatan kedua ikut pindah." in words_on(sheet)
    for _question in sheet.answers:
        hands.press(DOWN)
    assert hands.field == "Satukan   (Enter)"
    hands.press(ENTER)
    assert hands.sheet(DuplicateQueue).said.text() == "Tidak ada data ganda"
    assert [line.id for line in search(register, "aisyah")] == [aisyah]
    assert len(measuring.growth_history(register, aisyah).visits) == 3
    hands.press(ESC)
    hands.press(Z, CTRL)
    assert len(search(register, "aisyah")) == 2
    assert len(measuring.growth_history(register, double).visits) == 1


def test_a_double_seen_while_typing_but_registered_all_the_same_is_merged_and_parted(
    hands: Hands, qtbot: QtBot, register: Register
) -> None:
    form = _type_aisyah(hands)
    _strip(qtbot, form)
    for _try in range(2):
        press_button(hands, form, "Daftarkan   (Enter)")
    assert hands.field == "Alasan"
    hands.write("ibunya yakin")
    hands.press(ENTER)
    page = hands.page(Warga)
    assert page.panel.person_id == max(line.id for line in search(register, "aisyah"))
    hands.press(ESC)
    _queue(hands)
    hands.press(ENTER)
    press_button(hands, hands.sheet(MergeSheet), "Satukan   (Enter)")
    hands.press(ESC)
    [kept] = search(register, "aisyah")
    assert page.panel.person_id == kept.id
    hands.press(Z, CTRL)
    assert len(search(register, "aisyah")) == 2


def test_an_earlier_merge_is_parted_from_the_list(hands: Hands, register: Register, double: str) -> None:
    _queue(hands)
    hands.press(ENTER)
    press_button(hands, hands.sheet(MergeSheet), "Satukan   (Enter)")
    queue = hands.sheet(DuplicateQueue)
    assert "oleh Bu Sari" in words_on(queue)
    press_button(hands, queue, "Pisahkan lagi")
    hands.rest()
    assert queue.said.text() == "1 pasang mungkin orang yang sama"
    assert len(search(register, "aisyah")) == 2


def test_the_page_of_an_entry_that_was_merged_is_that_of_the_person_who_stayed(
    hands: Hands, register: Register, double: str
) -> None:
    [aisyah] = [line.id for line in search(register, "aisyah") if line.id != double]
    page = hands.page(Warga)
    page.show_with(person_id=double)
    assert "disatukan" not in words_on(page.panel)
    merging.merge(register, aisyah, double, {"name": "keep"})
    page.show_with(person_id=double)
    hands.rest()
    assert page.panel.person_id == aisyah
    assert "Catatan “Aisah Putri” sudah disatukan dengan Aisyah Putri." in words_on(page.panel)
    page.refresh(merging.unmerge(register, double).changed)
    hands.rest()
    assert "disatukan" not in words_on(page.panel)
    page.show_with(person_id=double)
    assert page.panel.person_id == double


def test_two_people_are_remembered(hands: Hands, register: Register, double: str) -> None:
    _queue(hands)
    hands.press(ENTER)
    press_button(hands, hands.sheet(MergeSheet), "Memang dua orang")
    assert hands.sheet(DuplicateQueue).said.text() == "Tidak ada data ganda"
    assert duplicates.duplicate_queue(register) == ()


def test_a_birth_date_after_a_visit_is_refused_at_its_row(hands: Hands, register: Register, double: str) -> None:
    [aisyah] = [line.id for line in search(register, "aisyah") if line.id != double]
    measuring.save_visit(register, aisyah, VisitFacts(date(2026, 3, 13), weight_g=3_100, confirmation_reason="lahir"))
    assert [one.default for one in compare(register, aisyah, double).questions if one.key == "born_on"] == ["gone"]
    _queue(hands)
    hands.press(ENTER)
    sheet = hands.sheet(MergeSheet)
    press_button(hands, sheet, "Satukan   (Enter)")
    assert "sebelum tanggal lahir yang dipilih" in words_on(sheet)
    assert hands.field == "14-03-2026"


def test_the_queue_goes_out_to_be_asked_about_from_house_to_house(hands: Hands, double: str, tmp_path: Path) -> None:
    queue = _queue(hands)
    out = tmp_path / "ganda.xlsx"
    queue.export.ask_place = lambda _over, _title, _name, write: write(out)
    press_button(hands, queue, "Excel")
    rows = list(load_workbook(out)["Daftar"].iter_rows(min_row=5, values_only=True))
    assert [{"Aisyah Putri", "Aisah Putri"} <= set(row) for row in rows] == [True]
    assert "3201********0001" in rows[0]
    assert hands.said().startswith("Tersimpan: ganda.xlsx")


def test_nothing_double_says_so(hands: Hands) -> None:
    queue = _queue(hands)
    assert queue.said.text() == "Tidak ada data ganda"
    assert hands.field == "Cari lagi"
    assert not queue.export.isVisible()
