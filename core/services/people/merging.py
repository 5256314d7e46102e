"""Making two entries of one person one, keeping both histories; and taking that back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.day.day_locks import refuse_locked_merge
from core.services.deeds.undoing import undo
from core.services.growth.visit_rows import completed_by, facts_of, visit_span, write_facts
from core.services.life_events.households import members_of
from core.services.people.merge_check_ups import join_check_ups, join_doses
from core.services.people.merge_comparison import (
    FAMILY,
    FIELDS,
    FILLED_COLUMNS,
    VISIT,
    Choice,
    card_words,
    living_entry,
    questions_of,
    refuse_relatives,
    visit_words,
    visits_by_day,
)
from core.services.people.person_stays import stays_of
from core.services.register import Changed, Outcome, Register
from core.store.base import Recorded
from core.store.journal import JournalChange, JournalEntry
from core.store.people import Family, FamilyMember, Marriage, Person
from core.store.pregnancies import Pregnancy
from core.store.tables import FACT_TABLES
from core.store.visits import Measurement
from core.words.people import LifeStatus
from core.words.periods import date_words

_ONE_DAY = timedelta(days=1)
_NOTE_LENGTH = 400
_TELLING_LENGTH = '"merged_into_id":"'


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge left: the person that stays, the entry that went into it, and the deed (to take back).

    `empty_families` names the families, with card and home, in which nobody lives any more.
    """

    keep_id: str
    gone_id: str
    entry_id: str
    empty_families: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MergedLine:
    """One earlier merge: names, when (UTC) and by whom; `gone_id` is what `unmerge` takes."""

    gone_id: str
    gone_name: str
    keep_id: str
    keep_name: str
    at: datetime
    who: str


def merge(
    register: Register, keep_id: str, gone_id: str, choices: Mapping[str, Choice] | None = None
) -> Outcome[Merged]:
    """Make `gone_id` part of `keep_id` in one deed, which `undoing.undo` or `unmerge` takes back.

    `choices` names the side of each question of `compare`; the rest follows its proposal. Visits, check-ups, doses,
    referrals, stays, children, pregnancies and marriages come along. Of two visits on one day the chosen one stays,
    completed by the other, whose differing numbers go into its note. A family in which nobody is left stays as
    history, and the deed says so. The entry that goes keeps its own facts and points at the other; lists, search and
    reports no longer show it. Raises InputError when the two cannot be one person, when a chosen birth or death
    contradicts a visit, and when a visit of a locked day would have to change.
    """
    with register.deed("", action=Action.MERGE_PEOPLE) as deed:
        session = deed.session
        keep, gone = living_entry(session, keep_id), living_entry(session, gone_id)
        refuse_relatives(session, keep, gone)
        refuse_locked_merge(session, keep, gone)
        deed.sentence = f"Menyatukan data ganda: {gone.name} menjadi {keep.name}"
        sides = {question.key: question.default for question in questions_of(session, keep, gone)}
        sides |= {key: side for key, side in (choices or {}).items() if key in sides}
        homes = _present_families(session, keep, gone)
        _take_facts(keep, gone, sides)
        _join_visits(session, keep, gone, sides)
        _join_stays(session, keep, gone, sides.get(FAMILY, "keep"))
        join_check_ups(session, keep, gone)
        _repoint(session, keep, gone)
        session.flush()
        join_doses(session, keep)
        _join_marriages(session, keep)
        _join_pregnancies(session, keep)
        gone.merged_into_id = keep.id
        session.flush()
        _refuse_outside_life(session, keep)
        empty = tuple(card_words(family) for family in homes if not members_of(session, family.id))
        deed.sentence += "".join(f"; {words} tidak punya anggota lagi" for words in empty)
    changed = frozenset({Changed.PEOPLE, Changed.MEASUREMENTS})
    return Outcome(Merged(keep_id, gone_id, deed.entry_id or "", empty), changed)


def unmerge(register: Register, gone_id: str) -> Outcome[str]:
    """Take a merge back: both people are as they were, and what was written since about the kept one stays with it.

    Gives the id of the undoing deed. Raises InputError when that person is not merged, or names what was built upon it.
    """
    with register.reading() as session:
        person = session.get(Person, gone_id)
        entry_id = _merge_entry(session, gone_id) if person is not None and person.merged_into_id else None
    if entry_id is None:
        raise InputError("Catatan ini tidak sedang disatukan. Muat ulang daftarnya.")
    return undo(register, entry_id)


def merged_people(register: Register, limit: int = 50) -> tuple[MergedLine, ...]:
    """The merges that stand, newest first."""
    with register.reading() as session:
        people = session.scalars(select(Person).where(Person.merged_into_id.is_not(None))).all()
        lines = [line for person in people if (line := _merged_line(session, person)) is not None]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True)[:limit])


def _merged_line(session: Session, gone: Person) -> MergedLine | None:
    keep = session.get(Person, gone.merged_into_id) if gone.merged_into_id else None
    entry_id = _merge_entry(session, gone.id)
    entry = session.get(JournalEntry, entry_id) if entry_id else None
    if keep is None or entry is None:
        return None
    return MergedLine(gone.id, gone.name, keep.id, keep.name, entry.at.replace(tzinfo=UTC), entry.who)


def _merge_entry(session: Session, gone_id: str) -> str | None:
    return session.scalar(
        select(JournalEntry.id)
        .join(JournalChange, JournalChange.entry_id == JournalEntry.id)
        .where(JournalChange.entity_id == gone_id, JournalChange.after.contains(_TELLING_LENGTH, autoescape=True))
        .order_by(JournalEntry.hlc.desc())
        .limit(1)
    )


# --- facts of the person ---


def _take_facts(keep: Person, gone: Person, sides: Mapping[str, Choice]) -> None:
    for field in FIELDS:
        if sides.get(field.key) == "gone":
            for column in field.columns:
                setattr(keep, column, getattr(gone, column))
        elif field.key not in sides:
            # Both say the same in words; one may know more behind them (a mother who is linked, not only named).
            _fill_blanks(keep, gone, field.columns)
    _fill_blanks(keep, gone, FILLED_COLUMNS)


def _fill_blanks(keep: Recorded, gone: Recorded, columns: tuple[str, ...]) -> None:
    for column in columns:
        if getattr(keep, column) in (None, ""):
            setattr(keep, column, getattr(gone, column))


def _refuse_outside_life(session: Session, keep: Person) -> None:
    first_on, last_on = visit_span(session, keep.id) or (None, None)
    if first_on is not None and keep.born_on > first_on:
        raise InputError(
            f"Sudah ada kunjungan {date_words(first_on)}, sebelum tanggal lahir yang dipilih. Pilih yang satunya.",
            field="born_on",
        )
    died_on = keep.status_changed_on if keep.status is LifeStatus.DEAD else None
    if last_on is not None and died_on is not None and died_on < last_on:
        raise InputError(
            f"Sudah ada kunjungan {date_words(last_on)}, sesudah tanggal meninggal yang dipilih. Pilih yang satunya.",
            field="status",
        )


# --- visits ---


def _join_visits(session: Session, keep: Person, gone: Person, sides: Mapping[str, Choice]) -> None:
    ours, theirs = visits_by_day(session, keep.id), visits_by_day(session, gone.id)
    for day, visit in theirs.items():
        if day not in ours:
            visit.person_id = keep.id
            continue
        is_theirs = sides.get(f"{VISIT}{day.isoformat()}") == "gone"
        chosen, other = (visit, ours[day]) if is_theirs else (ours[day], visit)
        _complete(chosen, other)
        chosen.person_id = keep.id
        session.delete(other)


def _complete(chosen: Measurement, other: Measurement) -> None:
    """Fill what the chosen visit left blank from the other of the day; what differs is kept in words in the note."""
    ours, theirs = facts_of(chosen), facts_of(other)
    joined = completed_by(theirs, ours)
    posture = ours.posture if ours.length_mm is not None else theirs.posture
    kept = {name: getattr(ours, name) for name in ("has_oedema", "is_outside_history", "letter_override")}
    kept["letter_override_reason"] = ours.letter_override_reason
    said, also = visit_words(ours), visit_words(theirs)
    notes = [ours.note, theirs.note if theirs.note != ours.note else ""]
    notes.append(f"Catatan ganda hari itu: {also}" if also and also != said else "")
    note = ". ".join(part for part in notes if part)[:_NOTE_LENGTH]
    write_facts(chosen, replace(joined, posture=posture, note=note, **kept))
    if chosen.day_id is None and other.day_id is not None:
        chosen.day_id, chosen.posyandu_id = other.day_id, other.posyandu_id


# --- stays in families ---


def _present_families(session: Session, *people: Person) -> list[Family]:
    """The families in which these entries live now, each once."""
    ids = [person.id for person in people]
    found = select(FamilyMember.family_id).where(FamilyMember.person_id.in_(ids), FamilyMember.to_on.is_(None))
    return [session.get_one(Family, one) for one in dict.fromkeys(session.scalars(found.order_by(FamilyMember.id)))]


def _join_stays(session: Session, keep: Person, gone: Person, family: Choice) -> None:
    """The stays of the chosen side stand; the other's fill only the days before, between and after them.

    Nobody is in two families on one day, and every day on which either entry lived somewhere has a family still.
    """
    ours, theirs = stays_of(session, keep.id), stays_of(session, gone.id)
    standing, filling = (theirs, ours) if family == "gone" and theirs else (ours, theirs)
    for stay in standing:
        stay.person_id = keep.id
    covered = [(stay.from_on or date.min, stay.to_on or date.max) for stay in standing]
    for stay in filling:
        pieces = [*_uncovered((stay.from_on or date.min, stay.to_on or date.max), covered)]
        if not pieces:
            session.delete(stay)
        for number, (first, last) in enumerate(pieces):
            piece = stay if number == 0 else FamilyMember(family_id=stay.family_id, role=stay.role)
            piece.person_id = keep.id
            piece.from_on = None if first == date.min else first
            piece.to_on = None if last == date.max else last
            session.add(piece)
    session.flush()
    _end_with_life(session, keep)


def _uncovered(span: tuple[date, date], covered: list[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """The parts of a span of days (both ends counted) that lie in none of the covered spans."""
    first, last = span
    for begin, end in sorted(covered):
        if end < first or begin > last:
            continue
        if begin > first:
            yield first, begin - _ONE_DAY
        if end >= last:
            return
        first = end + _ONE_DAY
    if first <= last:
        yield first, last


def _end_with_life(session: Session, keep: Person) -> None:
    stays = stays_of(session, keep.id)
    ended_on = keep.status_changed_on
    if keep.status is LifeStatus.ALIVE or ended_on is None or not stays:
        return
    stays[-1].to_on = max(ended_on, stays[-1].from_on or ended_on)


# --- whatever else points at the person ---


def _repoint(session: Session, keep: Person, gone: Person) -> None:
    for table, column in _links():
        for row in session.scalars(select(table).where(column == gone.id)):
            setattr(row, column.key, keep.id)


def _links() -> Iterator[tuple[type[Recorded], InstrumentedAttribute[Any]]]:
    """Every column that points at a person, also of tables that come later; visits and stays are joined by then."""
    for table in FACT_TABLES:
        for key in table.__table__.foreign_keys:
            if key.column.table.name == Person.__tablename__ and key.parent.name != "merged_into_id":
                yield table, getattr(table, key.parent.name)


def _join_marriages(session: Session, keep: Person) -> None:
    """The same couple, written down under both entries, is one marriage."""
    rows = session.scalars(
        select(Marriage).where((Marriage.husband_id == keep.id) | (Marriage.wife_id == keep.id)).order_by(Marriage.id)
    )
    known: dict[tuple[str, str, date | None], Marriage] = {}
    for row in rows:
        first = known.setdefault((row.husband_id, row.wife_id, row.to_on), row)
        if first is not row and None in (first.from_on, row.from_on, first.to_on):
            _fill_blanks(first, row, ("from_on", "to_on", "ended_by"))
            session.delete(row)


def _join_pregnancies(session: Session, keep: Person) -> None:
    """A woman has one open pregnancy: the one opened first stays, completed by the other."""
    wanted = select(Pregnancy).where(Pregnancy.mother_id == keep.id, Pregnancy.ended_on.is_(None))
    first, *others = [*session.scalars(wanted.order_by(Pregnancy.opened_on, Pregnancy.id))] or [None]
    for other in others:
        if first is not None and other is not None:
            _fill_blanks(first, other, ("hpht_on", "usg_due_on", "estimated_due_on", "gravida", "note"))
            session.delete(other)
