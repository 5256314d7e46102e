"""A damaged register: the last proven backup, and what its own journal still tells of the time since, in a new file."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select

from core.clock import Clock
from core.errors import BukuError, EnvironmentProblem, InputError
from core.services.new_register import explained, refuse_taken, stand_up
from core.services.register import Progress, Register, no_progress
from core.services.trust.backup_places import OWN_FOLDER, STICK_FOLDER, own_ids, sticks
from core.services.trust.backup_views import BackupView, Counts, DeedLine
from core.services.trust.erasing import erase_again, pending_after_restore, tombstones_of
from core.services.trust.maintenance import check
from core.services.trust.restoring import listed, restore
from core.store.backup import file_problems, scratch_folder, stage, sweep
from core.store.cipher import connect_file, fold_log
from core.store.container import SUFFIX
from core.store.database import Database, open_database
from core.store.journal import PROGRAM, JournalEntry, JournalHead
from core.store.keyring import has_keyring, load_bytes, save_bytes
from core.store.replay import DoesNotFitError, VerbatimDeed, continues_chain, do_again
from core.store.salvage import Entry, Row, Salvage, salvage
from core.store.unit_of_work import UnitOfWork
from core.words.periods import date_words

_SHOWN_AT_MOST = 200
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class RepairAccount:
    """What a repair brought back into `into` and what not; `backup` is None when all comes from the journal.

    `lost` are deeds that are still known by their sentence, `unread` how many more there were that cannot be read;
    `may_lack_more` when not even their number is known.
    """

    into: Path
    backup: BackupView | None
    counts: Counts
    came_back: tuple[DeedLine, ...]
    lost: tuple[DeedLine, ...]
    unread: int
    may_lack_more: bool
    erased_again: int
    problems: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is known to be missing."""
        return not (self.lost or self.unread or self.may_lack_more or self.problems)

    @property
    def lines(self) -> tuple[str, ...]:
        """The account in plain words, a line each."""
        return tuple(self._told())

    def _told(self) -> Iterator[str]:
        if self.backup is not None:
            yield f"Dari cadangan {self.backup.words}."
        else:
            yield "Tanpa cadangan: semuanya dari jurnal berkas yang rusak."
        yield f"{len(self.came_back)} catatan sesudahnya kembali dari jurnal berkas yang rusak."
        if self.lost or self.unread:
            yield f"{len(self.lost) + self.unread} catatan tidak dapat kembali. Catat lagi dari buku atau kartu:"
        for deed in self.lost[:_SHOWN_AT_MOST]:
            yield f"- {date_words(deed.at.date())}, {deed.who or 'tanpa nama'}: {deed.sentence}"
        if self.unread:
            yield f"- {self.unread} catatan yang isinya tidak terbaca lagi."
        if self.may_lack_more:
            yield "Sebagian jurnal tidak terbaca, jadi mungkin masih ada catatan lain yang hilang."
        if self.erased_again:
            yield f"{self.erased_again} orang yang dulu diminta dihapus, dihapus lagi."
        yield from self.problems
        if self.is_complete:
            yield "Tidak ada yang hilang."


def is_damaged(place: Path, key: bytes | None = None) -> bool:
    """Whether the pages or the structure of a register file are not sound."""
    if not _looks_damaged(place, key):
        return False
    fold_log(place, key)  # pages that a power cut left half written may stand whole in the log
    return _looks_damaged(place, key)


def _looks_damaged(place: Path, key: bytes | None) -> bool:
    try:
        with closing(connect_file(place, key, read_only=True)) as connection:
            return next(file_problems(connection, is_encrypted=key is not None), None) is not None
    except sqlcipher.DatabaseError:
        return True


def newest_backup_beside(place: Path, plugged: tuple[Path, ...] | None = None) -> Path | None:
    """The newest backup of a damaged register, in the folder beside it or on a stick; None when there is none.

    Where the damaged file does not tell which register it is and backups of several lie there, a person must choose.
    """
    roots = sticks() if plugged is None else plugged
    found: list[BackupView] = []
    for folder in (place.parent / OWN_FOLDER, *(root / STICK_FOLDER for root in roots)):
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            with suppress(InputError, OSError):
                found.append(listed(path))
    ids = own_ids(place, None)
    found = [view for view in found if not ids or view.register_id in ids]
    if len({view.register_id for view in found}) != 1:
        return None
    return max(found, key=lambda view: view.made_at).path


def repair(
    damaged: Path,
    backup: Path | None,
    into: Path,
    *,
    key: bytes | None = None,
    clock: Clock | None = None,
    progress: Progress = no_progress,
) -> RepairAccount:
    """Make the new register `into` from a backup and from every deed since that the damaged file still tells whole.

    The damaged file and the backup stay as they are. Without a backup everything comes from the journal. Raises
    InputError and EnvironmentProblem as `restore`; then there is no new file.
    """
    refuse_taken(into)
    sweep(into.parent)
    with explained(backup or damaged, into), scratch_folder(into.parent) as folder:
        base = folder / "baru.db"
        view = None
        if backup is not None:
            _check_same(damaged, backup, key)
            view = restore(backup, base, key=key, progress=_part(progress, 500)).backup
        if key is not None:
            _keep_keyring(damaged, base)
        aside = _set_aside(damaged, folder)
        register = Register(open_database(str(base), key=key), who=PROGRAM, clock=clock or Clock())
        try:
            known, heads = _journal_of(register)
            found = salvage(aside, key, stage(progress, 500, 600, "Membaca berkas yang rusak"), known)
            account = _rebuilt(register, found, heads, view, into, progress)
        finally:
            register.close()
        _prove(base, key)
        stand_up(base, into)
    progress(1000, 1000, "Register pulih")
    return account


def _check_same(damaged: Path, backup: Path, key: bytes | None) -> None:
    ids = own_ids(damaged, key)
    if ids and listed(backup).register_id not in ids:
        raise InputError("Cadangan ini dari register lain, jadi tidak dipakai. Pilih cadangan register ini.")


def _keep_keyring(damaged: Path, base: Path) -> None:
    try:
        save_bytes(base, load_bytes(damaged))
    except BukuError:
        if not has_keyring(base):
            raise
        # Damaged too: then the one of the backup is kept.


def _rebuilt(
    register: Register,
    found: Salvage,
    heads: dict[str, int],
    view: BackupView | None,
    into: Path,
    progress: Progress,
) -> RepairAccount:
    missing = found.entries
    if view is None and not missing:
        raise InputError("Berkas yang rusak tidak terbaca lagi, dan tidak ada cadangan. Cari cadangan di flashdisk.")
    came_back: list[DeedLine] = []
    lost: list[DeedLine] = []
    new_ids: dict[str, str] = {}
    for number, entry in enumerate(missing):
        progress(600 + 300 * number // len(missing), 1000, "Memasang catatan sesudah cadangan")
        is_back = entry.is_whole and _done_again(register.database, entry, new_ids)
        (came_back if is_back else lost).append(_line(entry))
    pending = pending_after_restore(register, tombstones_of(register))
    for tombstone in pending:
        erase_again(register, tombstone)
    progress(900, 1000, "Memeriksa hasilnya")
    result = check(register)
    counts = Counts(result.people, result.families, result.measurements)
    may_lack_more = bool(found.holes) and not found.noted
    return RepairAccount(
        into,
        view,
        counts,
        tuple(came_back),
        tuple(lost),
        _unread(found, heads),
        may_lack_more,
        len(pending),
        result.problems,
    )


def _done_again(database: Database, entry: Entry, new_ids: dict[str, str]) -> bool:
    old = entry.fields
    try:
        with database.reading() as session:
            is_next = continues_chain(session, old)
        if is_next:
            with VerbatimDeed(database, old, entry.changes) as deed:
                do_again(deed, entry.changes)
            return True
        # One before it is lost, so it cannot keep its place in the chain: it is told anew, by its own words.
        with _told_anew(database, old) as again:
            again.undoes_id = new_ids.get(str(old["undoes_id"]), old["undoes_id"])
            do_again(again, entry.changes)
        new_ids[str(old["id"])] = again.entry_id or ""
    except (BukuError, DoesNotFitError, LookupError, TypeError, ValueError):
        return False
    return True


def _told_anew(database: Database, old: Row) -> UnitOfWork:
    return database.deed(
        str(old["sentence"]),
        who=str(old["who"]),
        now=old["at"].replace(tzinfo=UTC),
        account_id=old.get("account_id"),
        action=str(old.get("action", "")),
        reason=str(old.get("reason", "")),
    )


def _journal_of(register: Register) -> tuple[set[str], dict[str, int]]:
    with register.reading() as session:
        heads = {head.device_id: head.entries for head in session.scalars(select(JournalHead))}
        return set(session.scalars(select(JournalEntry.id))), heads


def _unread(found: Salvage, heads: dict[str, int]) -> int:
    """Deeds since the backup of which not even the sentence can be read: gaps in the numbers of each device."""
    read: dict[str, set[int]] = defaultdict(set)
    for entry in found.entries:
        if isinstance(number := entry.fields.get("number"), int):
            read[str(entry.fields["device_id"])].add(number)
    gaps = 0
    for device in read.keys() | found.noted.keys():
        last = max((*read[device], found.noted.get(device, 0)))
        gaps += len(set(range(heads.get(device, 0) + 1, last + 1)) - read[device])
    return gaps


def _line(entry: Entry) -> DeedLine:
    at = entry.fields["at"]
    local = at.replace(tzinfo=UTC).astimezone() if isinstance(at, datetime) else datetime.now(UTC).astimezone()
    return DeedLine(local, str(entry.fields["who"]), str(entry.fields["sentence"]))


def _set_aside(damaged: Path, folder: Path) -> Path:
    """A copy to read from, so that the damaged file itself stays as it is; what the disk does not give back is zero."""
    copy = folder / "rusak.db"
    for suffix in ("", "-wal"):
        source = damaged.with_name(damaged.name + suffix)
        if source.exists():
            with source.open("rb") as old, copy.with_name(copy.name + suffix).open("wb") as new:
                for start in range(0, source.stat().st_size, _BLOCK):
                    new.write(_block(old, start))
    return copy


def _block(file: BinaryIO, start: int) -> bytes:
    try:
        file.seek(start)
        return file.read(_BLOCK)
    except OSError:
        return bytes(_BLOCK)


def _prove(base: Path, key: bytes | None) -> None:
    if is_damaged(base, key):
        raise EnvironmentProblem("Register baru tidak utuh, jadi tidak dipakai. Periksa disknya, lalu coba lagi.")


def _part(progress: Progress, end: int) -> Progress:
    return lambda done, whole, what: progress(end * done // max(whole, 1), 1000, what)
