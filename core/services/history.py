"""Who changed what and when, in words: the journal of one person, visit or place."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import or_, select

from core.services.register import Register
from core.store.journal import JournalChange, JournalEntry
from core.store.people import Person
from core.store.visits import Measurement
from core.words.people import FamilyRole, LifeStatus, Posture, Sex
from core.words.periods import date_short
from core.words.quantities import length_words, weight_words

_LABELS = {
    "name": "Nama",
    "nik": "NIK",
    "sex": "Jenis kelamin",
    "born_on": "Tanggal lahir",
    "phone": "Telepon",
    "mother_name": "Nama ibu",
    "father_name": "Nama ayah",
    "status": "Status",
    "status_changed_on": "Tanggal status",
    "from_on": "Masuk keluarga",
    "to_on": "Hari terakhir",
    "role": "Hubungan keluarga",
    "birth_weight_g": "Berat lahir",
    "birth_length_mm": "Panjang lahir",
    "birth_order": "Anak ke",
    "gestation_weeks": "Umur kehamilan (minggu)",
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
    "note": "Catatan",
    "confirmation_reason": "Alasan",
    "letter_override": "Huruf N/T",
    "letter_override_reason": "Alasan huruf",
    "held_on": "Tanggal hari buka",
    "kk_number": "Nomor KK",
    "address": "Alamat",
    "dusun": "Dusun",
    "rw": "RW",
    "rt": "RT",
}
_CHOICES: dict[str, Callable[[str], str]] = {
    "sex": lambda letter: Sex(letter).label,
    "posture": lambda letter: Posture(letter).label,
    "status": lambda code: LifeStatus(code).label,
    "role": lambda code: FamilyRole(code).label,
}
_UNITS: dict[str, Callable[[Any], str]] = {
    "_g": weight_words,
    "_mm": length_words,
    "_on": lambda day: date_short(date.fromisoformat(day)),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as people read it; an empty text is "not filled"."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One deed: when (UTC), who, its sentence, and the fields it changed."""

    at: datetime
    who: str
    sentence: str
    changes: tuple[FieldChange, ...]


def journal_of(register: Register, entity_id: str) -> tuple[JournalLine, ...]:
    """The deeds that touched a row, newest first; for a person also those on its visits, removed ones included.

    What was done about an entry that was merged into the person is part of its story.
    """
    with register.reading() as session:
        visits = select(Measurement.id).where(Measurement.person_id == entity_id)
        merged = select(Person.id).where(Person.merged_into_id == entity_id)
        mark = f'"person_id":"{entity_id}"'
        removed = (
            (JournalChange.entity == Measurement.__tablename__)
            & JournalChange.after.is_(None)
            & JournalChange.before.contains(mark, autoescape=True)
        )
        rows = session.execute(
            select(JournalEntry, JournalChange)
            .join(JournalChange, JournalChange.entry_id == JournalEntry.id)
            .where(
                or_(
                    JournalChange.entity_id == entity_id,
                    JournalChange.entity_id.in_(visits),
                    JournalChange.entity_id.in_(merged),
                    removed,
                )
            )
            .order_by(JournalEntry.hlc.desc(), JournalChange.id)
        ).all()
    lines: dict[str, JournalLine] = {}
    for entry, change in rows:
        known = lines.get(entry.id)
        changes = (*(known.changes if known else ()), *_changes(_fields(change.before), _fields(change.after)))
        lines[entry.id] = JournalLine(entry.at.replace(tzinfo=UTC), entry.who, entry.sentence, changes)
    return tuple(lines.values())


def _fields(body: str | None) -> dict[str, Any]:
    return {} if body is None else dict(json.loads(body))


def _changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[FieldChange]:
    for field, label in _LABELS.items():
        old, new = _words(field, before.get(field)), _words(field, after.get(field))
        if old != new:
            yield FieldChange(label, old, new)


def _words(field: str, value: Any) -> str:  # noqa: ANN401 - a value as JSON held it
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "ya" if value else ""
    if field in _CHOICES:
        return _CHOICES[field](value)
    write = next((write for end, write in _UNITS.items() if field.endswith(end)), str)
    return write(value)
