"""The referral of a check-up kept in step with its verdicts: nobody has to remember to write it down."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.services.card_values import Papers
from core.services.card_verdicts import Judged
from core.store.checkups import Referral
from core.words.findings import Severity
from core.words.referrals import FollowUp, Target

_CARD_ANSWER = "refer_to"


def sync_referral(session: Session, papers: Papers, judged: Judged) -> Referral | None:
    """R-RUJ: whoever the verdicts send on stands on the list, with every reason once; gives that row.

    A referral that nobody has acted on yet goes when nothing refers any more; one that was answered stays, and gains
    reasons that are new.
    """
    row = referral_of(session, papers)
    reasons = judged.shared_reasons
    if not reasons:
        if row is not None and row.status == FollowUp.OPEN:
            session.delete(row)
            return None
        return row
    if row is None:
        row = Referral(
            person_id=papers.person.id,
            check_up_id=papers.check_up.id,
            referred_on=papers.check_up.checked_on,
            target=_target(papers, judged),
            urgency=judged.urgency.value,
            reasons=_as_text(reasons),
            note="",
            status=FollowUp.OPEN,
        )
        session.add(row)
    else:
        _update(row, papers, judged, reasons)
    session.flush()
    return row


def referral_of(session: Session, papers: Papers) -> Referral | None:
    """The referral of a check-up, None without one."""
    return session.scalars(select(Referral).where(Referral.check_up_id == papers.check_up.id)).first()


def reasons_in(row: Referral) -> tuple[str, ...]:
    """The reasons of a referral, gravest first."""
    return tuple(json.loads(row.reasons))


def _update(row: Referral, papers: Papers, judged: Judged, reasons: tuple[str, ...]) -> None:
    if row.status != FollowUp.OPEN:
        # What was sent to the puskesmas stays as it was sent; only what is new is added.
        reasons = tuple(dict.fromkeys((*reasons_in(row), *reasons)))
    text = _as_text(reasons)
    if row.reasons != text:
        row.reasons = text
    if row.urgency != judged.urgency.value:
        row.urgency = judged.urgency.value
    chosen = _chosen_target(papers)
    if chosen is not None and row.target != chosen:
        row.target = chosen


def _target(papers: Papers, judged: Judged) -> str:
    """Where to: what the card says, else the puskesmas for what is red, the pustu for the rest (KMK 2015/2023)."""
    is_red = any(one.refers and one.severity.rank >= Severity.RED.rank for one in judged.verdicts)
    return _chosen_target(papers) or (Target.PUSKESMAS if is_red else Target.PUSTU)


def _chosen_target(papers: Papers) -> str | None:
    said = [json.loads(row.value) for (_, key), row in papers.answers.items() if key == _CARD_ANSWER]
    return str(said[0]) if said else None


def _as_text(reasons: tuple[str, ...]) -> str:
    return json.dumps(list(reasons), ensure_ascii=False)
