"""The referral of a check-up kept in step with its verdicts: nobody has to remember to write it down."""

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.rules.referral import target_of
from core.services.day.card_values import Papers, write_answer
from core.services.day.card_verdicts import Judged
from core.store.checkups import Answer, Referral
from core.words.findings import Severity
from core.words.referrals import FollowUp, Target

_CARD_ANSWER = "refer_to"
_LETTER_FORM, _LETTER_NOTE = "rujukan", "letter_note"

Parts = dict[str, dict[str, Severity]]
"""Reasons with what stands behind each, and how urgent that is."""


def sync_referral(session: Session, papers: Papers, judged: Judged) -> Referral | None:
    """R-RUJ: whoever the verdicts send on stands on the list, with every reason once; gives the row that counts now.

    A referral that nobody has acted on yet goes when nothing refers any more. One that was answered stays as it was
    sent; what is found since, or is graver by now, is sent anew, so that no red is hidden behind an old answer. So is
    an urgent finding that came after a note of what was done.
    """
    known = referrals_of(session, papers.check_up.id)
    row = next((one for one in sorted(known, key=_waits, reverse=True) if one.status == FollowUp.OPEN), None)
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
            reasons=as_text(reasons),
            note="",
            status=FollowUp.OPEN,
        )
        session.add(row)
    else:
        _update(row, papers, judged, reasons)
    session.flush()
    return row


def _waits(row: Referral) -> tuple[bool, str]:
    """Which of several open ones comes first: one of which nobody wrote yet what was done, else the newest."""
    return not row.note, row.id


def referrals_of(session: Session, check_up_id: str) -> list[Referral]:
    """The referrals of a check-up in the order in which they were written: one, or more when some were answered."""
    rows = session.scalars(select(Referral).where(Referral.check_up_id == check_up_id)).all()
    return sorted(rows, key=lambda one: one.id)


def unsent_reasons(session: Session, check_up_id: str, judged: Judged) -> tuple[str, ...]:
    """Why somebody has to be sent on and no referral says so yet."""
    return tuple(_untold(judged, referrals_of(session, check_up_id))) if judged.shared_reasons else ()


def letter_note_of(check_up_id: InstrumentedAttribute[str | None]) -> ColumnElement[bool]:
    """Which answer of a visit is the note for its letter."""
    return and_(Answer.check_up_id == check_up_id, Answer.form == _LETTER_FORM, Answer.key == _LETTER_NOTE)


def write_letter_note(session: Session, papers: Papers, note: str) -> None:
    """Keep what the letter adds beside the visit, not with the referral: it is no answer to what was found."""
    write_answer(session, papers, _LETTER_FORM, _LETTER_NOTE, note or None)


def reasons_in(row: Referral) -> tuple[str, ...]:
    """The reasons of a referral, gravest first."""
    return tuple(parts_in(row))


def parts_in(row: Referral) -> Parts:
    """The reasons of a referral with what stands behind each.

    Older rows hold sentences alone: each as urgent as the whole referral, and for whatever stands behind it.
    """
    known: Parts = {}
    for one in json.loads(row.reasons):
        if isinstance(one, str):
            known[one] = {one: Severity(row.urgency)}
        else:
            known[one["reason"]] = {part: Severity(urgency) for part, urgency in one["of"].items()}
    return known


def as_text(parts: Mapping[str, Mapping[str, Severity]]) -> str:
    """The reasons as they stand in the row."""
    lines = [{"reason": reason, "of": {part: one.value for part, one in of.items()}} for reason, of in parts.items()]
    return json.dumps(lines, ensure_ascii=False)


def untold_of(parts: Parts, rows: Iterable[Referral]) -> Parts:
    """Those of the reasons behind which something stands that no row says, or says less gravely."""
    told: dict[str, int] = {}
    for row in rows:
        for of in parts_in(row).values():
            for part, urgency in of.items():
                told[part] = max(told.get(part, -1), urgency.rank)

    def is_told(reason: str, part: str, urgency: Severity) -> bool:
        return max(told.get(part, -1), told.get(reason, -1)) >= urgency.rank

    return {
        reason: of
        for reason, of in parts.items()
        if not all(is_told(reason, part, urgency) for part, urgency in of.items())
    }


def _untold(judged: Judged, rows: Iterable[Referral]) -> Parts:
    return untold_of(judged.shared_parts, rows)


def _is_outgrown(row: Referral, judged: Judged) -> bool:
    """Whether somebody wrote already what was done, and something urgent that it does not speak of came since."""
    if not row.note:
        return False
    urgent: Parts = {
        reason: {part: one for part, one in of.items() if one is Severity.URGENT}
        for reason, of in judged.shared_parts.items()
    }
    return bool(untold_of(urgent, (row,)))


def _update(row: Referral, papers: Papers, judged: Judged, reasons: Parts) -> None:
    text = as_text(reasons)
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
