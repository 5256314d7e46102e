"""Verbs that make a register: `init` (empty) and `demo` (a fictional village)."""

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from core.errors import InputError
from core.usual_register import refuse_lost
from core.words.roles import Role, roles_of, roles_words
from ui.verbs.entering import secret_of
from ui.verbs.parser import a_number
from ui.verbs.verb import Answer, Request, Verb, progress_line

if TYPE_CHECKING:
    from core.services.register import Register

_FIRST_NAME = "Ketua"
_HELP = """\
Dengan PIN (--pin-file atau BUKU_PIN) registernya bersandi, dan kode pemulihan ditampilkan satu kali."""


def _init_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--posyandu", required=True, metavar="NAMA", help="nama posyandu, misalnya Melati")
    parser.add_argument("--village", required=True, metavar="NAMA", help="nama desa, misalnya Desa Sukamaju")
    for name, what in (("district", "kecamatan"), ("regency", "kabupaten atau kota"), ("province", "provinsi")):
        parser.add_argument(f"--{name}", default="", metavar="NAMA", help=f"nama {what}")
    parser.add_argument("--puskesmas", default="", metavar="NAMA", help="nama puskesmas")
    parser.add_argument(
        "--roles",
        type=_roles,
        default=frozenset({Role.KADER, Role.ADMIN}),
        metavar="TUGAS",
        help="tugas akun pertama: kader+admin (biasanya), atau bidan+admin",
    )


def _roles(text: str) -> frozenset[Role]:
    try:
        return roles_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} bukan tugas; pilih dari kader, bidan, admin") from None


def _init(request: Request) -> Answer:
    given = request.options
    refuse_lost(request.place)
    if secret_of(given):
        return _init_protected(request)
    if getattr(given, "account", ""):
        raise InputError("Akun butuh PIN. Beri PIN lewat --pin-file BERKAS atau BUKU_PIN.")
    with request.register(must_exist=False) as register:
        lines, document = _set_up(register, request)
    return Answer(lines, document)


def _init_protected(request: Request) -> Answer:
    from core.services.trust.protecting import create_protected, discard

    given = request.options
    name = getattr(given, "account", "") or _FIRST_NAME
    made = create_protected(request.place, name=name, roles=given.roles, pin=secret_of(given), clock=request.clock)
    try:
        with closing(made.register):
            lines, document = _set_up(made.register, request)
    except BaseException:
        discard(request.place)
        raise
    lines += [
        f"Akun: {name} ({roles_words(given.roles)})",
        f"Kode pemulihan: {made.recovery_code}",
        "Tulis kode itu sekarang, simpan dalam amplop tertutup: hanya kode itu yang menolong kalau semua PIN lupa. "
        "Kode tidak ditampilkan lagi.",
    ]
    return Answer(lines, {**document, "account": name, "recovery_code": made.recovery_code})


def _set_up(register: "Register", request: Request) -> tuple[list[str], dict[str, str]]:
    from core.services.setup import set_up

    given = request.options
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
    return [f"Register siap: {request.place} (Posyandu {view.name}, {view.village})"], document


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
    # A PIN that is given and not used must be told, or somebody takes the village for locked.
    open_to_all = ["Desa contoh tidak dikunci PIN: isinya orang karangan."] if secret_of(given) else []
    return Answer([line, f"Register: {built.place}", *open_to_all], document)


VERBS = (
    Verb("init", "buat register kosong untuk satu posyandu", _init_options, _init, _HELP),
    Verb("demo", "buat desa contoh: orang karangan dengan penimbangan dua tahun", _demo_options, _demo),
)
