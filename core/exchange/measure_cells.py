"""Weights and lengths as lists of weighings hold them: decimal comma, units, and what Excel made of `8,5`."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

_NUMBER = re.compile(r"^\s*[<>~±]?\s*(-?\d+(?:[.,]\d+)?)\s*(kg|gr?|gram|cm|mm)?\s*\.?$", re.IGNORECASE)
_CLOCK = re.compile(r"^(\d{1,3}):(\d{2})(?::\d{2})?$")
_NOTHING = {"", "-", "--", "–", "0", "0,0", "0.0", "NULL", "NAN", "OUTLIER", "TIDAK DIUKUR", "#N/A", "#VALUE!", "#REF!"}
_OLD_YEARS = 5
_LARGEST_G, _KG_BELOW = 8_000, 20


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that was read, None when nothing was measured; `guess` when Excel had made a time or date of it."""

    value: Decimal | None = None
    guess: str = ""
    is_unreadable: bool = False


def read_measure(cell: Any, *, this_year: int) -> Measure:  # noqa: ANN401 - a cell of a workbook
    """Read a measure in its own unit; `Outlier`, `-` and 0 are nothing.

    Excel in Indonesian reads `8.5` as 8:05 or 8 May, and `5.78` as May 1978: such cells come back as the number that
    was most likely typed, with `guess` telling what stood there, so that a person looks at it.
    """
    if cell is None or isinstance(cell, bool):
        return Measure()
    if isinstance(cell, int | float):
        return Measure(Decimal(str(round(cell, 6)))) if isfinite(cell) and cell != 0 else Measure()
    if isinstance(cell, datetime | date | time | timedelta):
        return _from_excel(cell, this_year)
    return _from_text(cell)


def _from_text(cell: object) -> Measure:
    text = " ".join(str(cell).split()).lstrip("'")
    if text.upper() in _NOTHING:
        return Measure()
    clock = _CLOCK.match(text)
    if clock:
        return _joined(int(clock.group(1)), int(clock.group(2)), text)
    number = _NUMBER.match(text)
    return Measure(Decimal(number.group(1).replace(",", "."))) if number else Measure(is_unreadable=True)


def _from_excel(cell: datetime | date | time | timedelta, this_year: int) -> Measure:
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return _joined(minutes // 60, minutes % 60, f"{minutes // 60}:{minutes % 60:02d}")
    if isinstance(cell, time):
        return _joined(cell.hour, cell.minute, f"{cell:%H:%M}")
    if isinstance(cell, datetime) and cell.year <= 1900:
        # A time of 24 hours or more: Excel counts whole days from the end of 1899.
        hours = (cell.date() - date(1899, 12, 31)).days * 24 + cell.hour
        return _joined(hours, cell.minute, f"{hours}:{cell.minute:02d}")
    shown = f"{cell.day}-{cell.month}-{cell.year}"
    if cell.day == 1 and cell.year < this_year - _OLD_YEARS:
        return _joined(cell.month, cell.year % 100, shown)
    return _joined(cell.day, cell.month, shown)


def _joined(whole: int, part: int, shown: str) -> Measure:
    decimals = f"{part}" if part < 10 else f"{part:02d}"
    return Measure(Decimal(f"{whole}.{decimals}"), guess=shown)


def scaled(value: Decimal | None, factor: int) -> int | None:
    """A measure in whole small units, rounded half up (kg to g: 1000, cm to mm: 10)."""
    return None if value is None else int((value * factor).to_integral_value(rounding="ROUND_HALF_UP"))


def birth_weight_g(value: Decimal | None) -> int | None:
    """A birth weight written in kilograms (`3,1`) or grams (`3100`), in grams; None for neither."""
    if value is None or value <= 0:
        return None
    grams = scaled(value, 1000) if value < _KG_BELOW else scaled(value, 1)
    return grams if grams is not None and 300 <= grams <= _LARGEST_G else None
