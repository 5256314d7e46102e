"""Thousands of ids as one value of a query, where an `IN` with as many values costs more than what it finds."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import String


class _TextsOf(FunctionElement[str]):
    """The rows of a JSON list of texts."""

    name = "texts_of"
    inherit_cache = True
    type = String()


def among(column: InstrumentedAttribute[str], name: str) -> ColumnElement[bool]:
    """A condition: the column is one of the texts of a JSON list, given as the value `name` of the query."""
    return column.op("IN", is_comparison=True)(_TextsOf(bindparam(name, type_=String())))


@compiles(_TextsOf, "sqlite")
def _on_sqlite(element: _TextsOf, compiler: SQLCompiler, **words: Any) -> str:  # noqa: ANN401 - as SQLAlchemy calls it
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **words)}))"


@compiles(_TextsOf, "postgresql")
def _on_postgresql(element: _TextsOf, compiler: SQLCompiler, **words: Any) -> str:  # noqa: ANN401 - as above
    return f"(SELECT json_array_elements_text(CAST({compiler.process(element.clauses, **words)} AS JSON)))"
