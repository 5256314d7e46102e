"""Where backups lie: beside the register, in a second folder chosen on this computer, and on the sticks that are in."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from core.errors import BukuError, EnvironmentProblem, InputError
from core.rules.permissions import Action
from core.services.register import Register
from core.store.backup import village_ids
from core.store.cipher import connect_file
from core.store.engine import is_url
from core.store.keyring import has_keyring, load
from core.store.registers import LocalState

OWN_FOLDER, STICK_FOLDER = "cadangan", "Cadangan Posyandu"
_SECOND_KEY = "backup.folder"
_LINUX_MOUNTS = (Path("/media"), Path("/run/media"))
_REMOVABLE = 2
"""What Windows calls a drive that can be pulled out."""
_FIRST_DRIVE = 2
"""A: and B: are floppy drives, slow to ask and never meant."""


def register_file(register: Register) -> Path:
    """The file of the open register. Raises InputError for one on a server, which its keeper backs up."""
    if is_url(register.database.place):
        raise InputError("Register di server dicadangkan oleh pengelola server, bukan dari sini.")
    return Path(register.database.place)


def own_ids(place: Path, key: bytes | None) -> frozenset[str]:
    """Ids by which backups are known as those of the register at `place`; empty when it cannot be read.

    Of a register in the clear those of all its villages, because another laptop may have brought one with a lower id.
    """
    try:
        if key is not None or has_keyring(place):
            return frozenset({load(place).register_id})
        with closing(connect_file(place, None, read_only=True)) as connection:
            return frozenset(village_ids(connection))
    except (BukuError, sqlcipher.DatabaseError):
        return frozenset()


def own_folder(register: Register) -> Path:
    """The folder beside the register."""
    return register_file(register).parent / OWN_FOLDER


def second_folder(register: Register) -> Path | None:
    """The second folder chosen on this computer, if any."""
    with register.reading() as session:
        chosen = session.get(LocalState, _SECOND_KEY)
        return Path(chosen.value) if chosen is not None and chosen.value else None


def choose_second_folder(register: Register, folder: Path | None) -> None:
    """Keep where the second copy goes on this computer; None for nowhere.

    Raises InputError for no such folder, NotAllowed without the right to change settings.
    """
    register.require(Action.CHANGE_SETTINGS)
    if folder is not None:
        folder = folder.absolute()
        if not folder.is_dir():
            raise InputError(f"Folder “{folder.name}” tidak ada. Pilih folder yang ada.", field="folder")
        if folder == own_folder(register).absolute():
            raise InputError("Folder ini sudah dipakai untuk cadangan pertama. Pilih folder lain.", field="folder")
    with register.database.scratch() as session:
        session.merge(LocalState(key=_SECOND_KEY, value=str(folder) if folder else ""))


def sticks() -> tuple[Path, ...]:
    """The sticks that are in this computer now, by their root folder."""
    return tuple(sorted({*_windows_sticks(), *_linux_sticks(_LINUX_MOUNTS)}))


def places(register: Register, plugged: tuple[Path, ...] | None = None) -> tuple[Path, ...]:
    """Every folder a backup goes to now, the own one first; `plugged` are the sticks (None: look)."""
    second = second_folder(register)
    roots = sticks() if plugged is None else plugged
    return (own_folder(register), *([second] if second else []), *(root / STICK_FOLDER for root in roots))


def made_ready(folder: Path) -> None:
    """Make a folder of ours when its parent is there. Raises EnvironmentProblem when it cannot be written."""
    try:
        folder.mkdir(exist_ok=True)
    except FileNotFoundError as wrong:
        raise EnvironmentProblem(
            f"Tempat cadangan “{folder.name}” tidak ada; mungkin flashdisk dicabut. Pasang lagi atau pilih tempat lain."
        ) from wrong
    except OSError as wrong:
        raise EnvironmentProblem(
            f"Folder cadangan “{folder.name}” tidak boleh ditulisi. Pilih folder lain di Pengaturan."
        ) from wrong


def _linux_sticks(mounts: tuple[Path, ...]) -> Iterator[Path]:
    for mount in mounts:
        with suppress(OSError):
            for first in mount.iterdir():
                below = [first]
                with suppress(OSError):
                    below += list(first.iterdir())
                yield from (place for place in below if os.path.ismount(place) and os.access(place, os.W_OK))


def _windows_sticks() -> tuple[Path, ...]:
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        present = kernel.GetLogicalDrives()
        roots = [f"{chr(ord('A') + number)}:\\" for number in range(_FIRST_DRIVE, 26) if present >> number & 1]
        return tuple(Path(root) for root in roots if kernel.GetDriveTypeW(ctypes.c_wchar_p(root)) == _REMOVABLE)
    return ()
