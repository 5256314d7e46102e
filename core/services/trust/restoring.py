"""Bringing a backup back: always into a new file, everything verified before that file has its name."""

import os
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, select

from core.errors import InputError
from core.rules.permissions import Action
from core.services.new_register import explained, refuse_taken, require_room, stand_up
from core.services.register import Progress, Register, no_progress
from core.services.trust.access_log import Access, note
from core.services.trust.backup_places import own_ids, register_file
from core.services.trust.backup_views import BackupView, Counts, DeedLine, Difference, Restored
from core.services.trust.erasing import Tombstone, erase_again, pending_after_restore, tombstones_of
from core.store.backup import (
    Unproven,
    file_problems,
    journal_heads,
    prove,
    scratch_folder,
    stage,
    sweep,
)
from core.store.cipher import connect_file
from core.store.container import Manifest, Spoilt, read_manifest, verify
from core.store.database import open_database
from core.store.journal import PROGRAM, JournalEntry
from core.store.keyring import load_bytes, save_bytes
from core.store.registers import LocalState
from core.store.schema import HEAD

_SHOWN_AT_MOST = 200


def listed(path: Path) -> BackupView:
    """What a backup says about itself, read from its beginning; `inspect` looks at all of it. Errors as there."""
    manifest, lengths = read_manifest(path)
    made_at = manifest.made_at.astimezone()
    counts = _counts({name: content.rows for name, content in manifest.tables.items()})
    deeds = {device: head.entries for device, head in manifest.heads.items()}
    is_encrypted, register_id = manifest.is_encrypted, manifest.register_id
    return BackupView(path, made_at, manifest.schema, register_id, is_encrypted, lengths.file, counts, deeds)


def inspect(path: Path, progress: Progress = no_progress) -> BackupView:
    """Look at every byte of a backup; no key is needed.

    Raises InputError with the reason for whatever is not a whole backup, EnvironmentProblem when it cannot be read.
    """
    with explained(path):
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
    with explained(path, here, "Perbandingan"), scratch_folder(here.parent) as folder:
        view = listed(path)
        key = _fitting_key(view, key if key is not None else register.database.key)
        copy, manifest, _keyring = _unpacked(path, folder, key, progress)
        with closing(connect_file(copy, key, read_only=True)) as connection:
            there = {
                str(row[0]): (datetime.fromisoformat(row[1]), str(row[2]), str(row[3]))
                for row in connection.execute("SELECT id, at, who, sentence FROM journal_entry ORDER BY hlc DESC")
            }
        with closing(connect_file(here, register.database.key, read_only=True)) as connection:
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
        manifest.register_id in own_ids(here, register.database.key),
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
    erased: tuple[Tombstone, ...] = (),
    progress: Progress = no_progress,
) -> Restored:
    """Bring a backup back as the new register `into`; an older version is brought up to date on the way.

    `key` opens an encrypted backup (`backup_keys`); `keyring` takes the place of the one in it. People of
    whom `erased` says that they were erased since do not come back (UU 27/2022 art. 43 and 44).

    Nothing stands under the name `into` before every byte, page, row and count is verified. Raises InputError for a
    file that is no whole backup, is of a newer program or needs another key, and when `into` is there already;
    EnvironmentProblem for a disk that is full or fails. Then nothing is changed and no file is left behind.
    """
    refuse_taken(into)
    sweep(into.parent)
    with explained(path, into), scratch_folder(into.parent) as folder:
        view = listed(path)
        key = _fitting_key(view, key)
        require_room(into.parent, view.size)
        copy, manifest, old_keyring = _unpacked(path, folder, key, progress)
        if key is not None:
            save_bytes(copy, keyring or old_keyring)
        _bring_up_to_date(copy, key, view.counts, manifest)
        counts, gone = _erase_again(copy, key, erased)
        stand_up(copy, into)
    progress(1000, 1000, "Register pulih")
    return Restored(into, view, HEAD, counts, gone)


def restore_beside(register: Register, path: Path, into: Path, progress: Progress = no_progress) -> Restored:
    """Bring a backup back beside the open register, with the key and the keyring of today.

    Who may open it is as today, and who was erased since stays erased: neither a removed account nor an old PIN nor an
    erased person comes back.
    Raises NotAllowed; the rest as `restore`.
    """
    register.require(Action.RESTORE)
    key, place = register.database.key, register_file(register)
    keyring = load_bytes(place) if key is not None else None
    note(register, Access.RESTORE, "Memulihkan cadangan ke register baru")
    return restore(path, into, key=key, keyring=keyring, erased=tombstones_of(register), progress=progress)


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
        pages.flush()
        os.fsync(pages.fileno())
    try:
        prove(copy, key, manifest.tables, stage(progress, 400, 800, "Memeriksa isi cadangan"))
    except Unproven as wrong:
        raise Spoilt(f"Isi cadangan “{path.name}” tidak sama dengan waktu dibuat. Pakai cadangan lain.") from wrong
    return copy, manifest, keyring


def _bring_up_to_date(copy: Path, key: bytes | None, expected: Counts, manifest: Manifest) -> None:
    database = open_database(str(copy), must_exist=True, key=key)
    try:
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


def _erase_again(copy: Path, key: bytes | None, erased: tuple[Tombstone, ...]) -> tuple[Counts, int]:
    register = Register(open_database(str(copy), must_exist=True, key=key), who=PROGRAM)
    try:
        pending = pending_after_restore(register, erased)
        for tombstone in pending:
            erase_again(register, tombstone)
    finally:
        register.close()
    with closing(connect_file(copy, key, read_only=True)) as connection:
        if pending != () and next(file_problems(connection, is_encrypted=key is not None), None):
            raise Spoilt("Register yang dipulihkan tidak utuh, jadi tidak dipakai. Periksa disknya, lalu coba lagi.")
        return counted(connection), len(pending)
