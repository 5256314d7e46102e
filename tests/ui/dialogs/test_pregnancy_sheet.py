"""Catat kehamilan by keyboard in the real window."""

from datetime import date

from PySide6.QtCore import Qt

from core.rules.pregnancy import DatedBy
from core.services.people.pregnancies import PregnancyForm, current_pregnancy, open_pregnancy, pregnancies_of
from tests.ui.hands import CTRL, ENTER, words_on
from ui.dialogs.pregnancy_sheet import PregnancySheet


def test_hpht_tells_age_and_due_date_while_typing_and_enter_walks_to_the_end(register, siti, hands, show):
    show(lambda context: PregnancySheet(context, siti, "Siti Aminah"))
    sheet = hands.sheet(PregnancySheet)
    assert hands.field == "HPHT: hari pertama haid terakhir"
    hands.write("10-06-2026")
    assert "Hari ini 24 minggu, trimester 2. Perkiraan lahir 17 Maret 2027." in words_on(sheet)
    fields = []
    while hands.has_sheet():
        fields.append(hands.field)
        hands.press(ENTER)
    assert fields[-2:] == ["Diketahui sejak", "Catatan"]
    found = current_pregnancy(register, siti)
    assert found is not None
    assert found.hpht_on == date(2026, 6, 10)
    assert hands.said() == "Kehamilan Siti Aminah tercatat."
    hands.press(Qt.Key.Key_Z, CTRL)
    assert pregnancies_of(register, siti) == ()


def test_naegele_by_hand_is_shown_where_it_differs(siti, hands, show):
    show(lambda context: PregnancySheet(context, siti, "Siti Aminah"))
    hands.write("01-03-2026")
    assert "rumus Naegele memberi 08-12-2026" in words_on(hands.sheet(PregnancySheet))


def test_a_date_that_cannot_be_is_said_at_its_field(register, siti, hands, show):
    show(lambda context: PregnancySheet(context, siti, "Siti Aminah"))
    hands.write("10-06-2024")
    for _ in range(6):
        hands.press(ENTER)
    assert hands.field == "HPHT: hari pertama haid terakhir"
    assert "Sudah bersalin?" in words_on(hands.sheet(PregnancySheet))
    assert current_pregnancy(register, siti) is None


def test_the_usg_date_corrects_an_open_pregnancy(register, siti, hands, show):
    form = PregnancyForm(hpht_on=date(2026, 6, 10))
    pregnancy_id = open_pregnancy(register, siti, form).value.pregnancy_id
    show(lambda context: PregnancySheet(context, siti, "Siti Aminah", pregnancy_id))
    hands.press(ENTER)
    hands.write("24-03-2027")
    while hands.has_sheet():
        hands.press(ENTER)
    found = current_pregnancy(register, siti)
    assert found is not None
    assert found.dating is not None
    assert (found.dating.by, found.dating.due_on) == (DatedBy.USG, date(2027, 3, 24))
