"""Reading Excel workbooks of others safely: what cannot be read is refused in a sentence that says what to do."""

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from core.errors import EnvironmentProblem, InputError

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_LARGEST_UNPACKED = 600_000_000
_MOST_EMPTY_ROWS = 2_000
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
    _check_kind(path)
    import openpyxl  # slow, and only needed when somebody imports
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns about drawings and rules that we do not read
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                return tuple(Sheet(sheet.title, tuple(_rows(sheet)), book.epoch) for sheet in book.worksheets)
            finally:
                book.close()
    except (InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError) as wrong:
        raise InputError(f"“{path.name}” rusak atau bukan buku kerja Excel. {_RETRY}", field="path") from wrong
    except (AttributeError, EOFError, SyntaxError, zipfile.LargeZipFile) as wrong:
        raise InputError(f"“{path.name}” rusak dan tidak dapat dibaca. {_RETRY}", field="path") from wrong
    except OSError as wrong:
        raise EnvironmentProblem(
            f"“{path.name}” tidak dapat dibaca. Salin dulu ke komputer ini, lalu coba lagi."
        ) from wrong


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


def _check_kind(path: Path) -> None:
    try:
        if path.is_dir():
            raise InputError(f"“{path.name}” adalah folder. Pilih berkas Excel-nya.", field="path")
        if not path.exists():
            raise InputError(f"Berkas “{path.name}” tidak ditemukan. Periksa nama dan foldernya.", field="path")
        content = path.read_bytes()
    except OSError as wrong:
        raise EnvironmentProblem(f"“{path.name}” tidak dapat dibaca. Periksa izin berkas itu.") from wrong
    if not content:
        raise InputError(f"“{path.name}” kosong. Unduh atau salin lagi berkasnya.", field="path")
    if content.startswith(b"%PDF"):
        raise InputError(f"“{path.name}” sebenarnya berkas PDF. Pilih berkas Excel (.xlsx) dari OpenSID.", field="path")
    if content.startswith(_OLD_OFFICE):
        raise InputError(_old_office(path, content), field="path")
    if not content.startswith(_ZIP):
        raise InputError(f"“{path.name}” bukan buku kerja Excel. Pilih berkas .xlsx atau .xlsm.", field="path")
    _check_package(path)


def _old_office(path: Path, content: bytes) -> str:
    if _ENCRYPTED_MARK in content:
        return (
            f"“{path.name}” dikunci dengan kata sandi. Buka dengan Excel, hapus kata sandinya, simpan, lalu pilih lagi."
        )
    return f"“{path.name}” memakai format Excel lama (.xls). {_RETRY}"


def _check_package(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            unpacked = sum(entry.file_size for entry in package.infolist())
    except (zipfile.BadZipFile, OSError) as wrong:
        raise InputError(f"“{path.name}” rusak, mungkin salinannya terputus. {_RETRY}", field="path") from wrong
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise InputError(f"“{path.name}” bukan buku kerja Excel. Pilih berkas .xlsx atau .xlsm.", field="path")
    if unpacked > _LARGEST_UNPACKED:
        raise InputError(f"“{path.name}” terlalu besar untuk dibaca. Pecah dulu per dusun.", field="path")
