"""Turning a register in the clear into an encrypted one: copied, proven page by page and row by row, then exchanged."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from core.errors import EnvironmentProblem
from core.store.cipher import connect_file, damaged_pages, key_literal
from core.store.content_hash import contents, differing
from core.store.engine import explained
from core.store.keyring import keyring_files
from core.store.twin_file import sync_folder

_ROOM = 2
_FULL = "Disk penuh. Kosongkan dulu, lalu coba lagi; register belum diubah."
_NOT_PROVEN = "Salinan bersandi tidak sama dengan register, jadi tidak dipakai. Register tetap seperti semula."


@contextmanager
def becoming_encrypted(path: Path, key: bytes) -> Iterator[Path]:
    """Give a proven encrypted copy of a register in the clear; leaving normally lets it take the register's name.

    Nobody else can use the register meanwhile. Raises EnvironmentProblem when it is open elsewhere, the disk is full,
    or the copy is not proven; on any exception the register stays as it was and the copy goes.
    """
    if shutil.disk_usage(path.parent).free < _ROOM * path.stat().st_size:
        raise EnvironmentProblem(_FULL)
    draft = path.with_name(f"{path.name}.bersandi.part")
    _remove(draft)
    try:
        with closing(_alone(path)) as plain:
            _export(plain, draft, key)
            _prove(plain, draft, key)
            yield draft
        _exchange(draft, path)
    except sqlcipher.Error as wrong:
        raise explained(wrong) from wrong
    finally:
        _remove(draft)


def set_keyring_aside(path: Path) -> None:
    """Make room for a new keyring; one that is there may be the only key to a file that was moved, so it is kept."""
    for file in keyring_files(path):
        if file.exists():
            number = 1
            while (aside := file.with_name(f"{file.name}.lama{number}")).exists():
                number += 1
            file.rename(aside)


def _alone(path: Path) -> Any:  # noqa: ANN401 - the driver has no types
    # Leaving the write-ahead log needs the file for oneself, and folds the log into it.
    connection = connect_file(path, None)
    try:
        connection.execute("PRAGMA busy_timeout=500")
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlcipher.Error:
        connection.close()
        raise
    return connection


def _export(plain: Any, draft: Path, key: bytes) -> None:  # noqa: ANN401
    plain.execute("ATTACH DATABASE ? AS bersandi KEY ?", (str(draft), key_literal(key)))
    plain.execute("SELECT sqlcipher_export('bersandi')")
    for mark in ("application_id", "user_version"):
        value = plain.execute(f"PRAGMA main.{mark}").fetchone()[0]
        plain.execute(f"PRAGMA bersandi.{mark}={value}")
    plain.execute("DETACH DATABASE bersandi")


def _prove(plain: Any, draft: Path, key: bytes) -> None:  # noqa: ANN401
    with closing(connect_file(draft, key, read_only=True)) as copy:
        is_sound = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and not damaged_pages(draft, key)
        is_same = not differing(contents(plain), contents(copy))
    if not (is_sound and is_same):
        raise EnvironmentProblem(_NOT_PROVEN)


def _exchange(draft: Path, path: Path) -> None:
    try:
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as wrong:
        if wrong.errno in (errno.ENOSPC, errno.EDQUOT):
            raise EnvironmentProblem(_FULL) from wrong
        raise EnvironmentProblem(
            f"“{path.name}” sedang dipakai atau tidak boleh diganti. Tutup jendela lain, lalu coba lagi."
        ) from wrong
    sync_folder(path.parent)


def _remove(draft: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)
