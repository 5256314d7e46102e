"""Reading Excel workbooks of others safely: what cannot be read is refused in a sentence that says what to do."""

import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from core.errors import EnvironmentProblem, InputError
from core.exchange.separated import ENDINGS, read_separated
from core.exchange.sheets import Sheet, filled_rows

__all__ = ["Sheet", "read_sheets", "read_tables"]

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_LARGEST_UNPACKED = 600_000_000
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
    struct.error,  # an old workbook cut short
)
_LOCKED = "Berkas dikunci dengan kata sandi. Buka dengan Excel, hapus kata sandinya, simpan, lalu pilih lagi."
_RETRY = "Buka berkas itu dengan Excel atau LibreOffice, simpan lagi sebagai .xlsx, lalu pilih hasilnya."


def read_tables(path: Path, most_rows: int | None = None) -> tuple[Sheet, ...]:
    """Like `read_sheets`, and text with separators (.csv, .txt, .tsv) too."""
    if path.suffix.lower() in ENDINGS:
        content = _content(path)
        if not content.startswith((_ZIP, _OLD_OFFICE, b"%PDF")):
            return read_separated(path, content)
    return read_sheets(path, most_rows)


def read_sheets(path: Path, most_rows: int | None = None) -> tuple[Sheet, ...]:
    """All sheets of an .xlsx, .xlsm or old .xls file, or of a web page that calls itself .xls; values only.

    `most_rows` is for a look at the headings: a large new workbook is then read no further than it must be.
    Macros are never run, formulas count as last calculated. Raises InputError for a file that is no such workbook
    (renamed, empty, protected by a password, damaged), EnvironmentProblem when it cannot be read from the disk.
    """
    content = _content(path)
    kind = _kind(path, content)
    try:
        return _new_sheets(content, most_rows) if kind is _new_sheets else kind(content)
    except _DAMAGED as wrong:
        raise InputError(f"“{path.name}” rusak, jadi tidak dapat dibaca. {_RETRY}", field="path") from wrong


def _new_sheets(content: bytes, most_rows: int | None = None) -> tuple[Sheet, ...]:
    import openpyxl  # slow, and only needed when somebody imports

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns about drawings and rules that we do not read
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return tuple(_new_sheet(sheet, book.epoch, most_rows) for sheet in book.worksheets)
        finally:
            book.close()


def _new_sheet(sheet: Any, epoch: datetime, most_rows: int | None) -> Sheet:  # noqa: ANN401 - openpyxl ships no types
    sheet.reset_dimensions()  # the stated size of a sheet is often wrong
    return Sheet(sheet.title, tuple(filled_rows(sheet.iter_rows(max_row=most_rows, values_only=True))), epoch)


def _old_sheets(content: bytes) -> tuple[Sheet, ...]:
    import xlrd

    from core.exchange.old_workbook import read_old

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read_old(content)
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, AssertionError) as wrong:
        if "encrypted" in str(wrong):
            raise InputError(_LOCKED, field="path") from wrong
        raise ValueError(str(wrong)) from wrong


def _html_sheets(content: bytes) -> tuple[Sheet, ...]:
    from core.exchange.old_workbook import read_html

    return read_html(content.decode("utf-8", errors="replace"))


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


def _kind(path: Path, content: bytes) -> Callable[[bytes], tuple[Sheet, ...]]:
    if not content:
        raise InputError(f"“{path.name}” kosong. Unduh atau salin lagi berkasnya.", field="path")
    if content.startswith(b"%PDF"):
        raise InputError(f"“{path.name}” sebenarnya berkas PDF. Pilih berkas Excel (.xlsx).", field="path")
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED_MARK in content:
            raise InputError(f"“{path.name}”: {_LOCKED}", field="path")
        return _old_sheets
    if _is_web_page(content):
        return _html_sheets
    if not content.startswith(_ZIP):
        raise InputError(f"“{path.name}” bukan buku kerja Excel. Pilih berkas .xlsx, .xlsm atau .xls.", field="path")
    _check_package(path, content)
    return _new_sheets


def _is_web_page(content: bytes) -> bool:
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style", b"<?xml")) and (
        b"<table" in content[:200_000].lower()
    )


def _check_package(path: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
            unpacked = sum(entry.file_size for entry in package.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as wrong:
        raise InputError(f"“{path.name}” rusak, mungkin salinannya terputus. {_RETRY}", field="path") from wrong
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise InputError(f"“{path.name}” bukan buku kerja Excel. Pilih berkas .xlsx, .xlsm atau .xls.", field="path")
    if unpacked > _LARGEST_UNPACKED:
        raise InputError(f"“{path.name}” terlalu besar untuk dibaca. Pecah dulu per dusun.", field="path")
