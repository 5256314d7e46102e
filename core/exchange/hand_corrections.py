"""What people of the village corrected themselves since the last import; an older file does not take it back."""

import json
from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from core.rules.permissions import Action
from core.store.base import Recorded
from core.store.journal import PROGRAM, JournalChange, JournalEntry
from core.store.people import Family, FamilyMember, Person

Corrected = Mapping[str, frozenset[Any]]
"""Columns of one row whose present value was set by hand, each with the values (of the journal) that stood before."""
_NOTHING: Corrected = {}
_OLD_IMPORT = "Mengimpor"  # how the sentence of an import begins; deeds of before schema 0003 name no action


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrected columns by row id."""

    by_row: dict[str, Corrected] = field(default_factory=dict)

    def of(self, row_id: str | None) -> Corrected:
        """What was corrected in a row; nothing for an unknown one."""
        return self.by_row.get(row_id or "", _NOTHING)


def read_corrections(session: Session, later_stays: Container[str]) -> Corrections:
    """Read the journal of people, families and memberships: one query a table, whatever the number of rows.

    A column counts as corrected when the last deed that stands and changed it was no import. What was first
    registered by hand is no correction, but a membership of `later_stays` is: its person lived elsewhere before.
    """
    undone = _undone(session)
    earlier: dict[str, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    by_hand: dict[str, dict[str, bool]] = defaultdict(dict)
    for table in (Person, Family, FamilyMember):
        for row in session.execute(_changes_of(table)):
            if row.entry_id in undone:
                continue
            if row.before is None:
                if row.entity_id in later_stays:
                    by_hand[row.entity_id] |= {"family_id": True, "role": True}
                continue
            for name, value in json.loads(row.before).items():
                by_hand[row.entity_id][name] = not row.is_import
                if not row.is_import:
                    earlier[row.entity_id][name].add(value)
    return Corrections({row_id: _standing(names, earlier[row_id]) for row_id, names in by_hand.items()})


def _standing(names: dict[str, bool], earlier: dict[str, set[Any]]) -> Corrected:
    return {name: frozenset(earlier[name]) for name, is_by_hand in names.items() if is_by_hand}


def _changes_of(table: type[Recorded]) -> Any:  # noqa: ANN401 - a select of SQLAlchemy
    """Changes of the rows of a table, oldest first: of memberships also the new ones."""
    is_import = or_(
        JournalEntry.action == Action.IMPORT.value,
        and_(JournalEntry.action == "", JournalEntry.sentence.startswith(_OLD_IMPORT)),
    )
    is_asked: ColumnElement[bool] = JournalChange.before.is_not(None)
    if table is FamilyMember:
        is_asked = or_(is_asked, ~is_import)
    columns = (JournalChange.entry_id, JournalChange.entity_id, JournalChange.before)
    return (
        select(*columns, is_import.label("is_import"))
        .join(JournalEntry, JournalEntry.id == JournalChange.entry_id)
        .where(JournalChange.entity_id.in_(select(table.id)), JournalChange.after.is_not(None), is_asked)
        .where(JournalEntry.undoes_id.is_(None), JournalEntry.who != PROGRAM)
        .order_by(JournalEntry.hlc)
    )


def _undone(session: Session) -> frozenset[str]:
    """The deeds that do not stand: taken back by a deed that stands."""
    undoing: dict[str, list[str]] = defaultdict(list)
    for entry_id, undoes_id in session.execute(
        select(JournalEntry.id, JournalEntry.undoes_id).where(JournalEntry.undoes_id.is_not(None))
    ):
        undoing[str(undoes_id)].append(entry_id)

    def is_undone(entry_id: str) -> bool:
        return any(not is_undone(one) for one in undoing.get(entry_id, ()))

    return frozenset(entry_id for entry_id in undoing if is_undone(entry_id))
