"""The journal: who did what, in one human sentence, with every field before and after.

One mechanism serves audit trail, history, undo and exchange between laptops. Entries are ordered by a hybrid
logical clock (physical milliseconds, then a counter), so laptops with wrong clocks still merge in one order, and
chained by hashes (`core.store.chain`), so that none goes or changes unseen.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from operator import itemgetter
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.base import ID_LENGTH, Base, Recorded, new_id
from core.store.bulk import insert_rows
from core.store.chain import (
    FIRST,
    SALT_LENGTH,
    Link,
    broken_links,
    change_digest,
    entry_hash,
    salts,
    words_digest,
)

ERASED_WORDS = "(dihapus atas permintaan)"
"""What stands in place of a sentence that named somebody who was erased."""
PROGRAM = "Buku Posyandu"
"""Who did what the program itself does when it brings a register up to date."""
_CHUNK = 20_000
_BATCH = 2_000
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_REMOVED = text("after IS NULL")


class JournalEntry(Base):
    """One deed; `undoes_id` names the deed that it took back, `number` counts the deeds of the device from 1.

    After an erasure `sentence` is without names, `salt` is gone and `words_digest` stands for what was there.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (Index("uq_journal_entry_device_id_number", "device_id", "number", unique=True),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    device_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    hlc: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(120))
    sentence: Mapped[str] = mapped_column(String(400))
    undoes_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    action: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(400))
    number: Mapped[int]
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(SALT_LENGTH))
    words_digest: Mapped[str | None] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class JournalChange(Base):
    """One row that a deed changed; `before` and `after` are JSON of the changed fields (None: no such row).

    After an erasure both and `salt` are empty, and `digest` stands for what was there.
    """

    __tablename__ = "journal_change"
    # Removed rows are few, and asked for by name of the person they were about.
    __table_args__ = (Index("ix_journal_change_removed", "entity", sqlite_where=_REMOVED, postgresql_where=_REMOVED),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("journal_entry.id"), index=True)
    entity: Mapped[str] = mapped_column(String(60))
    entity_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(SALT_LENGTH))
    digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))


class JournalHead(Base):
    """The end of a device's chain: how many deeds, and the hash of the last."""

    __tablename__ = "journal_head"

    device_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    entries: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class Author:
    """Who does a deed, on which device, and by which right (`action` of `core.rules.permissions`)."""

    device_id: str
    who: str
    account_id: str | None = None
    action: str = ""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A changed row as values: `before` None for a new row, `after` None for a removed one.

    Of a row that `is_erased` only a digest is written down, so that the journal does not keep what was to go.
    """

    entity: str
    entity_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    is_erased: bool = False


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
    author: Author,
    *,
    now: datetime,
    sentence: str,
    changes: Iterable[RowChange],
    reason: str = "",
    undoes_id: str | None = None,
) -> str:
    """Append one deed with its row changes to the device's chain in the running transaction; gives the entry's id."""
    head = session.get(JournalHead, author.device_id, with_for_update=True)
    if head is None:
        head = JournalHead(device_id=author.device_id, entries=0, hash=FIRST)
        session.add(head)
    entry = JournalEntry(
        id=new_id(),
        device_id=author.device_id,
        hlc=next_hlc(session, author.device_id, now),
        at=now.astimezone(UTC).replace(tzinfo=None),
        who=author.who[:120],
        sentence=sentence[:400],
        undoes_id=undoes_id,
        account_id=author.account_id,
        action=author.action,
        reason=reason[:400],
        number=head.entries + 1,
        salt=os.urandom(SALT_LENGTH),
        previous_hash=head.hash,
    )
    written = list(changes)
    rows = _rows(entry.id, written)
    entry.hash = _hash(entry, rows)
    head.entries, head.hash = entry.number, entry.hash
    session.add(entry)
    session.flush()
    for row, change in zip(rows, written, strict=True):
        if change.is_erased:
            digest = change_digest(row["salt"], row["before"], row["after"])
            row.update(before=None, after=None, salt=None, digest=digest)
    for start in range(0, len(rows), _CHUNK):
        insert_rows(session, JournalChange, rows[start : start + _CHUNK])
    return entry.id


def maker_of(session: Session, entity_id: str) -> str | None:
    """The account that wrote a row down first; None when no account was at the keyboard then."""
    first = (
        select(JournalEntry.account_id)
        .join(JournalChange, JournalChange.entry_id == JournalEntry.id)
        .where(JournalChange.entity_id == entity_id)
        .order_by(JournalEntry.hlc)
    )
    return session.scalars(first.limit(1)).first()


def chain_problems(session: Session) -> Iterator[str]:
    """What does not hold in the journal's chains, one sentence each."""
    heads = {head.device_id: (head.entries, head.hash) for head in session.scalars(select(JournalHead))}
    rows = session.execute(
        select(
            *(column for column in JournalEntry.__table__.columns),
            JournalChange.id.label("change_id"),
            JournalChange.entity,
            JournalChange.entity_id,
            JournalChange.before,
            JournalChange.after,
            JournalChange.salt.label("change_salt"),
            JournalChange.digest,
        )
        .outerjoin(JournalChange, JournalChange.entry_id == JournalEntry.id)
        .order_by(JournalEntry.device_id, JournalEntry.number, JournalChange.id)
        .execution_options(yield_per=_BATCH)
    )
    yield from broken_links((row._mapping for row in rows), heads)


def _rows(entry_id: str, changes: list[RowChange]) -> list[dict[str, Any]]:
    return [
        {
            "id": new_id(),
            "entry_id": entry_id,
            "entity": change.entity,
            "entity_id": change.entity_id,
            "before": _json(change.before),
            "after": _json(change.after),
            "salt": salt,
            "digest": None,
        }
        for change, salt in zip(changes, salts(len(changes)), strict=True)
    ]


def _hash(entry: JournalEntry, rows: list[dict[str, Any]]) -> str:
    link = Link(
        entry.id,
        entry.device_id,
        entry.number,
        entry.hlc,
        entry.at,
        entry.who,
        entry.account_id,
        entry.action,
        entry.undoes_id,
        words_digest(entry.salt or b"", entry.sentence, entry.reason),
    )
    digests = (
        (row["id"], row["entity"], row["entity_id"], change_digest(row["salt"], row["before"], row["after"]))
        for row in sorted(rows, key=itemgetter("id"))
    )
    return entry_hash(entry.previous_hash, link, digests)


def _json(fields: dict[str, Any] | None) -> str | None:
    return None if fields is None else _ENCODER.encode(fields)
