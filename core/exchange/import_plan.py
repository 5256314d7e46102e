"""What an import is made of: rows read, notes about rows, the plan to look at before, and the result after."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.words.people import FamilyRole, LifeStatus, Sex


@dataclass(frozen=True, slots=True)
class RowNote:
    """Why a row was refused, or what is doubtful about it; `row` is its number in Excel."""

    row: int
    name: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        """`{"row": 12, "reason": "…"}`."""
        return {"row": self.row, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One readable row. `facts` holds only the filled columns of a person, by name of the register's column."""

    row: int
    name: str
    sex: Sex
    born_on: date
    nik: str | None
    kk_number: str | None
    role: FamilyRole | None
    status: LifeStatus | None
    mother_nik: str | None
    mother_name: str
    father_nik: str | None
    father_name: str
    address: str
    dusun: str
    rw: str
    rt: str
    facts: dict[str, Any]
    is_pregnant: bool = False


@dataclass(frozen=True, slots=True)
class WorkbookRows:
    """A workbook as read: `rows` people stand in it, each either in `people` or in `refused`."""

    source: str
    rows: int
    people: tuple[PersonRow, ...]
    refused: tuple[RowNote, ...]
    doubtful: tuple[RowNote, ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What will happen to one row: `action` is baru, diperbarui or tetap; `changes` says what, in words."""

    row: int
    name: str
    action: str
    changes: str = ""


@dataclass(frozen=True, slots=True)
class DusunLine:
    """A dusun of the file, how many people live there, and the posyandu that will serve it (None: to be chosen)."""

    name: str
    people: int
    posyandu_id: str | None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The preview: nothing is written yet."""

    source: str
    rows: int
    lines: tuple[PlanLine, ...]
    new: int
    matched: int
    unchanged: int
    refused: tuple[RowNote, ...]
    doubtful: tuple[RowNote, ...]
    dusuns: tuple[DusunLine, ...]
    people: tuple[PersonRow, ...] = field(repr=False)
    read_notes: tuple[RowNote, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was done; when rows were refused and that was not accepted, `is_written` is False and nothing was."""

    rows: int
    imported: int
    matched: int
    unchanged: int
    refused: tuple[RowNote, ...]
    doubtful: tuple[RowNote, ...]
    is_written: bool

    def as_json(self) -> dict[str, Any]:
        """The JSON document of the import verb."""
        return {
            "rows": self.rows,
            "imported": self.imported,
            "matched": self.matched,
            "unchanged": self.unchanged,
            "refused": [note.as_json() for note in self.refused],
            "doubtful": [note.as_json() for note in self.doubtful],
        }


def one_note_a_row(notes: Iterable[RowNote]) -> tuple[RowNote, ...]:
    """Notes by row, all reasons of a row in one sentence after another, each once."""
    by_row: dict[int, dict[str, RowNote]] = {}
    for note in notes:
        by_row.setdefault(note.row, {})[note.reason] = note
    return tuple(
        RowNote(row, next(iter(reasons.values())).name, " ".join(reasons)) for row, reasons in sorted(by_row.items())
    )
