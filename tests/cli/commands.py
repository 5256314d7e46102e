"""The command line in a process of its own, and the workbooks it is given."""

import os
import subprocess
import sys
from pathlib import Path

import openpyxl

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-25"


def start(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `main.py` as its users do, in a process of its own."""
    return subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def one_sentence(err: str) -> bool:
    return err.count("\n") == 1 and "Traceback" not in err and err.strip().endswith((".", "--help", ")"))


# What an OpenSID population workbook holds, as far as the people here need it.
COLUMNS = (
    *("alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "agama_id"),
    *("pendidikan_kk_id", "pekerjaan_id", "status_kawin", "kk_level", "warganegara_id", "ayah_nik", "nama_ayah"),
    *("ibu_nik", "nama_ibu", "golongan_darah_id", "hamil", "status_dasar"),
)
FATHER = {"nama": "BUDI", "nik": "9901010101900001", "sex": 1, "tanggallahir": "1990-01-01", "kk_level": 1}
MOTHER = {"nama": "SITI", "nik": "9901014101920001", "sex": 2, "tanggallahir": "01-01-1992", "kk_level": 3}
CHILD = {"nama": "AISYAH", "nik": "9901014101250001", "sex": 2, "tanggallahir": "2025-01-01", "kk_level": 4}


def workbook(folder: Path, *people: dict[str, object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(COLUMNS)
    house = {"alamat": "Jl. Soka", "dusun": "KRAJAN", "rw": "01", "rt": "02", "no_kk": "9901010101200001"}
    for person in people:
        facts = house | {"status_dasar": 1, "status_kawin": 1} | person
        sheet.append([facts.get(column, "") for column in COLUMNS])
    path = folder / "penduduk.xlsx"
    book.save(path)
    return path
