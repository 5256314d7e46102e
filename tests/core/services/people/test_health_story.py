"""The life of a person tells check-ups with what they found, doses and referrals, newest first."""

from datetime import date

import pytest

from core.rules.permissions import Action
from core.services.day.attending import come, leave
from core.services.day.cards import save_answers
from core.services.day.open_day import open_day
from core.services.day.referring import FollowUp, follow_up
from core.services.growth.measuring import growth_history
from core.services.people.life_story import Happening, person_story
from core.services.setup import list_posyandu
from core.store.immunizations import DoseRefusal, VaccineDose
from core.words.people import Sex
from core.words.roles import Role, User

ASKED: dict[str, object] = dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact"), False)
KINDS = (Happening.CHECK_UP, Happening.DOSE, Happening.REFERRAL)


@pytest.fixture
def day_on(register):
    unit = list_posyandu(register)[0].id
    return lambda on: open_day(register, unit, date.fromisoformat(on)).value.id


def told(register, person):
    lines = person_story(register, person).timeline
    return [(str(line.on), line.kind, line.text) for line in lines if line.kind in KINDS]


def test_a_grown_man_newest_first(register, day_on, add_child):
    man = add_child("Pak Jaya", "1976-01-01", Sex.MALE)
    healthy: dict[str, object] = {"weight_kg": 60, "height_cm": 165, "systolic_mmhg": 118, "diastolic_mmhg": 76}
    first, second, third = (come(register, day_on(on), man).value for on in ("2026-09-12", "2026-10-12", "2026-11-12"))
    save_answers(register, first.id, "dewasa", healthy | ASKED)
    sent = save_answers(register, second.id, "dewasa", {"systolic_mmhg": 150, "diastolic_mmhg": 95}).value.referral
    assert sent is not None
    follow_up(register, sent.id, FollowUp.DONE, on=date(2026, 11, 2), note="diberi obat")
    leave(register, third.id, "buru-buru")
    assert told(register, man) == [
        ("2026-11-12", Happening.CHECK_UP, "Kartu usia dewasa: pulang lebih dulu: buru-buru"),
        ("2026-10-12", Happening.CHECK_UP, "Kartu usia dewasa: rujuk, TD ≥140/90"),
        ("2026-10-12", Happening.REFERRAL, "Dirujuk ke Puskesmas: TD ≥140/90 (selesai 02-11-2026)"),
        ("2026-09-12", Happening.CHECK_UP, "Kartu usia dewasa: baik"),
    ]
    # An adult on the scale stays readable on the page that draws the growth of children.
    assert [visit.letter for visit in growth_history(register, man).visits] == [""]


def test_doses_and_refusals_of_a_child(register, add_child):
    child = add_child()
    with register.deed("Imunisasi", action=Action.RECORD_HEALTH) as deed:
        given = VaccineDose(person_id=child, key="DPT1", given_on=date(2026, 5, 12), place="Posyandu")
        refused = DoseRefusal(person_id=child, key="MR1", refused_on=date(2026, 11, 12), reason="takut demam")
        deed.session.add_all([given, refused])
    assert told(register, child) == [
        ("2026-11-12", Happening.DOSE, "Imunisasi MR 1 ditolak: takut demam"),
        ("2026-05-12", Happening.DOSE, "Imunisasi DPT-HB-Hib 1 (Posyandu)"),
    ]


def test_a_weighing_that_finds_nothing_is_told_once(register, day_on, add_child, weigh):
    child = add_child()
    weigh(child, "2026-11-12", 7.4, day_id=day_on("2026-11-12"), length_mm=678)
    assert told(register, child) == []
    assert [line.text for line in person_story(register, child).timeline if line.kind is Happening.VISIT] == [
        "Posyandu: 7,4 kg, 67,8 cm"
    ]


def test_whoever_may_not_see_health_sees_none_of_it(register, day_on, add_child):
    man = add_child("Pak Jaya", "1976-01-01", Sex.MALE)
    seen = come(register, day_on("2026-11-12"), man).value
    save_answers(register, seen.id, "dewasa", {"systolic_mmhg": 150, "diastolic_mmhg": 95})
    register.sign_in(User("k", "Pak Ketua", frozenset({Role.ADMIN})))
    assert told(register, man) == []


def test_what_was_said_in_confidence_is_not_told_to_a_kader(register, day_on, add_child):
    girl = add_child("Melati", "2011-01-01")
    seen = come(register, day_on("2026-11-12"), girl).value
    save_answers(register, seen.id, "heeadsss", {"heeadsss_suicide": True})
    register.sign_in(User("k", "Bu Sari", frozenset({Role.KADER})))
    assert {text for _, kind, text in told(register, girl) if kind is Happening.CHECK_UP} == {
        "Kartu usia sekolah dan remaja: segera, Hasil pemeriksaan bidan"
    }
