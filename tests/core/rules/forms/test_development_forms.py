"""KPSP and the checklist of the Buku KIA through `assess`: worked examples, what is missing, and no red is lost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.rules.assess import assess
from core.rules.development_items import CHECKPOINTS, item_key
from core.rules.forms import kia_perkembangan, kpsp
from core.rules.forms.catalogue import ASSESSED, DEVELOPMENT, FORMS, assessed_form, form_named
from core.rules.forms.fields import Kind
from core.words.findings import Severity

ON = "2026-11-25"


def judged(form, answers, born=None, on=ON, **known):
    context = known | ({} if born is None else {"birth_date": born})
    return assess(form, answers | {"visit_date": on}, context, today=date(2026, 11, 25))


def only(found):
    [verdict] = found.verdicts
    return verdict


def test_the_two_stand_beside_the_cards_in_the_list_of_assess():
    assert [form.key for form in DEVELOPMENT] == ["kpsp", "kia-perkembangan"]
    assert [*FORMS, *DEVELOPMENT] == list(ASSESSED)
    assert assessed_form("kpsp") is kpsp.FORM
    assert form_named("kpsp") is None  # no card of the five steps: it has a sheet of its own


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2025-01-10", "2025-03-26", 3),
        ("2025-01-10", "2025-03-25", None),
        ("2025-01-10", "2025-04-09", 3),
        ("2024-01-10", "2025-09-20", 18),
        ("2024-01-10", "2026-06-01", 24),
        ("2024-01-31", "2024-05-16", 3),
        ("2020-05-05", "2026-05-01", 72),
        ("2020-05-05", "2026-06-21", None),
    ],
    ids=[f"P-0{number}" for number in range(1, 9)],
)
def test_r_kpsp_umur(born, on, age):
    found = judged(kpsp.FORM, {"yes": 10}, born, on)
    assert found.scores.get("kpsp_age_months") == age
    assert only(found).result == ("S" if age else "TIDAK_DINILAI")


@pytest.mark.parametrize(
    ("yes", "repeat", "result", "severity"),
    [
        (10, False, "S", Severity.GREEN),
        (9, False, "S", Severity.GREEN),
        (8, False, "M", Severity.YELLOW),
        (7, False, "M", Severity.YELLOW),
        (7, True, "M", Severity.RED),
        (6, False, "P", Severity.RED),
        (0, False, "P", Severity.RED),
    ],
    ids=lambda one: f"P-09 {one}" if isinstance(one, int) else None,
)
def test_r_kpsp_p_09(yes, repeat, result, severity):
    found = judged(kpsp.FORM, {"yes": yes, "is_repeat": repeat, "sectors": ["Gerak kasar"]}, "2025-01-10")
    verdict = only(found)
    assert (verdict.result, verdict.severity, found.refer) == (result, severity, severity is Severity.RED)
    assert found.complete
    assert verdict.source == "SDIDTK 2022"


def test_p_10_a_preterm_child_is_asked_by_its_due_date():
    found = judged(kpsp.FORM, {"yes": 10}, "2026-01-10", "2026-07-10", gestation_weeks=32)
    assert found.scores["kpsp_age_months"] == 3


def test_a_questionnaire_of_another_age_is_pointed_out_and_a_no_needs_its_part():
    found = judged(kpsp.FORM, {"yes": 8, "age_months": "36"}, "2024-11-20")
    assert [one.key for one in found.errors] == ["age_months"]
    assert "KPSP 24 bulan" in found.errors[0].message
    assert found.missing == ("sectors",)
    assert only(judged(kpsp.FORM, {"yes": 5, "sectors": []})).result == "P"  # also without a birth date


def checklist(age, can, born, on=ON, **more):
    answers = {item_key(age, place): is_yes for place, is_yes in enumerate(can)} | more
    return judged(kia_perkembangan.FORM, answers, born, on)


@pytest.mark.parametrize(
    ("age", "can", "born", "result", "refer"),
    [
        (9, [True] * 11, "2026-02-20", "LENGKAP", False),
        (9, [True] * 10 + [False], "2026-02-20", "TIDAK_LENGKAP", True),
        (12, [True] * 12, "2025-09-20", "LENGKAP", False),
        (9, [True] * 10, "2026-02-20", "BELUM", False),
        (9, [False], "2026-02-20", "TIDAK_LENGKAP", True),
    ],
    ids=["D-01", "D-02", "D-03", "open", "one no of many open"],
)
def test_r_kia(age, can, born, result, refer):
    found = checklist(age, can, born)
    assert found.scores["kia_age_months"] == age
    assert (only(found).result, found.refer) == (result, refer)
    left = len(CHECKPOINTS[age]) - len(can)
    assert len(found.missing) == left
    assert found.complete is (left == 0)


def test_d_04_and_d_05_nothing_to_ask():
    young = judged(kia_perkembangan.FORM, {}, "2026-09-25")
    assert (only(young).result, young.complete) == ("TIDAK_DINILAI", True)
    done = judged(kia_perkembangan.FORM, {"completed": ["12"]}, "2025-08-25")
    assert (only(done).why, done.complete) == ("Ceklis umur ini sudah lengkap.", True)
    again = judged(kia_perkembangan.FORM, {"completed": ["9"]}, "2025-08-25")
    assert again.scores["kia_age_months"] == 12
    assert len(again.missing) == 12


def test_the_lines_are_those_of_the_book():
    counts = {3: 8, 6: 10, 9: 11, 12: 12, 18: 8, 24: 8, 36: 9, 48: 13, 60: 18, 72: 13}
    keys = {field.key for field in kia_perkembangan.FIELDS}
    assert {item_key(age, place) for age, count in counts.items() for place in range(count)} <= keys
    assert len(keys) == sum(counts.values()) + 4
    for form in DEVELOPMENT:
        for field in form.fields:
            assert field.help.endswith((".", "?")), field.key
            assert len(field.help) < 115, field.key


ITEMS = [field.key for field in kia_perkembangan.FIELDS if field.kind is Kind.YES_NO and not field.derived]


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(ITEMS), st.booleans(), max_size=12), st.dates(date(2020, 1, 1), date(2026, 11, 25))
)
def test_one_no_is_never_lost_among_the_other_lines(answers, born):
    found = judged(kia_perkembangan.FORM, answers, born.isoformat())
    assert found.refer is (False in answers.values())
    assert not found.errors
