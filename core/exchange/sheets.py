"""A sheet of cells as read from any kind of file: workbook old or new, web page, or text with separators."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

WINDOWS_EPOCH = datetime(1899, 12, 30)
"""Day 0 of the serial numbers that Excel for Windows keeps dates as."""
_MOST_EMPTY_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows as (number in Excel, cell values), without rows that are empty throughout."""

    name: str
    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    epoch: datetime


def filled_rows(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Rows with their number, counted from 1, without empty ones; a very long empty stretch ends the sheet."""
    empty = 0
    for number, cells in enumerate(rows, 1):
        if any(cell is not None and cell != "" for cell in cells):
            empty = 0
            yield number, cells
        else:
            empty += 1
            if empty > _MOST_EMPTY_ROWS:
                return
