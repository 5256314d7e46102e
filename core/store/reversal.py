"""Taking a journalled deed back: what stands in its way, and the reverse of each of its row changes."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.store.base import Recorded
from core.store.erased import is_erased
from core.store.journal import JournalChange, RowChange, plain
from core.store.people import Person
from core.store.tables import FACT_TABLES
from core.store.unit_of_work import UnitOfWork
from core.store.visits import Draft

_CHUNK = 500
_BY_NAME = {table.__tablename__: table for table in FACT_TABLES}
_PLACE = {table.__tablename__: place for place, table in enumerate(FACT_TABLES)}
Row = dict[str, Any]


class Reversal:
    """The row changes of one deed beside the rows as they are now."""

    def __init__(self, session: Session, entry_id: str) -> None:
        """Read the changes of the deed and the present state of every row it touched."""
        self._session, self._entry_id = session, entry_id
        self._changes: dict[type[Recorded], list[RowChange]] = defaultdict(list)
        for change in _changes_of(session, entry_id):
            if change.entity in _BY_NAME:
                self._changes[_BY_NAME[change.entity]].append(change)
        self._rows = {table: _rows(session, table, changes) for table, changes in self._changes.items()}

    @property
    def has_erased(self) -> bool:
        """Whether a part of the deed was erased for somebody, so that it cannot be taken back whole."""
        erased = select(JournalChange.id).where(JournalChange.entry_id == self._entry_id, is_erased())
        return self._session.scalar(erased.limit(1)) is not None

    def conflicting(self) -> Iterator[str]:
        """Ids of rows that a later deed changed, removed, brought back, or added on top of what this deed made."""
        for table, changes in self._changes.items():
            rows = self._rows[table]
            yield from (change.entity_id for change in changes if not _is_as_left(change, rows.get(change.entity_id)))
        made = {table: {change.entity_id for change in self._made(table)} for table in self._changes}
        for table in FACT_TABLES:
            for column, target in _references(table):
                own = self._letting_go(table, column.key)
                for chunk in _chunks(made.get(target, ())):
                    holders = self._session.scalars(select(table.id).where(column.in_(chunk)))
                    yield from (holder for holder in holders if holder not in own)

    def apply(self, deed: UnitOfWork) -> None:
        """Write the reverse of every change: removed rows come back, changed fields return, new rows go."""
        later: list[tuple[type[Recorded], list[tuple[Row, Row]]]] = []
        for table in FACT_TABLES:
            gone = [_typed(table, change.before) for change in self._changes.get(table, ()) if change.after is None]
            loops = _loops(table)
            deed.insert_many(table, [row | dict.fromkeys(loops) for row in gone])
            later.append((table, [(row | dict.fromkeys(loops), {name: row[name] for name in loops}) for row in gone]))
        for table, pairs in later:
            deed.update_many(table, [pair for pair in pairs if any(pair[1].values())])
            deed.update_many(table, list(self._returning(table)))
        self._remove(deed)

    def _returning(self, table: type[Recorded]) -> Iterator[tuple[Row, Row]]:
        for change in self._changes.get(table, ()):
            if change.before is not None and change.after is not None:
                yield self._rows[table][change.entity_id], _typed(table, change.before)

    def _remove(self, deed: UnitOfWork) -> None:
        made = {table: [self._rows[table][change.entity_id] for change in self._made(table)] for table in self._changes}
        for table, rows in made.items():
            # Rows that point at each other let go first, so that each can leave in turn.
            loops = [name for name in _loops(table) if any(row[name] for row in rows)]
            deed.update_many(table, [(row, dict.fromkeys(loops)) for row in rows if loops])
        for chunk in _chunks(row["id"] for row in made.get(Person, ())):
            deed.session.execute(delete(Draft).where(Draft.person_id.in_(chunk)))
        for table in reversed(FACT_TABLES):
            deed.delete_many(table, made.get(table, ()))

    def _letting_go(self, table: type[Recorded], column: str) -> set[str]:
        """Rows that no longer point anywhere by this column once the deed is reversed: made or re-pointed by it."""
        changes = self._changes.get(table, ())
        return {change.entity_id for change in changes if change.before is None or column in change.before}

    def _made(self, table: type[Recorded]) -> Iterator[RowChange]:
        return (change for change in self._changes.get(table, ()) if change.before is None)


def _changes_of(session: Session, entry_id: str) -> Iterator[RowChange]:
    columns = (JournalChange.entity, JournalChange.entity_id, JournalChange.before, JournalChange.after)
    of_entry = select(*columns).where(JournalChange.entry_id == entry_id, ~is_erased())
    for entity, entity_id, before, after in session.execute(of_entry):
        old, new = (None if body is None else json.loads(body) for body in (before, after))
        yield RowChange(entity, entity_id, old, new)


def _rows(session: Session, table: type[Recorded], changes: Sequence[RowChange]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    columns = table.__table__.columns
    for chunk in _chunks(change.entity_id for change in changes):
        for row in session.execute(select(*columns).where(table.id.in_(chunk))).mappings():
            found[row["id"]] = dict(row)
    return found


def _is_as_left(change: RowChange, row: Mapping[str, Any] | None) -> bool:
    if change.after is None or row is None:
        return change.after is None and row is None
    # A column that a later version of the tables dropped says nothing any more.
    return all(plain(row[name]) == value for name, value in change.after.items() if name in row)


def _typed(table: type[Recorded], fields: Mapping[str, Any] | None) -> Row:
    """Journalled values as the columns take them; columns that are gone are left out."""
    columns = table.__table__.columns
    return {
        name: date.fromisoformat(value) if value is not None and isinstance(columns[name].type, Date) else value
        for name, value in (fields or {}).items()
        if name in columns
    }


def _references(table: type[Recorded]) -> Iterator[tuple[InstrumentedAttribute[Any], type[Recorded]]]:
    for key in table.__table__.foreign_keys:
        yield getattr(table, key.parent.name), _BY_NAME[key.column.table.name]


def _loops(table: type[Recorded]) -> list[str]:
    """Columns that may point at a row written at the same time or later."""
    own = _PLACE[table.__tablename__]
    return [column.key for column, target in _references(table) if _PLACE[target.__tablename__] >= own]


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    everything = list(ids)
    for start in range(0, len(everything), _CHUNK):
        yield everything[start : start + _CHUNK]
