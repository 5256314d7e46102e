"""Every card is described once and completely: the forms against the carried list of fields."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from core.rules.forms.catalogue import FORMS, form_named
from core.rules.role_words import plain_words

LIST = Path(__file__).parents[3] / "vectors" / "fields.csv"
ROWS = list(csv.DictReader(LIST.read_text(encoding="utf-8").splitlines()))
FORM_OF = {form.key: form for form in FORMS}
FORM_KEYS = list(dict.fromkeys(row["form"] for row in ROWS))


def _limit(text):
    return None if text == "" else Decimal(text)


def _described(row):
    pairs = [part.split("=", 1) for part in row["choices"].split("|")] if row["choices"] else []
    return {
        "key": row["key"],
        "label": row["label"],
        "kind": row["type"],
        "unit": row["unit"],
        "limits": (_limit(row["min"]), _limit(row["max"])),
        "choices": [tuple(pair) for pair in pairs],
        "step": int(row["step"]) if row["step"] else None,
        "required": row["required"] == "1",
        "derived": row["derived"] == "1",
        "rule": row["rule"],
    }


def _built(field):
    return {
        "key": field.key,
        "label": field.label,
        "kind": field.kind.value,
        "unit": field.unit,
        "limits": (field.low, field.high),
        "choices": [(one.code, one.label) for one in field.choices],
        "step": field.step,
        "required": field.required,
        "derived": field.derived,
        "rule": field.rule,
    }


def test_the_forms_are_those_of_the_list():
    assert sorted(form.key for form in FORMS) == sorted(FORM_KEYS)


@pytest.mark.parametrize("key", FORM_KEYS)
def test_every_field_has_its_label_unit_range_choices_and_step_in_the_order_of_the_card(key):
    wanted = [_described(row) for row in ROWS if row["form"] == key]
    assert [_built(field) for field in FORM_OF[key].fields] == wanted


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_every_field_says_in_a_sentence_how_to_measure_or_ask(form):
    for field in form.fields:
        assert field.help.endswith((".", "?")), field.key
        assert field.help[0].isupper() or field.help[0].isdigit(), field.key
        assert len(field.help) < 115, field.key


@pytest.mark.parametrize("form", [form for form in FORMS if not form.for_midwife], ids=lambda form: form.key)
def test_help_for_a_kader_names_no_illness_that_a_kader_does_not_diagnose(form):
    for field in form.fields:
        assert field.for_midwife or plain_words(field.help) == field.help, field.key


def test_what_only_the_midwife_sees_is_marked():
    for row in ROWS:
        if "bidan only" in row["note"] or "bidan screen only" in row["note"]:
            field = FORM_OF[row["form"]].field(row["key"])
            assert field is not None
            assert field.for_midwife or FORM_OF[row["form"]].for_midwife
    assert FORM_OF["heeadsss"].for_midwife


def test_what_is_needed_only_after_another_answer_says_so():
    for row in ROWS:
        condition = re.search(r"(?:needed|asked) when (\w+)( is false)?", row["note"])
        field = FORM_OF[row["form"]].field(row["key"])
        assert field is not None
        assert field.needed_when == ((condition[1], condition[2] is None) if condition else None), row["key"]


def test_a_form_is_found_by_its_key():
    assert form_named("bumil") is FORM_OF["bumil"]
    assert form_named("kartu-lain") is None
