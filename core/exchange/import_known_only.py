"""Weighings for children of the register: who each row is about, and rows about nobody refused."""

from datetime import date

from core.exchange.import_changes import MATCHED, NEW, UNCHANGED, ImportChanges
from core.exchange.import_families import FamilyChanges
from core.exchange.import_matching import is_alike
from core.exchange.import_plan import PersonRow, PlanLine, RowNote, WorkbookRows, one_note_a_row
from core.exchange.import_visits import KnownVisits, Target, plan_visits, target_of
from core.exchange.known_people import KnownPerson, KnownVillage
from core.words.names import search_text
from core.words.periods import date_words


def work_out_visits(
    book: WorkbookRows, village: KnownVillage, known_visits: KnownVisits, *, today: date
) -> ImportChanges:
    """Find the child of every row and compare its weighing with the register; nothing is written, nobody is new."""
    changes = ImportChanges(FamilyChanges())
    targets: list[Target] = []
    for row in book.people:
        person, reason = _child(row, village)
        if person is None:
            changes.refused.append(RowNote(row.row, row.name, reason))
            continue
        family = village.families.get(person.family_id or "")
        targets.append(target_of(row, row, person.id, person, family.posyandu_id if family else None))
    changes.visits = plan_visits(targets, known_visits, today=today, source=book.source)
    new = {target.row for target in targets if changes.visits.words.get(target.row, "").startswith("penimbangan")}
    for target in targets:
        words = changes.visits.words.get(target.row, "")
        action = NEW if target.row in new else MATCHED if words else UNCHANGED
        changes.lines.append(PlanLine(target.row, target.name, action, words))
    changes.doubtful = one_note_a_row([*book.doubtful, *changes.visits.doubts])
    return changes


def _child(row: PersonRow, village: KnownVillage) -> tuple[KnownPerson | None, str]:
    """By NIK (or id), else by name and birth date, with the mother where two children share both."""
    key = str(row.facts.get("child_id", ""))
    found = village.people.get(village.by_nik.get(row.nik or key, key))
    if found is not None:
        if row.name and found.born_on != row.born_on and not is_alike(found.name, row.name):
            return None, f"NIK ini di register milik {found.name}. Periksa nama dan NIK-nya."
        return found, ""
    if not row.name:
        return None, "Anak dengan NIK ini tidak ada di register. Daftarkan dulu, lalu impor lagi."
    ids = village.by_name_and_day.get((search_text(row.name), row.born_on), ())
    same = [village.people[person_id] for person_id in ids]
    if len(same) > 1 and row.mother_name:
        same = [one for one in same if is_alike(str(one.facts["mother_name"]), row.mother_name)]
    if len(same) == 1:
        return same[0], ""
    if same:
        return None, "Ada lebih dari satu anak dengan nama dan tanggal lahir ini. Tambahkan NIK-nya."
    return None, f"{row.name}, lahir {date_words(row.born_on)}, tidak ada di register. Daftarkan dulu, lalu impor lagi."
