"""Cells of a population workbook as facts: numbers that Excel may have cut, dates in five dresses, plain words."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from core.words.nik import LENGTH
from core.words.periods import MONTH_NAMES, parse_date

_EXACT = 2**53  # a floating number above this has lost its last digit
_POWER = re.compile(r"^(\d)(?:[.,](\d+))?[eE]\+?(\d+)$")
_NAMED_MONTH = re.compile(r"^(\d{1,2})[ -]([A-Za-z]+)[ -](\d{4})$")
_MONTH_STARTS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)} | {
    "agt": 8,
    "may": 5,
    "aug": 8,
}
_MONTH_STARTS |= {"oct": 10, "dec": 12}
_YEARS = range(1900, 2101)
_NOTHING = {"", "-", "--", "0", "NULL", "NIHIL", "TIDAK ADA", "#N/A", "#REF!", "#VALUE!", "#NAME?"}


@dataclass(frozen=True, slots=True)
class NumberCell:
    """An identity number of 16 digits, or None and why; `may_be_cut` when Excel held it as a number that ends in 0."""

    digits: str | None = None
    doubt: str = ""
    is_number: bool = False
    may_be_cut: bool = False


def read_number(value: Any, name: str) -> NumberCell:  # noqa: ANN401 - a cell of a workbook
    """Read a NIK or KK (`name` says which). Empty, 0 and - are none; anything not of 16 digits is none with a reason.

    Excel keeps 15 digits of a number, so a NIK kept as one ends in 0, and may stand as 3,27306E+15.
    """
    if isinstance(value, bool) or value is None:
        return NumberCell()
    if isinstance(value, int | float):
        return _from_number(value, name)
    text = str(value).strip().lstrip("'’").strip()
    if not text.strip("0 -.,'") or text.upper() in _NOTHING:
        return NumberCell()
    power = _POWER.match(text)
    if power:
        return _from_power(power, name)
    return _checked(re.sub(r"[\s.\-]", "", text.removesuffix(".0")), name, is_number=False)


def _from_number(value: float, name: str) -> NumberCell:
    if value == 0:
        return NumberCell()
    if value != int(value) or value < 0:
        return NumberCell(doubt=f"{name} “{value}” bukan nomor 16 angka, jadi dikosongkan.")
    digits = str(int(value))
    if (value > _EXACT and type(value) is float) or (len(digits) == LENGTH and digits.endswith("0000")):
        return NumberCell(doubt=_lost(name))
    return _checked(digits, name, is_number=True)


def _from_power(power: re.Match[str], name: str) -> NumberCell:
    whole, decimals, exponent = power.group(1), power.group(2) or "", int(power.group(3))
    if exponent != LENGTH - 1 or len(decimals) < exponent:
        return NumberCell(doubt=_lost(name))
    return _checked(str(int(Decimal(f"{whole}.{decimals}").scaleb(exponent))), name, is_number=True)


def _checked(digits: str, name: str, *, is_number: bool) -> NumberCell:
    if not (digits.isascii() and digits.isdecimal()):
        return NumberCell(doubt=f"{name} “{digits}” berisi huruf atau tanda lain, jadi dikosongkan.")
    if len(digits) != LENGTH:
        return NumberCell(doubt=f"{name} {digits} ada {len(digits)} angka, seharusnya 16, jadi dikosongkan.")
    if len(set(digits)) == 1:
        return NumberCell(doubt=f"{name} {digits} bukan nomor sungguhan, jadi dikosongkan.")
    return NumberCell(digits, is_number=is_number, may_be_cut=is_number and digits.endswith("0"))


def _lost(name: str) -> str:
    return f"{name} kehilangan angka karena disimpan Excel sebagai bilangan, jadi dikosongkan. Isi dari kartu keluarga."


def read_date(value: Any, epoch: datetime) -> date | None:  # noqa: ANN401 - a cell of a workbook
    """A birth date: a real date, ISO or Indonesian text, `20 Oktober 1990`, or the serial number of Excel.

    None for anything that is not one real calendar day (a bare year too: a guess would make every age wrong).
    """
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_serial(value, epoch)
    return _from_text(" ".join(str(value).split()).lstrip("'"), epoch)


def _from_text(text: str, epoch: datetime) -> date | None:
    named = _NAMED_MONTH.match(text)
    if named:
        month = _MONTH_STARTS.get(named.group(2)[:3].lower())
        return parse_date(f"{named.group(1)}-{month}-{named.group(3)}") if month else None
    number = text.removesuffix(".0")
    return _from_serial(int(number), epoch) if number.isdecimal() else parse_date(text)


def _from_serial(value: float, epoch: datetime) -> date | None:
    whole = int(value)
    if len(str(whole)) == 8:
        return parse_date(f"{whole // 10000}-{whole // 100 % 100}-{whole % 100}")
    if whole in _YEARS or not 1 <= whole < 80_000:
        return None
    # Excel believes that 1900 was a leap year, so its count is one ahead from March 1900 on.
    leap = 1 if epoch.year < 1904 and whole < 60 else 0
    return (epoch + timedelta(days=whole + leap)).date()


def read_words(value: Any, longest: int) -> str:  # noqa: ANN401 - a cell of a workbook
    """Plain text with single blanks, at most `longest` letters; `-`, `0` and Excel's errors are nothing."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    text = " ".join(str(value).split()).lstrip("'")
    return "" if text.upper() in _NOTHING else text[:longest].strip()
