"""Any table of people (.xlsx, .xls, .csv): which column is what is guessed from the headings, corrected, remembered."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz.fuzz import ratio

from core.errors import InputError
from core.exchange.file_formats import KNOWN_WORDS, FileFormat, reader_of
from core.exchange.import_plan import ImportPlan
from core.exchange.import_run import plan_rows, run_import
from core.exchange.named_columns import column_names, under_names
from core.exchange.opensid_cells import read_words
from core.exchange.opensid_codes import squeezed
from core.exchange.population_rows import read_people
from core.exchange.population_table import HEADER_ROWS, find_header
from core.exchange.sheets import Sheet
from core.exchange.workbook import read_tables
from core.services.register import Register
from core.store.registers import Setting

__all__ = ["FIELDS", "Headings", "MapField", "mapping_of", "plan_import", "read_headings", "run_import"]

_ALIKE = 84.0
_SAMPLES = 3
_ROWS_LOOKED_AT = HEADER_ROWS + 25


@dataclass(frozen=True, slots=True)
class MapField:
    """Something of a person that a column may hold: its key, its Indonesian label, and whether it must be there."""

    key: str
    label: str
    is_required: bool = False


FIELDS = (
    MapField("nama", "Nama", is_required=True),
    MapField("sex", "Jenis kelamin", is_required=True),
    MapField("tanggallahir", "Tanggal lahir", is_required=True),
    MapField("nik", "NIK"),
    MapField("no_kk", "Nomor KK"),
    MapField("tempatlahir", "Tempat lahir"),
    MapField("ttl", "Tempat dan tanggal lahir (satu kolom)"),
    MapField("kk_level", "Hubungan keluarga"),
    MapField("status_kawin", "Status kawin"),
    MapField("status_dasar", "Status (hidup, pindah, meninggal)"),
    MapField("nama_ibu", "Nama ibu"),
    MapField("ibu_nik", "NIK ibu"),
    MapField("nama_ayah", "Nama ayah"),
    MapField("ayah_nik", "NIK ayah"),
    MapField("nama_ortu", "Nama ayah / ibu (satu kolom)"),
    MapField("alamat", "Alamat"),
    MapField("dusun", "Dusun"),
    MapField("rw", "RW"),
    MapField("rt", "RT"),
    MapField("rt_rw", "RT/RW (satu kolom)"),
    MapField("posyandu", "Posyandu"),
    MapField("telepon", "Telepon"),
    MapField("agama_id", "Agama"),
    MapField("pendidikan_kk_id", "Pendidikan"),
    MapField("pekerjaan_id", "Pekerjaan"),
    MapField("golongan_darah_id", "Golongan darah"),
    MapField("berat_lahir", "Berat lahir"),
    MapField("panjang_lahir", "Panjang lahir"),
    MapField("anak_ke", "Anak ke"),
    MapField("usia_kehamilan", "Usia kehamilan (minggu)"),
    MapField("tanggal_ukur", "Tanggal ukur"),
    MapField("berat", "Berat (kg)"),
    MapField("tinggi", "Panjang/tinggi (cm)"),
    MapField("cara_ukur", "Cara ukur"),
    MapField("lila", "LiLA (cm)"),
    MapField("lingkar_kepala", "Lingkar kepala (cm)"),
)
_BY_WORD = {squeezed(word): field.key for field in FIELDS for word in (field.key, field.label)}
_SHORTEST_NEAR = 5
_NEAR_WORDS = _BY_WORD | {
    word: key
    for word, key in KNOWN_WORDS.items()
    if len(word) >= _SHORTEST_NEAR and key in {field.key for field in FIELDS}
}
_LABELS = {field.key: field.label for field in FIELDS}


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a file in order, a few values under each, and a signature to know the same kind of file by.

    Each name stands once. `made_up` are those that the file does not say: of columns without a heading, or with one
    that was there before; an empty column has no name.
    """

    source: str
    names: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    signature: str
    made_up: frozenset[str] = frozenset()


def read_headings(path: str | Path) -> Headings:
    """The headings of the first table of a file. Raises InputError when there is none."""
    path = Path(path)
    return _headings(read_tables(path, _ROWS_LOOKED_AT), path.name)


def _headings(sheets: Sequence[Sheet], source: str) -> Headings:
    sheet, row, cells = _found_heading(sheets, source)
    under = [cells for number, cells in sheet.rows if number > row]
    names = column_names(cells, under)
    samples = tuple(
        tuple(read_words(cells[at], 40) for cells in under[:_SAMPLES] if at < len(cells)) for at in range(len(names))
    )
    own = [read_words(cell, 80) for cell in cells]
    named = sorted(squeezed(name) for name in own if name)
    signature = hashlib.sha256("|".join(named).encode()).hexdigest()[:24]
    return Headings(source, names, samples, signature, frozenset(names) - {"", *own})


def _found_heading(sheets: Sequence[Sheet], source: str) -> tuple[Sheet, int, tuple[object, ...]]:
    place = next((place for sheet in sheets if (place := _heading_row(sheet))), None)
    if place is None:
        raise InputError(
            f"Di “{source}” tidak ada baris judul kolom. Beri judul tiap kolom, lalu coba lagi.", field="path"
        )
    return place


def _heading_row(sheet: Sheet) -> tuple[Sheet, int, tuple[object, ...]] | None:
    """The row that names most known columns, else the first of several texts without a number among them."""
    header = find_header(sheet, reader_of(KNOWN_WORDS))
    rows = [(number, cells) for number, cells in sheet.rows if number <= HEADER_ROWS]
    if header is not None and len(header.columns) > 1:
        return next((sheet, number, cells) for number, cells in rows if number == header.row)
    for number, cells in rows:
        filled = [cell for cell in cells if cell not in (None, "")]
        if len(filled) > 1 and all(isinstance(cell, str) and not cell.strip().isdecimal() for cell in filled):
            return sheet, number, cells
    return None


def mapping_of(register: Register, headings: Headings) -> dict[str, str]:
    """Field key to heading: as it was corrected for this kind of file before, else as guessed from the names."""
    with register.reading() as session:
        row = session.get(Setting, _setting_key(headings))
        stored: dict[str, str] = json.loads(row.value) if row is not None else {}
    # A column without a heading may stand elsewhere this time, or not at all.
    names = {squeezed(name): name for name in headings.names}
    there = {
        key: names[squeezed(name)] if name else "" for key, name in stored.items() if squeezed(name) in {"", *names}
    }
    return there or _guess(headings)


def _guess(headings: Headings) -> dict[str, str]:
    """A heading known word for word, else one that is nearly a known one; each field once, the leftmost wins."""
    guessed: dict[str, str] = {}
    own = [name for name in headings.names if name and name not in headings.made_up]
    for name in own:
        key = KNOWN_WORDS.get(squeezed(name))
        if key in _LABELS and key not in guessed:
            guessed[key] = name
    for name in own:
        if name in guessed.values() or squeezed(name) in KNOWN_WORDS:
            continue
        word = squeezed(name)
        score, key = max((ratio(word, known), key) for known, key in _NEAR_WORDS.items())
        if score >= _ALIKE and key not in guessed:
            guessed[key] = name
    return guessed


def plan_import(register: Register, path: str | Path, mapping: Mapping[str, str] | None = None) -> ImportPlan:
    """The preview of an import; nothing is written. `mapping` gives the heading of each field (key or label).

    What it leaves out is taken from last time, else guessed; an empty heading leaves a field out. The corrected
    mapping is remembered with the import, for files with the same headings. What the register knows stays.
    Raises InputError for an unknown field or heading (naming those there are), or when name, sex or birth date lack.
    """
    path = Path(path)
    sheets = read_tables(path)
    headings = _headings(sheets, path.name)
    known = mapping_of(register, headings)
    corrected = known | _checked(mapping or {}, headings)
    chosen = {key: heading for key, heading in corrected.items() if heading}
    _refuse_lacking(chosen, headings)
    cells = _found_heading(sheets, path.name)[2]
    named = under_names(sheets, cells, headings.names)
    book = read_people(named, path.name, _format(chosen), today=register.today)
    if mapping and corrected != known:
        value = json.dumps(corrected, ensure_ascii=False, sort_keys=True)
        book = replace(book, remembered=(_setting_key(headings), value))
    return plan_rows(register, book)


def _setting_key(headings: Headings) -> str:
    return f"kolom-{headings.signature}"


def _checked(mapping: Mapping[str, str], headings: Headings) -> dict[str, str]:
    by_heading = {squeezed(name): name for name in headings.names if name}
    checked = {}
    for field, heading in mapping.items():
        key = _BY_WORD.get(squeezed(field))
        if key is None:
            labels = ", ".join(one.label for one in FIELDS)
            raise InputError(f"Isian “{field}” tidak dikenal. Yang ada: {labels}.", field="mapping")
        if heading and squeezed(heading) not in by_heading:
            names = ", ".join(name for name in headings.names if name)
            raise InputError(f"Kolom “{heading}” tidak ada di berkas. Yang ada: {names}.", field="mapping")
        checked[key] = by_heading[squeezed(heading)] if heading else ""
    return checked


def _refuse_lacking(chosen: Mapping[str, str], headings: Headings) -> None:
    held = set(chosen) | ({"tanggallahir"} if "ttl" in chosen else set())
    lacking = [field.label for field in FIELDS if field.is_required and field.key not in held]
    if lacking:
        names = ", ".join(name for name in headings.names if name)
        raise InputError(f"Kolom untuk {', '.join(lacking)} belum dipilih. Kolom di berkas: {names}.", field="mapping")


def _format(chosen: Mapping[str, str]) -> FileFormat:
    column_of = reader_of({squeezed(heading): key for key, heading in chosen.items()})
    return FileFormat(
        key="csv",
        title="tabel warga",
        column_of=column_of,
        required=tuple(key for key in ("nama", "sex") if key in chosen),
        where_from="Pilih kolom untuk nama, jenis kelamin dan tanggal lahir.",
        fills_only=True,
        has_sections=True,
        skips_text_lines=True,
    )
