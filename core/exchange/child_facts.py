"""What a row says about a child's birth and one weighing of it, in whole grams and millimetres."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from core.exchange import opensid_codes as codes
from core.exchange.import_plan import VisitRow
from core.exchange.measure_cells import birth_weight_g, read_measure, scaled
from core.exchange.opensid_cells import read_date, read_words
from core.exchange.population_table import Line, Refused
from core.words.age import completed_months
from core.words.people import Posture
from core.words.periods import date_words
from core.words.quantities import centimetres, kilograms

_MEASURES = {
    "weight_g": ("berat", "Berat", 1000, 300_000),
    "length_mm": ("tinggi", "Panjang/tinggi", 10, 2_500),
    "head_mm": ("lingkar_kepala", "Lingkar kepala", 10, 1_000),
    "muac_mm": ("lila", "LiLA", 10, 1_000),
}
_FILE_Z = {"waz": "zs_bbu", "haz": "zs_tbu", "whz": "zs_bbtb"}
_POSTURES = {
    **dict.fromkeys(("TERLENTANG", "TELENTANG", "BERBARING", "LYING", "L"), Posture.LYING),
    **dict.fromkeys(("BERDIRI", "H", "STANDING"), Posture.STANDING),
}
_OEDEMA = (*codes.YES, "ADA", "EDEMA", "DERAJAT1", "DERAJAT2", "DERAJAT3")
_AGE = re.compile(r"(\d+)\s*(tahun|thn|th|bulan|bln|bl|hari|hr)", re.IGNORECASE)
_FURTHEST_MONTHS = 1
_BIRTH_LENGTHS_CM = range(20, 66)
_WEEKS, _ORDERS = range(20, 46), range(1, 21)


def birth_facts(line: Line) -> dict[str, Any]:
    """Birth weight (kg or g in the file), length (cm), place among brothers and sisters, weeks of pregnancy."""
    weight, length = _number(line, "berat_lahir"), _number(line, "panjang_lahir")
    grams = birth_weight_g(weight)
    if weight is not None and grams is None:
        line.doubts.append(f"Berat lahir “{line.words('berat_lahir', 20)}” tidak mungkin, jadi tidak dimasukkan.")
    if length is not None and int(length) not in _BIRTH_LENGTHS_CM:
        line.doubts.append(f"Panjang lahir “{line.words('panjang_lahir', 20)}” tidak mungkin, jadi tidak dimasukkan.")
        length = None
    order, weeks = _number(line, "anak_ke"), _number(line, "usia_kehamilan")
    return {
        "birth_weight_g": grams,
        "birth_length_mm": scaled(length, 10),
        "birth_order": int(order) if order is not None and int(order) in _ORDERS else None,
        "gestation_weeks": int(weeks) if weeks is not None and int(weeks) in _WEEKS else None,
    }


def visit_of(line: Line, born_on: date | None, today: date) -> VisitRow | None:
    """The weighing of a row, None when nothing was measured (or nobody can say when).

    Raises Refused for a day before birth or still to come. Z-scores of the file are only carried along to compare.
    """
    if not any(column in line.cells for column, *_ in _MEASURES.values()):
        return None
    measures = {name: _measured(line, name, today) for name in _MEASURES}
    has_oedema = line.code("edema") in _OEDEMA
    if not has_oedema and all(value is None for value in measures.values()):
        return None
    measured_on = _measured_on(line, born_on, today)
    if measured_on is None:
        line.doubts.append("Tanggal pengukuran kosong, jadi berat dan tingginya tidak dimasukkan.")
        return None
    if born_on is not None:
        _compare_age(line, born_on, measured_on)
    return VisitRow(measured_on, posture=_posture(line), has_oedema=has_oedema, file_z=_file_z(line, today), **measures)


def _measured(line: Line, name: str, today: date) -> int | None:
    column, label, factor, largest = _MEASURES[name]
    read = read_measure(line.cells.get(column), this_year=today.year)
    shown = line.words(column, 20)
    if read.is_unreadable:
        line.doubts.append(f"{label} “{shown}” tidak terbaca, jadi tidak dimasukkan.")
        return None
    value = scaled(read.value, factor)
    if value is None:
        return None
    if not 0 < value <= largest:
        line.doubts.append(f"{label} “{shown}” tidak mungkin, jadi tidak dimasukkan.")
        return None
    if read.guess:
        words = f"{kilograms(value)} kg" if factor == 1000 else f"{centimetres(value)} cm"
        line.doubts.append(f"{label} di Excel berubah menjadi {read.guess}; dicatat {words}. Cocokkan dengan bukunya.")
    return value


def _measured_on(line: Line, born_on: date | None, today: date) -> date | None:
    cell = line.cells.get("tanggal_ukur")
    measured_on = read_date(cell, line.epoch)
    shown = read_words(cell, 30)
    if measured_on is None and shown:
        raise Refused(f"Tanggal pengukuran “{shown}” tidak terbaca.")
    if measured_on is None:
        return None
    if measured_on > today:
        raise Refused(f"Tanggal pengukuran {date_words(measured_on)} belum tiba.")
    if born_on is not None and measured_on < born_on:
        raise Refused(f"Tanggal pengukuran {date_words(measured_on)} sebelum lahir ({date_words(born_on)}).")
    return measured_on


def _compare_age(line: Line, born_on: date, measured_on: date) -> None:
    """An age in the file that does not fit its own dates means that one of the dates is wrong."""
    parts = {unit[0].lower(): int(number) for number, unit in _AGE.findall(line.words("usia_ukur", 60))}
    if not parts:
        return
    said, computed = parts.get("t", 0) * 12 + parts.get("b", 0), completed_months(born_on, measured_on)
    if abs(said - computed) > _FURTHEST_MONTHS:
        line.doubts.append(
            f"Umur di berkas {said} bulan, menurut tanggalnya {computed} bulan. Periksa tanggal lahir dan tanggal ukur."
        )


def _posture(line: Line) -> Posture | None:
    return _POSTURES.get(line.code("cara_ukur"))


def _file_z(line: Line, today: date) -> tuple[tuple[str, float], ...]:
    read = {name: read_measure(line.cells.get(column), this_year=today.year) for name, column in _FILE_Z.items()}
    return tuple((name, float(one.value)) for name, one in read.items() if one.value is not None and not one.guess)


def _number(line: Line, column: str) -> Decimal | None:
    return read_measure(line.cells.get(column), this_year=0).value
