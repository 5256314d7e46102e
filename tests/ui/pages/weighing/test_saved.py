"""Hari Buka after saving, by keyboard alone: corrected, undone, told to the mother, and nothing lost."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.services import setup
from core.services.deeds.history import journal_of
from core.services.growth import measuring
from core.services.people import registration
from core.services.people.registration import PersonForm
from core.services.register import Changed, Register
from core.services.views import VisitFacts
from core.words.people import Sex
from core.words.roles import Role, User
from tests.ui.hands import words_on
from tests.ui.pages.scale import TODAY, Keyboard, history_of, names_on, visit_today
from ui.pages.day.page import HariBuka
from ui.program import Program


def test_a_saved_child_is_opened_again_with_the_arrows_and_corrected(
    keys: Keyboard, page: HariBuka, register: Register
) -> None:
    keys.enter("ais", "7,4", "67", "", "")
    while (row := page.list.chosen_row()) is not None and row.text != "Aisyah Putri":
        keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    assert page.entry.form.measures["weight_g"].text() == "7,4"
    keys.enter("7,6", "", "", "")
    facts = visit_today(register, "Aisyah Putri")
    assert facts is not None
    assert facts.weight_g == 7_600
    assert len(history_of(register, "Aisyah Putri").visits) == 3


def test_correcting_what_somebody_else_saved_asks_why_once(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais", "7,4", "67", "", "")
    register.sign_in(User("2", "Bidan Rina", frozenset({Role.BIDAN})))
    while (row := page.list.chosen_row()) is not None and row.text != "Aisyah Putri":
        keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    keys.enter("7,6", "", "", "")
    assert keys.field == "salah baca"
    assert page.entry.why.isVisible()
    keys.press(Qt.Key.Key_Return)
    facts = visit_today(register, "Aisyah Putri")
    assert facts is not None
    assert facts.weight_g == 7_600
    newest = journal_of(register, str(facts.id))[0]
    assert (newest.who, newest.reason) == ("Bidan Rina", "salah baca")


def test_undo_takes_a_save_back(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais", "7,4", "67", "", "")
    page.list.view.setFocus()
    keys.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert visit_today(register, "Aisyah Putri") is None
    assert "Belum datang  4" in names_on(page)


def test_a_red_result_stays_on_top_until_it_is_answered(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("dod", "9,2", "", "", "")
    assert names_on(page)[:2] == ["Perlu tindak lanjut  1", "Dodi Pratama"]
    page.saved_panel.follow_up.findChildren(QPushButton)[0].setFocus()
    keys.press(Qt.Key.Key_Return)
    facts = visit_today(register, "Dodi Pratama")
    assert facts is not None
    assert facts.is_referred
    assert "Perlu tindak lanjut  1" not in names_on(page)


def test_the_words_for_the_mother_are_shown_after_saving(keys: Keyboard, page: HariBuka) -> None:
    keys.enter("ais", "7,6", "67", "", "")
    shown = page.saved_panel.message.text()
    assert "7,6 kg" in shown
    assert "Desember 2026" in shown


def test_escape_keeps_what_was_typed(keys: Keyboard, page: HariBuka) -> None:
    keys.enter("ais")
    keys.type("7,4")
    keys.press(Qt.Key.Key_Escape)
    assert page.entry.history is None
    keys.enter("ais")
    assert page.entry.form.measures["weight_g"].text() == "7,4"


def test_what_was_typed_survives_the_end_of_the_program(
    keys: Keyboard, page: HariBuka, start: Callable[[str], Program], place: str, qtbot: QtBot, tmp_path: Path
) -> None:
    keys.enter("ais", "7,4")
    keys.type("67,")
    page.entry.keep_draft()
    keys.rest()
    # As after a power cut: what is on the disk while the first program has closed nothing.
    after = tmp_path / "sesudah"
    after.mkdir()
    for name in ("desa.db", "desa.db-wal"):
        shutil.copy(Path(place).with_name(name), after)
    again = Keyboard(start(str(after / "desa.db")), qtbot)
    again.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    again.press(Qt.Key.Key_Return)
    again.press(Qt.Key.Key_F3)
    again.enter("ais")
    opened = again.program.window.page
    assert isinstance(opened, HariBuka)
    texts = [edit.text() for edit in opened.entry.form.measures.values()]
    assert texts == ["7,4", "67,", "", ""]


@pytest.mark.parametrize("step", [Qt.Key.Key_F2, Qt.Key.Key_F5])
def test_what_was_typed_is_still_there_after_a_look_at_another_step(
    keys: Keyboard, page: HariBuka, register: Register, qtbot: QtBot, step: Qt.Key
) -> None:
    keys.enter("ais", "7,4")
    keys.type("9")
    qtbot.waitUntil(page.entry.questions.doubt.isVisible)
    keys.press(step)
    keys.press(Qt.Key.Key_F3)
    child_id = next(line.id for line in registration.list_people(register).lines if line.name == "Aisyah Putri")
    typed = [edit.text() for edit in page.entry.form.measures.values()]
    assert typed == ["7,4", "9", "", ""]
    qtbot.waitUntil(lambda: measuring.load_draft(register, child_id).get("length_mm") == "9")


def test_somebody_who_is_not_on_the_list_is_registered_and_weighed(
    keys: Keyboard, page: HariBuka, register: Register, qtbot: QtBot
) -> None:
    keys.type("zahra")
    keys.press(Qt.Key.Key_Return)
    assert keys.field == "Nama ibu"
    keys.enter("Sulastri")
    assert keys.field == "Laki-laki"
    keys.enter("p")
    keys.enter("2-11-2025", "", "", "Krajan", "", "", "", "")
    qtbot.waitUntil(lambda: page.entry.history is not None)
    assert page.entry.history is not None
    assert page.entry.history.child.name == "Zahra"
    keys.enter("8,1", "70", "", "")
    facts = visit_today(register, "Zahra")
    assert facts is not None
    assert facts.weight_g == 8_100


def test_a_full_disk_says_what_is_safe_and_loses_nothing(
    keys: Keyboard, page: HariBuka, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.errors import EnvironmentProblem

    def full(*_args: object, **_named: object) -> None:
        raise EnvironmentProblem("Disk komputer penuh, jadi yang terakhir belum tersimpan.")

    keys.enter("ais", "7,4", "67", "")
    with monkeypatch.context() as patch:
        patch.setattr(measuring, "save_visit", full)
        keys.enter("")
    assert "Disk komputer penuh" in keys.program.window.complaint.accessibleName()
    assert page.entry.form.measures["weight_g"].text() == "7,4"
    page.entry.save()
    assert visit_today(register, "Aisyah Putri") is not None


def test_breastfeeding_is_asked_up_to_six_months_only(keys: Keyboard, page: HariBuka) -> None:
    keys.enter("citra")
    assert page.entry.form.breastfeeding[0][1].isVisible()
    keys.enter("5,4", "58", "", "")
    assert keys.field == "ASI saja"
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return)
    keys.enter("bim")
    assert not page.entry.form.breastfeeding[0][1].isVisible()


def test_the_window_makes_no_file_beside_the_register_but_its_lock(keys: Keyboard, place: str) -> None:
    keys.enter("ais", "7,4", "67", "", "")
    names = {path.name for path in Path(place).parent.iterdir()}
    assert names <= {"desa.db", "desa.db-wal", "desa.db-shm", "desa.db.terbuka"}


def test_a_book_is_ticked_with_the_visit_unticked_when_wrong_and_undone(
    keys: Keyboard, page: HariBuka, register: Register, qtbot: QtBot
) -> None:
    keys.enter("ais", "7,4")
    keys.press(Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(page.entry.form.kia_book.isChecked)  # a ticked box is pressed for a tenth of a second
    page.entry.save()
    assert history_of(register, "Aisyah Putri").child.kia_book_on == TODAY
    keys.enter("ais")
    assert page.entry.form.kia_book.isVisible()
    page.entry.form.kia_book.click()
    page.entry.save()
    assert not history_of(register, "Aisyah Putri").child.has_kia_book
    page.list.view.setFocus()
    keys.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert history_of(register, "Aisyah Putri").child.has_kia_book


def test_a_book_known_from_another_day_is_not_asked_for(keys: Keyboard, page: HariBuka, register: Register) -> None:
    child = history_of(register, "Aisyah Putri").child
    form = replace(registration.person_form(register, child.id), kia_book_on=date(2026, 4, 1))
    registration.edit_person(register, child.id, form)
    keys.enter("ais")
    assert not page.entry.form.kia_book.isVisible()
    keys.enter("7,4", "67", "", "")
    assert history_of(register, "Aisyah Putri").child.kia_book_on == date(2026, 4, 1)


def test_why_a_child_gains_too_little_is_said_in_a_kaders_words(keys: Keyboard, page: HariBuka) -> None:
    keys.enter("ais")
    keys.type("6,9")
    assert "Kenaikan dua bulan ini kurang dari seharusnya." in words_on(page.entry.panel)
    keys.press(Qt.Key.Key_Escape)
    keys.enter("dod", "9,2", "81")
    said = words_on(page.entry.panel)
    assert "Titiknya di bawah garis merah." in said
    assert not any(word in said for word in ("P5", "BB/", "SD"))


def test_a_day_of_rounded_weights_is_remarked_upon_calmly(keys: Keyboard, page: HariBuka, register: Register) -> None:
    unit = setup.list_posyandu(register)[0].id
    for number in range(10):
        form = PersonForm(f"Anak {number}", Sex.MALE, date(2025, 1, number + 1), posyandu_id=unit)
        child = registration.register_person(register, form).value
        measuring.save_visit(register, child, VisitFacts(TODAY, weight_g=9_000 + 500 * (number % 3)))
    assert "belakang koma" not in words_on(page.list)
    page.refresh(frozenset({Changed.MEASUREMENTS}))
    assert "Hampir semua berat hari ini berakhir ,0 atau ,5. Coba baca angka di belakang koma." in words_on(page.list)


def test_the_list_after_a_save_is_the_one_that_is_judged_anew(keys: Keyboard, page: HariBuka) -> None:
    keys.enter("dod", "9,2", "", "", "", "ais", "7,6", "67", "", "")
    shown = [(row.text, row.letter, row.detail, row.has_draft) for row in page.list.model.rows]
    page.refresh(frozenset({Changed.MEASUREMENTS}))
    assert shown == [(row.text, row.letter, row.detail, row.has_draft) for row in page.list.model.rows]
    assert ("Dodi Pratama", "T") in {row[:2] for row in shown}


def test_the_list_goes_out_with_who_came_and_who_did_not(keys: Keyboard, page: HariBuka, tmp_path: Path) -> None:
    keys.press(Qt.Key.Key_Return)
    keys.enter("7,4", "", "", "")
    keys.press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    out = tmp_path / "hari.xlsx"
    page.export.ask_place = lambda _over, _title, _name, write: write(out)
    page.export.excel.setFocus()
    keys.press(Qt.Key.Key_Return)
    head, wish, *rest = list(load_workbook(out)["Daftar"].iter_rows(values_only=True))
    assert head[0] == "Hari buka Posyandu Melati, 25 November 2026"
    assert str(wish[0]).startswith("1 dari 4 sudah ditimbang · 4 baris")
    names = [str(name) for name in rest[1]]
    told = {row[1]: row[names.index("Keadaan")] for row in rest[2:]}
    assert told["Bima Saputra"] == "belum datang"
    assert told["Aisyah Putri"] == "sudah datang"


def test_a_search_goes_out_as_it_is_seen(keys: Keyboard, page: HariBuka, tmp_path: Path) -> None:
    keys.type("bima")
    out = tmp_path / "hari.xlsx"
    page.export.ask_place = lambda _over, _title, _name, write: write(out)
    page.export.excel.setFocus()
    keys.press(Qt.Key.Key_Return)
    _head, wish, *rest = list(load_workbook(out)["Daftar"].iter_rows(values_only=True))
    assert str(wish[0]).startswith("yang cocok dengan “bima” · 1 baris")
    assert [row[1] for row in rest[2:]] == ["Bima Saputra"]


def test_nobody_is_called_at_the_scale_before_an_urgent_result_is_answered(
    keys: Keyboard, page: HariBuka, register: Register
) -> None:
    keys.enter("ais", "4")
    keys.press(Qt.Key.Key_Tab)
    keys.enter("", "dibaca dua kali")
    keys.enter("67", "", "")
    assert page.saved_panel.follow_up.must_be_answered
    for _ in range(3):
        keys.press(Qt.Key.Key_Return)
        assert keys.field == "Apa yang sudah dilakukan"
    keys.enter("Diantar ke puskesmas")
    facts = visit_today(register, "Aisyah Putri")
    assert facts is not None
    assert facts.follow_up_note == "Diantar ke puskesmas"
    keys.press(Qt.Key.Key_Return)
    assert page.entry.history is not None
    assert page.entry.history.child.name != "Aisyah Putri"
