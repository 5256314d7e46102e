"""R-FLOW at closing: nobody who lacks step 2, 4 or 5 is passed over, and who declined a dose stays on the list."""

from datetime import date

import pytest

from core.services.day.attending import come, finish_step
from core.services.day.cards import save_answers
from core.services.day.closing_follow_up import WorkKind
from core.services.day.closing_state import closing_state
from core.services.day.open_day import open_day
from core.services.immunization.refusing import refuse_dose
from core.services.setup import list_posyandu
from core.store.checkups import CheckUp
from core.words.people import Sex
from core.words.steps import Step

TODAY = date(2026, 11, 25)


@pytest.fixture
def day_id(register):
    return open_day(register, list_posyandu(register)[0].id, TODAY).value.id


@pytest.mark.parametrize(
    ("stamped", "told"),
    [
        (("measured_at", "validated_at"), "belum selesai: L4"),
        (("served_at", "validated_at"), "belum selesai: L2"),
        (("validated_at",), "belum selesai: L2, L4"),
        (("measured_at",), "belum selesai: L4, L5"),
        (("measured_at", "served_at"), "tinggal validasi"),
        (("served_at",), "belum selesai: L2, L5"),
    ],
    ids=lambda one: one if isinstance(one, str) else "+".join(one),
)
def test_r_flow_2_every_missing_step_keeps_the_day_open(register, day_id, add_child, stamped, told):
    """A check-up joined from another laptop or another entry may carry step 5 and lack step 2 or 4."""
    seen = come(register, day_id, add_child("Bima", "2025-02-01", Sex.MALE)).value
    with register.database.scratch() as session:
        row = session.get_one(CheckUp, seen.id)
        for column in stamped:
            setattr(row, column, "09:00:00")
    state = closing_state(register, day_id)
    assert state.obstacles[0] == f"1 orang belum selesai: Bima ({told})."
    assert [one.name for one in state.unfinished] == ["Bima"]
    assert not state.can_lock


def test_who_declined_a_dose_is_visited_again(register, day_id, add_child):
    bima = add_child("Bima", "2026-07-20", Sex.MALE)
    come(register, day_id, bima)
    refuse_dose(register, bima, "DPT1", "takut demam")
    work = closing_state(register, day_id).work
    assert [(one.kind, one.text) for one in work if one.person_id == bima] == [
        (WorkKind.REFUSED, "Imunisasi ditolak: DPT-HB-Hib 1 (takut demam). Bidan bicara lagi dengan keluarga")
    ]
    assert WorkKind.REFUSED.label == "Menolak imunisasi"


def test_r_flow_a_step_4_that_was_passed_by_is_never_called_complete(register, day_id, add_child):
    """Stamped is valid (R-FLOW); that nothing was asked (no screening, KMK 2015/2023) is told all the same."""
    seen = come(register, day_id, add_child("Bima", "2025-02-01", Sex.MALE)).value
    save_answers(register, seen.id, "balita", {"weight_kg": "8,9", "height_cm": "74"})
    finish_step(register, seen.id, Step.SERVE)
    (bima,) = closing_state(register, day_id).people
    assert bima.sentence == "tinggal validasi"
    finish_step(register, seen.id, Step.VALIDATE)
    state = closing_state(register, day_id)
    assert state.obstacles == ()
    assert [one.sentence for one in state.passed_empty] == ["selesai, tetapi belum lengkap"]
    assert state.passed_empty[0].details[0].startswith("L4 belum diisi: Batuk terus-menerus")
