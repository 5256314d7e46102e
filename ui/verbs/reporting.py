"""The verb `report`: the month's papers as numbers, PDF or workbook."""

import argparse
from importlib import import_module
from typing import Any

from core.errors import InputError
from core.words.periods import Month
from ui.verbs.parser import a_month, a_path
from ui.verbs.verb import Answer, Request, Verb, posyandu_named, written


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="ID", help="kode laporan, misalnya skdn atau f1; list: daftar semuanya")
    parser.add_argument("--month", type=a_month, metavar="TAHUN-BULAN", help="bulan laporan (biasanya bulan ini)")
    parser.add_argument("--posyandu", metavar="NAMA", help="satu posyandu saja (biasanya seluruh desa)")
    parser.add_argument("--pdf", type=a_path, metavar="BERKAS", help="tulis sebagai PDF")
    parser.add_argument("--xlsx", type=a_path, metavar="BERKAS", help="tulis sebagai buku kerja Excel")


def _report(request: Request) -> Answer:
    from core.rules.permissions import Action
    from core.services.reports.catalogue import REPORTS, report_entry
    from core.services.trust.access_log import let_out

    given = request.options
    if given.report == "list":
        lines = [f"{entry.id:8} {entry.title}: {entry.description}" for entry in REPORTS]
        return Answer(
            lines, [{"id": entry.id, "title": entry.title, "description": entry.description} for entry in REPORTS]
        )
    entry = report_entry(given.report)
    month = given.month or Month.of(request.clock.today())
    if month > Month.of(request.clock.today()):
        raise InputError(f"Bulan {month.label} belum tiba. Pilih bulan ini atau sebelumnya.")
    with request.register() as register:
        posyandu = posyandu_named(register, given.posyandu)
        posyandu_id = posyandu.id if posyandu else None
        document = entry.to_json(entry.count(register, month, posyandu_id))
        whose = f"Posyandu {posyandu.name}" if posyandu else "seluruh desa"
        lines = [f"{entry.title}, {month.label}, {whose}", *_numbers(document)]
        for path, where, what in ((given.pdf, entry.paper, "PDF"), (given.xlsx, entry.workbook, "Buku kerja")):
            if path is not None:
                let_out(register, Action.PRINT_REPORTS, f"{entry.title}, {month.label}, {whose}")
                _function(where)(register, month, posyandu_id, path)
                lines.append(written(path, what))
    return Answer(lines, document)


def _numbers(document: dict[str, object]) -> list[str]:
    """The single numbers of a report, and the totals of its lines."""
    lines = [f"  {key:10} {value}" for key, value in document.items() if isinstance(value, int)]
    rows = document.get("lines")
    if isinstance(rows, dict):
        for key, cells in rows.items():
            total = cells.get("jumlah") if isinstance(cells, dict) else cells
            lines.append(f"  {key:10} {'belum dicatat' if total is None else total}")
    return lines


def _function(where: str) -> Any:  # noqa: ANN401 - the tables of reports and papers name their functions as text
    module, name = where.split(":")
    return getattr(import_module(module), name)


VERBS = (Verb("report", "laporan bulanan: angka, PDF, atau Excel", _options, _report),)
