"""What a locked day holds cannot be taken back from outside either: undo and doses ask here."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.services.check_up_rows import refuse_locked
from core.store.checkups import Answer, CheckUp, DaySignature
from core.store.immunizations import VaccineDose
from core.store.journal import RowChange
from core.store.visits import Measurement, PosyanduDay

_OF_DAY = {table.__tablename__ for table in (CheckUp, Measurement, DaySignature)}
_OF_CHECK_UP = {table.__tablename__ for table in (Answer, VaccineDose)}
_BY_ITSELF = "Penutupan hari tidak dibatalkan dari sini. Minta bidan membuka lagi harinya dengan alasan."


def refuse_locked_changes(session: Session, changes: Iterable[RowChange]) -> None:
    """Raise InputError when rows of a locked day would change, or a lock would be taken back without its reason."""
    for change in changes:
        fields = {**(change.before or {}), **(change.after or {})}
        if change.entity == PosyanduDay.__tablename__ and "locked_at" in fields and change.before is not None:
            raise InputError(_BY_ITSELF)
        if change.entity in _OF_DAY:
            refuse_locked(session, _day_of_row(session, change, fields))
        elif change.entity in _OF_CHECK_UP:
            _refuse_check_up(session, change, fields)


def refuse_locked_on(session: Session, person_id: str, on: date) -> None:
    """Raise InputError when the person was seen that day at a hari buka that is locked."""
    days = select(CheckUp.day_id).where(CheckUp.person_id == person_id, CheckUp.checked_on == on)
    for day_id in session.scalars(days):
        refuse_locked(session, day_id)


def _day_of_row(session: Session, change: RowChange, fields: dict[str, object]) -> str | None:
    if "day_id" in fields:
        return str(fields["day_id"]) if fields["day_id"] else None
    # Only the columns that changed are named; the rest stands in the row.
    row: CheckUp | Measurement | None
    is_check_up = change.entity == CheckUp.__tablename__
    row = session.get(CheckUp, change.entity_id) if is_check_up else session.get(Measurement, change.entity_id)
    return None if row is None else row.day_id


def _refuse_check_up(session: Session, change: RowChange, fields: dict[str, object]) -> None:
    check_up_id = fields.get("check_up_id")
    if check_up_id is None:
        row: Answer | VaccineDose | None
        is_answer = change.entity == Answer.__tablename__
        row = session.get(Answer, change.entity_id) if is_answer else session.get(VaccineDose, change.entity_id)
        check_up_id = None if row is None else row.check_up_id
    check_up = session.get(CheckUp, str(check_up_id)) if check_up_id else None
    refuse_locked(session, None if check_up is None else check_up.day_id)
