"""Thousands of new rows at once, past the objects that nobody needs of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from core.store.base import Base, table_of


def insert_rows(
    session: Session,
    kind: type[Base],
    rows: Sequence[Mapping[str, Any]],
    plain: Sequence[Mapping[str, Any]] | None = None,
) -> None:
    """Insert rows that all have the same columns in the same order.

    `plain` gives the same rows with days and letters as text, which is how SQLite keeps them (no times of day).
    """
    if not rows:
        return
    table, connection = table_of(kind), session.connection()
    if connection.dialect.name != "sqlite":
        connection.execute(insert(table), rows)
        return
    names = list(rows[0])
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"
    connection.exec_driver_sql(statement, [tuple(row.values()) for row in (plain or rows)])
