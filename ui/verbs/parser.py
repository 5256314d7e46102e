"""The parser of the command line, all in Indonesian: help, options, and one clear line for a mistake."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from core.errors import InputError
from core.words.periods import Month, parse_date

_FIRST_YEAR = 1900

# What argparse itself says, in the words of our users. The keys are the texts of Python 3.11 to 3.13.
_WORDS = {
    "usage: ": "pemakaian: ",
    "positional arguments": "yang ditulis berurutan",
    "options": "pilihan",
    "show this help message and exit": "tampilkan bantuan ini",
    "the following arguments are required: %s": "masih kurang: %s",
    "unrecognized arguments: %s": "tidak dikenal: %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "expected one argument": "isinya belum ditulis",
    "expected at least one argument": "isinya belum ditulis",
    "expected at most one argument": "isinya terlalu banyak",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r tidak ada; pilih dari %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r bukan isi yang benar",
    "not allowed with argument %s": "tidak dapat bersama %s",
    "one of the arguments %s is required": "pilih salah satu: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kurang jelas: %(matches)s",
    "ignored explicit argument %r": "tidak memakai isi %r",
    "expected %s argument": "perlu %s isi",
    "expected %s arguments": "perlu %s isi",
}


def _say(text: str) -> str:
    return _WORDS.get(text, text)


def _say_count(one: str, many: str, number: int) -> str:
    return _WORDS.get(one if number == 1 else many, many)


# argparse looks these two names up for every text it shows; it offers no other way to give it another language.
vars(argparse)["_"] = _say
vars(argparse)["ngettext"] = _say_count


class Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes come out as InputError, so that all errors leave by one door."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - argparse's own arguments
        """As argparse, without guessing shortened options, and with help texts kept as they are written."""
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        options.setdefault("allow_abbrev", False)
        super().__init__(**options)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, and where help is."""
        raise InputError(f"{message}. Bantuan: {self.prog} --help")


def a_date(text: str) -> date:
    """A calendar day typed as YYYY-MM-DD (or the Indonesian way), of years in which there can be a register."""
    day = parse_date(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"{text!r} bukan tanggal; tulis seperti 2026-11-25")
    if day.year < _FIRST_YEAR:
        raise argparse.ArgumentTypeError(f"tahun {text!r} terlalu lama; periksa tahunnya")
    return day


def a_month(text: str) -> Month:
    """A month typed as YYYY-MM, of years in which there can be a register."""
    try:
        month = Month.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} bukan bulan; tulis seperti 2026-11") from None
    if month.year < _FIRST_YEAR:
        raise argparse.ArgumentTypeError(f"tahun {text!r} terlalu lama; periksa tahunnya")
    return month


def a_number(text: str) -> int:
    """A whole number of 0 or more."""
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} bukan bilangan bulat")
    return int(text)


def a_path(text: str) -> Path:
    """A file name that is not empty."""
    if not text.strip():
        raise argparse.ArgumentTypeError("nama berkas kosong")
    return Path(text)
