"""The queue as rows: who waits here first, the others with where they are, and whom the letters mean."""

from dataclasses import replace
from datetime import date

from core.services.day.attending import Board, CheckUpView, Missing
from core.services.day.due_list import DueKind, DueLine, DueReason
from core.words.findings import Severity
from core.words.life_stage import LifeStage
from core.words.people import Sex
from core.words.steps import Step
from ui.pages.day.queue_list import expected_rows, next_at, queue_rows, waiting_others

TODAY = date(2026, 11, 25)
_FIRST = CheckUpView(
    id="1",
    person_id="p1",
    name="Sulastri",
    sex=Sex.FEMALE,
    born_on=date(1985, 2, 2),
    age="41 th",
    stage=LifeStage.ADULT,
    dusun="Krajan",
    rt="02",
    day_id="d",
    checked_on=TODAY,
    queue_number=1,
    done=(Step.REGISTER,),
    came_at="08:00:00",
    not_measured_reason="",
    left_reason="",
    reopened_reason="",
    urgency=None,
)


def _person(number: int, name: str, *done: Step, **facts: object) -> CheckUpView:
    found = replace(_FIRST, id=str(number), person_id=f"p{number}", name=name, queue_number=number)
    return replace(found, done=(Step.REGISTER, *done), **facts)  # type: ignore[arg-type]


def _board(*lines: CheckUpView, missing: tuple[Missing, ...] = ()) -> Board:
    return Board("d", TODAY, False, lines, missing)


MEASURED = _person(2, "Suparman", Step.MEASURE)
WAITING, LEFT = _person(1, "Sulastri"), _person(3, "Mbah Siti", left_reason="buru-buru")


def test_who_waits_here_comes_first_and_everybody_has_a_place() -> None:
    rows = queue_rows(_board(WAITING, MEASURED, LEFT), Step.EXAMINE)
    assert [(row.text, row.detail) for row in rows if row.can_open] == [
        ("2. Suparman", "41 th"),
        ("1. Sulastri", "langkah 2"),
        ("3. Mbah Siti", "41 th"),
    ]
    assert rows[-1].note == "buru-buru"


def test_letters_and_numbers_find_people_of_the_queue() -> None:
    board = _board(WAITING, MEASURED)
    assert [row.text for row in queue_rows(board, Step.EXAMINE, "sup") if row.can_open] == ["2. Suparman"]
    assert [row.text for row in queue_rows(board, Step.EXAMINE, "1") if row.can_open] == ["1. Sulastri"]


def test_an_empty_step_says_so() -> None:
    assert queue_rows(_board(), Step.SERVE)[0].text == "Tidak ada yang menunggu"


def test_children_of_the_quick_form_do_not_stand_among_the_others() -> None:
    child = _person(4, "Aisyah", born_on=date(2026, 3, 13))
    rows = waiting_others(_board(WAITING, child), lambda one: one.name == "Aisyah", "")
    assert [row.text for row in rows if row.can_open] == ["1. Sulastri"]
    assert waiting_others(_board(child), lambda _one: True, "") == []


def test_who_was_measured_is_found_again_where_a_number_is_put_right() -> None:
    rows = waiting_others(_board(MEASURED, LEFT), lambda _one: False, "sup")
    assert [row.text for row in rows] == ["Sudah lewat sini  1", "2. Suparman"]


def test_the_urgent_are_marked_and_called_first() -> None:
    urgent = _person(5, "Mbah Karto", Step.MEASURE, urgency=Severity.URGENT)
    board = _board(urgent, MEASURED)
    assert next_at(board, Step.EXAMINE) == urgent
    assert next_at(board, Step.EXAMINE, urgent.id) == MEASURED
    assert queue_rows(board, Step.EXAMINE)[1].severity is Severity.URGENT


def test_who_is_expected_stands_by_dusun_with_the_reason_and_goes_when_come() -> None:
    reason = DueReason(DueKind.MISSED, "Bulan lalu tidak datang")
    due = DueLine(
        person_id="p9",
        name="Bima",
        sex=Sex.MALE,
        born_on=date(2025, 1, 20),
        age="22 bln",
        stage=LifeStage.TODDLER,
        mother="Rahmawati",
        dusun="Krajan",
        rw="",
        rt="02",
        address="",
        reasons=(reason,),
    )
    monthly = Missing("p8", "Mbah Karto", date(1950, 6, 6), "76 th", "Sidomulyo", "01")
    rows = expected_rows([due], _board(missing=(monthly,)))
    assert [row.text for row in rows] == ["Ditunggu  2", "Krajan", "Bima", "Sidomulyo", "Mbah Karto"]
    assert rows[2].note == "Bulan lalu tidak datang"
    came = replace(WAITING, person_id="p9")
    assert [row.text for row in expected_rows([due], _board(came)) if row.can_open] == []
