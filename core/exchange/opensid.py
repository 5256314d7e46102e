"""Importing a village from an OpenSID workbook: read, preview, then write all of it in one deed or nothing."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from core.errors import InputError
from core.exchange.import_changes import MATCHED, NEW, UNCHANGED, ImportChanges, work_out
from core.exchange.import_plan import ImportPlan, ImportResult, WorkbookRows
from core.exchange.known_people import read_known
from core.exchange.opensid_rows import read_workbook
from core.services.register import Changed, Outcome, Progress, Register, no_progress
from core.services.setup import is_set_up
from core.store.people import Family, FamilyMember, Person
from core.store.unit_of_work import UnitOfWork

__all__ = ["plan_import", "read_workbook", "run_import"]

_STEPS = 5


def plan_import(register: Register, path: str | Path) -> ImportPlan:
    """The preview of an import: what would become of every row, and why; nothing is written.

    Raises InputError for a file that is no population workbook (see `read_workbook`).
    """
    book = read_workbook(path, today=register.today)
    with register.reading() as session:
        village = read_known(session)
    changes = work_out(book.people, book.doubtful, village, {}, today=register.today)
    return _plan(book, changes)


def run_import(
    register: Register,
    plan: ImportPlan,
    *,
    posyandu_by_dusun: Mapping[str, str] | None = None,
    accept_valid: bool = False,
    progress: Progress = no_progress,
) -> Outcome[ImportResult]:
    """Write a plan in one transaction with one journal entry.

    All or nothing: while rows are refused and `accept_valid` is not given, nothing is written and the result says so.
    `posyandu_by_dusun` maps the names of dusun to posyandu ids; without it the only posyandu serves everybody, else
    the one that most families of the dusun already have. The rows are compared again with the register as it is now,
    so a plan that has lain for a while does no harm, and the same file a second time changes nothing.
    Raises InputError when no posyandu is set up yet; `Cancelled` from `progress` leaves everything as it was.
    """
    if not is_set_up(register):
        raise InputError(
            "Posyandu belum disiapkan. Isi dulu nama posyandu dan desa, lalu impor lagi.", field="posyandu"
        )
    if plan.refused and not accept_valid:
        return Outcome(ImportResult(plan.rows, 0, 0, 0, plan.refused, plan.doubtful, is_written=False))
    progress(1, _STEPS, "Mencocokkan dengan register")
    with register.deed(f"Mengimpor warga dari {plan.source}") as deed:
        village = read_known(deed.session)
        chosen = dict(posyandu_by_dusun or {})
        _check_posyandu(chosen, village.posyandu_ids)
        changes = work_out(plan.people, plan.read_notes, village, chosen, today=register.today)
        new, matched = changes.count(NEW), changes.count(MATCHED)
        deed.sentence = f"Mengimpor warga dari {plan.source}: {new} baru, {matched} diperbarui"[:400]
        _write(deed, changes, register.today, progress)
        progress(_STEPS, _STEPS, "Menyimpan")
    result = ImportResult(
        plan.rows, new, matched, changes.count(UNCHANGED), plan.refused, changes.doubtful, is_written=True
    )
    return Outcome(result, frozenset({Changed.PEOPLE}) if new or matched else frozenset())


def _plan(book: WorkbookRows, changes: ImportChanges) -> ImportPlan:
    return ImportPlan(
        source=book.source,
        rows=book.rows,
        lines=tuple(changes.lines),
        new=changes.count(NEW),
        matched=changes.count(MATCHED),
        unchanged=changes.count(UNCHANGED),
        refused=book.refused,
        doubtful=changes.doubtful,
        dusuns=changes.dusuns,
        people=book.people,
        read_notes=book.doubtful,
    )


def _check_posyandu(chosen: Mapping[str, str], known: tuple[str, ...]) -> None:
    if any(posyandu_id not in known for posyandu_id in chosen.values()):
        raise InputError("Posyandu yang dipilih tidak ada di register. Pilih dari daftar.", field="posyandu")


def _write(deed: UnitOfWork, changes: ImportChanges, today: date, progress: Progress) -> None:
    families = changes.families
    progress(2, _STEPS, "Menulis keluarga")
    deed.insert_many(Family, families.new)
    for family_id, update in families.updates.items():
        _apply(deed.session.get_one(Family, family_id), update)
    progress(3, _STEPS, "Menulis warga")
    deed.insert_many(Person, changes.people)
    for person_id, update in changes.updates.items():
        _apply(deed.session.get_one(Person, person_id), update)
    progress(4, _STEPS, "Menulis anggota keluarga")
    for member_id in families.closed:
        deed.session.get_one(FamilyMember, member_id).to_on = today
    for member_id, role in families.roles.items():
        deed.session.get_one(FamilyMember, member_id).role = role
    deed.insert_many(FamilyMember, families.members)


def _apply(row: Family | Person, update: Mapping[str, object]) -> None:
    for name, value in update.items():
        setattr(row, name, value)
