"""A copy of the register that is proven before it counts: reopened, checked, counted, hashed, and read back."""

import errno
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from core.errors import BukuError, EnvironmentProblem
from core.store.cipher import connect_file
from core.store.container import PART, SUFFIX, Head, Manifest, Step, verify, write_container
from core.store.content_hash import TableContent, contents, differing
from core.store.file_lock import is_held, one_at_a_time
from core.store.twin_file import sync_folder
from core.whole_file import refusal

Progress = Callable[[int, int, str], None]
"""Called with (done, whole, what is being done); what it raises ends the work and leaves everything as it was."""
_PAGES_AT_ONCE = 2_000
_STEPS_BETWEEN = 200_000
_STALE_S = 3600
_SCRATCH, _IN_USE = ".buku-salinan-", ".dipakai"
_WHOLE = 1_000
SPARE = 16_000_000
"""Bytes that stay free on every disk that is written to."""
_HEADS = "SELECT device_id, count(*), max(hlc) FROM journal_entry GROUP BY device_id"


@dataclass(frozen=True, slots=True)
class Source:
    """A register file with the key it opens with (None: not encrypted), its keyring as bytes and the id in that."""

    place: Path
    key: bytes | None = None
    keyring: bytes = b""
    register_id: str = ""


class Unproven(EnvironmentProblem):
    """A copy that is not what it should be; it does not count."""


def write_backup(source: Source, out: Path, made_at: datetime, progress: Progress) -> Manifest:
    """Back the register up into `out`, which stands under its name only when everything is proven.

    Raises EnvironmentProblem with what is safe and what to do; what `progress` raises (Batal) passes. In both cases no
    file is left behind.
    """
    sweep(source.place.parent)
    sweep(out.parent)
    part = _part_of(out)
    try:
        with _told(out), scratch_folder(*_roomy_first(source.place, out.parent)) as folder:
            copy = folder / "salinan.db"
            manifest = _snapshot(source, copy, made_at, progress)
            prove(copy, source.key, manifest.tables, stage(progress, 350, 650, "Memeriksa salinan"))
            write_container(
                part, manifest, source.keyring, copy, source.key, stage(progress, 650, 850, "Menulis cadangan")
            )
            verify(part, stage(progress, 850, _WHOLE, "Membaca ulang cadangan"), key=source.key)
            settle(part, out)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return manifest


def copy_backup(backup: Path, out: Path, key: bytes | None, progress: Progress) -> None:
    """Copy a proven backup to another place and prove it there by reading every byte; errors as `write_backup`."""
    sweep(out.parent)
    part = _part_of(out)
    try:
        with _told(out):
            with backup.open("rb") as old, part.open("xb") as new:
                shutil.copyfileobj(old, new, 1 << 20)
                new.flush()
                os.fsync(new.fileno())
            verify(part, stage(progress, 0, _WHOLE, "Membaca ulang cadangan"), key=key)
            settle(part, out)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def prove(copy: Path, key: bytes | None, tables: dict[str, TableContent], step: Step) -> None:
    """Reopen a copy and compare it with what it should hold: pages, structure, every row of every table.

    Raises Unproven when anything differs.
    """
    with closing(connect_file(copy, key, read_only=True)) as connection:
        with _interruptible(connection, step):
            if next(file_problems(connection, is_encrypted=key is not None), None):
                raise EnvironmentProblem(
                    "Salinan register tidak utuh, jadi tidak dipakai. Periksa dulu berkas registernya."
                )
        found = contents(connection, step)
    if different := differing(tables, found):
        raise Unproven(
            f"Isi salinan tidak sama ({', '.join(different[:3])}), jadi tidak dipakai. Register tetap aman. Coba lagi."
        )


def file_problems(connection: Any, *, is_encrypted: bool) -> Iterator[str]:  # noqa: ANN401 - the driver has no types
    """What is wrong with the pages and the structure of the file, one line each; nothing when it is sound."""
    try:
        if is_encrypted:
            # Every page carries a seal by the key, so a single changed byte shows.
            for (line,) in connection.execute("PRAGMA cipher_integrity_check").fetchall():
                yield str(line)
        for (line,) in connection.execute("PRAGMA integrity_check").fetchall():
            if line != "ok":
                yield str(line)
    except sqlcipher.OperationalError:
        raise
    except sqlcipher.DatabaseError as broken:
        yield str(broken)


def journal_heads(connection: Any) -> dict[str, Head]:  # noqa: ANN401
    """The end of each device's journal: what tells whether anything was done since."""
    return {str(device): Head(entries, str(hlc)) for device, entries, hlc in connection.execute(_HEADS)}


def village_ids(connection: Any) -> tuple[str, ...]:  # noqa: ANN401
    """What tells one register in the clear from another: the ids of its villages, the first one first."""
    return tuple(str(id_) for (id_,) in connection.execute("SELECT id FROM village ORDER BY id"))


def room_needed(place: Path, folder: Path) -> int:
    """Bytes that must be free in `folder` before a backup of the register at `place` is begun."""
    return _size(place) * (1 if _roomy_first(place, folder)[0] != folder and _apart(place.parent, folder) else 2)


def _roomy_first(place: Path, folder: Path) -> tuple[Path, Path]:
    """Where the copy that is to be proven lies: beside the register, or where the backup goes when there is no room."""
    beside = place.parent
    return (beside, folder) if shutil.disk_usage(beside).free > _size(place) + SPARE else (folder, beside)


def _apart(one: Path, other: Path) -> bool:
    return one.stat().st_dev != other.stat().st_dev


def _size(place: Path) -> int:
    log = place.with_name(f"{place.name}-wal")
    return place.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _part_of(out: Path) -> Path:
    # A name of its own: two windows may back up in the same second.
    return out.with_name(f"{out.name}.{secrets.token_hex(4)}{PART}")


def settle(part: Path, final: Path) -> None:
    """Give a whole file its name, unless something stands there: then FileExistsError. Raises OSError."""
    try:
        os.link(part, final)  # one step that refuses what exists
    except FileExistsError:
        raise
    except OSError:  # a stick's file system has no second names
        if final.exists():
            raise FileExistsError(final) from None
        part.rename(final)
    else:
        part.unlink()
    sync_folder(final.parent)


@contextmanager
def scratch_folder(*beside: Path) -> Iterator[Path]:
    """A folder for what is not proven yet, in the first of these places that takes it; gone afterwards.

    A lock file beside it says that its process lives: what a killed one leaves is swept at the next start.
    """
    with ExitStack() as ended:
        for last, place in enumerate(beside, start=1 - len(beside)):
            try:
                folder = ended.enter_context(_scratch_in(place))
                break
            except OSError:
                if last == 0:
                    raise
        yield folder


@contextmanager
def _scratch_in(place: Path) -> Iterator[Path]:
    folder = place / f"{_SCRATCH}{secrets.token_hex(6)}"
    lock = folder.with_name(f"{folder.name}{_IN_USE}")
    if not place.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(place))
    try:
        # The lock first: a folder with a free lock beside it is taken for one that was left behind.
        with one_at_a_time(lock):
            try:
                folder.mkdir(mode=0o700)
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        with suppress(OSError):
            lock.unlink(missing_ok=True)


def stage(progress: Progress, start: int, end: int, what: str) -> Step:
    """The progress of one part of a longer work, from one thousandth of the whole to another."""
    return lambda done, whole: progress(start + (end - start) * done // max(whole, 1), _WHOLE, what)


def _snapshot(source: Source, copy: Path, made_at: datetime, progress: Progress) -> Manifest:
    copying = stage(progress, 0, 200, "Menyalin register")
    counting = stage(progress, 200, 350, "Menghitung isi register")
    with closing(connect_file(source.place, source.key, read_only=True)) as register:
        register.execute("BEGIN")  # from the first look on, what others write meanwhile is not seen
        schema = register.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        with closing(connect_file(copy, source.key)) as target:
            target.execute("PRAGMA synchronous=OFF")
            register.backup(
                target, pages=_PAGES_AT_ONCE, progress=lambda _status, left, whole: copying(whole - left, whole)
            )
            # The copy must be one file, also when the register has a log beside it.
            target.execute("PRAGMA journal_mode=DELETE")
        manifest = Manifest(
            made_at,
            str(schema),
            source.register_id or next(iter(village_ids(register)), ""),
            source.key is not None,
            contents(register, counting),
            journal_heads(register),
        )
        register.execute("ROLLBACK")
    return manifest


@contextmanager
def _interruptible(connection: Any, step: Step) -> Iterator[None]:  # noqa: ANN401
    # A check of the whole file is one statement; only this way can Batal reach into it.
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            step(0, 1)
        except BaseException as wish:
            stopped.append(wish)
            return 1
        return 0

    connection.set_progress_handler(look, _STEPS_BETWEEN)
    try:
        yield
    except sqlcipher.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def _told(out: Path) -> Iterator[None]:
    place = out.parent.name or str(out.parent)
    try:
        yield
    except BukuError:
        raise
    except FileExistsError as wrong:
        raise EnvironmentProblem(f"“{out.name}” sudah ada dan tidak ditimpa. Pakai nama lain.") from wrong
    except OSError as wrong:
        raise told(out, wrong) from wrong
    except sqlcipher.Error as wrong:
        raise told_by_driver(place, wrong) from wrong


def told(out: Path, wrong: OSError) -> BukuError:
    """The sentence for a disk or stick that failed while `out` was written."""
    if not out.parent.exists():
        place = out.parent.name or str(out.parent)
        return EnvironmentProblem(
            f"Folder {place} tidak ada lagi; mungkin flashdisk dicabut. Register aman. Pasang lagi, lalu ulangi."
        )
    return refusal(out, wrong)


def told_by_driver(place: str, wrong: Exception) -> BukuError:
    """The sentence for what the database said while a copy was made."""
    text = str(wrong).lower()
    if "full" in text:
        why = f"Ruang di {place} tidak cukup untuk salinan. Kosongkan dulu, atau pilih tempat lain."
    elif "locked" in text or "busy" in text:
        why = "Register sedang dipakai program lain. Coba lagi sebentar."
    elif "malformed" in text or "not a database" in text:
        why = "Berkas register rusak, jadi tidak dapat dicadangkan. Periksa register, lalu perbaiki dari cadangan."
    else:
        why = f"Belum selesai, karena disk atau flashdisk di {place} bermasalah. Coba lagi, atau pakai tempat lain."
    return EnvironmentProblem(f"{why} Yang sudah tersimpan aman.")


def sweep(folder: Path) -> None:
    """Take away what a backup or a restore that was cut off left in the folder; it never counted.

    A scratch folder goes as soon as no process holds its lock; what has no lock, when it is older than an hour.
    """
    with suppress(OSError):
        for lock in folder.glob(f"{_SCRATCH}*{_IN_USE}"):
            if not is_held(lock):
                shutil.rmtree(lock.with_name(lock.name.removesuffix(_IN_USE)), ignore_errors=True)
                lock.unlink(missing_ok=True)
        for left in (*folder.glob(f"*{SUFFIX}*{PART}"), *folder.glob(f"{_SCRATCH}*")):
            is_locked = left.with_name(f"{left.name}{_IN_USE}").exists() or left.name.endswith(_IN_USE)
            if not is_locked and abs(time.time() - left.stat().st_mtime) > _STALE_S:
                shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink()
