"""Cells that hold two facts: `Bandung, 1-1-1990`, `001/002`, `BUDI / SITI`."""

import re
from typing import Any

from core.exchange.opensid_cells import read_words

_PARENTS = re.compile(r"\s*/\s*|\s*[&;]\s*|\s+(?:dan|-)\s+", re.IGNORECASE)
_RT_RW = re.compile(r"^\D*(\d{1,3})\s*(?:/|-|\s)\s*\D*(\d{1,3})\D*$")
_PLACE_AND_DATE = re.compile(r"^(.*?)[,/]?\s*((?:\d{1,2}[-/. ][\w]+[-/. ]\d{4})|(?:\d{4}-\d{1,2}-\d{1,2}))\s*$")


def split_joined(cells: dict[str, Any]) -> dict[str, Any]:
    """The same row with `ttl`, `rt_rw` and `nama_ortu` taken apart; a column of its own always wins."""
    found: dict[str, Any] = {}
    if "ttl" in cells:
        text = read_words(cells["ttl"], 160)
        place = _PLACE_AND_DATE.match(text)
        found["tanggallahir"] = place.group(2) if place else text
        if place:
            found["tempatlahir"] = place.group(1).strip(" ,")
    if "rt_rw" in cells:
        pair = _RT_RW.match(read_words(cells["rt_rw"], 40))
        if pair:
            found |= {"rt": pair.group(1), "rw": pair.group(2)}
    if "nama_ortu" in cells:
        found |= split_parents(read_words(cells["nama_ortu"], 320))
    if not found:
        return cells
    return cells | {column: value for column, value in found.items() if not read_words(cells.get(column), 240)}


def split_parents(text: str) -> dict[str, str]:
    """`Ayah / Ibu` as father and mother; a single name is the mother's, as posyandu lists write it."""
    names = [name.strip(" .,") for name in _PARENTS.split(text, maxsplit=1)]
    if len(names) == 2:
        return {"nama_ayah": names[0].strip("- "), "nama_ibu": names[1].strip("- ")}
    return {"nama_ibu": names[0]} if names[0] else {}
