"""The one door for writing: rows, search text and journal in one transaction, or nothing at all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from types import NoneType, TracebackType
from typing import Any, Self

from sqlalchemy import delete, event, inspect, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from core.errors import InputError
from core.store.base import Recorded, new_id
from core.store.bulk import insert_rows
from core.store.engine import explained
from core.store.journal import Author, RowChange, plain, snapshot, write_entry
from core.store.people import Family, FamilyMember, Person
from core.store.search_index import refresh_entries

_CHUNK = 500

_READY = {str, int, bool, NoneType}
"""Types that JSON holds as they are."""

_UNREADABLE = "Ada huruf yang tidak terbaca komputer. Hapus lalu ketik lagi, jangan ditempel dari tempat lain."
"""Half of a letter, as a broken paste leaves it."""


class UnitOfWork:
    """One deed: use as a context manager; leaving it normally commits, an exception undoes everything."""

    def __init__(self, session: Session, author: Author, *, sentence: str, now: datetime, reason: str = "") -> None:
        """Prepare the deed described by `sentence`, done by `author` at `now` (UTC), perhaps for a `reason`."""
        self.session = session
        self.sentence, self.reason = sentence, reason
        self.entry_id: str | None = None
        self.undoes_id: str | None = None
        self.is_noted = False
        """Whether the sentence is written down even when no row changes: a new PIN, which no table holds."""
        self.make_id: Callable[[], str] = new_id
        self._author = author
        self._now = now
        self._changes: dict[tuple[str, str], RowChange] = {}
        self._people: set[str] = set()
        self._families: set[str] = set()
        self._forgotten: set[tuple[str, str]] = set()
        self._restated: dict[tuple[str, str], Recorded] = {}

    def __enter__(self) -> Self:
        """Start to listen for changed rows."""
        event.listen(self.session, "before_flush", self._collect)
        return self

    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, _: TracebackType | None) -> None:
        """Commit with the journal, or roll back; database errors come out as sentences."""
        try:
            if kind is None:
                self._commit()
            else:
                self.session.rollback()
        except DBAPIError as error:
            self.session.rollback()
            raise explained(error) from error
        except UnicodeEncodeError as error:
            self.session.rollback()
            raise InputError(_UNREADABLE) from error
        finally:
            event.remove(self.session, "before_flush", self._collect)
            self.session.close()
        if isinstance(wrong, DBAPIError):
            raise explained(wrong) from wrong
        if isinstance(wrong, UnicodeEncodeError):
            raise InputError(_UNREADABLE) from wrong

    def insert_many(self, table: type[Recorded], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many new rows at once (imports, the demo); each is journalled like any other.

        `rows` hold every column that has no default in the database; a missing `id` is made here.
        """
        if not rows:
            return
        self.session.flush()
        defaults = _plain_defaults(table)
        blank = {column.key: defaults.get(column.key) for column in inspect(table).columns}
        complete = [{**blank, **row, "id": row.get("id") or self.make_id()} for row in rows]
        after = [
            {name: value if type(value) in _READY else plain(value) for name, value in row.items()} for row in complete
        ]
        insert_rows(self.session, table, complete, after)
        for row, fields in zip(complete, after, strict=True):
            self._remember(RowChange(table.__tablename__, str(row["id"]), None, fields))
            self._touch(table, row)

    def update_many(self, table: type[Recorded], rows: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> None:
        """Write many changed rows at once: pairs of the whole row as it is, and the columns to change in it."""
        if not rows:
            return
        self.session.flush()
        by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for row, fields in rows:
            by_columns[tuple(sorted(fields))].append({"id": row["id"], **fields})
            before = {name: plain(row[name]) for name in fields}
            after = {name: plain(value) for name, value in fields.items()}
            self._remember(RowChange(table.__tablename__, str(row["id"]), before, after))
            # A member that moves to another person or family is looked up under both.
            self._touch(table, row)
            self._touch(table, {**row, **fields})
        for same in by_columns.values():
            self.session.execute(update(table), same)
        self.session.expire_all()

    def delete_many(self, table: type[Recorded], rows: Sequence[Mapping[str, Any]]) -> None:
        """Delete many rows at once, given whole as they are."""
        self.session.flush()
        for start in range(0, len(rows), _CHUNK):
            chunk = [str(row["id"]) for row in rows[start : start + _CHUNK]]
            self.session.execute(delete(table).where(table.id.in_(chunk)))
        for row in rows:
            before = {name: plain(value) for name, value in row.items()}
            self._remember(RowChange(table.__tablename__, str(row["id"]), before, None))
            self._touch(table, row)

    def changes(self) -> list[RowChange]:
        """What the deed has changed so far, row by row, in the order in which the rows were first touched."""
        self.session.flush()
        return [change for change in self._changes.values() if change.before != change.after]

    def forget(self, rows: Iterable[tuple[str, str]]) -> None:
        """Of these rows, (table name, id), the journal keeps that the deed erased them, never what stood in them."""
        self._forgotten |= set(rows)

    def restate(self, rows: Iterable[Recorded]) -> None:
        """Write these rows down whole, as they are at the end of the deed: their earlier changes are to be erased."""
        self._restated |= {(row.__tablename__, row.id): row for row in rows}

    def _commit(self) -> None:
        changes = self._written_down(self.changes())
        if changes or self.is_noted:
            self.entry_id = write_entry(
                self.session,
                self._author,
                now=self._now,
                sentence=self.sentence,
                changes=changes,
                reason=self.reason,
                undoes_id=self.undoes_id,
            )
            refresh_entries(self.session, self._people, self._families)
        self.session.commit()

    def _written_down(self, changes: list[RowChange]) -> list[RowChange]:
        special = self._forgotten | self._restated.keys()
        kept = [one for one in changes if (one.entity, one.entity_id) not in special] if special else changes
        blank = (RowChange(entity, row_id, None, None, is_erased=True) for entity, row_id in sorted(self._forgotten))
        whole = (RowChange(*key, None, snapshot(row)) for key, row in self._restated.items())
        return [*kept, *blank, *whole]

    def _collect(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        for row in session.new:
            if isinstance(row, Recorded):
                row.id = row.id or self.make_id()
                self._apply_defaults(row)
                self._note(row, None, snapshot(row))
        for row in session.dirty:
            if isinstance(row, Recorded):
                before, after = _changed_fields(row)
                if after:
                    self._note(row, before, after)
        for row in session.deleted:
            if isinstance(row, Recorded):
                self._note(row, snapshot(row), None)

    @staticmethod
    def _apply_defaults(row: Recorded) -> None:
        # The journal is written before the insert, so plain column defaults must already stand in the row.
        for name, value in _plain_defaults(type(row)).items():
            if getattr(row, name) is None:
                setattr(row, name, value)

    def _note(self, row: Recorded, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        self._remember(RowChange(row.__tablename__, row.id, before, after))
        self._touch(type(row), {column.key: getattr(row, column.key) for column in inspect(type(row)).columns})

    def _remember(self, change: RowChange) -> None:
        # A row changed twice in one deed is one change: the first "before" with the last "after".
        key = (change.entity, change.entity_id)
        earlier = self._changes.get(key)
        if earlier is None:
            self._changes[key] = change
            return
        before = earlier.before if earlier.before is None else {**(change.before or {}), **earlier.before}
        after = change.after if change.after is None else {**(earlier.after or {}), **change.after}
        self._changes[key] = RowChange(change.entity, change.entity_id, before, after)

    def _touch(self, table: type[Recorded], row: Mapping[str, Any]) -> None:
        if table is Person:
            self._people.add(str(row["id"]))
        elif table is FamilyMember:
            self._people.add(str(row["person_id"]))
        elif table is Family:
            self._families.add(str(row["id"]))


@cache
def _plain_defaults(table: type[Recorded]) -> dict[str, Any]:
    # Defaults that are plain values; one that is made by a function (the id) is made by us.
    return {
        column.key: column.default.arg
        for column in inspect(table).columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }


def _changed_fields(row: Recorded) -> tuple[dict[str, Any], dict[str, Any]]:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    state = inspect(row)
    for attribute in row.__mapper__.column_attrs:
        history = state.attrs[attribute.key].history
        if history.has_changes():
            old = history.deleted[0] if history.deleted else None
            before[attribute.key] = plain(old)
            after[attribute.key] = plain(getattr(row, attribute.key))
    return before, after
