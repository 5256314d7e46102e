"""Is the register sound: the file, the journal against the rows, facts that cannot be; and who changed what."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from core.rules.permissions import Action
from core.services.deeds.history import FieldChange, JournalLine, journal_of
from core.services.register import Progress, Register, no_progress
from core.store.base import Recorded
from core.store.cipher import damaged_pages, fold_log
from core.store.erased import erasure_problems, is_erased
from core.store.journal import JournalChange, JournalEntry, chain_problems, snapshot
from core.store.people import Family, Person
from core.store.search_index import SearchEntry
from core.store.tables import FACT_TABLES
from core.store.visits import Measurement
from core.words.periods import date_short

__all__ = ["CheckResult", "FieldChange", "JournalLine", "check", "journal_of"]

T = TypeVar("T")
_NAMED_AT_MOST = 5
_WHAT = "Memeriksa register"
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What `check` found; `ok` when there are no problems. `notes` are oddities of the village's own papers."""

    ok: bool
    people: int
    families: int
    measurements: int
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()


def check(register: Register, progress: Progress = no_progress) -> CheckResult:
    """Verify the database file, the journal against every row, the search text, and that no fact is impossible.

    An encrypted file that is not as it was written is not looked into further: what is read from it could be anything.
    `progress` counts the tables; a big register takes minutes, and whoever cancels there has changed nothing.
    """
    if damaged := _damaged_pages(register):
        broken = f"Berkas rusak: {damaged} bagian tidak seperti waktu ditulis. Pulihkan dari cadangan."
        return CheckResult(False, 0, 0, 0, (broken,))
    with register.reading() as session:
        problems = [
            *_file_problems(session),
            *(
                problem
                for place, table in enumerate(FACT_TABLES)
                for problem in _read(
                    _journal_problems(session, table, partial(progress, place, len(FACT_TABLES), _WHAT)),
                    f"Tabel {table.__tablename__}",
                )
            ),
            *_read(chain_problems(session), "Jurnal"),
            *erasure_problems(session, Action.ERASE_PERSON),
            *_search_problems(session),
            *_read(_impossible(session, register.today), "Register"),
        ]
        people, families, measurements = (_count(session, table) for table in (Person, Family, Measurement))
        notes = tuple(_shared_niks(session))
    progress(len(FACT_TABLES), len(FACT_TABLES), _WHAT)
    return CheckResult(not problems, people, families, measurements, tuple(problems), notes)


def _read(problems: Iterator[str], what: str) -> Iterator[str]:
    try:
        yield from problems
    except (LookupError, ValueError):
        # Another program wrote a letter or a date that cannot be: that is what a check is for.
        yield f"{what} memuat isi yang tidak dapat dibaca. Buka cadangan terakhir."


def _count(session: Session, table: type[Recorded]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def _damaged_pages(register: Register) -> int:
    database = register.database
    if database.key is None:
        return 0
    path = Path(database.place)
    if not damaged_pages(path, database.key):
        return 0
    # While the log is folded into the file a page may be half old and half new, and a power cut leaves it so.
    fold_log(path, database.key)
    return damaged_pages(path, database.key)


def _file_problems(session: Session) -> Iterator[str]:
    if session.get_bind().dialect.name != "sqlite":
        return
    for (line,) in session.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield f"Berkas rusak: {line}"
    for row in session.execute(text("PRAGMA foreign_key_check")).all()[:_NAMED_AT_MOST]:
        yield f"Baris {row[0]} nomor {row[1]} menunjuk ke {row[2]} yang tidak ada."


def _journal_problems(session: Session, table: type[Recorded], look: Callable[[], None]) -> Iterator[str]:
    # Replaying the journal must give exactly the rows that are there: nothing was written past it.
    replayed = dict(_watched(_replayed(session, table.__tablename__), look))
    differing = 0
    for row in _watched(session.scalars(select(table).execution_options(yield_per=_BATCH)), look):
        known = replayed.pop(row.id, None)
        current = snapshot(row)
        if known is None or any(current.get(field) != value for field, value in known.items() if field in current):
            differing += 1
        session.expunge(row)
    missing = sum(1 for fields in replayed.values() if fields is not None)
    if differing:
        yield f"{differing} baris {table.__tablename__} tidak sama dengan jurnal."
    if missing:
        yield f"{missing} baris {table.__tablename__} ada di jurnal, tetapi hilang dari tabel."


def _watched(rows: Iterable[T], look: Callable[[], None]) -> Iterator[T]:
    for place, row in enumerate(rows):
        if place % _BATCH == 0:
            look()
        yield row


def _replayed(session: Session, entity: str) -> Iterator[tuple[str, dict[str, Any] | None]]:
    # Of an erasure only the last word counts: the row is gone, or stands whole in the deed that erased.
    counts = ~is_erased() | (JournalEntry.action == Action.ERASE_PERSON)
    changes = session.execute(
        select(JournalChange.entity_id, JournalChange.after)
        .join(JournalEntry, JournalEntry.id == JournalChange.entry_id)
        .where(JournalChange.entity == entity, counts)
        .order_by(JournalChange.entity_id, JournalEntry.hlc)
    )
    for entity_id, versions in groupby(changes, key=itemgetter(0)):
        state: dict[str, Any] | None = None
        for _, after in versions:
            state = None if after is None else {**(state or {}), **json.loads(after)}
        yield entity_id, state


def _search_problems(session: Session) -> Iterator[str]:
    unfindable = session.scalar(
        select(func.count())
        .select_from(Person)
        .where(Person.id.not_in(select(SearchEntry.person_id)), Person.merged_into_id.is_(None))
    )
    if unfindable:
        yield f"{unfindable} orang tidak dapat ditemukan lewat pencarian."


def _impossible(session: Session, today: date) -> Iterator[str]:
    visits = select(Person.name, Measurement.measured_on).join(Person, Person.id == Measurement.person_id)
    before_birth = visits.where(Measurement.measured_on < Person.born_on).limit(_NAMED_AT_MOST)
    yield from (f"{name} diukur {date_short(on)}, sebelum lahir." for name, on in session.execute(before_birth))
    in_future = visits.where(Measurement.measured_on > today).limit(_NAMED_AT_MOST)
    yield from (f"{name} diukur {date_short(on)}, sesudah hari ini." for name, on in session.execute(in_future))
    twice = (
        visits.group_by(Measurement.person_id, Person.name, Measurement.measured_on)
        .having(func.count() > 1)
        .limit(_NAMED_AT_MOST)
    )
    yield from (f"{name} punya dua penimbangan {date_short(on)}." for name, on in session.execute(twice))
    unborn = select(Person.name).where(Person.born_on > today).limit(_NAMED_AT_MOST)
    yield from (f"Tanggal lahir {name} sesudah hari ini." for name in session.scalars(unborn))


def _shared_niks(session: Session) -> Iterator[str]:
    is_own_entry = Person.merged_into_id.is_(None)
    shared = select(Person.nik).where(Person.nik.is_not(None), is_own_entry)
    shared = shared.group_by(Person.nik).having(func.count() > 1)
    sharing = session.scalar(select(func.count()).select_from(Person).where(Person.nik.in_(shared), is_own_entry))
    if sharing:
        yield f"{sharing} orang memakai NIK yang sama dengan orang lain."
