"""A register file made from a backup: never over another, under its name only at the end, its failures in words."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from core.errors import BukuError, EnvironmentProblem, InputError
from core.store.backup import settle, told, told_by_driver
from core.store.container import Spoilt
from core.store.keyring import keyring_files

_ROOM = 2.2
"""Times the database: the copy, and one more while an older version is brought up to date."""


def stand_up(copy: Path, into: Path) -> None:
    """Give a finished register and its keyring their names. Raises FileExistsError when one is taken meanwhile."""
    standing: list[Path] = []
    try:
        # The keyring first: a register without one could not be opened by anybody.
        for part, final in (*zip(keyring_files(copy), keyring_files(into), strict=True), (copy, into)):
            if part.exists():
                settle(part, final)
                standing.append(final)
    except BaseException:
        for final in standing:
            with suppress(OSError):
                final.unlink()
        raise


def refuse_taken(into: Path) -> None:
    """Raise InputError when the name, or one that goes with it, is taken, or the folder is not there."""
    if not into.parent.is_dir():
        raise InputError(f"Folder “{into.parent.name}” tidak ada. Pilih folder lain.", field="into")
    logs = (into.with_name(into.name + suffix) for suffix in ("-wal", "-shm", "-journal"))
    for standing in (into, *logs, *keyring_files(into)):
        if standing.exists():
            raise InputError(
                f"“{standing.name}” sudah ada dan tidak ditimpa. Tulis nama baru untuk register yang dipulihkan.",
                field="into",
            )


def require_room(folder: Path, size: int) -> None:
    """Raise EnvironmentProblem when a backup of `size` bytes cannot be unpacked there."""
    if shutil.disk_usage(folder).free < size * _ROOM:
        raise EnvironmentProblem("Ruang disk tidak cukup untuk memulihkan. Kosongkan dulu; tidak ada yang diubah.")


@contextmanager
def explained(path: Path, into: Path | None = None, what: str = "Buku baru") -> Iterator[None]:
    """Disk and database errors as sentences: of reading `path` (a backup), and of making `what` at `into`."""
    try:
        yield
    except BukuError:
        raise
    except FileExistsError as wrong:
        raise InputError("Register dengan nama ini baru saja muncul dan tidak ditimpa. Tulis nama lain.") from wrong
    except OSError as wrong:
        if wrong.filename == str(path) or not path.exists():
            raise EnvironmentProblem(
                f"Cadangan “{path.name}” tidak dapat dibaca. Periksa berkas atau flashdisknya."
            ) from wrong
        raise (told(path, wrong) if into is None else _not_made(what, into, wrong)) from wrong
    except sqlcipher.DatabaseError as wrong:
        text = str(wrong).lower()
        if "not a database" in text or "malformed" in text:
            raise Spoilt(f"Isi cadangan “{path.name}” tidak dapat dibuka. Pakai cadangan lain.") from wrong
        raise (told_by_driver(path.parent.name, wrong) if into is None else _not_made(what, into, wrong)) from wrong


def _not_made(what: str, into: Path, wrong: OSError | sqlcipher.Error) -> EnvironmentProblem:
    """The sentence for a disk that failed while a backup was compared or brought back."""
    place, said = into.parent.name or str(into.parent), str(wrong).lower()
    number = wrong.errno if isinstance(wrong, OSError) else None
    if not into.parent.is_dir():
        why, way = f"folder {place} tidak ada lagi", "Pasang lagi disk atau flashdisknya, lalu ulangi."
    elif "full" in said or number in (errno.ENOSPC, errno.EDQUOT):
        why, way = f"ruang di {place} sudah penuh", "Kosongkan dulu, lalu ulangi."
    elif "locked" in said or "busy" in said:
        why, way = "berkasnya sedang dipakai program lain", "Ulangi sebentar lagi."
    elif number in (errno.EACCES, errno.EPERM, errno.EROFS) or "readonly" in said:
        why, way = f"folder {place} tidak boleh ditulisi", "Ulangi di folder lain."
    else:
        why, way = f"disk di {place} bermasalah", "Ulangi, atau pakai disk lain."
    return EnvironmentProblem(f"{what} belum jadi, karena {why}. {way} Cadangan dan buku yang sekarang tetap aman.")
