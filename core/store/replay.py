"""Doing a deed of another file's journal once more: the same rows, and the same entry when the chain allows it."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, select, text
from sqlalchemy.orm import Session

from core.store.base import Recorded
from core.store.bulk import insert_rows
from core.store.chain import FIRST
from core.store.database import Database
from core.store.engine import WRITES
from core.store.journal import Author, JournalChange, JournalEntry, JournalHead
from core.store.search_index import refresh_entries
from core.store.tables import FACT_TABLES
from core.store.unit_of_work import UnitOfWork

Row = dict[str, Any]
_BY_NAME = {table.__tablename__: table for table in FACT_TABLES}
_CHUNK = 500


class DoesNotFitError(Exception):
    """The deed builds upon something that is not in this register."""


class VerbatimDeed(UnitOfWork):
    """A deed whose journal entry is taken over as it was written, as the next one of its device's chain."""

    def __init__(self, database: Database, entry: Row, changes: Sequence[Mapping[str, Any]]) -> None:
        """Prepare to take over the columns of an entry and of its row changes."""
        writing = database.engine.execution_options(**{WRITES: True})
        session = Session(writing, expire_on_commit=False)
        author = Author(str(entry["device_id"]), str(entry["who"]))
        super().__init__(session, author, sentence=str(entry["sentence"]), now=entry["at"])
        self._entry, self._taken_over = entry, changes

    def _commit(self) -> None:
        self.session.flush()
        self.session.add(JournalEntry(**self._entry))
        self.session.flush()
        insert_rows(self.session, JournalChange, self._taken_over)
        head = self.session.get(JournalHead, self._entry["device_id"])
        if head is None:
            head = JournalHead(device_id=self._entry["device_id"])
            self.session.add(head)
        head.entries, head.hash = self._entry["number"], self._entry["hash"]
        refresh_entries(self.session, self._people, self._families)
        self.session.commit()


def continues_chain(session: Session, entry: Mapping[str, Any]) -> bool:
    """Whether an entry is exactly the next one of its device in this register."""
    if "number" not in entry:
        return False
    head = session.get(JournalHead, entry["device_id"])
    entries, end = (head.entries, head.hash) if head is not None else (0, FIRST)
    return bool(entry["number"] == entries + 1 and entry["previous_hash"] == end)


def do_again(deed: UnitOfWork, changes: Sequence[Mapping[str, Any]]) -> None:
    """Bring the rows to where the changes left them. Raises DoesNotFitError when a changed row is not there.

    What an erasure emptied is passed over; `core.services.trust.erasing` erases again.
    """
    # References are looked at when the deed ends: rows that point at each other may come in any order.
    deed.session.execute(text("PRAGMA defer_foreign_keys=ON"))
    by_table: dict[str, list[tuple[str, Row | None]]] = defaultdict(list)
    for change in changes:
        is_erased = change["before"] is None and change["after"] is None
        if change["entity"] in _BY_NAME and not is_erased:
            after = None if change["after"] is None else json.loads(change["after"])
            by_table[change["entity"]].append((change["entity_id"], after))
    for name, table in _BY_NAME.items():
        _write(deed, table, by_table.get(name, []))


def _write(deed: UnitOfWork, table: type[Recorded], wanted: list[tuple[str, Row | None]]) -> None:
    there = _rows(deed.session, table, [row_id for row_id, _after in wanted])
    required = {column.key for column in table.__table__.columns if not column.nullable and column.default is None}
    new: list[Row] = []
    changed: list[tuple[Row, Row]] = []
    for row_id, after in wanted:
        if after is None:
            continue
        fields = _typed(table, after)
        if row_id in there:
            changed.append((there[row_id], fields))
        elif required - {"id"} <= fields.keys():
            new.append({**fields, "id": row_id})
        else:
            raise DoesNotFitError(table.__tablename__)
    deed.insert_many(table, new)
    deed.update_many(table, [pair for pair in changed if pair[1]])
    deed.delete_many(table, [there[row_id] for row_id, after in wanted if after is None and row_id in there])


def _rows(session: Session, table: type[Recorded], ids: list[str]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        for row in session.execute(select(*table.__table__.columns).where(table.id.in_(chunk))).mappings():
            found[row["id"]] = dict(row)
    return found


def _typed(table: type[Recorded], fields: Mapping[str, Any]) -> Row:
    """Journalled values as the columns take them; columns that are gone are left out."""
    columns = table.__table__.columns
    return {
        name: date.fromisoformat(value) if value is not None and isinstance(columns[name].type, Date) else value
        for name, value in fields.items()
        if name in columns
    }
