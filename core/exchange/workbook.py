"""Reading Excel workbooks of others safely: what cannot be read is refused in a sentence that says what to do."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from core.errors import EnvironmentProblem, InputError

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_LARGEST_UNPACKED = 600_000_000
_MOST_EMPTY_ROWS = 2_000
# What openpyxl and the packers under it raise on damaged contents; the disk was read before.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # broken XML is one
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    OSError,
    RuntimeError,  # a member under a password
)
_RETRY = "Buka berkas itu dengan Excel atau LibreOffice, simpan lagi sebagai .xlsx, lalu pilih hasilnya."


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows as (number in Excel, cell values), without rows that are empty throughout."""

    name: str
    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    epoch: datetime


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """All sheets of an .xlsx or .xlsm file, values only; macros are never run and formulas count as last calculated.

    Raises InputError for a file that is no such workbook (renamed, empty, protected by a password, the old .xls),
    EnvironmentProblem when it cannot be read from the disk.
    """
    content = _content(path)
    _check_kind(path, content)
    import openpyxl  # slow, and only needed when somebody imports

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns about drawings and rules that we do not read
            book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                return tuple(Sheet(sheet.title, tuple(_rows(sheet)), book.epoch) for sheet in book.worksheets)
            finally:
                book.close()
    except _DAMAGED as wrong:
        raise InputError(f"“{path.name}” rusak, jadi tidak dapat dibaca. {_RETRY}", field="path") from wrong


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:  # noqa: ANN401 - openpyxl ships no types
    sheet.reset_dimensions()  # the stated size of a sheet is often wrong
    empty = 0
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if any(cell is not None and cell != "" for cell in cells):
            empty = 0
            yield number, tuple(cells)
        else:
            empty += 1
            if empty > _MOST_EMPTY_ROWS:
                return


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise InputError(f"“{path.name}” adalah folder. Pilih berkas Excel-nya.", field="path")
    if not path.exists():
        raise InputError(f"Berkas “{path.name}” tidak ditemukan. Periksa nama dan foldernya.", field="path")
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise EnvironmentProblem(
            f"“{path.name}” tidak dapat dibaca. Salin dulu ke komputer ini, lalu coba lagi."
        ) from wrong


def _check_kind(path: Path, content: bytes) -> None:
    if not content:
        raise InputError(f"“{path.name}” kosong. Unduh atau salin lagi berkasnya.", field="path")
    if content.startswith(b"%PDF"):
        raise InputError(f"“{path.name}” sebenarnya berkas PDF. Pilih berkas Excel (.xlsx) dari OpenSID.", field="path")
    if content.startswith(_OLD_OFFICE):
        raise InputError(_old_office(path, content), field="path")
    if not content.startswith(_ZIP):
        raise InputError(f"“{path.name}” bukan buku kerja Excel. Pilih berkas .xlsx atau .xlsm.", field="path")
    _check_package(path, content)


def _old_office(path: Path, content: bytes) -> str:
    if _ENCRYPTED_MARK in content:
        return (
            f"“{path.name}” dikunci dengan kata sandi. Buka dengan Excel, hapus kata sandinya, simpan, lalu pilih lagi."
        )
    return f"“{path.name}” memakai format Excel lama (.xls). {_RETRY}"


def _check_package(path: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
            unpacked = sum(entry.file_size for entry in package.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as wrong:
        raise InputError(f"“{path.name}” rusak, mungkin salinannya terputus. {_RETRY}", field="path") from wrong
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise InputError(f"“{path.name}” bukan buku kerja Excel. Pilih berkas .xlsx atau .xlsm.", field="path")
    if unpacked > _LARGEST_UNPACKED:
        raise InputError(f"“{path.name}” terlalu besar untuk dibaca. Pecah dulu per dusun.", field="path")
