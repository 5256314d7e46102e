"""Every kind of file that can be brought in, as a table: window, command line and tests read it here."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.errors import InputError
from core.exchange import eppgbm, growth_list, mapped, opensid, siak
from core.exchange.import_plan import ImportPlan
from core.services.register import Register


@dataclass(frozen=True, slots=True)
class Importer:
    """A kind of file: its key, its title, what to say about it, which file endings it reads."""

    key: str
    title: str
    help: str
    endings: tuple[str, ...]
    takes_mapping: bool = False


_TABLES = (".xlsx", ".xlsm", ".xls", ".csv")
IMPORTERS = (
    Importer("opensid", "OpenSID", "Kependudukan, Penduduk, lalu Unduh.", (".xlsx", ".xlsm", ".xls")),
    Importer("siak", "SIAK / Dukcapil", "Data penduduk per desa atau Buku Induk Penduduk.", _TABLES),
    Importer("eppgbm", "e-PPGBM", "Daftar balita dan hasil penimbangannya.", _TABLES),
    Importer("csv", "Tabel lain", "Tabel apa saja; kolomnya dicocokkan dulu.", _TABLES, takes_mapping=True),
    Importer("growth-csv", "Daftar penimbangan", "Penimbangan anak yang sudah terdaftar.", _TABLES),
)
_PLANS = {
    "opensid": opensid.plan_import,
    "siak": siak.plan_import,
    "eppgbm": eppgbm.plan_import,
    "growth-csv": growth_list.plan_import,
}


def plan_import(register: Register, key: str, path: str | Path, mapping: Mapping[str, str] | None = None) -> ImportPlan:
    """The preview of importing a file of this kind; nothing is written. `import_run.run_import` then writes it.

    Raises InputError for a kind that is not there, a mapping where none is taken, or a file that is not of the kind.
    """
    if key == "csv":
        return mapped.plan_import(register, path, mapping)
    if mapping:
        raise InputError("Mencocokkan kolom hanya untuk tabel lain (csv).", field="mapping")
    if key not in _PLANS:
        raise InputError(f"Jenis berkas “{key}” tidak ada.", field="source")
    return _PLANS[key](register, path)
