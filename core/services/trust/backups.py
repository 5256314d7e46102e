"""Making backups that count only when proven: where they go, when one is due, which stay, and what to say of them."""

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from core.errors import BukuError, EnvironmentProblem, InputError
from core.rules.permissions import Action
from core.services.register import Progress, Register, no_progress
from core.services.trust.access_log import Access, note
from core.services.trust.backup_places import made_ready, own_ids, places, register_file
from core.services.trust.backup_rotation import kept
from core.services.trust.backup_views import BackupRound, BackupView, SafetyState
from core.services.trust.restoring import listed, restore
from core.store.backup import SPARE, Source, copy_backup, room_needed, scratch_folder, told, write_backup
from core.store.container import SUFFIX
from core.store.engine import is_url
from core.store.journal import JournalHead
from core.store.keyring import load_bytes, parsed
from core.store.places import Village
from core.store.registers import LocalState

__all__ = ["BackupRound", "BackupView", "SafetyState"]

_PROVEN_KEY, _REHEARSED_KEY = "backup.proven", "backup.rehearsed"
_OUR_NAME = re.compile(rf"\d{{4}}-\d\d-\d\d_\d{{6}}(-\d+)?{re.escape(SUFFIX)}")
_REHEARSE_DAYS = 30


def make_backup(register: Register, folder: Path, progress: Progress = no_progress) -> BackupView:
    """Back the register up into `folder`, proven; its name is date and time only.

    Raises EnvironmentProblem, NotAllowed, or what `progress` raises: then there is no new file, and no old one less.
    """
    made_ready(folder)
    return make_backup_file(register, _free_name(folder, register.clock.now()), progress)


def make_backup_file(register: Register, out: Path, progress: Progress = no_progress) -> BackupView:
    """Back the register up into the new file `out`, proven. Raises InputError when it exists; else as `make_backup`."""
    register.require(Action.MAKE_BACKUP)
    place = register_file(register)
    if out.exists():
        raise InputError(f"“{out.name}” sudah ada dan tidak ditimpa. Tulis nama lain.", field="out")
    _require_room(out.parent, place)
    heads = _heads(register)
    key = register.database.key
    keyring = load_bytes(place) if key is not None else b""
    source = Source(place, key, keyring, parsed(keyring).register_id if keyring else "")
    _write_down(register, "Membuat cadangan")
    now = register.clock.now()
    write_backup(source, out, now, progress)
    # The register's own disk may be full: the backup on the stick counts none the less.
    with suppress(EnvironmentProblem):
        _remember(register, _PROVEN_KEY, {"at": now.isoformat(), "path": str(out.absolute()), "heads": heads})
    return listed(out)


def back_up(
    register: Register, progress: Progress = no_progress, plugged: tuple[Path, ...] | None = None
) -> BackupRound:
    """One proven backup in every place there is now, and the old ones there thinned out; after a posyandu day, daily.

    `plugged`: the sticks that are in (None: look). A place that fails is told in the round, the others go on. Raises
    the first problem when no place took a backup.
    """
    made: list[BackupView] = []
    problems: list[BukuError] = []
    for folder in places(register, plugged):
        try:
            made.append(
                _copied(register, made[0], folder, progress) if made else make_backup(register, folder, progress)
            )
            thin_out(register, folder)
        except EnvironmentProblem as problem:
            problems.append(problem)
    if not made:
        raise problems[0]
    return BackupRound(tuple(made), tuple(problem.message for problem in problems))


def due(register: Register, *, day_ended: bool = False) -> bool:
    """Whether it is time: something was done since the last proven backup, and that is of an earlier day or is gone.

    `day_ended`: a posyandu day is over, so anything done since is enough.
    """
    if is_url(register.database.place):
        return False
    proven = _remembered(register, _PROVEN_KEY)
    if proven is None:
        return bool(_heads(register))
    if not Path(proven["path"]).exists():
        return True  # another book's backup in the same folder is none of this one
    # Not "earlier than today": a clock that was set back must not put the next backup off.
    is_of_today = _local(proven["at"]).date() == register.today
    return proven["heads"] != _heads(register) and (day_ended or not is_of_today)


def keep_safe(
    register: Register,
    progress: Progress = no_progress,
    *,
    day_ended: bool = False,
    plugged: tuple[Path, ...] | None = None,
) -> BackupRound | None:
    """Do what is due, in a job of its own: a round of backups, and the monthly rehearsal; None when nothing was.

    Raises as `back_up` and `rehearse`.
    """
    done = back_up(register, progress, plugged) if due(register, day_ended=day_ended) else None
    if rehearsal_due(register):
        rehearse(register, progress)
        return done or BackupRound(())
    return done


def after_day(
    register: Register, progress: Progress = no_progress, plugged: tuple[Path, ...] | None = None
) -> BackupRound | None:
    """The same when a posyandu day is over: anything done since the last backup is enough for a new one."""
    return keep_safe(register, progress, day_ended=True, plugged=plugged)


def known_backups(register: Register, folders: Iterable[Path] | None = None) -> tuple[BackupView, ...]:
    """Backups of this register in these folders (None: all places of now), newest first.

    What is cut off, unreadable, or of another register is not among them.
    """
    place = register_file(register)
    ids = own_ids(place, register.database.key)
    found: list[BackupView] = []
    for folder in places(register) if folders is None else folders:
        with suppress(OSError):
            found += (view for path in sorted(folder.glob(f"*{SUFFIX}")) if (view := _readable(path, ids)))
    return tuple(sorted(found, key=lambda view: view.made_at, reverse=True))


def thin_out(register: Register, folder: Path) -> tuple[Path, ...]:
    """Remove old backups of this register that the program itself made and named, beyond the limits; gives which.

    A restored book beside its original keeps backups in the same folder: the limits hold for each, and none goes unless
    a newer one that stays holds all its deeds.
    Where an encrypted one stands, those of the time before it had a PIN go too: they hold every name in the clear.
    """
    ours = [view for view in known_backups(register, [folder]) if _OUR_NAME.fullmatch(view.path.name)]
    going: list[Path] = []
    for books in _of_one_book(ours):
        staying = kept(view.made_at for view in books)
        going += [view.path for view in books if view.made_at not in staying]
    if ours and register.database.key is not None:
        going += _in_the_clear(register, folder)
    for path in going:
        with suppress(OSError):
            path.unlink()
    return tuple(going)


def _of_one_book(newest_first: Iterable[BackupView]) -> list[list[BackupView]]:
    """Backups that followed one another: each but the newest has nothing that the one after it has not."""
    books: list[list[BackupView]] = []
    for view in newest_first:
        book = next((book for book in books if book[-1].holds(view)), None)
        if book is None:
            books.append([view])
        else:
            book.append(view)
    return books


def rehearsal_due(register: Register) -> bool:
    """Whether a month has passed since a backup was last brought back to try it, and there is one to try."""
    rehearsed = _remembered(register, _REHEARSED_KEY)
    if rehearsed is not None and 0 <= (register.today - date.fromisoformat(rehearsed["on"])).days < _REHEARSE_DAYS:
        return False
    return bool(known_backups(register))


def rehearse(register: Register, progress: Progress = no_progress) -> SafetyState:
    """Bring the newest backup back aside, prove it whole, and take it away again; remembered for `state`.

    Raises InputError when there is none or it does not come back, EnvironmentProblem for the disk.
    """
    newest = next(iter(known_backups(register)), None)
    if newest is None:
        raise InputError("Belum ada cadangan yang dapat dicoba. Buat cadangan dulu.")
    place = register_file(register)
    try:
        with scratch_folder(place.parent) as folder:
            restore(newest.path, folder / "latihan.db", key=register.database.key, progress=progress)
    except OSError as wrong:
        raise told(place, wrong) from wrong
    made_on = newest.made_at.date().isoformat()
    _remember(register, _REHEARSED_KEY, {"on": register.today.isoformat(), "made_on": made_on})
    return state(register)


def state(register: Register) -> SafetyState:
    """How safe the register is: when a backup was last proven and where, and when one was last brought back."""
    if is_url(register.database.place):
        return SafetyState(None, "", None, has_changed=False, is_there=True, today=register.today)
    proven, rehearsed = _remembered(register, _PROVEN_KEY), _remembered(register, _REHEARSED_KEY)
    rehearsed_on = date.fromisoformat(rehearsed["on"]) if rehearsed else None
    if proven is None:
        return SafetyState(None, "", rehearsed_on, bool(_heads(register)), is_there=False, today=register.today)
    path = Path(proven["path"])
    has_changed = proven["heads"] != _heads(register)
    return SafetyState(
        _local(proven["at"]), path.parent.name, rehearsed_on, has_changed, is_there=path.exists(), today=register.today
    )


def _copied(register: Register, made: BackupView, folder: Path, progress: Progress) -> BackupView:
    made_ready(folder)
    if shutil.disk_usage(folder).free < made.size + SPARE:
        raise EnvironmentProblem(f"Ruang di {folder.name} tidak cukup untuk cadangan. Hapus yang tidak perlu di sana.")
    _write_down(register, "Menyalin cadangan ke tempat lain")
    out = _free_name(folder, register.clock.now())
    copy_backup(made.path, out, register.database.key, progress)
    return listed(out)


def _write_down(register: Register, what: str) -> None:
    # A full disk is the very moment for a backup on a stick; then it is made without a line in the log.
    with suppress(EnvironmentProblem):
        note(register, Access.BACKUP, what)


def _free_name(folder: Path, now: datetime) -> Path:
    name = f"{now.astimezone():%Y-%m-%d_%H%M%S}"
    names = (name, *(f"{name}-{number}" for number in range(2, 1_000)))
    return next(path for one in names if not (path := folder / f"{one}{SUFFIX}").exists())


def _require_room(folder: Path, place: Path) -> None:
    try:
        is_enough = shutil.disk_usage(folder).free >= room_needed(place, folder) + SPARE
    except OSError as wrong:
        raise told(folder / place.name, wrong) from wrong
    if not is_enough:
        raise EnvironmentProblem(
            f"Ruang di {folder.name} tidak cukup untuk cadangan. Hapus yang tidak perlu di sana; register tetap aman."
        )


def _readable(path: Path, ids: frozenset[str]) -> BackupView | None:
    try:
        view = listed(path)
    except (InputError, OSError):
        return None
    return view if view.register_id in ids else None


def _heads(register: Register) -> dict[str, list[str]]:
    with register.reading() as session:
        heads = session.scalars(select(JournalHead))
        return {head.device_id: [str(head.entries), head.hash] for head in heads}


def _in_the_clear(register: Register, folder: Path) -> Iterator[Path]:
    with register.reading() as session:
        villages = frozenset(session.scalars(select(Village.id)))
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        view = _readable(path, villages)
        if view is not None and not view.is_encrypted and _OUR_NAME.fullmatch(path.name):
            yield path


def _remember(register: Register, key: str, value: dict[str, object]) -> None:
    with register.database.scratch() as session:
        session.merge(LocalState(key=key, value=json.dumps(value)))


def _remembered(register: Register, key: str) -> "dict[str, Any] | None":
    with register.reading() as session:
        row = session.get(LocalState, key)
    return json.loads(row.value) if row is not None else None


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()
