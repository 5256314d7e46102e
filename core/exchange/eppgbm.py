"""Lists of children and their weighings from e-PPGBM (Sigizi Terpadu): people and measurements, never its z-scores.

Columns: export of the nutrition reporting application of the Ministry of Health, versions of 2022 to 2025.
"""

from datetime import date
from pathlib import Path

from core.exchange.file_formats import EPPGBM
from core.exchange.import_plan import ImportPlan, WorkbookRows
from core.exchange.import_run import plan_rows, run_import
from core.exchange.population_rows import read_people
from core.exchange.workbook import read_tables
from core.services.register import Register

__all__ = ["plan_import", "read_workbook", "run_import"]


def read_workbook(path: str | Path, *, today: date) -> WorkbookRows:
    """Read such a list (.xls, .xlsx, a web page named .xls, .csv); a child may stand in many rows, one a weighing.

    Raises InputError when it is no readable file, lacks columns (they are named) or holds nobody.
    """
    path = Path(path)
    return read_people(read_tables(path), path.name, EPPGBM, today=today)


def plan_import(register: Register, path: str | Path) -> ImportPlan:
    """The preview of an import; nothing is written. Raises InputError as `read_workbook` does.

    What the register knows stays; empty fields are filled, and what differs is listed among the doubtful rows.
    """
    return plan_rows(register, read_workbook(path, today=register.today))
