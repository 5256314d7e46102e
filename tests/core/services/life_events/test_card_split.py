"""Pecah KK: who goes, who stays, and that the days before keep the old house."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InputError
from core.services.deeds.undoing import last_deeds, undo
from core.services.life_events.card_split import CardSplitForm
from core.services.life_events.households import Home
from core.services.life_events.table import preview_event, record_event
from core.words.people import FamilyRole
from tests.register_state import register_state

DAY = date(2026, 6, 1)


@pytest.fixture
def form(village):
    def make(*names, head, **more):
        people = tuple(village.person(name) for name in names)
        return CardSplitForm(village.family("Asep"), people, village.person(head), DAY, **more)

    return make


def test_part_of_the_family_gets_its_own_card_in_the_same_house(village, register, form):
    record_event(register, form("Budi", "Dewi", head="Budi"))
    assert village.house("Budi") == {"Budi": "Kepala keluarga", "Dewi": "Famili lain"}
    assert list(village.house("Asep")) == ["Asep", "Siti", "Cici"]
    assert set(village.house("Asep", date(2026, 5, 31))) == {"Asep", "Siti", "Budi", "Dewi", "Cici"}


def test_it_is_told_before_it_happens_and_taken_back_whole(village, register, form):
    before = register_state(register)
    told = preview_event(register, form("Budi", head="Budi", home=Home(dusun="Cikadu", rt="03")))
    assert told.sentence == "Memecah KK: Budi"
    assert told.lines == (
        "Budi pindah dari KK 3273********0001 ke KK baru sebagai kepala keluarga mulai 1 Juni 2026.",
        "KK baru dibuat, rumah di Dusun Cikadu, RT 03.",
    )
    assert register_state(register) == before
    record_event(register, form("Budi", head="Budi"))
    undo(register, last_deeds(register, 1)[0].id)
    assert register_state(register) == before


def test_the_old_head_may_leave_when_the_new_one_is_named(village, register, form):
    siti = village.person("Siti")
    roles = {village.person("Cici"): FamilyRole.GRANDCHILD}
    record_event(register, form("Asep", "Cici", head="Asep", roles=roles, new_head_ids=(siti,)))
    assert village.house("Siti")["Siti"] == "Kepala keluarga"
    assert village.house("Asep")["Cici"] == "Cucu"


@pytest.mark.parametrize(
    ("names", "head", "field"),
    [
        ((), "Budi", "person_ids"),
        (("Asep", "Siti", "Budi", "Dewi", "Cici"), "Asep", "person_ids"),
        (("Ujang",), "Ujang", "person_ids"),
        (("Budi",), "Dewi", "head_id"),
        (("Asep",), "Asep", "new_head_ids"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(village, register, form, names, head, field):
    before = register_state(register)
    with pytest.raises(InputError) as refused:
        record_event(register, form(*names, head=head))
    assert refused.value.field == field
    assert register_state(register) == before


def test_a_split_on_the_very_day_the_family_came_is_taken_back_too(village, register, form):
    """The stay began on that day, so it is corrected in place and has no day in the old card."""
    before = register_state(register)
    record_event(register, replace(form("Budi", head="Budi"), on=date(2023, 1, 1)))
    assert "Budi" not in village.house("Asep", date(2023, 1, 1))
    undo(register, last_deeds(register, 1)[0].id)
    assert register_state(register) == before
