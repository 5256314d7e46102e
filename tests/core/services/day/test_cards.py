"""The card of a check-up: opened with what is known, saved field by field, every verdict at once."""

from datetime import date
from decimal import Decimal

import pytest

from core.errors import InputError, NotAllowed
from core.rules.screening_due import Due
from core.services.confirmation import NeedsConfirmation
from core.services.day.attending import check_up, come
from core.services.day.cards import open_card, save_answers
from core.services.day.open_day import day_line, day_lines, open_day
from core.services.deeds.history import journal_of
from core.services.deeds.undoing import last_deeds, undo
from core.services.growth.growth_review import worries
from core.services.growth.measuring import growth_history, remove_visit, save_visit
from core.services.people.births import EndForm, NewbornForm, record_birth
from core.services.people.pregnancies import PregnancyForm, open_pregnancy, pregnancy_form
from core.services.people.registration import person_form
from core.services.register import Changed
from core.services.setup import list_posyandu
from core.services.views import VisitFacts
from core.words.findings import Severity
from core.words.people import Posture, Sex
from core.words.roles import Role, User
from core.words.steps import Step
from tests.register_state import register_state

TODAY = date(2026, 11, 25)
ASKED = dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact"), False)


@pytest.fixture
def day_on(register):
    unit = list_posyandu(register)[0].id
    return lambda on: open_day(register, unit, date.fromisoformat(on)).value.id


@pytest.fixture
def day_id(day_on):
    return day_on("2026-11-25")


@pytest.fixture
def seen(register, day_id, add_child):
    def registered(name, born, sex=Sex.FEMALE, **facts):
        return come(register, day_id, add_child(name, born, sex, **facts)).value

    return registered


def values(card):
    return {one.field.key: one.value for one in card.fields if one.value is not None}


def proposals(card):
    return {one.field.key: (one.prefill.value, one.prefill.source) for one in card.fields if one.prefill}


def verdict(card, key):
    return next(one for one in card.verdicts if one.field == key)


@pytest.mark.parametrize(
    ("born", "form"),
    [("2026-03-01", "balita"), ("2020-11-26", "balita"), ("2020-11-25", "remaja"), ("2008-01-01", "remaja"),
     ("2007-11-25", "dewasa"), ("1966-11-26", "dewasa"), ("1966-11-25", "lansia")],
)  # fmt: skip
def test_r_age_the_card_follows_the_age_of_the_day(register, seen, born, form):
    assert open_card(register, seen("Warga", born).id).form.key == form


def test_r_age_a_pregnant_girl_of_sixteen_has_the_card_of_pregnant_women(register, seen):
    girl = seen("Melati", "2010-01-01")
    open_pregnancy(register, girl.person_id, PregnancyForm(hpht_on=date(2026, 8, 1), gravida=1))
    card = open_card(register, girl.id)
    assert card.form.key == "bumil"
    assert values(card)["hpht"] == date(2026, 8, 1)
    assert card.scores["gestational_weeks"] == 16


def test_the_scale_and_the_card_show_the_same_number(register, day_id, seen):
    child = seen("Aisyah", "2026-03-01")
    boxes = {"weight_kg": "7,4", "height_cm": "67,8", "measure": "L", "muac_cm": 13.5, "head_cm": 43, "oedema": False}
    card = save_answers(register, child.id, "balita", boxes).value
    [visit] = growth_history(register, child.person_id).visits
    assert (visit.facts.weight_g, visit.facts.length_mm, visit.facts.posture) == (7_400, 678, Posture.LYING)
    assert (visit.facts.muac_mm, visit.facts.head_mm, visit.facts.day_id) == (135, 430, day_id)
    assert values(card) == {
        "visit_date": TODAY,
        "weight_kg": Decimal("7.4"),
        "height_cm": Decimal("67.8"),
        "measure": "L",
        "muac_cm": Decimal("13.5"),
        "head_cm": Decimal(43),
        "oedema": False,
    }
    save_visit(register, child.person_id, VisitFacts(TODAY, weight_g=7_500), day_id=day_id)
    assert values(open_card(register, child.id))["weight_kg"] == Decimal("7.5")
    line = day_line(register, day_id, child.person_id)
    assert line is not None
    assert line.weight_g == 7_500


def test_a_weighing_at_the_scale_is_step_2_of_the_check_up(register, day_id, add_child):
    child = add_child("Aisyah", "2026-03-01")
    save_visit(register, child, VisitFacts(TODAY, weight_g=7_400), day_id=day_id)
    seen_before = come(register, day_id, child)
    assert (seen_before.value.is_new, seen_before.value.done) == (False, (Step.REGISTER, Step.MEASURE))
    [visit] = growth_history(register, child).visits
    assert visit.facts.id is not None
    remove_visit(register, visit.facts.id, "salah anak")
    assert come(register, day_id, child).value.is_new


def test_a_weighing_taken_out_opens_its_step_but_keeps_what_else_was_done(register, day_id, seen):
    child = seen("Aisyah", "2026-03-01")
    save_answers(register, child.id, "balita", {"weight_kg": "7,4", "height_cm": "67,8", "illness": True})
    [visit] = growth_history(register, child.person_id).visits
    assert visit.facts.id is not None
    remove_visit(register, visit.facts.id, "salah anak")
    assert check_up(register, child.id).waits_at is Step.MEASURE
    assert values(open_card(register, child.id))["illness"] is True


def test_only_what_changed_is_written_and_nothing_is_no_deed(register, seen):
    child = seen("Aisyah", "2026-03-01")
    first = save_answers(register, child.id, "balita", {"weight_kg": "7,4", "height_cm": "67,8"})
    assert first.changed == {Changed.DAYS, Changed.MEASUREMENTS}
    before, deeds = register_state(register), last_deeds(register)
    again = save_answers(register, child.id, "balita", {"weight_kg": 7.4, "height_cm": Decimal("67.80")})
    assert (again.changed, register_state(register), last_deeds(register)) == (frozenset(), before, deeds)


@pytest.mark.parametrize(
    ("form", "boxes", "field", "words"),
    [
        ("dewasa", {"weight_kg": "abc"}, "weight_kg", "tulis dengan angka"),
        ("dewasa", {"weight_kg": 7400}, "weight_kg", "paling banyak 250"),
        ("dewasa", {"systolic_mmhg": 80, "diastolic_mmhg": 120}, "diastolic_mmhg", "harus lebih besar"),
        ("dewasa", {"bmi": 22}, "bmi", "dihitung sendiri"),
        ("dewasa", {"umur": 22}, "umur", "tidak ada di formulir"),
        ("dewasa", {"refer_manual": True}, "refer_reason", "Tulis alasan rujukannya"),
        ("dewasa", {"visit_date": "2026-11-24"}, "visit_date", "mengikuti hari bukanya"),
    ],
)
def test_what_cannot_be_is_refused_with_the_sentence_of_its_box(register, seen, form, boxes, field, words):
    adult = seen("Pak Jaya", "1986-01-01", Sex.MALE)
    before = register_state(register)
    with pytest.raises(InputError, match=words) as refused:
        save_answers(register, adult.id, form, {"waist_cm": 80} | boxes)
    assert refused.value.field == field
    assert register_state(register) == before


def test_an_odd_weight_of_a_child_asks_for_a_second_reading(register, day_on, seen, add_child):
    child = add_child("Aisyah", "2026-03-01")
    save_visit(register, child, VisitFacts(date(2026, 10, 25), weight_g=7_200))
    here = come(register, day_on("2026-11-25"), child).value
    with pytest.raises(NeedsConfirmation):
        save_answers(register, here.id, "balita", {"weight_kg": "3,7"})
    assert values(open_card(register, here.id)).keys() == {"visit_date"}
    save_answers(register, here.id, "balita", {"weight_kg": "3,7"}, confirmation_reason="ditimbang dua kali")
    assert growth_history(register, child).visits[-1].facts.confirmation_reason == "ditimbang dua kali"


def test_boxes_are_emptied_again(register, seen):
    child = seen("Aisyah", "2026-03-01")
    save_answers(register, child.id, "balita", {"weight_kg": "7,4", "illness": True})
    card = save_answers(register, child.id, "balita", {"weight_kg": None, "illness": ""}).value
    assert values(card) == {"visit_date": TODAY}
    assert growth_history(register, child.person_id).visits == ()


def test_vitamin_a_and_milk_are_kept_as_on_the_kms(register, seen):
    child = seen("Aisyah", "2026-03-01")
    save_answers(register, child.id, "balita", {"weight_kg": "7,4", "vitamin_a": True, "birth_weight_kg": "3,1"})
    [visit] = growth_history(register, child.person_id).visits
    assert visit.facts.vitamin_a == "biru"
    assert person_form(register, child.person_id).birth_weight_g == 3_100
    assert values(open_card(register, child.id))["vitamin_a"] is True
    baby = seen("Bima", "2026-09-01", Sex.MALE)
    save_answers(register, baby.id, "balita", {"exclusive_breastfeeding": False, "vitamin_a": False})
    [visit] = growth_history(register, baby.person_id).visits
    assert (visit.facts.breastfeeding, visit.facts.vitamin_a) == ("X", None)
    shown = values(open_card(register, baby.id))
    assert (shown["exclusive_breastfeeding"], shown["vitamin_a"]) == (False, False)


def test_two_t_of_the_card_is_that_of_the_kms(register, day_on, add_child):
    child = add_child("Bima", "2024-03-10", Sex.MALE)
    for on, grams in (("2026-08-12", 12_500), ("2026-09-12", 12_900), ("2026-10-12", 12_850)):
        save_visit(register, child, VisitFacts(date.fromisoformat(on), weight_g=grams), day_id=day_on(on))
    here = come(register, day_on("2026-11-25"), child).value
    card = save_answers(register, here.id, "balita", {"weight_kg": "12,8", "height_cm": "88"}).value
    last = growth_history(register, child).visits[-1]
    assert last.weighing is not None
    assert (last.letter, last.weighing.two_t) == ("T", True)
    assert (verdict(card, "weight_letter").result, verdict(card, "two_t").result) == ("T", True)
    assert "2T: dua kali tidak naik" in card.reasons


def test_a_month_away_is_o_and_the_first_weighing_is_b(register, day_on, add_child):
    child = add_child("Bima", "2024-03-10", Sex.MALE)
    first = come(register, day_on("2026-08-12"), child).value
    assert verdict(save_answers(register, first.id, "balita", {"weight_kg": 12}).value, "weight_letter").result == "B"
    here = come(register, day_on("2026-11-25"), child).value
    card = save_answers(register, here.id, "balita", {"weight_kg": "12,9"}).value
    assert verdict(card, "weight_letter").result == "O"


def test_pregnancy_facts_have_one_home(register, seen):
    mother = seen("Dewi", "1998-05-05")
    opened = open_pregnancy(register, mother.person_id, PregnancyForm(weeks_said=20)).value
    card = open_card(register, mother.id)
    assert values(card)["gestational_weeks"] == 20
    card = save_answers(register, mother.id, "bumil", {"hpht": "2026-07-01", "gravida": 2}).value
    form = pregnancy_form(register, opened.pregnancy_id)
    assert (form.hpht_on, form.gravida) == (date(2026, 7, 1), 2)
    assert card.scores["gestational_weeks"] == 21


def test_what_the_register_knows_is_proposed_with_its_source(register, day_on, seen, add_child):
    adult = add_child("Pak Jaya", "1970-01-01", Sex.MALE)
    before = come(register, day_on("2026-05-12"), adult).value
    boxes = {"weight_kg": 70, "height_cm": 165, "own_history": ["HT"], "smoking_status": "1", "cigarettes_per_day": 12}
    save_answers(register, before.id, "dewasa", boxes)
    card = open_card(register, come(register, day_on("2026-11-25"), adult).value.id)
    assert values(card) == {"visit_date": TODAY}
    told = "dari kartu 12 Mei 2026"
    assert proposals(card) == {
        "height_cm": (Decimal(165), "dari register"),
        "own_history": (("HT",), told),
        "smoking_status": ("1", told),
        "cigarettes_per_day": (12, told),
    }
    assert "height_cm" not in card.missing


def test_the_height_of_a_child_is_never_carried_over(register, day_on, add_child):
    child = add_child("Aisyah", "2024-03-01")
    before = come(register, day_on("2026-10-12"), child).value
    save_answers(register, before.id, "balita", {"weight_kg": "11,4", "height_cm": "86"})
    card = open_card(register, come(register, day_on("2026-11-25"), child).value.id)
    assert "height_cm" not in proposals(card)
    assert "height_cm" in card.missing


def test_first_trimester_pressure_is_remembered(register, day_on, add_child):
    mother = add_child("Dewi", "1998-05-05")
    open_pregnancy(register, mother, PregnancyForm(hpht_on=date(2026, 5, 1), opened_on=date(2026, 6, 20)))
    first = come(register, day_on("2026-07-12"), mother).value
    save_answers(register, first.id, "bumil", {"systolic_mmhg": 110, "diastolic_mmhg": 68, "pre_weight_kg": 50})
    here = come(register, day_on("2026-11-25"), mother).value
    boxes = {"systolic_mmhg": 130, "diastolic_mmhg": 85, "weight_kg": "55,5", "height_cm": 155}
    card = save_answers(register, here.id, "bumil", boxes).value
    assert verdict(card, "bp_result").result == "NAIK"
    assert card.scores["gain_kg"] == Decimal("5.5")


def test_r_nifas_a_nursing_mother_keeps_her_card_after_day_42(register, day_on, add_child):
    mother = add_child("Dewi", "1998-05-05")
    newborn = NewbornForm(Sex.FEMALE, "Bayi", birth_weight_g=3_050)
    born = EndForm(ended_on=date(2026, 8, 1), children=(newborn,), confirmation_reason="uji")
    record_birth(register, mother, born)
    here = come(register, day_on("2026-09-01"), mother).value
    card = open_card(register, here.id)
    assert card.form.key == "nifas"
    assert proposals(card)["delivery_date"] == (date(2026, 8, 1), "dari register")
    assert proposals(card)["birth_weight_kg"] == (Decimal("3.05"), "dari register")
    save_answers(register, here.id, "nifas", {"breastfeeding": True})
    # Day 116: what she said last, that she nurses, keeps her on the card of nifas & menyusui.
    later = come(register, day_on("2026-11-25"), mother).value
    assert open_card(register, later.id).form.key == "nifas"
    card = save_answers(register, later.id, "nifas", {"breastfeeding": True}).value
    assert verdict(card, "nifas_status").result == "MENYUSUI"


def test_instruments_are_due_yearly_and_open_from_the_card(register, day_on, add_child):
    elder = add_child("Mbah Karso", "1950-01-01", Sex.MALE)
    before = come(register, day_on("2026-01-12"), elder).value
    save_answers(register, before.id, "jiwa4", dict.fromkeys(("jiwa_spirit", "jiwa_sad"), "0"))
    here = come(register, day_on("2026-11-25"), elder).value
    due = {one.form_key: (one.due, one.last_on) for one in open_card(register, here.id).instruments}
    assert due["jiwa4"] == (Due.NOT_YET, date(2026, 1, 12))
    assert due["skilas"] == due["aks"] == due["puma"] == (Due.TODAY, None)
    puma = {"smoked_ever": False, "puma_breath": True, "puma_phlegm": False, "puma_cough": True}
    card = save_answers(register, here.id, "puma", puma | {"puma_spirometry": False}).value
    assert (card.form.key, card.is_complete, card.scores["puma_score"]) == ("puma", True, 5)


@pytest.mark.parametrize(
    ("born", "sex", "offered"),
    [
        ("2011-01-01", Sex.FEMALE, {"jiwa4", "srq20"}),
        ("2013-01-01", Sex.FEMALE, {"jiwa4"}),
        ("2011-01-01", Sex.MALE, {"srq20"}),
        ("2018-01-01", Sex.FEMALE, set()),
    ],
)
def test_r_jiwa4_of_girls_and_r_srq_of_older_teens(register, seen, born, sex, offered):
    card = open_card(register, seen("Melati", born, sex).id)
    assert {one.form_key for one in card.instruments} & {"jiwa4", "srq20"} == offered
    assert all(one.due is Due.TODAY for one in card.instruments if one.form_key == "jiwa4")


def test_what_was_answered_on_another_form_today_is_proposed(register, seen):
    elder = seen("Mbah Karso", "1950-01-01", Sex.MALE)
    save_answers(register, elder.id, "lansia", {"muac_cm": "20,5", **ASKED})
    assert values(open_card(register, elder.id, "skilas"))["muac_cm"] == Decimal("20.5")
    assert proposals(open_card(register, elder.id, "tbc"))["tbc_cough"] == (False, "dari formulir lain hari ini")


def test_r_ruj_2_tb_on_two_forms_is_one_reason(register, seen):
    adult = seen("Pak Jaya", "1986-01-01", Sex.MALE)
    found = ASKED | {"tbc_cough": True, "tbc_fever": True}
    once = save_answers(register, adult.id, "dewasa", found).value.reasons
    both = save_answers(register, adult.id, "tbc", found).value.reasons
    assert len(once) == 1
    assert both == once


def test_trap_r_td_low_pressure_stays_low_when_the_card_is_opened_again(register, seen):
    elder = seen("Mbah Tumi", "1950-01-01")
    save_answers(register, elder.id, "lansia", {"systolic_mmhg": 88, "diastolic_mmhg": 58})
    assert verdict(open_card(register, elder.id), "bp_result").result == "R"


def test_r_val_hi_of_the_meter_is_kept_as_over_600_and_judged_as_t2(register, seen):
    adult = seen("Pak Jaya", "1980-01-01", Sex.MALE)
    save_answers(register, adult.id, "dewasa", {"glucose_hi": True})
    card = open_card(register, adult.id)
    assert (values(card)["glucose_hi"], verdict(card, "glucose_result").result) == (True, "T2")


def test_r_jatuhtempo_an_elder_never_screened_is_due_at_the_first_contact(register, seen):
    elder = open_card(register, seen("Mbah Karso", "1950-01-01", Sex.MALE).id)
    assert {one.form_key: one.due for one in elder.instruments if one.form_key in ("aks", "skilas", "puma")} == {
        "aks": Due.TODAY, "skilas": Due.TODAY, "puma": Due.TODAY,
    }  # fmt: skip


def test_r_tbc_what_makes_one_symptom_enough_is_known_on_the_questionnaire(register, seen):
    mother = seen("Dewi", "1998-05-05")
    open_pregnancy(register, mother.person_id, PregnancyForm(hpht_on=date(2026, 7, 1)))
    assert proposals(open_card(register, mother.id, "tbc"))["pregnant"] == (True, "dari register")
    assert save_answers(register, mother.id, "tbc", ASKED | {"tbc_cough": True}).value.reasons == ("Terduga TBC",)
    jaya = seen("Pak Jaya", "1986-01-01", Sex.MALE)
    save_answers(register, jaya.id, "dewasa", {"own_history": ["DM"]})
    assert proposals(open_card(register, jaya.id, "tbc"))["dm"] == (True, "dari register")
    assert "pregnant" not in proposals(open_card(register, jaya.id, "tbc"))


def test_r_heeadsss_what_was_said_in_confidence_is_for_the_bidan(register, seen):
    girl = seen("Melati", "2011-01-01")
    register.sign_in(User("b", "Bidan Rina", frozenset({Role.BIDAN})))
    save_answers(register, girl.id, "heeadsss", {"heeadsss_suicide": True})
    card = open_card(register, girl.id)
    assert card.referral is not None
    assert card.referral.urgency is Severity.URGENT
    assert any("heeadsss" in one.form_key for one in card.instruments)
    register.sign_in(User("k", "Bu Sari", frozenset({Role.KADER})))
    card = open_card(register, girl.id)
    assert card.referral is not None
    # The kader sees that and how urgently, not why.
    assert (card.reasons, card.referral.urgency) == (("Hasil pemeriksaan bidan",), Severity.URGENT)
    assert card.referral.reasons == ("Hasil pemeriksaan bidan",)
    assert all("heeadsss" not in one.form_key for one in card.instruments)
    with pytest.raises(NotAllowed):
        open_card(register, girl.id, "heeadsss")
    with pytest.raises(NotAllowed):
        save_answers(register, girl.id, "heeadsss", {"heeadsss_suicide": False})
    told = " ".join(str(line) for line in journal_of(register, girl.person_id))
    assert "bunuh" not in told.lower()


def test_boxes_of_the_bidan_are_hers(register, seen):
    mother = seen("Dewi", "1998-05-05")
    open_pregnancy(register, mother.person_id, PregnancyForm(hpht_on=date(2026, 7, 1)))
    register.sign_in(User("k", "Bu Sari", frozenset({Role.KADER})))
    assert "gain_override" not in {one.field.key for one in open_card(register, mother.id).fields}
    with pytest.raises(NotAllowed):
        save_answers(register, mother.id, "bumil", {"gain_override": "SESUAI"})


def test_a_kader_reads_lines_not_diagnoses(register, seen):
    child = seen("Aisyah", "2026-03-01")
    boxes = {"weight_kg": "5,0", "height_cm": "67,8"}
    save_answers(register, child.id, "balita", boxes, confirmation_reason="uji")
    register.sign_in(User("k", "Bu Sari", frozenset({Role.KADER})))
    card = open_card(register, child.id)
    said = " ".join(f"{one.label} {one.why} {one.reason}" for one in card.verdicts)
    assert card.referral is not None
    said += " ".join(card.reasons + card.referral.reasons)
    assert "gizi buruk" not in said.lower()  # their names are the bidan's
    assert verdict(card, "whz_category").severity is Severity.URGENT


def test_a_saved_card_is_undone_whole(register, seen):
    adult = seen("Pak Jaya", "1986-01-01", Sex.MALE)
    before = register_state(register)
    save_answers(register, adult.id, "dewasa", {"systolic_mmhg": 190, "diastolic_mmhg": 100, "weight_kg": 70})
    undo(register, last_deeds(register, 1)[0].id)
    assert register_state(register) == before


def test_a_corrected_measurement_is_told_with_both_numbers(register, seen):
    adult = seen("Pak Jaya", "1986-01-01", Sex.MALE)
    save_answers(register, adult.id, "dewasa", {"systolic_mmhg": 150, "diastolic_mmhg": 90})
    save_answers(register, adult.id, "dewasa", {"systolic_mmhg": 140}, reason="salah baca")
    [change] = journal_of(register, adult.person_id)[0].changes
    assert (change.label, change.before, change.after) == ("Tekanan atas (sistole)", "150 mmHg", "140 mmHg")


def test_adults_are_no_children_of_the_scale(register, day_id, seen):
    adult = seen("Pak Jaya", "1986-01-01", Sex.MALE)
    save_answers(register, adult.id, "dewasa", {"weight_kg": 48, "height_cm": 165})
    assert day_lines(register, day_id) == ()
    assert worries(register) == ()


def test_unknown_forms_and_check_ups(register, seen):
    adult = seen("Pak Jaya", "1986-01-01", Sex.MALE)
    with pytest.raises(InputError, match="tidak ada"):
        open_card(register, adult.id, "kartu-lain")
    with pytest.raises(InputError, match="tidak ada"):
        open_card(register, "tidak-ada")
