"""Langkah 1: who is expected and why, coming with a few letters and Enter, and the number in the queue."""

from PySide6.QtCore import Qt

from core.services.growth.measuring import growth_history
from core.words.steps import Step
from tests.ui.hands import ENTER, words_on
from tests.ui.pages.day.conftest import DayHands
from ui.dialogs.person_form import PersonFormSheet


def test_who_is_expected_stands_on_the_left_with_the_reason(hands: DayHands) -> None:
    hands.step(1)
    rows = hands.day.steps.register_room.list.model.rows
    aisyah = next(row for row in rows if row.text == "Aisyah Putri")
    assert rows[0].text.startswith("Ditunggu")
    assert aisyah.note


def test_a_few_letters_and_enter_give_a_big_number(hands: DayHands) -> None:
    hands.step(1)
    hands.enter("supar")
    room = hands.day.steps.register_room
    assert hands.line("Suparman").queue_number == 1
    assert "1\nSuparman" in words_on(room.pane.head)
    assert hands.field == "Riwayat penyakit keluarga"


def test_a_second_registration_opens_the_first(hands: DayHands) -> None:
    hands.arrive("supar")
    hands.arrive("sulas")
    hands.step(1)
    hands.enter("supar")
    assert "sudah terdaftar hari ini, nomor 1" in hands.said()
    assert len(hands.lines) == 2


def test_who_came_is_not_expected_any_more(hands: DayHands) -> None:
    hands.step(1)
    hands.enter("aisy")
    hands.save()
    assert "Aisyah Putri" not in [row.text for row in hands.day.steps.register_room.list.model.rows]
    assert hands.field == "Siapa yang datang"


def test_a_book_that_was_brought_is_written_down(hands: DayHands) -> None:
    hands.step(1)
    hands.enter("aisy")
    assert hands.field == "Buku KIA dibawa"
    hands.write("y")
    hands.save()
    one = hands.line("Aisyah Putri")
    assert hands.program.context is not None
    assert growth_history(hands.program.context.register, one.person_id).child.has_kia_book
    assert one.done == (Step.REGISTER,)


def test_somebody_unknown_is_registered_on_the_way(hands: DayHands) -> None:
    hands.step(1)
    hands.enter("zulkarnain")
    sheet = hands.sheet(PersonFormSheet)
    assert sheet.fields.texts["name"].text() == "Zulkarnain"


def test_enter_without_letters_only_leads_into_the_list(hands: DayHands) -> None:
    hands.step(1)
    hands.press(ENTER)
    assert hands.field == "Yang ditunggu hari ini"
    assert hands.lines == ()
    hands.press(ENTER)
    assert len(hands.lines) == 1


def test_an_arrow_in_the_empty_field_leads_into_the_list_too(hands: DayHands) -> None:
    hands.step(1)
    hands.press(Qt.Key.Key_Down)
    assert hands.field == "Yang ditunggu hari ini"
    hands.press(Qt.Key.Key_Down)
    chosen = hands.day.steps.register_room.list.chosen_row()
    assert chosen is not None
    hands.press(ENTER)
    assert [one.name for one in hands.lines] == [chosen.text]
