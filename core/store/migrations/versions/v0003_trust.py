"""Trust: accounts, consents, erasures, the log of looks and prints; the journal becomes a chain."""

import hashlib
import json
import os
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SALT_LENGTH, _FIRST = 16, "0" * 64
_BATCH = 2_000
_ID = sa.String(length=36)

_entry = sa.table(
    "journal_entry",
    *(sa.column(name, sa.String) for name in ("id", "device_id", "hlc", "who", "sentence", "undoes_id")),
    *(sa.column(name, sa.String) for name in ("account_id", "action", "reason", "previous_hash", "hash")),
    sa.column("number", sa.Integer),
    sa.column("at", sa.DateTime),
    sa.column("salt", sa.LargeBinary),
)
_change = sa.table(
    "journal_change",
    *(sa.column(name, sa.String) for name in ("id", "entry_id", "entity", "entity_id", "before", "after")),
    sa.column("salt", sa.LargeBinary),
)
_head = sa.table("journal_head", sa.column("device_id", _ID), sa.column("entries", sa.Integer), sa.column("hash"))


def upgrade() -> None:
    _add_tables()
    _add_columns()
    connection = op.get_bind()
    _chain_what_is_there(connection)
    op.create_index("uq_journal_entry_device_id_number", "journal_entry", ["device_id", "number"], unique=True)


def _add_tables() -> None:
    op.create_table(
        "account",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("roles", sa.String(length=40), nullable=False),
        sa.Column("face", sa.String(length=40), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    op.create_table(
        "consent",
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("given_by", sa.String(length=160), nullable=False),
        sa.Column("purpose", sa.String(length=240), nullable=False),
        sa.Column("way", sa.String(length=12), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("witness", sa.String(length=160), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_person_id"), "consent", ["person_id"])
    op.create_table(
        "erasure",
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("document", sa.String(length=240), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_person_id"), "erasure", ["person_id"])
    op.create_table(
        "access_entry",
        sa.Column("id", _ID, nullable=False),
        sa.Column("device_id", _ID, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account_id", _ID, nullable=True),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("person_id", _ID, nullable=True),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_entry")),
    )
    op.create_index(op.f("ix_access_entry_at"), "access_entry", ["at"])
    op.create_index("ix_access_entry_person_id_at", "access_entry", ["person_id", "at"])
    op.create_table(
        "journal_head",
        sa.Column("device_id", _ID, nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_journal_head")),
    )


def _add_columns() -> None:
    op.add_column("journal_entry", sa.Column("account_id", _ID, nullable=True))
    for name, length in (("action", 40), ("reason", 400), ("previous_hash", 64), ("hash", 64)):
        column = sa.Column(name, sa.String(length=length), nullable=False, server_default="")
        op.add_column("journal_entry", column)
    op.add_column("journal_entry", sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("journal_entry", sa.Column("salt", sa.LargeBinary(length=_SALT_LENGTH), nullable=True))
    op.add_column("journal_entry", sa.Column("words_digest", sa.String(length=64), nullable=True))
    op.add_column("journal_change", sa.Column("salt", sa.LargeBinary(length=_SALT_LENGTH), nullable=True))
    op.add_column("journal_change", sa.Column("digest", sa.LargeBinary(length=32), nullable=True))


def _chain_what_is_there(connection: sa.Connection) -> None:
    """Deeds of before are chained as they stand, in their order; from now on none of them changes unseen."""
    _salt_changes(connection)
    entries = connection.execute(sa.select(_entry).order_by(_entry.c.device_id, _entry.c.hlc)).all()
    written = []
    for device_id, of_device in groupby(entries, key=lambda entry: entry.device_id):
        previous, number = _FIRST, 0
        for number, entry in enumerate(of_device, start=1):
            salt = os.urandom(_SALT_LENGTH)
            own = _hash(previous, entry, number, salt, _digests(connection, entry.id))
            written.append({"key": entry.id, "number": number, "salt": salt, "previous_hash": previous, "hash": own})
            previous = own
        connection.execute(sa.insert(_head).values(device_id=device_id, entries=number, hash=previous))
    if written:
        connection.execute(
            sa.update(_entry)
            .where(_entry.c.id == sa.bindparam("key"))
            .values({name: sa.bindparam(name) for name in ("number", "salt", "previous_hash", "hash")}),
            written,
        )


def _salt_changes(connection: sa.Connection) -> None:
    ids = list(connection.scalars(sa.select(_change.c.id)))
    statement = sa.update(_change).where(_change.c.id == sa.bindparam("key")).values(salt=sa.bindparam("salt"))
    for start in range(0, len(ids), _BATCH):
        chunk = ids[start : start + _BATCH]
        connection.execute(statement, [{"key": one, "salt": os.urandom(_SALT_LENGTH)} for one in chunk])


def _digests(connection: sa.Connection, entry_id: str) -> Iterator[tuple[str, str, str, bytes]]:
    rows = connection.execute(sa.select(_change).where(_change.c.entry_id == entry_id)).all()
    for row in sorted((tuple(row._mapping[name] for name in _COLUMNS) for row in rows), key=itemgetter(0)):
        change_id, entity, entity_id, before, after, salt = row
        text = f"{'-' if before is None else before}\0{'-' if after is None else after}"
        yield change_id, entity, entity_id, hashlib.sha256(salt + text.encode()).digest()


_COLUMNS = ("id", "entity", "entity_id", "before", "after", "salt")


def _hash(previous: str, entry: Any, number: int, salt: bytes, changes: Iterator[tuple[str, str, str, bytes]]) -> str:  # noqa: ANN401 - a row
    words = hashlib.sha256(salt + f"{entry.sentence}\0".encode()).hexdigest()
    at = entry.at.isoformat(timespec="microseconds")
    told = (previous, entry.id, entry.device_id, number, entry.hlc, at, entry.who, None, "", entry.undoes_id, words)
    whole = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode())
    for change_id, entity, entity_id, digest in changes:
        whole.update(f"\n{change_id}\0{entity}\0{entity_id}\0".encode())
        whole.update(digest)
    return whole.hexdigest()


def downgrade() -> None:
    raise RuntimeError("a register is never taken back to an older version; its copy stands beside it")
