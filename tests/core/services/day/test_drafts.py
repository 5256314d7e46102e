"""What is being typed survives closing the program, belongs to one child, and is no fact."""

from datetime import date, timedelta

import pytest

from core.clock import Clock
from core.errors import BugError
from core.services.day.drafts import clear_draft, load_draft, load_form_draft, save_draft, save_form_draft
from core.services.deeds.history import journal_of
from core.services.growth.measuring import save_visit
from core.services.register import open_register
from core.services.views import VisitFacts


def test_what_was_typed_is_there_again_after_the_program_was_closed(register, place, add_child):
    child, other = add_child("Bima"), add_child("Citra")
    save_draft(register, child, {"weight_g": "7,", "length_mm": ""})
    save_draft(register, child, {"weight_g": "7,4", "length_mm": "67"})
    register.close()
    again = open_register(str(place), clock=Clock())
    assert load_draft(again, child) == {"weight_g": "7,4", "length_mm": "67"}
    assert load_draft(again, other) == {}
    again.close()


@pytest.mark.parametrize("clear", [clear_draft, lambda register, child: save_draft(register, child, {"weight_g": " "})])
def test_a_draft_thrown_away_or_emptied_is_gone(register, add_child, clear):
    child = add_child("Bima")
    save_draft(register, child, {"weight_g": "7,4"})
    clear(register, child)
    assert load_draft(register, child) == {}


def test_typing_is_not_in_the_journal(register, add_child):
    child = add_child("Bima")
    before = journal_of(register, child)
    save_draft(register, child, {"weight_g": "7,4"})
    assert journal_of(register, child) == before


def test_nobody_unknown_has_a_draft(register):
    with pytest.raises(BugError):
        save_draft(register, "tidak-ada", {"weight_g": "7,4"})


def test_saving_the_visit_makes_its_draft_a_fact(register, add_child):
    child, today = add_child("Bima"), register.today
    save_draft(register, child, {"weight_g": "7,4", "measured_on": today.isoformat()})
    save_visit(register, child, VisitFacts(today, weight_g=7400, confirmation_reason="benar"))
    assert load_draft(register, child) == {}


def test_correcting_an_older_visit_leaves_what_is_typed_for_today(register, add_child):
    child, today = add_child("Bima"), register.today
    older = date(today.year, today.month, 1) if today.day > 1 else today
    saved = save_visit(register, child, VisitFacts(older, weight_g=7400, confirmation_reason="benar")).value
    typed = {"weight_g": "7,9", "measured_on": today.isoformat()}
    save_draft(register, child, typed)
    visit = saved.visits[-1].facts
    corrected = VisitFacts(older, weight_g=7300, confirmation_reason="benar", id=visit.id)
    save_visit(register, child, corrected)
    assert load_draft(register, child) == typed


def test_a_card_has_a_draft_of_its_own_beside_the_weighing(register, add_child):
    child, today = add_child("Bima"), register.today
    save_draft(register, child, {"weight_g": "7,4"})
    save_form_draft(register, child, "balita", today, {"tbc_cough": "tidak"})
    save_form_draft(register, child, "tbc", today, {"tbc_fever": "ya"})
    assert load_draft(register, child) == {"weight_g": "7,4"}
    assert load_form_draft(register, child, "balita", today) == {"tbc_cough": "tidak"}
    save_draft(register, child, {})
    save_form_draft(register, child, "tbc", today, {})
    assert load_draft(register, child) == {}
    assert load_form_draft(register, child, "tbc", today) == {}
    assert load_form_draft(register, child, "balita", today) == {"tbc_cough": "tidak"}


def test_a_draft_of_a_card_is_of_its_day(register, add_child):
    child, today = add_child("Bima"), register.today
    save_form_draft(register, child, "balita", today, {"hb_g_dl": "11"})
    assert load_form_draft(register, child, "balita", today - timedelta(days=30)) == {}


def test_saving_the_weighing_leaves_what_is_typed_on_the_card(register, add_child):
    child, today = add_child("Bima"), register.today
    save_draft(register, child, {"weight_g": "7,4", "measured_on": today.isoformat()})
    save_form_draft(register, child, "balita", today, {"hb_g_dl": "11"})
    save_visit(register, child, VisitFacts(today, weight_g=7400, confirmation_reason="benar"))
    assert load_draft(register, child) == {}
    assert load_form_draft(register, child, "balita", today) == {"hb_g_dl": "11"}
