"""Workbooks from before 2007 (.xls), and web pages that call themselves .xls, as the same cells as a new workbook."""

from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from io import StringIO
from typing import Any

from core.exchange.sheets import WINDOWS_EPOCH, Sheet, filled_rows

_MAC_EPOCH = datetime(1904, 1, 1)
_ROW_TAGS, _CELL_TAGS = {"tr", "row"}, {"td", "th", "cell"}
"""Of web pages, and of the XML that Excel 2003 saved."""


def read_old(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a BIFF workbook (Excel 5 to 2003). Raises xlrd's or a structural error when it is damaged."""
    import xlrd  # only needed when somebody imports an old workbook

    book = xlrd.open_workbook(file_contents=content, logfile=StringIO())
    epoch = _MAC_EPOCH if book.datemode else WINDOWS_EPOCH
    return tuple(
        Sheet(sheet.name, tuple(filled_rows(_old_rows(sheet, book.datemode))), epoch) for sheet in book.sheets()
    )


def _old_rows(sheet: Any, datemode: int) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - xlrd ships no types
    for row in range(sheet.nrows):
        yield tuple(_old_cell(cell, datemode) for cell in sheet.row(row))


def _old_cell(cell: Any, datemode: int) -> Any:  # noqa: ANN401 - a cell holds any type
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        return _date_or_time(cell.value, datemode)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        # xlrd gives every number as a float; whole ones are whole, as in a new workbook.
        return int(cell.value) if cell.value == int(cell.value) else cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return cell.value if cell.ctype == xlrd.XL_CELL_TEXT else None


def _date_or_time(value: float, datemode: int) -> Any:  # noqa: ANN401 - a date, a time, or the bare number
    import xlrd

    try:
        moment = xlrd.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return value
    return moment.time() if 0 <= value < 1 else moment


def read_html(text: str) -> tuple[Sheet, ...]:
    """The tables of a web page (or of Excel 2003's XML), one sheet each; rows and cells as a browser shows them."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    return tuple(
        Sheet(f"Tabel {number}", tuple(filled_rows(iter(table))), WINDOWS_EPOCH)
        for number, table in enumerate(reader.tables, 1)
        if table
    )


class _Tables(HTMLParser):
    """Collects cells; a cell over several columns leaves blanks behind it, so that columns stay under their heading."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[tuple[str | None, ...]]] = []
        self._row: list[str | None] | None = None
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        if tag == "table":
            self._end_row()
            self.tables.append([])
        elif tag in _ROW_TAGS:
            self._end_row()
            self._row = []
        elif tag in _CELL_TAGS and self._row is not None:
            self._end_cell()
            place = dict(attrs).get("ss:index") or ""
            if place.isdecimal():
                # Excel's own XML leaves empty cells out and numbers the next one.
                self._row += [None] * min(int(place) - 1 - len(self._row), 200)
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), 200) if span.isdecimal() else 1
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened; pages written by hand forget some."""
        if tag in _CELL_TAGS:
            self._end_cell()
        elif tag in {*_ROW_TAGS, "table"}:
            self._end_row()

    def handle_data(self, data: str) -> None:
        """Text inside a cell."""
        if self._cell is not None:
            self._cell.append(data)

    def close(self) -> None:
        """Keep the row that stood open at the end."""
        super().close()
        self._end_row()

    def _end_cell(self) -> None:
        if self._cell is not None and self._row is not None:
            text = " ".join("".join(self._cell).split())
            self._row += [text or None, *[None] * (self._span - 1)]
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None:
            if not self.tables:
                self.tables.append([])
            self.tables[-1].append(tuple(self._row))
        self._row = None
