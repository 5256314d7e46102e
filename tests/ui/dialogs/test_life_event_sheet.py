"""Every event of the table opens as a sheet; what is missing is said at its field; a question comes when it is due."""

from datetime import date

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from core.services.deeds.undoing import last_deeds
from core.services.life_events.households import Home
from core.services.life_events.moved_in import MovedInForm, Newcomer
from core.services.life_events.table import EVENTS, record_event
from core.services.people.life_story import family_page
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.register import Register
from core.words.people import FamilyRole, Sex
from tests.ui.hands import ENTER, Hands, press_button, words_on
from ui.dialogs.events_sheet import EventsSheet
from ui.dialogs.life_event_sheet import LifeEventSheet
from ui.forms.date_edit import DateEdit
from ui.forms.newcomers_edit import NewcomersEdit
from ui.forms.person_pick import PersonPick
from ui.program import Program

COUPLE = (
    Newcomer("Joko Susilo", Sex.MALE, date(1970, 4, 1), FamilyRole.HEAD),
    Newcomer("Siti Aminah", Sex.FEMALE, date(1972, 8, 9), FamilyRole.WIFE),
    Newcomer("Rudi Susilo", Sex.MALE, date(1998, 2, 3), FamilyRole.CHILD),
)


@pytest.fixture
def family_id(register: Register) -> str:
    home = Home("Jl. Melati 3", "Krajan", "01", "02")
    return record_event(register, MovedInForm(COUPLE, date(2024, 11, 1), "3201010101240001", home)).value


def _open(program: Program, key: str, family_id: str, person_id: str = "") -> LifeEventSheet:
    assert program.context is not None
    sheet = LifeEventSheet(program.context, next(one for one in EVENTS if one.key == key), family_id, person_id)
    program.window.open_sheet(sheet)
    return sheet


@pytest.mark.parametrize("key", [one.key for one in EVENTS])
def test_every_event_opens_and_says_what_is_missing(program: Program, family_id: str, key: str, qtbot: QtBot) -> None:
    sheet = _open(program, key, "" if key == "moved_in" else family_id)
    hands = Hands(program, qtbot)
    assert hands.field
    assert not sheet.has_unsaved()
    sheet.go_on()
    assert not sheet.changes.is_shown()
    assert program.window.complaint.isHidden() or key in {"married", "moved_away"}


def test_only_what_can_happen_is_offered(program: Program, family_id: str, qtbot: QtBot) -> None:
    assert program.context is not None
    sheet = EventsSheet(program.context, family_id, "")
    qtbot.addWidget(sheet)
    sheet.show()
    words = words_on(sheet)
    assert "Meninggal" in words
    assert "Kembali ke desa" not in words
    assert "Pindah datang" not in words


def test_a_card_of_their_own_is_asked_about_only_when_they_get_one(program: Program, family_id: str) -> None:
    sheet = _open(program, "married", family_id)
    assert sheet.fields["kk_number"].isVisible()
    box = sheet.fields["lives_at"].editor
    box.setCurrentIndex(1)  # type: ignore[attr-defined]
    assert not sheet.fields["kk_number"].isVisible()
    assert not sheet.fields["home"].isVisible()


def test_a_house_that_moves_begins_with_the_home_it_has(
    program: Program, register: Register, family_id: str, qtbot: QtBot
) -> None:
    sheet = _open(program, "moved_within", family_id)
    hands = Hands(program, qtbot)
    hands.write("Mekar")
    hands.press(ENTER)
    hands.press(ENTER)
    hands.write("09")
    hands.press(ENTER)
    hands.press(ENTER)
    hands.write("20-11-2026")
    hands.press(ENTER)
    assert sheet.changes.is_shown()
    hands.press(ENTER)
    assert not hands.has_sheet()
    page = family_page(register, family_id)
    assert page.place == "Jl. Melati 3, Dusun Mekar, RT 09, RW 01"
    assert [home.place for home in page.past_homes] == ["Jl. Melati 3, Dusun Krajan, RT 02, RW 01"]


def test_what_a_mother_died_of_is_asked_only_when_she_was_pregnant(
    program: Program, register: Register, family_id: str, qtbot: QtBot
) -> None:
    wife = next(one.person for one in family_page(register, family_id).members if one.person.sex is Sex.FEMALE)
    open_pregnancy(register, wife.id, PregnancyForm(opened_on=date(2026, 8, 1), confirmation_reason="coba"))
    sheet = _open(program, "died", family_id, wife.id)
    hands = Hands(program, qtbot)
    asked, on = sheet.fields["maternal_cause"], sheet.fields["on"].editor
    assert not asked.isVisible()
    assert isinstance(on, DateEdit)
    on.setText("20-11-2026")
    press_button(hands, sheet, "Lihat yang akan berubah   (Enter)")
    assert asked.isVisible()
    assert hands.field == "Meninggalnya karena hamil, bersalin, atau nifas?"
    box = asked.editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText("Bukan, sebab lain"))
    press_button(hands, sheet, "Lihat yang akan berubah   (Enter)")
    assert "sebab lain atau belum diketahui" in words_on(sheet)
    hands.press(ENTER)
    assert not hands.has_sheet()


def test_a_wrong_kk_number_is_put_right_by_keyboard(
    program: Program, register: Register, family_id: str, qtbot: QtBot
) -> None:
    sheet = _open(program, "kk_corrected", family_id)
    hands = Hands(program, qtbot)
    hands.write("3201010101240009")
    hands.press(ENTER)
    assert "menjadi 3201********0009; semua anggota tetap." in words_on(sheet)
    hands.press(ENTER)
    assert not hands.has_sheet()
    assert last_deeds(register, 1)[0].sentence.startswith("Membetulkan nomor KK keluarga")


def test_what_looks_odd_asks_for_a_reason_and_is_written_with_it(
    program: Program, register: Register, qtbot: QtBot
) -> None:
    sheet = _open(program, "moved_in", "")
    hands = Hands(program, qtbot)
    hands.write("Maman")
    people = sheet.fields["people"].editor
    assert isinstance(people, NewcomersEdit)
    block = people.findChildren(DateEdit)[0]
    block.setText("01-01-1990")
    sex = next(one for one in people.findChildren(QComboBox) if one.accessibleName() == "Jenis kelamin")
    sex.setCurrentIndex(1)
    nik = next(one for one in people.findChildren(QLineEdit) if one.accessibleName() == "NIK")
    nik.setText("327301010190000")
    on = sheet.fields["on"].editor
    assert isinstance(on, DateEdit)
    on.setText("20-11-2026")
    press_button(hands, sheet, "Lihat yang akan berubah   (Enter)")
    assert "Maman: NIK ada 16 angka, yang diketik 15 angka." in words_on(sheet)
    assert hands.field == "Alasan"
    assert not sheet.changes.is_shown()
    hands.write("di kartunya begitu")
    hands.press(ENTER)
    assert sheet.changes.is_shown()
    hands.press(ENTER)
    assert not hands.has_sheet()
    assert last_deeds(register, 1)[0].sentence == "Mencatat pindah datang: keluarga Maman (di kartunya begitu)"


def test_a_question_goes_away_when_what_was_odd_is_mended(program: Program, register: Register, qtbot: QtBot) -> None:
    young = (*COUPLE, Newcomer("Sri", Sex.FEMALE, date(2008, 5, 5)))
    home = Home("Jl. Melati 4", "Krajan", "01", "02")
    family = record_event(register, MovedInForm(young, date(2024, 11, 1), "", home, confirmation_reason="coba")).value
    sri = next(one.person for one in family_page(register, family).members if one.person.name == "Sri")
    rudi = next(one.person for one in family_page(register, family).members if one.person.name == "Rudi Susilo")
    sheet = _open(program, "married", family, sri.id)
    hands = Hands(program, qtbot)
    husband, on = sheet.fields["husband_id"].editor, sheet.fields["on"].editor
    assert isinstance(husband, PersonPick)
    assert isinstance(on, DateEdit)
    husband.choose(rudi)
    on.setText("20-11-2026")
    press_button(hands, sheet, "Lihat yang akan berubah   (Enter)")
    assert "Sri baru 18 tahun pada tanggal itu" in words_on(sheet)
    on.setText("21-11-2026")
    assert not sheet.question.isVisible()
