"""Sheets of paper, and writing a file so that it is either whole or not there at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.errors import EnvironmentProblem, InputError

MM = 72 / 25.4
"""PDF points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in PDF points, with the margin an ordinary printer needs."""

    name: str
    width: float
    height: float
    margin: float

    @property
    def landscape(self) -> "Paper":
        """The same sheet lying."""
        return Paper(self.name, max(self.width, self.height), min(self.width, self.height), self.margin)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, as ReportLab asks for them."""
        return self.width, self.height


A4 = Paper("A4", 210 * MM, 297 * MM, 10 * MM)
A5 = Paper("A5", 148 * MM, 210 * MM, 7 * MM)
F4 = Paper("F4", 215 * MM, 330 * MM, 10 * MM)
PAPERS = {paper.name: paper for paper in (A4, A5, F4)}


def paper_named(name: str) -> Paper:
    """The upright sheet called `name`; InputError when there is no such paper."""
    try:
        return PAPERS[name.strip().upper()]
    except KeyError as unknown:
        known = ", ".join(PAPERS)
        raise InputError(f"Kertas {name} tidak dikenal. Pilih salah satu: {known}.", field="paper") from unknown


@contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """Give a scratch path beside `out`; it takes the place of `out` only when everything was written.

    On any failure the scratch file goes and an older `out` stays as it was. Raises EnvironmentProblem for what the disk
    refuses.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.stem}-", suffix=out.suffix, dir=out.parent)
    except OSError as error:
        raise refusal(out, error) from error
    os.close(handle)
    scratch = Path(name)
    try:
        yield scratch
        # mkstemp makes private files; a paper is made to be shared like any other file of its folder.
        scratch.chmod(0o644)
        scratch.replace(out)
    except OSError as error:
        raise refusal(out, error) from error
    finally:
        scratch.unlink(missing_ok=True)


def refusal(out: Path, error: OSError) -> EnvironmentProblem:
    """The sentence for what the disk said while `out` was written."""
    place = out.parent.name or str(out.parent)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        why = f"Ruang di {place} sudah penuh. Hapus berkas yang tidak perlu atau pilih tempat lain, lalu cetak lagi."
    elif isinstance(error, FileNotFoundError):
        why = f"Folder {place} tidak ada. Pilih folder lain, lalu cetak lagi."
    elif isinstance(error, PermissionError) and out.exists():
        why = f"{out.name} tidak bisa diganti. Tutup dulu berkas itu di program lain, lalu cetak lagi."
    elif isinstance(error, PermissionError):
        why = f"Folder {place} tidak boleh ditulisi. Pilih folder lain, misalnya Dokumen, lalu cetak lagi."
    else:
        why = f"{out.name} tidak bisa ditulis di {place}. Periksa tempat simpannya, lalu cetak lagi."
    return EnvironmentProblem(f"{why} Data posyandu tetap aman.")
