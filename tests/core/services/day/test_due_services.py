"""Services on the list of who should come, from what the cards of before say."""

from datetime import date, timedelta

import pytest

from core.rules.due.reason import DueKind
from core.services.day.attending import come
from core.services.day.cards import save_answers
from core.services.day.due_list import due_line
from core.services.day.open_day import open_day
from core.services.immunization.dose_records import copy_doses
from core.services.people.births import EndForm, NewbornForm, record_birth
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.setup import list_posyandu
from core.words.people import Sex

TODAY, NEXT = date(2026, 11, 25), date(2026, 12, 9)


@pytest.fixture
def day_id(register):
    return open_day(register, list_posyandu(register)[0].id, TODAY).value.id


def told(register, person_id, kind, on=NEXT):
    line = due_line(register, person_id, on)
    reasons = {} if line is None else {one.kind: one.text for one in line.reasons}
    return reasons.get(kind)


def test_extra_food_is_asked_after_until_it_is_stopped(register, day_id, add_child):
    bima = add_child("Bima", "2025-02-01", Sex.MALE)
    seen = come(register, day_id, bima).value
    boxes = {"weight_kg": "9,8", "height_cm": "80", "food_given": True}
    save_answers(register, seen.id, "balita", boxes, confirmation_reason="dibaca dua kali")
    assert told(register, bima, DueKind.FOOD) == "Makanan tambahan: timbang lagi, tanyakan habis tiap hari"
    save_answers(register, seen.id, "balita", {"food_given": False})
    assert told(register, bima, DueKind.FOOD) is None


def test_a_pregnant_woman_comes_for_her_next_td(register, day_id, add_child):
    siti = add_child("Siti", "1998-04-04")
    open_pregnancy(register, siti, PregnancyForm(hpht_on=date(2026, 6, 1)))
    copy_doses(register, siti, [("Td", date(2026, 11, 1))])
    assert told(register, siti, DueKind.IMMUNIZATION) == "Td (T2)"
    copy_doses(register, siti, [("Td", date(2026, 11, 25))])
    assert told(register, siti, DueKind.IMMUNIZATION) == "Td (T2)"  # 24 days: the second does not count yet
    assert told(register, siti, DueKind.IMMUNIZATION, date(2026, 11, 26)) is None


def test_a_woman_in_childbed_comes_for_her_second_capsule(register, day_id, add_child):
    siti = add_child("Siti", "1998-04-04")
    record_birth(register, siti, EndForm(ended_on=TODAY - timedelta(days=5), children=(NewbornForm(Sex.MALE),)))
    seen = come(register, day_id, siti).value
    save_answers(register, seen.id, "nifas", {"vitamin_a_capsules": 1})
    assert told(register, siti, DueKind.VITAMIN_A) == "Vitamin A nifas: 1 dari 2 kapsul; paling lambat 1 Januari 2027"
    save_answers(register, seen.id, "nifas", {"vitamin_a_capsules": 2})
    assert told(register, siti, DueKind.VITAMIN_A) is None


def test_an_injection_is_over_after_three_months(register, day_id, add_child):
    siti = add_child("Siti", "1990-04-04")
    seen = come(register, day_id, siti).value
    boxes: dict[str, object] = {"weight_kg": 55, "height_cm": 155, "systolic_mmhg": 118, "diastolic_mmhg": 76}
    boxes |= dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact"), False)
    boxes |= {"contraception": True, "contraception_method": "SUNTIK"}
    save_answers(register, seen.id, "dewasa", boxes)
    assert told(register, siti, DueKind.PLANNING) is None
    later = told(register, siti, DueKind.PLANNING, date(2027, 2, 25))
    assert later == "KB suntik, ulang menurut kartu KB (terakhir ditanya 25 November 2026)"
