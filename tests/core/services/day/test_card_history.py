"""All visits of one person as the cards on paper show them."""

from datetime import date
from decimal import Decimal

import pytest

from core.errors import InputError, NotAllowed
from core.services.day.attending import come
from core.services.day.card_history import card_history, people_with_cards
from core.services.day.cards import open_card, save_answers
from core.services.day.open_day import open_day
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.setup import list_posyandu
from core.words.findings import Severity
from core.words.people import Sex
from core.words.referrals import Target
from core.words.roles import Role, User

TODAY = date(2026, 11, 25)


@pytest.fixture
def seen(register):
    unit = list_posyandu(register)[0].id

    def come_on(person_id, on="2026-11-25"):
        return come(register, open_day(register, unit, date.fromisoformat(on)).value.id, person_id).value.id

    return come_on


@pytest.fixture
def mother(register, add_child):
    found = add_child("Dewi", "1998-05-05", nik="3201014505980001")
    open_pregnancy(register, found, PregnancyForm(hpht_on=date(2026, 5, 1), gravida=2))
    return found


def test_a_visit_says_what_the_card_on_the_screen_says(register, seen, mother):
    check_up = seen(mother)
    boxes = {"weight_kg": "57,5", "muac_cm": "22,9", "systolic_mmhg": 150, "diastolic_mmhg": 95}
    card = save_answers(register, check_up, "bumil", boxes).value
    [visit] = card_history(register, mother).visits
    filled = visit.forms["bumil"]
    assert (visit.on, visit.card, visit.target) == (TODAY, "bumil", Target.PUSKESMAS)
    assert filled.values["weight_kg"] == Decimal("57.5")
    assert filled.values["gestational_weeks"] == card.scores["gestational_weeks"]
    assert (filled.values["muac_result"], filled.values["bp_result"]) == ("KEK", "HT")
    assert filled.severities["muac_result"] is Severity.RED
    assert filled.values["refer"] is True
    assert set(visit.reasons) == set(open_card(register, check_up).reasons)


def test_the_head_knows_the_running_pregnancy_before_any_visit(register, mother):
    history = card_history(register, mother)
    assert (history.card, history.visits) == ("bumil", ())
    assert history.now.forms["bumil"].values["hpht"] == date(2026, 5, 1)
    assert history.now.forms["bumil"].values["gravida"] == 2
    assert "*" in history.person.nik_masked


def test_weighings_of_older_books_have_their_row_and_the_oldest_is_first(register, seen, weigh, add_child):
    child = add_child("Arkana", "2025-11-01", Sex.MALE)
    weigh(child, "2026-03-12", 6.9)
    save_answers(register, seen(child), "balita", {"weight_kg": "8,9"})
    first, second = card_history(register, child).visits
    assert (first.on, first.forms["balita"].values["weight_kg"]) == (date(2026, 3, 12), Decimal("6.9"))
    assert second.forms["balita"].values["weight_letter"] in ("N", "T", "O", "B")
    assert [one.on for one in card_history(register, child, newest=1).visits] == [TODAY]


def test_looking_writes_nothing(register, weigh, add_child):
    child = add_child("Arkana", "2025-11-01", Sex.MALE)
    weigh(child, "2026-03-12", 6.9)
    card_history(register, child)
    assert people_with_cards(register, [child]) == [child]
    assert len(card_history(register, child).visits) == 1


def test_forms_and_boxes_of_the_bidan_are_only_there_when_asked_for(register, seen, mother):
    check_up = seen(mother)
    save_answers(register, check_up, "bumil", {"systolic_mmhg": 120, "diastolic_mmhg": 80, "gain_override": "TIDAK"})
    save_answers(register, check_up, "kspr", {"kspr_cs": True})
    [shared] = card_history(register, mother).visits
    [whole] = card_history(register, mother, with_private=True).visits
    assert "kspr" in whole.forms
    assert "kspr" not in shared.forms
    assert {"map_mmhg", "gain_override"} <= set(whole.forms["bumil"].values)
    assert not {"map_mmhg", "gain_override"} & set(shared.forms["bumil"].values)
    register.sign_in(User("akun", "Bu Sari", frozenset({Role.KADER})))
    with pytest.raises(NotAllowed):
        card_history(register, mother, with_private=True)
    assert "kspr" not in card_history(register, mother).visits[0].forms


def test_what_was_said_in_confidence_is_no_reason_on_a_card_not_even_for_the_bidan(register, seen, add_child):
    girl = add_child("Melati", "2011-01-01")
    save_answers(register, seen(girl), "heeadsss", {"heeadsss_suicide": True})
    [visit] = card_history(register, girl, with_private=True).visits
    assert "heeadsss" in visit.forms
    assert visit.reasons == ("Hasil pemeriksaan bidan",)


def test_who_was_never_seen_has_no_card_to_print(register, seen, mother, add_child):
    other = add_child("Aisyah", "2026-03-01")
    seen(mother)
    assert people_with_cards(register, [other, mother]) == [mother]
    assert people_with_cards(register, [other, mother], "balita") == []
    assert people_with_cards(register, [other, mother], "bumil") == [mother]


def test_somebody_unknown_is_said(register):
    with pytest.raises(InputError, match="tidak ada di register"):
        card_history(register, "x")
