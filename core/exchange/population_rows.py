"""From the sheets of a population file to readable people and notes about the rest."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from core.exchange import opensid_codes as codes
from core.exchange.child_facts import birth_facts, visit_of
from core.exchange.file_formats import FileFormat
from core.exchange.import_plan import PersonRow, RowNote, WorkbookRows, one_note_a_row
from core.exchange.opensid_cells import NumberCell, read_date, read_words
from core.exchange.population_table import NUMBERS, Line, Refused, find_lines
from core.exchange.sheets import Sheet
from core.words.age import completed_years
from core.words.occupations import occupation_code
from core.words.people import LifeStatus, Sex
from core.words.periods import date_words

_OLDEST_YEARS = 120
_FEWEST_CUT = 3
_CODED: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("agama_id", "religion_code", codes.RELIGIONS),
    ("pendidikan_kk_id", "education_code", codes.EDUCATIONS),
    ("golongan_darah_id", "blood_group_code", codes.BLOOD_GROUPS),
    ("warganegara_id", "citizenship_code", codes.CITIZENSHIPS),
)
_PREGNANT_AGES = range(10, 56)


def read_people(sheets: tuple[Sheet, ...], source: str, kind: FileFormat, *, today: date) -> WorkbookRows:
    """Read the people of a file of this kind. Headings may stand in any order and case, in any of the first 15 rows.

    Raises InputError when it lacks columns (they are named) or holds nobody.
    """
    lines = find_lines(sheets, Path(source).name, kind)
    _doubt_cut_numbers(lines)
    _doubt_masked(lines)
    _doubt_single_parent(lines)
    people: list[PersonRow] = []
    refused: list[RowNote] = []
    doubtful: list[RowNote] = []
    for line in lines:
        name = line.words("nama", 160)
        try:
            people.append(_person(line, name, today))
        except Refused as why:
            refused.append(RowNote(line.row, name, str(why)))
        else:
            doubtful += [RowNote(line.row, name, doubt) for doubt in line.doubts]
    notes = one_note_a_row(doubtful)
    return WorkbookRows(source, len(lines), tuple(people), tuple(refused), notes, fills_only=kind.fills_only)


def _doubt_masked(lines: list[Line]) -> None:
    """Stars over a NIK are no mistake of a row: said once, at the first."""
    masked = [line for line in lines if "*" in str(line.cells.get("nik") or "")]
    for line in masked:
        line.doubts = [doubt for doubt in line.doubts if doubt != line.numbers["nik"].doubt]
    if masked:
        masked[0].doubts.append(
            f"NIK disamarkan dengan bintang di {len(masked)} baris; orangnya dicocokkan dengan nama dan tanggal lahir."
        )


def _doubt_single_parent(lines: list[Line]) -> None:
    single = [
        line
        for line in lines
        if read_words(line.cells.get("nama_ortu"), 320) and not read_words(line.cells.get("nama_ayah"), 160)
    ]
    if single:
        single[0].doubts.append(
            f"Nama orang tua hanya satu di {len(single)} baris; dicatat sebagai nama ibu. Periksa, barangkali ayahnya."
        )


def _doubt_cut_numbers(lines: list[Line]) -> None:
    """Where Excel kept numbers: a whole column that ends in 0 was cut; a single one that does may be right."""
    for column, name in NUMBERS.items():
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


def _person(line: Line, name: str, today: date) -> PersonRow:
    if not any(letter.isalpha() for letter in name):
        raise Refused("Nama kosong atau tidak terbaca.")
    sex = codes.SEXES.get(line.code("sex"))
    if sex is None:
        shown = line.words("sex", 20) or "kosong"
        raise Refused(f"Jenis kelamin “{shown}” tidak dikenal. Pakai 1 (laki-laki) atau 2 (perempuan).")
    born_on = _birth_date(line, today, line.epoch)
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
        posyandu_name=line.words("posyandu", 120),
        visit=visit_of(line, born_on, today),
    )
    return replace(row, facts=_facts(line, row))


def _birth_date(line: Line, today: date, epoch: datetime) -> date:
    cell = line.cells.get("tanggallahir")
    born_on = read_date(cell, epoch)
    if born_on is None:
        shown = read_words(cell, 30)
        raise Refused(f"Tanggal lahir “{shown}” tidak terbaca." if shown else "Tanggal lahir kosong.")
    if born_on > today:
        raise Refused(f"Tanggal lahir {date_words(born_on)} belum tiba.")
    if completed_years(born_on, today) > _OLDEST_YEARS:
        line.doubts.append(f"Lahir {date_words(born_on)}: umurnya lebih dari {_OLDEST_YEARS} tahun. Periksa tahunnya.")
    return born_on


def _status(line: Line) -> LifeStatus | None:
    code = line.code("status_dasar")
    if code in codes.INVALID_STATUS:
        raise Refused("Ditandai tidak valid oleh kantor desa (status dasar 9).")
    status = codes.STATUSES.get(code)
    # Some lists write the place in the family or the marriage under the bare heading "Status".
    is_other = not code.isdecimal() and (code in codes.ROLES or code in codes.MARITAL)
    if code and status is None and not is_other:
        line.doubts.append(f"Status dasar “{line.words('status_dasar', 20)}” tidak dikenal; dianggap hidup.")
    return status


def _is_pregnant(line: Line, sex: Sex, born_on: date, today: date) -> bool:
    if line.code("hamil") not in codes.YES:
        return False
    if sex is Sex.FEMALE and completed_years(born_on, today) in _PREGNANT_AGES:
        return True
    line.doubts.append("Ditandai hamil, tetapi umur atau jenis kelaminnya tidak cocok; tanda hamil diabaikan.")
    return False


def _facts(line: Line, row: PersonRow) -> dict[str, Any]:
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
    facts |= birth_facts(line)
    return {field: value for field, value in facts.items() if value}


def _number_code(line: Line, column: str) -> str:
    code = line.code(column)
    return code if code.isdecimal() and code != "0" and len(code) <= 3 else ""
