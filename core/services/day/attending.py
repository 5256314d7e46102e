"""The day as a queue (R-FLOW): who came, at which step somebody is, who left, who was reopened and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.day.card_values import papers_of
from core.services.day.card_verdicts import judge, judge_papers, missing_measures
from core.services.day.check_up_rows import (
    attend,
    back_to_examined,
    check_up_of,
    check_up_row,
    come_back,
    done_steps,
    refuse_elsewhere,
    refuse_locked,
    stamp,
    time_of_day,
)
from core.services.day.check_up_views import Board, CheckUpView, Missing, board, check_up_views
from core.services.day.drafts import forget_saved_draft
from core.services.day.referral_rows import sync_referral
from core.services.growth.visit_rows import note_book
from core.services.register import Changed, Outcome, Register
from core.store.checkups import CheckUp
from core.store.people import Person
from core.store.unit_of_work import UnitOfWork
from core.store.visits import Measurement, PosyanduDay
from core.words.people import LifeStatus
from core.words.periods import date_short, date_words
from core.words.steps import Step

__all__ = [
    "Board",
    "CheckUpView",
    "Missing",
    "board",
    "check_up",
    "come",
    "finish_step",
    "leave",
    "not_measured",
    "refuse_locked",
    "reopen",
]

_REASON_LENGTH = 240
_CHANGED = frozenset({Changed.DAYS})


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Who wants to be seen on which day, and the check-up that already stands for it."""

    person: Person
    day: PosyanduDay
    known: CheckUp | None


def come(register: Register, day_id: str, person_id: str, *, has_kia_book: bool | None = None) -> Outcome[CheckUpView]:
    """Step 1: somebody comes to the day and gets a queue number; a second time the same day opens the first.

    Two entries with the same NIK and birth date are one person: the check-up of the other opens (its `person_id` says
    so). Who had left is back in the queue. `has_kia_book` as in `measuring.save_visit`. Raises InputError for an
    unknown day or person, a day to come, a locked day, somebody not born yet or dead by then, or seen that date at the
    hari buka of another posyandu.
    """
    with register.reading() as session:
        arrival = _arrival(session, day_id, person_id, register.today)
        if arrival.known is not None and _stands(arrival, has_kia_book):
            register.require(Action.HOLD_DAY)
            return Outcome(_view(session, arrival.known.id))
    with register.deed("", action=Action.HOLD_DAY) as deed:
        session = deed.session
        arrival = _arrival(session, day_id, person_id, register.today)
        refuse_locked(session, day_id)
        verb = "Mendaftarkan" if arrival.known is None else "Mendaftarkan lagi"
        deed.sentence = f"{verb} {arrival.person.name} di hari buka {date_words(arrival.day.held_on)}"
        row = _let_in(session, arrival, time_of_day(register.clock.now()))
        is_noted = has_kia_book is not None and note_book(session, row.person_id, row.checked_on, has_kia_book)
        check_up_id = row.id
    changed = _CHANGED | ({Changed.PEOPLE} if is_noted else set())
    with register.reading() as session:
        return Outcome(_view(session, check_up_id, is_new=arrival.known is None), changed)


def check_up(register: Register, check_up_id: str) -> CheckUpView:
    """One check-up as it stands. Raises InputError for an unknown one."""
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        return _view(session, check_up_row(session, check_up_id).id)


def finish_step(register: Register, check_up_id: str, step: Step | int) -> Outcome[CheckUpView]:
    """Stamp a step (2 to 5) as done; somebody who had gone home is back.

    Raises InputError for step 2 while something that has to be measured is missing without a reason, for step 5 before
    steps 2 and 4 are done, and on a locked day.
    """
    step = Step(step)
    with register.deed("", action=Action.HOLD_DAY if step is Step.VALIDATE else Action.RECORD_HEALTH) as deed:
        row, name = _open(deed, check_up_id)
        deed.sentence = f"Langkah {int(step)} selesai: {name} {date_short(row.checked_on)}"
        _refuse_unready(deed.session, row, step)
        come_back(row)
        stamp(row, step, time_of_day(register.clock.now()))
    return _outcome(register, check_up_id)


def not_measured(register: Register, check_up_id: str, reason: str) -> Outcome[CheckUpView]:
    """Step 2 without (all) measurements, and why: somebody refused, the scale is broken.

    Whoever is not weighed came, but is not counted as weighed (D). Raises InputError without a reason.
    """
    why = _reason(reason, "Tulis alasan tidak diukur, misalnya: menolak, anak rewel.")
    with register.deed("", action=Action.RECORD_HEALTH) as deed:
        row, name = _open(deed, check_up_id)
        at = time_of_day(register.clock.now())
        deed.sentence = f"{name} tidak diukur lengkap {date_short(row.checked_on)}: {why}"
        back_to_examined(row, at)
        row.not_measured_reason = why
        # What was begun at the scale will not be finished; its pencil would call somebody who is done.
        forget_saved_draft(deed.session, row.person_id, row.checked_on)
        stamp(row, Step.MEASURE, at)
    return _outcome(register, check_up_id)


def leave(register: Register, check_up_id: str, reason: str) -> Outcome[CheckUpView]:
    """Somebody went home before all steps were done; the steps so far stay. Raises InputError without a reason."""
    why = _reason(reason, "Tulis alasannya pulang, misalnya: anak menangis, buru-buru.")
    with register.deed("", action=Action.HOLD_DAY) as deed:
        row, name = _open(deed, check_up_id)
        if row.validated_at is not None:
            raise InputError(f"{name} sudah selesai semua langkah hari itu.")
        deed.sentence = f"{name} pulang sebelum selesai {date_short(row.checked_on)}: {why}"
        row.left_reason = why
    return _outcome(register, check_up_id)


def reopen(register: Register, check_up_id: str, reason: str) -> Outcome[CheckUpView]:
    """Open a valid visit again: back to DIPERIKSA, with the reason and who did it in the journal.

    Raises InputError without a reason, for a visit that is not valid, and on a locked day.
    """
    why = _reason(reason, "Tulis alasan membuka lagi pemeriksaan ini.")
    with register.deed("", action=Action.HOLD_DAY, reason=why) as deed:
        row, name = _open(deed, check_up_id)
        if not back_to_examined(row, time_of_day(register.clock.now())):
            raise InputError(f"Pemeriksaan {name} belum divalidasi, jadi masih terbuka. Langsung ubah saja.")
        deed.sentence = f"Membuka lagi pemeriksaan {name} {date_short(row.checked_on)}"
        row.reopened_reason = why
    return _outcome(register, check_up_id)


# --- inside ---


def _arrival(session: Session, day_id: str, person_id: str, today: date) -> _Arrival:
    day = session.get(PosyanduDay, day_id)
    if day is None:
        raise InputError("Hari buka ini tidak ada di register. Pilih dari daftar.")
    person = session.get(Person, person_id)
    if person is None:
        raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
    if person.merged_into_id is not None:
        return _arrival(session, day_id, person.merged_into_id, today)
    _refuse_impossible(person, day.held_on, today)
    known = check_up_of(session, person.id, day.held_on) or _of_twin_entry(session, person, day)
    refuse_elsewhere(session, known, day)
    return _Arrival(person, day, known)


def _of_twin_entry(session: Session, person: Person, day: PosyanduDay) -> CheckUp | None:
    """The check-up of another entry of the same person: same NIK, same birth date."""
    if person.nik is None:
        return None
    same = select(Person.id).where(
        Person.nik == person.nik, Person.born_on == person.born_on, Person.merged_into_id.is_(None)
    )
    found = select(CheckUp).where(CheckUp.person_id.in_(same), CheckUp.checked_on == day.held_on)
    return session.scalars(found).first()


def _refuse_impossible(person: Person, held_on: date, today: date) -> None:
    if held_on > today:
        raise InputError(f"Hari buka {date_words(held_on)} belum tiba, jadi belum bisa mendaftar.")
    if person.born_on > held_on:
        raise InputError(f"{person.name} belum lahir pada {date_words(held_on)}. Periksa tanggal lahirnya.")
    died_on = person.status_changed_on if person.status is LifeStatus.DEAD else None
    if died_on is not None and died_on < held_on:
        raise InputError(f"Di register tertulis {person.name} meninggal {date_words(died_on)}. Periksa namanya.")


def _stands(arrival: _Arrival, has_kia_book: bool | None) -> bool:
    """Whether nothing has to be written for somebody who comes a second time."""
    row = arrival.known
    is_in_queue = row is not None and row.day_id is not None and not row.left_reason
    knows_book = has_kia_book is None or has_kia_book is (arrival.person.kia_book_on is not None)
    return is_in_queue and knows_book


def _let_in(session: Session, arrival: _Arrival, at: str) -> CheckUp:
    person_id = arrival.person.id if arrival.known is None else arrival.known.person_id
    row = attend(session, person_id, arrival.day.held_on, arrival.day, at)
    come_back(row)
    stamp(row, Step.REGISTER, at)
    weighed = select(Measurement.id).where(
        Measurement.person_id == person_id,
        Measurement.measured_on == arrival.day.held_on,
        Measurement.is_outside_history.is_(False),
        or_(Measurement.weight_g.is_not(None), Measurement.length_mm.is_not(None)),
    )
    # Weighed before anybody wrote down that it came: that step is done.
    if session.scalar(weighed.limit(1)) is not None:
        stamp(row, Step.MEASURE, at)
        papers = papers_of(session, row)
        sync_referral(session, papers, judge_papers(session, papers))
    return row


def _open(deed: UnitOfWork, check_up_id: str) -> tuple[CheckUp, str]:
    row = check_up_row(deed.session, check_up_id)
    refuse_locked(deed.session, row.day_id)
    return row, deed.session.get_one(Person, row.person_id).name


def _refuse_unready(session: Session, row: CheckUp, step: Step) -> None:
    done = done_steps(row)
    if step is Step.MEASURE and not row.not_measured_reason:
        missing = missing_measures(judge(session, row))
        if missing:
            raise InputError(f"Belum diukur: {_listed(missing)}. Ukur dulu, atau tulis alasan tidak diukur.")
    if step is Step.VALIDATE:
        waiting = [one for one in (Step.MEASURE, Step.SERVE) if one not in done]
        if waiting:
            names = _listed([f"langkah {int(one)} ({one.label})" for one in waiting])
            raise InputError(f"Belum selesai: {names}. Selesaikan itu dulu.")


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)


def _reason(text: str, missing: str) -> str:
    reason = " ".join(text.split())
    if not reason:
        raise InputError(missing, field="reason")
    if len(reason) > _REASON_LENGTH:
        raise InputError(f"Alasannya terlalu panjang. Paling banyak {_REASON_LENGTH} huruf.", field="reason")
    return reason


def _outcome(register: Register, check_up_id: str) -> Outcome[CheckUpView]:
    with register.reading() as session:
        return Outcome(_view(session, check_up_id), _CHANGED)


def _view(session: Session, check_up_id: str, *, is_new: bool = False) -> CheckUpView:
    [view] = check_up_views(session, CheckUp.id == check_up_id, is_new=is_new)
    return view
