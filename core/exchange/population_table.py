"""Finding the people in the sheets of a file: its headings, lines that hold for a whole family, and person rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.errors import InputError
from core.exchange import opensid_codes as codes
from core.exchange.file_formats import ColumnOf, FileFormat
from core.exchange.import_plan import ROWS_A_SHEET
from core.exchange.joined_cells import split_joined
from core.exchange.opensid_cells import NumberCell, read_date, read_number, read_words
from core.exchange.sheets import Sheet

HEADER_ROWS = 15
NUMBERS = {"nik": "NIK", "no_kk": "Nomor KK", "ayah_nik": "NIK ayah", "ibu_nik": "NIK ibu"}
_SECTION_KK = re.compile(r"\b(?:no(?:mor)?\.?\s*)?(?:kk|kartu keluarga)\b\.?\s*:?\s*([\d .]{16,24})", re.IGNORECASE)
_SECTION_PARTS = {
    "alamat": re.compile(r"\balamat\s*:\s*(.+?)(?=\s+(?:rt|rw|dusun|lingkungan)\b|\s*[|]|$)", re.IGNORECASE),
    "dusun": re.compile(r"\b(?:dusun|lingkungan)\s*:\s*(.+?)(?=\s+(?:rt|rw|alamat)\b|\s*[|]|$)", re.IGNORECASE),
    "rt": re.compile(r"\brt\b\.?\s*(?:/\s*rw\b\.?\s*)?:?\s*(\d{1,3})", re.IGNORECASE),
    "rw": re.compile(r"\brw\b\.?\s*:?\s*(?:\d{1,3}\s*/\s*)?(\d{1,3})", re.IGNORECASE),
}
_FEWEST_CELLS = 3
_TOTAL = re.compile(r"^\W*(sub\s*)?(jumlah|jml|total)\b", re.IGNORECASE)


class Refused(Exception):
    """A row of which name, sex, birth date or weighing cannot be; the message says why."""


@dataclass(slots=True)
class Header:
    """Where the headings of a sheet stand, and the place of every column we keep."""

    sheet: Sheet
    row: int
    last_row: int
    columns: dict[str, int]


@dataclass(slots=True)
class Line:
    """One person's row by column, with its identity numbers read and its notes so far."""

    row: int
    cells: dict[str, Any]
    numbers: dict[str, NumberCell]
    doubts: list[str]
    epoch: datetime

    def words(self, column: str, longest: int) -> str:
        """The plain text of a cell."""
        return read_words(self.cells.get(column), longest)

    def code(self, column: str) -> str:
        """The code or code word of a cell, squeezed."""
        return codes.code_text(self.cells.get(column))


def find_lines(sheets: Sequence[Sheet], source: str, kind: FileFormat) -> list[Line]:
    """All person rows of all sheets that have the headings of `kind`.

    Raises InputError when no sheet has them, naming the columns that lack, or when nobody stands under them.
    """
    headers = _find_headers(sheets, source, kind)
    lines = [line for number, header in enumerate(headers) for line in _lines(header, number, kind)]
    if not lines:
        raise InputError(f"“{source}” punya judul kolom, tetapi tidak ada warga di bawahnya.", field="path")
    if "no_kk" in kind.required and not any("no_kk" in line.cells for line in lines):
        raise _lacking(source, ["no_kk"])
    return lines


def _find_headers(sheets: Sequence[Sheet], source: str, kind: FileFormat) -> list[Header]:
    found = [header for sheet in sheets if (header := find_header(sheet, kind.column_of, kind.is_own_heading))]
    must = [column for column in kind.required if not (kind.has_sections and column == "no_kk")]
    whole = [header for header in found if not _missing(header, must)]
    if whole:
        return whole
    best = max(found, key=lambda header: len(header.columns), default=None)
    if best is None or not any(column in best.columns for column in kind.telling):
        named = ", ".join(("nama", *(column for column in kind.required if column != "nama"), "…"))
        raise InputError(f"Di “{source}” tidak ada judul kolom {kind.title} ({named}). {kind.where_from}", field="path")
    raise _lacking(source, _missing(best, must))


def _missing(header: Header, columns: Sequence[str]) -> list[str]:
    held = header.columns.keys() | ({"tanggallahir"} if "ttl" in header.columns else set())
    return [column for column in columns if column not in held]


def _lacking(source: str, columns: list[str]) -> InputError:
    return InputError(
        f"“{source}” kurang kolom: {', '.join(columns)}. Tambahkan kolom itu di Excel, lalu impor lagi.", field="path"
    )


def find_header(sheet: Sheet, column_of: ColumnOf, is_own: Any = codes.is_own_heading) -> Header | None:  # noqa: ANN401
    """The row of the first 15 that names most columns, with a second row of headings under it where there is one."""
    best: Header | None = None
    for number, cells in sheet.rows:
        if number > HEADER_ROWS:
            break
        columns = _columns_of(cells, column_of, is_own)
        if columns and (best is None or len(columns) > len(best.columns)):
            best = Header(sheet, number, number, columns)
    if best is not None:
        _add_second_row(best, column_of, is_own)
    return best


def _columns_of(cells: Sequence[Any], column_of: ColumnOf, is_own: Any) -> dict[str, int]:  # noqa: ANN401
    """The place of each column; its own heading comes before another word for it, wherever that stands."""
    named = [(column_of(cell), place) for place, cell in enumerate(cells)]
    columns = {column: place for column, place in reversed(named) if column}
    exact = {column: place for column, place in reversed(named) if column and is_own(cells[place], column)}
    return columns | exact


def _add_second_row(header: Header, column_of: ColumnOf, is_own: Any) -> None:  # noqa: ANN401
    under = next((cells for number, cells in header.sheet.rows if number == header.row + 1), ())
    texts = [cell for cell in under if cell not in (None, "")]
    if not texts or any(not isinstance(cell, str) or any(map(str.isdigit, cell)) for cell in texts):
        return
    extra = _columns_of(under, column_of, is_own)
    if any(column not in header.columns for column in extra):
        header.columns = extra | header.columns
        header.last_row = header.row + 1


def _lines(header: Header, sheet_number: int, kind: FileFormat) -> Iterator[Line]:
    section: dict[str, Any] = {}
    columns = header.columns
    for number, cells in header.sheet.rows:
        if number <= header.last_row:
            if kind.has_sections and number < header.row:
                section |= _section(cells) or {}
            continue
        by_column = split_joined({column: cells[place] for column, place in columns.items() if place < len(cells)})
        if kind.has_sections and not _has_facts(by_column):
            found = _section(cells)
            if found is not None:
                section = found if "no_kk" in found else section | found
                continue
        if _is_heading(by_column, kind):
            columns = _columns_of(cells, kind.column_of, kind.is_own_heading)
            continue
        if not _is_person(by_column, number == header.last_row + 1, kind):
            continue
        if section:
            by_column |= {key: value for key, value in section.items() if not read_words(by_column.get(key), 240)}
        yield _line(sheet_number * ROWS_A_SHEET + number, by_column, header.sheet.epoch)


def _line(row: int, cells: dict[str, Any], epoch: datetime) -> Line:
    numbers = {column: read_number(cells.get(column), name) for column, name in NUMBERS.items()}
    return Line(row, cells, numbers, [cell.doubt for cell in numbers.values() if cell.doubt], epoch)


def _has_facts(cells: Mapping[str, Any]) -> bool:
    """Whether sex or birth date stands where a person has it; a line of text over the whole row has neither."""
    has_sex = codes.code_text(cells.get("sex")) in codes.SEXES
    return has_sex or read_date(cells.get("tanggallahir"), datetime(1899, 12, 30)) is not None


def _section(cells: Sequence[Any]) -> dict[str, Any] | None:
    """What a line between families says about the next one; None when it says nothing."""
    text = " ".join(read_words(cell, 240) for cell in cells if cell not in (None, ""))
    found: dict[str, Any] = {}
    number = _SECTION_KK.search(text)
    if number:
        found["no_kk"] = number.group(1).strip()
    for column, pattern in _SECTION_PARTS.items():
        part = pattern.search(text)
        if part and (number or ":" in text):
            found[column] = part.group(1).strip(" ,;.")
    return found or None


def _is_heading(cells: Mapping[str, Any], kind: FileFormat) -> bool:
    return kind.column_of(cells.get("nama")) == "nama" and kind.column_of(cells.get("sex")) == "sex"


def _is_person(cells: Mapping[str, Any], is_first: bool, kind: FileFormat) -> bool:
    """Not a row of blanks, `###` (OpenSID's end mark), column numbers under the heading, a total or a signature."""
    telling = [cells.get(column) for column in kind.telling]
    if not any(read_words(cell, 40).strip("# ") for cell in telling):
        return False
    numbers = [codes.code_text(cell) for cell in telling if cell not in (None, "")]
    if is_first and len(numbers) > 2 and all(number.isdecimal() and int(number) < 100 for number in numbers):
        return False
    if not kind.skips_text_lines or _has_facts(cells) or read_number(cells.get("nik"), "NIK").digits:
        return True
    texts = [text for cell in cells.values() if (text := read_words(cell, 80))]
    if any(_TOTAL.match(text) for text in texts):
        return False
    # A line of text fills a cell or two; a person of whom much is missing still has a number or some more.
    return codes.code_text(cells.get("no")).isdecimal() or len(texts) >= _FEWEST_CELLS
