"""Every column of a table under a name of its own: also those without a heading, and those that repeat one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from core.exchange.opensid_cells import read_words
from core.exchange.opensid_codes import squeezed
from core.exchange.sheets import Sheet

_LETTERS = 26
_LONGEST = 80


def column_names(cells: Sequence[Any], under: Sequence[Sequence[Any]]) -> tuple[str, ...]:
    """One name a column: its heading, `Nama (kolom F)` where that was there before, `Kolom C (tanpa judul)`.

    `cells` is the row of headings, `under` the rows below it. A column in which nothing stands at all has no name.
    """
    width = max((len(row) for row in (cells, *under)), default=0)
    filled = {place for row in under for place, cell in enumerate(row) if cell not in (None, "")}
    return tuple(_names([*cells, *[None] * (width - len(cells))], filled))


def under_names(sheets: Sequence[Sheet], cells: Sequence[Any], names: Sequence[str]) -> tuple[Sheet, ...]:
    """The sheets with `names` in place of the headings `cells`, also where that row comes again further down."""
    own = tuple(
        name if name and name != read_words(cell, _LONGEST) else cell
        for name, cell in zip(names, [*cells, *[None] * (len(names) - len(cells))], strict=True)
    )
    wanted = tuple(cells)
    return tuple(
        replace(sheet, rows=tuple((number, own if row == wanted else row) for number, row in sheet.rows))
        for sheet in sheets
    )


def column_letter(place: int) -> str:
    """The letters over a column of a spreadsheet, counted from 0: A, Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def _names(cells: Sequence[Any], filled: set[int]) -> Iterator[str]:
    seen: set[str] = set()
    for place, cell in enumerate(cells):
        name = read_words(cell, _LONGEST)
        word = squeezed(name)
        if not word:
            yield f"Kolom {column_letter(place)} (tanpa judul)" if place in filled else ""
        elif word in seen:
            yield f"{name} (kolom {column_letter(place)})"
        else:
            seen.add(word)
            yield name
