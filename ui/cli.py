"""The command line: reads it, opens the window or runs a verb, and lets every error out by one door."""

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from core.errors import BugError, BukuError, EnvironmentProblem
from core.logbook import note_failure
from ui.verbs.parser import Parser, a_date, a_path
from ui.verbs.table import VERBS
from ui.verbs.verb import NOTHING_DONE, Answer, Request, Verb, request_of

_DESCRIPTION = """\
Buku Posyandu: register posyandu di komputer desa.
Tanpa kata kerja, jendela program terbuka. Dengan kata kerja, pekerjaan yang sama berjalan tanpa jendela."""
_EPILOG = """\
Contoh:
  {prog} demo --db contoh.db
  {prog} report skdn --db contoh.db --month 2026-11 --pdf skdn.pdf
  {prog} print kms kartu.pdf --db contoh.db --posyandu Melati

Hasil akhir (exit status): 0 selesai; 1 selesai, tetapi ada masukan yang ditolak; 2 tidak ada yang dikerjakan."""


def main(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status: 0 done, 1 some input refused, 2 nothing done."""
    _speak_utf8()
    try:
        options = build_parser(arguments).parse_args(arguments)
        if options.verb is None:
            return _open_window(request_of(options), who=options.who, smoke=options.smoke)
        return _run(options.run, request_of(options))
    except SystemExit as end:  # `--help` and `--version` end this way
        return int(end.code or 0)
    except BaseException as wrong:
        return _explain(wrong)


def build_parser(arguments: Sequence[str] = ()) -> Parser:
    """The parser of all verbs; the common options are understood before and after the verb.

    A hidden verb is known only to those who write it in `arguments`: no list of choices names it.
    """
    prog = Path(sys.executable if getattr(sys, "frozen", False) else "main.py").name
    common = _common_options()
    parser = Parser(prog=prog, description=_DESCRIPTION, epilog=_EPILOG.format(prog=prog), parents=[common])
    parser.add_argument(
        "--who", default="", metavar="NAMA", help="nama yang bekerja, untuk catatan perubahan (jendela)"
    )
    parser.add_argument("--smoke", action="store_true", help=argparse.SUPPRESS)
    verbs = parser.add_subparsers(dest="verb", title="kata kerja", metavar="KATA-KERJA", parser_class=Parser)
    for verb in (verb for verb in VERBS if not verb.is_hidden or verb.name in arguments):
        _add_verb(verbs, verb, common)
    return parser


def _add_verb(verbs: "argparse._SubParsersAction[Parser]", verb: Verb, common: Parser) -> None:
    settings: dict[str, Any] = {"description": f"{verb.help[:1].upper()}{verb.help[1:]}.", "epilog": verb.epilog}
    if not verb.is_hidden:
        settings["help"] = verb.help
    parser = verbs.add_parser(verb.name, parents=[common], **settings)
    verb.configure(parser)
    parser.set_defaults(run=verb.run)


def _common_options() -> Parser:
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("pilihan umum (boleh sebelum atau sesudah kata kerja)")
    group.add_argument("--db", metavar="BERKAS", help="register: berkas, atau alamat server postgresql+psycopg://…")
    group.add_argument("--today", type=a_date, metavar="TANGGAL", help="anggap hari ini tanggal itu (2026-11-25)")
    group.add_argument(
        "--pin-file",
        type=a_path,
        metavar="BERKAS",
        help="berkas berisi PIN atau kode pemulihan register bersandi (atau isi BUKU_PIN)",
    )
    group.add_argument("--account", metavar="NAMA", help="akun yang masuk, kalau ada beberapa; pada init: akun pertama")
    group.add_argument("--json", action="store_true", help="jawab dengan satu dokumen JSON saja")
    return common


def _run(work: Callable[[Request], Answer], request: Request) -> int:
    status = work(request).show(as_json=request.wants_json)
    if sys.stdout is not None:
        sys.stdout.flush()  # here, where a reader that has gone away is still handled
    return status


def _open_window(request: Request, *, who: str, smoke: bool) -> int:
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        # Qt would abort the whole process here instead of telling us.
        raise EnvironmentProblem(
            "Komputer ini tanpa layar, jadi jendela tidak dapat dibuka. Lihat --help untuk cara lain."
        )
    try:
        from ui import application
    except ImportError as wrong:
        raise EnvironmentProblem(
            "Jendela tidak dapat dibuka karena pustaka Qt belum lengkap. Jalankan: python3 installer/bootstrap.py demo"
        ) from wrong
    return application.run(request.place, who=who, today=request.today, smoke=smoke)


def _explain(wrong: BaseException) -> int:
    """One clear line on stderr, and never a traceback."""
    if isinstance(wrong, BrokenPipeError):
        # The reader (`| head`) has seen enough; nothing must be written any more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    print(" ".join(_sentence(wrong).split()), file=sys.stderr)
    return NOTHING_DONE


def _sentence(wrong: BaseException) -> str:
    if isinstance(wrong, BukuError) and not isinstance(wrong, BugError):
        return wrong.message
    if isinstance(wrong, KeyboardInterrupt):
        return "Dibatalkan. Yang sudah tersimpan aman."
    if isinstance(wrong, OSError) and not isinstance(wrong, BugError):
        return _disk_sentence(wrong)
    log = note_failure(wrong)
    where = f" Catatan kesalahan (tanpa data pribadi): {log}" if log else ""
    if isinstance(wrong, BugError):
        return wrong.message + where
    return f"Ada kesalahan di dalam program ini. Yang sudah tersimpan aman.{where}"


def _disk_sentence(wrong: OSError) -> str:
    name = f" “{wrong.filename}”" if wrong.filename else ""
    if wrong.errno == errno.ENOSPC:
        return f"Disk penuh, jadi berkas{name} belum jadi. Kosongkan disk, lalu coba lagi."
    if wrong.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Berkas{name} tidak boleh dibaca atau ditulis. Periksa izinnya, atau pilih folder lain."
    if wrong.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"Berkas atau folder{name} tidak ditemukan. Periksa nama dan foldernya."
    if wrong.errno == errno.EISDIR:
        return f"{name.strip() or 'Tujuan'} adalah folder. Tulis nama berkasnya."
    return f"Berkas{name} tidak dapat dipakai. Periksa disk dan foldernya, lalu coba lagi."


def _speak_utf8() -> None:
    """Our words and √ must come out on every console, also where Windows still speaks a code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
