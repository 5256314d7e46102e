"""An encrypted register in one line, and backups of old ones: what the tests of keeping and restoring start from."""

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from core.clock import Clock
from core.services.register import Register
from core.services.setup import set_up
from core.store.backup import Source, write_backup
from core.store.database import open_database
from core.store.keyring import Keyring, save
from core.store.vault import code_wrap, new_key

TODAY = date(2026, 11, 25)
OLD = Path(__file__).parents[2] / "old_registers"
AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Locked:
    """An open encrypted register, its key and its recovery code."""

    register: Register
    key: bytes
    code: str


def locked_register(place: Path) -> Locked:
    """A new encrypted register of Posyandu Melati, with Bu Sari at the keyboard."""
    key = new_key()
    code, wrap = code_wrap(key, "melati")
    save(place, Keyring("melati", wrap))
    register = Register(open_database(str(place), key=key), who="Bu Sari", clock=Clock(TODAY))
    set_up(register, posyandu="Melati", village="Sukamaju")
    return Locked(register, key, code)


def old_backup(version: str, folder: Path) -> Path:
    """A backup as the program of that schema version would have made it."""
    place = Path(shutil.copy(OLD / f"{version}.db", folder / f"lama-{version}.db"))
    out = folder / f"{version}.bukucadangan"
    write_backup(Source(place), out, AT, lambda _done, _whole, _what: None)
    return out


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes; shared memory and the empty log of an open register say nothing."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.name.endswith("-shm")
        and not (path.name.endswith("-wal") and not path.stat().st_size)
    }
