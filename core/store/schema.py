"""The version of the tables: a new file gets them all, an older one is copied and brought up, a newer one refused."""

import shutil
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from core.errors import EnvironmentProblem, InputError
from core.store.engine import APPLICATION_ID, DRIVER_ERRORS, WRITES, is_url
from core.store.keyring import has_keyring, load_bytes, save_bytes

HEAD = "0004"


def current_version(connection: Connection) -> str | None:
    """The schema version of the database, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def bring_up_to_date(engine: Engine, place: str) -> None:
    """Create or upgrade the tables.

    An older file is first copied beside itself (`…-sebelum-0002.db`) through the backup interface. Raises InputError
    for a file of a newer program, EnvironmentProblem when there is no room for the copy. Nothing is changed then.
    """
    with engine.connect() as connection:
        version = current_version(connection)
        if version == HEAD:
            return
        if version is not None and version > HEAD:
            raise InputError(
                "Register ini dibuat oleh versi Buku Posyandu yang lebih baru. Perbarui program ini dulu; "
                "berkasnya tidak diubah."
            )
        if version is None and inspect(connection).get_table_names():
            raise InputError("Basis data ini sudah berisi tabel lain, jadi bukan register Buku Posyandu.")
    if version is not None and not is_url(place):
        _copy_before_upgrade(engine, Path(place))
    _migrate(engine)
    if not is_url(place):
        _fold_log(engine)


def _migrate(engine: Engine) -> None:
    # Slow to import, and needed only when the schema changes.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        config.attributes["connection"] = connection
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
        command.upgrade(config, "head")


def _fold_log(engine: Engine) -> None:
    # Our mark must stand in the file itself, where the next opening looks for it.
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()


def _copy_before_upgrade(engine: Engine, path: Path) -> None:
    target = path.with_name(f"{path.stem}-sebelum-{HEAD}{path.suffix}")
    if shutil.disk_usage(path.parent).free < 2 * path.stat().st_size:
        raise EnvironmentProblem("Disk hampir penuh. Kosongkan dulu, lalu buka lagi; register belum diubah.")
    target.unlink(missing_ok=True)
    raw = engine.raw_connection()  # VACUUM works only outside a transaction
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(target),))
    except DRIVER_ERRORS:
        target.unlink(missing_ok=True)  # half a copy would look like one
        raise
    finally:
        raw.close()
    if has_keyring(path):  # the copy is encrypted with the same key
        save_bytes(target, load_bytes(path))
