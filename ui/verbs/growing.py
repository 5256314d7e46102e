"""Verbs about child growth without a register: `growth` (a file of measurements) and `selftest`."""

import argparse
from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING

from ui.verbs.parser import a_path
from ui.verbs.verb import DONE, SOME_REFUSED, Answer, Request, Verb, existing_file, written

if TYPE_CHECKING:
    from core.growth.selftest import SelfTestResult, SetResult

_GROWTH_HELP = """\
Kolom masukan (baris judul wajib, dipisah koma, UTF-8, urutan bebas, kolom lain ikut terbawa):
  child_id, sex (L/P atau M/F), birth_date, visit_date (tahun-bulan-tanggal) atau age_days atau age_months,
  weight_kg, lenhei_cm, measure (L telentang, H berdiri), head_cm, muac_cm, oedema (y/n), gestation_weeks.
Kosong berarti tidak diukur. Baris yang salah diberi alasan di kolom reason; baris lain tetap dihitung."""


def _growth_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", type=a_path, metavar="MASUK.csv", help="berkas hasil pengukuran")
    parser.add_argument("target", type=a_path, metavar="KELUAR.csv", help="berkas hasil hitungan")


def _growth(request: Request) -> Answer:
    given = request.options
    existing_file(given.source)
    from core.exchange.growth_csv import assess_file

    result = assess_file(given.source, given.target, today=request.clock.today())
    refused = [{"row": row, "reason": reason} for row, reason in result.refused]
    return Answer(
        [f"{result.rows} baris dihitung, {len(refused)} baris bermasalah.", written(given.target, "Hasil")],
        {"rows": result.rows, "refused": refused, "out": str(given.target)},
        [f"Baris {row}: {reason}" for row, reason in result.refused],
        SOME_REFUSED if refused else DONE,
    )


def _selftest_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pdf", type=a_path, metavar="BERKAS", help="tulis sertifikatnya sebagai PDF satu halaman")


def _selftest(request: Request) -> Answer:
    from core.growth.selftest import run

    result = run()
    today = request.clock.today()
    lines = [f"Sertifikat uji diri Buku Posyandu, {today:%d-%m-%Y}", ""]
    for one in result.sets:
        mark = "SAMA " if one.passes else "BEDA "
        largest = f"{one.largest_difference:.4f}".replace(".", ",")
        lines.append(
            f"{mark} {one.name}: {one.agreed} dari {one.compared} angka, {one.flags_agreed} dari {one.flags} tanda, "
            f"{one.blanks_agreed} dari {one.blanks} kosong; beda terbesar {largest}"
        )
        lines.append(f"      {one.source}")
    verdict = "Semua cocok." if result.passes else "ADA YANG TIDAK COCOK. Jangan pakai hitungan gizi dari program ini."
    lines += ["", f"{result.compared} angka dibandingkan. {verdict}"]
    if request.options.pdf is not None:
        from printouts.certificate import print_certificate

        print_certificate(result, request.options.pdf, printed_on=today)
        lines.append(written(request.options.pdf, "Sertifikat"))
    return Answer(lines, _selftest_document(request, result), [], DONE if result.passes else SOME_REFUSED)


def _selftest_document(request: Request, result: "SelfTestResult") -> dict[str, object]:
    return {
        "ok": result.passes,
        "date": request.clock.today().isoformat(),
        "compared": result.compared,
        "sets": [_set_document(one) for one in result.sets],
        "tables": result.tables,
    }


def _set_document(one: "SetResult") -> dict[str, object]:
    document = asdict(one) | {"passes": one.passes}
    # JSON knows no infinity: a number that could not be computed has no difference.
    return document if isfinite(one.largest_difference) else document | {"largest_difference": None}


VERBS = (
    Verb("growth", "hitung status gizi sebuah berkas CSV, tanpa register", _growth_options, _growth, _GROWTH_HELP),
    Verb("selftest", "bandingkan hitungan gizi dengan angka terbitan WHO", _selftest_options, _selftest),
)
