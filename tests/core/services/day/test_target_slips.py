"""The slip of a child that was weighed: its least weight of next month, on the day that is planned."""

from datetime import date

import pytest

from core.services.day.open_day import open_day
from core.services.day.target_slips import target_slips
from core.services.setup import list_posyandu
from core.words.people import Sex


@pytest.fixture
def day_id(register):
    return open_day(register, list_posyandu(register)[0].id, date(2026, 11, 12)).value.id


def test_the_target_is_todays_weight_and_the_least_gain_at_the_next_day(register, day_id, weigh, add_child):
    child = add_child("Arkana", "2026-02-12", Sex.MALE, mother_name="Siti")
    weigh(child, "2026-11-12", 8.0, day_id=day_id)
    [slip] = target_slips(register, day_id)
    # KBM of a boy at 10 months is 300 g (KMS, Buku KIA).
    assert (slip.name, slip.mother, slip.weight_g, slip.target_g) == ("Arkana", "Siti", 8_000, 8_300)
    assert slip.next_on == date(2026, 12, 12)
    assert "8,3 kg" in slip.text


def test_the_next_planned_day_is_the_one_of_the_slip(register, day_id, weigh, add_child):
    weigh(add_child("Arkana", "2026-02-12", Sex.MALE), "2026-11-12", 8.0, day_id=day_id)
    open_day(register, list_posyandu(register)[0].id, date(2026, 12, 17))
    [slip] = target_slips(register, day_id)
    assert slip.next_on == date(2026, 12, 17)
    assert "17 Desember 2026" in slip.text


def test_who_was_not_weighed_has_no_slip(register, day_id, weigh, add_child):
    add_child("Aisyah", "2026-03-01")
    weigh(add_child("Bunga", "2026-02-01"), "2026-11-12", length_mm=700, day_id=day_id)
    assert target_slips(register, day_id) == ()
