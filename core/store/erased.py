"""Erasing from the journal and the file: words and values go, their digests stay, so that the chain still holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from core.store.base import table_of
from core.store.chain import change_digest, words_digest
from core.store.database import Database
from core.store.journal import ERASED_WORDS, JournalChange, JournalEntry

_CHUNK = 500
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Mention:
    """A journal change that speaks of somebody: its id, its entry, and the row it is about."""

    change_id: str
    entry_id: str
    entity: str
    entity_id: str


def is_erased() -> ColumnElement[bool]:
    """Whether a journal change was erased: nothing stands there but the digest."""
    return JournalChange.salt.is_(None) & JournalChange.digest.is_not(None)


def changes_of_rows(session: Session, row_ids: Iterable[str]) -> Iterator[tuple[Mention, str]]:
    """The journal changes of these rows, with everything written in them as one text."""
    ids = sorted(set(row_ids))
    for start in range(0, len(ids), _CHUNK):
        yield from _read(session, JournalChange.entity_id.in_(ids[start : start + _CHUNK]))


def changes_holding(session: Session, texts: Sequence[str]) -> Iterator[tuple[Mention, str]]:
    """The journal changes in whose values one of these texts stands (ids, numbers). Reads the whole journal."""
    holds = [
        column.contains(one, autoescape=True) for one in texts for column in (JournalChange.before, JournalChange.after)
    ]
    if holds:
        yield from _read(session, or_(*holds))


def removals(session: Session, entity: str) -> Iterator[tuple[Mention, str]]:
    """The journal changes that took a row out of this table, with the values it had."""
    yield from _read(session, (JournalChange.entity == entity) & JournalChange.after.is_(None))


def entries_saying(session: Session, says: Callable[[str, str], bool]) -> list[str]:
    """The ids of entries whose words answer to `says(entry id, words)`. Reads the whole journal."""
    columns = (JournalEntry.id, JournalEntry.sentence, JournalEntry.reason)
    rows = session.execute(select(*columns).execution_options(yield_per=_BATCH))
    return [entry_id for entry_id, sentence, reason in rows if says(entry_id, f"{sentence}\n{reason}")]


def blank_changes(session: Session, change_ids: Iterable[str]) -> None:
    """Erase what stands in these journal changes; the digest that the chain counts on takes its place."""
    columns = (JournalChange.id, JournalChange.salt, JournalChange.before, JournalChange.after)
    for row in _rows_by_id(session, columns, JournalChange.id, change_ids):
        if row.salt is not None:
            digest = change_digest(row.salt, row.before, row.after)
            blank = {"before": None, "after": None, "salt": None, "digest": digest}
            session.execute(update(table_of(JournalChange)).where(JournalChange.id == row.id).values(**blank))


def blank_words(session: Session, entry_ids: Iterable[str]) -> None:
    """Erase the sentence and the reason of these entries in the same way."""
    columns = (JournalEntry.id, JournalEntry.salt, JournalEntry.sentence, JournalEntry.reason)
    for row in _rows_by_id(session, columns, JournalEntry.id, entry_ids):
        if row.salt is not None:
            digest = words_digest(row.salt, row.sentence, row.reason)
            blank = {"sentence": ERASED_WORDS, "reason": "", "salt": None, "words_digest": digest}
            session.execute(update(table_of(JournalEntry)).where(JournalEntry.id == row.id).values(**blank))


def erasure_problems(session: Session, erasing: str) -> Iterator[str]:
    """Emptied places of the journal that no deed with the action `erasing` accounts for, one sentence each.

    The deed of an erasure names every row whose history it emptied, and the chain holds what it names.
    """
    named = (
        select(JournalChange.id)
        .join(JournalEntry, JournalEntry.id == JournalChange.entry_id)
        .where(JournalEntry.action == erasing)
    )
    other = aliased(JournalChange)
    is_same_row = (other.entity == JournalChange.entity) & (other.entity_id == JournalChange.entity_id)
    accounted = exists().where(is_same_row, other.id.in_(named))
    emptied = session.scalar(select(func.count()).select_from(JournalChange).where(is_erased(), ~accounted)) or 0
    if emptied:
        yield f"{emptied} catatan jurnal dikosongkan tanpa penghapusan resmi."
    last = select(func.max(JournalEntry.hlc)).where(JournalEntry.action == erasing).scalar_subquery()
    is_wordless = JournalEntry.salt.is_(None) & JournalEntry.words_digest.is_not(None)
    is_odd = (JournalEntry.sentence != ERASED_WORDS) | last.is_(None) | (JournalEntry.hlc > last)
    wordless = session.scalar(select(func.count()).select_from(JournalEntry).where(is_wordless, is_odd)) or 0
    if wordless:
        yield f"{wordless} kalimat jurnal dikosongkan tanpa penghapusan resmi."


def overwrite_what_goes(session: Session) -> None:
    """From now on this connection overwrites what it deletes with zeros (SQLite)."""
    if _is_sqlite(session):
        session.execute(text("PRAGMA secure_delete = ON"))


def forget_search_words(session: Session) -> None:
    """Build the full-text index anew: it would keep deleted words until it is merged one day (SQLite)."""
    if _is_sqlite(session):
        session.execute(text("INSERT INTO person_search(person_search) VALUES ('rebuild')"))


def sweep(database: Database) -> bool:
    """Build the file anew and cut off its log, so that nothing erased is left in free pages; False if it is in use."""
    if database.engine.dialect.name != "sqlite":
        return True
    connection = database.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        blocked = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.close()
    except (DBAPIError, database.engine.dialect.loaded_dbapi.Error):
        return False
    finally:
        connection.close()
    return not blocked


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _read(session: Session, which: ColumnElement[bool]) -> Iterator[tuple[Mention, str]]:
    row = JournalChange
    columns = (row.id, row.entry_id, row.entity, row.entity_id, row.before, row.after)
    for *names, before, after in session.execute(select(*columns).where(which)):
        yield Mention(*names), f"{before or ''}\n{after or ''}"


def _rows_by_id(
    session: Session, columns: Sequence[Any], own_id: InstrumentedAttribute[str], ids: Iterable[str]
) -> Iterator[Any]:
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _CHUNK):
        yield from session.execute(select(*columns).where(own_id.in_(wanted[start : start + _CHUNK]))).all()
