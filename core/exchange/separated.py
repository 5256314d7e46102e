"""Text with separators (.csv, .txt) as one sheet: comma, semicolon or tab; UTF-8 or the old Windows letters."""

import csv
from io import StringIO
from pathlib import Path

from core.errors import InputError
from core.exchange.sheets import WINDOWS_EPOCH, Sheet, filled_rows

ENDINGS = (".csv", ".txt", ".tsv")
_SEPARATORS = ";\t,|"
_SAMPLE_LINES = 20


def read_separated(path: Path, content: bytes) -> tuple[Sheet, ...]:
    """The one sheet of such a file. Raises InputError when it is empty or no text."""
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"“{path.name}” bukan berkas teks. Pilih berkas .csv atau .xlsx.", field="path")
    text = _text(content)
    separator = _separator(text)
    if text.lower().startswith("sep="):
        # Excel takes this first line as an instruction and counts its rows from the next one.
        text = text.partition("\n")[2]
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=False))
    except csv.Error as wrong:
        raise InputError(
            f"“{path.name}” tidak terbaca sebagai tabel. Simpan dari Excel sebagai .xlsx, lalu pilih hasilnya.",
            field="path",
        ) from wrong
    sheet = Sheet(path.stem, tuple(filled_rows(tuple(row) for row in rows)), WINDOWS_EPOCH)
    if not sheet.rows:
        raise InputError(f"“{path.name}” kosong. Unduh atau salin lagi berkasnya.", field="path")
    return (sheet,)


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """The mark that stands most often, and equally often, in the first lines; a decimal comma never wins over `;`."""
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    first = lines[0] if lines else ""
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4]
    fewest = {mark: min((line.count(mark) for line in lines), default=0) for mark in _SEPARATORS}
    in_head = {mark: max((line.count(mark) for line in lines), default=0) for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: (fewest[mark] > 0, in_head[mark] if mark != "," else in_head[mark] / 2))
