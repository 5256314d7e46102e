"""What an import is made of: rows read, notes about rows, the plan to look at before, and the result after."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.words.people import FamilyRole, LifeStatus, Posture, Sex

ROWS_A_SHEET = 2_000_000
"""Rows of a second sheet are numbered from here on, of a third from twice that: Excel has 1,048,576 a sheet."""


def row_words(row: int) -> str:
    """A row as a person finds it: `12`, or `12 lembar ke-2`."""
    sheet, number = divmod(row, ROWS_A_SHEET)
    return f"{number} lembar ke-{sheet + 1}" if sheet else str(number)


@dataclass(frozen=True, slots=True)
class RowNote:
    """Why a row was refused, or what is doubtful about it; `row` is its number in Excel (see `row_words`)."""

    row: int
    name: str
    reason: str

    @property
    def where(self) -> str:
        """The row in words."""
        return row_words(self.row)

    def as_json(self) -> dict[str, Any]:
        """`{"row": 12, "reason": "…"}`, with `sheet` (2, 3, …) when it is not the first."""
        sheet, number = divmod(self.row, ROWS_A_SHEET)
        place = {"row": number} | ({"sheet": sheet + 1} if sheet else {})
        return {**place, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One weighing of a row (g, mm); `file_z` holds the z-scores of the file, to compare and never to keep."""

    measured_on: date
    weight_g: int | None = None
    length_mm: int | None = None
    posture: Posture | None = None
    head_mm: int | None = None
    muac_mm: int | None = None
    has_oedema: bool = False
    file_z: tuple[tuple[str, float], ...] = ()


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
    posyandu_name: str = ""
    visit: VisitRow | None = None


@dataclass(frozen=True, slots=True)
class WeighingRow:
    """A weighing of a child that the register must know: by NIK or id, else by name and birth date."""

    row: int
    name: str
    nik: str | None
    child_id: str
    born_on: date | None
    sex: Sex | None
    mother_name: str
    visit: VisitRow


@dataclass(frozen=True, slots=True)
class WorkbookRows:
    """A file as read: `rows` people stand in it, each either in `people` or in `refused`.

    `fills_only`: what the register knows stays. `only_known`: it brings `weighings` of children of the register, and
    nobody new. `remembered`: a setting (key, JSON) to keep when it is imported.
    """

    source: str
    rows: int
    people: tuple[PersonRow, ...]
    refused: tuple[RowNote, ...]
    doubtful: tuple[RowNote, ...]
    fills_only: bool = False
    only_known: bool = False
    weighings: tuple[WeighingRow, ...] = ()
    remembered: tuple[str, str] | None = None


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
    book: WorkbookRows = field(repr=False)
    visits: int = 0


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was done; when rows were refused and that was not accepted, `is_written` is False and nothing was.

    `entry_id` names the one journal entry of it (None: nothing changed), by which it can be undone.
    """

    rows: int
    imported: int
    matched: int
    unchanged: int
    refused: tuple[RowNote, ...]
    doubtful: tuple[RowNote, ...]
    is_written: bool
    visits: int = 0
    entry_id: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The JSON document of the import verb; `visits` (weighings written) only where there are any."""
        visits = {"visits": self.visits} if self.visits else {}
        return visits | {
            "rows": self.rows,
            "imported": self.imported,
            "matched": self.matched,
            "unchanged": self.unchanged,
            "refused": [note.as_json() for note in self.refused],
            "doubtful": [note.as_json() for note in self.doubtful],
        }


def hand_note(what: str, kept: str, filed: str) -> str:
    """That a correction made in the register stands, whatever the file says."""
    now = f"tetap memakai {kept}" if kept else "tetap kosong"
    return f"{what} {now}, seperti dibetulkan di register; di berkas {filed}."


def one_note_a_row(notes: Iterable[RowNote]) -> tuple[RowNote, ...]:
    """Notes by row, all reasons of a row in one sentence after another, each once."""
    by_row: dict[int, dict[str, RowNote]] = {}
    for note in notes:
        by_row.setdefault(note.row, {})[note.reason] = note
    return tuple(
        RowNote(row, next(iter(reasons.values())).name, " ".join(reasons)) for row, reasons in sorted(by_row.items())
    )
