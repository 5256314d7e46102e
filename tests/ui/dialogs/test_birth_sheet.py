"""Catat kelahiran by keyboard in the real window: one child, twins, what will change first, and back again."""

from datetime import date

from PySide6.QtCore import Qt

from core.services.people.life_stages import babies_without_nik
from core.services.people.pregnancies import current_pregnancy, pregnancies_of
from core.services.people.registration import family_of
from tests.ui.hands import ALT, CTRL, DOWN, ENTER, words_on
from ui.dialogs.birth_sheet import BirthSheet


def fill(hands, *answers):
    """One answer a field: letters are typed, then Enter goes on."""
    for answer in answers:
        hands.write(answer)
        hands.press(ENTER)


def enter_until_changes(hands, sheet):
    for _ in range(12):
        if sheet.changes.is_shown():
            return
        hands.press(ENTER)


def test_a_birth_is_shown_before_it_is_written_and_undone_with_ctrl_z(register, pregnant, hands, show):
    show(lambda context: BirthSheet(context, pregnant))
    sheet = hands.sheet(BirthSheet)
    assert hands.field == "Tanggal lahir"
    fill(hands, "20-11")
    assert hands.field == "Lahir pada minggu ke"
    assert "40" in hands.focus.text()
    fill(hands, "", "p", "", "3,1", "49", "34")
    assert hands.field == "IMD (menyusu dini)"
    hands.press(DOWN)
    enter_until_changes(hands, sheet)
    assert "Bayi Ny. Siti Aminah (perempuan, lahir 20 November 2026, 3,1 kg)" in words_on(sheet)
    assert current_pregnancy(register, pregnant) is not None
    hands.press(ENTER)
    assert not hands.has_sheet()
    assert hands.said() == "Kelahiran dari Siti Aminah tercatat."
    [line] = [line for line in babies_without_nik(register) if line.mother == "Siti Aminah"]
    assert (line.name, line.father, line.born_on) == ("Bayi Ny. Siti Aminah", "Ahmad Fauzi", date(2026, 11, 20))
    assert [one.words for one in pregnancies_of(register, pregnant)] == ["Lahir, 20 November 2026"]
    hands.press(Qt.Key.Key_Z, CTRL)
    assert current_pregnancy(register, pregnant) is not None
    assert len(family_of(register, pregnant).members) == 2


def test_twins_get_a_block_each(register, pregnant, hands, show):
    show(lambda context: BirthSheet(context, pregnant))
    sheet = hands.sheet(BirthSheet)
    fill(hands, "20-11", "", "l", "Hasan", "2,6", "46", "")
    hands.press(Qt.Key.Key_K, ALT)
    assert [block.place for block in sheet.blocks] == [0, 1]
    fill(hands, "l", "Husen", "2,5", "45", "")
    enter_until_changes(hands, sheet)
    hands.press(ENTER)
    names = [line.name for line, role in family_of(register, pregnant).members if role == "Anak"]
    assert names == ["Hasan", "Husen"]


def test_a_block_too_many_can_be_taken_away(pregnant, hands, show):
    show(lambda context: BirthSheet(context, pregnant))
    sheet = hands.sheet(BirthSheet)
    hands.press(Qt.Key.Key_K, ALT)
    sheet.remove_child()
    assert len(sheet.blocks) == 1
    assert "sex.1" not in sheet.fields


def test_what_is_missing_is_said_at_its_field(register, pregnant, hands, show):
    show(lambda context: BirthSheet(context, pregnant))
    sheet = hands.sheet(BirthSheet)
    fill(hands, "20-11", "")
    for _ in range(12):
        hands.press(ENTER)
        if hands.field == "Laki-laki":
            break
    assert "Pilih laki-laki atau perempuan." in words_on(sheet)
    assert current_pregnancy(register, pregnant) is not None


def test_an_odd_birth_asks_for_a_reason(register, pregnant, hands, show):
    show(lambda context: BirthSheet(context, pregnant))
    sheet = hands.sheet(BirthSheet)
    # In June the pregnancy is only 17 weeks old.
    fill(hands, "10-06", "", "l", "", "0,9", "", "")
    for _ in range(12):
        hands.press(ENTER)
        if not sheet.question.isHidden():
            break
    assert hands.field == "Alasan"
    fill(hands, "HPHT salah ingat")
    assert sheet.changes.is_shown()
    hands.press(ENTER)
    assert current_pregnancy(register, pregnant) is None
