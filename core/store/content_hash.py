"""What a register holds, table by table, as a count and a fingerprint: how a copy is proven to be the same."""

import hashlib
import marshal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Step = Callable[[int, int], None]
"""Called with (rows done, rows in all); what it raises ends the work."""
_CHUNK = 4_000
_FORM = 2
"""Marshal's form without references and interning: the same values always give the same bytes."""


@dataclass(frozen=True, slots=True)
class TableContent:
    """One table: how many rows, and the SHA-256 of all of them in the order of their primary key."""

    rows: int
    sha256: str


def contents(connection: Any, step: Step | None = None) -> dict[str, TableContent]:  # noqa: ANN401 - the driver has no types
    """Count and hash every table (the tables behind the search index too) on one connection of the driver.

    Call it inside a transaction when somebody else may write. Text counts as its bytes: no letter can be unreadable.
    """
    names = _tables(connection)
    sizes = {name: connection.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0] for name in names}
    questions = {name: _in_order(connection, name) for name in names}
    whole, done = sum(sizes.values()), 0
    found: dict[str, TableContent] = {}
    as_text, connection.text_factory = connection.text_factory, bytes
    try:
        for name, question in questions.items():
            digest, rows = hashlib.sha256(), 0
            cursor = connection.execute(question)
            while chunk := cursor.fetchmany(_CHUNK):
                digest.update(marshal.dumps(chunk, _FORM))
                rows += len(chunk)
                if step is not None:
                    step(done + rows, whole)
            done += rows
            found[name] = TableContent(rows, digest.hexdigest())
    finally:
        connection.text_factory = as_text
    return found


def differing(one: dict[str, TableContent], other: dict[str, TableContent]) -> list[str]:
    """Names of the tables that are not the same in both, or only in one of them."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _tables(connection: Any) -> list[str]:  # noqa: ANN401
    # A virtual table has no page of its own; what it shows lies in tables that are listed too.
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name")
    return [name for (name,) in rows if not name.startswith("sqlite_")]


def _in_order(connection: Any, name: str) -> str:  # noqa: ANN401
    columns = connection.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
    keys = sorted((row[5], row[1]) for row in columns if row[5])
    order = ", ".join(_quoted(key) for _place, key in keys) or "rowid"
    return f"SELECT * FROM {_quoted(name)} ORDER BY {order}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
