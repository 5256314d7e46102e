"""The verb `import`: people and weighings from another program's file."""

import argparse
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ui.verbs.parser import a_path
from ui.verbs.verb import DONE, NOTHING_DONE, SOME_REFUSED, Answer, Request, Verb, existing_file, progress_line

if TYPE_CHECKING:
    from core.exchange.import_plan import ImportPlan, ImportResult

SOURCES = ("opensid", "siak", "eppgbm", "csv", "growth-csv")
_HELP = """\
SUMBER:
  opensid     data penduduk OpenSID (.xlsx, .xlsm, .xls)
  siak        data penduduk Dukcapil (SIAK) atau Buku Induk Penduduk (.xlsx, .xls, .csv)
  eppgbm      daftar balita dan penimbangan dari e-PPGBM (.xlsx, .xls, .csv)
  csv         tabel warga lain; kolomnya ditebak dari judulnya, diperbaiki dengan --map, lalu diingat
  growth-csv  penimbangan anak yang sudah terdaftar: nik (atau nama dan birth_date), visit_date, weight_kg, …
Register yang belum ada dibuat dulu, dengan nama dari --village dan --posyandu.
Kalau ada baris yang ditolak, tidak ada yang masuk; dengan --accept-valid baris yang benar tetap masuk.
Mengimpor berkas yang sama dua kali tidak mengubah apa-apa."""


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", choices=SOURCES, metavar="SUMBER", help=f"asal berkas: {', '.join(SOURCES)}")
    parser.add_argument("file", type=a_path, metavar="BERKAS", help="berkas yang diimpor")
    parser.add_argument("--dry-run", action="store_true", help="hanya periksa, jangan simpan")
    parser.add_argument("--accept-valid", action="store_true", help="masukkan baris yang benar walau ada yang ditolak")
    parser.add_argument(
        "--map",
        action="append",
        type=_pair,
        default=[],
        metavar="ISIAN=KOLOM",
        help='kolom berkas untuk satu isian, misalnya --map "Nama=NAMA LENGKAP"; boleh berulang',
    )
    parser.add_argument("--posyandu", default="Utama", metavar="NAMA", help="nama posyandu untuk register baru")
    parser.add_argument("--village", default="Desa", metavar="NAMA", help="nama desa untuk register baru")


def _pair(text: str) -> tuple[str, str]:
    field, mark, heading = text.partition("=")
    if not mark or not field.strip():
        raise argparse.ArgumentTypeError(f"{text!r} bukan ISIAN=KOLOM")
    return field.strip(), heading.strip()


def _import(request: Request) -> Answer:
    existing_file(request.options.file)
    if "://" in request.place or Path(request.place).exists():
        return _import_into(request)
    if request.options.dry_run:
        with TemporaryDirectory() as folder:
            return _import_into(replace(request, place=str(Path(folder) / "percobaan.db")))
    done = False
    try:
        answer = _import_into(request)
        done = answer.status != NOTHING_DONE
        return answer
    finally:
        if not done:
            _remove_register(Path(request.place))


def _import_into(request: Request) -> Answer:
    from core.exchange.import_plan import ImportResult
    from core.exchange.import_run import run_import
    from core.exchange.importers import plan_import
    from core.services.setup import is_set_up, set_up

    given = request.options
    with request.register(must_exist=False) as register:
        plan = plan_import(register, given.source, given.file, dict(given.map) or None)
        if given.dry_run:
            return _preview(plan)
        if plan.refused and not given.accept_valid:
            return _answer(ImportResult(plan.rows, 0, 0, 0, plan.refused, plan.doubtful, is_written=False))
        if not is_set_up(register):
            set_up(register, posyandu=given.posyandu, village=given.village)
        return _answer(run_import(register, plan, accept_valid=given.accept_valid, progress=progress_line).value)


def _preview(plan: "ImportPlan") -> Answer:
    from core.exchange.import_plan import ImportResult

    counts = (plan.rows, plan.new, plan.matched, plan.unchanged)
    answer = _answer(ImportResult(*counts, plan.refused, plan.doubtful, is_written=False, visits=plan.visits))
    answer.lines.append("Baru diperiksa, belum ada yang disimpan.")
    answer.status, answer.problem = SOME_REFUSED if plan.refused else DONE, ""
    return answer


def _answer(result: "ImportResult") -> Answer:
    weighed = f" {result.visits} penimbangan." if result.visits else ""
    lines = [
        f"{result.rows} baris: {result.imported} baru, {result.matched} diperbarui, {result.unchanged} tetap, "
        f"{len(result.refused)} ditolak, {len(result.doubtful)} meragukan.{weighed}",
        *(f"Periksa baris {note.where}, {note.name}: {note.reason}" for note in result.doubtful),
    ]
    refusals = [f"Ditolak baris {note.where}, {note.name or 'tanpa nama'}: {note.reason}" for note in result.refused]
    answer = Answer(lines, result.as_json(), refusals, SOME_REFUSED if refusals else DONE)
    if not result.is_written and refusals:
        answer.status = NOTHING_DONE
        answer.problem = (
            f"Ada {len(refusals)} baris yang ditolak, jadi tidak ada yang disimpan. "
            "Perbaiki berkasnya, atau ulangi dengan --accept-valid."
        )
    return answer


def _remove_register(path: Path) -> None:
    """Take away a register that this import made for nothing."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


VERBS = (Verb("import", "masukkan warga satu desa dari berkas program lain", _options, _import, _HELP),)
