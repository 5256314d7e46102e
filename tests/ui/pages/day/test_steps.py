"""The five steps by their keys, counts that follow, and one person from the first step to the last."""

from PySide6.QtCore import Qt

from core.services.own_preferences import Preference, has_chosen
from core.services.register import Register
from core.words.steps import Step
from tests.ui.hands import ALT, ENTER, ESC, words_on
from tests.ui.pages.day.conftest import DayHands


def test_each_step_has_its_key(hands: DayHands) -> None:
    for number in (1, 3, 4, 5, 2):
        hands.step(number)
        assert hands.day.steps.step == number
    assert hands.field == "Cari anak di daftar"


def reopened(hands: DayHands) -> Step:
    """Choose the day anew; the step at which it opens."""
    hands.press(Qt.Key.Key_H, ALT)
    hands.press(ENTER)
    return hands.day.steps.step


def test_a_day_opens_where_the_first_are_received_and_later_at_the_scale(hands: DayHands) -> None:
    assert reopened(hands) is Step.REGISTER
    assert hands.field == "Siapa yang datang"
    hands.arrive("supar")
    assert reopened(hands) is Step.MEASURE
    assert hands.field == "Cari anak di daftar"


def test_the_head_counts_everybody_who_is_waited_for(hands: DayHands) -> None:
    waited = [row.text for row in hands.day.steps.register_room.list.model.rows if row.text.startswith("Ditunggu")]
    [number] = [int(words.split()[-1]) for words in waited]
    assert number > 4  # more than the four children: the elder is waited for too
    assert f"0 dari {number} sudah datang" in words_on(hands.day)
    hands.arrive("karto")
    hands.step(2)
    assert f"1 dari {number} sudah datang" in words_on(hands.day)
    hands.arrive("supar")  # nobody waited for him
    hands.step(2)
    assert f"2 dari {number + 1} sudah datang" in words_on(hands.day)


def test_one_to_the_end_is_remembered(hands: DayHands, register: Register) -> None:
    hands.day.steps.one_to_end.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert has_chosen(register, Preference.ONE_TO_END)
    reopened(hands)
    assert hands.day.steps.one_to_end.isChecked()


def test_the_bar_counts_who_waits_where(hands: DayHands) -> None:
    hands.arrive("supar")
    hands.arrive("sulas")
    hands.step(2)
    hands.enter("supar", "72", "168", "", "", "120", "80")
    hands.save()
    words = hands.day.steps.bar.words()
    assert words[1].endswith("1 menunggu")
    assert words[2].endswith("1 menunggu")


def test_a_child_weighed_without_registration_is_in_the_queue(hands: DayHands) -> None:
    hands.enter("aisy", "7,5", "67,5", "", "")
    hands.step(3)
    one = hands.line("Aisyah Putri")
    assert (one.queue_number, one.waits_at) == (1, Step.EXAMINE)


def test_grown_people_who_wait_stand_in_the_list_of_the_scale(hands: DayHands) -> None:
    hands.arrive("karto")
    hands.step(2)
    rows = [row.text for row in hands.day.list.model.rows]
    assert rows[:2] == ["Menunggu  1", "1. Mbah Karto"]
    hands.enter("karto")
    assert hands.called == "Mbah Karto"


def test_who_has_a_number_is_called_before_who_has_not_come(hands: DayHands) -> None:
    hands.arrive("citra")
    hands.arrive("karto")
    hands.step(2)
    rows = [row.text for row in hands.day.list.model.rows]
    assert rows[:3] == ["Menunggu  2", "1. Citra Lestari", "2. Mbah Karto"]
    assert rows.count("Citra Lestari") == 0
    hands.press(ENTER)
    assert hands.day.entry.history is not None
    assert hands.day.entry.history.child.name == "Citra Lestari"
    for number in ("5,2", "58", "", "", ""):
        hands.write(number)
        hands.press(ENTER)
    hands.press(ENTER)
    assert hands.called == "Mbah Karto"


def test_a_child_who_is_not_weighed_comes_all_the_same_with_the_reason(hands: DayHands) -> None:
    hands.enter("aisy")
    hands.press(Qt.Key.Key_M, ALT)
    assert hands.field == "Alasan"
    hands.enter("rewel, tidak mau ditimbang")
    one = hands.line("Aisyah Putri")
    assert (one.not_measured_reason, one.waits_at) == ("rewel, tidak mau ditimbang", Step.EXAMINE)
    hands.step(2)
    rows = [row.text for row in hands.day.list.model.rows]
    assert rows[rows.index("Tidak ditimbang  1") + 1] == "Aisyah Putri"
    assert rows.count("Aisyah Putri") == 1
    assert hands.day.entry.history is None


def test_one_person_goes_through_to_the_end(hands: DayHands) -> None:
    hands.step(1)
    hands.press(Qt.Key.Key_O, ALT)
    hands.enter("sulas")
    hands.save()
    steps = hands.day.steps
    assert (steps.step, hands.field) == (Step.MEASURE, "Berat badan")
    hands.enter("60", "155", "", "", "118", "76")
    hands.save()
    walked = [steps.step]
    hands.save()
    walked.append(steps.step)
    assert walked == [Step.EXAMINE, Step.SERVE]
    hands.write("ttt4tttt")
    hands.save()
    assert (steps.step, hands.field) == (Step.REGISTER, "Siapa yang datang")
    assert hands.line("Sulastri").unfinished == (Step.VALIDATE,)


def test_one_child_goes_through_to_the_end(hands: DayHands) -> None:
    hands.step(1)
    hands.press(Qt.Key.Key_O, ALT)
    hands.enter("aisy")
    hands.save()
    assert (hands.day.steps.is_weighing, hands.field) == (True, "Berat badan")
    hands.enter("7,5", "67,5", "", "")
    for _ in range(6):
        if not hands.day.steps.is_weighing:
            break
        hands.enter("")
    assert hands.day.steps.step is Step.EXAMINE
    assert hands.called == "Aisyah Putri"


def test_escape_goes_back_to_the_queue(hands: DayHands) -> None:
    hands.arrive("sulas")
    hands.step(3)
    hands.enter("sulas")
    hands.press(ESC)
    assert hands.field == "Cari di antrean"
    assert hands.day.steps.card_room.pane.card is None


def test_somebody_is_called_by_number(hands: DayHands) -> None:
    hands.arrive("supar")
    hands.arrive("sulas")
    hands.step(3)
    hands.enter("2")
    assert hands.called == "Sulastri"
