"""What a locked day holds cannot be taken back from outside either: undo and doses ask here."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.services.day.check_up_rows import refuse_locked
from core.store.base import Recorded
from core.store.checkups import Answer, CheckUp, DaySignature
from core.store.immunizations import VaccineDose
from core.store.journal import RowChange
from core.store.people import Person
from core.store.visits import Measurement, PosyanduDay
from core.words.periods import date_words

_OF_DAY: dict[str, type[Recorded]] = {table.__tablename__: table for table in (CheckUp, Measurement, DaySignature)}
_OF_CHECK_UP: dict[str, type[Recorded]] = {table.__tablename__: table for table in (Answer, VaccineDose)}
_TABLES = _OF_DAY | _OF_CHECK_UP
_BY_ITSELF = "Penutupan hari tidak dibatalkan dari sini. Minta bidan membuka lagi harinya dengan alasan."


def refuse_locked_changes(session: Session, changes: Sequence[RowChange]) -> None:
    """Raise InputError when rows of a locked day would change, or a lock would be taken back without its reason."""
    if any(_is_lock(change) for change in changes):
        raise InputError(_BY_ITSELF)
    locked = set(session.scalars(select(PosyanduDay.id).where(PosyanduDay.locked_at.is_not(None))))
    # An import of thousands of rows is looked through only where some day is locked at all.
    touched = {day for change in changes for day in _days_of(session, change)} if locked else set()
    for day_id in touched & locked:
        refuse_locked(session, day_id)


def unsign_changed(session: Session, changes: Sequence[RowChange]) -> None:
    """Take the signatures of a day away whose people change, unless the same changes bring signatures back."""
    signed = set(session.scalars(select(DaySignature.day_id)))
    if not signed:
        return
    touched: dict[bool, set[str | None]] = {True: set(), False: set()}
    for change in changes:
        touched[change.entity == DaySignature.__tablename__].update(_days_of(session, change))
    for day_id in (touched[False] - touched[True]) & signed:
        for signature in session.scalars(select(DaySignature).where(DaySignature.day_id == day_id)):
            session.delete(signature)


def refuse_locked_on(session: Session, person_id: str, on: date) -> None:
    """Raise InputError when the person was seen that day at a hari buka that is locked."""
    days = select(CheckUp.day_id).where(CheckUp.person_id == person_id, CheckUp.checked_on == on)
    for day_id in session.scalars(days):
        refuse_locked(session, day_id)


def refuse_locked_merge(session: Session, keep: Person, gone: Person) -> None:
    """Raise InputError, naming the day, when two entries cannot become one without changing a locked day."""
    theirs, ours = _locked_days(session, gone.id), _locked_days(session, keep.id)
    visited = set(session.scalars(select(Measurement.measured_on).where(Measurement.person_id == gone.id)))
    visited |= set(session.scalars(select(CheckUp.checked_on).where(CheckUp.person_id == gone.id)))
    if days := theirs | (ours & visited):
        way = f", atau pertahankan catatan {gone.name}" if not ours else ""
        where = f"Kunjungan {gone.name} ada di hari buka {date_words(max(days))} yang sudah dikunci"
        raise InputError(f"{where}: minta bidan membukanya lagi dengan alasan{way}.")


def _locked_days(session: Session, person_id: str) -> set[date]:
    found: set[date] = set()
    for table in (Measurement, CheckUp):
        of_person = table.__table__.c.person_id == person_id
        days = select(PosyanduDay.held_on).join(table, table.__table__.c.day_id == PosyanduDay.id)
        found |= set(session.scalars(days.where(of_person, PosyanduDay.locked_at.is_not(None))))
    return found


def _is_lock(change: RowChange) -> bool:
    before, after = change.before, change.after
    if change.entity != PosyanduDay.__tablename__ or before is None or after is None:
        return False
    return before.get("locked_at") != after.get("locked_at")


def _days_of(session: Session, change: RowChange) -> Iterator[str | None]:
    """The days that a changed row belonged to and belongs to; nothing for rows of no day."""
    for fields in (change.before, change.after):
        if fields is None:
            continue
        if change.entity in _OF_DAY:
            yield _held(session, change, fields, "day_id")
        elif change.entity in _OF_CHECK_UP:
            check_up_id = _held(session, change, fields, "check_up_id")
            check_up = session.get(CheckUp, check_up_id) if check_up_id else None
            yield None if check_up is None else check_up.day_id


def _held(session: Session, change: RowChange, fields: dict[str, Any], column: str) -> str | None:
    """What stands in a column of the row: only those that changed are named in the change."""
    if column in fields:
        return str(fields[column]) if fields[column] else None
    row = session.get(_TABLES[change.entity], change.entity_id)
    return None if row is None else getattr(row, column)
