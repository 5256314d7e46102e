"""Is the computer's date believable: not before the last deed that was written."""

from datetime import UTC, date, datetime

from sqlalchemy import func, select

from core.services.register import Register
from core.store.journal import JournalEntry
from core.words.periods import date_words


def last_written_on(register: Register) -> date | None:
    """The day of the last deed as this computer counts days; None for a register without deeds."""
    with register.reading() as session:
        last: datetime | None = session.scalar(select(func.max(JournalEntry.at)))
    if last is None:
        return None
    # A pinned day is pinned in UTC, where deeds are written: no time zone may push it over midnight.
    moment = last.replace(tzinfo=UTC)
    return moment.date() if register.clock.fixed_on is not None else moment.astimezone().date()


def date_problem(register: Register) -> str:
    """What to say when the computer's date lies before the last deed; empty when it is believable.

    Ages, ASI, vitamin A months and every report would be counted wrongly with such a date (hazard: clock set back).
    """
    last_on = last_written_on(register)
    if last_on is None or register.today >= last_on:
        return ""
    return (
        f"Tanggal komputer ini {date_words(register.today)}, padahal catatan terakhir {date_words(last_on)}. "
        "Betulkan dulu tanggal komputer; umur dan laporan dihitung dari tanggal itu."
    )
