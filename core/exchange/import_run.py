"""Any import, once its rows are read: the preview, then all of it in one deed with one journal entry, or nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.exchange.import_changes import MATCHED, NEW, UNCHANGED, ImportChanges, work_out
from core.exchange.import_known_only import work_out_visits
from core.exchange.import_plan import ImportPlan, ImportResult, RowNote, WorkbookRows
from core.exchange.import_visits import read_days, read_known_visits
from core.exchange.known_people import read_known
from core.memory import collector_asleep
from core.rules.permissions import Action
from core.services.people.people_rows import chunks
from core.services.people.residence import end_stay
from core.services.register import Changed, Outcome, Progress, Register, no_progress
from core.services.setup import is_set_up
from core.store.base import Recorded
from core.store.people import Family, FamilyMember, Person
from core.store.registers import Setting
from core.store.unit_of_work import UnitOfWork
from core.store.visits import Measurement

__all__ = ["plan_rows", "run_import"]

_STEPS = 5


@collector_asleep()
def plan_rows(register: Register, book: WorkbookRows) -> ImportPlan:
    """The preview of an import: what would become of every row, and why; nothing is written."""
    with register.reading() as session:
        changes, _ = _work_out(session, book, {}, register.today)
    return ImportPlan(
        source=book.source,
        rows=book.rows,
        lines=tuple(changes.lines),
        new=changes.count(NEW),
        matched=changes.count(MATCHED),
        unchanged=changes.count(UNCHANGED),
        refused=_refused(book, changes),
        doubtful=changes.doubtful,
        dusuns=changes.dusuns,
        book=book,
        visits=len(changes.visits.new) + len(changes.visits.updates),
    )


@collector_asleep()
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
    nothing = ImportResult(plan.rows, 0, 0, 0, plan.refused, plan.doubtful, is_written=False)
    if plan.refused and not accept_valid:
        return Outcome(nothing)
    progress(1, _STEPS, "Mencocokkan dengan register")
    with register.deed(f"Mengimpor warga dari {plan.source}", action=Action.IMPORT) as deed:
        chosen = dict(posyandu_by_dusun or {})
        changes, posyandu_ids = _work_out(deed.session, plan.book, chosen, register.today)
        _check_posyandu(chosen, posyandu_ids)
        refused = _refused(plan.book, changes)
        if refused and not accept_valid:
            # Somebody changed the register since the preview.
            return Outcome(replace(nothing, refused=refused, doubtful=changes.doubtful))
        deed.sentence = _sentence(plan, changes)
        _write(deed, changes, register.today, progress)
        _remember(deed, plan.book.remembered)
        progress(_STEPS, _STEPS, "Menyimpan")
    return _outcome(plan, changes, refused, deed.entry_id)


def _work_out(
    session: Session, book: WorkbookRows, chosen: dict[str, str], today: date
) -> tuple[ImportChanges, tuple[str, ...]]:
    village = read_known(session)
    visits_of = partial(read_known_visits, session)
    if book.only_known:
        return work_out_visits(book, village, visits_of, today=today), village.posyandu_ids
    return work_out(book, village, chosen, visits_of, today=today), village.posyandu_ids


def _refused(book: WorkbookRows, changes: ImportChanges) -> tuple[RowNote, ...]:
    return tuple(sorted((*book.refused, *changes.refused), key=lambda note: note.row))


def _sentence(plan: ImportPlan, changes: ImportChanges) -> str:
    """What came in, as the journal tells it: `Mengimpor 2 anak baru, 5 penimbangan dari balita.xlsx`."""
    visits = len(changes.visits.new) + len(changes.visits.updates)
    book = plan.book
    who = "anak" if book.people and all(row.visit is not None for row in book.people) else "warga"
    counted = [(len(changes.people), f"{who} baru"), (visits, "penimbangan")]
    if not book.only_known:
        counted.insert(1, (_updated(changes), f"{who} diperbarui"))
    parts = ", ".join(f"{count} {words}" for count, words in counted if count)
    return f"Mengimpor {parts or who} dari {plan.source}"[:400]


def _updated(changes: ImportChanges) -> int:
    """Known people of whom more changes than that a weighing came."""
    weighed = changes.visits.words
    return sum(line.action == MATCHED and line.changes != weighed.get(line.row) for line in changes.lines)


def _outcome(
    plan: ImportPlan, changes: ImportChanges, refused: tuple[RowNote, ...], entry_id: str | None
) -> Outcome[ImportResult]:
    new, matched = changes.count(NEW), changes.count(MATCHED)
    visits = len(changes.visits.new) + len(changes.visits.updates)
    result = ImportResult(
        plan.rows,
        new,
        matched,
        changes.count(UNCHANGED),
        refused,
        changes.doubtful,
        is_written=True,
        visits=visits,
        entry_id=entry_id,
    )
    people = {Changed.PEOPLE} if (new or matched) and not plan.book.only_known else set()
    return Outcome(result, frozenset(people | ({Changed.MEASUREMENTS} if visits else set())))


def _check_posyandu(chosen: Mapping[str, str], known: tuple[str, ...]) -> None:
    if any(posyandu_id not in known for posyandu_id in chosen.values()):
        raise InputError("Posyandu yang dipilih tidak ada di register. Pilih dari daftar.", field="posyandu")


def _write(deed: UnitOfWork, changes: ImportChanges, today: date, progress: Progress) -> None:
    families = changes.families
    progress(2, _STEPS, "Menulis keluarga")
    deed.insert_many(Family, families.new)
    _update(deed, Family, families.updates)
    progress(3, _STEPS, "Menulis warga")
    deed.insert_many(Person, changes.people)
    _update(deed, Person, changes.updates)
    for person_id, update in changes.updates.items():
        if isinstance(gone_on := update.get("status_changed_on"), date):
            end_stay(deed.session, person_id, gone_on)
    progress(4, _STEPS, "Menulis anggota keluarga")
    for member_id in families.closed:
        _leave(deed, deed.session.get_one(FamilyMember, member_id), today)
    for member_id, role in families.roles.items():
        deed.session.get_one(FamilyMember, member_id).role = role
    deed.insert_many(FamilyMember, families.members)
    _write_visits(deed, changes)


def _write_visits(deed: UnitOfWork, changes: ImportChanges) -> None:
    days = read_days(deed.session) if changes.visits.new else {}
    rows = [visit | {"day_id": days.get((visit["posyandu_id"], visit["measured_on"]))} for visit in changes.visits.new]
    deed.insert_many(Measurement, rows)
    _update(deed, Measurement, changes.visits.updates)


def _leave(deed: UnitOfWork, membership: FamilyMember, today: date) -> None:
    # Nobody is in two families on one day: the old stay ends yesterday, and one that began today never was.
    if membership.from_on is not None and membership.from_on >= today:
        deed.session.delete(membership)
    else:
        membership.to_on = today - timedelta(days=1)


def _remember(deed: UnitOfWork, remembered: tuple[str, str] | None) -> None:
    if remembered is None:
        return
    key, value = remembered
    row = deed.session.get(Setting, key)
    if row is None:
        deed.session.add(Setting(id=key, value=value))
    elif row.value != value:
        row.value = value


def _update(deed: UnitOfWork, table: type[Recorded], updates: Mapping[str, Mapping[str, object]]) -> None:
    """Write changed columns by id, read and flushed some hundred rows at a time: a village has thousands."""
    for chunk in chunks(updates):
        for row in deed.session.scalars(select(table).where(table.id.in_(chunk))):
            for name, value in updates[row.id].items():
                setattr(row, name, value)
        deed.session.flush()
