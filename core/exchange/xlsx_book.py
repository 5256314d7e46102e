"""A workbook of ours: one look on every sheet, text never run as a formula, and a file that is whole or not there."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from core.whole_file import whole_file

A4, LEGAL = 9, 5
"""Paper sizes by Excel's numbers."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_PROGRAM = "Buku Posyandu"
_BOX = {"border": 1, "border_color": "#B9C2BC", "valign": "vcenter"}

Cell = str | int | float | None
Sheet = Any
"""XlsxWriter gives its worksheet no type that a checker can read."""


class Book:
    """An .xlsx in the making; nothing touches the disk before `save`."""

    def __init__(self, title: str, written_on: date) -> None:
        """`title` stands in the footer of every sheet; `written_on` in the file's own properties."""
        import xlsxwriter

        self.title = title
        self._data = BytesIO()
        self.workbook = xlsxwriter.Workbook(self._data, {"in_memory": True})
        created = datetime.combine(written_on, time())
        self.workbook.set_properties({"title": title, "author": _PROGRAM, "created": created})
        add = self.workbook.add_format
        self.big, self.plain = add({"bold": True, "font_size": 14}), add({})
        self.head = add({**_BOX, "bold": True, "bg_color": "#EEF2EF", "align": "center", "text_wrap": True})
        self.text, self.bold = add({**_BOX, "text_wrap": True}), add({**_BOX, "bold": True})
        self.number, self.percent = add({**_BOX, "num_format": "0"}), add({**_BOX, "num_format": '0.0" %"'})
        self.faint = add({**_BOX, "italic": True, "font_color": "#56635C", "align": "center"})
        # Excel keeps a quoted cell as text even when somebody edits it; "=…" in a name must never become a formula.
        self.quoted = add({**_BOX, "text_wrap": True, "quote_prefix": True})
        self.quoted_plain = add({"quote_prefix": True})

    def sheet(self, name: str, paper: int, widths: Sequence[float], *, is_landscape: bool = False) -> Sheet:
        """An empty sheet whose columns are `widths` characters wide; it prints one page wide on `paper`."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_paper(paper)
        if is_landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_footer(f"&L{_PROGRAM}: {self.title.replace('&', '&&')}&Rhalaman &P dari &N")
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def write(self, sheet: Sheet, row: int, column: int, value: Cell) -> None:
        """One cell of a table: numbers stay numbers, text stays text, None is a dash."""
        if isinstance(value, str):
            sheet.write_string(row, column, value, self.quoted if value.startswith(_FORMULA_STARTS) else self.text)
        elif value is None:
            sheet.write_string(row, column, "–", self.faint)
        else:
            sheet.write_number(row, column, value, self.number)

    def write_row(self, sheet: Sheet, row: int, values: Sequence[Cell], *, first: int = 0) -> None:
        """The cells of one row, from column `first` on."""
        for column, value in enumerate(values, start=first):
            self.write(sheet, row, column, value)

    def write_head(self, sheet: Sheet, row: int, names: Sequence[str], *, first: int = 0) -> None:
        """The head of a table."""
        for column, name in enumerate(names, start=first):
            sheet.write_string(row, column, name, self.head)

    def write_line(self, sheet: Sheet, row: int, text: str, column: int = 0) -> None:
        """A line of text outside any table."""
        look = self.quoted_plain if text.startswith(_FORMULA_STARTS) else self.plain
        sheet.write_string(row, column, text, look)

    def save(self, out: Path) -> Path:
        """Write the file to `out` at once; on failure an older `out` stays as it was. EnvironmentProblem tells why."""
        self.workbook.close()
        with whole_file(out) as scratch:
            scratch.write_bytes(self._data.getbuffer())
        return out
