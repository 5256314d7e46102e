"""Who looked at whom, and what was printed, taken away, backed up: the log of access that the law asks for.

UU 27/2022 art. 31 (record the processing) and 32 (whoever is recorded may see who looked). No fact of the register:
it stands beside the journal and is only added to.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from core.rules.permissions import Action
from core.services.list_tables import Column, ListTable
from core.services.register import Register
from core.store.accounts import AccessEntry
from core.store.people import Person
from core.words.periods import date_short

ONE_LOOK = timedelta(minutes=10)
"""Looks at one person by one account within this time are one line."""
_LONGEST = 400
_TITLE = "Catatan akses"
_COLUMNS = (
    Column("Tanggal", 10, is_short=True),
    Column("Jam", 6, is_short=True),
    Column("Oleh", 16),
    Column("Apa", 12, is_short=True),
    Column("Tentang", 22),
    Column("Keterangan", 40),
)


FAMILY_LOOK = "Halaman keluarga"
"""How the line of a look at a whole family begins; it stands under the name of who comes first on that page."""


class Access(StrEnum):
    """What kind of access a line is about; the values stand in the database."""

    LOOK = "lihat"
    PRINT = "cetak"
    EXPORT = "ekspor"
    SIGN_IN = "masuk"
    WRONG_PIN = "salah-pin"
    SIGN_OUT = "keluar"
    BACKUP = "cadangan"
    RESTORE = "pulih"

    @property
    def label(self) -> str:
        """The word on screen."""
        return _LABELS[self]


_LABELS = {
    Access.LOOK: "Melihat",
    Access.PRINT: "Mencetak",
    Access.EXPORT: "Membawa keluar",
    Access.SIGN_IN: "Masuk",
    Access.WRONG_PIN: "Salah PIN",
    Access.SIGN_OUT: "Keluar",
    Access.BACKUP: "Mencadangkan",
    Access.RESTORE: "Memulihkan",
}


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One line of the log: when (UTC), who, what, about whom (empty: nobody in particular), and in words."""

    at: datetime
    who: str
    kind: Access
    person_id: str
    person: str
    text: str


def note(register: Register, kind: str, text: str, person_id: str | None = None) -> None:
    """Add a line about what is being done now; a look at the same person within `ONE_LOOK` is already there.

    `text` says what: never a NIK; a name only together with `person_id`, so that an erasure finds it. For whatever
    leaves the program it is written before the file is, so that nothing goes without a line. Raises
    EnvironmentProblem when the disk refuses.
    """
    now = register.clock.now().astimezone(UTC).replace(tzinfo=None)
    account_id = register.user.account_id if register.user else None
    if kind == Access.LOOK and person_id is not None:
        with register.reading() as session:
            if _looked_already(session, person_id, account_id, register.who, now, text):
                return
    entry = AccessEntry(
        device_id=register.database.device_id,
        at=now,
        account_id=account_id,
        who=register.who[:120],
        kind=Access(kind).value,
        person_id=person_id,
        text=text[:_LONGEST],
    )
    with register.database.scratch() as session:
        session.add(entry)


def let_out(
    register: Register, action: Action, text: str, *, people: int | None = None, person_id: str | None = None
) -> None:
    """The one door for whatever leaves the program as paper or file: the right is asked for, a line is written.

    `action` is PRINT_PAPERS, PRINT_REPORTS or EXPORT; `people` says about how many it is. To be called before the file
    is written. Raises NotAllowed without the right, EnvironmentProblem when the line cannot be written: then nothing
    may go out.
    """
    register.require(action)
    kind = Access.EXPORT if action is Action.EXPORT else Access.PRINT
    note(register, kind, text if people is None else f"{text} ({people} orang)", person_id)


def log_of(
    register: Register,
    person_id: str | None = None,
    *,
    kind: Access | None = None,
    who: str = "",
    since: date | None = None,
    limit: int = 200,
    offset: int = 0,
) -> tuple[AccessLine, ...]:
    """The log, newest first, about one person or all; `since` is a day here.

    Raises NotAllowed for somebody who may not see it.
    """
    register.require(Action.SEE_ACCESS_LOG)
    with register.reading() as session:
        return _lines(session, _narrowed(person_id, kind, who, since).limit(limit).offset(offset))


def count_log(register: Register, *, kind: Access | None = None, who: str = "", since: date | None = None) -> int:
    """How many lines `log_of` would give without a limit; errors as there."""
    register.require(Action.SEE_ACCESS_LOG)
    with register.reading() as session:
        return session.scalar(select(func.count()).select_from(_narrowed(None, kind, who, since).subquery())) or 0


def people_at_work(register: Register) -> tuple[str, ...]:
    """Everybody who stands in the log, by name, to choose from; errors as in `log_of`."""
    register.require(Action.SEE_ACCESS_LOG)
    with register.reading() as session:
        names = session.scalars(select(AccessEntry.who).distinct().order_by(AccessEntry.who))
        return tuple(name for name in names if name)


def access_table(lines: tuple[AccessLine, ...], *, wish: str = "", written_on: date) -> ListTable:
    """The log as a list for a workbook or paper."""
    rows = []
    for line in lines:
        at = line.at.astimezone()
        rows.append((date_short(at.date()), f"{at:%H.%M}", line.who, line.kind.label, line.person, line.text))
    return ListTable(_TITLE, wish, _COLUMNS, tuple(rows), written_on)


def _looked_already(
    session: Session, person_id: str, account_id: str | None, who: str, now: datetime, text: str
) -> bool:
    same = AccessEntry.account_id == account_id if account_id else AccessEntry.account_id.is_(None)
    of_family = AccessEntry.text.startswith(FAMILY_LOOK)
    recent = select(AccessEntry.id).where(
        AccessEntry.person_id == person_id,
        # A clock that was set back must not hide a look behind a line of the future.
        AccessEntry.at.between(now - ONE_LOOK, now),
        AccessEntry.kind == Access.LOOK.value,
        AccessEntry.who == who,
        same,
        # A look at the family does not stand for one at the person, nor the other way round.
        of_family if text.startswith(FAMILY_LOOK) else ~of_family,
    )
    return session.scalar(recent.limit(1)) is not None


def _narrowed(person_id: str | None, kind: Access | None, who: str, since: date | None) -> Select[AccessEntry, str]:
    wanted: list[ColumnElement[bool]] = []
    if person_id is not None:
        # What was seen of an entry that was merged into this one was seen of this person.
        merged = select(Person.id).where(Person.merged_into_id == person_id)
        wanted.append((AccessEntry.person_id == person_id) | AccessEntry.person_id.in_(merged))
    if kind is not None:
        wanted.append(AccessEntry.kind == kind.value)
    if who:
        wanted.append(AccessEntry.who == who)
    if since is not None:
        midnight = datetime.combine(since, time()).astimezone()
        wanted.append(AccessEntry.at >= midnight.astimezone(UTC).replace(tzinfo=None))
    named = select(AccessEntry, Person.name).outerjoin(Person, Person.id == AccessEntry.person_id)
    return named.where(*wanted).order_by(AccessEntry.at.desc(), AccessEntry.id.desc())


def _lines(session: Session, wanted: Select[AccessEntry, str]) -> tuple[AccessLine, ...]:
    return tuple(
        AccessLine(row.at.replace(tzinfo=UTC), row.who, Access(row.kind), row.person_id or "", name or "", row.text)
        for row, name in session.execute(wanted)
    )
