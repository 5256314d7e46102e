"""People in a list: paged from the register while one scrolls, or the names behind one number of a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from core.services.people.people_filters import EVERYBODY, PeopleFilter
from core.services.people.people_lists import PeoplePage, Place, filtered_people, fitting_ids
from core.services.people.people_search import search
from core.services.views import PersonLine
from core.words.names import mother_words

if TYPE_CHECKING:
    from core.services.register import Register

PAGE = 200
FOUND = 100
LINE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """Whom to list: what was typed, and what was chosen beside it."""

    text: str = ""
    wanted: PeopleFilter = EVERYBODY
    order: str = "name"


class PeopleModel(QAbstractListModel):
    """Rows of people; `total` counts also those that are not loaded yet, None until somebody has counted them."""

    def __init__(self) -> None:
        """Nobody yet."""
        super().__init__()
        self.lines: list[PersonLine] = []
        self.total: int | None = 0
        self._after: Place | None = None
        self._register: Register | None = None
        self._query = PeopleQuery()

    def show_lines(self, lines: Sequence[PersonLine]) -> None:
        """Show exactly these people."""
        self._replace(PeoplePage(tuple(lines), None, len(lines)), None)

    def show_query(self, register: "Register", query: PeopleQuery) -> None:
        """Show the people of `query`: with letters the best matches first, else all in its order."""
        self._query = query
        if query.text:
            self.show_lines(_found(register, query))
        else:
            self._replace(filtered_people(register, query.wanted, order=query.order, limit=PAGE), register)

    def row_of(self, person_id: str) -> int | None:
        """Where a person stands among the rows that are loaded."""
        return next((row for row, line in enumerate(self.lines) if line.id == person_id), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return " · ".join(part for part in (line.name, line.age, place_words(line)) if part)
        return None

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and self._register is not None and self._after is not None

    def fetchMore(self, _parent: _Index) -> None:
        if self._register is None or self._after is None:
            return
        query = self._query
        page = filtered_people(self._register, query.wanted, order=query.order, limit=PAGE, after=self._after)
        first = len(self.lines)
        if page.lines:
            self.beginInsertRows(QModelIndex(), first, first + len(page.lines) - 1)
            self.lines += page.lines
            self.endInsertRows()
        self._after = page.after
        if page.after is None:
            self.total = len(self.lines)

    def _replace(self, page: PeoplePage, register: "Register | None") -> None:
        self.beginResetModel()
        self.lines, self.total, self._after, self._register = list(page.lines), page.total, page.after, register
        self.endResetModel()


def place_words(line: PersonLine) -> str:
    """`ibu Nurhayati · Krajan RT 03 · Posyandu Melati`: what tells two people of one name apart."""
    home = f"{line.dusun} RT {line.rt}" if line.dusun and line.rt else line.dusun
    mother = mother_words(line.mother)
    unit = f"Posyandu {line.posyandu}" if line.posyandu else "belum punya posyandu"
    return " · ".join(part for part in (mother, home, unit) if part)


def _found(register: "Register", query: PeopleQuery) -> list[PersonLine]:
    """The best matches among those who are wished for; without a wish also who died or moved away."""
    wanted = query.wanted
    found = search(
        register,
        query.text,
        limit=FOUND,
        posyandu_id=wanted.posyandu_id,
        under_five_on=register.today if wanted.is_under_five else None,
    )
    if wanted == EVERYBODY:
        return list(found)
    fitting = fitting_ids(register, [line.id for line in found], wanted)
    return [line for line in found if line.id in fitting]
