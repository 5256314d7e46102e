"""A list of the screen as .xlsx: one sheet with filter buttons on its head, ready to print lying."""

from pathlib import Path

from core.exchange.xlsx_book import A4, Book
from core.services.list_tables import ListTable

_HEAD = 3


def write_list_xlsx(table: ListTable, out: Path) -> Path:
    """Write the list to `out`, whole or not at all; no cell is ever run as a formula.

    Raises EnvironmentProblem for what the disk refuses.
    """
    book = Book(table.title, table.written_on)
    sheet = book.sheet("Daftar", A4, [column.width for column in table.columns], is_landscape=True)
    sheet.write_string(0, 0, table.title, book.big)
    book.write_line(sheet, 1, table.subtitle)
    book.write_head(sheet, _HEAD, [column.name for column in table.columns])
    for number, row in enumerate(table.rows, start=_HEAD + 1):
        book.write_row(sheet, number, ["" if cell is None else cell for cell in row])
    sheet.repeat_rows(_HEAD)
    sheet.freeze_panes(_HEAD + 1, 2)
    if table.rows:
        sheet.autofilter(_HEAD, 0, _HEAD + len(table.rows), len(table.columns) - 1)
    return book.save(out)
