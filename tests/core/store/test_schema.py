"""The schema's version: one head, models and migration alike, older files copied first, newer ones refused."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

import core.store.accounts
import core.store.checkups
import core.store.immunizations
import core.store.journal
import core.store.people
import core.store.places
import core.store.pregnancies
import core.store.privacy
import core.store.registers
import core.store.search_index
import core.store.visits  # noqa: F401 - every table must be known to the metadata
from core.errors import InputError
from core.store import schema
from core.store.base import Base
from core.store.database import open_database
from core.store.engine import make_engine

FULL_TEXT = ("person_search", "ix_search_entry_words")
"""What only one of the two databases has for finding names."""


def differences(engine: Engine) -> list[object]:
    def is_ours(name: str | None, kind: str, _parents: object) -> bool:
        return not (kind in ("table", "index") and name is not None and name.startswith(FULL_TEXT))

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_ours})
        return list(compare_metadata(context, Base.metadata))


def test_the_head_is_the_last_migration():
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_models_and_migrations_describe_the_same_tables(register):
    assert differences(register.database.engine) == []


def test_a_register_of_a_newer_program_is_refused_unchanged(place):
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(InputError, match=r"versi Buku Posyandu yang lebih baru.*tidak diubah"):
        open_database(str(place))
    with sqlite3.connect(place) as connection:
        assert connection.execute("SELECT count(*) FROM posyandu").fetchone() == (1,)
    connection.close()


def test_an_older_register_is_copied_whole_before_it_is_brought_up(place, monkeypatch):
    """The copy holds what the register held, also what still lay in the log."""
    monkeypatch.setattr(schema, "HEAD", "9998")
    monkeypatch.setattr(schema, "_migrate", lambda _engine: None)
    engine = make_engine(str(place))
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO setting (id, value) VALUES ('x', '1')"))
    schema.bring_up_to_date(engine, str(place))
    engine.dispose()
    copy = sqlite3.connect(place.with_name("melati-sebelum-9998.db"))
    assert copy.execute("SELECT count(*) FROM setting").fetchone() == (1,)
    assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0004",)
    copy.close()


def test_a_migration_cut_off_in_the_middle_leaves_nothing(tmp_path, monkeypatch):
    """Tables are made in one transaction: a cut leaves an empty file that opens as a new register."""
    from alembic import command

    def cut(config: Config, revision: str) -> None:
        whole(config, revision)
        raise KeyboardInterrupt

    whole = command.upgrade
    monkeypatch.setattr(command, "upgrade", cut)
    with pytest.raises(KeyboardInterrupt):
        open_database(str(tmp_path / "baru.db"))
    monkeypatch.undo()
    database = open_database(str(tmp_path / "baru.db"))
    assert differences(database.engine) == []
    database.close()


@pytest.mark.postgres
def test_the_same_tables_on_postgresql(empty_server):
    database = open_database(empty_server)
    assert differences(database.engine) == []
    database.close()
