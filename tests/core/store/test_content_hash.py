"""Two registers have the same content hash exactly when every row of every table is the same."""

import sqlite3
from pathlib import Path

import pytest

from core.store.cipher import connect_file
from core.store.content_hash import contents, differing


@pytest.fixture
def connection(tmp_path):
    opened = connect_file(tmp_path / "isi.db", None)
    opened.execute("CREATE TABLE anak (id TEXT PRIMARY KEY, nama TEXT, berat_g INTEGER)")
    opened.execute("CREATE TABLE kosong (id TEXT PRIMARY KEY)")
    opened.executemany("INSERT INTO anak VALUES (?, ?, ?)", [("b", "Bima", 7400), ("a", "Ayu", None)])
    yield opened
    opened.close()


def test_the_hash_is_a_fixed_one_so_that_later_programs_prove_old_backups(connection):
    """Whatever Python or SQLite comes: these three values hash to this."""
    found = contents(connection)
    assert found["anak"].rows == 2
    assert found["anak"].sha256 == "58743c7e4f4a9dc1b877f2e9c872eba354b867c80f4fe827044d7ea572b555e9"
    assert (found["kosong"].rows, found["kosong"].sha256[:8]) == (0, "e3b0c442")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE anak SET berat_g = 7401 WHERE id = 'b'",
        "UPDATE anak SET berat_g = 0 WHERE id = 'a'",
        "UPDATE anak SET nama = 'Ayu ' WHERE id = 'a'",
        "DELETE FROM anak WHERE id = 'a'",
        "INSERT INTO anak VALUES ('c', '', NULL)",
        "UPDATE anak SET nama = CAST(x'ff' AS TEXT) WHERE id = 'a'",
    ],
)
def test_any_change_shows_in_its_table_only(connection, change):
    before = contents(connection)
    connection.execute(change)
    assert differing(before, contents(connection)) == ["anak"]


def test_the_order_in_which_rows_were_written_does_not_count(connection, tmp_path):
    other = connect_file(tmp_path / "lain.db", None)
    other.execute("CREATE TABLE anak (id TEXT PRIMARY KEY, nama TEXT, berat_g INTEGER)")
    other.execute("CREATE TABLE kosong (id TEXT PRIMARY KEY)")
    other.executemany("INSERT INTO anak VALUES (?, ?, ?)", [("a", "Ayu", None), ("b", "Bima", 7400)])
    assert differing(contents(connection), contents(other)) == []
    other.close()


def test_a_missing_table_differs(connection):
    before = contents(connection)
    connection.execute("DROP TABLE kosong")
    assert differing(before, contents(connection)) == ["kosong"]


def test_every_real_table_of_a_register_is_counted(tmp_path):
    place = Path(__file__).parents[2] / "old_registers" / "0002.db"
    own = tmp_path / "lama.db"
    own.write_bytes(place.read_bytes())
    with sqlite3.connect(own) as plain:
        people = plain.execute("SELECT count(*) FROM person").fetchone()[0]
    plain.close()
    opened = connect_file(own, None, read_only=True)
    found = contents(opened)
    opened.close()
    assert found["person"].rows == people > 0
    assert {"journal_entry", "journal_change", "local_state", "search_entry", "person_search_data"} <= found.keys()
