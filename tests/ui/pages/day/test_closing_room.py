"""Langkah 5: exactly what is missing, validating one or all, and who may sign and lock."""

import pytest
from PySide6.QtCore import Qt

from core.words.steps import Step
from tests.ui.hands import ALT, CTRL, ENTER, words_on
from tests.ui.pages.day.conftest import DayHands
from ui.pages.day.closing_room import ClosingRoom


@pytest.fixture
def closing(hands: DayHands) -> DayHands:
    """Sulastri is measured and served, Suparman has only come; the closing room is in front."""
    hands.arrive("sulas")
    hands.arrive("supar")
    hands.step(2)
    hands.enter("sulas", "60", "155", "", "", "118", "76")
    hands.save()
    hands.step(4)
    hands.enter("sulas")
    hands.write("ttt4tttt")
    hands.save()
    hands.step(5)
    return hands


def _room(hands: DayHands) -> ClosingRoom:
    return hands.day.steps.closing_room


def _is_locked(room: ClosingRoom) -> bool:
    assert room.state is not None
    return room.state.is_locked


def _rows(hands: DayHands) -> list[str]:
    return [row.text for row in _room(hands).list.model.rows]


def test_everybody_stands_where_they_are(closing: DayHands) -> None:
    assert _rows(closing) == ["Belum divalidasi  1", "2. Suparman", "Siap divalidasi  1", "1. Sulastri"]


def test_who_is_marked_is_told_about_in_full(closing: DayHands) -> None:
    said = words_on(_room(closing))
    assert "Suparman: belum selesai: L2, L4, L5. L2 belum diisi: Berat badan, Tinggi badan, Tekanan atas" in said
    assert "Validasi 1 orang yang siap" in said
    assert "Tanda tangan kader" not in said


def test_enter_on_whoever_is_not_done_opens_the_step_that_is_missing(closing: DayHands) -> None:
    closing.enter("supar")
    assert closing.day.steps.step is Step.MEASURE
    assert closing.called == "Suparman"


def test_enter_on_whoever_is_ready_validates(closing: DayHands) -> None:
    closing.enter("sulas")
    assert closing.line("Sulastri").is_complete
    assert "Sulastri divalidasi." in closing.said()
    closing.press(Qt.Key.Key_Z, CTRL)
    assert not closing.line("Sulastri").is_complete


def test_validating_everybody_is_told_with_its_way_back(closing: DayHands) -> None:
    closing.press(Qt.Key.Key_V, ALT)
    assert closing.said() == "1 orang divalidasi."
    assert closing.line("Sulastri").is_complete
    closing.press(Qt.Key.Key_Z, CTRL)
    assert not closing.line("Sulastri").is_complete


def _pass_by_step_4(hands: DayHands) -> None:
    """Sulastri is weighed and passes step 4 without an answer; then the closing room."""
    hands.arrive("sulas")
    hands.step(2)
    hands.enter("sulas", "60", "155", "", "", "118", "76")
    hands.save()
    hands.step(4)
    hands.enter("sulas")
    hands.save()
    hands.press(ENTER)
    hands.step(5)


def test_enter_on_whoever_was_passed_by_opens_what_is_missing_and_validates_nothing(hands: DayHands) -> None:
    _pass_by_step_4(hands)
    assert "sesudah semua selesai" in words_on(_room(hands))
    hands.enter("sulas")
    assert hands.called == "Sulastri"
    assert hands.day.steps.step is Step.SERVE
    assert not hands.line("Sulastri").is_complete


def test_a_valid_visit_is_opened_again_only_with_a_reason(closing: DayHands) -> None:
    closing.press(Qt.Key.Key_V, ALT)
    closing.step(5)
    closing.enter("sulas")
    assert closing.field == "Alasan"
    closing.press(ENTER)
    assert closing.line("Sulastri").is_complete
    closing.enter("salah baca tensi")
    assert not closing.line("Sulastri").is_complete
    assert closing.line("Sulastri").reopened_reason == "salah baca tensi"


def test_nothing_is_signed_or_locked_while_somebody_is_not_done(closing: DayHands) -> None:
    room = _room(closing)
    closing.press(Qt.Key.Key_V, ALT)
    assert room.state is not None
    assert room.state.obstacles
    assert not room.lock_button.isVisible()
    assert "Tanda tangan" not in words_on(room)


def test_the_keyboard_stays_in_the_room_when_the_button_that_was_pressed_goes(closing: DayHands) -> None:
    room = _room(closing)
    room.validate_button.setFocus()
    closing.press(ENTER)
    assert closing.line("Sulastri").is_complete
    assert not room.validate_button.isVisible()
    assert room.isAncestorOf(closing.focus)


def test_a_step_passed_by_without_an_answer_is_told_before_anybody_signs(hands: DayHands) -> None:
    _pass_by_step_4(hands)
    hands.press(Qt.Key.Key_V, ALT)
    assert "Tinggal tanda tangan kader dan bidan." in words_on(_room(hands))
    assert "1 orang dilewati kosong di langkah 4" in words_on(_room(hands))
    assert "Semua sudah selesai" in words_on(_room(hands))
    assert "lengkap" not in words_on(_room(hands)).replace("belum lengkap", "")
    hands.press(Qt.Key.Key_T, ALT)
    assert "Tinggal tanda tangan bidan." in words_on(_room(hands))
    hands.press(Qt.Key.Key_B, ALT)
    assert "Bidan dapat mengunci hari ini." in words_on(_room(hands))


def test_a_locked_day_opened_again_is_told_and_the_keyboard_stays_in_the_room(hands: DayHands) -> None:
    hands.arrive("sulas")
    hands.step(2)
    hands.enter("sulas", "60", "155", "", "", "118", "76")
    hands.save()
    hands.step(4)
    hands.enter("sulas")
    hands.write("ttt4tttt")
    hands.save()
    hands.step(5)
    for letter in (Qt.Key.Key_V, Qt.Key.Key_T, Qt.Key.Key_B, Qt.Key.Key_K):
        hands.press(letter, ALT)
        hands.rest()
    room = _room(hands)
    assert _is_locked(room)
    hands.press(Qt.Key.Key_L, ALT)
    hands.enter("salah tulis berat")
    hands.rest()
    assert not _is_locked(room)
    assert "Hari ini dibuka lagi" in hands.said()
    assert room.isAncestorOf(hands.focus)


def test_what_is_left_to_do_is_read_on_with_the_page_keys(closing: DayHands) -> None:
    room = _room(closing)
    bar = room.facts_area.verticalScrollBar()
    room.facts_area.setFixedHeight(120)
    closing.rest()
    assert bar.maximum() > 0
    assert "PgDn" in words_on(room)
    closing.press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    closing.press(Qt.Key.Key_PageUp)
    assert bar.value() == 0
