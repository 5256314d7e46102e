"""Check-ups with what they found, doses and referrals as lines of a life."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.rules.permissions import Action
from core.rules.verdict import Verdict
from core.services.day.card_values import papers_of
from core.services.day.card_verdicts import Judged, judge_papers, worded
from core.services.day.referral_views import reason_words, referral_views
from core.services.day.source_choices import read_choices
from core.services.immunization.immunizing import label_of
from core.services.register import Register
from core.store.checkups import CheckUp, Referral
from core.store.immunizations import DoseRefusal, VaccineDose
from core.words.findings import Severity
from core.words.periods import date_short
from core.words.referrals import FollowUp

_JUDGED = 8
"""So many of the last check-ups are judged anew for the page; of older ones the referral tells."""
_NAMED_AT_MOST = 3
Line = tuple[date, str, str]
"""Day, sentence, and the id of the row it stands for."""


def check_up_lines(register: Register, session: Session, person_id: str) -> Iterator[Line]:
    """Each check-up in one line: which card, and the gravest that was found, in the words of whoever looks.

    One that only repeats a weighing without finding anything is left out: the weighing has its own line.
    """
    rows = session.scalars(
        select(CheckUp).where(CheckUp.person_id == person_id).order_by(CheckUp.checked_on.desc(), CheckUp.id)
    ).all()
    choices = read_choices(session)
    for place, row in enumerate(rows):
        papers = papers_of(session, row)
        judged = judge_papers(session, papers, choices=choices) if place < _JUDGED else None
        text = _found(register, judged) if judged is not None else ""
        if text or papers.answers or papers.measurement is None:
            calm = "baik" if judged is not None and papers.answers else "hanya mendaftar" if not papers.answers else ""
            parts = [text, *_why_unfinished(row)]
            told = "; ".join(part for part in parts if part) or calm or "tercatat"
            yield row.checked_on, f"{_card(judged)}: {told}", row.id


def dose_lines(session: Session, person_id: str) -> Iterator[Line]:
    """Doses had and refused."""
    for dose in session.scalars(select(VaccineDose).where(VaccineDose.person_id == person_id)):
        where = dose.place or dose.giver
        yield dose.given_on, f"Imunisasi {label_of(dose.key)}{f' ({where})' if where else ''}", dose.id
    for refusal in session.scalars(select(DoseRefusal).where(DoseRefusal.person_id == person_id)):
        why = f": {refusal.reason}" if refusal.reason else ""
        yield refusal.refused_on, f"Imunisasi {label_of(refusal.key)} ditolak{why}", refusal.id


def referral_lines(register: Register, session: Session, person_id: str) -> Iterator[Line]:
    """Each referral with its reasons and what became of it."""
    sees_diagnoses = register.may(Action.SEE_DIAGNOSES)
    for one in referral_views(session, Referral.person_id == person_id, sees_diagnoses=sees_diagnoses):
        since = f" {date_short(one.status_on)}" if one.status_on else ""
        # The register names who must be sent on; that it was done is known only from an answer.
        is_open = one.status is FollowUp.OPEN
        did, news = ("Perlu dirujuk", "belum ada kabar") if is_open else ("Dirujuk", f"{one.status.value}{since}")
        yield one.referred_on, f"{did} ke {one.target.label}: {', '.join(one.reasons)} ({news})", one.id


def _card(judged: Judged | None) -> str:
    if judged is None or judged.card is None:
        return "Diperiksa di posyandu"
    return f"Kartu {judged.card.label.lower()}"


def _found(register: Register, judged: Judged) -> str:
    sees_diagnoses = register.may(Action.SEE_DIAGNOSES)
    if judged.shared_reasons:
        reasons = judged.reasons if register.may(Action.SEE_PRIVATE) else judged.shared_reasons
        return f"{judged.urgency.word}, {', '.join(reason_words(reasons, sees_diagnoses=sees_diagnoses))}"
    yellow = [worded(one, sees_diagnoses=sees_diagnoses) for one in judged.verdicts if one.severity is Severity.YELLOW]
    if yellow:
        return f"{Severity.YELLOW.word}, {', '.join(_labels(yellow))}"
    return ""


def _labels(verdicts: list[Verdict]) -> list[str]:
    return list(dict.fromkeys(one.label for one in verdicts))[:_NAMED_AT_MOST]


def _why_unfinished(row: CheckUp) -> Iterator[str]:
    if row.not_measured_reason:
        yield f"tidak diukur lengkap: {row.not_measured_reason}"
    if row.left_reason:
        yield f"pulang lebih dulu: {row.left_reason}"
    if row.reopened_reason:
        yield f"dibuka lagi: {row.reopened_reason}"
