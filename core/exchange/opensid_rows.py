"""From the sheets of an OpenSID population workbook to readable people and notes about the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from core.errors import InputError
from core.exchange import opensid_codes as codes
from core.exchange.import_plan import PersonRow, RowNote, WorkbookRows, one_note_a_row
from core.exchange.opensid_cells import NumberCell, read_date, read_number, read_words
from core.exchange.workbook import Sheet, read_sheets
from core.words.age import completed_years
from core.words.occupations import occupation_code
from core.words.people import LifeStatus, Sex
from core.words.periods import date_words

_HEADER_ROWS = 15
_TELLING = ("nama", "nik", "no_kk", "sex", "tanggallahir")
_OLDEST_YEARS = 120
_FEWEST_CUT = 3
_NUMBERS = {"nik": "NIK", "no_kk": "Nomor KK", "ayah_nik": "NIK ayah", "ibu_nik": "NIK ibu"}
_CODED: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("agama_id", "religion_code", codes.RELIGIONS),
    ("pendidikan_kk_id", "education_code", codes.EDUCATIONS),
    ("golongan_darah_id", "blood_group_code", codes.BLOOD_GROUPS),
    ("warganegara_id", "citizenship_code", codes.CITIZENSHIPS),
)
_PREGNANT_AGES = range(10, 56)


class _Header(NamedTuple):
    sheet: Sheet
    row: int
    columns: dict[str, int]


@dataclass(slots=True)
class _Line:
    """One row of the sheet by OpenSID column, with its identity numbers read and its notes so far."""

    row: int
    cells: dict[str, Any]
    numbers: dict[str, NumberCell]
    doubts: list[str]

    def words(self, column: str, longest: int) -> str:
        return read_words(self.cells.get(column), longest)

    def code(self, column: str) -> str:
        return codes.code_text(self.cells.get(column))


class _Refused(Exception):
    """A row without which name, sex or birth date cannot be known; the message says why."""


def read_workbook(path: str | Path, *, today: date) -> WorkbookRows:
    """Read an OpenSID population workbook. Headings may stand in any order and case, in any of the first 15 rows.

    Raises InputError when it is no readable workbook, lacks columns (they are named) or holds nobody.
    """
    path = Path(path)
    header = _find_header(read_sheets(path), path.name)
    lines = list(_lines(header))
    if not lines:
        raise InputError(f"“{path.name}” punya judul kolom, tetapi tidak ada warga di bawahnya.", field="path")
    _doubt_cut_numbers(lines)
    people: list[PersonRow] = []
    refused: list[RowNote] = []
    doubtful: list[RowNote] = []
    for line in lines:
        name = line.words("nama", 160)
        try:
            people.append(_person(line, name, today, header.sheet.epoch))
        except _Refused as why:
            refused.append(RowNote(line.row, name, str(why)))
        else:
            doubtful += [RowNote(line.row, name, doubt) for doubt in line.doubts]
    return WorkbookRows(path.name, len(lines), tuple(people), tuple(refused), one_note_a_row(doubtful))


def _find_header(sheets: Sequence[Sheet], source: str) -> _Header:
    best: _Header | None = None
    for sheet in sheets:
        for number, cells in sheet.rows:
            if number > _HEADER_ROWS:
                break
            columns = _columns_of(cells)
            if best is None or len(columns) > len(best.columns):
                best = _Header(sheet, number, columns)
    if best is None or not any(column in best.columns for column in _TELLING):
        raise InputError(
            f"Di “{source}” tidak ada judul kolom data penduduk OpenSID (nama, nik, no_kk, sex, tanggallahir, …). "
            "Unduh data penduduk dari OpenSID sebagai Excel, lalu pilih berkas itu.",
            field="path",
        )
    missing = [column for column in codes.REQUIRED if column not in best.columns]
    if missing:
        raise InputError(
            f"“{source}” kurang kolom: {', '.join(missing)}. Tambahkan kolom itu di Excel, lalu impor lagi.",
            field="path",
        )
    return best


def _columns_of(cells: Sequence[Any]) -> dict[str, int]:
    """The place of each OpenSID column; its own heading comes before another word for it, wherever that stands."""
    named = [(codes.column_of(cell), place) for place, cell in enumerate(cells)]
    columns = {column: place for column, place in reversed(named) if column}
    exact = {
        column: place for column, place in reversed(named) if column and codes.is_own_heading(cells[place], column)
    }
    return columns | exact


def _lines(header: _Header) -> Iterator[_Line]:
    for number, cells in header.sheet.rows:
        if number <= header.row:
            continue
        by_column = {column: cells[place] for column, place in header.columns.items() if place < len(cells)}
        if not _is_person(by_column, number == header.row + 1):
            continue
        numbers = {column: read_number(by_column.get(column), name) for column, name in _NUMBERS.items()}
        doubts = [cell.doubt for cell in numbers.values() if cell.doubt]
        yield _Line(number, by_column, numbers, doubts)


def _is_person(cells: dict[str, Any], is_first: bool) -> bool:
    """Not a row of blanks, `###` (OpenSID's end mark), a repeated heading, or column numbers under the heading."""
    telling = [cells.get(column) for column in _TELLING]
    if not any(read_words(cell, 40).strip("# ") for cell in telling):
        return False
    if codes.column_of(cells.get("nama")) == "nama" and codes.column_of(cells.get("sex")) == "sex":
        return False
    return not (
        is_first and all(codes.code_text(cell).isdecimal() and int(codes.code_text(cell)) < 100 for cell in telling)
    )


def _doubt_cut_numbers(lines: list[_Line]) -> None:
    """Where Excel kept numbers: a whole column that ends in 0 was cut; a single one that does may be right."""
    for column, name in _NUMBERS.items():
        kept = [line for line in lines if line.numbers[column].is_number]
        ends_in_zero = [line for line in kept if line.numbers[column].may_be_cut]
        is_cut = len(kept) >= _FEWEST_CUT and len(ends_in_zero) == len(kept)
        for line in ends_in_zero:
            digits = line.numbers[column].digits
            if is_cut:
                line.numbers[column] = NumberCell()
                line.doubts.append(f"{name} {digits} terpotong oleh Excel (angka terakhir hilang), jadi dikosongkan.")
            else:
                line.doubts.append(f"{name} {digits} disimpan Excel sebagai bilangan; periksa angka terakhirnya.")


def _person(line: _Line, name: str, today: date, epoch: datetime) -> PersonRow:
    if not any(letter.isalpha() for letter in name):
        raise _Refused("Nama kosong atau tidak terbaca.")
    sex = codes.SEXES.get(line.code("sex"))
    if sex is None:
        shown = line.words("sex", 20) or "kosong"
        raise _Refused(f"Jenis kelamin “{shown}” tidak dikenal. Pakai 1 (laki-laki) atau 2 (perempuan).")
    born_on = _birth_date(line, today, epoch)
    status = _status(line)
    row = PersonRow(
        row=line.row,
        name=name,
        sex=sex,
        born_on=born_on,
        nik=line.numbers["nik"].digits,
        kk_number=line.numbers["no_kk"].digits,
        role=codes.ROLES.get(line.code("kk_level")),
        status=status,
        mother_nik=line.numbers["ibu_nik"].digits,
        mother_name=line.words("nama_ibu", 160),
        father_nik=line.numbers["ayah_nik"].digits,
        father_name=line.words("nama_ayah", 160),
        address=line.words("alamat", 240),
        dusun=line.words("dusun", 80),
        rw=line.words("rw", 8),
        rt=line.words("rt", 8),
        facts={},
        is_pregnant=_is_pregnant(line, sex, born_on, today),
    )
    return replace(row, facts=_facts(line, row))


def _birth_date(line: _Line, today: date, epoch: datetime) -> date:
    cell = line.cells.get("tanggallahir")
    born_on = read_date(cell, epoch)
    if born_on is None:
        shown = read_words(cell, 30)
        raise _Refused(f"Tanggal lahir “{shown}” tidak terbaca." if shown else "Tanggal lahir kosong.")
    if born_on > today:
        raise _Refused(f"Tanggal lahir {date_words(born_on)} belum tiba.")
    if completed_years(born_on, today) > _OLDEST_YEARS:
        line.doubts.append(f"Lahir {date_words(born_on)}: umurnya lebih dari {_OLDEST_YEARS} tahun. Periksa tahunnya.")
    return born_on


def _status(line: _Line) -> LifeStatus | None:
    code = line.code("status_dasar")
    if code in codes.INVALID_STATUS:
        raise _Refused("Ditandai tidak valid oleh kantor desa (status dasar 9).")
    status = codes.STATUSES.get(code)
    if code and status is None:
        line.doubts.append(f"Status dasar “{line.words('status_dasar', 20)}” tidak dikenal; dianggap hidup.")
    return status


def _is_pregnant(line: _Line, sex: Sex, born_on: date, today: date) -> bool:
    if line.code("hamil") not in codes.YES:
        return False
    if sex is Sex.FEMALE and completed_years(born_on, today) in _PREGNANT_AGES:
        return True
    line.doubts.append("Ditandai hamil, tetapi umur atau jenis kelaminnya tidak cocok; tanda hamil diabaikan.")
    return False


def _facts(line: _Line, row: PersonRow) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "birth_place": line.words("tempatlahir", 120),
        "phone": line.words("telepon", 24),
        "marital_status": codes.MARITAL.get(line.code("status_kawin")),
        "mother_name": row.mother_name,
        "mother_nik": row.mother_nik,
        "father_name": row.father_name,
        "father_nik": row.father_nik,
    }
    facts |= {field: table.get(line.code(column), "") for column, field, table in _CODED}
    facts["current_education_code"] = _number_code(line, "pendidikan_sedang_id")
    facts["occupation_code"] = _number_code(line, "pekerjaan_id") or occupation_code(line.words("pekerjaan_id", 80))
    return {field: value for field, value in facts.items() if value}


def _number_code(line: _Line, column: str) -> str:
    code = line.code(column)
    return code if code.isdecimal() and code != "0" and len(code) <= 3 else ""
