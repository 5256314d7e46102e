"""A deed of another file is done again with its own entry, as the next of the chain, or not at all."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.clock import Clock
from core.errors import BukuError
from core.services.register import Changed, open_register
from core.services.setup import add_posyandu, change_places, list_posyandu, set_up
from core.services.trust.maintenance import check
from core.store.replay import DoesNotFitError, VerbatimDeed, continues_chain, do_again
from core.store.salvage import salvage
from tests.register_state import register_state

CLOCK = Clock(date(2026, 11, 25))


def silent(_done, _whole):
    pass


@pytest.fixture
def pair(tmp_path):
    """An early copy of a register, opened, and the two deeds that the register went on to."""
    place, early = tmp_path / "desa.db", tmp_path / "awal.db"
    register = open_register(str(place), who="Bu Sari", clock=CLOCK)
    set_up(register, posyandu="Melati", village="Sukamaju")
    register.close()
    shutil.copy(place, early)
    register = open_register(str(place), who="Bu Ani", clock=CLOCK)
    view = add_posyandu(register, "Mawar").value
    assert change_places(register, replace(view, puskesmas="Cibening")).changed == {Changed.PLACES}
    whole = register_state(register)
    register.close()
    opened = open_register(str(early), who="Perbaikan", clock=CLOCK)
    yield opened, salvage(Path(place), None, silent).entries[1:], whole
    opened.close()


def again(register, entry):
    with VerbatimDeed(register.database, entry.fields, entry.changes) as deed:
        do_again(deed, entry.changes)


def test_done_again_in_order_the_registers_are_the_same(pair):
    register, entries, whole = pair
    assert len(entries) == 2
    for entry in entries:
        with register.reading() as session:
            assert continues_chain(session, entry.fields)
        again(register, entry)
    assert register_state(register) == whole
    assert check(register).problems == ()
    assert {view.name for view in list_posyandu(register)} == {"Melati", "Mawar"}


def test_the_chain_knows_what_comes_next(pair):
    register, entries, _whole = pair
    again(register, entries[0])
    with register.reading() as session:
        assert not continues_chain(session, entries[0].fields)
        assert not continues_chain(session, {"id": "dari versi lama"})


def test_a_deed_that_does_not_fit_changes_nothing(pair):
    register, entries, _whole = pair
    before = register_state(register)
    change = {**entries[0].changes[0], "after": '{"name": "Tanpa desa"}'}
    with pytest.raises(DoesNotFitError), VerbatimDeed(register.database, entries[0].fields, [change]) as deed:
        do_again(deed, [change])
    astray = {**entries[0].changes[0], "after": '{"name": "Mawar", "village_id": "tidak-ada"}'}
    with pytest.raises(BukuError), VerbatimDeed(register.database, entries[0].fields, [astray]) as deed:
        do_again(deed, [astray])
    assert register_state(register) == before
    assert check(register).problems == ()
