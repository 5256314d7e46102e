"""Step 5: what is missing before closing, who signs, the lock, and opening again with a reason."""

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.errors import InputError, NotAllowed
from core.exchange.import_visits import read_days
from core.rules.forms.catalogue import form_named
from core.rules.forms.fields import Field, Kind
from core.services.day.attending import come, finish_step, leave, not_measured
from core.services.day.cards import open_card, save_answers
from core.services.day.closing import (
    BIDAN,
    KADER,
    WorkKind,
    back_up_after,
    closing_state,
    lock,
    ready_days,
    refer_reds,
    reopen_day,
    sign,
    validate_everybody,
    validate_person,
)
from core.services.day.open_day import move_day, open_day
from core.services.day.referring import FollowUp, follow_up
from core.services.deeds.history import journal_of
from core.services.deeds.undoing import last_deeds, undo
from core.services.growth.measuring import growth_history, remove_visit, save_visit
from core.services.immunization.immunizing import DoseForm, give_dose
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.setup import list_posyandu
from core.services.trust.maintenance import check
from core.services.views import VisitFacts
from core.store.checkups import Referral
from core.words.findings import Severity
from core.words.people import Sex
from core.words.roles import Role, User
from core.words.steps import Step

TODAY = date(2026, 11, 25)
WEIGHED = {"weight_kg": "7,4", "height_cm": "67,8"}
ASKED = dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact", "tbc_lethargy"), False)
SARI = User("k", "Bu Sari", frozenset({Role.KADER}))
RINI = User("b", "Bidan Rini", frozenset({Role.BIDAN}))


@pytest.fixture
def day_id(register):
    return open_day(register, list_posyandu(register)[0].id, TODAY).value.id


@pytest.fixture
def aisyah(add_child):
    return add_child("Aisyah Putri", "2026-03-01", dusun="Krajan", rt="02")


@pytest.fixture
def bima(add_child):
    return add_child("Bima", "2025-02-01", Sex.MALE, dusun="Krajan", rt="01")


def served(register, day_id, person_id, **measured):
    seen = come(register, day_id, person_id).value
    values = WEIGHED | measured | ASKED
    save_answers(register, seen.id, "balita", values, confirmation_reason="dibaca dua kali")
    return seen.id


def signed_by_both(register, day_id):
    for user, role in ((SARI, KADER), (RINI, BIDAN)):
        register.sign_in(user)
        sign(register, day_id, role)


def locked(register, day_id):
    validate_everybody(register, day_id)
    signed_by_both(register, day_id)
    return lock(register, day_id).value


def test_r_flow_2_the_closing_screen_says_which_steps_are_not_done(register, day_id, aisyah):
    seen = come(register, day_id, aisyah).value
    save_answers(register, seen.id, "balita", WEIGHED)
    state = closing_state(register, day_id)
    assert [one.sentence for one in state.unfinished] == ["belum selesai: L4, L5"]
    assert state.people[0].details[0].startswith("L4 belum diisi: Batuk terus-menerus")
    assert state.obstacles == ("1 orang belum selesai: Aisyah Putri (belum selesai: L4, L5).",)
    assert not state.can_lock


def test_who_left_stands_with_the_reason_and_the_missing_steps(register, day_id, aisyah, bima):
    seen = come(register, day_id, aisyah).value
    leave(register, seen.id, "anak menangis")
    validate_person(register, served(register, day_id, bima))
    state = closing_state(register, day_id)
    assert [one.sentence for one in state.left] == ["pulang sebelum selesai (anak menangis), belum: L2, L4, L5"]
    assert state.sums[0].text == "Terdaftar 2 = selesai 1 + pulang 1 + belum selesai 0"
    assert state.obstacles == ()


def test_the_sums_of_a_day_in_their_sentences(register, day_id, aisyah, bima, add_child):
    add_child("Citra", "2024-05-05", dusun="Krajan")
    validate_person(register, served(register, day_id, aisyah))
    refused = come(register, day_id, bima).value
    not_measured(register, refused.id, "menolak")
    save_answers(register, refused.id, "balita", ASKED)
    state = closing_state(register, day_id)
    assert [one.text for one in state.sums] == [
        "Terdaftar 2 = selesai 1 + pulang 0 + belum selesai 1",
        "Sasaran balita 3 = datang 2 + tidak datang 1",
        "Balita datang 2 = ditimbang 1 + tidak ditimbang dengan alasan 1",
        "Balita ditimbang (D) 1 = N 0 + T 0 + O 0 + B 1",
    ]
    assert "tidak diukur: menolak" in state.people[1].details


def test_a_sum_that_does_not_hold_says_by_how_much(register, day_id, aisyah):
    come(register, day_id, aisyah)
    texts = [one.text for one in closing_state(register, day_id).sums if not one.holds]
    assert texts == ["Balita datang 1, padahal ditimbang 0 + tidak ditimbang dengan alasan 0 (kurang 1)"]


def test_everybody_who_is_ready_is_validated_at_once(register, day_id, aisyah, bima):
    for child in (aisyah, bima):
        served(register, day_id, child)
    state = validate_everybody(register, day_id).value
    assert all(one.sentence == "lengkap" for one in state.people)
    assert last_deeds(register, 1)[0].sentence == "Memvalidasi 2 orang, hari buka Posyandu Melati, 25 November 2026"
    with pytest.raises(InputError, match="Belum ada yang siap"):
        validate_everybody(register, day_id)


def test_a_red_finding_stands_in_the_list_until_its_outcome_is_known(register, day_id, bima):
    validate_person(register, served(register, day_id, bima, weight_kg="6,4", height_cm="76"))
    state = closing_state(register, day_id)
    (red,) = state.reds_without_follow_up
    assert red.name == "Bima"
    assert red.reasons
    assert red.severity.rank >= Severity.RED.rank
    assert (state.work[0].kind, state.work[0].person_id) == (WorkKind.RED, bima)
    assert red.referral is not None
    follow_up(register, red.referral.id, FollowUp.DONE, note="dirawat")
    state = closing_state(register, day_id)
    assert [one.name for one in state.reds] == ["Bima"]
    assert state.reds_without_follow_up == ()


def test_a_kader_reads_what_to_do_and_no_diagnosis(register, day_id, bima):
    served(register, day_id, bima, weight_kg="6,4", height_cm="76")
    register.sign_in(SARI)
    told = closing_state(register, day_id)
    register.sign_in(RINI)
    known = closing_state(register, day_id)
    assert any("Gizi buruk" in one for one in known.reds[0].reasons)
    assert not any("izi buruk" in one for one in told.reds[0].reasons)
    assert not any("izi buruk" in one.text for one in told.work)
    assert told.reds[0].severity is known.reds[0].severity


def test_a_child_weighed_before_it_was_registered_gets_its_referral_at_closing(register, day_id, bima):
    draft = VisitFacts(TODAY, weight_g=6_400, length_mm=760, confirmation_reason="dibaca dua kali")
    save_visit(register, bima, draft, day_id=day_id)
    with register.database.scratch() as session:
        for row in session.scalars(select(Referral)):
            session.delete(row)
    assert "belum ada rujukannya: Bima" in closing_state(register, day_id).obstacles[1]
    state = refer_reds(register, day_id).value
    assert state.reds[0].referral is not None
    assert last_deeds(register, 1)[0].sentence.startswith("Mencatat 1 rujukan")


def test_a_red_found_after_the_answer_keeps_the_day_open_until_it_is_sent(register, day_id, bima):
    validate_person(register, served(register, day_id, bima, weight_kg="6,4", height_cm="76"))
    (red,) = closing_state(register, day_id).reds
    assert red.referral is not None
    assert len(red.reasons) > 1
    follow_up(register, red.referral.id, FollowUp.DONE, note="dirawat")
    with register.database.scratch() as session:
        # As a register of an older version has it: the answer hides a reason that came later.
        for row in session.scalars(select(Referral)):
            row.reasons = json.dumps([json.loads(row.reasons)[0]])
    state = closing_state(register, day_id)
    assert "belum ada rujukannya: Bima" in state.obstacles[0]
    assert [one.name for one in state.reds_without_follow_up] == ["Bima"]
    state = refer_reds(register, day_id).value
    anew = state.reds[0].referral
    assert anew is not None
    assert anew.status is FollowUp.OPEN
    assert last_deeds(register, 1)[0].sentence.startswith("Mencatat 1 rujukan")
    assert [one.partition(".")[0] for one in state.obstacles] == ["1 orang dalam bahaya: Bima"]
    follow_up(register, anew.id, FollowUp.OPEN, note="diantar ke puskesmas")
    assert closing_state(register, day_id).obstacles == ()


def test_nobody_signs_for_a_danger_of_which_nobody_wrote_what_was_done(register, day_id, bima):
    validate_person(register, served(register, day_id, bima, weight_kg="6,4", height_cm="76"))
    (red,) = closing_state(register, day_id).reds
    with pytest.raises(InputError, match="dalam bahaya: Bima"):
        sign(register, day_id, KADER, name="Bu Sari")
    assert red.referral is not None
    follow_up(register, red.referral.id, FollowUp.OPEN, note="diantar ke puskesmas")
    sign(register, day_id, KADER, name="Bu Sari")


def test_the_work_after_the_day_names_who_did_not_come(register, day_id, aisyah, bima):
    validate_person(register, served(register, day_id, aisyah))
    work = closing_state(register, day_id).work
    assert [(one.name, one.kind) for one in work] == [("Bima", WorkKind.ABSENT)]
    assert work[0].text == "Timbang dan ukur bulan ini"


def test_the_day_is_signed_by_two_and_locked_by_the_bidan(register, day_id, aisyah):
    served(register, day_id, aisyah)
    with pytest.raises(InputError, match="belum selesai: Aisyah"):
        sign(register, day_id, KADER)
    validate_everybody(register, day_id)
    register.sign_in(SARI)
    assert sign(register, day_id, KADER).value.unsigned == (BIDAN,)
    with pytest.raises(NotAllowed, match="bidan"):
        sign(register, day_id, BIDAN)
    with pytest.raises(NotAllowed, match="bidan"):
        lock(register, day_id)
    register.sign_in(RINI)
    with pytest.raises(InputError, match="Belum ditandatangani bidan"):
        lock(register, day_id)
    sign(register, day_id, BIDAN)
    state = lock(register, day_id).value
    assert state.is_locked
    assert [(one.role, one.name) for one in state.signatures] == [(KADER, "Bu Sari"), (BIDAN, "Bidan Rini")]
    assert [one.id for one in ready_days(register)] == [day_id]
    with pytest.raises(InputError, match="sudah dikunci"):
        lock(register, day_id)
    assert check(register).ok


def test_one_account_does_not_sign_for_both(register, day_id, aisyah):
    served(register, day_id, aisyah)
    validate_everybody(register, day_id)
    register.sign_in(RINI)
    sign(register, day_id, BIDAN)
    with pytest.raises(InputError, match="masing-masing"):
        sign(register, day_id, KADER)


def test_a_locked_day_refuses_every_change_in_one_sentence(register, day_id, aisyah, bima):
    check_up_id = served(register, day_id, aisyah)
    give_dose(register, aisyah, DoseForm("DPT1", TODAY, giver="Bidan Rini"), check_up_id=check_up_id)
    dose = last_deeds(register, 1)[0].id
    locked(register, day_id)
    visit = growth_history(register, aisyah).visits[-1].facts
    attempts = (
        lambda: come(register, day_id, bima),
        lambda: save_answers(register, check_up_id, "balita", {"weight_kg": "7,5"}),
        lambda: save_visit(register, bima, VisitFacts(TODAY, weight_g=9_900), day_id=day_id),
        lambda: remove_visit(register, str(visit.id), "salah anak"),
        lambda: move_day(register, day_id, date(2026, 11, 24)),
        lambda: validate_everybody(register, day_id),
        lambda: sign(register, day_id, BIDAN),
        lambda: give_dose(register, aisyah, DoseForm("OPV1", TODAY, giver="Bidan Rini"), check_up_id=check_up_id),
        lambda: undo(register, dose),
    )
    for attempt in attempts:
        with pytest.raises(InputError, match="sudah dikunci bidan"):
            attempt()
    assert growth_history(register, aisyah).visits[-1].facts == visit


def test_a_locked_day_takes_no_weighing_out_of_a_file(register, day_id, aisyah):
    served(register, day_id, aisyah)
    with register.reading() as session:
        assert day_id in read_days(session).values()
    locked(register, day_id)
    with register.reading() as session:
        assert read_days(session) == {}


def test_the_lock_itself_is_not_undone_but_opened_with_a_reason(register, day_id, aisyah):
    served(register, day_id, aisyah)
    locked(register, day_id)
    with pytest.raises(InputError, match="membuka lagi harinya dengan alasan"):
        undo(register, last_deeds(register, 1)[0].id)
    with pytest.raises(InputError, match="alasan"):
        reopen_day(register, day_id, "  ")
    register.sign_in(SARI)
    with pytest.raises(NotAllowed, match="bidan"):
        reopen_day(register, day_id, "salah tulis")
    register.sign_in(RINI)
    state = reopen_day(register, day_id, "salah tulis berat").value
    assert (state.is_locked, state.signatures) == (False, ())
    newest = last_deeds(register, 1)[0]
    assert (newest.sentence, newest.reason) == (
        "Membuka lagi hari buka Posyandu Melati, 25 November 2026",
        "salah tulis berat",
    )
    save_answers(register, state.people[0].check_up.id, "balita", {"weight_kg": "7,5"}, reason="salah tulis berat")
    assert closing_state(register, day_id).people[0].sentence == "belum selesai: L4, L5"
    assert journal_of(register, aisyah)[0].reason == "salah tulis berat"
    with pytest.raises(InputError, match="belum dikunci"):
        reopen_day(register, day_id, "sekali lagi")


def test_a_day_without_anybody_or_still_to_come_is_not_closed(register, day_id):
    assert "Belum ada yang terdaftar" in closing_state(register, day_id).obstacles[0]
    later = open_day(register, list_posyandu(register)[0].id, date(2026, 12, 9)).value.id
    assert "belum tiba" in closing_state(register, later).obstacles[0]


def test_a_closed_day_is_backed_up(register, day_id, aisyah):
    served(register, day_id, aisyah)
    locked(register, day_id)
    made = back_up_after(register)
    assert made is not None
    assert made.made


def typed(field: Field) -> st.SearchStrategy[object]:
    """Anything that may be typed into a box of the card."""
    codes = st.sampled_from([one.code for one in field.choices] or [""])
    numbers = st.integers(int(field.low or 0) + 1, int(field.high or 300))
    return {
        Kind.YES_NO: st.booleans(),
        Kind.CHOICE: codes,
        Kind.SEVERAL: st.lists(codes, unique=True),
        Kind.WHOLE: numbers,
        Kind.DECIMAL: numbers.map(str),
        Kind.TEXT: st.just("bengkak kaki"),
    }.get(field.kind, st.none())


def answers(form_key: str) -> st.SearchStrategy[dict[str, object]]:
    form = form_named(form_key)
    assert form is not None
    return st.fixed_dictionaries({}, optional={one.key: typed(one) for one in form.fields if not one.derived})


@pytest.mark.parametrize(
    ("form_key", "born"), [("dewasa", "1980-01-01"), ("lansia", "1950-01-01"), ("bumil", "1998-01-01")]
)
def test_a_red_finding_of_any_card_is_never_lost(register, day_id, add_child, form_key, born):
    person = add_child("Bu Jaya", born)
    if form_key == "bumil":
        open_pregnancy(register, person, PregnancyForm(hpht_on=date(2026, 6, 1), opened_on=date(2026, 8, 1)))
    check_up_id = come(register, day_id, person).value.id

    @settings(max_examples=8, suppress_health_check=list(HealthCheck))
    @given(answers(form_key))
    def holds(values):
        with suppress(InputError):
            save_answers(register, check_up_id, form_key, values)
        card = open_card(register, check_up_id, form_key)
        worst = max((one.severity.rank for one in card.verdicts), default=0)
        state = closing_state(register, day_id)
        (seen,) = state.people
        red = {one.referral_reason for one in card.verdicts if one.severity.rank >= Severity.RED.rank} - {""}
        red -= {one.referral_reason for one in card.verdicts if one.field == "refer"}
        assert red <= set(seen.reasons)
        assert seen.severity.rank >= worst
        assert seen.referral is not None or not seen.reasons
        assert [one.name for one in state.reds_without_follow_up] == (["Bu Jaya"] if seen.reasons else [])
        assert any(one.kind is WorkKind.RED for one in state.work) is bool(seen.reasons)

    holds()


def test_what_changes_after_signing_is_signed_again(register, day_id, bima):
    seen = served(register, day_id, bima, weight_kg="11,4", height_cm="85")
    validate_person(register, seen)
    for role in ("kader", "bidan"):
        state = sign(register, day_id, role, name="Bu Sari").value
    assert state.can_lock
    save_answers(register, seen, "balita", {"weight_kg": "11,5"}, reason="salah baca")
    finish_step(register, seen, Step.SERVE)
    validate_person(register, seen)
    state = closing_state(register, day_id)
    assert (state.obstacles, state.unsigned, state.can_lock) == ((), ("kader", "bidan"), False)


def test_who_comes_or_comes_back_after_signing_is_signed_for_too(register, day_id, bima, add_child):
    seen = served(register, day_id, bima, weight_kg="11,4", height_cm="85")
    leave(register, seen, "buru-buru")
    late = add_child("Laila", "2025-01-01")
    for happens in (lambda: come(register, day_id, bima), lambda: come(register, day_id, late)):
        for role in ("kader", "bidan"):
            sign(register, day_id, role, name="Bu Sari")
        assert closing_state(register, day_id).unsigned == ()
        happens()
        assert closing_state(register, day_id).unsigned == ("kader", "bidan")
        leave(register, seen, "buru-buru")


def test_undo_after_signing_takes_the_signatures_away_and_undoing_a_late_arrival_brings_them_back(
    register, day_id, bima, add_child
):
    validate_person(register, served(register, day_id, bima, weight_kg="11,4", height_cm="85"))
    late = add_child("Laila", "2025-01-01")
    validated = next(one for one in last_deeds(register, 3) if "Laila" not in one.sentence)
    for role in ("kader", "bidan"):
        sign(register, day_id, role, name="Bu Sari")
    come(register, day_id, late)
    undo(register, last_deeds(register, 1)[0].id)
    assert closing_state(register, day_id).unsigned == ()
    undo(register, validated.id)
    state = closing_state(register, day_id)
    assert (state.unsigned, len(state.obstacles)) == (("kader", "bidan"), 1)
