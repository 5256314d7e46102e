"""Bringing a backup back: always into a new file, everything verified before that file has its name."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import delete, select

from core.errors import BukuError, EnvironmentProblem, InputError
from core.rules.permissions import Action
from core.services.backup_places import register_file
from core.services.backup_views import BackupView, Counts, DeedLine, Difference, Restored
from core.services.register import Progress, Register, no_progress
from core.store.backup import (
    Unproven,
    file_problems,
    journal_heads,
    prove,
    register_id,
    scratch_folder,
    settle,
    stage,
    told,
    told_by_driver,
)
from core.store.cipher import connect_file
from core.store.container import Manifest, Spoilt, read_manifest, verify
from core.store.database import open_database
from core.store.device import this_device
from core.store.journal import JournalEntry
from core.store.keyring import Keyring, keyring_files, load_bytes, parsed, save_bytes
from core.store.registers import LocalState
from core.store.schema import HEAD
from core.store.vault import open_code, open_pin

_SHOWN_AT_MOST = 200
_ROOM = 2.2
"""Times the database: the copy, and one more while an older version is brought up to date."""


def listed(path: Path) -> BackupView:
    """What a backup says about itself, read from its beginning; `inspect` looks at all of it. Errors as there."""
    manifest, lengths = read_manifest(path)
    made_at = manifest.made_at.astimezone()
    counts = _counts({name: content.rows for name, content in manifest.tables.items()})
    return BackupView(path, made_at, manifest.schema, manifest.register_id, manifest.is_encrypted, lengths.file, counts)


def inspect(path: Path, progress: Progress = no_progress) -> BackupView:
    """Look at every byte of a backup; no key is needed.

    Raises InputError with the reason for whatever is not a whole backup, EnvironmentProblem when it cannot be read.
    """
    with _explained(path):
        view = listed(path)
        verify(path, stage(progress, 0, 1000, "Memeriksa cadangan"))
    return view


def compare(
    register: Register, path: Path, *, key: bytes | None = None, progress: Progress = no_progress
) -> Difference:
    """What is in the open register and not in the backup, and the other way round; changes neither.

    `key` opens the backup (None: the key of the open register). Raises NotAllowed; the rest as `inspect`.
    """
    register.require(Action.RESTORE)
    here = register_file(register)
    with _explained(path, here), scratch_folder(here.parent) as folder:
        view = listed(path)
        key = _fitting_key(view, key if key is not None else register.database.key)
        copy, manifest, _keyring = _unpacked(path, folder, key, progress)
        with closing(connect_file(copy, key, read_only=True)) as connection:
            there = {
                str(row[0]): (datetime.fromisoformat(row[1]), str(row[2]), str(row[3]))
                for row in connection.execute("SELECT id, at, who, sentence FROM journal_entry ORDER BY hlc DESC")
            }
        with closing(connect_file(here, register.database.key, read_only=True)) as connection:
            own_id = register_id(connection)
            counts = counted(connection)
        with register.reading() as session:
            entries = session.execute(
                select(JournalEntry.id, JournalEntry.at, JournalEntry.who, JournalEntry.sentence).order_by(
                    JournalEntry.hlc.desc()
                )
            ).all()
    known = {row.id for row in entries}
    only_here = [_line(row.at, row.who, row.sentence) for row in entries if row.id not in there]
    only_there = [_line(at, who, sentence) for id_, (at, who, sentence) in there.items() if id_ not in known]
    return Difference(
        view,
        manifest.register_id == own_id,
        counts,
        view.counts,
        len(only_here),
        len(only_there),
        tuple(only_here[:_SHOWN_AT_MOST]),
        tuple(only_there[:_SHOWN_AT_MOST]),
    )


def restore(
    path: Path,
    into: Path,
    *,
    key: bytes | None = None,
    keyring: bytes | None = None,
    progress: Progress = no_progress,
) -> Restored:
    """Bring a backup back as the new register `into`; an older version is brought up to date on the way.

    `key` opens an encrypted backup (`key_of_backup`); `keyring` takes the place of the one in the backup.

    Nothing stands under the name `into` before every byte, page, row and count is verified. Raises InputError for a
    file that is no whole backup, is of a newer program or needs another key, and when `into` is there already;
    EnvironmentProblem for a disk that is full or fails. Then nothing is changed and no file is left behind.
    """
    _refuse_taken(into)
    with _explained(path, into), scratch_folder(into.parent) as folder:
        view = listed(path)
        key = _fitting_key(view, key)
        _require_room(into.parent, view.size)
        copy, manifest, old_keyring = _unpacked(path, folder, key, progress)
        if key is not None:
            save_bytes(copy, keyring or old_keyring)
        counts = _brought_up_to_date(copy, key, view.counts, manifest)
        _stand_up(copy, into)
    progress(1000, 1000, "Register pulih")
    return Restored(into, view, HEAD, counts)


def restore_beside(register: Register, path: Path, into: Path, progress: Progress = no_progress) -> Restored:
    """Bring a backup back beside the open register, with the key and the keyring of today.

    Who may open the register is as today: an account removed since, or an old PIN, does not come back with the backup.
    Raises NotAllowed; the rest as `restore`.
    """
    register.require(Action.RESTORE)
    key, place = register.database.key, register_file(register)
    keyring = load_bytes(place) if key is not None else None
    return restore(path, into, key=key, keyring=keyring, progress=progress)


def key_by_code(path: Path, code: str) -> bytes:
    """The key of an encrypted backup by the recovery code of its register, on any computer.

    Raises InputError when it is not that code; else as `inspect`.
    """
    key = open_code(_keyring_in(path), code)
    if key is None:
        raise InputError("Kode pemulihan ini bukan untuk cadangan ini. Periksa lagi huruf dan angkanya.", field="code")
    return key


def key_by_pin(path: Path, pin: str) -> bytes:
    """The key of an encrypted backup by the PIN that somebody had then, on the computer where it was made.

    Raises InputError when no PIN of then fits; else as `inspect`.
    """
    keyring, device = _keyring_in(path), this_device()
    own = [wrap for wrap in keyring.pins if wrap.device == device.tag(keyring.register_id)]
    if not own:
        raise InputError("Cadangan ini dari laptop lain, jadi PIN tidak membukanya. Pakai kode pemulihan.", field="pin")
    keys = (open_pin(wrap, keyring.register_id, pin, device) for wrap in own)
    key = next((key for key in keys if key is not None), None)
    if key is None:
        raise InputError("PIN tidak cocok untuk cadangan ini. Coba lagi, atau pakai kode pemulihan.", field="pin")
    return key


def _keyring_in(path: Path) -> Keyring:
    with _explained(path):
        if not listed(path).is_encrypted:
            raise InputError(f"Cadangan “{path.name}” tidak bersandi, jadi tidak perlu PIN atau kode.")
        return parsed(verify(path, lambda _done, _whole: None))


def counted(connection: object) -> Counts:
    """People, families and measurements behind a bare connection."""
    tables = ("person", "family", "measurement")
    rows = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}  # type: ignore[attr-defined]
    return _counts(rows)


def _counts(rows: dict[str, int]) -> Counts:
    return Counts(rows.get("person", 0), rows.get("family", 0), rows.get("measurement", 0))


def _line(at: datetime, who: str, sentence: str) -> DeedLine:
    return DeedLine(at.replace(tzinfo=UTC).astimezone(), who, sentence)


def _fitting_key(view: BackupView, key: bytes | None) -> bytes | None:
    if view.schema > HEAD:
        raise InputError("Cadangan ini dibuat oleh Buku Posyandu yang lebih baru. Perbarui program ini dulu.")
    if view.is_encrypted and key is None:
        raise InputError("Cadangan ini bersandi. Masukkan PIN atau kode pemulihan.", field="pin")
    return key if view.is_encrypted else None


def _unpacked(path: Path, folder: Path, key: bytes | None, progress: Progress) -> tuple[Path, Manifest, bytes]:
    """The database of a backup in a scratch file, proven to hold what the manifest says."""
    copy = folder / "salinan.db"
    manifest, _lengths = read_manifest(path)
    with copy.open("wb") as pages:
        keyring = verify(path, stage(progress, 0, 400, "Memeriksa cadangan"), key=key, database_to=pages)
    try:
        prove(copy, key, manifest.tables, stage(progress, 400, 800, "Memeriksa isi cadangan"))
    except Unproven as wrong:
        raise Spoilt(f"Isi cadangan “{path.name}” tidak sama dengan waktu dibuat. Pakai cadangan lain.") from wrong
    return copy, manifest, keyring


def _brought_up_to_date(copy: Path, key: bytes | None, expected: Counts, manifest: Manifest) -> Counts:
    database = open_database(str(copy), must_exist=True, key=key)
    try:
        if key is None:
            # What belonged to one computer does not come back: two files of one device would number deeds alike.
            with database.scratch() as session:
                session.execute(delete(LocalState))
    finally:
        database.close()
    with closing(connect_file(copy, key, read_only=True)) as connection:
        if next(file_problems(connection, is_encrypted=key is not None), None) or counted(connection) != expected:
            raise Spoilt(
                "Isi cadangan berubah waktu diperbarui ke versi sekarang, jadi tidak dipakai. Hubungi pembuat."
            )
        heads = journal_heads(connection)
    if any(device not in heads or heads[device].entries < head.entries for device, head in manifest.heads.items()):
        raise Spoilt("Jurnal cadangan tidak lengkap sesudah diperbarui, jadi tidak dipakai. Pakai cadangan lain.")
    return expected


def _stand_up(copy: Path, into: Path) -> None:
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


def _refuse_taken(into: Path) -> None:
    if not into.parent.is_dir():
        raise InputError(f"Folder “{into.parent.name}” tidak ada. Pilih folder lain.", field="into")
    logs = (into.with_name(into.name + suffix) for suffix in ("-wal", "-shm", "-journal"))
    for standing in (into, *logs, *keyring_files(into)):
        if standing.exists():
            raise InputError(
                f"“{standing.name}” sudah ada dan tidak ditimpa. Tulis nama baru untuk register yang dipulihkan.",
                field="into",
            )


def _require_room(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size * _ROOM:
        raise EnvironmentProblem("Ruang disk tidak cukup untuk memulihkan. Kosongkan dulu; tidak ada yang diubah.")


@contextmanager
def _explained(path: Path, into: Path | None = None) -> Iterator[None]:
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
        raise told(into or path, wrong) from wrong
    except sqlcipher.DatabaseError as wrong:
        text = str(wrong).lower()
        if "not a database" in text or "malformed" in text:
            raise Spoilt(f"Isi cadangan “{path.name}” tidak dapat dibuka. Pakai cadangan lain.") from wrong
        raise told_by_driver((into or path).parent.name, wrong) from wrong
