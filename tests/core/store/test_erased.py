"""Erasing from the journal: what is blanked keeps its digest, the chain holds, and an unexplained gap is named."""

import pytest
from sqlalchemy import select

from core.services.day.drafts import clear_draft, save_draft
from core.store.erased import (
    blank_changes,
    blank_words,
    changes_holding,
    changes_of_rows,
    entries_saying,
    erasure_problems,
    is_erased,
    sweep,
)
from core.store.journal import ERASED_WORDS, JournalChange, JournalEntry, chain_problems


@pytest.fixture
def child(add_child):
    return add_child("Aisyah Putri", "2026-03-01", phone="0812777")


def test_blanked_changes_and_words_leave_a_chain_that_holds(register, child):
    with register.database.scratch() as session:
        found = [mention for mention, _ in changes_of_rows(session, [child])]
        blank_changes(session, [one.change_id for one in found])
        blank_words(session, [one.entry_id for one in found])
    with register.reading() as session:
        erased = session.scalars(select(JournalChange).where(is_erased())).all()
        assert [(one.entity_id, one.before, one.after) for one in erased] == [(child, None, None)]
        words = session.scalars(select(JournalEntry.sentence).where(JournalEntry.salt.is_(None))).all()
        assert words == [ERASED_WORDS]
        assert not list(chain_problems(session))


def test_erasing_twice_changes_nothing_more(register, child):
    with register.database.scratch() as session:
        ids = [mention.change_id for mention, _ in changes_of_rows(session, [child])]
        blank_changes(session, ids)
        blank_changes(session, ids)
        assert not list(chain_problems(session))


def test_a_gap_without_a_deed_that_erased_is_named(register, child):
    with register.database.scratch() as session:
        mentions = [mention for mention, _ in changes_of_rows(session, [child])]
        blank_changes(session, [one.change_id for one in mentions])
        assert list(erasure_problems(session, "hapus-permanen")) == [
            "1 catatan jurnal dikosongkan tanpa penghapusan resmi."
        ]
        blank_words(session, [one.entry_id for one in mentions])
        assert len(list(erasure_problems(session, "hapus-permanen"))) == 2
        assert not list(erasure_problems(session, "daftar-warga")), "the deed that names the row accounts for it"


def test_values_and_words_are_found(register, child):
    with register.reading() as session:
        assert {mention.entity for mention, _ in changes_holding(session, ["0812777"])} == {"person"}
        assert not list(changes_holding(session, []))
        assert len(entries_saying(session, lambda _id, words: "Aisyah" in words)) == 1


def test_sweeping_leaves_nothing_in_free_pages(register, place, child):
    save_draft(register, child, {"note": "rahasia zqx"})
    clear_draft(register, child)
    assert sweep(register.database)
    log = place.with_name(f"{place.name}-wal")
    assert b"rahasia zqx" not in place.read_bytes() + (log.read_bytes() if log.exists() else b"")
