"""The `growth` verb: a CSV of measurements in, the same rows with every growth verdict out."""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import EnvironmentProblem, InputError
from core.exchange import growth_letters
from core.exchange.growth_columns import GrowthColumns, column_of, read_columns
from core.growth import batch, classify, lms, reasons
from core.growth.batch import BatchAssessment
from core.whole_file import whole_file

Z_NAMES = ("waz", "haz", "whz", "baz", "hcz", "acz")
OUTPUT_COLUMNS = (
    "age_days",
    "age_months",
    "lenhei_used_cm",
    "bmi",
    *Z_NAMES,
    *(f"{name}_flag" for name in Z_NAMES),
    "waz_category",
    "haz_category",
    "whz_category",
    "baz_category",
    "muac_category",
    "kbm_g",
    "gain_g",
    "letter",
    "fine",
    "two_t",
    "bgm",
    "orange",
    "faltering",
    "reason",
)
_AGES = ("age_days", "age_months")
"""Columns that may come in as well as go out."""
FIRST_DATA_ROW = 2
"""Rows are counted as a spreadsheet shows them: the header is row 1."""
_EMPTY = 1e9
_QUOTE = '"'
_SPECIAL = re.compile(r'[,"\r\n]')
_YES_NO = ("0", "1", "")

_AHEAD = "tanggal ukur di masa depan, periksa lagi"


@dataclass(frozen=True, slots=True)
class GrowthFileResult:
    """How many data rows were written, and each refused row (as a spreadsheet counts, header = 1) with its reason."""

    rows: int
    refused: tuple[tuple[int, str], ...]


def assess_file(in_path: Path, out_path: Path, *, today: date) -> GrowthFileResult:
    """Judge every row of `in_path` and write `out_path`; a refused row keeps its place with its `reason`.

    The whole file is read before anything is written, because a child's rows may stand in any order. `out_path` appears
    complete or not at all. InputError: not readable as a growth CSV. EnvironmentProblem: not writable.
    """
    if in_path.resolve() == out_path.resolve():
        raise InputError("Berkas hasil tidak boleh sama dengan berkas asal. Pilih nama lain untuk hasilnya.")
    header, rows, numbers = _read(in_path)
    places = column_of(header)
    width = len(header)
    uneven = {at: "jumlah kolom baris ini tidak sama dengan judul" for at, row in enumerate(rows) if len(row) != width}
    for at in uneven:
        rows[at] = (rows[at] + [""] * width)[:width]
    # By column from here on: reading, judging and writing all go down the columns.
    typed: list[Sequence[str]] = list(zip(*rows, strict=True)) if rows else [()] * width
    columns = read_columns({name: typed[place] for name, place in places.items()}, len(rows), today, uneven)
    outputs = _outputs(columns)
    for name in set(_AGES) & places.keys():
        typed[places[name]] = _ages_used(typed[places[name]], outputs[name], columns.is_by_months)
    names = [name.strip().lower() for name in header]
    keep = [place for place, name in enumerate(names) if _is_kept(name)]
    kept = {names[place] for place in keep}
    added = [name for name in OUTPUT_COLUMNS if name not in kept]
    header_cells = _quoted([*(names[place] if names[place] in _AGES else header[place] for place in keep), *added])
    # Of our own columns only the sentences in `reason` can hold a comma.
    outputs["reason"] = _quoted(outputs["reason"])
    cells = [*(_quoted(typed[place]) for place in keep), *(outputs[name] for name in added)]
    _write(out_path, header_cells, zip(*cells, strict=True))
    refused = tuple((numbers[at], reason) for at, reason in sorted(columns.problems.items()))
    return GrowthFileResult(len(rows), refused)


def _is_kept(name: str) -> bool:
    """Input columns stay; one that looks like an answer of an earlier run is replaced by the new answer."""
    return name not in OUTPUT_COLUMNS or name in _AGES


def _read(path: Path) -> tuple[list[str], list[list[str]], list[int]]:
    """Header, data rows without blank ones, and the spreadsheet row number of each."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            first_line = stream.readline()
            stream.seek(0)
            delimiter = ";" if ";" in first_line and "," not in first_line else ","
            table = list(csv.reader(stream, delimiter=delimiter))
    except FileNotFoundError as error:
        raise InputError(f"Berkas {path.name} tidak ditemukan. Periksa nama dan foldernya.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"{path.name} bukan berkas CSV UTF-8. Simpan ulang sebagai CSV UTF-8 lalu coba lagi."
        ) from error
    except OSError as error:
        raise EnvironmentProblem(f"Berkas {path.name} tidak dapat dibaca. Periksa izin berkas itu.") from error
    if not table:
        raise InputError(f"{path.name} kosong. Baris pertama harus berisi nama kolom.")
    numbers = [at for at, row in enumerate(table[1:], FIRST_DATA_ROW) if row]
    return table[0], [row for row in table[1:] if row], numbers


def _quoted(texts: Sequence[str]) -> Sequence[str]:
    """The texts of one column as CSV cells: quoted where they hold a comma, a quote or a line break.

    The csv writer looks at every character of every cell; whole columns seldom hold any of these, which one look shows.
    """
    if not _SPECIAL.search("\x1f".join(texts)):
        return texts
    return [f'"{text.replace(_QUOTE, _QUOTE * 2)}"' if _SPECIAL.search(text) else text for text in texts]


def _write(path: Path, header: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """Write beside the goal, then rename: a cut-off run leaves no half file under the asked name."""
    with whole_file(path) as scratch, scratch.open("w", newline="", encoding="utf-8") as stream:
        stream.write(",".join(header) + "\n")
        stream.writelines(",".join(line) + "\n" for line in lines)


def _outputs(columns: GrowthColumns) -> dict[str, Sequence[str]]:
    """The text of every output column."""
    given = columns.given
    judged = batch.assess_many(given)
    letters = growth_letters.judge(columns, judged.waz)
    texts: dict[str, Sequence[str]] = {
        "age_days": _texts(np.where(given.age_days > batch.NO_DAY, given.age_days, _EMPTY), _whole),
        "age_months": _texts(columns.completed_months, _whole),
        "lenhei_used_cm": _texts(judged.lenhei_used_cm, lambda value: repr(round(value, 4))),
        "bmi": _texts(judged.bmi, lambda value: _two_decimals(lms.rounded(value))),
        "kbm_g": _texts(np.where(letters.kbm_g == growth_letters.NO_GRAMS, _EMPTY, letters.kbm_g), _whole),
        "gain_g": _texts(np.where(letters.gain_g == growth_letters.NO_GRAMS, _EMPTY, letters.gain_g), _whole),
        "letter": _words(letters.letter, [*growth_letters.LETTERS, ""]),
        "fine": _words(letters.fine, [*growth_letters.FINE_CODES, ""]),
        "two_t": _words(letters.two_t, _YES_NO),
        "bgm": _words(letters.bgm, _YES_NO),
        "orange": _words(letters.orange, _YES_NO),
        "faltering": _words(letters.faltering, _YES_NO),
        "reason": _reasons(columns, judged),
    }
    for name in Z_NAMES:
        z = getattr(judged, name)
        texts[name] = _texts(z, _two_decimals)
        texts[f"{name}_flag"] = _words(np.where(np.isnan(z), -1, getattr(judged, f"{name}_flag")), _YES_NO)
    for name, kind in _CATEGORIES.items():
        texts[name] = _words(getattr(judged, name), [*(one.label for one in kind), ""])
    school = _words(judged.baz_category, [*(one.label for one in classify.SchoolBmiCategory), ""])
    young = _words(judged.baz_category, [*(one.label for one in classify.NutritionCategory), ""])
    texts["baz_category"] = [
        a if is_school else b for is_school, a, b in zip(judged.is_school.tolist(), school, young, strict=True)
    ]
    return texts


_CATEGORIES: dict[str, type[classify.Category]] = {
    "waz_category": classify.WeightForAgeCategory,
    "haz_category": classify.LengthForAgeCategory,
    "whz_category": classify.NutritionCategory,
    "muac_category": classify.MuacCategory,
}


def _whole(value: float) -> str:
    return str(int(value))


def _two_decimals(value: float) -> str:
    return f"{value:.2f}"


class _Written(dict[float, str]):
    """Each distinct number is written once."""

    def __init__(self, write: Callable[[float], str]) -> None:
        super().__init__({_EMPTY: ""})
        self._write = write

    def __missing__(self, value: float) -> str:
        text = self[value] = self._write(value)
        return text


def _texts(values: NDArray[Any], write: Callable[[float], str]) -> list[str]:
    """Each number as text, NaN and _EMPTY as an empty cell."""
    known = np.where(np.isnan(values), _EMPTY, values)
    return list(map(_Written(write).__getitem__, known.tolist()))


def _words(codes: NDArray[Any], words: Sequence[str]) -> list[str]:
    """Each code as its word; -1 picks the last, the empty one."""
    return list(map(words.__getitem__, codes.tolist()))


def _reasons(columns: GrowthColumns, judged: BatchAssessment) -> list[str]:
    """What a reader should know of a row: a date after today, why a z-score is missing, or why it was refused."""
    given = columns.given
    texts = [""] * len(judged.waz)
    lacks = np.isnan(judged.waz) | np.isnan(judged.haz) | np.isnan(judged.whz) | np.isnan(judged.baz)
    lacks |= (np.isnan(judged.hcz) & ~np.isnan(given.head_cm)) | (np.isnan(judged.acz) & ~np.isnan(given.muac_cm))
    at = np.nonzero(lacks)[0]
    scores = zip(*(_optional(getattr(judged, name)[at]) for name in Z_NAMES), strict=True)
    measures = zip(
        *(_optional(values[at]) for values in (given.weight_kg, given.lenhei_cm, given.head_cm, given.muac_cm)),
        given.has_oedema[at].tolist(),
        _optional(judged.lenhei_used_cm[at]),
        strict=True,
    )
    ages = zip(judged.judged_days[at].tolist(), judged.judged_months[at].tolist(), strict=True)
    corrected = (~np.isnan(judged.corrected_age_days[at])).tolist()
    for row, z, taken, age, is_corrected in zip(at.tolist(), scores, measures, ages, corrected, strict=True):
        known = None if age[0] <= batch.NO_DAY else age
        texts[row] = "; ".join(
            reasons.missing(reasons.Scores(*z), reasons.Given(*taken), known, is_corrected=is_corrected)
        )
    for row in np.nonzero(columns.is_ahead)[0].tolist():
        texts[row] = "; ".join(filter(None, (_AHEAD, texts[row])))
    for row, reason in columns.problems.items():
        texts[row] = reason
    return texts


def _optional(values: NDArray[np.float64]) -> list[float | None]:
    optional: list[float | None] = np.where(np.isnan(values), None, values).tolist()  # type: ignore[call-overload]
    return optional


def _ages_used(typed: Sequence[str], computed: Sequence[str], is_by_months: NDArray[np.bool_]) -> list[str]:
    """An age column of the input: the age that was judged, beside dates that say otherwise too.

    As typed stay a refused row, of which nothing is judged, and the decimal months of a row that has nothing else.
    """
    rows = zip(typed, computed, is_by_months.tolist(), strict=True)
    return [text if text.strip() and (by_months or not age) else age for text, age, by_months in rows]
