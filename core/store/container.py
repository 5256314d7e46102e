"""The file of a backup: what is in it, the keyring and the database as they are, and seals over every byte of it.

Magic; three lengths; a hash of them and of the manifest; manifest, keyring, database; HMAC by the data key; SHA-256 of
all before. The manifest is readable without a key and holds numbers and hashes only, never a name.
"""

import hashlib
import hmac
import json
import os
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from core.errors import InputError
from core.store.content_hash import TableContent

SUFFIX = ".bukucadangan"
PART = ".part"
"""What stands behind the name of a backup that is still being written."""
_MAGIC, _VERSION = b"BukuCadangan\x00\r\n", b"\x01\x00"
_LENGTHS = struct.Struct(">QQQ")
_DIGEST = 32
_BEGINNING = len(_MAGIC) + len(_VERSION) + _LENGTHS.size + _DIGEST
_SEALS = 2 * _DIGEST
_LONGEST_MANIFEST = _LONGEST_KEYRING = 16_000_000
_CHUNK = 1 << 20
_PURPOSE = b"Buku Posyandu: cadangan"

Step = Callable[[int, int], None]
"""Called with (bytes done, bytes in all); what it raises ends the work."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one device's journal: how many deeds, and the clock of the last."""

    entries: int
    hlc: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself; `made_at` is UTC, `register_id` tells registers apart.

    It is the id in the keyring, for a register in the clear that of its first village.
    """

    made_at: datetime
    schema: str
    register_id: str
    is_encrypted: bool
    tables: dict[str, TableContent]
    heads: dict[str, Head]


@dataclass(frozen=True, slots=True)
class Lengths:
    """Bytes of the three parts."""

    manifest: int
    keyring: int
    database: int

    @property
    def file(self) -> int:
        """Bytes of the whole file."""
        return _BEGINNING + self.manifest + self.keyring + self.database + _SEALS


class Spoilt(InputError):
    """The file is no backup, or not whole any more; nothing was changed."""


def write_container(
    out: Path, manifest: Manifest, keyring: bytes, database: Path, key: bytes | None, step: Step
) -> str:
    """Write the backup to `out` and down to the disk; gives its SHA-256 as hex. Raises OSError."""
    body = _manifest_bytes(manifest)
    lengths = _LENGTHS.pack(len(body), len(keyring), database.stat().st_size)
    beginning = _MAGIC + _VERSION + lengths + hashlib.sha256(lengths + body).digest()
    digest = hashlib.sha256()
    with out.open("wb") as file, database.open("rb") as pages:
        for part in (beginning, body, keyring):
            _put(file, digest, part)
        whole, done = database.stat().st_size, 0
        while chunk := pages.read(_CHUNK):
            _put(file, digest, chunk)
            done += len(chunk)
            step(done, whole)
        _put(file, digest, _seal(key, digest.digest()))
        file.write(digest.digest())
        file.flush()
        os.fsync(file.fileno())
        _forget_cached(file)
    return digest.hexdigest()


def read_manifest(path: Path) -> tuple[Manifest, Lengths]:
    """What the backup says about itself, from its beginning and its length only.

    Raises Spoilt with the reason for any other file, OSError for what cannot be read.
    """
    with path.open("rb") as file:
        return _beginning(path, file)


def verify(path: Path, step: Step, *, key: bytes | None = None, database_to: BinaryIO | None = None) -> bytes:
    """Read every byte and compare the seals; gives the keyring. The database goes to `database_to` on the way.

    With a `key` the backup must be sealed by it. Raises Spoilt when any byte is not as it was written; what was put
    into `database_to` is worth nothing then.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        manifest, lengths = _beginning(path, file)
        file.seek(0)
        digest.update(file.read(_BEGINNING + lengths.manifest))
        keyring = file.read(lengths.keyring)
        digest.update(keyring)
        left = lengths.database
        while left and (chunk := file.read(min(_CHUNK, left))):
            digest.update(chunk)
            if database_to is not None:
                database_to.write(chunk)
            left -= len(chunk)
            step(lengths.database - left, lengths.database)
        before_seal = digest.digest()
        seal = file.read(_DIGEST)
        digest.update(seal)
        if left or file.read() != digest.digest():
            raise Spoilt(f"Isi cadangan “{path.name}” tidak utuh lagi. Pakai cadangan lain.")
    if (key is not None or not manifest.is_encrypted) and not hmac.compare_digest(seal, _seal(key, before_seal)):
        raise Spoilt(f"Cadangan “{path.name}” bukan dari register ini: kuncinya lain.")
    return keyring


def _put(file: BinaryIO, digest: "hashlib._Hash", part: bytes) -> None:
    digest.update(part)
    file.write(part)


def _seal(key: bytes | None, digest: bytes) -> bytes:
    # Never the data key itself: a seal is for another purpose, so it has a key of its own.
    return hmac.digest(hmac.digest(key or b"", _PURPOSE, "sha256"), digest, "sha256")


def _forget_cached(file: BinaryIO) -> None:
    # So that the proof reads what is on the disk, and not what the computer still remembers of it.
    if sys.platform == "linux":
        with suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _beginning(path: Path, file: BinaryIO) -> tuple[Manifest, Lengths]:
    size = os.fstat(file.fileno()).st_size
    beginning = file.read(_BEGINNING)
    _refuse_other(path, beginning)
    packed = beginning[len(_MAGIC) + len(_VERSION) : -_DIGEST]
    lengths = Lengths(*_LENGTHS.unpack(packed)) if len(beginning) == _BEGINNING else Lengths(0, 0, size + 1)
    if lengths.manifest > _LONGEST_MANIFEST or lengths.keyring > _LONGEST_KEYRING:
        raise Spoilt(f"Awal cadangan “{path.name}” rusak. Pakai cadangan lain.")
    if size < lengths.file:
        raise Spoilt(f"Cadangan “{path.name}” terpotong, mungkin waktu disalin. Salin lagi atau pakai cadangan lain.")
    if size > lengths.file:
        raise Spoilt(f"Cadangan “{path.name}” lebih panjang dari semestinya, jadi rusak. Pakai cadangan lain.")
    body = file.read(lengths.manifest)
    if hashlib.sha256(packed + body).digest() != beginning[-_DIGEST:]:
        raise Spoilt(f"Awal cadangan “{path.name}” rusak. Pakai cadangan lain.")
    try:
        return _manifest(json.loads(body)), lengths
    except (AttributeError, LookupError, TypeError, ValueError) as wrong:
        raise Spoilt(f"Keterangan cadangan “{path.name}” tidak dapat dibaca. Pakai cadangan lain.") from wrong


def _refuse_other(path: Path, beginning: bytes) -> None:
    if not beginning:
        raise Spoilt(f"“{path.name}” kosong, mungkin terputus waktu disalin. Pakai cadangan lain.")
    if beginning.startswith(b"SQLite format 3\x00"):
        raise Spoilt(f"“{path.name}” adalah berkas register, bukan cadangan. Buka lewat “Buka register lain”.")
    if not beginning.startswith(_MAGIC):
        raise Spoilt(f"“{path.name}” bukan cadangan Buku Posyandu. Pilih berkas yang berakhir {SUFFIX}.")
    if beginning[len(_MAGIC) : len(_MAGIC) + len(_VERSION)] != _VERSION:
        raise Spoilt(f"Cadangan “{path.name}” rusak, atau dibuat program yang lebih baru. Perbarui program ini dulu.")


def _manifest_bytes(manifest: Manifest) -> bytes:
    document = {
        "made_at": manifest.made_at.isoformat(),
        "schema": manifest.schema,
        "register_id": manifest.register_id,
        "is_encrypted": manifest.is_encrypted,
        "tables": {name: [content.rows, content.sha256] for name, content in sorted(manifest.tables.items())},
        "heads": {device: [head.entries, head.hlc] for device, head in sorted(manifest.heads.items())},
    }
    return json.dumps(document, separators=(",", ":")).encode()


def _manifest(document: Any) -> Manifest:  # noqa: ANN401 - it is a stranger's JSON
    made_at = datetime.fromisoformat(document["made_at"])
    if made_at.tzinfo is None:
        raise ValueError(made_at)
    return Manifest(
        made_at,
        str(document["schema"]),
        str(document["register_id"]),
        bool(document["is_encrypted"]),
        {str(name): TableContent(int(rows), str(sha256)) for name, (rows, sha256) in document["tables"].items()},
        {str(device): Head(int(entries), str(hlc)) for device, (entries, hlc) in document["heads"].items()},
    )
