"""R-RUJ: who is sent on and why, each reason once; by hand with a reason; and what becomes of it."""

from dataclasses import replace
from datetime import date

import pytest

from core.clock import Clock
from core.errors import InputError
from core.services.day.attending import board, check_up, come, finish_step
from core.services.day.cards import open_card, save_answers
from core.services.day.day_findings import findings_of_day
from core.services.day.open_day import open_day
from core.services.day.referring import (
    FollowUp,
    Target,
    follow_up,
    note_for_letter,
    open_referrals,
    redirect,
    refer,
    referrals_of_day,
)
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.people.registration import edit_person, person_form
from core.services.setup import add_posyandu, list_posyandu
from core.store.checkups import Referral
from core.store.visits import PosyanduDay
from core.words.findings import Severity
from core.words.people import Sex
from core.words.roles import Role, User
from core.words.steps import State, Step

TODAY = date(2026, 11, 25)
HEALTHY: dict[str, object] = {"weight_kg": 60, "height_cm": 160, "systolic_mmhg": 118, "diastolic_mmhg": 76}
ASKED: dict[str, object] = dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact"), False)


@pytest.fixture
def day_id(register):
    return open_day(register, list_posyandu(register)[0].id, TODAY).value.id


@pytest.fixture
def adult(register, day_id, add_child):
    return come(register, day_id, add_child("Pak Jaya", "1986-01-01", Sex.MALE)).value


def save_red(register, check_up_id, values):
    """Save what sends an adult to the puskesmas, and give the referral."""
    sent = save_answers(register, check_up_id, "dewasa", values).value.referral
    assert sent is not None
    return sent


def test_r_ruj_1_each_red_box_is_a_reason(register, day_id, add_child):
    mother = add_child("Dewi", "1998-05-05")
    open_pregnancy(register, mother, PregnancyForm(hpht_on=date(2026, 7, 1)))
    seen = come(register, day_id, mother).value
    boxes = {"muac_cm": "22,9", "systolic_mmhg": 150, "diastolic_mmhg": 95}
    card = save_answers(register, seen.id, "bumil", boxes).value
    assert set(card.reasons) == {"LiLA <23,5", "TD ≥140/90"}
    [sent] = referrals_of_day(register, day_id)
    assert (sent.name, sent.target, sent.status, sent.referred_on) == ("Dewi", Target.PUSKESMAS, FollowUp.OPEN, TODAY)
    assert set(sent.reasons) == {"LiLA <23,5", "TD ≥140/90"}


def test_r_ruj_3_by_hand_the_reason_is_what_was_written(register, day_id, adult):
    save_answers(register, adult.id, "dewasa", HEALTHY | ASKED)
    assert referrals_of_day(register, day_id) == ()
    sent = refer(register, adult.id, "bengkak  kaki", target=Target.PUSTU).value
    assert (sent.reasons, sent.target) == (("bengkak kaki",), Target.PUSTU)
    card = open_card(register, adult.id)
    assert card.referral is not None
    assert (card.reasons, card.referral.id) == (("bengkak kaki",), sent.id)


def test_r_ruj_4_by_hand_without_a_reason_is_refused(register, adult):
    with pytest.raises(InputError, match="Tulis alasan rujukannya") as refused:
        refer(register, adult.id, "  ")
    assert refused.value.field == "refer_reason"
    with pytest.raises(InputError) as refused:
        save_answers(register, adult.id, "dewasa", {"refer_manual": True})
    assert refused.value.field == "refer_reason"


def test_r_ruj_5_all_green_sends_nobody_and_education_is_still_written_down(register, day_id, adult):
    card = save_answers(register, adult.id, "dewasa", HEALTHY | ASKED | {"education_topics": ["GIZI"]}).value
    assert (card.reasons, card.referral, referrals_of_day(register, day_id)) == ((), None, ())
    assert card.check_up.state is State.SERVED
    assert findings_of_day(register, day_id)[0].severity is Severity.GREEN


def test_a_corrected_number_takes_the_referral_back_until_somebody_acted_on_it(register, day_id, adult):
    high = {"systolic_mmhg": 150, "diastolic_mmhg": 95}
    save_answers(register, adult.id, "dewasa", HEALTHY | high)
    save_answers(register, adult.id, "dewasa", HEALTHY)
    assert referrals_of_day(register, day_id) == ()
    sent = save_red(register, adult.id, high)
    follow_up(register, sent.id, FollowUp.RECEIVED)
    save_answers(register, adult.id, "dewasa", HEALTHY)
    [stays] = referrals_of_day(register, day_id)
    assert (stays.status, stays.reasons) == (FollowUp.RECEIVED, ("TD ≥140/90",))
    save_answers(register, adult.id, "dewasa", {"glucose_mg_dl": 210})
    stays, new = sorted(referrals_of_day(register, day_id), key=lambda one: one.id)
    assert (stays.status, stays.reasons) == (FollowUp.RECEIVED, ("TD ≥140/90",))
    assert (new.status, len(new.reasons)) == (FollowUp.OPEN, 1)


def test_a_new_red_after_the_answer_is_a_referral_of_its_own_and_counts_from_then_on(register, day_id, adult):
    sent = save_red(register, adult.id, {"systolic_mmhg": 150, "diastolic_mmhg": 95})
    follow_up(register, sent.id, FollowUp.DONE, note="diberi obat tensi")
    save_answers(register, adult.id, "dewasa", {"glucose_mg_dl": 210})
    [new] = open_referrals(register)
    assert "TD ≥140/90" not in new.reasons
    card = open_card(register, adult.id)
    assert card.referral is not None
    assert card.referral.id == new.id
    [line] = board(register, day_id).lines
    assert line.urgency is new.urgency
    assert [one.is_on_list for one in findings_of_day(register, day_id)] == [True]
    follow_up(register, new.id, FollowUp.DONE, note="minum obat gula")
    save_answers(register, adult.id, "dewasa", {"weight_kg": 70})
    assert open_referrals(register) == ()


def test_r_ruj_what_grew_urgent_after_the_answer_is_sent_anew_although_its_words_are_the_same(register, day_id, adult):
    six = {f"srq_{number:02d}": True for number in range(1, 7)}
    save_answers(register, adult.id, "srq20", six)
    [sent] = referrals_of_day(register, day_id)
    assert (sent.reasons, sent.urgency) == (("Skrining jiwa",), Severity.RED)
    follow_up(register, sent.id, FollowUp.DONE, note="sudah bicara dengan bidan")
    save_answers(register, adult.id, "srq20", {"srq_07": True})
    assert open_referrals(register) == ()
    save_answers(register, adult.id, "srq20", {"srq_17": True})
    [new] = open_referrals(register)
    assert (new.id != sent.id, new.reasons, new.urgency) == (True, ("Skrining jiwa",), Severity.URGENT)
    follow_up(register, new.id, FollowUp.DONE, note="diantar ke puskesmas")
    save_answers(register, adult.id, "srq20", {"srq_08": True})
    assert open_referrals(register) == ()


def test_what_becomes_of_it(register, adult):
    sent = save_red(register, adult.id, {"systolic_mmhg": 150, "diastolic_mmhg": 95})
    assert [one.id for one in open_referrals(register)] == [sent.id]
    told = follow_up(register, sent.id, FollowUp.RECEIVED).value
    assert (told.status, told.status_on) == (FollowUp.RECEIVED, TODAY)
    assert open_referrals(register) == ()
    with pytest.raises(InputError, match="hasilnya"):
        follow_up(register, sent.id, FollowUp.DONE)
    done = follow_up(register, sent.id, FollowUp.DONE, note="diberi obat tensi").value
    assert (done.status, done.note) == (FollowUp.DONE, "diberi obat tensi")
    for day in (date(2026, 11, 24), date(2026, 11, 26)):
        with pytest.raises(InputError, match="sampai hari ini"):
            follow_up(register, sent.id, FollowUp.NOT_COME, on=day)
    assert follow_up(register, sent.id, FollowUp.OPEN).value.status_on is None


def test_after_two_weeks_without_word_somebody_has_to_ask(register, adult):
    sent = save_red(register, adult.id, {"systolic_mmhg": 150, "diastolic_mmhg": 95})
    assert not sent.needs_reminder(date(2026, 12, 9))
    assert sent.needs_reminder(date(2026, 12, 10))


def test_r_ruj_what_turns_red_at_a_later_step_goes_to_the_puskesmas_unless_somebody_chose(register, day_id, add_child):
    elder = come(register, day_id, add_child("Mbah Tumi", "1950-01-01")).value
    first = save_answers(register, elder.id, "lansia", {"muac_cm": "20,5"}).value.referral
    assert first is not None
    assert first.target is Target.PUSTU
    later = save_answers(register, elder.id, "lansia", {"systolic_mmhg": 150, "diastolic_mmhg": 95}).value.referral
    assert later is not None
    assert (later.id, later.target) == (first.id, Target.PUSKESMAS)
    redirect(register, later.id, Target.PUSTU)
    chosen = save_answers(register, elder.id, "lansia", {"glucose_mg_dl": 210}).value.referral
    assert chosen is not None
    assert chosen.target is Target.PUSTU


def test_a_changed_target_stays(register, day_id, adult):
    sent = save_red(register, adult.id, {"systolic_mmhg": 185, "diastolic_mmhg": 95})
    assert (sent.urgency, sent.target) == (Severity.URGENT, Target.PUSKESMAS)
    redirect(register, sent.id, Target.HOSPITAL)
    save_answers(register, adult.id, "dewasa", {"weight_kg": 70})
    [sent] = referrals_of_day(register, day_id)
    assert sent.target is Target.HOSPITAL


def test_open_referrals_are_of_the_posyandu_where_people_live(register, day_id, adult):
    save_answers(register, adult.id, "dewasa", {"systolic_mmhg": 150, "diastolic_mmhg": 95})
    melati, mawar = list_posyandu(register)[0].id, add_posyandu(register, "Mawar").value.id
    assert [len(open_referrals(register, posyandu_id=one)) for one in (melati, mawar)] == [1, 0]


def test_referring_a_valid_visit_opens_it_again(register, adult):
    save_answers(register, adult.id, "dewasa", HEALTHY | ASKED)
    finish_step(register, adult.id, Step.VALIDATE)
    refer(register, adult.id, "bengkak kaki")
    assert check_up(register, adult.id).state is State.EXAMINED


def test_a_fact_changed_elsewhere_is_seen_in_the_summary_of_the_day(register, day_id, add_child):
    child = add_child("Aisyah", "2026-03-01")
    seen = come(register, day_id, child).value
    save_answers(register, seen.id, "balita", {"weight_kg": "7,4", "height_cm": "67,8"})
    assert not any(one.needs_look for one in findings_of_day(register, day_id))
    form = person_form(register, child)
    edit_person(register, child, replace(form, born_on=date(2024, 11, 1), confirmation_reason="uji"))
    [found] = findings_of_day(register, day_id)
    assert (found.needs_look, found.severity.rank >= Severity.RED.rank) == (True, True)
    assert board(register, day_id).lines[0].urgency is None


def test_r_ruj_a_second_private_red_is_not_hidden_behind_the_answer_to_the_first(register, day_id, adult):
    register.sign_in(User("b", "Bidan Rina", frozenset({Role.BIDAN})))
    sad: dict[str, object] = {f"epds_{number:02}": 3 * (number < 10) for number in range(1, 11)}
    first = save_answers(register, adult.id, "epds", sad).value.referral
    assert first is not None
    assert first.reasons == ("Hasil pemeriksaan bidan",)
    follow_up(register, first.id, FollowUp.RECEIVED)
    second = save_answers(register, adult.id, "heeadsss", {"heeadsss_safety": True}).value.referral
    assert second is not None
    assert (second.id != first.id, second.status) == (True, FollowUp.OPEN)
    assert second.reasons == ("Hasil pemeriksaan bidan, hal ke-2",)


def test_r_ruj_what_turns_urgent_after_a_note_of_what_was_done_is_asked_about_anew(register, day_id, adult):
    first = save_red(register, adult.id, {"systolic_mmhg": 185, "diastolic_mmhg": 121})
    follow_up(register, first.id, FollowUp.OPEN, note="Diantar ke puskesmas")
    same = save_red(register, adult.id, {"glucose_mg_dl": "250", "glucose_kind": "GDS"})
    assert (same.id, same.note) == (first.id, "Diantar ke puskesmas")
    again = save_red(register, adult.id, {"hb_g_dl": "6,5"})
    assert (again.id != first.id, again.urgency, again.note) == (True, Severity.URGENT, "")
    assert again.reasons == ("Anemia berat (Hb <8)",)
    assert len(referrals_of_day(register, day_id)) == 2


def test_r_ruj_a_note_for_the_letter_is_no_answer_to_the_danger(register, day_id, adult):
    sent = save_red(register, adult.id, {"systolic_mmhg": 185, "diastolic_mmhg": 121})
    noted = note_for_letter(register, sent.id, " Keluarga  minta pulang dulu ").value
    assert (noted.letter_note, noted.note) == ("Keluarga minta pulang dulu", "")
    redirect(register, sent.id, Target.HOSPITAL)
    follow_up(register, sent.id, FollowUp.OPEN, note="Diantar ke puskesmas")
    again = save_red(register, adult.id, {"weight_kg": 70})
    assert (again.letter_note, again.note) == ("Keluarga minta pulang dulu", "Diantar ke puskesmas")
    assert note_for_letter(register, sent.id, "").value.letter_note == ""
    with pytest.raises(InputError, match="terlalu panjang"):
        note_for_letter(register, sent.id, "a" * 401)


def test_r_ruj_a_private_red_that_is_gone_does_not_speak_for_another(register, day_id, adult):
    register.sign_in(User("b", "Bidan Rina", frozenset({Role.BIDAN})))
    sad: dict[str, object] = {f"epds_{number:02}": 3 * (number < 10) for number in range(1, 11)}
    first = save_answers(register, adult.id, "epds", sad).value.referral
    assert first is not None
    follow_up(register, first.id, FollowUp.DONE, note="sudah bicara")
    save_answers(register, adult.id, "epds", dict.fromkeys(sad))
    assert open_referrals(register) == ()
    second = save_answers(register, adult.id, "heeadsss", {"heeadsss_safety": True}).value.referral
    assert second is not None
    assert (second.id != first.id, second.status, second.reasons) == (True, FollowUp.OPEN, first.reasons)


def test_r_ruj_a_mere_red_beside_an_urgent_one_is_sent_anew_when_it_grows_urgent(register, day_id, adult):
    save_answers(register, adult.id, "srq20", {f"srq_{number:02d}": True for number in range(1, 7)})
    sent = save_red(register, adult.id, {"systolic_mmhg": 185, "diastolic_mmhg": 121})
    assert (sent.urgency, "Skrining jiwa" in sent.reasons) == (Severity.URGENT, True)
    follow_up(register, sent.id, FollowUp.DONE, note="diberi obat tensi")
    save_answers(register, adult.id, "srq20", {"srq_17": True})
    [new] = open_referrals(register)
    assert (new.urgency, new.reasons) == (Severity.URGENT, ("Skrining jiwa",))


def test_r_ruj_reasons_written_by_an_older_program_still_count(register, day_id, adult):
    sent = save_red(register, adult.id, {"systolic_mmhg": 150, "diastolic_mmhg": 95})
    follow_up(register, sent.id, FollowUp.DONE, note="diberi obat tensi")
    with register.database.scratch() as session:
        session.get_one(Referral, sent.id).reasons = '["TD ≥140/90"]'
    save_answers(register, adult.id, "dewasa", {"weight_kg": 70})
    assert open_referrals(register) == ()
    [still] = referrals_of_day(register, day_id)
    assert (still.status, still.reasons) == (FollowUp.DONE, ("TD ≥140/90",))


def test_a_locked_card_keeps_where_it_sent_and_the_referral_goes_elsewhere(register, day_id, adult):
    sent = save_red(register, adult.id, {"systolic_mmhg": 150, "diastolic_mmhg": 95})
    with register.database.scratch() as session:
        session.get_one(PosyanduDay, day_id).locked_at = "2026-11-25T12:00:00"
    before = open_card(register, adult.id).fields
    assert redirect(register, sent.id, Target.HOSPITAL).value.target is Target.HOSPITAL
    assert open_card(register, adult.id).fields == before


def test_a_danger_is_answered_also_where_the_clock_was_set_back(register, adult):
    sent = save_red(register, adult.id, {"systolic_mmhg": 185, "diastolic_mmhg": 121})
    register.clock = Clock(date(2026, 11, 20))
    told = follow_up(register, sent.id, FollowUp.OPEN, note="Diantar ke puskesmas").value
    assert (told.note, told.status_on) == ("Diantar ke puskesmas", None)
