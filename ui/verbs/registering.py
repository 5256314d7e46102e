"""Verbs that make a register: `init` (empty) and `demo` (a fictional village)."""

import argparse
import os

from core.errors import InputError
from ui.verbs.parser import a_number
from ui.verbs.verb import Answer, Request, Verb, progress_line


def _init_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--posyandu", required=True, metavar="NAMA", help="nama posyandu, misalnya Melati")
    parser.add_argument("--village", required=True, metavar="NAMA", help="nama desa, misalnya Desa Sukamaju")
    for name, what in (("district", "kecamatan"), ("regency", "kabupaten atau kota"), ("province", "provinsi")):
        parser.add_argument(f"--{name}", default="", metavar="NAMA", help=f"nama {what}")
    parser.add_argument("--puskesmas", default="", metavar="NAMA", help="nama puskesmas")


def _init(request: Request) -> Answer:
    from core.services.setup import set_up

    if os.environ.get("BUKU_PIN"):
        # Better refused than written in the open to somebody who believes it is encrypted.
        raise InputError("Register bersandi belum ada di versi ini. Hapus BUKU_PIN untuk membuat register tanpa sandi.")
    given = request.options
    with request.register(must_exist=False) as register:
        view = set_up(
            register,
            posyandu=given.posyandu,
            village=given.village,
            district=given.district,
            regency=given.regency,
            province=given.province,
            puskesmas=given.puskesmas,
        ).value
    document = {"db": request.place, "posyandu": view.name, "village": view.village}
    return Answer([f"Register siap: {request.place} (Posyandu {view.name}, {view.village})"], document)


def _demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--families", type=a_number, default=800, metavar="N", help="banyaknya keluarga (biasanya 800)")
    parser.add_argument("--months", type=a_number, default=24, metavar="N", help="banyaknya bulan (biasanya 24)")
    parser.add_argument("--seed", type=a_number, default=1, metavar="N", help="angka yang sama, desa yang sama")


def _demo(request: Request) -> Answer:
    from core.services.demo import build_demo

    given = request.options
    built = build_demo(
        request.place,
        families=given.families,
        months=given.months,
        seed=given.seed,
        today=request.clock.today(),
        progress=progress_line,
    )
    document = {
        "db": built.place,
        "families": built.families,
        "people": built.people,
        "under_fives": built.under_fives,
        "days": built.days,
        "measurements": built.measurements,
        "last_day": built.last_day.isoformat(),
        "posyandu": list(built.posyandu),
    }
    line = (
        f"Desa contoh siap: {built.families} keluarga, {built.people} orang, {built.under_fives} balita, "
        f"{built.days} hari buka, {built.measurements} penimbangan."
    )
    return Answer([line, f"Register: {built.place}"], document)


VERBS = (
    Verb("init", "buat register kosong untuk satu posyandu", _init_options, _init),
    Verb("demo", "buat desa contoh: orang karangan dengan penimbangan dua tahun", _demo_options, _demo),
)
