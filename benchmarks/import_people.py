"""Importing 50,000 people beside row-by-row ORM inserts of the same rows into the same tables.

Ours reads nothing from disk but does all the rest: preview, matching, families, parents, and one deed with journal and
search text. The reference writes every row of the finished register (families, people, memberships, journal, search
text) once more as an ORM object with a flush of its own, and one commit. Also printed: the same without journal and
search text, which no import could do without. Arguments: [people]
"""

import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select, text

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also started as a plain script

from core.clock import Clock
from core.exchange.file_formats import SIAK
from core.exchange.import_plan import WorkbookRows
from core.exchange.import_run import plan_rows, run_import
from core.exchange.population_rows import read_people
from core.exchange.separated import read_separated
from core.services.register import Register, open_register
from core.services.setup import set_up
from core.store.base import Base, table_of
from core.store.journal import JournalChange, JournalEntry
from core.store.people import Family, FamilyMember, Person
from core.store.places import Posyandu, Village
from core.store.search_index import SearchEntry

PEOPLE, LIMIT = 50_000, 1 / 3
TODAY = date(2026, 11, 25)
PLACES: tuple[type[Base], ...] = (Village, Posyandu)
FACTS: tuple[type[Base], ...] = (Family, Person, FamilyMember)
COMPANY: tuple[type[Base], ...] = (JournalEntry, JournalChange, SearchEntry)
HEADINGS = "Nomor KK;NIK;Nama Penduduk;Tempat Lahir;Tanggal Lahir;Kelamin;NIK Ibu;Ibu;Status Kawin;SHDK;Alamat;RW;RT"


def table(people: int) -> bytes:
    """A list of Dukcapil as text, families of four."""
    lines = [HEADINGS]
    for number in range(0, people, 4):
        kk = f"32050112{number:08d}"
        mother = f"IBU {number} SARI"
        for place in range(4):
            born = date(1980 + 20 * (place // 2), 1, 1) + timedelta(days=number % 6000)
            nik = f"32050{place}{born:%d%m%y}{number // 4 % 10_000:04d}"
            name = (f"BAPAK {number} SURYA", mother, f"ANAK {number} SATU", f"ANAK {number} DUA")[place]
            role = ("KEPALA KELUARGA", "ISTRI", "ANAK", "ANAK")[place]
            facts = (kk, nik, name, "GARUT", f"{born:%d-%m-%Y}", ("Lk", "Pr")[place % 2], "")
            house = (mother if place > 1 else "", "KAWIN" if place < 2 else "BELUM KAWIN", role, "KP. BARU", "01", "02")
            lines.append(";".join((*facts, *house)))
    return "\n".join(lines).encode()


def opened(folder: Path, name: str) -> Register:
    """An empty register."""
    return open_register(str(folder / name), who="uji", clock=Clock(TODAY))


def imported(register: Register, book: WorkbookRows) -> float:
    """Preview and import, as the window does."""
    start = time.process_time()
    result = run_import(register, plan_rows(register, book)).value
    seconds = time.process_time() - start
    assert result.imported == book.rows, result
    return seconds


def one_by_one(register: Register, rows: list[Base]) -> float:
    """The same rows as ORM objects, a flush each."""
    start = time.process_time()
    with register.database.reading() as session:
        for row in rows:
            session.add(row)
            session.flush()
        session.commit()
    return time.process_time() - start


def copies_of(register: Register, tables: tuple[type[Base], ...]) -> list[Base]:
    """New objects of every row of these tables, in the order in which they were written."""
    copies: list[Base] = []
    with register.reading() as session:
        for table in tables:
            names = [column.key for column in table_of(table).columns]
            rows = session.execute(select(*(getattr(table, name) for name in names)).order_by(text("rowid")))
            copies += [table(**dict(zip(names, row, strict=True))) for row in rows]
    return copies


def main() -> int:
    """Measure and print one line; 1 when the limit is not met."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    start = time.process_time()
    book = read_people(read_separated(Path("desa.csv"), table(people)), "desa.csv", SIAK, today=TODAY)
    reading = time.process_time() - start
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        ours = opened(Path(folder), "ours.db")
        set_up(ours, posyandu="Melati", village="Sukamaju")
        seconds["ours"] = imported(ours, book)
        for name, tables in (("same", (*FACTS, *COMPANY)), ("bare", FACTS)):
            theirs = opened(Path(folder), f"{name}.db")
            with theirs.database.reading() as session:
                session.execute(text("DELETE FROM journal_entry"))
                session.commit()
            seconds[name] = one_by_one(theirs, copies_of(ours, (*PLACES, *tables)))
            theirs.close()
        ours.close()
    ratio = seconds["ours"] / seconds["same"]
    print(
        f"{people} people: read {reading:.1f} s; previewed and imported {seconds['ours']:.1f} s; row by row "
        f"{seconds['same']:.1f} s, ratio {ratio:.2f} (limit {LIMIT:.2f}); row by row without journal and search text "
        f"{seconds['bare']:.1f} s, ratio {seconds['ours'] / seconds['bare']:.2f}"
    )
    return 0 if ratio < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
