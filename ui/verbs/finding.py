"""The verb that looks into a register: `search`."""

import argparse
from typing import TYPE_CHECKING

from core.words.names import mother_words
from ui.verbs.parser import a_number
from ui.verbs.verb import Answer, Request, Verb

if TYPE_CHECKING:
    from core.services.views import PersonLine


def _search_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="+", metavar="KATA", help="nama, NIK, nomor KK, nama ibu, atau alamat")
    parser.add_argument("--limit", type=a_number, default=20, metavar="N", help="paling banyak N orang (biasanya 20)")


def _search(request: Request) -> Answer:
    from core.services.people.people_search import search

    given = request.options
    with request.register() as register:
        found = search(register, " ".join(given.text), limit=given.limit)
    lines = [_person_line(line) for line in found]
    return Answer(lines or ["Tidak ada yang cocok."], [_person_document(line) for line in found])


def _person_line(line: "PersonLine") -> str:
    parts = (line.name, line.sex.value, line.age, mother_words(line.mother or "–"), place_of(line), line.nik_masked)
    return " · ".join(part for part in parts if part)


def _person_document(line: "PersonLine") -> dict[str, str]:
    return {
        "id": line.id,
        "name": line.name,
        "birth_date": line.born_on.isoformat(),
        "sex": line.sex.value,
        "mother": line.mother,
        "address": place_of(line),
        "nik_masked": line.nik_masked,
    }


def place_of(line: "PersonLine") -> str:
    """Address, hamlet and RT/RW of a person in one line."""
    hamlet = f"Dusun {line.dusun}" if line.dusun else ""
    units = "/".join(f"{word} {number}" for word, number in (("RT", line.rt), ("RW", line.rw)) if number)
    return ", ".join(part for part in (line.address, hamlet, units) if part)


VERBS = (Verb("search", "cari orang seperti di kolom cari", _search_options, _search),)
