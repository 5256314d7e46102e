"""Files that are not ours are refused before anything is written; trouble with the disk comes out as a sentence."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import event, text

from core.errors import EnvironmentProblem, InputError
from core.rules.permissions import Action
from core.services.register import Register
from core.store.database import open_database
from core.store.places import Posyandu, Village

NOBODY = 65534


@contextmanager
def as_plain_user() -> Iterator[None]:
    """Root may write everywhere; a kader may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def open_and_write(place: Path) -> None:
    with open_database(str(place)).scratch() as session:
        session.add(Village(name="X"))


def make_other_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE pelanggan (nama TEXT)")
    connection.close()


def make_pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"0" * 4000)


def make_short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


@pytest.mark.parametrize("make", [make_other_sqlite, make_pdf, make_short])
def test_a_file_that_is_not_ours_is_refused_and_left_as_it_was(make, tmp_path):
    path = tmp_path / "data.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(InputError, match="bukan register Buku Posyandu"):
        open_database(str(path))
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["data.db"]


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="folder"):
        open_database(str(tmp_path))


def test_an_empty_file_becomes_a_register(tmp_path):
    path = tmp_path / "kosong.db"
    path.touch()
    open_database(str(path)).close()
    assert path.stat().st_size > 0


@pytest.mark.parametrize("folder", ["Bu Éka 50%41", "apa?a=b", "nomor #1", "file:x"])
def test_a_register_is_made_exactly_where_it_was_asked_for(tmp_path, folder):
    place = tmp_path / folder / "buku.db"
    open_database(str(place)).close()
    assert place.stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == [folder]


def test_a_register_on_another_computer_does_without_the_write_ahead_log(tmp_path):
    """Two computers share no memory; the name of such a file begins with two slashes."""
    modes = []
    for start in ("", "/"):
        database = open_database(f"{start}{tmp_path}/buku.db")
        with database.reading() as session:
            modes.append(session.execute(text("PRAGMA journal_mode")).scalar())
        database.close()
    assert modes == ["wal", "delete"]
    assert [path.name for path in tmp_path.iterdir()] == ["buku.db"]


def test_a_register_cut_off_at_its_first_start_opens_again(tmp_path):
    """Right after the first start everything may still lie in the write-ahead log beside an almost empty file."""
    path = tmp_path / "baru.db"
    database = open_database(str(path))
    copied = tmp_path / "salinan.db"
    with database.engine.connect():
        for end in ("", "-wal"):
            source = path.with_name(path.name + end)
            if source.exists():
                copied.with_name(copied.name + end).write_bytes(source.read_bytes())
    device = database.device_id
    database.close()
    again = open_database(str(copied))
    assert again.device_id == device
    again.close()


def let_others_in(folder: Path) -> None:
    """Open pytest's own private folders above `folder`, however many there are (one more for each parallel worker)."""
    for parent in (folder, *folder.parents):
        if parent == Path(tempfile.gettempdir()):
            return
        parent.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="users and rights of Unix")
def test_a_read_only_folder_gives_a_sentence_that_says_what_to_do(tmp_path_factory):
    folder = tmp_path_factory.mktemp("terkunci")
    let_others_in(folder)
    folder.chmod(0o555)
    with as_plain_user(), pytest.raises(EnvironmentProblem, match=r"ditulis|dibuat"):
        open_database(str(folder / "baru.db"))
    folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="users and rights of Unix")
def test_a_read_only_register_gives_a_sentence_that_says_what_to_do(place, tmp_path):
    let_others_in(tmp_path)
    place.chmod(0o444)
    tmp_path.chmod(0o555)
    with as_plain_user(), pytest.raises(EnvironmentProblem, match="ditulis"):
        open_and_write(place)
    tmp_path.chmod(0o755)


def test_a_full_disk_loses_nothing_and_says_so(register: Register):
    """The disk is made full by forbidding the file another page."""

    @event.listens_for(register.database.engine, "begin")
    def no_more_room(connection):
        connection.exec_driver_sql("PRAGMA max_page_count=1")

    with register.reading() as session:
        before = session.query(Posyandu).count()
    with (
        pytest.raises(EnvironmentProblem, match=r"penuh.*aman"),
        register.deed("Mengisi disk", action=Action.REGISTER_PEOPLE) as deed,
    ):
        deed.session.add_all(Village(name=f"Desa {number}", district="x" * 100) for number in range(5000))
    with register.reading() as session:
        assert session.query(Posyandu).count() == before
        assert session.query(Village).count() == 1


def test_a_writer_waits_for_another_and_then_says_who_is_in_the_way(register: Register, place: Path):
    other = sqlcipher.connect(str(place), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    @event.listens_for(register.database.engine, "connect")
    def impatient(connection, _record):
        connection.execute("PRAGMA busy_timeout=50")

    register.database.engine.dispose()
    with (
        pytest.raises(EnvironmentProblem, match="sedang dipakai"),
        register.deed("Menambah desa", action=Action.REGISTER_PEOPLE) as deed,
    ):
        deed.session.add(Village(name="X"))
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize("address", ["mysql://a@b/c", "sqlite:///x.db", "postgresql+psycopg://a:b@c:pintu/d"])
def test_an_address_that_is_no_postgresql_server(address):
    with pytest.raises(InputError, match="postgresql"):
        open_database(address)
