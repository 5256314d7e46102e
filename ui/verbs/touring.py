"""The hidden verb `tour`: screenshots and papers of a register, for machines without a display."""

import argparse
import os
from importlib import import_module
from typing import TYPE_CHECKING

from ui.verbs.entering import enter
from ui.verbs.parser import a_path
from ui.verbs.verb import Answer, Request, Verb

if TYPE_CHECKING:
    from core.services.register import Register


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=a_path, required=True, metavar="FOLDER", help="folder untuk hasilnya")


def _tour(request: Request) -> Answer:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # By name: the pages it draws pull in Qt, which no other verb may load.
    tour = import_module("ui.tour")
    out = request.options.out
    out.mkdir(parents=True, exist_ok=True)
    status = tour.run(request.place, out, today=request.today, register=_entered(request))
    return Answer([f"Hasil ada di {out}"], {"out": str(out)}, [], status)


def _entered(request: Request) -> "Register | None":
    """The register where it is locked, opened by the PIN of the common options; others open by themselves."""
    from core.services.trust.access import is_locked

    if not is_locked(request.place):
        return None
    return enter(request.place, request.options, request.clock, must_exist=True)


VERBS = (Verb("tour", "gambar halaman dan hasil cetak sebuah register", _options, _tour, is_hidden=True),)
