"""The WHO tables: loaded when first asked for, checked by checksum, looked up by day, tenth of a cm or month."""

import hashlib
import json
import sys
from array import array
from dataclasses import dataclass
from functools import cache
from math import floor
from pathlib import Path

from core.errors import EnvironmentProblem
from core.growth.lms import Lms, between
from core.words.people import Sex

DAYS_PER_MONTH = 30.4375
HEIGHT_FROM_DAY, STANDING_FROM_MONTH = 731, 24
"""From this day on, by completed months from this one, the child is measured standing (WHO 2006: two years)."""
UNDER_FIVE_LAST_DAY = 1826
"""Last day of the under-five standards: 59.99 months; day 1827 belongs to the WHO Reference 2007."""
SCHOOL_FROM_MONTHS = 60.0
"""From this unrounded age on the WHO Reference 2007 applies."""

_FOLDER = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class Table:
    """One WHO table; row 0 belongs to x = `first` (days, tenths of a centimetre, or months)."""

    name: str
    first: int
    boys: tuple[Lms, ...]
    girls: tuple[Lms, ...]
    sha256: str

    @property
    def last(self) -> int:
        """The greatest x in the table."""
        return self.first + len(self.boys) - 1

    def rows(self, sex: Sex) -> tuple[Lms, ...]:
        """All rows of one sex, in order of x."""
        return self.boys if sex == Sex.MALE else self.girls

    def row(self, sex: Sex, x: int) -> Lms | None:
        """The row at x, or None outside the table."""
        index = x - self.first
        rows = self.rows(sex)
        return rows[index] if 0 <= index < len(rows) else None

    def at(self, sex: Sex, x: float) -> Lms | None:
        """The row at x, linearly interpolated between its neighbours; None outside the table (limits inclusive)."""
        low = floor(x)
        row = self.row(sex, low)
        if row is None or low == x:
            return row
        above = self.row(sex, low + 1)
        return None if above is None else between(row, above, x - low)


@cache
def manifest() -> dict[str, dict[str, str | int]]:
    """What each table file is: unit of x, first x, rows, source and SHA-256."""
    try:
        entries: dict[str, dict[str, str | int]] = json.loads((_FOLDER / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged("manifest.json") from error
    return entries


def verified_bytes(name: str) -> bytes:
    """The content of one table file, its SHA-256 agreed; EnvironmentProblem when missing or damaged."""
    entry = manifest()[name]
    file_name = str(entry["file"])
    try:
        data = (_FOLDER / file_name).read_bytes()
    except OSError as error:
        raise _damaged(file_name) from error
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        raise _damaged(file_name)
    return data


@cache
def table(name: str) -> Table:
    """The table `name` (see tables/README.md); read once."""
    numbers = array("i", verified_bytes(name))
    if sys.byteorder == "big":
        numbers.byteswap()
    # WHO prints L and M with 4 decimals, S with 5: dividing whole numbers gives exactly the double of the printed text.
    rows = tuple(
        (numbers[i] / 10000, numbers[i + 1] / 10000, numbers[i + 2] / 100000) for i in range(0, len(numbers), 3)
    )
    entry = manifest()[name]
    half = len(rows) // 2
    return Table(name, int(entry["first"]), rows[:half], rows[half:], str(entry["sha256"]))


def days_of_months(age_months: float) -> int:
    """Age in days when only months are known: months x 30.4375, half up, so 24.0 months is day 731 (WHO anthro)."""
    return floor(age_months * DAYS_PER_MONTH + 0.5)


def months_of_days(age_days: int) -> float:
    """Unrounded WHO months: days / 30.4375."""
    return age_days / DAYS_PER_MONTH


def tenths(centimetres: float) -> float:
    """Centimetres as tenths of a centimetre without binary dust: 103.1 - 0.7 is 1024.0, not 1023.9999."""
    return round(centimetres * 10.0, 6)


def row_at_age(young: str, school: str | None, sex: Sex, age_days: int, age_months: float) -> Lms | None:
    """The row for an age: whole day under 60 months, interpolated month from 60 months on (WHO 2006, WHO 2007)."""
    if age_months < SCHOOL_FROM_MONTHS:
        return table(young).row(sex, age_days)
    return table(school).at(sex, age_months) if school else None


def _damaged(file_name: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"Berkas standar WHO ({file_name}) rusak atau hilang. Pasang ulang program ini; data posyandu tetap aman."
    )
