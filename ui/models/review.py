"""The bidan's work list: every under-five by how much it asks for, narrowed by the letters typed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from core.services.growth.growth_review import ReviewLine
from core.words.findings import Severity
from core.words.names import search_text

LINE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class ReviewModel(QAbstractListModel):
    """Rows in the order of worry; `all_lines` also holds those that the filter hides."""

    def __init__(self) -> None:
        """Nobody yet."""
        super().__init__()
        self.all_lines: tuple[ReviewLine, ...] = ()
        self.lines: list[ReviewLine] = []

    def show_lines(self, lines: Sequence[ReviewLine], text: str, *, worrying_only: bool) -> None:
        """Show those of `lines` whose name or dusun has every word of `text`."""
        self.beginResetModel()
        self.all_lines = tuple(lines)
        words = search_text(text).split()
        self.lines = [line for line in lines if _fits(line, words, worrying_only=worrying_only)]
        self.endResetModel()

    def row_of(self, person_id: str) -> int | None:
        """Where a child stands, None when it is not shown."""
        return next((row for row, line in enumerate(self.lines) if line.person_id == person_id), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            word = line.severity.word if line.last_on else ""  # nothing is judged that was never weighed
            return " · ".join(part for part in (line.name, line.age, word, line.reason) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.reason
        return None


def _fits(line: ReviewLine, words: list[str], *, worrying_only: bool) -> bool:
    where = search_text(f"{line.name} {line.dusun}")
    is_wanted = not worrying_only or line.severity is not Severity.GREEN
    return is_wanted and all(word in where for word in words)
