"""Imunisasi by keyboard in the real window: given, copied from the book, refused, forbidden, Td and BIAS."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from core.rules.immunization.child import Caution, DoseState
from core.services.immunization.dose_records import copy_doses
from core.services.immunization.immunizing import ALLERGY, DoseForm, give_dose, immunization_card, note_caution
from core.services.immunization.refusing import refuse_dose
from core.services.people.registration import PersonForm, register_person
from core.words.people import Sex
from core.words.roles import Role, User
from tests.ui.hands import CTRL, ENTER, ESC, press_button, words_on
from ui.dialogs.immunization_sheet import ImmunizationSheet

TODAY = date(2026, 11, 25)
DOWN, RIGHT = Qt.Key.Key_Down, Qt.Key.Key_Right


@pytest.fixture
def bima(register):
    """Four months old, with HB0, BCG and OPV 1 from his book."""
    person_id = register_person(register, PersonForm("Bima Jaya", Sex.MALE, date(2026, 7, 20), dusun="Krajan")).value
    copy_doses(register, person_id, [("HB0", date(2026, 7, 20)), ("BCG", date(2026, 8, 3)), ("OPV1", date(2026, 8, 3))])
    return person_id


def pupil(register, born_on):
    return register_person(register, PersonForm("Dewi", Sex.FEMALE, born_on, dusun="Krajan")).value


def walk_to(hands, label):
    for _tile in range(21):
        if hands.field.startswith(label):
            return
        hands.press(RIGHT)


def state(register, person_id, key):
    status = immunization_card(register, person_id).child
    assert status is not None
    row = status.of(key)
    assert row is not None
    return row.state


def test_what_is_due_comes_first_and_is_given_by_keyboard(register, bima, hands, show):
    show(lambda context: ImmunizationSheet(context, bima))
    sheet = hands.sheet(ImmunizationSheet)
    assert [tile.dose.state.may_be_given for tile in sheet.grid.tiles[:6]] == [True, True, True, True, True, False]
    assert hands.field == "DPT-HB-Hib 1: boleh"
    hands.press(ENTER)
    assert hands.field == "Nomor batch"
    hands.write("A12")
    hands.press(ENTER)
    assert hands.field == "Diberikan oleh"  # the usual place stands there already
    hands.write("Bidan Rina")
    hands.press(ENTER)
    assert state(register, bima, "DPT1") is DoseState.GIVEN
    assert hands.said() == "Tercatat: DPT-HB-Hib 1"
    assert hands.field == "OPV 2: boleh"
    hands.press(ESC)
    hands.press(Qt.Key.Key_Z, CTRL)
    assert state(register, bima, "DPT1") is DoseState.ALLOWED


def test_the_giver_stays_for_the_day_and_the_next_dose_needs_only_its_batch(register, bima, hands, show):
    give_dose(register, bima, DoseForm("DPT1", TODAY, "A12", "paha kiri", "Bidan Rina"))
    show(lambda context: ImmunizationSheet(context, bima))
    hands.press(ENTER)
    hands.write("B7")
    hands.press(ENTER)
    doses = {dose.key: dose for dose in immunization_card(register, bima).doses}
    assert (doses["OPV2"].giver, doses["OPV2"].site, doses["OPV2"].batch) == ("Bidan Rina", "tetes mulut", "B7")


def test_esc_goes_back_to_the_grid_before_it_closes(bima, hands, show):
    show(lambda context: ImmunizationSheet(context, bima))
    hands.press(ENTER)
    assert hands.field == "Nomor batch"
    hands.press(ESC)
    assert hands.has_sheet()
    assert hands.field == "DPT-HB-Hib 1: boleh"
    hands.press(ESC)
    assert not hands.has_sheet()


def test_esc_asks_before_typed_dates_are_lost(bima, hands, show):
    show(lambda context: ImmunizationSheet(context, bima))
    sheet = hands.sheet(ImmunizationSheet)
    press_button(hands, sheet, "Salin dari Buku KIA …")
    hands.write("20-9")
    hands.press(ESC)
    assert hands.field == "Lanjut mengisi"
    hands.press(ENTER)
    assert hands.field == "DPT-HB-Hib 1"
    hands.press(ESC)
    press_button(hands, sheet, "Buang")
    assert sheet.panel is None


def test_arrows_walk_the_grid_and_a_closed_tile_says_why(bima, hands, show):
    show(lambda context: ImmunizationSheet(context, bima))
    sheet = hands.sheet(ImmunizationSheet)
    walk_to(hands, "DPT-HB-Hib 2")
    hands.press(ENTER)
    assert "DPT-HB-Hib 2: nanti. Sesudah DPT-HB-Hib 1. " in words_on(sheet)
    hands.press(DOWN)
    assert not hands.field.startswith("DPT-HB-Hib 2")


def test_a_whole_book_is_copied_row_by_row(register, hands, show):
    child = register_person(register, PersonForm("Citra", Sex.FEMALE, date(2025, 11, 20), dusun="Krajan")).value
    show(lambda context: ImmunizationSheet(context, child))
    sheet = hands.sheet(ImmunizationSheet)
    press_button(hands, sheet, "Salin dari Buku KIA …")
    assert hands.field == "HB0"
    for typed in ("20-11", "", "20-12"):
        hands.write(typed)
        hands.press(ENTER)
    assert hands.field == "DPT-HB-Hib 1"
    hands.write("20-1")  # without a year: the one after the date above
    hands.press(ENTER)
    assert hands.field == "OPV 2"
    hands.write("+")
    press_button(hands, sheet, "Simpan semua   (Enter)")
    assert [(dose.key, dose.given_on) for dose in immunization_card(register, child).doses] == [
        ("HB0", date(2025, 11, 20)),
        ("OPV1", date(2025, 12, 20)),
        ("DPT1", date(2026, 1, 20)),
        ("OPV2", date(2026, 1, 20)),
    ]
    assert hands.said() == "4 imunisasi disalin dari buku"


def test_a_wrong_date_of_the_book_is_said_at_its_row(register, bima, hands, show):
    show(lambda context: ImmunizationSheet(context, bima))
    sheet = hands.sheet(ImmunizationSheet)
    press_button(hands, sheet, "Salin dari Buku KIA …")
    hands.write("01-01-2026")
    press_button(hands, sheet, "Simpan semua   (Enter)")
    assert "Bima Jaya lahir 20 Juli 2026" in words_on(sheet)
    assert hands.field == "DPT-HB-Hib 1"
    assert len(immunization_card(register, bima).doses) == 3


def test_a_family_that_declines_is_written_down_with_its_reason(register, bima, hands, show):
    show(lambda context: ImmunizationSheet(context, bima))
    sheet = hands.sheet(ImmunizationSheet)
    hands.press(ENTER)
    press_button(hands, sheet, "Ditolak keluarga …")
    hands.press(ENTER)
    assert "Tulis alasan keluarga menolak" in words_on(sheet)
    hands.write("takut demam")
    hands.press(ENTER)
    assert state(register, bima, "DPT1") is DoseState.REFUSED
    assert "DPT-HB-Hib 1: ditolak hari ini" in [tile.accessibleName() for tile in sheet.grid.tiles]


def test_a_caution_stands_on_top_until_it_is_ended(register, bima, hands, show):
    note_caution(register, bima, Caution.WEAK_DEFENCE, note="dr. Ani")
    show(lambda context: ImmunizationSheet(context, bima))
    sheet = hands.sheet(ImmunizationSheet)
    assert "Daya tahan tubuh lemah" in words_on(sheet)
    assert "OPV 2: kontraindikasi" in [tile.accessibleName() for tile in sheet.grid.tiles]
    press_button(hands, sheet, "Sudah tidak ada")
    assert "Daya tahan tubuh lemah" not in words_on(sheet)
    press_button(hands, sheet, "Halangan …")
    hands.press(Qt.Key.Key_End)
    assert "Vaksin yang mana" in words_on(sheet)
    press_button(hands, sheet, "Simpan   (Enter)")
    assert "Alergi berat terhadap satu vaksin: HB0" in words_on(sheet)


def test_a_given_dose_tells_its_facts_and_is_taken_out_with_a_reason(register, bima, hands, show):
    show(lambda context: ImmunizationSheet(context, bima))
    sheet = hands.sheet(ImmunizationSheet)
    walk_to(hands, "BCG")
    hands.press(ENTER)
    assert "Diberikan 3 Agustus 2026" in words_on(sheet)
    hands.write("salah anak")
    hands.press(ENTER)
    assert state(register, bima, "BCG") is DoseState.ALLOWED


def test_td_of_a_woman_says_until_when_it_protects(register, siti, hands, show):
    copy_doses(register, siti, [("Td", date(2025, 1, 10)), ("Td", date(2025, 2, 7))])
    show(lambda context: ImmunizationSheet(context, siti))
    sheet = hands.sheet(ImmunizationSheet)
    assert "T2, melindungi sampai 7 Februari 2028. T3 boleh hari ini." in words_on(sheet)
    assert hands.field == "Catat Td …"
    hands.press(ENTER)
    hands.write("T1")
    hands.press(ENTER)
    hands.write("Bidan Rina")
    hands.press(ENTER)
    assert "T3, melindungi sampai 25 November 2031" in words_on(sheet)


def test_bias_of_a_girl_of_class_five(register, hands, show):
    dewi = pupil(register, date(2015, 6, 1))
    show(lambda context: ImmunizationSheet(context, dewi))
    words = words_on(hands.sheet(ImmunizationSheet))
    assert "BIAS kelas 5, dikira dari umurnya" in words
    assert hands.focus.accessibleName() == "Catat HPV"


def test_an_old_man_is_not_asked(register, hands, show):
    jaya = register_person(register, PersonForm("Pak Jaya", Sex.MALE, date(1960, 1, 1), dusun="Krajan")).value
    show(lambda context: ImmunizationSheet(context, jaya))
    assert "tidak ada imunisasi program" in words_on(hands.sheet(ImmunizationSheet))


def test_a_kader_neither_takes_out_a_dose_nor_writes_what_forbids_one(register, bima, hands, show):
    register.sign_in(User("k", "Bu Tini", frozenset({Role.KADER})))
    show(lambda context: ImmunizationSheet(context, bima))
    sheet = hands.sheet(ImmunizationSheet)
    forbids = next(one for one in sheet.findChildren(QPushButton) if "Halangan" in one.text().replace("&", ""))
    assert not forbids.isEnabled()
    assert "bidan" in forbids.toolTip()
    walk_to(hands, "BCG")
    hands.press(ENTER)
    assert "Diberikan 3 Agustus 2026" in words_on(sheet)
    assert hands.field == "Kembali   (Esc)"
    hands.press(ENTER)
    assert sheet.panel is None


def test_td_is_declined_by_keyboard_and_agreed_to_after_all(register, siti, hands, show):
    show(lambda context: ImmunizationSheet(context, siti))
    sheet = hands.sheet(ImmunizationSheet)
    hands.press(ENTER)
    press_button(hands, sheet, "Ditolak keluarga …")
    hands.write("takut disuntik")
    hands.press(ENTER)
    assert "Td (T1) ditolak hari ini" in words_on(sheet)
    assert "Td, 25 November 2026: takut disuntik" in words_on(sheet)
    press_button(hands, sheet, "Jadi mau")
    assert "takut disuntik" not in words_on(sheet)
    assert hands.field == "Catat Td …"


def test_a_dose_of_bias_is_declined_by_keyboard(register, hands, show):
    dewi = pupil(register, date(2015, 6, 1))
    show(lambda context: ImmunizationSheet(context, dewi))
    sheet = hands.sheet(ImmunizationSheet)
    hands.press(ENTER)
    press_button(hands, sheet, "Ditolak keluarga …")
    hands.write("ayah belum setuju")
    hands.press(ENTER)
    assert "Alasan: ayah belum setuju" in words_on(sheet)


def test_an_allergy_closes_a_dose_of_bias(register, hands, show):
    dewi = pupil(register, date(2015, 6, 1))
    note_caution(register, dewi, ALLERGY, antigen="Td")
    show(lambda context: ImmunizationSheet(context, dewi))
    sheet = hands.sheet(ImmunizationSheet)
    assert "Alergi berat terhadap satu vaksin: Td atau DT" in words_on(sheet)
    assert "Konsultasi dokter" in words_on(sheet)


def test_enter_pressed_too_soon_takes_neither_a_caution_nor_a_refusal_back(register, hands, show):
    dewi = pupil(register, date(2015, 6, 1))
    note_caution(register, dewi, ALLERGY, antigen="HPV")
    refuse_dose(register, dewi, "Td", "ayah belum setuju")
    show(lambda context: ImmunizationSheet(context, dewi))
    assert hands.field.startswith("Salin dari Buku KIA")


def test_enter_pressed_too_soon_does_not_open_what_was_written_to_be_taken_out(register, hands, show):
    """Two months old, and everything of today is there: the keyboard is not on a dose that was had."""
    born = date(2026, 9, 20)
    baby = register_person(register, PersonForm("Adi", Sex.MALE, born, dusun="Krajan")).value
    written = [("HB0", born), ("BCG", date(2026, 10, 5)), ("OPV1", date(2026, 10, 5))]
    written += [(key, date(2026, 11, 24)) for key in ("DPT1", "OPV2", "PCV1", "RV1")]
    copy_doses(register, baby, written)
    show(lambda context: ImmunizationSheet(context, baby))
    sheet = hands.sheet(ImmunizationSheet)
    assert sheet.card.child is not None
    assert sheet.card.child.due == ()
    assert hands.field == "Salin dari Buku KIA …"
