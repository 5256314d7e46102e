"""Writing a file so that it is either whole or not there at all: papers, tables and certificates."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.errors import EnvironmentProblem


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
        # mkstemp makes private files; a paper or a table is made to be shared like any other file of its folder.
        scratch.chmod(0o644)
        scratch.replace(out)
    except OSError as error:
        raise refusal(out, error) from error
    finally:
        # Windows refuses while a writer that failed still holds the file; its error is the one to tell.
        with suppress(OSError):
            scratch.unlink(missing_ok=True)


def refusal(out: Path, error: OSError) -> EnvironmentProblem:
    """The sentence for what the disk said while `out` was written."""
    place = out.parent.name or str(out.parent)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        why = f"Ruang di {place} sudah penuh. Hapus berkas yang tidak perlu atau pilih tempat lain."
    elif isinstance(error, FileNotFoundError):
        why = f"Folder {place} tidak ada. Pilih folder lain."
    elif isinstance(error, IsADirectoryError):
        why = f"{out.name} adalah nama folder. Tulis nama berkasnya juga."
    elif isinstance(error, PermissionError) and out.exists():
        why = f"{out.name} sedang dipakai atau tidak boleh diganti. Tutup dulu berkas itu, lalu coba lagi."
    elif isinstance(error, PermissionError):
        why = f"Folder {place} tidak boleh ditulisi. Pilih folder lain, misalnya Dokumen."
    else:
        why = f"{out.name} tidak bisa ditulis di {place}. Periksa tempat simpannya, lalu coba lagi."
    return EnvironmentProblem(f"{why} Data posyandu tetap aman.")
