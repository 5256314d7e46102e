"""Restoring without a window: when the register of a backup is still on this computer, its keys and erasures hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.clock import Clock
from core.errors import EnvironmentProblem
from core.services.register import Progress, Register, no_progress
from core.services.trust.access_log import Access, note
from core.services.trust.backup_keys import is_locked_backup, key_by_secret, key_for_repair
from core.services.trust.backup_places import own_ids
from core.services.trust.backup_views import Restored
from core.services.trust.erasing import Tombstone, tombstones_of
from core.services.trust.restoring import listed, restore
from core.store.database import open_database
from core.store.keyring import has_keyring, load_bytes

_COPY_BEFORE_UPGRADE = "-sebelum-"


@dataclass(frozen=True, slots=True)
class RestoredLikeToday:
    """What was restored, by whose keys, and whether it is known who was erased since (None: no register to ask)."""

    restored: Restored
    beside: Path | None
    knows_erasures: bool | None


def register_of(path: Path, *places: Path) -> Path | None:
    """The register on this computer of which `path` is a backup: one of `places`, else one beside or above the file.

    None when there is none. Errors as `core.services.trust.restoring.inspect`.
    """
    wanted = listed(path).register_id
    for place in (*places, *_near(path)):
        if place.is_file() and wanted in own_ids(place, None):
            return place
    return None


def restore_like_today(
    path: Path, into: Path, *, secret: str, places: tuple[Path, ...], clock: Clock, progress: Progress = no_progress
) -> RestoredLikeToday:
    """Bring a backup back as `into`, with the keyring of today and without people erased since, where that is known.

    `secret` is the PIN or recovery code of today; only without a register of today that of the backup. Where the
    register of today cannot be read any more its keyring still decides who may open. Errors as
    `core.services.trust.restoring.restore` and `core.services.trust.backup_keys.key_by_secret`.
    """
    is_locked = is_locked_backup(path)
    beside = register_of(path, *places)
    if beside is None:
        key = key_by_secret(path, secret) if is_locked else None
        return RestoredLikeToday(restore(path, into, key=key, progress=progress), None, None)
    has_keys = has_keyring(beside)
    key = key_for_repair(beside, None, secret) if has_keys else None
    erased = _erased_since(beside, key, clock)
    keyring = load_bytes(beside) if has_keys else None
    made = restore(path, into, key=key, keyring=keyring, erased=erased or (), progress=progress)
    return RestoredLikeToday(made, beside, erased is not None)


def _erased_since(beside: Path, key: bytes | None, clock: Clock) -> tuple[Tombstone, ...] | None:
    """Who was erased by today's register; None when it cannot be read."""
    try:
        register = Register(open_database(str(beside), must_exist=True, key=key), clock=clock)
    except EnvironmentProblem:
        return None
    try:
        note(register, Access.RESTORE, "Memulihkan cadangan ke register baru")
        return tombstones_of(register)
    finally:
        register.close()


def _near(path: Path) -> Iterator[Path]:
    """Registers in the folder of a backup and in the one above, the last used first."""
    folder = path.absolute().parent
    found = {place for one in (folder, folder.parent) for place in one.glob("*.db")}
    usable = (place for place in found if _COPY_BEFORE_UPGRADE not in place.name)
    yield from sorted(usable, key=lambda place: place.stat().st_mtime, reverse=True)
