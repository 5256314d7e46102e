"""Check-ups as rows: found or made for a person and a day, their steps stamped and taken back; no deed of their own."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session

from core.errors import InputError
from core.store.checkups import CheckUp, DaySignature
from core.store.people import Person
from core.store.places import Posyandu
from core.store.visits import PosyanduDay
from core.words.periods import date_words
from core.words.steps import Step

_STAMPS = {
    Step.REGISTER: "came_at",
    Step.MEASURE: "measured_at",
    Step.EXAMINE: "examined_at",
    Step.SERVE: "served_at",
    Step.VALIDATE: "validated_at",
}


def time_of_day(now: datetime) -> str:
    """The time of day on this computer's clock, as a step is stamped (`HH:MM:SS`)."""
    return now.astimezone().strftime("%H:%M:%S")


def refuse_locked(session: Session, day_id: str | None) -> None:
    """Raise InputError when the day was locked by the bidan; no day is never locked."""
    if is_locked(session, day_id):
        raise InputError("Hari buka ini sudah dikunci bidan. Minta bidan membukanya lagi dengan alasan.")


def is_locked(session: Session, day_id: str | None) -> bool:
    """Whether the bidan locked the day; no day is never locked."""
    day = session.get(PosyanduDay, day_id) if day_id else None
    return day is not None and day.locked_at is not None


def refuse_elsewhere(session: Session, row: CheckUp | None, day: PosyanduDay | None) -> None:
    """Raise InputError when somebody is seen at another hari buka of that date: one person, one card, one day."""
    if row is None or day is None or row.day_id in (None, day.id):
        return
    named = select(Posyandu.name).join(PosyanduDay, PosyanduDay.posyandu_id == Posyandu.id)
    where = session.scalar(named.where(PosyanduDay.id == row.day_id))
    name = session.get_one(Person, row.person_id).name
    raise InputError(f"{name} sudah terdaftar {date_words(row.checked_on)} di Posyandu {where}. Lanjutkan di sana.")


def check_up_row(session: Session, check_up_id: str) -> CheckUp:
    """The row of a check-up. Raises InputError for an unknown one."""
    row = session.get(CheckUp, check_up_id)
    if row is None:
        raise InputError("Pemeriksaan ini tidak ada lagi di register. Buka lagi daftarnya.")
    return row


def check_up_of(session: Session, person_id: str, on: date) -> CheckUp | None:
    """The check-up of a person on a day; None when the person was not seen."""
    return session.scalars(select(CheckUp).where(CheckUp.person_id == person_id, CheckUp.checked_on == on)).first()


def next_number(session: Session, day_id: str) -> int:
    """The next queue number of a day."""
    return (session.scalar(select(func.max(CheckUp.queue_number)).where(CheckUp.day_id == day_id)) or 0) + 1


def attend(session: Session, person_id: str, on: date, day: PosyanduDay | None, at: str) -> CheckUp:
    """The check-up of a person on a day, made when there is none; one from outside the day joins it with a number.

    Raises InputError when it belongs to the hari buka of another posyandu.
    """
    row = check_up_of(session, person_id, on)
    refuse_elsewhere(session, row, day)
    if row is None:
        row = CheckUp(person_id=person_id, checked_on=on, came_at=at)
        session.add(row)
    if day is not None and row.day_id is None:
        row.day_id, row.posyandu_id = day.id, day.posyandu_id
        row.queue_number = next_number(session, day.id)
        _unsign(row)
    session.flush()
    return row


def done_steps(row: CheckUp) -> tuple[Step, ...]:
    """The steps that carry a stamp, in order."""
    return tuple(step for step, column in _STAMPS.items() if getattr(row, column) is not None)


def stamp(row: CheckUp, step: Step, at: str) -> None:
    """A step is done; the first time of day stays."""
    if getattr(row, _STAMPS[step]) is None:
        setattr(row, _STAMPS[step], at)


def unstamp(row: CheckUp, steps: Iterable[Step]) -> None:
    """These steps are not done any more."""
    for step in steps:
        setattr(row, _STAMPS[step], None)


def back_to_examined(row: CheckUp, at: str) -> bool:
    """R-FLOW: a valid visit that is changed is judged anew, so what was served and validated has to be looked at again.

    Gives whether it was valid.
    """
    if row.validated_at is None:
        return False
    unstamp(row, (Step.SERVE, Step.VALIDATE))
    stamp(row, Step.EXAMINE, at)
    _unsign(row)
    return True


def come_back(row: CheckUp) -> None:
    """Whoever had gone home is here again."""
    if row.left_reason:
        row.left_reason = ""
        _unsign(row)


def _unsign(row: CheckUp) -> None:
    """What kader and bidan signed is not what the day says now: both look at it and sign again."""
    session = object_session(row)
    if session is not None and row.day_id is not None:
        for signature in session.scalars(select(DaySignature).where(DaySignature.day_id == row.day_id)):
            session.delete(signature)
