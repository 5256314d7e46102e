"""The input columns of a growth file read into arrays: kind about commas and spaces, strict about everything else."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.errors import InputError
from core.growth import batch, standards
from core.words.periods import parse_date

Value = TypeVar("Value")
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NUMBER_COLUMNS = ("age_days", "age_months", "weight_kg", "lenhei_cm", "head_cm", "muac_cm", "gestation_weeks")
INPUT_COLUMNS = ("child_id", "sex", "birth_date", "visit_date", "measure", "oedema", *NUMBER_COLUMNS)
BAD, NO_DATE = np.inf, 0
WEEKS_RANGE = (20, 45)
BAD_DATE, BAD_CODE = -1, -1
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d*)?|[.,]\d+", re.ASCII)
_SEXES = {"l": 1, "m": 1, "laki-laki": 1, "male": 1, "p": 0, "f": 0, "perempuan": 0, "female": 0}
_POSTURES = {"": 0, "l": batch.LYING, "telentang": batch.LYING, "h": batch.STANDING, "berdiri": batch.STANDING}
_OEDEMA = {"": 0, "n": 0, "t": 0, "tidak": 0, "0": 0, "no": 0, "y": 1, "ya": 1, "1": 1, "yes": 1}


class _Memo(dict[str, Value], Generic[Value]):
    """Each distinct text is read once: a village's file repeats the same weights and dates thousands of times."""

    def __init__(self, read: Callable[[str], Value]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Value:
        value = self[text] = self._read(text.strip())
        return value


@dataclass(frozen=True, slots=True)
class GrowthColumns:
    """Arrays of one file, a place per data row; NaN is not given.

    `problems` names the refused rows; their measures are blanked so that nothing is computed for them.
    `completed_months` is NaN without dates or age; `visit_on` and `born_on` are day ordinals, NO_DATE unknown.
    `is_by_months`: the age is known from a decimal `age_months` alone.
    `is_ahead`: the visit lies after today; it is judged all the same, for the age is known, but the row says so.
    """

    children: Ints
    is_male: Bools
    born_on: Ints
    visit_on: Ints
    given: batch.Columns
    completed_months: Floats
    is_by_months: Bools
    is_ahead: Bools
    problems: dict[int, str]


def column_of(header: Sequence[str]) -> dict[str, int]:
    """Place of each known input column; InputError when the file has not what a growth verdict needs."""
    names = [name.strip().lower() for name in header]
    twice = sorted({name for name in names if name in INPUT_COLUMNS and names.count(name) > 1})
    if twice:
        raise InputError(f"Kolom {', '.join(twice)} ada dua kali. Hapus salah satunya lalu coba lagi.")
    places = {name: place for place, name in enumerate(names) if name in INPUT_COLUMNS}
    if "sex" not in places:
        raise InputError("Kolom sex tidak ada. Baris pertama berkas harus berisi nama kolom, misalnya sex,age_days.")
    has_dates = "birth_date" in places and "visit_date" in places
    if not (has_dates or "age_days" in places or "age_months" in places):
        raise InputError("Umur tidak dapat dihitung: perlu birth_date dan visit_date, atau age_days, atau age_months.")
    return places


def read_columns(
    typed: dict[str, Sequence[str]], size: int, today: date, refused: dict[int, str] | None = None
) -> GrowthColumns:
    """Read the `typed` texts of each input column; refused rows are named in `problems` by index, `refused` ones first.

    Refused: unknown sex, measure or oedema, text in a number, no real date, a visit before birth.
    """

    def texts(name: str) -> Sequence[str]:
        return typed.get(name) or [""] * size

    problems = dict(refused or {})
    numbers = {name: _numbers(name, texts(name), problems) for name in NUMBER_COLUMNS}
    sex = _codes("sex", texts("sex"), _SEXES, "L/P atau M/F", problems)
    posture = _codes("measure", texts("measure"), _POSTURES, "L (telentang), H (berdiri), atau kosong", problems)
    oedema = _codes("oedema", texts("oedema"), _OEDEMA, "y, n, atau kosong", problems)
    born_on, visit_on = (_dates(name, texts(name), problems) for name in ("birth_date", "visit_date"))
    age_days, born_on = _age_days(numbers["age_days"], numbers["age_months"], born_on, visit_on)
    _refuse(problems, (age_days < 0) & (age_days > batch.NO_DAY), "tanggal ukur sebelum tanggal lahir")
    _refuse(problems, numbers["age_days"] % 1 != 0, "age_days harus bilangan bulat", but=np.isnan(numbers["age_days"]))
    weeks = numbers["gestation_weeks"] = np.floor(numbers["gestation_weeks"])
    _refuse(problems, (weeks < WEEKS_RANGE[0]) | (weeks > WEEKS_RANGE[1]), "gestation_weeks harus 20 sampai 45")
    is_dated = (born_on > NO_DATE) & (visit_on > NO_DATE)
    # An age in months counts only where it is the only thing known; elsewhere it follows from the days.
    is_by_months = ~is_dated & np.isnan(numbers["age_days"])
    age_months = np.where(is_by_months, numbers["age_months"], np.nan)
    completed = _completed_months(born_on, visit_on, age_days, age_months)
    bad = np.fromiter(problems, np.int64, len(problems))
    age_days[bad], age_months[bad], completed[bad] = batch.NO_DAY, np.nan, np.nan
    for name in ("weight_kg", "lenhei_cm", "head_cm", "muac_cm"):
        numbers[name][bad] = np.nan
    oedema[bad] = 0
    given = batch.columns(
        sex == 1,
        age_days,
        posture=posture,
        has_oedema=oedema == 1,
        age_months=age_months,
        completed_months=completed,
        **{name: numbers[name] for name in ("weight_kg", "lenhei_cm", "head_cm", "muac_cm", "gestation_weeks")},
    )
    return GrowthColumns(
        _children(texts("child_id")),
        sex == 1,
        born_on,
        visit_on,
        given,
        completed,
        is_by_months,
        visit_on > today.toordinal(),
        problems,
    )


def _number(text: str) -> float:
    if not text:
        return float("nan")
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else BAD


def _numbers(name: str, texts: Sequence[str], problems: dict[int, str]) -> Floats:
    values = np.array(list(map(_Memo(_number).__getitem__, texts)), dtype=np.float64)
    for row in np.nonzero(values == BAD)[0].tolist():
        problems.setdefault(row, f'{name} "{texts[row].strip()}" bukan angka')
        values[row] = np.nan
    return values


def _codes(
    name: str, texts: Sequence[str], codes: dict[str, int], allowed: str, problems: dict[int, str]
) -> NDArray[np.int8]:
    memo = _Memo(lambda text: codes.get(text.lower(), BAD_CODE))
    values = np.array(list(map(memo.__getitem__, texts)), dtype=np.int8)
    for row in np.nonzero(values == BAD_CODE)[0].tolist():
        shown = texts[row].strip()
        what = f'{name} "{shown}" tidak dikenal' if shown else f"{name} kosong"
        problems.setdefault(row, f"{what}; isi {allowed}")
        values[row] = 0
    return values


def _ordinal(text: str) -> int:
    if not text:
        return NO_DATE
    day = parse_date(text)
    return BAD_DATE if day is None else day.toordinal()


def _dates(name: str, texts: Sequence[str], problems: dict[int, str]) -> Ints:
    values = np.array(list(map(_Memo(_ordinal).__getitem__, texts)), dtype=np.int64)
    for row in np.nonzero(values == BAD_DATE)[0].tolist():
        problems.setdefault(row, f'{name} "{texts[row].strip()}" bukan tanggal (tulis tahun-bulan-hari)')
        values[row] = NO_DATE
    return values


def _age_days(days: Floats, months: Floats, born_on: Ints, visit_on: Ints) -> tuple[Ints, Ints]:
    """Age in whole days from the dates, else from age_days, else from months half up; and the birth day it implies."""
    by_months = np.floor(months * standards.DAYS_PER_MONTH + 0.5)
    typed = np.where(np.isnan(days), by_months, np.floor(days))
    is_dated = (born_on > NO_DATE) & (visit_on > NO_DATE)
    known = np.where(is_dated, visit_on - born_on, typed)
    age = np.where(np.isnan(known) | (np.abs(known) >= -batch.NO_DAY), batch.NO_DAY, known).astype(np.int64)
    implied = (born_on == NO_DATE) & (visit_on > NO_DATE) & ~np.isnan(days) & (age > batch.NO_DAY)
    return age, np.where(implied, visit_on - age, born_on)


def _completed_months(born_on: Ints, visit_on: Ints, age_days: Ints, age_months: Floats) -> Floats:
    """Completed calendar months where both days are known, else whole WHO months (Permenkes 2/2020)."""
    is_dated = (born_on > NO_DATE) & (visit_on > NO_DATE)
    born_month, born_day = month_and_day(born_on)
    visit_month, visit_day = month_and_day(visit_on)
    calendar = visit_month - born_month - (visit_day < born_day)
    months = np.where(np.isnan(age_months), age_days / standards.DAYS_PER_MONTH, age_months)
    completed: Floats = np.where(is_dated, calendar, np.where(age_days > batch.NO_DAY, np.floor(months), np.nan))
    return completed


def month_and_day(ordinals: Ints) -> tuple[Ints, Ints]:
    """Running number of the calendar month, and the day within it, of each day ordinal."""
    days = (ordinals - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    return months.astype(np.int64), (days - months.astype("datetime64[D]")).astype(np.int64)


def _refuse(problems: dict[int, str], is_bad: Bools, reason: str, but: Bools | None = None) -> None:
    for row in np.nonzero(is_bad if but is None else is_bad & ~but)[0].tolist():
        problems.setdefault(row, reason)


def _children(texts: Sequence[str]) -> Ints:
    """A running number per child, -1 where the row names none."""
    numbers: dict[str, int] = {"": -1}
    return np.array([numbers.setdefault(text.strip(), len(numbers)) for text in texts], dtype=np.int64)
