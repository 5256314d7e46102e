"""The page of the scale and the five steps speak of one visit."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InputError
from core.services.day.attending import board, check_up, come, finish_step, not_measured
from core.services.day.cards import save_answers
from core.services.day.open_day import day_line, day_lines, move_day, open_day, remove_empty_day
from core.services.day.referring import referrals_of_day
from core.services.growth.measuring import growth_history, save_visit
from core.services.life_events.died import DiedForm
from core.services.life_events.table import record_event
from core.services.people.registration import edit_person, person_form
from core.services.setup import add_posyandu, list_posyandu
from core.services.views import VisitFacts
from core.store.visits import PosyanduDay
from core.words.people import Sex
from core.words.steps import State, Step

HELD_ON = date(2026, 11, 12)


@pytest.fixture
def melati(register):
    return list_posyandu(register)[0].id


@pytest.fixture
def day_id(register, melati):
    return open_day(register, melati, HELD_ON).value.id


def test_a_child_weighed_stands_on_the_board_with_its_referral(register, day_id, add_child, weigh):
    child = add_child("Aisyah", "2026-03-01")
    weigh(child, "2026-11-12", 5.0, day_id=day_id, length_mm=678, confirmation_reason="uji")
    [line] = board(register, day_id).lines
    assert (line.person_id, line.state, line.queue_number) == (child, State.MEASURED, 1)
    [sent] = referrals_of_day(register, day_id)
    assert "BGM" in sent.reasons
    weigh(child, "2026-11-12", 7.4, day_id=day_id, confirmation_reason="ditimbang lagi")
    assert referrals_of_day(register, day_id) == ()


def test_who_was_weighed_before_the_day_was_opened_is_in_its_queue(register, melati, add_child, weigh):
    child = add_child("Aisyah", "2026-03-01")
    weigh(child, "2026-11-12", 7.4)
    opened = open_day(register, melati, HELD_ON).value
    assert [(line.person_id, line.state) for line in board(register, opened.id).lines] == [(child, State.MEASURED)]


def test_a_weighing_without_a_day_and_a_line_from_the_book_make_no_check_up(register, melati, add_child, weigh):
    child = add_child("Aisyah", "2026-03-01")
    weigh(child, "2026-11-11", 7.4)
    weigh(child, "2026-10-12", 7.1, is_outside_history=True)
    for on in (date(2026, 10, 12), date(2026, 11, 13)):
        assert board(register, open_day(register, melati, on).value.id).lines == ()


def test_a_registered_child_that_is_not_weighed_is_on_the_list_but_not_measured(register, day_id, add_child):
    mawar = add_posyandu(register, "Mawar").value
    guest = add_child("Tamu", "2025-06-01", posyandu_id=mawar.id)
    seen = come(register, day_id, guest).value
    not_measured(register, seen.id, "menolak")
    [line] = day_lines(register, day_id)
    assert (line.name, line.measured) == ("Tamu", False)
    assert day_line(register, day_id, guest) == line


def test_a_moved_day_takes_its_queue_along(register, day_id, add_child):
    man = add_child("Pak Jaya", "1986-01-01", Sex.MALE)
    seen = come(register, day_id, man).value
    save_answers(register, seen.id, "dewasa", {"systolic_mmhg": 150, "diastolic_mmhg": 95, "weight_kg": 60})
    moved = date(2026, 11, 13)
    move_day(register, day_id, moved)
    assert check_up(register, seen.id).checked_on == moved
    assert referrals_of_day(register, day_id)[0].referred_on == moved
    assert growth_history(register, man).visits[0].facts.measured_on == moved


def test_a_day_is_not_moved_onto_another_check_up_of_somebody(register, melati, day_id, add_child):
    man = add_child("Pak Jaya", "1986-01-01", Sex.MALE)
    come(register, day_id, man)
    mawar = add_posyandu(register, "Mawar").value
    other = open_day(register, mawar.id, date(2026, 11, 13)).value.id
    come(register, other, man)
    with pytest.raises(InputError, match="Pak Jaya sudah diperiksa pada 13 November 2026"):
        move_day(register, day_id, date(2026, 11, 13))
    with pytest.raises(InputError, match="sudah ada yang mendaftar"):
        remove_empty_day(register, other)


def test_a_weighing_moved_to_its_true_date_leaves_no_check_up_behind(register, day_id, add_child, weigh):
    child = add_child("Aisyah", "2026-03-01")
    [visit] = weigh(child, "2026-11-12", 7.4, day_id=day_id).visits
    save_visit(register, child, VisitFacts(date(2026, 11, 10), weight_g=7_400, id=visit.facts.id))
    assert board(register, day_id).lines == ()


def test_a_locked_day_takes_no_weighing(register, day_id, add_child, weigh):
    child = add_child("Aisyah", "2026-03-01")
    with register.database.scratch() as session:
        session.get_one(PosyanduDay, day_id).locked_at = "2026-11-12T12:00:00"
    with pytest.raises(InputError, match="dikunci"):
        weigh(child, "2026-11-12", 7.4, day_id=day_id)


def test_a_number_changed_at_the_scale_after_validation_opens_the_visit(register, day_id, add_child, weigh):
    child = add_child("Aisyah", "2026-03-01")
    weigh(child, "2026-11-12", 7.4, day_id=day_id, length_mm=678)
    seen = come(register, day_id, child).value
    for step in (Step.SERVE, Step.VALIDATE):
        finish_step(register, seen.id, step)
    weigh(child, "2026-11-12", 7.3, day_id=day_id)
    assert check_up(register, seen.id).state is State.EXAMINED


def test_nobody_is_born_after_or_dead_before_being_seen(register, day_id, add_child):
    man = add_child("Pak Jaya", "1986-01-01", Sex.MALE)
    come(register, day_id, man)
    known = replace(person_form(register, man), confirmation_reason="uji")
    with pytest.raises(InputError, match="Sudah ada kunjungan 12 November 2026"):
        edit_person(register, man, replace(known, born_on=date(2026, 11, 13)))
    with pytest.raises(InputError, match="masih datang 12 November 2026"):
        record_event(register, DiedForm(man, date(2026, 11, 11)))


def test_a_number_from_the_book_is_not_doubled_by_the_card(register, day_id, add_child, weigh):
    child = add_child("Aisyah", "2026-03-01")
    weigh(child, "2026-11-12", 7.1, is_outside_history=True)
    seen = come(register, day_id, child).value
    with pytest.raises(InputError, match="angka dari buku"):
        save_answers(register, seen.id, "balita", {"weight_kg": "7,2"})
