"""Which kind of file somebody has brought, told from its headings; what is not sure is a table to be matched."""

from collections.abc import Sequence
from pathlib import Path

from core.exchange.file_formats import EPPGBM, OPENSID, SIAK, WEIGHINGS, FileFormat
from core.exchange.importers import IMPORTERS
from core.exchange.opensid_codes import squeezed
from core.exchange.population_table import find_header
from core.exchange.sheets import Sheet
from core.exchange.workbook import read_tables

_ROWS_LOOKED_AT = 40
_OWN_OF_OPENSID = ("SEX", "KKLEVEL")
_ONLY_OF_CHILDREN = {"tanggal_ukur", "nama_ortu", "berat_lahir", "posyandu"}
_CARD_LINES = ("NOKK", "NOMORKK", "NOKARTUKELUARGA", "NOMORKARTUKELUARGA")


def guess_kind(path: str | Path) -> str:
    """The key of the importer (see `IMPORTERS`) whose headings the file has; `csv` when none is sure.

    Raises InputError or EnvironmentProblem when it is no readable file.
    """
    path = Path(path)
    sheets = read_tables(path, _ROWS_LOOKED_AT)
    words = {squeezed(cell) for sheet in sheets for _, cells in sheet.rows for cell in cells if isinstance(cell, str)}
    weighed = _columns(sheets, WEIGHINGS)
    if "tanggal_ukur" in weighed and ("VISITDATE" in words or _only_points_at_children(weighed)):
        return "growth-csv"
    if "tanggal_ukur" not in weighed and (key := _population(path, sheets, words)):
        return key
    is_of_children = weighed.issuperset(EPPGBM.required) and not weighed.isdisjoint(_ONLY_OF_CHILDREN)
    return "eppgbm" if is_of_children else "csv"


def _only_points_at_children(columns: set[str]) -> bool:
    """Whether a list of weighings says which child, and no more of it than that: it could register nobody."""
    is_clear = bool(columns & {"nik", "child_id"}) or columns.issuperset({"nama", "tanggallahir"})
    return is_clear and not columns.issuperset(EPPGBM.required)


def _population(path: Path, sheets: Sequence[Sheet], words: set[str]) -> str:
    """OpenSID or SIAK when a whole population list's columns are there, else nothing."""
    opensid = next(one for one in IMPORTERS if one.key == "opensid")
    is_workbook = path.suffix.lower() in opensid.endings
    if is_workbook and words.intersection(_OWN_OF_OPENSID) and _columns(sheets, OPENSID).issuperset(OPENSID.required):
        return "opensid"
    held = _columns(sheets, SIAK)
    if any(word.startswith(_CARD_LINES) for word in words):
        # The number of the family card may stand in a line of its own above each family.
        held |= {"no_kk"}
    return "siak" if held.issuperset(SIAK.required) else ""


def _columns(sheets: Sequence[Sheet], kind: FileFormat) -> set[str]:
    """The columns of `kind` that the best headings of the file name."""
    found = [header for sheet in sheets if (header := find_header(sheet, kind.column_of, kind.is_own_heading))]
    columns = set(max(found, key=lambda header: len(header.columns)).columns) if found else set()
    return columns | ({"tanggallahir"} if "ttl" in columns else set())
