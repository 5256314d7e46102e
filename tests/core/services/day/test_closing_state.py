"""R-FLOW at closing: nobody who lacks step 2, 4 or 5 is passed over, and who declined a dose stays on the list."""

from datetime import date

import pytest

from core.services.day.attending import come
from core.services.day.closing_follow_up import WorkKind
from core.services.day.closing_state import closing_state
from core.services.day.open_day import open_day
from core.services.immunization.refusing import refuse_dose
from core.services.setup import list_posyandu
from core.store.checkups import CheckUp
from core.words.people import Sex

TODAY = date(2026, 11, 25)


@pytest.fixture
def day_id(register):
    return open_day(register, list_posyandu(register)[0].id, TODAY).value.id


@pytest.mark.parametrize(
    ("stamped", "told"),
    [
        (("measured_at", "validated_at"), "L4"),
        (("served_at", "validated_at"), "L2"),
        (("validated_at",), "L2, L4"),
        (("measured_at",), "L4, L5"),
        (("measured_at", "served_at"), "L5"),
        (("served_at",), "L2, L5"),
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
    assert state.obstacles[0] == f"1 orang belum selesai: Bima (belum selesai: {told})."
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
