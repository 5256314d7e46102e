"""The five steps keep their order and may have the names that people here know."""

import pytest

from core.errors import InputError
from core.services.day.day_plan import day_plan
from core.services.day.open_day import open_day
from core.services.day.step_names import save_step_names, step_names
from core.services.deeds.undoing import last_deeds, undo
from core.services.setup import list_posyandu
from core.words.steps import Step

OLD_MATERIAL = {Step.MEASURE: "Penimbangan", Step.EXAMINE: "Pencatatan", Step.SERVE: "Penyuluhan"}


def official():
    return {step: step.label for step in Step}


def test_names_of_their_own_and_back(register):
    assert step_names(register) == official()
    save_step_names(register, OLD_MATERIAL)
    assert step_names(register) == official() | OLD_MATERIAL
    save_step_names(register, {Step.MEASURE: "  "})
    assert step_names(register)[Step.MEASURE] == "Penimbangan & pengukuran"
    undo(register, last_deeds(register, 1)[0].id)
    assert step_names(register) == official() | OLD_MATERIAL


def test_duties_are_divided_under_these_names(register):
    save_step_names(register, OLD_MATERIAL)
    day = open_day(register, list_posyandu(register)[0].id, register.today).value
    assert [one.label for one in day_plan(register, day.id).duties][1:4] == ["Penimbangan", "Pencatatan", "Penyuluhan"]


@pytest.mark.parametrize(
    ("name", "told"), [("x" * 41, "paling banyak 40"), ("PENDAFTARAN", "sudah dipakai langkah lain")]
)
def test_what_is_no_name_is_refused_at_its_step(register, name, told):
    with pytest.raises(InputError, match=told):
        save_step_names(register, {Step.MEASURE: name})
    assert step_names(register) == official()
