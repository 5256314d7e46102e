"""Names and codes of provinces, regencies, districts and villages, to fill in the heading of papers from a few letters.

Source: codes and names of the Ministry of Home Affairs (Kepmendagri), by way of `idn-area-data` (ODbL 1.0).
"""

import gzip
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "region_tables" / "regions.tsv.gz"
_KINDS = {"desa", "ds", "kelurahan", "kel", "nagari", "gampong"}
_NOT_IN_A_NAME = re.compile(r"[^\w\n\t.]|_")
_KELURAHAN = "1"
_FEWEST_LETTERS = 3
_PROVINCE, _REGENCY, _DISTRICT = 2, 5, 8
"""How much of a village's code is that of the region it lies in: `32.04.06.2001`."""


@dataclass(frozen=True, slots=True)
class Region:
    """A village with everything that it lies in; `code` is the official one."""

    code: str
    village: str
    district: str
    regency: str
    province: str

    @property
    def kind(self) -> str:
        """Desa or Kelurahan, which the official code tells."""
        return "Kelurahan" if self.code.split(".")[3].startswith(_KELURAHAN) else "Desa"

    @property
    def place(self) -> str:
        """Where the village lies, for telling namesakes apart."""
        return f"Kec. {self.district}, {self.regency.replace('Kabupaten', 'Kab.')}, {self.province}"


def villages_like(text: str, limit: int = 8) -> tuple[Region, ...]:
    """Villages whose name begins with the letters; further words may name district, regency or province.

    Nobody for fewer than three letters. Whoever is called exactly so comes first, then by name and code.
    """
    words = [word for word in _words(text) if word not in _KINDS]
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return ()
    for count in range(len(words), 0, -1):
        name, places = "".join(words[:count]), words[count:]
        found = [(plain != name, plain, code) for code, plain in _villages() if plain.startswith(name)]
        fitting = sorted(one for one in found if _lies_in(one[2], places))
        if fitting:
            return tuple(_region(code) for _is_longer, _plain, code in fitting[:limit])
    return ()


def region_of(code: str) -> Region | None:
    """The village of a code, None when there is none."""
    return _region(code) if code.count(".") == 3 and code in _names() else None


def _region(code: str) -> Region:
    names = _names()
    return Region(code, names[code], names[code[:_DISTRICT]], names[code[:_REGENCY]], names[code[:_PROVINCE]])


def _lies_in(code: str, places: list[str]) -> bool:
    """Every word begins some word of the names above the village."""
    if not places:
        return True
    names = _names()
    above = " ".join(names[code[:length]] for length in (_DISTRICT, _REGENCY, _PROVINCE))
    known = _words(above)
    return all(any(word.startswith(place) for word in known) for place in places)


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold().replace("'", "")).split()


@cache
def _names() -> dict[str, str]:
    lines = (line.partition("\t") for line in _text().splitlines())
    return {code: name for code, _tab, name in lines}


@cache
def _villages() -> tuple[tuple[str, str], ...]:
    """Code and name of every village, the name in small letters without spaces: Suka Maju is also Sukamaju."""
    # All names are made plain in one go, which takes a third of the time of one after the other.
    plain = _NOT_IN_A_NAME.sub("", _text().casefold())
    lines = (line.partition("\t") for line in plain.splitlines())
    return tuple((code, name.replace(".", "")) for code, _tab, name in lines if len(code) > _DISTRICT)


def _text() -> str:
    return gzip.decompress(_TABLE.read_bytes()).decode()
