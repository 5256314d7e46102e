"""Rows of a line of time: what happened on which day, with the verdict where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from core.words.findings import Severity
from core.words.periods import date_words

ROW = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LifeRow:
    """One row: its day (None: not known), icon, sentence, the quieter line under it, and the verdict of a visit."""

    on: date | None
    picture: str
    words: str
    detail: str = ""
    letter: str = ""
    severity: Severity | None = None
    row_id: str = ""

    @property
    def day(self) -> str:
        """The day in words."""
        return date_words(self.on) if self.on else "sejak awal"


class TimelineModel(QAbstractListModel):
    """The rows of one person."""

    def __init__(self) -> None:
        """Nobody yet."""
        super().__init__()
        self.rows: list[LifeRow] = []

    def show_rows(self, rows: Sequence[LifeRow]) -> None:
        """Show exactly these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            judged = f"{row.severity.value} {row.severity.word}" if row.severity else ""
            return " · ".join(part for part in (row.day, row.words, row.letter, judged, row.detail) if part)
        return None
