"""Months and dates, written the Indonesian way."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTH_NAMES = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
DAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, the period of the posyandu (one hari buka a month)."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that `day` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `YYYY-MM`; raises ValueError for anything else."""
        year, _, month = text.strip().partition("-")
        if not (len(year) == 4 and year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12):
            raise ValueError(text)
        return cls(int(year), int(month))

    def shift(self, months: int) -> "Month":
        """The month `months` later (earlier when negative)."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def previous(self) -> "Month":
        """The month before."""
        return self.shift(-1)

    def next(self) -> "Month":
        """The month after."""
        return self.shift(1)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def label(self) -> str:
        """`Desember 2026`."""
        return f"{MONTH_NAMES[self.month - 1]} {self.year}"

    def __str__(self) -> str:
        """`YYYY-MM`, which sorts as text."""
        return f"{self.year:04d}-{self.month:02d}"


def date_words(day: date) -> str:
    """`12 Desember 2026`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def weekday_words(day: date) -> str:
    """`Rabu, 9 Desember 2026`."""
    return f"{DAY_NAMES[day.weekday()]}, {date_words(day)}"


def date_short(day: date) -> str:
    """`12-12-2026`, as forms and registers write it."""
    return f"{day.day:02d}-{day.month:02d}-{day.year}"


def parse_date(text: str) -> date | None:
    """Read a date a person typed or a file holds: `2026-12-31`, `31-12-2026`, `31/12/2026`, `31.12.2026`.

    Returns None for anything that is not a real calendar day.
    """
    parts = text.strip().split("T")[0].split(" ")[0].replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    year_first = len(parts[0]) == 4
    year, month, day = (int(part) for part in (parts if year_first else reversed(parts)))
    if year < 1000:
        return None
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):  # the latter for a NIK that went into the field of a date
        return None
