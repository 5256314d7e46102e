"""Everything an import would write, worked out without writing: new people, and only what differs about known ones."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from core.exchange.import_families import FamilyChanges, place_families
from core.exchange.import_matching import Matches, match_rows
from core.exchange.import_parents import ParentLinks, link_parents
from core.exchange.import_plan import (
    DusunLine,
    PersonRow,
    PlanLine,
    RowNote,
    WorkbookRows,
    hand_note,
    one_note_a_row,
    row_words,
)
from core.exchange.import_visits import KnownVisits, VisitChanges, plan_visits, target_of
from core.exchange.known_people import KnownPerson, KnownVillage, is_same_text
from core.store.base import new_id
from core.words.nik import mask
from core.words.people import LifeStatus
from core.words.periods import date_words
from core.words.quantities import length_words, weight_words

NEW, MATCHED, UNCHANGED = "baru", "diperbarui", "tetap"
_LABELS = {
    "name": "nama",
    "nik": "NIK",
    "sex": "jenis kelamin",
    "born_on": "tanggal lahir",
    "birth_place": "tempat lahir",
    "marital_status": "status kawin",
    "phone": "telepon",
    "mother_id": "ibu",
    "mother_name": "nama ibu",
    "mother_nik": "NIK ibu",
    "father_id": "ayah",
    "father_name": "nama ayah",
    "father_nik": "NIK ayah",
    "status": "status",
    "reported_pregnant_on": "hamil",
    "religion_code": "agama",
    "education_code": "pendidikan",
    "current_education_code": "sekolah sekarang",
    "occupation_code": "pekerjaan",
    "blood_group_code": "golongan darah",
    "citizenship_code": "kewarganegaraan",
    "birth_weight_g": "berat lahir",
    "birth_length_mm": "panjang lahir",
    "birth_order": "anak ke",
    "gestation_weeks": "usia kehamilan",
}
_NUMBER_WORDS = {"birth_weight_g": weight_words, "birth_length_mm": length_words}
_PARENTS = {"mother_id", "father_id"}
_TEXTS = ("name", "birth_place", "mother_name", "father_name")


@dataclass(slots=True)
class ImportChanges:
    """What to write, in the order of writing, and what to say about every row."""

    families: FamilyChanges
    people: list[dict[str, Any]] = field(default_factory=list)
    updates: dict[str, dict[str, Any]] = field(default_factory=dict)
    visits: VisitChanges = field(default_factory=VisitChanges)
    refused: list[RowNote] = field(default_factory=list)
    lines: list[PlanLine] = field(default_factory=list)
    doubtful: tuple[RowNote, ...] = ()
    dusuns: tuple[DusunLine, ...] = ()

    def count(self, action: str) -> int:
        """How many rows have this action."""
        return sum(line.action == action for line in self.lines)


def work_out(
    book: WorkbookRows,
    village: KnownVillage,
    chosen: dict[str, str],
    known_visits: KnownVisits,
    *,
    today: date,
) -> ImportChanges:
    """Compare the rows with the register. `chosen` maps a dusun to its posyandu; nothing is written."""
    matches = match_rows(book.people, village, today=today)
    ids = {row.row: matches.known[row.row].id if row.row in matches.known else new_id() for row in matches.rows}
    families = place_families(matches, ids, village, chosen, today=today, fills_only=book.fills_only)
    links = link_parents(matches, ids, families.of_row, village, today=today)
    changes = ImportChanges(families)
    conflicts: list[RowNote] = []
    for row in matches.rows:
        conflicts += _add_person(
            row, ids[row.row], matches, links, changes, today, village=village, fills_only=book.fills_only
        )
    for number, first in matches.repeats.items():
        changes.lines.append(PlanLine(number, first.name, UNCHANGED, f"sama dengan baris {row_words(first.row)}"))
    _add_visits(book, matches, ids, village, known_visits, changes, today=today)
    changes.lines.sort(key=lambda line: line.row)
    # Parents before children: a child's row points at its mother's.
    changes.people.sort(key=lambda person: person["born_on"])
    changes.dusuns = _dusuns(book.people, village, chosen)
    unserved = _unserved(book.people, changes.dusuns) if village.posyandu_ids else []
    notes = conflicts if book.fills_only else [*_notes(matches, village, today), *conflicts]
    doubts = [*book.doubtful, *matches.doubts, *families.doubts, *links.doubts, *notes, *unserved]
    changes.doubtful = one_note_a_row([*doubts, *changes.visits.doubts])
    return changes


def _add_visits(
    book: WorkbookRows,
    matches: Matches,
    ids: dict[int, str],
    village: KnownVillage,
    known_visits: KnownVisits,
    changes: ImportChanges,
    *,
    today: date,
) -> None:
    """Weighings of every row, the repeated ones of a child too; they make an unchanged row a changed one."""
    owner = {row.row: row for row in matches.rows} | matches.repeats
    posyandu = {family["id"]: family["posyandu_id"] for family in changes.families.new}
    targets = []
    for row in book.people:
        first = owner.get(row.row)
        if row.visit is None or first is None:
            continue
        family_id = changes.families.of_row[first.row]
        home = posyandu.get(family_id) or changes.families.updates.get(family_id, {}).get("posyandu_id")
        home = home or (village.families[family_id].posyandu_id if family_id in village.families else None)
        targets.append(target_of(row.visit, row, first, ids[first.row], matches.known.get(first.row), home))
    changes.visits = plan_visits(targets, known_visits, today=today, source=book.source)
    words = changes.visits.words
    changes.lines = [
        replace(
            line,
            action=MATCHED if line.action == UNCHANGED else line.action,
            changes=", ".join(filter(None, (line.changes if line.action != UNCHANGED else "", words[line.row]))),
        )
        if line.row in words
        else line
        for line in changes.lines
    ]


def _add_person(
    row: PersonRow,
    person_id: str,
    matches: Matches,
    links: ParentLinks,
    changes: ImportChanges,
    today: date,
    *,
    village: KnownVillage,
    fills_only: bool,
) -> list[RowNote]:
    known = matches.known.get(row.row)
    facts = _filled(row, links, known, today)
    if known is None:
        changes.people.append({"id": person_id, **facts})
        changes.lines.append(PlanLine(row.row, row.name, NEW))
        return []
    update = {name: value for name, value in facts.items() if _differs(name, value, known.facts[name])}
    conflicts = _kept_by_hand(row, update, known, village)
    conflicts += _kept(row, update, known) if fills_only else []
    if "born_on" in update and known.facts["is_birth_date_approximate"]:
        update |= {"is_birth_date_approximate": False, "birth_date_known_on": None}
    if "status" in update:
        # A date that still stands there is of an earlier leaving, from which the person came back.
        update["status_changed_on"] = today
    if update:
        changes.updates[known.id] = update
    words = [*(_LABELS[name] for name in update if name in _LABELS), *changes.families.changes.get(row.row, ())]
    changes.lines.append(PlanLine(row.row, row.name, MATCHED if words else UNCHANGED, ", ".join(dict.fromkeys(words))))
    return conflicts


def _kept(row: PersonRow, update: dict[str, Any], known: KnownPerson) -> list[RowNote]:
    """Take out of `update` what the register knows already; notes tell which of it the file says differently."""
    notes = []
    for name in [name for name in update if known.facts[name] not in (None, "")]:
        if name == "born_on" and known.facts["is_birth_date_approximate"]:
            notes.append(RowNote(row.row, row.name, _birth_note(row, known)))
            continue
        filed = update.pop(name)
        if name in _LABELS and not name.endswith("_id"):
            kept, other = (_shown(name, value) for value in (known.facts[name], filed))
            reason = f"{_LABELS[name].capitalize()} di berkas {other}, di register {kept}; yang di register tetap."
            notes.append(RowNote(row.row, row.name, reason))
    return notes


def _kept_by_hand(row: PersonRow, update: dict[str, Any], known: KnownPerson, village: KnownVillage) -> list[RowNote]:
    """Take out of `update` what somebody corrected in the register since the last import, with a note for each."""
    notes = []
    for name in [name for name in update if _is_by_hand(name, known, village)]:
        filed, kept = update.pop(name), known.facts[name]
        if name in _PARENTS:
            kept, filed = (village.people[one].name if one in village.people else "" for one in (kept, filed))
        words = _LABELS.get(name, name)
        reason = hand_note(words[0].upper() + words[1:], _shown(name, kept), _shown(name, filed) or "orang lain")
        notes.append(RowNote(row.row, row.name, reason))
    return notes


def _is_by_hand(name: str, known: KnownPerson, village: KnownVillage) -> bool:
    """Whether a fact was corrected by hand; a birth date that is still a guess gives way to a better one."""
    is_guess = name == "born_on" and bool(known.facts["is_birth_date_approximate"])
    return name in village.corrections.of(known.id) and not is_guess


def _shown(name: str, value: Any) -> str:  # noqa: ANN401 - values of any column
    if value in (None, ""):
        return ""
    if name in {"nik", "mother_nik", "father_nik"}:
        return mask(str(value))
    if isinstance(value, date):
        return date_words(value)
    words = _NUMBER_WORDS.get(name)
    return words(value) if words else str(getattr(value, "label", value))


def _filled(row: PersonRow, links: ParentLinks, known: KnownPerson | None, today: date) -> dict[str, Any]:
    """The columns that the row fills; an empty cell never empties what the register knows."""
    facts: dict[str, Any] = {"name": row.name, "sex": row.sex, "born_on": row.born_on, **row.facts}
    if row.nik:
        facts["nik"] = row.nik
    if known is not None and _is_born_after_a_visit(row, known):
        facts["born_on"] = known.born_on
    for name, found in (("mother_id", links.mothers.get(row.row)), ("father_id", links.fathers.get(row.row))):
        # A link by name is a good guess, and gives way to what somebody has set by hand.
        if found is not None and (found[1] or known is None or known.facts[name] is None):
            facts[name] = found[0]
    if row.status is not None and (known is None or known.status is LifeStatus.ALIVE):
        facts["status"] = row.status
    if row.is_pregnant and (known is None or known.facts["reported_pregnant_on"] is None):
        facts["reported_pregnant_on"] = today
    return facts


def _is_born_after_a_visit(row: PersonRow, known: KnownPerson) -> bool:
    return known.first_visit_on is not None and row.born_on > known.first_visit_on


def _differs(name: str, filed: Any, known: Any) -> bool:  # noqa: ANN401 - values of any column
    if name in _TEXTS and known is not None:
        return not is_same_text(str(filed), str(known))
    return bool(filed != known)


def _notes(matches: Matches, village: KnownVillage, today: date) -> list[RowNote]:
    notes = []
    for row in matches.rows:
        known = matches.known.get(row.row)
        if known is None:
            continue
        if known.born_on != row.born_on and not _is_by_hand("born_on", known, village):
            notes.append(RowNote(row.row, row.name, _birth_note(row, known)))
        if known.sex is not row.sex and not _is_by_hand("sex", known, village):
            notes.append(RowNote(row.row, row.name, f"Jenis kelamin berubah menjadi {row.sex.label.lower()}."))
        is_kept = known.status is LifeStatus.ALIVE and _is_by_hand("status", known, village)
        if row.status is not None and row.status is not known.status and not is_kept:
            notes.append(RowNote(row.row, row.name, _status_note(row.status, known.status, today)))
    return notes


def _birth_note(row: PersonRow, known: KnownPerson) -> str:
    if _is_born_after_a_visit(row, known):
        # Else the visits before it would lie before the birth.
        return (
            f"Di berkas lahir {date_words(row.born_on)}, padahal sudah diukur sebelum itu; "
            f"{date_words(known.born_on)} tetap dipakai."
        )
    return f"Tanggal lahir berubah dari {date_words(known.born_on)} menjadi {date_words(row.born_on)}."


def _status_note(filed: LifeStatus, known: LifeStatus, today: date) -> str:
    if known is LifeStatus.ALIVE:
        return f"Sekarang {filed.label.lower()}; tanggalnya tidak ada di berkas, jadi dicatat {date_words(today)}."
    return f"Di berkas {filed.label.lower()}, di register {known.label.lower()}; yang di register tetap dipakai."


def _dusuns(rows: tuple[PersonRow, ...], village: KnownVillage, chosen: dict[str, str]) -> tuple[DusunLine, ...]:
    counts: dict[str, tuple[str, int]] = {}
    for row in rows:
        name, count = counts.get(row.dusun.casefold(), (row.dusun, 0))
        counts[row.dusun.casefold()] = (name, count + 1)
    return tuple(DusunLine(name, count, village.posyandu_of(name, chosen)) for name, count in sorted(counts.values()))


def _unserved(rows: tuple[PersonRow, ...], dusuns: tuple[DusunLine, ...]) -> list[RowNote]:
    """Once for each dusun that no posyandu serves yet."""
    notes = []
    for dusun in dusuns:
        if dusun.posyandu_id is None:
            first = next(row for row in rows if row.dusun.casefold() == dusun.name.casefold())
            where = f"Dusun “{dusun.name}”" if dusun.name else "Warga tanpa dusun"
            notes.append(
                RowNote(first.row, first.name, f"{where} ({dusun.people} orang) belum punya posyandu. Pilih dulu.")
            )
    return notes
