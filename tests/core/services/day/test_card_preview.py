"""What a card would say while it is typed: the same verdicts as after saving, and nothing written."""

from dataclasses import replace
from datetime import date

import pytest

from core.rules.forms.catalogue import FORMS
from core.services.day.attending import come
from core.services.day.card_preview import sketch
from core.services.day.cards import open_card, save_answers
from core.services.day.open_day import open_day
from core.services.setup import list_posyandu
from core.words.people import Sex


@pytest.fixture
def woman(register, add_child):
    """The check-up of a grown woman who has just come."""
    unit = list_posyandu(register)[0].id
    day = open_day(register, unit, date(2026, 11, 25)).value
    return come(register, day.id, add_child("Bu Rina", "1980-02-02", Sex.FEMALE)).value


_TYPED: dict[str, object] = {"weight_kg": "72,5", "height_cm": "160", "systolic_mmhg": 185, "diastolic_mmhg": 121}


[ADULT] = [one for one in FORMS if one.key == "dewasa"]


def _labels(verdicts):
    return {(one.field, one.label, one.severity) for one in verdicts if one.field != "refer"}


def test_typing_says_what_saving_will_say(register, woman):
    known = sketch(register, woman.id, ADULT)
    typed = known.judge(_TYPED)
    saved = save_answers(register, woman.id, "dewasa", _TYPED).value
    assert _labels(typed.verdicts) == _labels(saved.verdicts)


def test_looking_writes_nothing(register, woman):
    sketch(register, woman.id, ADULT).judge(_TYPED)
    assert all(box.value is None for box in open_card(register, woman.id).fields if box.field.key in _TYPED)


def test_half_a_number_is_an_error_and_no_crash(register, woman):
    found = sketch(register, woman.id, ADULT).judge({"weight_kg": "7,", "systolic_mmhg": "x"})
    assert {error.key for error in found.errors} == {"weight_kg", "systolic_mmhg"}


def test_what_is_emptied_is_judged_as_empty(register, woman):
    save_answers(register, woman.id, "dewasa", _TYPED)
    found = sketch(register, woman.id, ADULT).judge({"systolic_mmhg": None, "diastolic_mmhg": None})
    assert "bp_result" not in {verdict.field for verdict in found.verdicts}


def test_what_another_source_says_comes_along_in_the_words_of_whoever_looks(register, woman):
    found = sketch(register, woman.id, ADULT).judge({"weight_kg": "62,5", "height_cm": "155", "systolic_mmhg": 134})
    said = {one.field: one.line for one in found.others}
    assert said["bmi_class"] == "Hasil IMT. Menurut kartu: Gemuk (dipakai) · Menurut Asia-Pasifik: Obesitas"
    assert "Menurut aplikasi kartu: Tinggi, dirujuk" in said["bp_result"]
    assert "bmi_class" not in {
        one.field
        for one in replace(sketch(register, woman.id, ADULT), sees_diagnoses=False)
        .judge({"weight_kg": "62,5", "height_cm": "155"})
        .others
    }
