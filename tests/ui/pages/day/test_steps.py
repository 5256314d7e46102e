"""The five steps by their keys, counts that follow, and one person from the first step to the last."""

from PySide6.QtCore import Qt

from core.words.steps import Step
from tests.ui.hands import ALT, ENTER, ESC
from tests.ui.pages.day.conftest import DayHands


def test_each_step_has_its_key(hands: DayHands) -> None:
    for number in (1, 3, 4, 5, 2):
        hands.step(number)
        assert hands.day.steps.step == number
    assert hands.field == "Cari anak di daftar"


def test_a_day_opens_at_the_scale_for_children(hands: DayHands) -> None:
    assert hands.day.steps.is_weighing


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
    hands.step(2)
    hands.press(ENTER)
    assert hands.called == "Mbah Karto"


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
