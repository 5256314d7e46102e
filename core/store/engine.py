"""Opening a database: SQLite through the SQLCipher driver, or PostgreSQL by URL; both with the same tables."""

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError

from core.errors import BugError, BukuError, EnvironmentProblem, InputError
from core.store.cipher import (
    PAGE_BYTES,
    SQLITE_HEADER,
    connect_file,
    damaged_pages,
    is_encrypted,
    may_lack_keyring,
    prepare,
)
from core.store.keyring import has_keyring

__all__ = ["connect_file", "is_encrypted", "make_engine"]

APPLICATION_ID = 0x42504F53  # "BPOS": tells our files from any other SQLite file
WRITES = "buku_writes"
"""Execution option of a connection that is going to write."""
_ADDRESS_SENTENCE = (
    "Alamat register di server harus berbentuk postgresql+psycopg://nama:sandi@komputer/basis. Periksa tulisannya."
)
_NETWORK = ("\\\\", "//")
"""How the name of a file on another computer begins (Windows)."""
_WRITE_AHEAD, _ROLLBACK = "WAL", "DELETE"


def is_url(place: str) -> bool:
    """Whether `place` names a server (`postgresql+psycopg://…`) and not a file."""
    return "://" in place


def make_engine(place: str, key: bytes | None = None) -> Engine:
    """An engine for a file path or a server URL; opens nothing yet. `key`: the data key of an encrypted file.

    Raises InputError for an address that is no PostgreSQL address, EnvironmentProblem when its driver is missing.
    """
    if is_url(place):
        return _server_engine(place)
    # Not as text: in an address `?` and `%` mean something else than in the name of a folder.
    address = URL.create("sqlite", database=place)
    engine = create_engine(address, module=sqlcipher, connect_args={"check_same_thread": False})
    # The write-ahead log shares memory, which two computers do not have: on a network drive it would spoil the file.
    journal_mode = _ROLLBACK if place.startswith(_NETWORK) else _WRITE_AHEAD
    event.listen(engine, "connect", lambda connection, _record: prepare(connection, journal_mode, key))
    event.listen(engine, "begin", _begin)
    return engine


def _server_engine(address: str) -> Engine:
    try:
        if address.startswith("postgresql"):
            return create_engine(address)
    except (ArgumentError, ValueError) as wrong:
        raise InputError(_ADDRESS_SENTENCE) from wrong
    except ImportError as missing:
        raise EnvironmentProblem(
            "Pustaka untuk register di server belum terpasang (psycopg). Pasang dulu, atau pakai register berkas."
        ) from missing
    raise InputError(_ADDRESS_SENTENCE)


def check_is_register(path: Path, *, has_key: bool = False) -> None:
    """Refuse a file that is not a register of ours, or not of the kind `has_key` opens, before anything is written.

    Raises InputError with the sentence to show; an empty or missing file is fine (a new register).
    """
    if path.is_dir():
        raise InputError(f"“{path.name}” adalah folder, bukan berkas register. Pilih berkasnya.")
    if not path.exists() or path.stat().st_size == 0:
        return
    try:
        with path.open("rb") as file:
            header = file.read(72)
    except OSError as wrong:
        raise EnvironmentProblem(f"Berkas “{path.name}” tidak dapat dibaca. Periksa izin berkas itu.") from wrong
    if not header.startswith(SQLITE_HEADER):
        _check_encrypted(path, has_key=has_key)
        return
    marked = int.from_bytes(header[68:72], "big")
    if not (marked == APPLICATION_ID or (marked == 0 and _is_ours_or_empty(path))):
        raise _not_ours(path)
    if has_key:
        # Somebody put a file in the clear where the encrypted one was: what is written into it would be in the clear.
        raise InputError(f"“{path.name}” tidak bersandi, padahal kuncinya ada. Berkas itu tidak diubah.")


def _check_encrypted(path: Path, *, has_key: bool) -> None:
    if has_keyring(path):
        if not has_key:
            raise InputError(f"Register “{path.name}” bersandi. Masuk dengan PIN dulu.")
    elif may_lack_keyring(path):
        raise InputError(
            f"“{path.name}” bukan register Buku Posyandu, atau kuncinya (berkas {path.name}.kunci) tidak ada di "
            "sebelahnya. Berkas itu tidak diubah."
        )
    else:
        raise _not_ours(path)


def _not_ours(path: Path) -> InputError:
    return InputError(
        f"“{path.name}” bukan register Buku Posyandu. Berkas itu tidak diubah. Pilih berkas register yang benar."
    )


def explained_opening(error: DBAPIError | sqlcipher.Error, path: Path, key: bytes) -> BukuError:
    """The sentence for an encrypted file that does not open: another register's key, or a damaged file."""
    if "not a database" not in str(error).lower():
        return explained(error)
    try:
        damaged = damaged_pages(path, key)
    except sqlcipher.Error:
        damaged = 0
    # A key that fits no page is another register's; where only some pages do not fit, those are damaged.
    if 0 < damaged < path.stat().st_size // PAGE_BYTES:
        return EnvironmentProblem(
            f"Berkas register “{path.name}” rusak ({damaged} bagian). Jangan simpan apa pun; pulihkan dari cadangan."
        )
    return EnvironmentProblem(
        f"Kunci di sebelah “{path.name}” tidak cocok: kunci register lain, atau awal berkasnya rusak. "
        "Pakai kunci yang benar, atau pulihkan dari cadangan."
    )


def is_cut_off(path: Path) -> bool:
    """Whether the file holds nothing at all, and no write-ahead log waits beside it: a copy that was cut off."""
    return path.stat().st_size == 0 and not path.with_name(f"{path.name}-wal").exists()


def _is_ours_or_empty(path: Path) -> bool:
    # A power cut right after the first start leaves our mark in the write-ahead log, not yet in the file's header.
    has_log = path.with_name(f"{path.name}-wal").exists()
    mode = "mode=ro" if has_log else "mode=ro&immutable=1"
    try:
        connection = sqlcipher.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)
    except sqlcipher.Error:
        return False
    try:
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlcipher.Error:
        return False
    finally:
        connection.close()
    return bool(mark == APPLICATION_ID or (mark == 0 and tables == 0))


DRIVER_ERRORS = (DBAPIError, sqlcipher.Error)
"""What a database says when it cannot: through SQLAlchemy, or from a connection that was spoken to directly."""
_IOERR_READ, _IOERR_SHORT_READ, _IOERR_DATA, _IOERR_CORRUPTFS = 266, 522, 8202, 8458
_READING = {_IOERR_READ, _IOERR_SHORT_READ, _IOERR_DATA, _IOERR_CORRUPTFS}
"""Of SQLite's disk errors those in which something could not be read (sqlite.org/rescode.html)."""
_CANNOT_WRITE = (
    "Disk tidak dapat ditulis, mungkin penuh atau tercabut, jadi yang terakhir belum tersimpan. "
    "Yang sebelumnya aman. Periksa disknya, lalu coba lagi."
)
_FAULTS = (
    (
        ("full",),
        "Disk komputer penuh, jadi yang terakhir belum tersimpan. Yang sebelumnya aman. "
        "Kosongkan disk, lalu simpan lagi.",
    ),
    (
        ("readonly", "read-only", "unable to open", "permission denied"),
        "Register tidak dapat ditulis di tempat ini. Kosongkan disk bila penuh; kalau tidak, pindahkan berkasnya "
        "ke folder yang boleh ditulis, lalu buka lagi.",
    ),
    (("locked", "busy"), "Register sedang dipakai program lain. Tutup program itu, lalu coba lagi."),
    (
        ("malformed", "not a database", "disk i/o"),
        "Berkas register rusak atau disk bermasalah. Jangan simpan apa pun dulu; buka cadangan terakhir.",
    ),
    (
        ("could not connect", "connection", "resolve host"),
        "Server register tidak dapat dihubungi. Periksa jaringan, lalu coba lagi.",
    ),
)
"""Words in what the database says, and the sentence for the person at the keyboard."""


def explained(error: DBAPIError | sqlcipher.Error) -> BukuError:
    """The sentence for a database error: whose fault it is, and that nothing was half saved."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    said = str(origin).lower()
    if "disk i/o" in said and getattr(origin, "sqlite_errorcode", _IOERR_READ) not in _READING:
        # The register is sound; a full disk also speaks so when it is the log beside it that cannot grow.
        return EnvironmentProblem(_CANNOT_WRITE)
    for words, sentence in _FAULTS:
        if any(word in said for word in words):
            return EnvironmentProblem(sentence)
    return BugError("Program gagal menyimpan. Tidak ada yang berubah di register. Coba sekali lagi.")


def _begin(connection: Connection) -> None:
    # A writer takes its turn at the start: a reading that turns into writing could be refused without waiting.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
