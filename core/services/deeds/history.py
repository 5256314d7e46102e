"""Who changed what, when and why, in words: the journal of one person, visit or place, and the author of each row."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from core.rules.permissions import Action
from core.services.deeds.history_words import LABELS, OTHER_LABELS, answer_label, answer_words, other_words, value_words
from core.services.people.people_rows import chunks
from core.services.register import Register
from core.services.setup import read_settings
from core.store.checkups import Answer, CheckUp, Referral
from core.store.immunizations import DoseRefusal, HealthCaution, VaccineDose
from core.store.journal import JournalChange, JournalEntry
from core.store.people import FamilyMember, Person
from core.store.pregnancies import Pregnancy
from core.store.privacy import Consent
from core.store.visits import Measurement
from core.words.periods import date_short

QUICK_REASONS = ("salah baca", "salah ketik", "ditimbang ulang")
"""Why a kader usually corrects something; anything else is written out."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as people read it; an empty text is "not filled".

    `about` says which visit it belongs to, `is_correction` that the row was there before and stays.
    """

    label: str
    before: str
    after: str
    about: str = ""
    is_correction: bool = True


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One deed: when (UTC), who, its sentence, the fields it changed, why, and its id in the journal.

    `is_whole` says that it changed nothing else than what was asked about, so that it can be taken back from there.
    """

    at: datetime
    who: str
    sentence: str
    changes: tuple[FieldChange, ...]
    reason: str = ""
    entry_id: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who first wrote a row down, under which account (None: without one), and when (UTC)."""

    who: str
    account_id: str | None
    at: datetime


def journal_of(register: Register, entity_id: str) -> tuple[JournalLine, ...]:
    """The deeds that touched a row, newest first; for a person also those on all that is recorded of it.

    That is visits (removed ones included), check-ups with their answers, referrals, doses, stays, pregnancies and
    consents; what was done about an entry that was merged into the person is part of its story. Raises NotAllowed for
    somebody who may not see the history.
    """
    register.require(Action.SEE_HISTORY)
    with register.reading() as session:
        rows = session.execute(
            select(JournalEntry, JournalChange)
            .join(JournalChange, JournalChange.entry_id == JournalEntry.id)
            .where(_touches(entity_id))
            .order_by(JournalEntry.hlc.desc(), JournalChange.id)
        ).all()
        teller = _Teller(session, entity_id)
        sizes = _sizes(session, {entry.id for entry, _ in rows})
    lines: dict[str, JournalLine] = {}
    for entry, change in rows:
        known = lines.get(entry.id) or JournalLine(
            entry.at.replace(tzinfo=UTC), entry.who, entry.sentence, (), entry.reason, entry.id
        )
        lines[entry.id] = replace(known, changes=(*known.changes, *teller.changes(change)))
    seen = Counter(entry.id for entry, _ in rows)
    return tuple(replace(line, is_whole=seen[line.entry_id] == sizes[line.entry_id]) for line in lines.values())


def sentences(line: JournalLine) -> tuple[str, ...]:
    """A deed as it is spoken, one sentence for each correction, each with who, when and why.

    `Berat diubah dari 7,4 kg menjadi 7,9 kg oleh Bu Sari, 12-10-2026, alasan: salah baca`. A deed that only wrote
    down or took away has its own sentence.
    """
    tail = _tail(line)
    corrections = [change for change in line.changes if change.is_correction]
    return tuple(f"{_correction(one)}{tail}" for one in corrections) or (f"{line.sentence}{tail}",)


def authors_of(register: Register, ids: Iterable[str]) -> dict[str, Authorship]:
    """Who first wrote down each of these rows; ids that the journal does not know are left out."""
    found: dict[str, Authorship] = {}
    with register.reading() as session:
        for chunk in chunks(list(ids)):
            rows = session.execute(
                select(JournalChange.entity_id, JournalEntry.who, JournalEntry.account_id, JournalEntry.at)
                .join(JournalEntry, JournalEntry.id == JournalChange.entry_id)
                .where(JournalChange.entity_id.in_(chunk))
                .order_by(JournalEntry.hlc)
            )
            for row_id, who, account_id, at in rows:
                found.setdefault(row_id, Authorship(who, account_id, at.replace(tzinfo=UTC)))
    return found


def needs_reason(register: Register, row_id: str) -> bool:
    """Whether correcting this row asks why: not for one's own entry while it is still the day it was written."""
    author = authors_of(register, [row_id]).get(row_id)
    if author is None:
        return False
    account_id = register.user.account_id if register.user else None
    is_own = (author.account_id, author.who) == (account_id, register.who)
    return not is_own or author.at.astimezone().date() != register.today


def _sizes(session: Session, entry_ids: Iterable[str]) -> dict[str, int]:
    """How many rows each deed changed in all."""
    found: dict[str, int] = {}
    for chunk in chunks(entry_ids):
        counted = select(JournalChange.entry_id, func.count()).where(JournalChange.entry_id.in_(chunk))
        found |= {row[0]: row[1] for row in session.execute(counted.group_by(JournalChange.entry_id))}
    return found


def _touches(entity_id: str) -> ColumnElement[bool]:
    own_rows = [
        select(table.id).where(owner == entity_id)
        for table, owner in (
            (Measurement, Measurement.person_id),
            (FamilyMember, FamilyMember.person_id),
            (Pregnancy, Pregnancy.mother_id),
            (Consent, Consent.person_id),
            (Person, Person.merged_into_id),
            (CheckUp, CheckUp.person_id),
            (Referral, Referral.person_id),
            (VaccineDose, VaccineDose.person_id),
            (DoseRefusal, DoseRefusal.person_id),
            (HealthCaution, HealthCaution.person_id),
        )
    ]
    answers = select(Answer.id).join(CheckUp, CheckUp.id == Answer.check_up_id).where(CheckUp.person_id == entity_id)
    own_rows.append(answers)
    removed = (
        (JournalChange.entity == Measurement.__tablename__)
        & JournalChange.after.is_(None)
        & JournalChange.before.contains(f'"person_id":"{entity_id}"', autoescape=True)
    )
    return or_(JournalChange.entity_id == entity_id, *map(JournalChange.entity_id.in_, own_rows), removed)


class _Teller:
    """Puts row changes into words; knows the days of the visits, which a correction does not name itself."""

    def __init__(self, session: Session, person_id: str) -> None:
        self._is_masked = read_settings(session).mask_nik
        rows = session.execute(
            select(Measurement.id, Measurement.measured_on).where(
                or_(Measurement.person_id == person_id, Measurement.id == person_id)
            )
        )
        self._days = {row.id: row.measured_on for row in rows}
        answers = select(Answer.id, Answer.form, Answer.key, CheckUp.checked_on).join(
            CheckUp, CheckUp.id == Answer.check_up_id
        )
        self._answers = {row.id: row for row in session.execute(answers.where(CheckUp.person_id == person_id))}

    def changes(self, change: JournalChange) -> Iterator[FieldChange]:
        before, after = _fields(change.before), _fields(change.after)
        if change.entity == Answer.__tablename__:
            yield from self._answer(change, before, after)
            return
        if change.entity in OTHER_LABELS:
            yield from _others(change, before, after)
            return
        day = self._days.get(change.entity_id)
        about = f"penimbangan {date_short(day)}" if day else ""
        is_correction = change.before is not None and change.after is not None
        for field, label in LABELS.items():
            if before.get(field) != after.get(field):
                old, new = (value_words(field, one.get(field), is_masked=self._is_masked) for one in (before, after))
                if old or new:
                    yield FieldChange(label, old, new, about, is_correction)

    def _answer(self, change: JournalChange, before: dict[str, Any], after: dict[str, Any]) -> Iterator[FieldChange]:
        """A corrected measurement of a card; what was asked in confidence is told by its deed only."""
        row = self._answers.get(change.entity_id)
        is_correction = change.before is not None and change.after is not None
        if row is None or not is_correction:
            return
        label = answer_label(row.form, row.key)
        if label:
            old, new = (answer_words(row.form, row.key, str(one.get("value"))) for one in (before, after))
            yield FieldChange(label, old, new, f"kartu {date_short(row.checked_on)}")


def _others(change: JournalChange, before: dict[str, Any], after: dict[str, Any]) -> Iterator[FieldChange]:
    is_correction = change.before is not None and change.after is not None
    for field, label in OTHER_LABELS[change.entity].items():
        old, new = (other_words(field, one.get(field)) for one in (before, after))
        if old != new:
            yield FieldChange(label, old, new, "", is_correction)


def _fields(body: str | None) -> dict[str, Any]:
    return {} if body is None else dict(json.loads(body))


def _correction(change: FieldChange) -> str:
    what = f"{change.label} ({change.about})" if change.about else change.label
    if change.before and change.after:
        return f"{what} diubah dari {change.before} menjadi {change.after}"
    return f"{what} diisi {change.after}" if change.after else f"{what} dikosongkan, tadinya {change.before}"


def _tail(line: JournalLine) -> str:
    who = f" oleh {line.who}" if line.who else ""
    why = f", alasan: {line.reason}" if line.reason else ""
    return f"{who}, {date_short(line.at.astimezone().date())}{why}"
