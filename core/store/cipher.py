"""Register files at the driver's level: connecting with and without the data key, and telling the two kinds apart."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from core.store.keyring import has_keyring

SQLITE_HEADER = b"SQLite format 3\x00"
_CACHE = "cache_size=-32768"
"""In KiB and at most: with SQLite's own 2 MB, lists of a sub-district are read from the disk again and again."""
PAGE_BYTES = 4096


def connect_file(path: Path, key: bytes | None, *, read_only: bool = False) -> Any:  # noqa: ANN401 - no types
    """A bare connection to a register file, each statement its own transaction; raises the driver's errors."""
    connection = _connected(path, key, read_only=read_only)
    _settle(connection, ("busy_timeout=5000", "temp_store=MEMORY", _CACHE))
    return connection


def _connected(path: Path, key: bytes | None, *, read_only: bool) -> Any:  # noqa: ANN401 - the driver has no types
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlcipher.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    use_key(connection, key)
    return connection


def _settle(connection: Any, pragmas: Iterable[str]) -> None:  # noqa: ANN401 - the driver has no types
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except sqlcipher.Error:
        connection.close()  # the first to read the file: here a wrong key comes out
        raise


def use_key(connection: Any, key: bytes | None) -> None:  # noqa: ANN401 - the driver has no types
    """Open what follows with the data key; must come before anything is read from a fresh connection."""
    if key is None:
        return
    # What the cipher finds wrong comes out as an error; on stderr it would only be in the way.
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f'PRAGMA key="{key_literal(key)}"')


def key_literal(key: bytes) -> str:
    """The data key as SQLCipher takes it without hashing it again."""
    return f"x'{key.hex()}'"


def prepare(connection: Any, journal_mode: str, key: bytes | None) -> None:  # noqa: ANN401 - the driver has no types
    """Settings of every connection that a register is worked with."""
    # The driver's own transactions would let each CREATE TABLE through at once; the engine starts real ones instead.
    connection.isolation_level = None
    use_key(connection, key)
    # FULL: a kader saves a few times a minute, and a village has power cuts. MEMORY: no temporary file in clear.
    settings = ("synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "temp_store=MEMORY", _CACHE)
    _settle(connection, (*settings, f"journal_mode={journal_mode}"))


def is_encrypted(path: Path) -> bool:
    """Whether this is an encrypted register: no SQLite header, and its keyring beside it.

    False for a missing file. Raises OSError when it cannot be read.
    """
    return header_of(path) not in (b"", SQLITE_HEADER) and has_keyring(path)


def may_lack_keyring(path: Path) -> bool:
    """Whether a file that is no SQLite file could be an encrypted register that lost its keyring: whole pages only."""
    return path.stat().st_size % PAGE_BYTES == 0


def header_of(path: Path) -> bytes:
    """The first 16 bytes, fewer for a shorter file and none for a missing one. Raises OSError."""
    try:
        with path.open("rb") as file:
            return file.read(len(SQLITE_HEADER))
    except FileNotFoundError:
        return b""


def fold_log(path: Path, key: bytes | None) -> None:
    """Bring into the file what waits in its write-ahead log, as far as nobody hinders it.

    A power cut in the middle of that leaves pages half written which the log still holds: they are sound once folded.
    """
    with suppress(sqlcipher.Error):  # then the pages stay as they are, and are called what they look like
        connection = connect_file(path, key)
        try:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        finally:
            connection.close()


def damaged_pages(path: Path, key: bytes) -> int:
    """How many pages of an encrypted file are not as they were written: each page has its own seal.

    A key that does not fit finds every page damaged. Raises the driver's errors.
    """
    connection = _connected(path, key, read_only=True)
    try:
        return len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        connection.close()
