"""The posyandu day: opened once, resumed, listed by dusun, and moved to its true date with everything on it."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.day.open_day import day, day_line, day_lines, list_days, move_day, open_day, remove_empty_day
from core.services.growth.measuring import growth_history, save_draft
from core.services.register import Changed
from core.services.setup import add_posyandu, list_posyandu
from core.words.findings import Severity
from core.words.people import LifeStatus, Sex

HELD_ON = date(2026, 11, 12)


@pytest.fixture
def melati(register):
    return list_posyandu(register)[0].id


@pytest.fixture
def opened(register, melati):
    return open_day(register, melati, HELD_ON).value


def test_a_day_is_opened_once_and_then_resumed(register, melati):
    first, again = open_day(register, melati, HELD_ON), open_day(register, melati, HELD_ON)
    assert first.value == again.value
    assert first.changed == {Changed.DAYS, Changed.MEASUREMENTS}
    assert not again.changed
    assert day(register, first.value.id) == first.value
    assert (first.value.posyandu, first.value.held_on) == ("Melati", HELD_ON)


def test_days_are_listed_newest_first(register, melati, opened):
    earlier = open_day(register, melati, date(2026, 10, 12)).value
    to_come = open_day(register, melati, date(2026, 12, 12)).value
    mawar = add_posyandu(register, "Mawar").value
    other = open_day(register, mawar.id, HELD_ON).value
    assert list_days(register, melati) == (to_come, opened, earlier)
    assert set(list_days(register)) == {to_come, opened, earlier, other}


@pytest.mark.parametrize("year", [1899, 2028])
def test_a_year_that_cannot_be_meant(register, melati, year):
    with pytest.raises(InputError) as caught:
        open_day(register, melati, date(year, 11, 12))
    assert caught.value.field == "held_on"


def test_unknown_days_and_posyandu(register):
    with pytest.raises(InputError):
        open_day(register, "tidak-ada", HELD_ON)
    with pytest.raises(InputError):
        day(register, "tidak-ada")


def test_everybody_expected_is_listed_by_dusun_and_name(register, melati, opened, add_child, weigh):
    add_child("Citra", "2025-05-01", dusun="Sumber", rt="04")
    weighed = add_child("Bima", "2024-05-01", Sex.MALE, dusun="Krajan", mother_name="Wati")
    typing = add_child("Aan", "2024-06-01", Sex.MALE, dusun="Sumber")
    add_child("Sudah Besar", "2021-11-12", dusun="Krajan")
    add_child("Belum Lahir", "2026-11-13", dusun="Krajan")
    add_child("Datang Nanti", "2024-01-01", dusun="Krajan", moved_in_on=date(2026, 11, 13))
    gone = {"status": LifeStatus.MOVED_AWAY, "status_changed_on": date(2026, 11, 11)}
    add_child("Pindah", "2024-01-01", dusun="Krajan", **gone)
    mawar = add_posyandu(register, "Mawar").value
    add_child("Warga Mawar", "2024-01-01", dusun="Teratai", posyandu_id=mawar.id)
    weigh(weighed, "2026-10-12", 12.0)
    weigh(weighed, "2026-11-12", 12.1, day_id=opened.id)
    save_draft(register, typing, {"weight_g": "11"})
    lines = day_lines(register, opened.id)
    assert [(line.dusun, line.name) for line in lines] == [("Krajan", "Bima"), ("Sumber", "Aan"), ("Sumber", "Citra")]
    bima, aan, citra = lines
    assert (bima.measured, bima.letter, bima.severity, bima.mother) == (True, "T", Severity.YELLOW, "Wati")
    assert (aan.measured, aan.letter, aan.severity, aan.has_draft) == (False, "", None, True)
    assert (citra.has_draft, citra.age, citra.rt) == (False, "18 bln 11 hr", "04")


def test_a_guest_who_was_measured_is_in_the_list(register, opened, add_child, weigh):
    mawar = add_posyandu(register, "Mawar").value
    guest = add_child("Tamu", "2024-01-01", posyandu_id=mawar.id)
    weigh(guest, "2026-11-12", 12.0, day_id=opened.id)
    assert [(line.name, line.letter) for line in day_lines(register, opened.id)] == [("Tamu", "B")]


def test_a_moved_day_takes_its_visits_along_and_letters_follow(register, melati, opened, add_child, weigh):
    child = add_child("Bima", "2024-05-01", Sex.MALE)
    weigh(child, "2026-09-12", 12.0)
    weigh(child, "2026-11-12", 12.3)
    assert growth_history(register, child).visits[-1].letter == "O"
    moved = move_day(register, opened.id, date(2026, 10, 13))
    assert moved.value.held_on == date(2026, 10, 13)
    last = growth_history(register, child).visits[-1]
    assert (last.facts.measured_on, last.facts.day_id, last.letter) == (date(2026, 10, 13), opened.id, "N")
    assert move_day(register, opened.id, date(2026, 10, 13)).changed == frozenset()


def test_a_day_is_not_moved_where_it_cannot_have_been(register, melati, opened, add_child, weigh):
    child = add_child("Bima", "2026-05-01", Sex.MALE)
    open_day(register, melati, date(2026, 10, 12))
    weigh(child, "2026-11-12", 7.0)
    gone = add_child("Citra", "2026-03-01", status=LifeStatus.DEAD, status_changed_on=date(2026, 11, 14))
    weigh(gone, "2026-11-12", 7.0)
    for wrong, sentence in (
        (date(2026, 12, 12), "sesudah hari ini"),
        (date(2026, 10, 12), "sudah punya hari buka"),
        (date(2026, 4, 12), "Bima belum lahir"),
        (date(2026, 11, 15), "Citra meninggal sebelum"),
    ):
        with pytest.raises(InputError, match=sentence) as caught:
            move_day(register, opened.id, wrong)
        assert caught.value.field == "held_on"
    assert list_days(register, melati)[0] == opened


def test_a_day_is_not_moved_onto_another_weighing_of_its_children(register, opened, add_child, weigh):
    child = add_child("Bima", "2026-05-01", Sex.MALE)
    weigh(child, "2026-11-12", 7.0)
    weigh(child, "2026-11-20", 7.0)
    with pytest.raises(InputError, match="Bima sudah punya penimbangan"):
        move_day(register, opened.id, date(2026, 11, 20))


def test_a_day_without_visits_may_move_into_the_future(register, opened):
    assert move_day(register, opened.id, date(2026, 12, 12)).value.held_on == date(2026, 12, 12)


def test_a_day_opened_by_accident_is_removed_while_it_is_empty(register, melati, opened, add_child, weigh):
    assert remove_empty_day(register, opened.id).value == opened
    assert list_days(register) == ()
    with pytest.raises(InputError):
        remove_empty_day(register, opened.id)
    again = open_day(register, melati, HELD_ON).value
    weigh(add_child("Bima", "2024-05-01", Sex.MALE), "2026-11-12", 12.0)
    with pytest.raises(InputError, match="sudah ada penimbangannya"):
        remove_empty_day(register, again.id)
    assert list_days(register) == (again,)


def test_the_line_of_one_child_is_the_one_of_the_whole_list(register, melati, opened, add_child, weigh):
    weighed = add_child("Bima", "2024-05-01", Sex.MALE)
    waiting = add_child("Aan", "2024-06-01", Sex.MALE)
    mawar = add_posyandu(register, "Mawar").value
    guest = add_child("Tamu", "2024-01-01", posyandu_id=mawar.id)
    stranger = add_child("Bukan Tamu", "2024-02-01", posyandu_id=mawar.id)
    weigh(weighed, "2026-10-12", 12.0)
    weigh(weighed, "2026-11-12", 12.1)
    weigh(guest, "2026-11-12", 12.0, day_id=opened.id)
    save_draft(register, waiting, {"weight_g": "11"})
    lines = {line.person_id: line for line in day_lines(register, opened.id)}
    assert set(lines) == {weighed, guest, waiting}
    for person_id, line in lines.items():
        assert day_line(register, opened.id, person_id) == line
    assert (lines[weighed].weight_g, lines[waiting].weight_g) == (12_100, None)
    assert day_line(register, opened.id, stranger) is None
