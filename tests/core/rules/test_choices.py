"""Where sources disagree: every question has its default first, and unknown codes are refused."""

from typing import Any

import pytest

from core.errors import InputError
from core.rules.choices import QUESTIONS, Choices, choices_of, default_codes
from tests.core.rules.filled import born, fill


def test_every_question_is_a_choice_and_its_first_option_the_default():
    assert default_codes() == {one.key: one.options[0].code for one in QUESTIONS}


def test_every_option_has_words_and_a_source():
    for question in QUESTIONS:
        assert len(question.options) > 1
        assert all(option.label and option.source for option in question.options)


def test_stored_codes_become_choices():
    assert choices_of({}) == Choices()
    assert choices_of({"puma_cut": 7}).puma_cut == "7"


@pytest.mark.parametrize("stored", [{"puma_cut": "8"}, {"lain": "1"}, {"puma_cut": None}])
def test_unknown_codes_are_refused(stored):
    with pytest.raises(InputError):
        choices_of(stored)


SMOKER = {"smoked_ever": True, "puma_breath": True, "puma_phlegm": False, "puma_cough": False, "puma_spirometry": False}
NO_TBC = {"tbc_cough": False, "tbc_fever": False, "tbc_weight": False, "tbc_contact": False}
MOTHER = {"hpht": "2026-02-18", "pre_weight_kg": 50, "height_cm": 154}
AKS_15 = {
    "aks_bowel": 2, "aks_bladder": 2, "aks_grooming": 1, "aks_toilet": 2, "aks_feeding": 2, "aks_transfer": 3,
    "aks_walking": 3, "aks_dressing": 0, "aks_stairs": 0, "aks_bathing": 0,
}  # fmt: skip
SDQ_16 = {"sdq_form": "PARENT", "sdq_emotional": 10, "sdq_conduct": 6, "sdq_hyper": 0, "sdq_peer": 0}
ALREADY_TWO = {"visit_date": "2025-08-01", "k1_date": "2025-02-20", "k2_date": "2025-03-20"}
CHILDREN_3 = {"children_count": 3, "last_birth_date": "2020-01-01"}
OLD = {"sex": "L", "birth_date": born(60)}
CONFLICTS: dict[str, tuple[str, str, Any, Any]] = {
    "puma_cut": ("01", "puma", SMOKER | {"smoking_years": 40, "cigarettes_per_day": 20}, OLD),
    "puma_smoking": ("02", "puma", SMOKER | {"smoking_years": 32, "cigarettes_per_day": 20}, OLD),
    "puma_weights": ("03", "puma", SMOKER | {"smoked_ever": False}, OLD),
    "tbc_threshold": ("04", "dewasa", NO_TBC | {"tbc_cough": True}, {}),
    "tbc_child": ("04", "balita", NO_TBC | {"tbc_cough": True}, {}),
    "blood_pressure": ("05", "dewasa", {"systolic_mmhg": 132, "diastolic_mmhg": 80}, {"birth_date": born(40)}),
    "glucose": ("06", "dewasa", {"glucose_mg_dl": 200}, {}),
    "adult_bmi": ("07", "dewasa", {"weight_kg": 57, "height_cm": 155}, {"sex": "P"}),
    "aks_refer": ("08", "aks", AKS_15, {}),
    "trimester": ("09", "bumil", {}, {"hpht": "2026-09-01"}),
    "antenatal_spread": ("10", "kunjungan-bumil", ALREADY_TWO, {"hpht": "2025-01-10"}),
    "uric_acid": ("11", "dewasa", {"uric_acid_mg_dl": 5.8}, {"sex": "P"}),
    "whisper": ("13", "indera", {"whisper_left": 4}, {}),
    "sdq_parent": ("14", "remaja", SDQ_16, {}),
    "pregnancy_hb": ("R-HB", "bumil", {"hb_g_dl": 10.6}, {"hpht": "2026-06-24"}),
    "many_children": ("R-LAYAK", "dewasa", CHILDREN_3, {"sex": "P", "birth_date": born(30)}),
    "weight_gain_curve": ("R-GWG", "bumil", {"weight_kg": 65.8}, MOTHER),
}
"""By question: its number among the conflicts (or its rule), and a form on which the sources differ."""
ELSEWHERE = {"glucose_from_years", "tablets_target"}
"""Asked of lists of people, not of one form: conflict 12 in the due list, R-TTD where tablets are added up."""
ALTERNATIVES = [
    pytest.param(question.key, option.code, id=f"conflict-{CONFLICTS[question.key][0]}-{question.key}-{option.code}")
    for question in QUESTIONS
    if question.key not in ELSEWHERE
    for option in question.options[1:]
]


def test_every_question_has_a_case_of_its_own():
    assert {one.key for one in QUESTIONS} == CONFLICTS.keys() | ELSEWHERE


@pytest.mark.parametrize(("key", "code"), ALTERNATIVES)
def test_every_alternative_changes_what_the_form_says_and_the_default_is_that_of_no_choice(key, code):
    _, form, answers, known = CONFLICTS[key]
    unasked, default, other = (
        fill(form, answers, choices=chosen, **known)
        for chosen in (None, choices_of({key: default_codes()[key]}), choices_of({key: code}))
    )
    assert not unasked.errors
    assert unasked == default
    assert unasked.verdicts != other.verdicts
