"""The table of reports: add an entry to add a report to the page, the verb `report` and the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.errors import InputError
from core.services.register import Register
from core.services.reports import f1, skdn
from core.words.periods import Month


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One report: its id for `report`, its title on screen, how it is counted and how it is written as JSON.

    `paper` and `workbook` are the functions that print it and write its xlsx as "module:name", read on first use:
    paper(register, month, posyandu_id, out) and workbook(register, month, posyandu_id, out).
    """

    id: str
    title: str
    description: str
    count: Callable[[Register, Month, str | None], Any]
    to_json: Callable[[Any], dict[str, Any]]
    paper: str
    workbook: str


REPORTS = (
    ReportEntry(
        "skdn",
        "Laporan SKDN bulanan",
        "Semua balita, punya KMS, ditimbang, dan naik, dengan balok SKDN setahun",
        skdn.skdn,
        skdn.to_json,
        "printouts.skdn_report:print_skdn",
        "core.exchange.report_xlsx:write_skdn",
    ),
    ReportEntry(
        "f1",
        "Form F1 hasil penimbangan",
        "Hasil penimbangan bulan ini per kelompok umur, laki-laki dan perempuan",
        f1.f1,
        f1.to_json,
        "printouts.f1_report:print_f1",
        "core.exchange.report_xlsx:write_f1",
    ),
)


def report_entry(report_id: str) -> ReportEntry:
    """The report called `report_id`; InputError, naming the known ones, when there is none."""
    for entry in REPORTS:
        if entry.id == report_id:
            return entry
    known = ", ".join(entry.id for entry in REPORTS)
    raise InputError(f"Laporan {report_id} tidak dikenal. Yang ada: {known}.", field="report")
