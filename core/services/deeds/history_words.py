"""Fields of the journal as people read them: their names, and their values with units."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from core.rules.forms.catalogue import form_named
from core.rules.numbers import shown
from core.words.nik import mask
from core.words.people import FamilyRole, LifeStatus, Posture, PregnancyOutcome, Sex
from core.words.periods import date_short
from core.words.quantities import length_words, weight_words
from core.words.steps import Step

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
OTHER_LABELS: dict[str, dict[str, str]] = {
    "check_up": {
        "not_measured_reason": "Tidak diukur karena",
        "left_reason": "Pulang karena",
        "reopened_reason": "Dibuka lagi karena",
    },
    "referral": {
        "target": "Tujuan rujukan",
        "status": "Kabar rujukan",
        "status_on": "Tanggal kabar",
        "note": "Catatan",
    },
    "vaccine_dose": {
        "key": "Imunisasi",
        "given_on": "Tanggal imunisasi",
        "batch": "Nomor bets",
        "site": "Tempat suntik",
        "giver": "Diberikan oleh",
        "place": "Tempat",
    },
    "dose_refusal": {"key": "Imunisasi ditolak", "refused_on": "Tanggal menolak", "reason": "Alasan menolak"},
    "health_caution": {"noted_on": "Perhatian dicatat", "ended_on": "Perhatian berakhir", "note": "Catatan"},
}
"""Fields of tables whose columns share names with others, table by table."""
_CHOICES: dict[str, Callable[[str], str]] = {
    "sex": lambda letter: Sex(letter).label,
    "posture": lambda letter: Posture(letter).label,
    "status": lambda code: LifeStatus(code).label,
    "role": lambda code: FamilyRole(code).label,
    "outcome": lambda code: PregnancyOutcome(code).label,
}
_TOLD_STEPS = (Step.MEASURE, Step.EXAMINE)
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


def other_words(field: str, value: Any) -> str:  # noqa: ANN401 - a value as JSON held it
    """A value of one of `OTHER_LABELS` in words; empty for what is not filled."""
    if value is None or value == "":
        return ""
    return date_short(date.fromisoformat(value)) if field.endswith("_on") else str(value)


def answer_label(form_key: str, key: str) -> str:
    """The name of a measured or tested box of a card; empty for whatever was asked, which the journal does not tell."""
    form = form_named(form_key)
    found = form.field(key) if form is not None and not form.for_midwife else None
    return found.label if found is not None and found.step in _TOLD_STEPS and not found.for_midwife else ""


def answer_words(form_key: str, key: str, value: str) -> str:
    """An answer of such a box, as JSON, in words."""
    form = form_named(form_key)
    found = form.field(key) if form is not None else None
    held = json.loads(value, parse_float=Decimal)
    if found is None or held is None:
        return ""
    if isinstance(held, bool):
        return "ya" if held else "tidak"
    if isinstance(held, str):
        return found.words(held) or held
    return f"{shown(held)} {found.unit}".strip() if isinstance(held, int | Decimal) else str(held)
