"""R-RUJ: any answers to any form: no crash, no lost red, no finding made milder by more information."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.rules.assess import CONTEXT, assess
from core.rules.choices import Choices
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


EXCEPTED = {
    "visit_date": "every age, week and window is counted at it",
    "birth_date": "every age is counted from it",
    "sex": "R-HB and R-TTDREMAJA are for girls only below 15 years",
    "hpht": "R-UK: weeks that were told give way to the last period; R-GWG: the month gives way to the band",
    "usg_due_date": "R-HPL: the scan goes before the last period",
    "pre_weight_kg": "R-GWG, R-KEK: the weight before the pregnancy goes before that of its first weeks",
    "height_cm": "R-GWG: the comparison by the month gives way to the band",
    "measure": "Permenkes 2/2020: lying and standing length differ by 0,7 cm",
    "oedema": "Permenkes 2/2020: a swollen child's weight is not judged; the swelling itself is urgent",
    "gestation_weeks": "Permenkes 2/2020: a child born early is judged by its corrected age",
    "kms_edition": "the red line of the KMS of 2010 lies lower",
    "gain_override": "R-GWG: the bidan has seen the curve",
    "pregnant": "R-LP, R-LAYAK: not judged in pregnancy",
    "tbc_weight": "R-TBC: an answered no goes before what 2T stood for",
}
"""What may make a finding milder when it becomes known, and the rule that says so."""


@settings(max_examples=150, deadline=None)
@given(CASES)
def test_no_more_fact_makes_any_finding_milder_unless_a_rule_says_so(case):
    key, answers, known = case
    form = FORM_OF[key]
    after = assess(form, answers, known, today=TODAY)
    # An answer over a fact of the register is a correction, no addition.
    added = [(name, name in answers) for name in answers.keys() ^ known.keys() if name not in EXCEPTED]
    for name, is_answer in added:
        fewer = {one: value for one, value in answers.items() if one != name} if is_answer else answers
        less = known if is_answer else {one: value for one, value in known.items() if one != name}
        before = assess(form, fewer, less, today=TODAY)
        # A refused answer is shown as an error, so nothing is lowered silently.
        if len(after.errors) <= len(before.errors):
            assert not _milder(before, after), name


def _milder(before, after):
    """The findings that grew milder or no longer refer."""
    now = _findings(after)
    return [one for one, grave in _findings(before).items() if now.get(one, (0, False)) < grave and grave > (0, False)]


def _findings(found):
    """How grave each field is, and whether it refers."""
    graves: dict[str, tuple[int, bool]] = {}
    for one in found.verdicts:
        grave = (one.severity.rank, one.refers)
        graves[one.field] = max(grave, graves.get(one.field, grave))
    return graves


_ONE_YEAR = {"sex": "L", "birth_date": born(1)}
_MONTH_AGO = {"prev_weight_kg": 59.5, "prev_visit_date": "2026-10-26"}
_TWENTY_WEEKS = {"hpht": "2026-07-08", "pre_weight_kg": 50, "height_cm": 154}
_AGAIN_T = {"prev_weight_kg": 9.6, "prev_visit_date": "2026-10-20", "prev_letter": "T"}


@pytest.mark.parametrize(
    ("name", "value", "form", "answers", "known"),
    [
        ("visit_date", "2026-11-24", "balita", {"deworming": False}, {"birth_date": born(1)}),
        ("birth_date", born(14), "remaja", {"waist_cm": 95}, {"sex": "P"}),
        ("sex", "L", "remaja", {"hb_g_dl": 11}, {"birth_date": born(12)}),
        ("hpht", "2026-10-01", "bumil", {"gestational_weeks": 43}, {}),
        ("usg_due_date", "2026-12-25", "bumil", {}, {"hpht": "2026-01-25"}),
        ("pre_weight_kg", 43, "bumil", {"weight_kg": 41, "muac_cm": 24}, {"hpht": "2026-10-01", "height_cm": 150}),
        ("height_cm", 154, "bumil", {"weight_kg": 60}, {"hpht": "2026-05-01", "pre_weight_kg": 50} | _MONTH_AGO),
        ("measure", "H", "balita", {"height_cm": 70.8}, _ONE_YEAR),
        ("oedema", True, "balita", {"weight_kg": 7}, _ONE_YEAR),
        ("gestation_weeks", 30, "balita", {"weight_kg": 5}, {"sex": "L", "birth_date": born(0, 4)}),
        ("kms_edition", "2010", "balita", {"weight_kg": 7.6}, _ONE_YEAR),
        ("gain_override", "SESUAI", "bumil", {"weight_kg": 52.5}, _TWENTY_WEEKS),
        ("pregnant", True, "dewasa", {"waist_cm": 95}, {"sex": "P"}),
        ("tbc_weight", False, "balita", {"weight_kg": 9.6, "tbc_fever": True}, _ONE_YEAR | _AGAIN_T),
    ],
)  # fmt: skip
def test_each_excepted_fact_is_one_whose_rule_says_so(name, value, form, answers, known):
    assert name in EXCEPTED
    is_answer = name not in {"birth_date", "sex", "gestation_weeks", "kms_edition", "pre_weight_kg"}
    choices = Choices(tbc_child="kartu")
    before = assess(FORM_OF[form], answers, known, today=TODAY, choices=choices)
    more = (answers | {name: value}, known) if is_answer else (answers, known | {name: value})
    after = assess(FORM_OF[form], *more, today=TODAY, choices=choices)
    assert not before.errors
    assert not after.errors
    assert _milder(before, after)


def test_swollen_feet_leave_the_weight_unjudged_and_are_urgent_themselves():
    known = {"sex": "L", "birth_date": born(1)}
    swollen = fill("balita", {"weight_kg": 7, "height_cm": 75, "oedema": True}, **known)
    assert "waz" not in swollen.scores
    assert swollen.reasons[0] == "Gizi buruk (bengkak kedua kaki)"
    assert max((one.severity for one in swollen.verdicts), key=lambda one: one.rank) is Severity.URGENT


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


@pytest.mark.parametrize("form", ["bumil", "nifas", "remaja", "dewasa", "lansia"])
def test_weight_and_height_in_each_others_box_are_refused_at_the_height(form):
    """R-VAL: 152 kg and 61 cm are a woman of 61 kg and 152 cm."""
    swapped = fill(form, {"weight_kg": 152, "height_cm": 61})
    assert [error.key for error in swapped.errors] == ["height_cm"]
    assert "tertukar" in swapped.errors[0].message
    assert not fill(form, {"weight_kg": 61, "height_cm": 152}).errors


def test_a_height_of_long_ago_accuses_no_weight_of_today():
    assert not fill("remaja", {"weight_kg": 85}, height_cm=90).errors
