"""What is next beside the card: from the rows of the register, for every card that has services."""

from datetime import date, timedelta

import pytest

from core.services.day.attending import come
from core.services.day.cards import save_answers
from core.services.day.next_services import next_services
from core.services.day.open_day import open_day
from core.services.growth.measuring import save_visit
from core.services.immunization.dose_records import copy_doses
from core.services.people.births import EndForm, NewbornForm, record_birth
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.setup import list_posyandu
from core.services.views import VisitFacts
from core.words.people import Sex

TODAY = date(2026, 11, 25)


@pytest.fixture
def day_id(register):
    return open_day(register, list_posyandu(register)[0].id, TODAY).value.id


def lines(register, check_up_id):
    return {one.key: one.line(TODAY) for one in next_services(register, check_up_id)}


def test_a_child_s_services_follow_from_what_was_given(register, day_id, add_child):
    bima = add_child("Bima", "2025-02-01", Sex.MALE)
    save_visit(register, bima, VisitFacts(date(2026, 8, 12), weight_g=9_400, vitamin_a="merah"))
    seen = come(register, day_id, bima).value
    found = lines(register, seen.id)
    assert found["vitamin_a"] == "Vitamin A: kapsul merah, mulai 1 Februari 2027"
    assert found["deworming"].endswith("sekarang")
    assert "5 dari 8 kelompok" in found["food"]
    assert found["immunization"] == "Imunisasi: belum tercatat, salin dari Buku KIA, sekarang"
    save_answers(register, seen.id, "balita", {"deworming": True})
    assert lines(register, seen.id)["deworming"] == "Obat cacing: 400 mg, tunda bila sakit, mulai 25 Mei 2027"


def test_the_vaccines_of_the_next_day_are_named(register, day_id, add_child):
    baby = add_child("Aisyah", "2026-09-20")
    copy_doses(register, baby, [("HB0", date(2026, 9, 20)), ("BCG", date(2026, 10, 2)), ("OPV1", date(2026, 10, 2))])
    found = lines(register, come(register, day_id, baby).value.id)["immunization"]
    assert found == "Imunisasi: DPT-HB-Hib 1, OPV 2, PCV 1, RV 1, sekarang"


def test_what_is_due_today_stands_first(register, day_id, add_child):
    seen = come(register, day_id, add_child("Bima", "2025-02-01", Sex.MALE)).value
    due = [one.is_due(TODAY) for one in next_services(register, seen.id)]
    assert due == sorted(due, reverse=True)
    assert any(due)


def test_the_rows_of_breast_milk_say_what_is_asked_next(register, day_id, add_child):
    baby = add_child("Aisyah", "2026-08-20")
    for on, mark in ((date(2026, 9, 24), "√"), (date(2026, 10, 24), "√")):
        save_visit(register, baby, VisitFacts(on, weight_g=5_000, breastfeeding=mark))
    seen = come(register, day_id, baby).value
    assert lines(register, seen.id)["breast_milk"] == "ASI eksklusif: ASI saja sampai E2; tanyakan E3, sekarang"


def test_local_extra_food_is_counted_from_its_first_day_with_its_compliance(register, day_id, add_child):
    bima = add_child("Bima", "2025-02-01", Sex.MALE)
    before = open_day(register, list_posyandu(register)[0].id, TODAY - timedelta(days=13)).value.id
    first = come(register, before, bima).value
    save_answers(register, first.id, "balita", {"food_given": True, "food_finished": True}, confirmation_reason="ya")
    seen = come(register, day_id, bima).value
    save_answers(
        register,
        seen.id,
        "balita",
        {"muac_cm": "12,0", "food_given": True, "food_finished": False},
        confirmation_reason="dibaca dua kali",
    )
    assert lines(register, seen.id)["extra_food"] == (
        "MT pangan lokal: hari ke-14 dari 56, dihabiskan 1 dari 2 kali ditanya (50%); nilai lagi berat, "
        "tanggal 7 Januari 2027"
    )


def test_a_pregnant_woman_and_a_thin_arm(register, day_id, add_child):
    siti = add_child("Siti", "1998-04-04")
    open_pregnancy(register, siti, PregnancyForm(hpht_on=date(2026, 6, 1)))
    seen = come(register, day_id, siti).value
    save_answers(register, seen.id, "bumil", {"muac_cm": "22,4", "tablets_given": 30})
    found = lines(register, seen.id)
    assert found["tablets"] == "TTD/MMS: 30 dari 90 tablet (33%); ambil lagi, tanggal 25 Desember 2026"
    assert found["extra_food"] == "MT ibu KEK: 90 hari, 500 kkal tiap hari, sekarang"
    assert found["td"] == "Td: Td (T1), sekarang"


def test_after_a_birth_vitamin_a_and_kb(register, day_id, add_child):
    siti = add_child("Siti", "1998-04-04")
    record_birth(register, siti, EndForm(ended_on=TODAY - timedelta(days=5), children=(NewbornForm(Sex.MALE),)))
    seen = come(register, day_id, siti).value
    save_answers(register, seen.id, "nifas", {"vitamin_a_capsules": 1})
    found = lines(register, seen.id)
    assert found["vitamin_a"] == "Vitamin A nifas: 1 dari 2 kapsul; paling lambat 1 Januari 2027, sekarang"
    assert found["contraception"] == "KB: belum memakai, bicarakan dengan bidan, sekarang"
    save_answers(register, seen.id, "nifas", {"contraception": True, "contraception_method": "SUNTIK"})
    assert "paling lambat 25 Februari 2027" in lines(register, seen.id)["contraception"]


def test_kb_is_not_told_to_whom_it_does_not_concern(register, day_id, add_child):
    old = add_child("Marni", "1970-04-04")
    seen = come(register, day_id, old).value
    save_answers(register, seen.id, "dewasa", {"contraception": False})
    assert "contraception" not in lines(register, seen.id)
