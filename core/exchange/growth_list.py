"""A list of weighings (.csv, .xlsx, .xls) for children of the register, in the columns of the `growth` verb or similar.

One row a weighing: `nik` or `child_id`, else `nama` and `birth_date`; `visit_date`, `weight_kg`, `lenhei_cm`, …
"""

from datetime import date
from pathlib import Path

from core.exchange import opensid_codes as codes
from core.exchange.child_facts import visit_of
from core.exchange.file_formats import WEIGHINGS
from core.exchange.import_plan import ImportPlan, RowNote, WeighingRow, WorkbookRows, one_note_a_row
from core.exchange.import_run import plan_rows, run_import
from core.exchange.opensid_cells import read_date, read_words
from core.exchange.population_table import Line, Refused, find_lines
from core.exchange.workbook import read_tables
from core.services.register import Register

__all__ = ["plan_import", "read_weighings", "run_import"]


def read_weighings(path: str | Path, *, today: date) -> WorkbookRows:
    """Read such a list. Raises InputError when it is no readable file, has no `visit_date`, or holds no row."""
    path = Path(path)
    lines = find_lines(read_tables(path), path.name, WEIGHINGS)
    weighings: list[WeighingRow] = []
    refused: list[RowNote] = []
    doubtful: list[RowNote] = []
    for line in lines:
        name = line.words("nama", 160)
        try:
            weighings.append(_weighing(line, name, today))
        except Refused as why:
            refused.append(RowNote(line.row, name, str(why)))
        else:
            doubtful += [RowNote(line.row, name, doubt) for doubt in line.doubts]
    notes = one_note_a_row(doubtful)
    return WorkbookRows(path.name, len(lines), (), tuple(refused), notes, only_known=True, weighings=tuple(weighings))


def plan_import(register: Register, path: str | Path) -> ImportPlan:
    """The preview of an import; nothing is written. Raises InputError as `read_weighings` does.

    Rows about children that the register does not know are refused: this brings no new people.
    """
    return plan_rows(register, read_weighings(path, today=register.today))


def _weighing(line: Line, name: str, today: date) -> WeighingRow:
    born_on = read_date(line.cells.get("tanggallahir"), line.epoch)
    shown = read_words(line.cells.get("tanggallahir"), 30)
    if born_on is None and shown:
        raise Refused(f"Tanggal lahir “{shown}” tidak terbaca.")
    nik, child_id = line.numbers["nik"].digits, line.words("child_id", 64)
    if not (nik or child_id or (name and born_on)):
        raise Refused("Tidak jelas anak yang mana. Isi NIK-nya, atau nama dan tanggal lahirnya.")
    visit = visit_of(line, born_on, today)
    if visit is None:
        raise Refused(" ".join(line.doubts) or "Tidak ada yang diukur di baris ini.")
    sex = codes.SEXES.get(line.code("sex"))
    return WeighingRow(line.row, name, nik, child_id, born_on, sex, line.words("nama_ibu", 160), visit)
