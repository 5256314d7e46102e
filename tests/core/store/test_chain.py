"""The chained journal: whatever is altered, removed or added past the program is found, and nothing else is."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from core.clock import Clock
from core.services.register import Register, open_register
from core.services.trust.maintenance import check
from core.store.database import open_database
from core.store.journal import chain_problems
from core.store.places import Village

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
OLD = Path(__file__).parents[2] / "old_registers"


def problems(database) -> list[str]:
    with database.reading() as session:
        return list(chain_problems(session))


@pytest.fixture
def database(tmp_path):
    opened = open_database(str(tmp_path / "a.db"))
    for name in ("Satu", "Dua", "Tiga", "Empat"):
        with opened.deed(f"Menambah {name}", who="Bu Sari", now=NOW, reason="uji") as deed:
            deed.session.add(Village(name=name))
            deed.session.add(Village(name=f"{name} timur"))
    yield opened
    opened.close()


def test_an_untouched_journal_holds(database):
    assert problems(database) == []


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE journal_entry SET sentence = 'Lain' WHERE number = 2", "nomor 2"),
        ("UPDATE journal_entry SET reason = '' WHERE number = 3", "nomor 3"),
        ("UPDATE journal_entry SET who = 'Bu Rini' WHERE number = 1", "nomor 1"),
        ("UPDATE journal_entry SET account_id = 'x' WHERE number = 4", "nomor 4"),
        ("UPDATE journal_entry SET at = '2026-11-24 09:00:00.000000' WHERE number = 4", "nomor 4"),
        ("UPDATE journal_change SET after = replace(after, 'Dua', 'Duo')", "nomor 2"),
        ("UPDATE journal_change SET entity_id = 'x' WHERE after LIKE '%Tiga timur%'", "nomor 3"),
        ("DELETE FROM journal_change WHERE after LIKE '%Tiga timur%'", "nomor 3"),
        ("UPDATE journal_change SET salt = NULL WHERE after LIKE '%Tiga timur%'", "nomor 3"),
        ("UPDATE journal_entry SET hash = previous_hash WHERE number = 2", "nomor 2"),
    ],
)
def test_an_altered_entry_is_found(database, tampering, told):
    with database.engine.begin() as connection:
        connection.execute(text(tampering))
    assert any(told in problem for problem in problems(database))


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_removed_entry_is_found(database, number):
    with database.engine.begin() as connection:
        gone = f"(SELECT id FROM journal_entry WHERE number = {number})"
        connection.execute(text(f"DELETE FROM journal_change WHERE entry_id = {gone}"))
        connection.execute(text(f"DELETE FROM journal_entry WHERE number = {number}"))
    assert any("hilang" in problem for problem in problems(database))


def test_a_journal_that_was_emptied_is_found(database):
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM journal_change"))
        connection.execute(text("DELETE FROM journal_entry"))
    assert problems(database) == ["Semua catatan jurnal dari satu laptop hilang."]


def test_check_tells_it(register: Register):
    with register.database.engine.begin() as connection:
        connection.execute(text("UPDATE journal_entry SET sentence = 'Lain'"))
    result = check(register)
    assert not result.ok
    assert any("diubah di luar program" in problem for problem in result.problems)


@pytest.mark.parametrize("version", ["0001", "0002", "0003", "0004"])
def test_what_an_older_program_wrote_is_chained_when_the_register_is_brought_up(tmp_path, version):
    place = tmp_path / "lama.db"
    shutil.copy(OLD / f"{version}.db", place)
    register = open_register(str(place), clock=Clock(NOW.date()))
    assert problems(register.database) == []
    with register.database.engine.begin() as connection:
        connection.execute(text("UPDATE journal_change SET after = replace(after, 'a', 'o') WHERE after LIKE '%a%'"))
    assert problems(register.database)
    register.close()
