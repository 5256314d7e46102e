"""R-FLOW: the queue of the day, its five steps, who refused, who left, and what opens a valid visit again."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.day.attending import board, check_up, come, finish_step, leave, not_measured, reopen
from core.services.day.cards import save_answers
from core.services.day.drafts import load_draft, save_draft
from core.services.day.open_day import day_lines, open_day
from core.services.day.referring import referrals_of_day
from core.services.deeds.history import journal_of
from core.services.deeds.undoing import last_deeds, undo
from core.services.register import Changed
from core.services.reports import skdn
from core.services.setup import add_posyandu, list_posyandu
from core.store.base import new_id
from core.store.people import Person
from core.store.visits import Measurement, PosyanduDay
from core.words.life_stage import LifeStage
from core.words.people import LifeStatus, Sex
from core.words.periods import Month
from core.words.steps import State, Step

TODAY = date(2026, 11, 25)
WEIGHED = {"weight_kg": "7,4", "height_cm": "67,8"}
ASKED: dict[str, object] = dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact", "tbc_lethargy"), False)


@pytest.fixture
def day_id(register):
    return open_day(register, list_posyandu(register)[0].id, TODAY).value.id


@pytest.fixture
def child(add_child):
    return add_child("Aisyah Putri", "2026-03-01", dusun="Krajan", rt="02")


def test_a_child_that_was_weighed_elsewhere_gets_its_referral_when_it_comes(register, day_id, add_child):
    thin = add_child("Bima", "2025-02-01", Sex.MALE)
    # An import writes a weighing of that date without a check-up.
    with register.database.scratch() as session:
        session.add(Measurement(id=new_id(), person_id=thin, measured_on=TODAY, weight_g=6_400, length_mm=760))
    assert referrals_of_day(register, day_id) == ()
    seen = come(register, day_id, thin).value
    assert seen.urgency is not None
    [sent] = referrals_of_day(register, day_id)
    assert sent.check_up_id == seen.id


def lock(register, day_id):
    with register.database.scratch() as session:
        session.get_one(PosyanduDay, day_id).locked_at = "2026-11-25T12:00:00"


def finished(register, day_id, person_id):
    seen = come(register, day_id, person_id).value
    save_answers(register, seen.id, "balita", WEIGHED | ASKED)
    return finish_step(register, seen.id, Step.VALIDATE).value


def test_r_flow_1_with_steps_2_4_and_5_a_visit_is_complete(register, day_id, child):
    seen = come(register, day_id, child)
    assert seen.changed == {Changed.DAYS}
    assert (seen.value.state, seen.value.queue_number, seen.value.waits_at) == (State.REGISTERED, 1, Step.MEASURE)
    measured = save_answers(register, seen.value.id, "balita", WEIGHED).value.check_up
    assert (measured.state, measured.waits_at) == (State.MEASURED, Step.EXAMINE)
    served = save_answers(register, seen.value.id, "balita", ASKED).value.check_up
    assert (served.state, served.waits_at, served.is_complete) == (State.SERVED, Step.VALIDATE, False)
    valid = finish_step(register, seen.value.id, Step.VALIDATE).value
    assert (valid.state, valid.is_complete, valid.waits_at) == (State.VALID, True, None)


def test_r_flow_2_after_measuring_only_the_closing_screen_lists_steps_4_and_5(register, day_id, child):
    seen = come(register, day_id, child).value
    save_answers(register, seen.id, "balita", WEIGHED)
    assert check_up(register, seen.id).unfinished == (Step.SERVE, Step.VALIDATE)
    with pytest.raises(InputError, match=r"langkah 4 \(Pelayanan kesehatan & penyuluhan\)"):
        finish_step(register, seen.id, Step.VALIDATE)


def test_r_flow_3_who_refuses_to_be_weighed_came_but_is_not_in_d(register, day_id, child, add_child):
    other = add_child("Bima", "2025-01-01", Sex.MALE)
    refused, weighed = come(register, day_id, child).value, come(register, day_id, other).value
    save_answers(register, weighed.id, "balita", {"weight_kg": "10,1", "height_cm": "80"})
    with pytest.raises(InputError, match="alasan"):
        not_measured(register, refused.id, " ")
    told = not_measured(register, refused.id, "menolak").value
    assert (told.not_measured_reason, told.waits_at) == ("menolak", Step.EXAMINE)
    assert [one.name for one in board(register, day_id).lines] == ["Aisyah Putri", "Bima"]
    counted = skdn.to_json(skdn.skdn(register, Month(2026, 11)))
    assert (counted["S"], counted["D"], counted["people"]["D"]) == (2, 1, [other])
    save_answers(register, refused.id, "balita", WEIGHED)
    assert check_up(register, refused.id).not_measured_reason == ""


def test_who_is_not_measured_after_all_has_no_begun_form_left(register, day_id, child):
    seen = come(register, day_id, child).value
    save_draft(register, child, {"weight_g": "7,4"})
    not_measured(register, seen.id, "menolak")
    assert load_draft(register, child) == {}


def test_r_flow_4_a_measurement_edited_after_validation_is_judged_anew(register, day_id, child):
    seen = finished(register, day_id, child)
    card = save_answers(register, seen.id, "balita", {"weight_kg": "7,0"}, reason="salah baca timbangan").value
    assert card.check_up.state is State.EXAMINED
    assert card.check_up.unfinished == (Step.SERVE, Step.VALIDATE)
    newest = journal_of(register, child)[0]
    assert newest.sentence == (
        "Mengubah sesudah validasi: Bayi, balita, dan anak prasekolah, Aisyah Putri 25-11-2026: Berat badan 7,0 kg"
    )
    assert (newest.reason, newest.who) == ("salah baca timbangan", "Bu Sari")
    undo(register, last_deeds(register, 1)[0].id)
    assert check_up(register, seen.id).state is State.VALID


def test_r_flow_5_a_second_registration_opens_the_first(register, day_id, child):
    first = come(register, day_id, child)
    again = come(register, day_id, child)
    assert (again.value.id, again.value.is_new, first.value.is_new) == (first.value.id, False, True)
    assert again.changed == frozenset()
    assert len(board(register, day_id).lines) == 1


def test_r_flow_5_two_entries_with_one_nik_are_one_person(register, day_id, child, add_child):
    twin_entry = add_child("Aisah Putri", "2026-03-01")
    sibling = add_child("Putra", "2024-01-01", Sex.MALE)
    with register.database.scratch() as session:
        for one in (child, twin_entry, sibling):
            session.get_one(Person, one).nik = "3273014103260001"
    first = come(register, day_id, child).value
    assert come(register, day_id, twin_entry).value.id == first.id
    # A child under the number of its parent is somebody else: the birth date tells.
    assert come(register, day_id, sibling).value.id != first.id


def test_reopening_a_valid_visit_needs_a_reason_that_the_journal_keeps(register, day_id, child):
    seen = finished(register, day_id, child)
    with pytest.raises(InputError, match="alasan"):
        reopen(register, seen.id, "  ")
    opened = reopen(register, seen.id, "vitamin A belum dicatat").value
    assert (opened.state, opened.reopened_reason) == (State.EXAMINED, "vitamin A belum dicatat")
    newest = journal_of(register, child)[0]
    assert (newest.sentence, newest.reason) == (
        "Membuka lagi pemeriksaan Aisyah Putri 25-11-2026",
        "vitamin A belum dicatat",
    )
    with pytest.raises(InputError, match="belum divalidasi"):
        reopen(register, seen.id, "sekali lagi")


def test_who_walks_out_keeps_the_steps_done_and_may_come_back(register, day_id, child):
    seen = come(register, day_id, child).value
    save_answers(register, seen.id, "balita", WEIGHED)
    gone = leave(register, seen.id, "anak menangis").value
    assert (gone.state, gone.left_reason, gone.waits_at) == (State.MEASURED, "anak menangis", None)
    assert [one.name for one in board(register, day_id).left] == ["Aisyah Putri"]
    back = come(register, day_id, child).value
    assert (back.id, back.left_reason, back.waits_at) == (seen.id, "", Step.EXAMINE)


def test_step_2_names_what_is_not_measured(register, day_id, child):
    seen = come(register, day_id, child).value
    save_answers(register, seen.id, "balita", {"weight_kg": "7,4"})
    assert check_up(register, seen.id).state is State.REGISTERED
    with pytest.raises(InputError, match="Belum diukur: Tinggi badan"):
        finish_step(register, seen.id, Step.MEASURE)


def test_the_board_shows_each_at_its_step_and_who_is_missing(register, day_id, child, add_child):
    adult = add_child("Pak Jaya", "1986-01-01", Sex.MALE)
    add_child("Citra", "2024-05-01", dusun="Sumber")
    add_child("Mbah Karso", "1950-01-01", Sex.MALE, dusun="Krajan")
    add_child("Pindah", "2024-01-01", status=LifeStatus.MOVED_AWAY, status_changed_on=date(2026, 11, 1))
    first = come(register, day_id, child).value
    come(register, day_id, adult)
    save_answers(register, first.id, "balita", WEIGHED)
    now = board(register, day_id)
    assert [(one.name, one.stage) for one in now.at(Step.MEASURE)] == [("Pak Jaya", LifeStage.ADULT)]
    assert [(one.name, one.dusun) for one in now.at(Step.EXAMINE)] == [("Aisyah Putri", "Krajan")]
    # Adults come when something is due; only who is seen every month is waited for.
    assert [(one.name, one.dusun) for one in now.missing] == [("Mbah Karso", "Krajan"), ("Citra", "Sumber")]


def test_who_is_urgent_goes_to_the_front_of_the_queue(register, day_id, child, add_child):
    elder = add_child("Mbah Karso", "1950-01-01", Sex.MALE)
    come(register, day_id, child)
    urgent = come(register, day_id, elder).value
    save_answers(register, urgent.id, "lansia", {"systolic_mmhg": 190, "diastolic_mmhg": 100})
    assert [one.name for one in board(register, day_id).lines] == ["Mbah Karso", "Aisyah Putri"]


def test_a_locked_day_takes_nobody_and_nothing(register, day_id, child, add_child):
    seen = finished(register, day_id, child)
    lock(register, day_id)
    late = add_child("Bima", "2025-01-01", Sex.MALE)
    for change in (
        lambda: come(register, day_id, late),
        lambda: save_answers(register, seen.id, "balita", {"weight_kg": "7,0"}),
        lambda: reopen(register, seen.id, "uji"),
        lambda: leave(register, seen.id, "uji"),
        lambda: finish_step(register, seen.id, Step.EXAMINE),
    ):
        with pytest.raises(InputError, match="dikunci"):
            change()
    # To look at somebody who is there already is no change.
    assert come(register, day_id, child).value.id == seen.id


@pytest.mark.parametrize(
    ("born", "facts", "words"),
    [
        ("2026-11-24", {"status": LifeStatus.DEAD, "status_changed_on": date(2026, 11, 24)}, "meninggal"),
    ],
)
def test_who_cannot_come_is_refused(register, day_id, add_child, born, facts, words):
    person = add_child("Wafat", born, **facts)
    with pytest.raises(InputError, match=words):
        come(register, day_id, person)


def test_a_day_to_come_or_before_birth_takes_nobody(register, add_child, child):
    unit = list_posyandu(register)[0].id
    tomorrow = open_day(register, unit, date(2026, 11, 26)).value.id
    with pytest.raises(InputError, match="belum tiba"):
        come(register, tomorrow, child)
    before = open_day(register, unit, date(2026, 2, 10)).value.id
    with pytest.raises(InputError, match="belum lahir"):
        come(register, before, child)


def test_a_guest_of_another_posyandu_is_seen_here(register, day_id, add_child):
    mawar = add_posyandu(register, "Mawar").value
    guest = add_child("Tamu", "2025-06-01", posyandu_id=mawar.id)
    seen = come(register, day_id, guest).value
    save_answers(register, seen.id, "balita", {"weight_kg": "9,5", "height_cm": "76"})
    assert "Tamu" in [one.name for one in day_lines(register, day_id)]


def test_the_book_is_noted_on_arrival(register, day_id, child):
    came = come(register, day_id, child, has_kia_book=True)
    assert came.changed == {Changed.DAYS, Changed.PEOPLE}
    assert skdn.to_json(skdn.skdn(register, Month(2026, 11)))["K"] == 1


def test_who_is_seen_at_one_posyandu_is_not_written_down_at_another_that_day(register, day_id, child, weigh):
    come(register, day_id, child)
    there = open_day(register, add_posyandu(register, "Mawar").value.id, TODAY).value.id
    for here in (None, True):
        with pytest.raises(InputError, match="sudah terdaftar 25 November 2026 di Posyandu Melati"):
            come(register, there, child, has_kia_book=here)
    with pytest.raises(InputError, match="Posyandu Melati"):
        weigh(child, "2026-11-25", 7.4, day_id=there, confirmation_reason="uji")
    assert board(register, there).lines == ()


def test_a_reason_with_half_a_letter_is_refused_kindly(register, day_id, child):
    seen = come(register, day_id, child).value
    with pytest.raises(InputError, match="huruf yang tidak terbaca"):
        leave(register, seen.id, "anak \ud83d")
    assert check_up(register, seen.id).left_reason == ""
