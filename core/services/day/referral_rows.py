"""The referral of a check-up kept in step with its verdicts: nobody has to remember to write it down."""

import json
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.rules.referral import target_of
from core.services.day.card_values import Papers
from core.services.day.card_verdicts import Judged
from core.store.checkups import Referral
from core.words.findings import Severity
from core.words.referrals import FollowUp, Target

_CARD_ANSWER = "refer_to"


def sync_referral(session: Session, papers: Papers, judged: Judged) -> Referral | None:
    """R-RUJ: whoever the verdicts send on stands on the list, with every reason once; gives the row that counts now.

    A referral that nobody has acted on yet goes when nothing refers any more. One that was answered stays as it was
    sent; what is found since, or is graver by now, is sent anew, so that no red is hidden behind an old answer. So is
    an urgent finding that came after a note of what was done.
    """
    known = referrals_of(session, papers.check_up.id)
    row = next((one for one in reversed(known) if one.status == FollowUp.OPEN), None)
    if row is not None and _is_outgrown(row, judged):
        row = None
    answered = [one for one in known if one is not row]
    reasons = _untold(judged, answered)
    if not reasons:
        if row is not None:
            session.delete(row)
        return answered[-1] if answered else None
    if row is None:
        row = Referral(
            person_id=papers.person.id,
            check_up_id=papers.check_up.id,
            referred_on=papers.check_up.checked_on,
            target=_chosen_target(papers) or target_of(judged.verdicts).value,
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


def referrals_of(session: Session, check_up_id: str) -> list[Referral]:
    """The referrals of a check-up in the order in which they were written: one, or more when some were answered."""
    rows = session.scalars(select(Referral).where(Referral.check_up_id == check_up_id)).all()
    return sorted(rows, key=lambda one: one.id)


def unsent_reasons(session: Session, check_up_id: str, judged: Judged) -> tuple[str, ...]:
    """Why somebody has to be sent on and no referral says so yet."""
    return _untold(judged, referrals_of(session, check_up_id)) if judged.shared_reasons else ()


def reasons_in(row: Referral) -> tuple[str, ...]:
    """The reasons of a referral, gravest first."""
    return tuple(json.loads(row.reasons))


def _untold(judged: Judged, rows: Iterable[Referral]) -> tuple[str, ...]:
    """The reasons that no row says, or says less gravely than they are now."""
    told: dict[str, int] = {}
    for row in rows:
        for reason in reasons_in(row):
            told[reason] = max(told.get(reason, 0), Severity(row.urgency).rank)
    return tuple(reason for reason, urgency in judged.shared_urgencies.items() if told.get(reason, -1) < urgency.rank)


def _is_outgrown(row: Referral, judged: Judged) -> bool:
    """Whether somebody wrote already what was done, and something urgent that it does not speak of came since."""
    told = reasons_in(row) if row.urgency == Severity.URGENT.value else ()
    return bool(row.note) and any(
        urgency is Severity.URGENT and reason not in told for reason, urgency in judged.shared_urgencies.items()
    )


def _update(row: Referral, papers: Papers, judged: Judged, reasons: tuple[str, ...]) -> None:
    text = _as_text(reasons)
    if row.reasons != text:
        row.reasons = text
    if row.urgency != judged.urgency.value:
        row.urgency = judged.urgency.value
    chosen, farther = _chosen_target(papers), target_of(judged.verdicts)
    if chosen is not None and row.target != chosen:
        row.target = chosen
    elif chosen is None and _FARTHER.index(farther) > _FARTHER.index(Target(row.target)):
        # Saved step by step: what turns red later is not left with the pustu.
        row.target = farther.value


_FARTHER = tuple(Target)


def _chosen_target(papers: Papers) -> str | None:
    said = [json.loads(row.value) for (_, key), row in papers.answers.items() if key == _CARD_ANSWER]
    return str(said[0]) if said else None


def _as_text(reasons: tuple[str, ...]) -> str:
    return json.dumps(list(reasons), ensure_ascii=False)
