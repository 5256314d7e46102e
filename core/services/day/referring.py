"""Sending somebody on (R-RUJ): by hand with a reason, the lists of the day and of what is open, and the outcome."""

from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.rules.sheet import Value
from core.services.day.card_values import papers_of, write_values
from core.services.day.card_verdicts import judge_papers
from core.services.day.check_up_rows import back_to_examined, check_up_row, is_locked, refuse_locked, time_of_day
from core.services.day.referral_rows import sync_referral, write_letter_note
from core.services.day.referral_views import ReferralView, referral_views
from core.services.people.residence import is_member_on, is_served_by
from core.services.register import Changed, Outcome, Register
from core.store.checkups import CheckUp, Referral
from core.store.people import Family, FamilyMember, Person
from core.words.periods import date_short, date_words
from core.words.referrals import FollowUp, Target

__all__ = [
    "FollowUp",
    "ReferralView",
    "Target",
    "follow_up",
    "note_for_letter",
    "open_referrals",
    "redirect",
    "refer",
    "referrals_of_day",
]

_NOTE_LENGTH = 400
_CHANGED = frozenset({Changed.DAYS})


def refer(
    register: Register, check_up_id: str, reason: str, *, target: Target = Target.PUSKESMAS
) -> Outcome[ReferralView]:
    """R-RUJ: send somebody on although the rules do not; the reason stands on the card and on the letter.

    Raises InputError without a reason and on a locked day.
    """
    why = " ".join(reason.split())
    if not why:
        raise InputError("Tulis alasan rujukannya, misalnya: bengkak kaki.", field="refer_reason")
    with register.deed("", action=Action.RECORD_HEALTH) as deed:
        session = deed.session
        row = check_up_row(session, check_up_id)
        refuse_locked(session, row.day_id)
        papers = papers_of(session, row)
        card = judge_papers(session, papers).card
        if card is None:
            raise InputError("Orang ini belum lahir pada tanggal itu. Periksa tanggalnya.")
        deed.sentence = f"Merujuk {papers.person.name} ke {target.label} {date_short(row.checked_on)}: {why}"
        answers: dict[str, Value] = {"refer_manual": True, "refer_reason": why, "refer_to": target.value}
        write_values(session, papers, card, answers)
        back_to_examined(row, time_of_day(register.clock.now()))
        referral = sync_referral(session, papers, judge_papers(session, papers))
        if referral is None:
            raise InputError("Rujukan ini tidak dapat dicatat. Buka lagi kartunya.")
        referral_id = referral.id
    return _outcome(register, referral_id)


def referrals_of_day(register: Register, day_id: str) -> tuple[ReferralView, ...]:
    """Everybody sent on at a hari buka: the urgent first."""
    register.require(Action.SEE_HEALTH)
    of_day = select(CheckUp.id).where(CheckUp.day_id == day_id)
    with register.reading() as session:
        return referral_views(
            session, Referral.check_up_id.in_(of_day), sees_diagnoses=register.may(Action.SEE_DIAGNOSES)
        )


def open_referrals(register: Register, *, posyandu_id: str | None = None) -> tuple[ReferralView, ...]:
    """Every referral of which nothing was heard yet: the urgent first, then the oldest."""
    register.require(Action.SEE_HEALTH)
    wanted = Referral.status == FollowUp.OPEN
    if posyandu_id is not None:
        on = register.today
        here = (
            select(FamilyMember.person_id)
            .join(Family, Family.id == FamilyMember.family_id)
            .where(is_member_on(on), is_served_by(posyandu_id, on))
        )
        wanted = and_(wanted, Referral.person_id.in_(here))
    with register.reading() as session:
        return referral_views(session, wanted, sees_diagnoses=register.may(Action.SEE_DIAGNOSES))


def redirect(register: Register, referral_id: str, target: Target) -> Outcome[ReferralView]:
    """Send somebody elsewhere than was proposed."""
    with register.deed("", action=Action.RECORD_HEALTH) as deed:
        row, name = _row(deed.session, referral_id)
        deed.sentence = f"Mengubah tujuan rujukan {name} ke {target.label}"
        check_up = deed.session.get(CheckUp, row.check_up_id) if row.check_up_id else None
        if check_up is not None and not is_locked(deed.session, check_up.day_id):
            # The card says it too, so that the next save does not turn it back; a signed card stays as it was.
            papers = papers_of(deed.session, check_up)
            card = judge_papers(deed.session, papers).card
            if card is not None:
                write_values(deed.session, papers, card, {"refer_to": target.value})
        row.target = target.value
    return _outcome(register, referral_id)


def note_for_letter(register: Register, referral_id: str, note: str) -> Outcome[ReferralView]:
    """What the letter adds for whoever reads it; it says nothing of what was done, so a danger still asks for that.

    Raises InputError for a note of more than 400 letters.
    """
    with register.deed("", action=Action.RECORD_HEALTH) as deed:
        row, name = _row(deed.session, referral_id)
        if row.check_up_id is None:
            raise InputError("Rujukan ini tidak punya kartu pemeriksaan. Tulis catatannya di kertas suratnya.")
        deed.sentence = f"Menulis catatan surat rujukan {name}"
        papers = papers_of(deed.session, check_up_row(deed.session, row.check_up_id))
        write_letter_note(deed.session, papers, _note(note))
    return _outcome(register, referral_id)


def follow_up(
    register: Register, referral_id: str, status: FollowUp, *, on: date | None = None, note: str = ""
) -> Outcome[ReferralView]:
    """R-RUJ: what became of it: diterima, selesai or tidak datang, since a day (None: today); belum takes that back.

    Raises InputError for a day before the referral or after today, and for `selesai` without a note of the result.
    """
    day = on or register.today
    with register.deed("", action=Action.RECORD_HEALTH) as deed:
        row, name = _row(deed.session, referral_id)
        # What was done is written at once, whatever the clock of this computer says.
        if status is not FollowUp.OPEN and not row.referred_on <= day <= register.today:
            raise InputError(f"Isi tanggal dari {date_words(row.referred_on)} sampai hari ini.", field="on")
        told = _note(note)
        if status is FollowUp.DONE and not (told or row.note):
            raise InputError("Tulis hasilnya, misalnya: sudah diperiksa dokter, diberi obat.", field="note")
        deed.sentence = f"Rujukan {name} {date_short(row.referred_on)}: {status.value}"
        row.status, row.status_on = status.value, None if status is FollowUp.OPEN else day
        row.note = told or row.note
    return _outcome(register, referral_id)


def _row(session: Session, referral_id: str) -> tuple[Referral, str]:
    row = session.get(Referral, referral_id)
    if row is None:
        raise InputError("Rujukan ini tidak ada lagi di register. Buka lagi daftarnya.")
    return row, session.get_one(Person, row.person_id).name


def _note(text: str) -> str:
    note = " ".join(text.split())
    if len(note) > _NOTE_LENGTH:
        raise InputError(f"Catatannya terlalu panjang. Paling banyak {_NOTE_LENGTH} huruf.", field="note")
    return note


def _outcome(register: Register, referral_id: str) -> Outcome[ReferralView]:
    with register.reading() as session:
        sees_diagnoses = register.may(Action.SEE_DIAGNOSES)
        [view] = referral_views(session, Referral.id == referral_id, sees_diagnoses=sees_diagnoses)
    return Outcome(view, _CHANGED)
