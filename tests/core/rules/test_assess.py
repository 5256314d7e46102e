"""Any answers to any form: no crash, no lost red, nothing lowered by more information."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.rules.assess import CONTEXT, assess
from core.rules.forms.catalogue import FORMS
from core.rules.forms.fields import Field, Kind
from core.rules.forms.form import Form
from core.words.findings import Severity
from tests.core.rules.filled import FORM_OF, TODAY, born, fill

DAYS = st.dates(date(2024, 1, 1), TODAY).map(date.isoformat)


def fitting(field: Field) -> st.SearchStrategy[object]:
    """Answers that the field takes."""
    if field.kind is Kind.YES_NO:
        return st.booleans()
    if field.low is not None and field.high is not None:
        tenths = st.integers(int(field.low * 10), int(field.high * 10)).map(lambda number: number / 10)
        return st.integers(int(field.low), int(field.high)) if field.kind is Kind.WHOLE else tenths
    if field.kind is Kind.CHOICE:
        return st.sampled_from([one.code for one in field.choices])
    by_kind: dict[Kind, st.SearchStrategy[object]] = {Kind.DAY: DAYS, Kind.CLOCK: st.just("08:30")}
    if field.kind is Kind.SEVERAL:
        return st.lists(st.sampled_from([one.code for one in field.choices]), unique=True, max_size=4)
    text = st.text("BS", max_size=5) if field.key.startswith("finger_") else st.text(max_size=10)
    return by_kind.get(field.kind, text)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


def filled(form: Form) -> st.SearchStrategy[dict[str, object]]:
    """Some fields of a form, answered as they may be."""
    typed = {field.key: fitting(field) for field in form.fields if not field.derived}
    return st.fixed_dictionaries({}, optional=typed)


KNOWN = st.fixed_dictionaries(
    {},
    optional={field.key: fitting(field) for field in CONTEXT}
    | {"birth_date": st.dates(date(1940, 1, 1), TODAY).map(date.isoformat)},
)
FORM = st.sampled_from([form.key for form in FORMS])
CASES = FORM.flatmap(lambda key: st.tuples(st.just(key), filled(FORM_OF[key]), KNOWN))


@settings(max_examples=150, deadline=None)
@given(CASES)
def test_no_answers_crash_and_every_result_is_a_choice_of_its_field(case):
    key, answers, known = case
    form = FORM_OF[key]
    found = assess(form, answers, known, today=TODAY)
    for one in found.verdicts:
        field = form.field(one.field)
        assert field is not None, (form.key, one)
        assert one.label, one
        assert one.rule.startswith("R-")
        if field.derived and field.kind in (Kind.CHOICE, Kind.SEVERAL) and one.result != "TIDAK_DINILAI":
            assert field.words(one.result), one
        if field.derived and field.kind is Kind.YES_NO:
            assert isinstance(one.result, bool)
    for score in found.scores:
        field = form.field(score)
        assert field is not None, (form.key, score)
        assert field.derived or score == "gestational_weeks"


@settings(max_examples=100, deadline=None)
@given(FORM, st.dictionaries(st.text(max_size=12), ANYTHING, max_size=4), st.data())
def test_answers_of_any_shape_are_refused_and_never_crash(key, strange, data):
    form = FORM_OF[key]
    keys = st.sampled_from([field.key for field in form.fields])
    answers = strange | data.draw(st.dictionaries(keys, ANYTHING, max_size=8))
    known = data.draw(st.dictionaries(st.sampled_from([field.key for field in CONTEXT]), ANYTHING, max_size=5))
    found = assess(form, answers, known, today=TODAY)
    for name in strange:
        assert form.field(name) is not None or any(one.key == name for one in found.errors)


@settings(max_examples=100, deadline=None)
@given(CASES)
def test_a_red_finding_is_always_in_the_referral(case):
    key, answers, known = case
    form = FORM_OF[key]
    found = assess(form, answers, known, today=TODAY)
    grave = [one for one in found.verdicts if one.severity.rank >= Severity.RED.rank]
    assert found.refer or not grave
    for one in grave:
        if one.field != "refer":
            assert one.referral_reason in found.reasons
            assert one.next_step or one.field in ("bp_class", "bp_isolated"), one
    assert len(set(found.reasons)) == len(found.reasons)


# What a rule itself makes milder: dates and weeks move every age, the posture shifts a length, a height or weight from
# before replaces a guess, the bidan overrules a curve, pregnancy leaves the waist unjudged, a no replaces the 2T.
MAY_LOWER = {
    "visit_date", "hpht", "usg_due_date", "gestational_weeks", "delivery_date", "pre_weight_kg", "height_cm", "measure",
    "gain_override", "pregnant", "tbc_weight",
}  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(CASES, st.data())
def test_one_more_answer_never_lowers_the_gravest_finding(case, data):
    key, answers, known = case
    form = FORM_OF[key]
    addable = sorted(set(answers) - MAY_LOWER)
    if not addable:
        return
    extra = data.draw(st.sampled_from(addable))
    fewer = {key: value for key, value in answers.items() if key != extra}
    before, after = (assess(form, given_, known, today=TODAY) for given_ in (fewer, answers))
    # A refused answer is shown as an error, so nothing is lowered silently.
    if len(after.errors) > len(before.errors):
        return
    assert _worst(after) >= _worst(before), extra
    assert after.refer or not before.refer, extra


def _worst(found):
    return max((one.severity.rank for one in found.verdicts), default=0)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_an_empty_form_lists_what_is_missing_in_the_order_of_the_card(form):
    found = assess(form, {}, today=TODAY)
    wanted = [field.key for field in form.fields if field.required and field.key != "visit_date"]
    assert list(found.missing) == wanted
    assert not found.errors
    assert found.complete is (not wanted)


def test_without_any_day_the_visit_date_is_missing():
    assert "visit_date" in assess(FORM_OF["dewasa"], {}).missing


def test_an_answer_wins_over_what_the_register_knows():
    assert fill("bumil", {"hpht": "2026-10-01"}, hpht="2026-05-01").scores["gestational_weeks"] == 7


def test_a_complete_card_of_a_healthy_adult():
    answers = {
        "weight_kg": 55, "height_cm": 160, "systolic_mmhg": 118, "diastolic_mmhg": 76, "tbc_cough": False,
        "tbc_fever": False, "tbc_weight": False, "tbc_contact": False,
    }  # fmt: skip
    found = fill("dewasa", answers, sex="P", birth_date=born(30))
    assert (found.complete, found.refer, found.missing, found.errors) == (True, False, (), ())
    assert {one.severity for one in found.verdicts} == {Severity.GREEN}


@pytest.mark.parametrize(
    ("form", "answers", "known"),
    [
        ("srq20", {"srq_17": True}, {}),
        ("bahaya-bumil", {"danger_seizure": True}, {}),
        ("dewasa", {"systolic_mmhg": 180}, {}),
        ("dewasa", {"diastolic_mmhg": 110}, {}),
        ("bumil", {"systolic_mmhg": 160}, {}),
        ("bumil", {"diastolic_mmhg": 110}, {}),
        ("balita", {"muac_cm": 11.2}, {"sex": "L", "birth_date": TODAY - timedelta(400)}),
        ("balita", {"oedema": True}, {}),
        ("bahaya-balita", {"danger_seizure": True}, {}),
        ("balita", {"illness_danger": True}, {}),
    ],
)
def test_immediate_danger_is_urgent_from_the_one_answer_that_says_so(form, answers, known):
    found = fill(form, answers, **known)
    assert any(one.severity is Severity.URGENT for one in found.verdicts)
    assert found.refer
    assert found.reasons
