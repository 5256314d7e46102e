"""Erasing a person for good, as the law lets anybody ask (UU 27/2022 art. 43 and 44): a tombstone remains, no name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.register import Changed, Outcome, Register
from core.services.trust import erasing_traces as traces
from core.services.trust.erasing_traces import Key, Rows, Subject
from core.store.accounts import AccessEntry
from core.store.base import Recorded, table_of
from core.store.erased import (
    blank_changes,
    blank_words,
    entries_saying,
    forget_search_words,
    overwrite_what_goes,
    sweep,
)
from core.store.journal import ERASED_WORDS
from core.store.people import Family, FamilyHome, Person
from core.store.privacy import Erasure
from core.store.unit_of_work import UnitOfWork
from core.words.names import search_text

_SENTENCE = "Menghapus seluruh catatan seseorang atas permintaan"
_NAMES = {
    "measurement": "kunjungan",
    "consent": "persetujuan",
    "marriage": "pernikahan",
    "family_member": "catatan keluarga",
    "pregnancy": "kehamilan",
    "check_up": "pemeriksaan",
    "referral": "rujukan",
    "vaccine_dose": "imunisasi",
    "dose_refusal": "imunisasi yang ditolak",
    "health_caution": "catatan kehati-hatian",
}


@dataclass(frozen=True, slots=True)
class ErasureForm:
    """Why somebody is erased, by which paper, and the name typed once more so that it is surely this person."""

    reason: str
    document: str
    typed_name: str


@dataclass(frozen=True, slots=True)
class ErasureView:
    """What would go: the name, one line for each kind of record, and what happens to others' records."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tombstone:
    """That somebody was erased, never who: the id it had here, the day, the reason and the paper."""

    person_id: str
    erased_on: date
    reason: str
    document: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done; without `is_swept` the file was in use elsewhere: rows are gone, old free pages stay as they were.

    The next erasure sweeps them too.
    """

    tombstone: Tombstone
    is_swept: bool


def erasure_preview(register: Register, person_id: str) -> ErasureView:
    """What an erasure would take away. Raises InputError for somebody unknown, NotAllowed without the right."""
    register.require(Action.ERASE_PERSON)
    with register.reading() as session:
        person = _person(session, person_id)
        subject = traces.subject_of(session, person)
        rows = traces.own_rows(session, subject)
        counts = {table.__tablename__: len(found) for table, found in rows}
        lines = [f"{counts[name]} {words}" for name, words in _NAMES.items() if counts.get(name)]
        near = [one for one in traces.relatives(session, subject) if subject.ids[0] in (one.mother_id, one.father_id)]
    if near:
        names = ", ".join(one.name for one in near)
        lines.append(f"Catatan anak tetap ada, tanpa nama orang tua ini: {names}")
    return ErasureView(person.name, tuple(lines))


def erase_person(register: Register, person_id: str, form: ErasureForm) -> Outcome[Erased]:
    """Erase a person in one deed that cannot be undone: rows, search text, journal words and values, log texts.

    UU 27/2022 art. 43 and 44. Children keep their record; the link and the parent's name go from it. The journal keeps
    digests, so its chain holds, and a tombstone says that it was done, when, why and by which paper. Afterwards the
    file is built anew, so that nothing is left in free pages (backups made before still hold the person).

    Raises InputError without reason or paper, when the typed name is another one, or when reason or paper tell the
    name; NotAllowed without the right to erase.
    """
    register.require(Action.ERASE_PERSON)
    with register.reading() as session:
        person = _person(session, person_id)
        _check(person, form)
    tombstone = Tombstone(person.id, register.today, _tidy(form.reason), _tidy(form.document))
    return _erase(register, tombstone)


def tombstones_of(register: Register) -> tuple[Tombstone, ...]:
    """Everybody who was erased from this register, by the ids they had."""
    with register.reading() as session:
        rows = session.scalars(select(Erasure).order_by(Erasure.erased_on, Erasure.id)).all()
    return tuple(Tombstone(row.person_id, row.erased_on, row.reason, row.document) for row in rows)


def pending_after_restore(register: Register, tombstones: tuple[Tombstone, ...]) -> tuple[Tombstone, ...]:
    """Those of `tombstones` (of a newer register) whose person is back in this one, restored from an older backup."""
    with register.reading() as session:
        there = set(session.scalars(select(Person.id).where(Person.id.in_([one.person_id for one in tombstones]))))
    return tuple(one for one in tombstones if one.person_id in there)


def erase_again(register: Register, tombstone: Tombstone) -> Outcome[Erased]:
    """Erase once more who came back with an older backup, on the ground of the tombstone; errors as `erase_person`."""
    register.require(Action.ERASE_PERSON)
    with register.reading() as session:
        _person(session, tombstone.person_id)
    return _erase(register, tombstone)


def _erase(register: Register, tombstone: Tombstone) -> Outcome[Erased]:
    with register.deed(_SENTENCE, action=Action.ERASE_PERSON) as deed:
        session = deed.session
        overwrite_what_goes(session)
        subject = traces.subject_of(session, session.get_one(Person, tombstone.person_id))
        _take_out(deed, subject)
        session.add(Erasure(**{field: getattr(tombstone, field) for field in Tombstone.__slots__}))
        session.flush()
    # The search text is written when the deed ends; only then can its index be built anew.
    with register.database.scratch() as session:
        overwrite_what_goes(session)
        forget_search_words(session)
    is_swept = sweep(register.database)
    return Outcome(Erased(tombstone, is_swept), frozenset(Changed))


def _take_out(deed: UnitOfWork, subject: Subject) -> None:
    session = deed.session
    near = traces.relatives(session, subject)
    going = [*traces.own_rows(session, subject), *traces.left_alone(session, subject)]
    # What speaks of the person is looked up while everything still stands.
    found = [*traces.mentions(session, subject, near)]
    changed = [*traces.let_go(session, subject, near), *traces.loosen(session, going, subject)]
    session.flush()
    found += traces.named_changes(session, subject, changed)
    removed = _remove(deed, subject, going)
    spoken_of = {(one.entity, one.entity_id) for one in found} - removed
    standing = {(row.__tablename__, row.id): row for row in (*traces.standing_rows(session, spoken_of), *changed)}
    gone = removed | (spoken_of - standing.keys())
    found += traces.all_changes(session, gone)
    deed.forget(gone)
    deed.restate(standing.values())
    _blank(session, subject, [one.change_id for one in found], [one.entry_id for one in found])


def _remove(deed: UnitOfWork, subject: Subject, going: Sequence[Rows]) -> set[Key]:
    session = deed.session
    traces.forget_drafts(session, subject)
    people: list[Recorded] = [session.get_one(Person, one) for one in subject.ids]
    for person in people:
        # People and pregnancies point at each other: all let go before the first of them leaves.
        for link in ("pregnancy_id", "merged_into_id", "mother_id", "father_id"):
            setattr(person, link, None)
    session.flush()
    homes_last = [pair for pair in going if pair[0] in (FamilyHome, Family)]
    theirs: Rows = (Person, people)
    keys: set[Key] = set()
    for table, rows in (*(pair for pair in going if pair not in homes_last), theirs, *homes_last):
        deed.delete_many(table, [_whole(row) for row in rows])
        keys |= {(table.__tablename__, row.id) for row in rows}
    return keys


def _whole(row: Recorded) -> dict[str, object]:
    return {column.key: getattr(row, column.key) for column in row.__mapper__.column_attrs}


def _blank(session: Session, subject: Subject, change_ids: list[str], entry_ids: list[str]) -> None:
    touched = set(entry_ids)

    def says(entry_id: str, words: str) -> bool:
        return subject.is_named_in(words) if entry_id in touched else subject.is_plainly_named_in(words)

    blank_words(session, entries_saying(session, says))
    blank_changes(session, change_ids)
    log = table_of(AccessEntry)
    session.execute(update(log).where(log.c.person_id.in_(subject.ids)).values(text=ERASED_WORDS))
    for entry_id, words in session.execute(select(log.c.id, log.c.text).where(log.c.text != "")).all():
        if subject.is_plainly_named_in(words):
            session.execute(update(log).where(log.c.id == entry_id).values(text=ERASED_WORDS))


def _person(session: Session, person_id: str) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
    if person.merged_into_id is not None:
        raise InputError("Catatan ini sudah disatukan. Hapus dari halaman catatan yang dipakai.")
    return person


def _check(person: Person, form: ErasureForm) -> None:
    if not form.reason.strip():
        raise InputError("Tulis alasan penghapusan.", field="reason")
    if not form.document.strip():
        raise InputError("Tulis nomor surat permintaannya.", field="document")
    if search_text(form.typed_name) != search_text(person.name):
        raise InputError("Nama yang diketik tidak sama. Ketik nama lengkapnya persis.", field="typed_name")
    for field in ("reason", "document"):
        if search_text(person.name) in search_text(getattr(form, field)) or (
            person.nik and person.nik in getattr(form, field)
        ):
            raise InputError("Jangan tulis nama atau NIK-nya di sini; tulisan ini tetap tersimpan.", field=field)


def _tidy(text: str) -> str:
    return " ".join(text.split())
