"""A rehearsal tells what would change and keeps nothing of it."""

import pytest

from core.errors import InputError
from core.services.deeds.rehearsal import rehearse
from core.services.deeds.undoing import last_deeds
from core.store.people import Family
from tests.register_state import register_state


def move_to_krajan(family_id):
    def act(deed):
        deed.sentence = "Memindahkan rumah"
        deed.session.get_one(Family, family_id).dusun = "Krajan"

    return act


def test_it_is_told_and_not_kept(register, add_child):
    add_child("Aisyah", "2026-03-01", kk_number="3273010101010001", dusun="Cikadu")
    before, deeds = register_state(register), last_deeds(register)
    told = rehearse(register, move_to_krajan(next(iter(before["family"]))))
    assert told.sentence == "Memindahkan rumah"
    assert told.lines == (
        "Rumah KK 3273********0001 pindah dari Dusun Cikadu, Posyandu Melati ke Dusun Krajan, Posyandu Melati.",
    )
    assert register_state(register) == before
    assert last_deeds(register) == deeds


def test_what_cannot_be_is_refused_in_the_rehearsal_already(register):
    def refuse(_deed):
        raise InputError("Tidak bisa.", field="on")

    with pytest.raises(InputError, match="Tidak bisa"):
        rehearse(register, refuse)
