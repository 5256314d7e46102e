"""Measuring a child: its history, the verdict while typing, and saving, correcting or removing a visit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.growth.weight_gain import Letter
from core.rules.breastfeeding import MARKS
from core.rules.permissions import Action
from core.rules.vitamin_a import BLUE, RED
from core.services.confirmation import NeedsConfirmation, confirm
from core.services.day.check_up_rows import refuse_locked, time_of_day
from core.services.day.drafts import clear_draft, forget_saved_draft, load_draft, save_draft
from core.services.growth.growth_verdicts import doubts, judge_all, judge_one, worded
from core.services.growth.mother_message import mother_message
from core.services.growth.visit_check_ups import forget_weighing, note_weighing
from core.services.growth.visit_rows import (
    ChildWithVisits,
    completed_by,
    is_second_note,
    load_child,
    load_children,
    note_book,
    posyandu_of,
    write_facts,
)
from core.services.people.residence import is_served_by, of_residents
from core.services.register import Changed, Outcome, Register
from core.services.setup import Settings, read_settings
from core.services.views import ChildView, GrowthHistory, VisitFacts, VisitVerdict
from core.store.journal import maker_of
from core.store.people import Family, FamilyMember, Person, last_membership_id
from core.store.visits import Measurement, PosyanduDay
from core.words.findings import Finding, Severity
from core.words.people import LifeStatus, Posture
from core.words.periods import date_short, date_words
from core.words.quantities import length_words, weight_words

__all__ = [
    "NeedsConfirmation",
    "check",
    "clear_draft",
    "growth_history",
    "histories",
    "load_draft",
    "mother_message",
    "preview",
    "remove_visit",
    "save_draft",
    "save_visit",
]

_HEAVIEST_G, _LONGEST_MM = 300_000, 2_500
_LETTERS = frozenset(Letter)


def growth_history(register: Register, person_id: str) -> GrowthHistory:
    """A child with all visits and their verdicts, in the words of whoever looks.

    Raises InputError for a person who is not in the register, NotAllowed for somebody who may not see health data.
    """
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        settings = read_settings(session)
        loaded = load_child(session, person_id, is_masked=settings.mask_nik)
    return _history(loaded, settings, sees_diagnoses=register.may(Action.SEE_DIAGNOSES))


def histories(
    register: Register,
    *,
    posyandu_id: str | None = None,
    person_ids: Iterable[str] | None = None,
    born_after: date | None = None,
    resident_on: date | None = None,
) -> Iterator[GrowthHistory]:
    """The histories of many children, by dusun and name (or in the order of `person_ids`), with few queries.

    `resident_on` leaves out who had died or left by that day (R-RESIDENT). NotAllowed as in `growth_history`.
    """
    register.require(Action.SEE_HEALTH)
    sees_diagnoses = register.may(Action.SEE_DIAGNOSES)
    with register.reading() as session:
        settings = read_settings(session)
        ids = list(person_ids) if person_ids is not None else _people(session, posyandu_id, born_after, resident_on)
        loaded = list(load_children(session, ids, is_masked=settings.mask_nik))
    for one in loaded:
        yield _history(one, settings, sees_diagnoses=sees_diagnoses)


def preview(
    history: GrowthHistory, draft: VisitFacts, *, today: date, settings: Settings | None = None
) -> VisitVerdict:
    """The verdict of what is being typed, before anything is saved; no database.

    The draft takes the place of the visit with its id, or completes the visit of the same day, as saving would. Its
    findings hold, beside the clinical ones, what looks odd (`asks_confirmation`) and what saving would refuse.
    """
    settings = settings or Settings(kms_edition=history.kms_edition)
    facts, judged = _with_draft([visit.facts for visit in history.visits], draft)
    verdict = judge_one(history.child, facts, judged, settings)
    refused = _refusal(history.child, judged, today)
    is_on_a_real_day = history.child.born_on <= judged.measured_on <= today
    odd = doubts(history.child, facts, judged) if is_on_a_real_day else ()
    verdict = replace(verdict, findings=(*refused, *odd, *verdict.findings))
    return worded(verdict, sees_diagnoses=history.sees_diagnoses)


def _refusal(child: ChildView, draft: VisitFacts, today: date) -> tuple[Finding, ...]:
    try:
        check(child, draft, today)
    except InputError as wrong:
        label, _, step = wrong.message.partition(". ")
        return (Finding("R-MUSTAHIL", wrong.field or "", label, Severity.YELLOW, f"{label}.", step),)
    return ()


def check(child: ChildView, draft: VisitFacts, today: date) -> None:
    """Refuse what cannot be: raises InputError with the key of the field to put right."""
    if draft.measured_on < child.born_on:
        born = date_words(child.born_on)
        raise InputError(f"Tanggal ukur sebelum lahir ({born}). Periksa tanggalnya.", field="measured_on")
    if draft.measured_on > today:
        raise InputError("Tanggal ukur belum tiba. Periksa tanggalnya.", field="measured_on")
    for field, value, largest in (
        ("weight_g", draft.weight_g, _HEAVIEST_G),
        ("length_mm", draft.length_mm, _LONGEST_MM),
        ("head_mm", draft.head_mm, _LONGEST_MM),
        ("muac_mm", draft.muac_mm, _LONGEST_MM),
    ):
        if value is not None and not 0 < value <= largest:
            raise InputError(_impossible(child, draft, field, value), field=field)
    if _is_empty(draft):
        raise InputError("Belum ada yang diukur. Isi berat atau panjangnya dulu.", field="weight_g")
    if draft.breastfeeding is not None and draft.breastfeeding not in MARKS:
        raise InputError(
            "Pilih ASI: √ (ASI saja), X (sudah makan lain), atau A (tidak ditanya).", field="breastfeeding"
        )
    if draft.vitamin_a is not None and draft.vitamin_a not in (BLUE, RED):
        raise InputError("Pilih kapsul vitamin A biru atau merah.", field="vitamin_a")
    if draft.letter_override is not None and draft.letter_override not in _LETTERS:
        raise InputError("Pilih huruf B, O, N, atau T.", field="letter_override")
    if draft.letter_override is not None and not draft.letter_override_reason.strip():
        raise InputError("Tulis alasan mengubah huruf N/T.", field="letter_override_reason")


def save_visit(
    register: Register,
    person_id: str,
    draft: VisitFacts,
    *,
    day_id: str | None = None,
    has_kia_book: bool | None = None,
    reason: str = "",
) -> Outcome[GrowthHistory]:
    """Save a visit, new or corrected, on its true date; everything computed follows.

    A draft with an id replaces that visit; without one it completes the child's visit of the same date, if there is
    one, instead of making a second. It belongs to `day_id` when that day has the visit's date, else to the posyandu's
    day of that date if there is one. The draft of that day is forgotten in the same transaction.

    `reason` says why a saved visit is corrected; the journal keeps it beside the deed.

    `has_kia_book` notes in the same deed that the child was seen with a KMS or Buku KIA (K of the SKDN counts from the
    visit's date on; an earlier note stays), or that it has none after all; None leaves that as it is.

    A visit of a posyandu day is step 2 of the child's check-up of that day, which is made when there is none.

    Raises InputError for what cannot be and on a locked day, and NeedsConfirmation (with the findings) for what looks
    odd while `confirmation_reason` is empty. Nothing is saved then.
    """
    with register.reading() as session:
        settings = read_settings(session)
        loaded = load_child(session, person_id, is_masked=settings.mask_nik)
        _refuse_after_end(session, person_id, draft.measured_on)
    stored = [_unconfirmed(visit, draft) for visit in loaded.visits]
    facts, merged = _with_draft(stored, draft)
    check(loaded.child, merged, register.today)
    _refuse_second_on_date(facts, merged)
    confirm(doubts(loaded.child, facts, merged), merged.confirmation_reason)
    if _letter_changes(loaded.visits, merged):
        register.require(Action.OVERRIDE_VERDICT)
    sentence, why = _sentence(loaded.child.name, merged), " ".join(reason.split())
    with register.deed(sentence, action=Action.RECORD_HEALTH, reason=why) as deed:
        row = _row_for(deed.session, person_id, merged)
        was_on = row.measured_on if merged.id is not None else None
        write_facts(row, merged)
        _place(deed.session, row, day_id)
        deed.session.flush()
        if was_on is not None and was_on != row.measured_on:
            forget_weighing(deed.session, person_id, was_on)
        note_weighing(deed.session, row, time_of_day(register.clock.now()))
        forget_saved_draft(deed.session, person_id, row.measured_on)
        is_noted = has_kia_book is not None and note_book(deed.session, person_id, merged.measured_on, has_kia_book)
    changed = {Changed.MEASUREMENTS, Changed.PEOPLE} if is_noted else {Changed.MEASUREMENTS}
    return Outcome(growth_history(register, person_id), frozenset(changed))


def _letter_changes(stored: Sequence[VisitFacts], merged: VisitFacts) -> bool:
    known = next((visit.letter_override for visit in stored if visit.id == merged.id), None)
    return merged.letter_override != known


def removal_action(register: Register, visit_id: str) -> Action:
    """What one must be allowed to take out this visit: whoever wrote it down may, as with every deed of one's own."""
    with register.reading() as session:
        is_own = register.user is not None and maker_of(session, visit_id) == register.user.account_id
    return Action.UNDO_OWN if is_own else Action.REMOVE_RECORD


def remove_visit(register: Register, visit_id: str, reason: str, *, has_kia_book: bool | None = None) -> Outcome[None]:
    """Take out a visit that never was (wrong child, written twice); the journal keeps it with the reason.

    `has_kia_book` as in `save_visit`: what was noted of the child's KMS with the visit is taken back with it.
    Raises InputError without a reason or for an unknown visit, NotAllowed for a visit that somebody else wrote down
    without the right to remove it.
    """
    if not reason.strip():
        raise InputError("Tulis alasan menghapus penimbangan ini.", field="reason")
    with register.reading() as session:
        row = session.get(Measurement, visit_id)
        person = session.get(Person, row.person_id) if row else None
    if row is None or person is None:
        raise InputError("Penimbangan ini sudah tidak ada.")
    sentence = f"Menghapus penimbangan {person.name} {date_short(row.measured_on)}: {reason.strip()}"
    with register.deed(sentence, action=removal_action(register, visit_id)) as deed:
        refuse_locked(deed.session, row.day_id)
        deed.session.delete(deed.session.get_one(Measurement, visit_id))
        deed.session.flush()
        if not row.is_outside_history:
            forget_weighing(deed.session, person.id, row.measured_on)
        is_noted = has_kia_book is not None and note_book(deed.session, person.id, row.measured_on, has_kia_book)
    return Outcome(None, frozenset({Changed.MEASUREMENTS, Changed.PEOPLE} if is_noted else {Changed.MEASUREMENTS}))


def _history(loaded: ChildWithVisits, settings: Settings, *, sees_diagnoses: bool) -> GrowthHistory:
    judged = judge_all(loaded.child, loaded.visits, settings)
    visits = tuple(worded(visit, sees_diagnoses=sees_diagnoses) for visit in judged)
    return GrowthHistory(loaded.child, visits, settings.kms_edition, sees_diagnoses)


def _people(session: Session, posyandu_id: str | None, born_after: date | None, resident_on: date | None) -> list[str]:
    people = select(Person.id).where(Person.merged_into_id.is_(None))
    if resident_on is not None:
        statement = of_residents(people, resident_on)
    else:
        statement = people.outerjoin(FamilyMember, FamilyMember.id == last_membership_id()).outerjoin(
            Family, Family.id == FamilyMember.family_id
        )
    if posyandu_id is not None:
        serves = is_served_by(posyandu_id, resident_on) if resident_on else Family.posyandu_id == posyandu_id
        statement = statement.where(serves)
    if born_after is not None:
        statement = statement.where(Person.born_on > born_after)
    return list(session.scalars(statement.order_by(Family.dusun, Person.name, Person.id)))


def _with_draft(stored: list[VisitFacts], draft: VisitFacts) -> tuple[list[VisitFacts], VisitFacts]:
    # The visits as they would be with the draft saved, and the draft among them.
    if draft.id is not None:
        known = next((visit for visit in stored if visit.id == draft.id), None)
        if known is not None and draft.day_id is None and known.measured_on == draft.measured_on:
            draft = replace(draft, day_id=known.day_id)
        return [*(visit for visit in stored if visit.id != draft.id), draft], draft
    same_day = next((visit for visit in stored if is_second_note(visit, draft)), None)
    if same_day is None:
        return [*stored, draft], draft
    merged = completed_by(same_day, draft)
    return [*(visit for visit in stored if visit is not same_day), merged], merged


def _unconfirmed(stored: VisitFacts, draft: VisitFacts) -> VisitFacts:
    # A reason given for the first reading does not cover a different second one.
    is_completed = draft.id is None and is_second_note(stored, draft)
    return replace(stored, confirmation_reason="") if is_completed and not _repeats(stored, draft) else stored


def _repeats(stored: VisitFacts, draft: VisitFacts) -> bool:
    return all(
        getattr(draft, name) in (None, getattr(stored, name))
        for name in ("weight_g", "length_mm", "head_mm", "muac_mm")
    )


def _refuse_second_on_date(facts: list[VisitFacts], merged: VisitFacts) -> None:
    if any(visit.id != merged.id and visit.measured_on == merged.measured_on for visit in facts):
        raise InputError(
            f"Sudah ada penimbangan {date_words(merged.measured_on)}. Buka yang itu, atau pilih tanggal lain.",
            field="measured_on",
        )


def _refuse_after_end(session: Session, person_id: str, measured_on: date) -> None:
    person = session.get_one(Person, person_id)
    if person.status is LifeStatus.DEAD and person.status_changed_on and measured_on > person.status_changed_on:
        died = date_words(person.status_changed_on)
        raise InputError(f"Di register tertulis meninggal {died}. Periksa nama dan tanggalnya.", field="measured_on")


def _row_for(session: Session, person_id: str, merged: VisitFacts) -> Measurement:
    if merged.id is not None:
        row = session.get(Measurement, merged.id)
        if row is None or row.person_id != person_id:
            raise InputError("Penimbangan ini sudah tidak ada. Buka lagi catatan anak ini.")
        return row
    row = Measurement(person_id=person_id, measured_on=merged.measured_on)
    session.add(row)
    return row


def _place(session: Session, row: Measurement, day_id: str | None) -> None:
    # The day wins over the child's own posyandu: a guest is weighed where the scale is.
    day = session.get(PosyanduDay, day_id) if day_id else None
    if day is not None and day.held_on != row.measured_on:
        day = None
    home = row.posyandu_id or posyandu_of(session, row.person_id)
    if day is None and home is not None:
        on_date = select(PosyanduDay).where(PosyanduDay.posyandu_id == home, PosyanduDay.held_on == row.measured_on)
        day = session.scalars(on_date.limit(1)).first()
    if day is None and row.day_id is not None:
        known = session.get_one(PosyanduDay, row.day_id)
        day = known if known.held_on == row.measured_on else None
    if row.is_outside_history:
        day = None
    for one in {row.day_id, day.id if day else None}:
        refuse_locked(session, one)
    row.day_id = day.id if day else None
    row.posyandu_id = day.posyandu_id if day else home


def _is_empty(draft: VisitFacts) -> bool:
    measures = (draft.weight_g, draft.length_mm, draft.head_mm, draft.muac_mm, draft.breastfeeding, draft.vitamin_a)
    return not draft.has_oedema and all(value is None for value in measures)


def _impossible(child: ChildView, draft: VisitFacts, field: str, value: int) -> str:
    name = {"weight_g": "Berat", "length_mm": "Panjang", "head_mm": "Lingkar kepala", "muac_mm": "LiLA"}[field]
    shown, unit = (weight_words(value), "kg") if field == "weight_g" else (length_words(value), "cm")
    meant = next((odd.suggestion for odd in doubts(child, [draft], draft) if odd.field == field), "")
    step = f"Maksudnya {meant} {unit}?" if meant else "Ukur sekali lagi, lalu ketik angkanya."
    return f"{name} {shown} tidak mungkin. {step}"


def _sentence(name: str, facts: VisitFacts) -> str:
    measures = []
    if facts.weight_g is not None:
        measures.append(weight_words(facts.weight_g))
    if facts.length_mm is not None:
        posture = f" {facts.posture.label}" if isinstance(facts.posture, Posture) else ""
        measures.append(f"{length_words(facts.length_mm)}{posture}")
    if facts.head_mm is not None:
        measures.append(f"LK {length_words(facts.head_mm)}")
    if facts.muac_mm is not None:
        measures.append(f"LiLA {length_words(facts.muac_mm)}")
    deed = "Mengoreksi penimbangan" if facts.id else "Menimbang"
    return f"{deed} {name} {date_short(facts.measured_on)}: {', '.join(measures) or 'tanpa ukuran'}"
