"""Taking back a deed, whole: every row as it was before, as long as nothing was built upon it since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.day.day_locks import refuse_locked_changes, unsign_changed
from core.services.register import Changed, Outcome, Register
from core.store.journal import PROGRAM, JournalChange, JournalEntry
from core.store.reversal import Reversal
from core.words.periods import date_words

_ERASED = "Sebagian isinya sudah dihapus atas permintaan warga, jadi tidak dapat dibatalkan."
_SOMEBODY_ELSES = "Ini catatan orang lain. Minta bidan membatalkannya."
_UNDOING, _AGAIN = "Membatalkan: ", "Mengulangi: "
_KEPT_ELSEWHERE = "Akun, PIN, dan kode tidak dapat dibatalkan dari sini. Ubah lagi lewat Pengaturan."
_KEYS = frozenset({Action.MANAGE_ACCOUNTS.value, Action.RESET_PIN.value})
"""Rights whose deeds also changed the keyring, which no undo reaches."""
_LOOKED_INTO = 2_000
"""Deeds with more changed rows (imports) are looked into only when somebody wants them undone."""
_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed of the journal (`at` is UTC): whether it was taken back, can be, and if not why not."""

    id: str
    at: datetime
    who: str
    sentence: str
    is_undone: bool
    can_undo: bool
    why_not: str = ""
    reason: str = ""


def last_deeds(register: Register, limit: int = 20) -> tuple[Deed, ...]:
    """The last deeds, newest first. A large import counts as undoable here; `undo` looks closer.

    Who may not see the history gets only what was done under the own account.
    """
    newest = select(JournalEntry).order_by(JournalEntry.hlc.desc()).limit(limit)
    if register.user is not None and not register.may(Action.SEE_HISTORY):
        newest = newest.where(JournalEntry.account_id == register.user.account_id)
    with register.reading() as session:
        entries = session.scalars(newest).all()
        return tuple(_deed(register, session, entry) for entry in entries)


def deed_of(register: Register, entry_id: str) -> Deed | None:
    """One deed of the journal and whether it can be undone now; None for an unknown id.

    Raises NotAllowed without the right to see the history.
    """
    register.require(Action.SEE_HISTORY)
    with register.reading() as session:
        entry = session.get(JournalEntry, entry_id)
        return None if entry is None else _deed(register, session, entry)


def undo(register: Register, entry_id: str) -> Outcome[str]:
    """Take a deed back in one deed; gives the id of that one, which can be undone in turn.

    Raises InputError that names what was done since, when a later deed changed the same facts or built upon them, and
    for what belongs to a locked day; NotAllowed for the deed of somebody else without the right to that.
    """
    with register.deed("", action=Action.UNDO_OWN) as deed:
        entry = deed.session.get(JournalEntry, entry_id)
        if entry is None:
            raise InputError("Catatan ini tidak ada di register. Muat ulang daftarnya.")
        if not is_own(register, entry):
            register.require(Action.UNDO_OTHERS)
        reversal = Reversal(deed.session, entry_id)
        if why_not := _ERASED if reversal.has_erased else _why_not(deed.session, entry, reversal.conflicting()):
            raise InputError(why_not)
        deed.sentence, deed.undoes_id = _sentence(entry), entry_id
        reversal.apply(deed)
        changes = deed.changes()
        refuse_locked_changes(deed.session, changes)
        unsign_changed(deed.session, changes)
    return Outcome(deed.entry_id or "", frozenset(Changed))


def is_own(register: Register, entry: JournalEntry) -> bool:
    """Whether whoever is at the keyboard did this deed."""
    return register.user is not None and entry.account_id == register.user.account_id


def _deed(register: Register, session: Session, entry: JournalEntry) -> Deed:
    is_undone = _is_undone(session, entry.id)
    size = session.scalar(select(func.count()).where(JournalChange.entry_id == entry.id)) or 0
    reversal = Reversal(session, entry.id) if size <= _LOOKED_INTO and not is_undone else None
    if reversal is not None and reversal.has_erased:
        why_not = _ERASED
    else:
        why_not = _why_not(session, entry, reversal.conflicting() if reversal else ())
    if not why_not and not is_own(register, entry) and not register.may(Action.UNDO_OTHERS):
        why_not = _SOMEBODY_ELSES
    at = entry.at.replace(tzinfo=UTC)
    return Deed(entry.id, at, entry.who, entry.sentence, is_undone, not why_not, why_not, entry.reason)


def _why_not(session: Session, entry: JournalEntry, conflicts: Iterable[str]) -> str:
    if entry.who == PROGRAM:
        return "Ini perubahan oleh program waktu diperbarui, jadi tidak dapat dibatalkan."
    if _is_undone(session, entry.id):
        return "Ini sudah dibatalkan."
    if entry.action in _KEYS or not _has_changes(session, entry.id):
        return _KEPT_ELSEWHERE
    rows = list(islice(conflicts, _NAMED_AT_MOST * 10))
    if not rows:
        return ""
    later = session.scalars(
        select(JournalEntry)
        .join(JournalChange, JournalChange.entry_id == JournalEntry.id)
        .where(JournalChange.entity_id.in_(rows), JournalEntry.hlc > entry.hlc)
        .distinct()
        .order_by(JournalEntry.hlc.desc())
    )
    open_ones = [one for one in later if one.undoes_id is None and not _is_undone(session, one.id)]
    named = "; ".join(f"“{one.sentence}” ({date_words(one.at.date())})" for one in open_ones[:_NAMED_AT_MOST])
    return f"Sesudahnya ada {named or 'perubahan lain'}. Batalkan itu dulu, baru yang ini."


def _has_changes(session: Session, entry_id: str) -> bool:
    return session.scalar(select(JournalChange.id).where(JournalChange.entry_id == entry_id).limit(1)) is not None


def _is_undone(session: Session, entry_id: str) -> bool:
    # An undone undo no longer counts, so the chain is followed to its end.
    undoing = select(JournalEntry.id).where(JournalEntry.undoes_id == entry_id)
    return any(not _is_undone(session, one) for one in session.scalars(undoing))


def _sentence(entry: JournalEntry) -> str:
    if entry.undoes_id is None:
        return _UNDOING + entry.sentence
    bare = entry.sentence.removeprefix(_UNDOING).removeprefix(_AGAIN)
    return (_UNDOING if entry.sentence.startswith(_AGAIN) else _AGAIN) + bare
