"""The hidden verb `tour`: screenshots and papers of a register, for machines without a display."""

import argparse
import os
from importlib import import_module

from ui.verbs.parser import a_path
from ui.verbs.verb import Answer, Request, Verb


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=a_path, required=True, metavar="FOLDER", help="folder untuk hasilnya")


def _tour(request: Request) -> Answer:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # By name: the pages it draws pull in Qt, which no other verb may load.
    tour = import_module("ui.tour")
    out = request.options.out
    out.mkdir(parents=True, exist_ok=True)
    status = tour.run(request.place, out, today=request.today)
    return Answer([f"Hasil ada di {out}"], {"out": str(out)}, [], status)


VERBS = (Verb("tour", "gambar halaman dan hasil cetak sebuah register", _options, _tour, is_hidden=True),)
