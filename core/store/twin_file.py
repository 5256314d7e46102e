"""A small precious file kept twice: written through to the disk, checked by its digest, mended from its twin.

The first line holds mark, serial number and SHA-256; the rest is the body. Any other byte is a damaged file.
"""

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


class DamagedError(Exception):
    """Neither of the two files is whole."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two places for one body; `mark` tells what kind of file it is and its format."""

    first: Path
    second: Path
    mark: str

    def load(self) -> bytes | None:
        """The newest whole body, None when both files are missing; mends the other file where it can.

        Raises DamagedError when there are files, but no whole one.
        """
        found = {path: _bytes_of(path) for path in (self.first, self.second)}
        whole = [data for data in found.values() if data is not None and self._parsed(data) is not None]
        if not whole:
            if any(data is not None for data in found.values()):
                raise DamagedError
            return None
        newest = max(whole, key=self._serial)
        for path, data in found.items():
            if data != newest:
                with suppress(OSError):  # on a read-only stick it stays as it is
                    write_through(path, newest)
        return self.body_of(newest)

    def save(self, body: bytes) -> None:
        """Write both files, one after the other: a power cut leaves at least one whole. Raises OSError."""
        serials = [self._serial(data) for data in map(_bytes_of, (self.first, self.second)) if data is not None]
        data = self._enveloped(max(serials, default=0) + 1, body)
        write_through(self.first, data)
        write_through(self.second, data)

    def body_of(self, data: bytes) -> bytes:
        """The body of a file's bytes. Raises DamagedError."""
        parsed = self._parsed(data)
        if parsed is None:
            raise DamagedError
        return parsed[1]

    def _enveloped(self, serial: int, body: bytes) -> bytes:
        digest = sha256(f"{self.mark} {serial} ".encode() + body).hexdigest()
        return f"{self.mark} {serial} {digest}\n".encode() + body

    def _parsed(self, data: bytes) -> tuple[int, bytes] | None:
        head, _, body = data.partition(b"\n")
        serial = head.removeprefix(f"{self.mark} ".encode()).split(b" ")[0]
        # Written again and compared whole: nothing in the first line may differ either.
        is_whole = serial.isdigit() and self._enveloped(int(serial), body) == data
        return (int(serial), body) if is_whole else None

    def _serial(self, data: bytes) -> int:
        parsed = self._parsed(data)
        return parsed[0] if parsed else 0


def write_through(path: Path, data: bytes) -> None:
    """Replace a file whole, for its owner's eyes only, and not before it is on the disk. Raises OSError."""
    # A name of its own: another window may be mending the same file. mkstemp makes files for their owner only.
    handle, name = tempfile.mkstemp(prefix=f"{path.name}-", suffix=".part", dir=path.parent)
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except OSError:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the folder's new names written to the disk; Windows does that by itself and has no call for it."""
    if os.name == "nt":
        return
    with suppress(OSError):  # network drives may refuse
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
