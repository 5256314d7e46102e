"""Hari Buka in the real window, by keyboard alone: calling, typing, doubts, saving, correcting, and nothing lost."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.services import setup
from core.services.deeds.history import journal_of
from core.services.growth import measuring
from core.services.people import registration
from core.services.people.registration import PersonForm
from core.services.register import Changed, Register
from core.services.views import GrowthHistory, VisitFacts
from core.words.people import Sex
from core.words.roles import Role, User
from tests.ui.hands import words_on
from ui.pages.hari_buka import HariBuka
from ui.program import Program

TODAY = date(2026, 11, 25)


class Keyboard:
    """Two hands on the keys of a window."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self._qtbot = program, qtbot

    def type(self, words: str) -> None:
        QTest.keyClicks(self._focus(), words)
        self._qtbot.wait(60)  # the list follows the letters after a short breath

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focus(), key, modifier)
        self._qtbot.waitUntil(lambda: self.program.is_idle)

    def enter(self, *numbers: str) -> None:
        for number in numbers:
            self.type(number)
            self.press(Qt.Key.Key_Return)

    @property
    def field(self) -> str:
        """The accessible name of what has the keyboard."""
        focus = self._focus()
        return focus.text().replace("&", "").strip() if isinstance(focus, QAbstractButton) else focus.accessibleName()

    def _focus(self) -> QWidget:
        widget = self.program.window.focusWidget()
        assert widget is not None
        return widget


@pytest.fixture
def keys(program: Program, qtbot: QtBot) -> Keyboard:
    """The window with today's day open at step 2."""
    keyboard = Keyboard(program, qtbot)
    keyboard.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_F3)
    return keyboard


@pytest.fixture
def page(keys: Keyboard) -> HariBuka:
    current = keys.program.window.page
    assert isinstance(current, HariBuka)
    return current


def _history(register: Register, name: str) -> GrowthHistory:
    line = next(one for one in registration.list_people(register, limit=99).lines if one.name == name)
    return measuring.growth_history(register, line.id)


def _today(register: Register, name: str) -> VisitFacts | None:
    return next((it.facts for it in _history(register, name).visits if it.facts.measured_on == TODAY), None)


def _names(page: HariBuka) -> list[str]:
    return [row.text for row in page.list.model.rows]


def test_a_day_is_opened_with_two_keys_and_shows_who_has_not_come(page: HariBuka) -> None:
    assert page.day is not None
    assert page.day.held_on == TODAY
    rows = [row.text for row in page.list.model.rows]
    assert rows == ["Belum datang  4", "Dusun Krajan", "Aisyah Putri", "Bima Saputra", "Citra Lestari", "Dodi Pratama"]


@pytest.mark.parametrize(("typed", "name"), [("ai", "Aisyah Putri"), ("wu", "Citra Lestari"), ("dod", "Dodi Pratama")])
def test_a_child_is_called_in_under_four_keys(keys: Keyboard, page: HariBuka, typed: str, name: str) -> None:
    keys.type(typed)
    keys.press(Qt.Key.Key_Return)
    assert page.entry.history is not None
    assert page.entry.history.child.name == name
    assert keys.field == "Berat badan"


def test_a_child_is_called_by_nik(keys: Keyboard, page: HariBuka) -> None:
    keys.enter("3201012001250002")
    assert page.entry.history is not None
    assert page.entry.history.child.name == "Bima Saputra"


def test_enter_walks_the_fields_saves_and_calls_the_next(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais")
    walked = []
    for number in ("7,4", "67.8", "", "14,2"):
        walked.append(keys.field)
        keys.enter(number)
    assert walked == ["Berat badan", "Panjang atau tinggi", "Lingkar kepala", "Lingkar lengan atas"]
    facts = _today(register, "Aisyah Putri")
    assert facts is not None
    assert (facts.weight_g, facts.length_mm, facts.head_mm, facts.muac_mm) == (7_400, 678, None, 142)
    assert facts.day_id == page.day.id if page.day else False
    assert "Aisyah Putri  " not in _names(page)
    assert page.list.chosen_row() is not None
    keys.press(Qt.Key.Key_Return)
    assert page.entry.history is not None
    assert page.entry.history.child.name == "Bima Saputra"


def test_the_letter_and_the_point_follow_every_key(keys: Keyboard, page: HariBuka) -> None:
    keys.enter("ais")
    for typed, letter in (("7", "T"), (",", "T"), ("6", "N")):
        keys.type(typed)
        assert page.entry.verdict is not None
        assert page.entry.verdict.letter == letter
    page.side.chart.draw_now()
    assert "7,6" in page.side.chart.accessibleDescription()
    assert "naik 0,4 kg" in page.entry.form.sentences["weight_g"].text()


def test_a_number_without_its_comma_is_put_right_with_one_key(
    keys: Keyboard, page: HariBuka, register: Register
) -> None:
    keys.enter("ais", "72")
    assert keys.field == "Timbang ulang"
    keys.type("y")
    assert page.entry.form.measures["weight_g"].text() == "7,2"
    assert keys.field == "Panjang atau tinggi"
    keys.enter("67", "", "")
    facts = _today(register, "Aisyah Putri")
    assert facts is not None
    assert facts.weight_g == 7_200


def test_grams_typed_for_kilograms_are_put_right_and_cannot_be_kept(keys: Keyboard, page: HariBuka) -> None:
    keys.enter("citra", "5200")
    assert keys.field == "Timbang ulang"
    keys.press(Qt.Key.Key_Tab)
    assert "alasan" not in keys.field


def test_enter_never_says_yes_to_a_guess(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais", "72")
    for _ in range(4):
        keys.press(Qt.Key.Key_Return)
        assert page.entry.form.measures["weight_g"].text() == "72"
    assert _today(register, "Aisyah Putri") is None


def test_the_curve_is_of_the_childs_age_before_a_weight_is_typed(
    keys: Keyboard, page: HariBuka, register: Register
) -> None:
    form = PersonForm(name="Gita Lima", sex=Sex.FEMALE, born_on=date(2022, 9, 5), mother_name="Murni", dusun="Krajan")
    posyandu_id = page.day.posyandu_id if page.day else None
    registration.register_person(register, replace(form, posyandu_id=posyandu_id))
    keys.enter("gita")
    page.side.chart.draw_now()
    assert "24–60 bulan" in page.side.chart.accessibleName()


@pytest.mark.parametrize("letter", "cjqwz")
def test_a_letter_with_alt_is_never_typed_into_a_number(keys: Keyboard, page: HariBuka, letter: str) -> None:
    keys.enter("ais")
    keys.type("7,4")
    keys.press(Qt.Key[f"Key_{letter.upper()}"], Qt.KeyboardModifier.AltModifier)
    assert (keys.field, page.entry.form.measures["weight_g"].text()) == ("Berat badan", "7,4")
    assert page.list.field.text() == ""


def test_measuring_again_goes_back_to_the_field(keys: Keyboard, page: HariBuka) -> None:
    keys.enter("ais", "72")
    assert keys.field == "Timbang ulang"
    keys.press(Qt.Key.Key_Return)
    assert keys.field == "Berat badan"
    keys.type("7,3")
    assert page.entry.form.measures["weight_g"].text() == "7,3"


def test_an_odd_weight_is_kept_with_a_reason(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais", "9,9")
    assert keys.field == "Timbang ulang"
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Return)
    assert keys.field == "Alasan angka ini benar"
    keys.enter("ditimbang dua kali")
    keys.enter("68", "", "")
    facts = _today(register, "Aisyah Putri")
    assert facts is not None
    assert (facts.weight_g, facts.confirmation_reason) == (9_900, "ditimbang dua kali")


def test_what_cannot_be_read_stays_and_is_asked_for(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais", "7,,4")
    assert keys.field == "Berat badan"
    assert page.entry.form.measures["weight_g"].text() == "7,,4"
    assert "Belum terbaca" in page.entry.form.sentences["weight_g"].text()
    assert _today(register, "Aisyah Putri") is None


def test_nothing_measured_is_not_saved(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais", "", "", "", "")
    assert keys.field == "Berat badan"
    assert "Belum ada yang diukur" in page.entry.form.sentences["weight_g"].text()
    assert _today(register, "Aisyah Putri") is None


@pytest.mark.parametrize(
    ("typed", "why"), [("1-1-2026", "sebelum lahir"), ("1-1-2027", "belum tiba"), ("31-2", "belum terbaca")]
)
def test_a_date_that_cannot_be_is_explained_beside_its_field(
    keys: Keyboard, page: HariBuka, register: Register, typed: str, why: str
) -> None:
    keys.enter("ais")
    keys.type("7,4")
    page.entry.form.measured_on.setFocus()
    page.entry.form.measured_on.selectAll()
    keys.type(typed)
    page.entry.save()
    assert why in page.entry.form.sentences["measured_on"].text()
    assert keys.field == "Tanggal ditimbang"
    assert page.entry.form.measures["weight_g"].text() == "7,4"
    assert len(_history(register, "Aisyah Putri").visits) == 2


def test_a_late_entry_gets_its_true_date(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais")
    keys.type("7,4")
    page.entry.form.measured_on.setFocus()
    page.entry.form.measured_on.selectAll()
    keys.type("20-11-2026")
    assert "bukan hari buka ini" in page.entry.form.sentences["measured_on"].text()
    page.entry.save()
    visit = _history(register, "Aisyah Putri").visits[-1]
    assert (visit.facts.measured_on, visit.facts.weight_g) == (date(2026, 11, 20), 7_400)


def test_a_saved_child_is_opened_again_with_the_arrows_and_corrected(
    keys: Keyboard, page: HariBuka, register: Register
) -> None:
    keys.enter("ais", "7,4", "67", "", "")
    while (row := page.list.chosen_row()) is not None and row.text != "Aisyah Putri":
        keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    assert page.entry.form.measures["weight_g"].text() == "7,4"
    keys.enter("7,6", "", "", "")
    facts = _today(register, "Aisyah Putri")
    assert facts is not None
    assert facts.weight_g == 7_600
    assert len(_history(register, "Aisyah Putri").visits) == 3


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
    facts = _today(register, "Aisyah Putri")
    assert facts is not None
    assert facts.weight_g == 7_600
    newest = journal_of(register, str(facts.id))[0]
    assert (newest.who, newest.reason) == ("Bidan Rina", "salah baca")


def test_undo_takes_a_save_back(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("ais", "7,4", "67", "", "")
    page.list.view.setFocus()
    keys.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _today(register, "Aisyah Putri") is None
    assert "Belum datang  4" in _names(page)


def test_a_red_result_stays_on_top_until_it_is_answered(keys: Keyboard, page: HariBuka, register: Register) -> None:
    keys.enter("dod", "9,2", "", "", "")
    assert _names(page)[:2] == ["Perlu tindak lanjut  1", "Dodi Pratama"]
    page.saved_panel.follow_up.findChildren(QPushButton)[0].setFocus()
    keys.press(Qt.Key.Key_Return)
    facts = _today(register, "Dodi Pratama")
    assert facts is not None
    assert facts.is_referred
    assert "Perlu tindak lanjut  1" not in _names(page)


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
    # As after a power cut: what is on the disk while the first program has closed nothing.
    after = tmp_path / "sesudah"
    after.mkdir()
    for name in ("desa.db", "desa.db-wal"):
        shutil.copy(Path(place).with_name(name), after)
    again = Keyboard(start(str(after / "desa.db")), qtbot)
    again.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    again.press(Qt.Key.Key_Return)
    again.enter("ais")
    opened = again.program.window.page
    assert isinstance(opened, HariBuka)
    texts = [edit.text() for edit in opened.entry.form.measures.values()]
    assert texts == ["7,4", "67,", "", ""]


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
    facts = _today(register, "Zahra")
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
    assert _today(register, "Aisyah Putri") is not None


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
    assert _history(register, "Aisyah Putri").child.kia_book_on == TODAY
    keys.enter("ais")
    assert page.entry.form.kia_book.isVisible()
    page.entry.form.kia_book.click()
    page.entry.save()
    assert not _history(register, "Aisyah Putri").child.has_kia_book
    page.list.view.setFocus()
    keys.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _history(register, "Aisyah Putri").child.has_kia_book


def test_a_book_known_from_another_day_is_not_asked_for(keys: Keyboard, page: HariBuka, register: Register) -> None:
    child = _history(register, "Aisyah Putri").child
    form = replace(registration.person_form(register, child.id), kia_book_on=date(2026, 4, 1))
    registration.edit_person(register, child.id, form)
    keys.enter("ais")
    assert not page.entry.form.kia_book.isVisible()
    keys.enter("7,4", "67", "", "")
    assert _history(register, "Aisyah Putri").child.kia_book_on == date(2026, 4, 1)


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
