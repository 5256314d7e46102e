"""Fields of the journal as people read them: their names, and their values with units."""

from collections.abc import Callable
from datetime import date
from typing import Any

from core.words.nik import mask
from core.words.people import FamilyRole, LifeStatus, Posture, PregnancyOutcome, Sex
from core.words.periods import date_short
from core.words.quantities import length_words, weight_words

LABELS = {
    "name": "Nama",
    "nik": "NIK",
    "sex": "Jenis kelamin",
    "born_on": "Tanggal lahir",
    "is_birth_date_approximate": "Tanggal lahir kira-kira",
    "birth_place": "Tempat lahir",
    "phone": "Telepon",
    "mother_name": "Nama ibu",
    "mother_nik": "NIK ibu",
    "father_name": "Nama ayah",
    "father_nik": "NIK ayah",
    "status": "Status",
    "status_changed_on": "Tanggal status",
    "from_on": "Masuk keluarga",
    "to_on": "Hari terakhir",
    "role": "Hubungan keluarga",
    "birth_weight_g": "Berat lahir",
    "birth_length_mm": "Panjang lahir",
    "birth_head_mm": "Lingkar kepala lahir",
    "birth_order": "Anak ke",
    "had_imd": "IMD",
    "birth_helper": "Penolong lahir",
    "birth_site": "Tempat bersalin",
    "gestation_weeks": "Umur kehamilan (minggu)",
    "kia_book_on": "Buku KIA terlihat",
    "measured_on": "Tanggal ukur",
    "weight_g": "Berat",
    "length_mm": "Panjang/tinggi",
    "posture": "Cara ukur",
    "head_mm": "Lingkar kepala",
    "muac_mm": "LiLA",
    "has_oedema": "Bengkak",
    "breastfeeding": "ASI",
    "vitamin_a": "Vitamin A",
    "is_referred": "Dirujuk",
    "follow_up_note": "Tindak lanjut",
    "confirmation_reason": "Alasan",
    "letter_override": "Huruf N/T",
    "letter_override_reason": "Alasan huruf",
    "held_on": "Tanggal hari buka",
    "kk_number": "Nomor KK",
    "address": "Alamat",
    "dusun": "Dusun",
    "rw": "RW",
    "rt": "RT",
    "opened_on": "Kehamilan dicatat",
    "hpht_on": "HPHT",
    "usg_due_on": "HPL menurut USG",
    "estimated_due_on": "Perkiraan lahir",
    "gravida": "Hamil ke",
    "ended_on": "Akhir kehamilan",
    "outcome": "Hasil kehamilan",
    "stillborn_count": "Lahir mati",
    "purpose": "Tujuan persetujuan",
    "way": "Cara persetujuan",
    "given_by": "Persetujuan dari",
    "given_on": "Tanggal persetujuan",
    "witness": "Saksi",
    "withdrawn_on": "Persetujuan ditarik",
    "note": "Catatan",
}
"""Field by its column, in the order in which a deed is told."""
_CHOICES: dict[str, Callable[[str], str]] = {
    "sex": lambda letter: Sex(letter).label,
    "posture": lambda letter: Posture(letter).label,
    "status": lambda code: LifeStatus(code).label,
    "role": lambda code: FamilyRole(code).label,
    "outcome": lambda code: PregnancyOutcome(code).label,
}
_NUMBERS = {"nik", "mother_nik", "father_nik", "kk_number"}
_UNITS: dict[str, Callable[[Any], str]] = {
    "_g": weight_words,
    "_mm": length_words,
    "_on": lambda day: date_short(date.fromisoformat(day)),
}


def value_words(field: str, value: Any, *, is_masked: bool = False) -> str:  # noqa: ANN401 - a value as JSON held it
    """A journalled value in words; empty for what is not filled, `is_masked` hides most of a NIK or KK number."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "ya" if value else ""
    if field in _CHOICES:
        return _CHOICES[field](value)
    if is_masked and field in _NUMBERS:
        return mask(str(value))
    write = next((write for end, write in _UNITS.items() if field.endswith(end)), str)
    return write(value)
