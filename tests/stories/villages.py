"""Workbooks of fictional villages, written the way OpenSID gives them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl

_COLUMNS = (
    "alamat dusun rw rt nama no_kk nik sex tempatlahir tanggallahir agama_id pendidikan_kk_id pendidikan_sedang_id "
    "pekerjaan_id status_kawin kk_level warganegara_id ayah_nik nama_ayah ibu_nik nama_ibu golongan_darah_id "
    "akta_lahir hamil ktp_el status_dasar suku"
)
_HEADINGS = _COLUMNS.split()
_HEAD, _WIFE, _CHILD = 1, 3, 4
_BOY, _GIRL = 1, 2


@dataclass(frozen=True)
class Household:
    """A couple with its children: (name, is a girl, born)."""

    number: int
    father: str
    mother: str
    dusun: str
    children: tuple[tuple[str, bool, date], ...]


def write_village(path: Path, households: Iterable[Household]) -> int:
    """Write everybody of `households` as an OpenSID workbook; gives the number of people."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(_HEADINGS)
    people = [person for household in households for person in _people(household)]
    for person in people:
        sheet.append([person.get(heading, "") for heading in _HEADINGS])
    book.save(path)
    return len(people)


def _people(home: Household) -> list[dict[str, object]]:
    kk = f"32010112{home.number:08d}"
    shared: dict[str, object] = {"alamat": "Jl. Melati", "dusun": home.dusun, "rw": "1", "rt": "2", "no_kk": kk}
    shared |= {"warganegara_id": 1, "agama_id": 1, "status_dasar": 1, "nama_ayah": "-", "nama_ibu": "-"}
    adults = ((home.father, _BOY, date(1990, 5, 10), _HEAD), (home.mother, _GIRL, date(1993, 8, 20), _WIFE))
    rows = [_row(shared, home.number * 10 + place, *adult) for place, adult in enumerate(adults)]
    for place, (name, is_girl, born_on) in enumerate(home.children, start=len(adults)):
        row = _row(shared, home.number * 10 + place, name, _GIRL if is_girl else _BOY, born_on, _CHILD)
        parents = {"nama_ayah": home.father, "nama_ibu": home.mother, "ibu_nik": rows[1]["nik"]}
        rows.append({**row, **parents, "status_kawin": 1})
    return rows


def _row(shared: dict[str, object], number: int, name: str, sex: int, born_on: date, level: int) -> dict[str, object]:
    day = born_on.day + (40 if sex == _GIRL else 0)
    nik = f"320101{day:02d}{born_on:%m%y}{number % 10_000:04d}"
    row = {"nama": name, "nik": nik, "sex": sex, "tanggallahir": f"{born_on:%Y-%m-%d}", "kk_level": level}
    return {**shared, **row, "status_kawin": 2}
