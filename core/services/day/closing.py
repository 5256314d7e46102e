"""Closing a day (step 5): validate each person, both sign, the bidan locks, and opens again with a reason."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.day.attending import CheckUpView, finish_step
from core.services.day.card_values import papers_of
from core.services.day.card_verdicts import judge_papers
from core.services.day.check_up_rows import check_up_row, refuse_locked, stamp, time_of_day
from core.services.day.closing_follow_up import WorkKind, WorkLine
from core.services.day.closing_people import PersonClosing
from core.services.day.closing_state import BIDAN, KADER, SIGNERS, Closing, Signed, closing_state
from core.services.day.closing_sums import DaySum
from core.services.day.open_day import day, list_days
from core.services.day.referral_rows import sync_referral
from core.services.register import Changed, Outcome, Progress, Register, no_progress
from core.services.trust import backups
from core.services.trust.backup_views import BackupRound
from core.services.views import DayView
from core.store.checkups import DaySignature
from core.store.visits import PosyanduDay
from core.words.periods import date_words
from core.words.steps import Step

__all__ = [
    "BIDAN",
    "KADER",
    "SIGNERS",
    "Closing",
    "DaySum",
    "PersonClosing",
    "Signed",
    "WorkKind",
    "WorkLine",
    "back_up_after",
    "closing_state",
    "lock",
    "ready_days",
    "refer_reds",
    "reopen_day",
    "sign",
    "validate_everybody",
    "validate_person",
]

_REASON_LENGTH = 240
_CHANGED = frozenset({Changed.DAYS})


def validate_person(register: Register, check_up_id: str) -> Outcome[CheckUpView]:
    """Step 5 of one person. Raises InputError while steps 2 and 4 are not done, and on a locked day."""
    return finish_step(register, check_up_id, Step.VALIDATE)


def validate_everybody(register: Register, day_id: str) -> Outcome[Closing]:
    """Step 5 of everybody who only lacks that and on whose card nothing is odd, in one deed.

    What nobody was sent on for yet gets its referral with the same deed. Raises InputError when there is nobody, and
    on a locked day.
    """
    state = closing_state(register, day_id)
    ready = [one.check_up.id for one in state.to_validate]
    if not ready and not state.is_locked:
        raise InputError("Belum ada yang siap divalidasi. Selesaikan langkah 2 dan 4 dulu.")
    sentence = f"Memvalidasi {len(ready)} orang, hari buka {_named(state.day)}"
    with register.deed(sentence, action=Action.HOLD_DAY) as deed:
        refuse_locked(deed.session, day_id)
        at = time_of_day(register.clock.now())
        for check_up_id in ready:
            stamp(check_up_row(deed.session, check_up_id), Step.VALIDATE, at)
        _write_referrals(deed.session, state)
    return Outcome(closing_state(register, day_id), _CHANGED)


def refer_reds(register: Register, day_id: str) -> Outcome[Closing]:
    """Write down the referral of everybody who is red and has none, or was found red anew after it was answered.

    Raises InputError on a locked day.
    """
    state = closing_state(register, day_id)
    lost = [one.name for one in state.people if not one.is_sent]
    with register.deed(f"Mencatat {len(lost)} rujukan, hari buka {_named(state.day)}", action=Action.HOLD_DAY) as deed:
        refuse_locked(deed.session, day_id)
        _write_referrals(deed.session, state)
    return Outcome(closing_state(register, day_id), _CHANGED)


def sign(register: Register, day_id: str, role: str, *, name: str = "") -> Outcome[Closing]:
    """Sign the day as right, as kader or as bidan; the name is that of whoever is at the keyboard, else `name`.

    Raises InputError while something is missing or odd, for another role, without a name, when the same account signs
    as both, and on a locked day; NotAllowed for the bidan's signature without the right to validate.
    """
    if role not in SIGNERS:
        raise InputError("Yang menandatangani: kader atau bidan.", field="role")
    register.require(Action.VALIDATE if role == BIDAN else Action.HOLD_DAY)
    state = closing_state(register, day_id)
    if state.obstacles and not state.is_locked:
        raise InputError(f"Belum dapat ditandatangani. {state.obstacles[0]}")
    signer = " ".join((register.user.name if register.user else name or register.who).split())[:120]
    if not signer:
        raise InputError("Tulis nama yang menandatangani.", field="name")
    account_id = (register.user.account_id or None) if register.user else None
    sentence = f"{SIGNERS[role]} {signer} menandatangani hari buka {_named(state.day)}"
    action = Action.VALIDATE if role == BIDAN else Action.HOLD_DAY
    with register.deed(sentence, action=action) as deed:
        refuse_locked(deed.session, day_id)
        rows = deed.session.scalars(select(DaySignature).where(DaySignature.day_id == day_id)).all()
        if account_id is not None and any(row.account_id == account_id and row.role != role for row in rows):
            raise InputError("Kader dan bidan menandatangani masing-masing. Minta yang satunya masuk dengan PIN-nya.")
        row = next((one for one in rows if one.role == role), None) or DaySignature(day_id=day_id, role=role)
        row.name, row.account_id, row.signed_at = signer, account_id, _now(register)
        deed.session.add(row)
        signed = Signed(role, signer, row.signed_at)
    others = (one for one in state.signatures if one.role != role)
    return Outcome(replace(state, signatures=(*others, signed)), _CHANGED)


def lock(register: Register, day_id: str) -> Outcome[Closing]:
    """Lock the day: from now on it is validated and ready, and nothing of it changes. `back_up_after` comes next.

    Raises InputError while something is missing, or one of the two has not signed; NotAllowed without the right.
    """
    register.require(Action.VALIDATE)
    state = closing_state(register, day_id)
    if state.is_locked:
        raise InputError("Hari buka ini sudah dikunci.")
    if state.obstacles:
        raise InputError(f"Belum dapat dikunci. {state.obstacles[0]}")
    if state.unsigned:
        names = " dan ".join(SIGNERS[role].lower() for role in state.unsigned)
        raise InputError(f"Belum ditandatangani {names}. Tanda tangani dulu, lalu kunci.")
    with register.deed(f"Mengunci hari buka {_named(state.day)}", action=Action.VALIDATE) as deed:
        locked_at = _now(register)
        deed.session.get_one(PosyanduDay, day_id).locked_at = locked_at
    return Outcome(replace(state, locked_at=locked_at), _CHANGED)


def reopen_day(register: Register, day_id: str, reason: str) -> Outcome[Closing]:
    """Open a locked day again, with the reason in the journal; both signatures go, because they were for another state.

    Raises InputError without a reason or for a day that is not locked; NotAllowed without the right to validate.
    """
    view, why = day(register, day_id), " ".join(reason.split())
    if not why:
        raise InputError("Tulis alasan membuka lagi hari ini, misalnya: salah tulis berat Aisyah.", field="reason")
    if len(why) > _REASON_LENGTH:
        raise InputError(f"Alasannya terlalu panjang. Paling banyak {_REASON_LENGTH} huruf.", field="reason")
    with register.deed(f"Membuka lagi hari buka {_named(view)}", action=Action.VALIDATE, reason=why) as deed:
        row = deed.session.get_one(PosyanduDay, day_id)
        if row.locked_at is None:
            raise InputError("Hari buka ini belum dikunci, jadi masih terbuka. Langsung ubah saja.")
        row.locked_at = None
        _take_signatures_back(deed.session, day_id)
    return Outcome(closing_state(register, day_id), _CHANGED)


def ready_days(register: Register, posyandu_id: str | None = None) -> tuple[DayView, ...]:
    """The days that are validated and ready to be sent, newest first."""
    with register.reading() as session:
        ready = set(session.scalars(select(PosyanduDay.id).where(PosyanduDay.locked_at.is_not(None))))
    return tuple(one for one in list_days(register, posyandu_id) if one.id in ready)


def back_up_after(register: Register, progress: Progress = no_progress) -> BackupRound | None:
    """The backup that belongs to a closed day, in a job of its own; None when nothing changed since the last one."""
    return backups.after_day(register, progress)


def _write_referrals(session: Session, state: Closing) -> None:
    for one in state.people:
        if not one.is_sent:
            papers = papers_of(session, check_up_row(session, one.check_up.id))
            sync_referral(session, papers, judge_papers(session, papers))


def _take_signatures_back(session: Session, day_id: str) -> None:
    for row in session.scalars(select(DaySignature).where(DaySignature.day_id == day_id)):
        session.delete(row)


def _named(view: DayView) -> str:
    return f"Posyandu {view.posyandu}, {date_words(view.held_on)}"


def _now(register: Register) -> str:
    return register.clock.now().astimezone().replace(tzinfo=None).isoformat(timespec="seconds")
