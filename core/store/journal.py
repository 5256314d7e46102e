"""The journal: who did what, in one human sentence, with every field before and after.

One mechanism serves audit trail, history, undo and exchange between laptops. Entries are ordered by a hybrid
logical clock (physical milliseconds, then a counter), so laptops with wrong clocks still merge in one order.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.base import ID_LENGTH, Base, Recorded, new_id
from core.store.bulk import insert_rows

PROGRAM = "Buku Posyandu"
"""Who did what the program itself does when it brings a register up to date."""
_CHUNK = 20_000
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_REMOVED = text("after IS NULL")


class JournalEntry(Base):
    """One deed; `undoes_id` names the deed that it took back."""

    __tablename__ = "journal_entry"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    device_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    hlc: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(120))
    sentence: Mapped[str] = mapped_column(String(400))
    undoes_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)


class JournalChange(Base):
    """One row that a deed changed; `before` and `after` are JSON of the changed fields (None: no such row)."""

    __tablename__ = "journal_change"
    # Removed rows are few, and asked for by name of the person they were about.
    __table_args__ = (Index("ix_journal_change_removed", "entity", sqlite_where=_REMOVED, postgresql_where=_REMOVED),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("journal_entry.id"), index=True)
    entity: Mapped[str] = mapped_column(String(60))
    entity_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A changed row as values: `before` None for a new row, `after` None for a removed one."""

    entity: str
    entity_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def snapshot(row: Recorded) -> dict[str, Any]:
    """All column values of a row, as JSON-ready values."""
    return {column.key: plain(getattr(row, column.key)) for column in row.__mapper__.column_attrs}


def plain(value: Any) -> Any:  # noqa: ANN401 - a column may hold any of the database's types
    """A column value as JSON can hold it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def next_hlc(session: Session, device_id: str, now: datetime) -> str:
    """The next hybrid logical clock value: never smaller than any in the journal, even when the clock went back."""
    physical = int(now.timestamp() * 1000)
    last = session.scalar(select(func.max(JournalEntry.hlc)))
    counter = 0
    if last is not None:
        last_physical, last_counter = (int(part) for part in last.split("-", 2)[:2])
        if last_physical >= physical:
            physical, counter = last_physical, last_counter + 1
    return f"{physical:015d}-{counter:06d}-{device_id}"


def write_entry(
    session: Session,
    *,
    device_id: str,
    now: datetime,
    who: str,
    sentence: str,
    changes: Iterable[RowChange],
    undoes_id: str | None = None,
) -> str:
    """Append one deed with its row changes inside the running transaction; returns the entry's id."""
    entry_id = new_id()
    hlc = next_hlc(session, device_id, now)
    at = now.astimezone(UTC).replace(tzinfo=None)
    entry = JournalEntry(id=entry_id, device_id=device_id, hlc=hlc, at=at, who=who[:120], sentence=sentence[:400])
    entry.undoes_id = undoes_id
    session.add(entry)
    session.flush()
    rows = [
        {
            "id": new_id(),
            "entry_id": entry_id,
            "entity": change.entity,
            "entity_id": change.entity_id,
            "before": _json(change.before),
            "after": _json(change.after),
        }
        for change in changes
    ]
    for start in range(0, len(rows), _CHUNK):
        insert_rows(session, JournalChange, rows[start : start + _CHUNK])
    return entry_id


def _json(fields: dict[str, Any] | None) -> str | None:
    return None if fields is None else _ENCODER.encode(fields)
