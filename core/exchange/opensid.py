"""Importing a village from an OpenSID workbook: read, preview, then write all of it in one deed or nothing."""

from datetime import date
from pathlib import Path

from core.exchange.file_formats import OPENSID
from core.exchange.import_plan import ImportPlan, WorkbookRows
from core.exchange.import_run import plan_rows, run_import
from core.exchange.population_rows import read_people
from core.exchange.workbook import read_sheets
from core.services.register import Register

__all__ = ["plan_import", "read_workbook", "run_import"]


def read_workbook(path: str | Path, *, today: date) -> WorkbookRows:
    """Read an OpenSID population workbook. Headings may stand in any order and case, in any of the first 15 rows.

    Raises InputError when it is no readable workbook, lacks columns (they are named) or holds nobody.
    """
    path = Path(path)
    return read_people(read_sheets(path), path.name, OPENSID, today=today)


def plan_import(register: Register, path: str | Path) -> ImportPlan:
    """The preview of an import: what would become of every row, and why; nothing is written.

    Raises InputError for a file that is no population workbook (see `read_workbook`).
    """
    return plan_rows(register, read_workbook(path, today=register.today))
