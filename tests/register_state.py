"""Everything a register holds but its journal, as plain values: to compare before and after."""

from typing import Any

from sqlalchemy import select

from core.services.register import Register
from core.store.search_index import SearchEntry
from core.store.tables import FACT_TABLES


def register_state(register: Register) -> dict[str, dict[str, dict[str, Any]]]:
    """Each table of facts by row id, and the search text by person."""
    with register.reading() as session:
        state = {
            table.__tablename__: {
                row["id"]: dict(row) for row in session.execute(select(*table.__table__.columns)).mappings()
            }
            for table in FACT_TABLES
        }
        words = (SearchEntry.person_id, SearchEntry.name, SearchEntry.parents, SearchEntry.numbers, SearchEntry.places)
        state["search_entry"] = {row["person_id"]: dict(row) for row in session.execute(select(*words)).mappings()}
    return state
