"""Reading what can still be read of the journal in a damaged register, page by page around what cannot."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from core.store.chain import entry_holds
from core.store.cipher import connect_file

Row = dict[str, Any]
_LAST = 1 << 62
_CHAINED_FROM = "number"
"""The column that tells a journal with a chain from one of before (schema 0001 and 0002)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed read from a damaged file: the columns of its entry, and of its row changes that were readable."""

    fields: Row
    changes: tuple[Row, ...]

    @property
    def is_whole(self) -> bool:
        """Whether entry and changes are as they were written; without a chain that cannot be told further than this."""
        if _CHAINED_FROM not in self.fields:
            return bool(self.changes) and all(_is_readable(change) for change in self.changes)
        names = {"id": "change_id", "salt": "change_salt"}
        lines: list[Row] = [
            {**{names.get(key, key): value for key, value in change.items()}, **self.fields}
            for change in sorted(self.changes, key=lambda change: str(change["id"]))
        ]
        try:
            return entry_holds(self.fields, lines or [{**self.fields, "change_id": None}])
        except (AttributeError, LookupError, TypeError, ValueError):
            return False


@dataclass(slots=True)
class Salvage:
    """What was readable: deeds in the order of their clock, how many deeds each device had, unreadable places."""

    entries: list[Entry] = field(default_factory=list)
    noted: dict[str, int] = field(default_factory=dict)
    holes: int = 0


def salvage(
    copy: Path, key: bytes | None, step: Callable[[int, int], None], known: Collection[str] = frozenset()
) -> Salvage:
    """Read the journal of a damaged register from a scratch copy of it, except deeds that are `known` by their ids.

    Never fails: at worst there is nothing.
    """
    found = Salvage()
    rows = _readable(copy, key, "journal_entry", found)
    entries = [_timed(row) for row in rows if str(row["id"]) not in known]
    step(1, 3)
    # Years of changes stay on the disk: only those of the deeds that are wanted are kept in memory.
    changes: dict[str, list[Row]] = {str(entry["id"]): [] for entry in entries}
    for change in _readable(copy, key, "journal_change", found):
        if (of_entry := changes.get(str(change["entry_id"]))) is not None:
            of_entry.append(change)
    step(2, 3)
    for head in _readable(copy, key, "journal_head", found):
        found.noted[str(head["device_id"])] = int(head["entries"])
    whole = [Entry(entry, tuple(changes[str(entry["id"])])) for entry in entries]
    found.entries = sorted(whole, key=lambda entry: str(entry.fields["hlc"]))
    step(3, 3)
    return found


def _readable(copy: Path, key: bytes | None, table: str, found: Salvage) -> Iterator[Row]:
    """Rows of a table in the order of their row number; a new connection after each place that cannot be read."""
    last = 0
    while last < _LAST:
        try:
            with closing(connect_file(copy, key)) as connection:
                cursor = connection.execute(
                    f"SELECT rowid AS own_row, * FROM {table} WHERE rowid > ? ORDER BY 1", (last,)
                )
                names = [str(column[0]) for column in cursor.description]
                for values in cursor:
                    if values[0] <= last:
                        raise sqlcipher.DatabaseError("rows out of order")
                    last = values[0]
                    yield dict(zip(names[1:], values[1:], strict=True))
            return
        except sqlcipher.DatabaseError as wrong:
            if "no such table" in str(wrong):
                return
            found.holes += 1
            last = _beyond(copy, key, table, last)


def _beyond(copy: Path, key: bytes | None, table: str, last: int) -> int:
    """The row number just before the next row that can be read; the very last when there is none."""
    bad, good = 0, 1
    while not _can_read(copy, key, table, last + good):
        bad, good = good, good * 2
        if good >= _LAST:
            return _LAST
    while good - bad > 1:
        middle = (good + bad) // 2
        if _can_read(copy, key, table, last + middle):
            good = middle
        else:
            bad = middle
    return last + good


def _can_read(copy: Path, key: bytes | None, table: str, after: int) -> bool:
    try:
        with closing(connect_file(copy, key)) as connection:
            connection.execute(f"SELECT * FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1", (after,)).fetchall()
    except (sqlcipher.DatabaseError, OverflowError):
        return False
    return True


def _timed(row: Row) -> Row:
    try:
        return {**row, "at": datetime.fromisoformat(str(row["at"]))}
    except ValueError:
        return row


def _is_readable(change: Mapping[str, Any]) -> bool:
    try:
        return all(body is None or isinstance(json.loads(body), dict) for body in (change["before"], change["after"]))
    except (TypeError, ValueError):
        return False
