"""Population lists of Dukcapil (SIAK) and the village's Buku Induk Penduduk, one table or grouped by family.

Columns: population administration forms of Permendagri 109/2019 and register B.1 of Permendagri 47/2016.
"""

from datetime import date
from pathlib import Path

from core.exchange.file_formats import SIAK
from core.exchange.import_plan import ImportPlan, WorkbookRows
from core.exchange.import_run import plan_rows, run_import
from core.exchange.population_rows import read_people
from core.exchange.workbook import read_tables
from core.services.register import Register

__all__ = ["plan_import", "read_workbook", "run_import"]


def read_workbook(path: str | Path, *, today: date) -> WorkbookRows:
    """Read such a list (.xlsx, .xls, .csv): `No. KK : …` lines hold for the rows under them; totals are passed over.

    Raises InputError when it is no readable file, lacks columns (they are named) or holds nobody.
    """
    path = Path(path)
    return read_people(read_tables(path), path.name, SIAK, today=today)


def plan_import(register: Register, path: str | Path) -> ImportPlan:
    """The preview of an import; nothing is written. Raises InputError as `read_workbook` does."""
    return plan_rows(register, read_workbook(path, today=register.today))
