"""What is being typed survives closing the program, belongs to one child, and is no fact."""

import pytest

from core.clock import Clock
from core.errors import BugError
from core.services.drafts import clear_draft, load_draft, save_draft
from core.services.history import journal_of
from core.services.register import open_register


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
