"""Weighings for children of the register: who each row is about, and rows about nobody refused."""

from datetime import date

from core.exchange.import_changes import MATCHED, NEW, UNCHANGED, ImportChanges
from core.exchange.import_families import FamilyChanges
from core.exchange.import_matching import is_alike
from core.exchange.import_plan import PlanLine, RowNote, WeighingRow, WorkbookRows, one_note_a_row
from core.exchange.import_visits import KnownVisits, Target, plan_visits, target_of_known
from core.exchange.known_people import KnownPerson, KnownVillage
from core.words.names import search_text
from core.words.periods import date_words


def work_out_visits(
    book: WorkbookRows, village: KnownVillage, known_visits: KnownVisits, *, today: date
) -> ImportChanges:
    """Find the child of every row and compare its weighing with the register; nothing is written, nobody is new."""
    changes = ImportChanges(FamilyChanges())
    targets: list[Target] = []
    doubts: list[RowNote] = []
    for row in book.weighings:
        person, reason = _child(row, village)
        if person is None:
            changes.refused.append(RowNote(row.row, row.name, reason))
            continue
        family = village.families.get(person.family_id or "")
        targets.append(target_of_known(row.visit, row.row, row.name, person, family.posyandu_id if family else None))
        doubts += [RowNote(row.row, row.name or person.name, reason) for reason in _differences(row, person)]
    changes.visits = plan_visits(targets, known_visits, today=today, source=book.source)
    for target in targets:
        words = changes.visits.words.get(target.row, "")
        action = NEW if target.row in changes.visits.new_rows else MATCHED if words else UNCHANGED
        changes.lines.append(PlanLine(target.row, target.name, action, words))
    changes.doubtful = one_note_a_row([*book.doubtful, *doubts, *changes.visits.doubts])
    return changes


def _differences(row: WeighingRow, person: KnownPerson) -> list[str]:
    found = []
    if row.born_on is not None and row.born_on != person.born_on:
        words = f"Di berkas lahir {date_words(row.born_on)}, di register {date_words(person.born_on)}"
        found.append(f"{words}; yang di register dipakai.")
    if row.sex is not None and row.sex is not person.sex:
        found.append(f"Di register {person.sex.label.lower()}; yang di register dipakai.")
    return found


def _child(row: WeighingRow, village: KnownVillage) -> tuple[KnownPerson | None, str]:
    """By NIK (or id), else by name and birth date, with the mother where two children share both."""
    found = village.people.get(village.by_nik.get(row.nik or row.child_id, row.child_id))
    if found is not None:
        if row.name and found.born_on != row.born_on and not is_alike(found.name, row.name):
            return None, f"Nomor ini di register milik {found.name}. Periksa nama dan NIK-nya."
        return found, ""
    if not row.name or row.born_on is None:
        return None, "Anak dengan nomor ini tidak ada di register. Daftarkan dulu, lalu impor lagi."
    same = [village.people[one] for one in village.by_name_and_day.get((search_text(row.name), row.born_on), ())]
    if len(same) > 1 and row.mother_name:
        same = [one for one in same if is_alike(str(one.facts["mother_name"]), row.mother_name)]
    if len(same) == 1:
        return same[0], ""
    if same:
        return None, "Ada lebih dari satu anak dengan nama dan tanggal lahir ini. Tambahkan NIK-nya."
    return None, f"{row.name}, lahir {date_words(row.born_on)}, tidak ada di register. Daftarkan dulu, lalu impor lagi."
