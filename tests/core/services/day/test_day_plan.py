"""The work around a day: calendar, checklist, duties, equipment and its calibration (R-ALAT)."""

from datetime import date

import pytest

from core.errors import InputError
from core.rules.day_checklist import CHECKLIST, calibration_finding
from core.services.day.day_plan import (
    EquipmentForm,
    assign,
    calendar,
    copy_duties,
    day_plan,
    list_equipment,
    remove_equipment,
    save_equipment,
    tick,
)
from core.services.day.open_day import open_day
from core.services.deeds.undoing import last_deeds, undo
from core.services.setup import list_posyandu
from core.services.trust.maintenance import check


@pytest.fixture
def posyandu_id(register):
    return list_posyandu(register)[0].id


@pytest.fixture
def day_id(register, posyandu_id):
    return open_day(register, posyandu_id, date(2026, 12, 9)).value.id


@pytest.mark.parametrize(
    ("calibrated", "day_on", "told"),
    [
        ("2024-08-01", "2025-08-02", "lebih dari 12 bulan"),
        ("2024-08-01", "2025-07-31", None),
        ("2024-08-01", "2025-08-01", None),
        (None, "2025-08-01", "belum pernah tercatat"),
    ],
)
def test_r_alat(calibrated, day_on, told):
    finding = calibration_finding(date.fromisoformat(calibrated) if calibrated else None, date.fromisoformat(day_on))
    assert (told is None) is (finding is None)
    assert finding is None or told in finding.why


def test_the_calendar_of_a_year(register, posyandu_id, day_id):
    for month in (1, 6):
        open_day(register, posyandu_id, date(2026, month, 9))
    open_day(register, posyandu_id, date(2027, 1, 9))
    assert [one.held_on.month for one in calendar(register, 2026, posyandu_id)] == [1, 6, 12]


def test_the_checklist_is_ticked_and_kept(register, day_id):
    assert not any(line.is_done for line in day_plan(register, day_id).checklist)
    tick(register, day_id, "tensi", is_done=True)
    plan = tick(register, day_id, "tensi", is_done=True).value
    assert [line.key for line in plan.checklist if line.is_done] == ["tensi"]
    assert len(plan.checklist) == len(CHECKLIST)
    assert not any(line.is_done for line in tick(register, day_id, "tensi", is_done=False).value.checklist)
    with pytest.raises(InputError, match="persiapan"):
        tick(register, day_id, "kopi", is_done=True)


def test_every_step_has_its_people(register, day_id):
    assign(register, day_id, 2, ("Bu Sari", " Bu  Rini ", "Bu Sari", ""))
    plan = assign(register, day_id, 4, ("Bidan Ayu",)).value
    assert [line.names for line in plan.duties] == [(), ("Bu Sari", "Bu Rini"), (), ("Bidan Ayu",), ()]
    assert plan.duties[0].label == "Pendaftaran"
    assert assign(register, day_id, 2, ("Bu Tuti",)).value.duties[1].names == ("Bu Tuti",)
    undo(register, last_deeds(register)[0].id)
    assert day_plan(register, day_id).duties[1].names == ("Bu Sari", "Bu Rini")
    assert check(register).ok
    with pytest.raises(InputError, match="1 sampai 5"):
        assign(register, day_id, 6, ("x",))


def test_equipment_is_written_down_corrected_and_warned_of(register, posyandu_id, day_id):
    made = save_equipment(register, EquipmentForm(posyandu_id, "Timbangan bayi", calibrated_on=date(2025, 12, 1))).value
    assert made.warning is None
    (seen,) = day_plan(register, day_id).equipment
    assert seen.warning is not None
    assert "1 Desember 2025" in seen.warning.why
    save_equipment(register, EquipmentForm(posyandu_id, "Timbangan bayi", calibrated_on=date(2026, 11, 1), id=made.id))
    assert day_plan(register, day_id).equipment[0].warning is None
    remove_equipment(register, made.id)
    assert list_equipment(register, posyandu_id) == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [({"name": "  "}, "Nama alat"), ({"calibrated_on": date(2026, 11, 26)}, "belum tiba"), ({"id": "x"}, "tidak ada")],
)
def test_equipment_that_cannot_be_is_refused(register, posyandu_id, changes, told):
    with pytest.raises(InputError, match=told):
        save_equipment(register, EquipmentForm(**{"posyandu_id": posyandu_id, "name": "Pita", **changes}))


def test_duties_as_on_the_last_day_that_had_any(register, posyandu_id, day_id):
    with pytest.raises(InputError, match="Belum ada pembagian tugas"):
        copy_duties(register, day_id)
    for month, names in ((9, ("Bu Sari",)), (10, ("Bu Rini", "Bu Tuti"))):
        assign(register, open_day(register, posyandu_id, date(2026, month, 9)).value.id, 2, names)
    open_day(register, posyandu_id, date(2026, 11, 9))  # nobody was named on it
    assign(register, day_id, 1, ("Bu Ayu",))
    duties = copy_duties(register, day_id).value.duties
    assert [one.names for one in duties] == [(), ("Bu Rini", "Bu Tuti"), (), (), ()]
    undo(register, last_deeds(register, 1)[0].id)
    assert [one.names for one in day_plan(register, day_id).duties] == [("Bu Ayu",), (), (), (), ()]
