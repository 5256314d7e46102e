"""Merging two entries of one person: check-ups of one day become one, doses and referrals come along once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.services.day.referral_rows import as_text, parts_in, referrals_of, untold_of
from core.store.base import Recorded
from core.store.checkups import Answer, CheckUp, Referral
from core.store.immunizations import DoseRefusal, HealthCaution, VaccineDose
from core.store.people import Person
from core.words.findings import Severity
from core.words.referrals import FollowUp

_STAMPS = ("came_at", "measured_at", "examined_at", "served_at", "validated_at")
_REASONS = ("not_measured_reason", "left_reason", "reopened_reason")
_PLACE = ("day_id", "posyandu_id", "queue_number")
_DOSE_FACTS = ("batch", "site", "giver", "place", "check_up_id")


def join_check_ups(session: Session, keep: Person, gone: Person) -> None:
    """Every check-up of `gone` becomes one of `keep`; of two on one day the kept one stays, completed by the other.

    Answers that only the other holds move over; where both answered, the kept answer stands. What is open of both is
    one referral with every reason; answered ones stay, so nothing red is lost with an answer.
    """
    for theirs in session.scalars(select(CheckUp).where(CheckUp.person_id == gone.id)).all():
        same_day = select(CheckUp).where(CheckUp.person_id == keep.id, CheckUp.checked_on == theirs.checked_on)
        ours = session.scalars(same_day).first()
        if ours is None:
            theirs.person_id = keep.id
        else:
            _join(session, ours, theirs)
    session.flush()


def join_doses(session: Session, keep: Person) -> None:
    """A dose, a refusal or a caution that both entries held, on one day, is one; call it when the rows point at one."""
    _join_same(session, keep, VaccineDose, ("key", "given_on"), _DOSE_FACTS)
    _join_same(session, keep, DoseRefusal, ("key", "refused_on"), ("reason",))
    _join_same(session, keep, HealthCaution, ("kind", "antigen", "noted_on"), ("ended_on", "note"))


def _join(session: Session, ours: CheckUp, theirs: CheckUp) -> None:
    is_told_more = _move_answers(session, ours, theirs)
    _join_referrals(session, ours, theirs)
    for dose in session.scalars(select(VaccineDose).where(VaccineDose.check_up_id == theirs.id)):
        dose.check_up_id = ours.id
    for column in (*_STAMPS, *_REASONS):
        if not getattr(ours, column):
            setattr(ours, column, getattr(theirs, column))
    if ours.day_id is None:
        for column in _PLACE:
            setattr(ours, column, getattr(theirs, column))
    if is_told_more:
        # Nobody has looked at both halves together yet.
        ours.served_at = ours.validated_at = None
    session.flush()
    session.delete(theirs)
    session.flush()


def _move_answers(session: Session, ours: CheckUp, theirs: CheckUp) -> bool:
    known = {(row.form, row.key) for row in session.scalars(select(Answer).where(Answer.check_up_id == ours.id))}
    has_moved = False
    for answer in session.scalars(select(Answer).where(Answer.check_up_id == theirs.id)).all():
        if (answer.form, answer.key) in known:
            session.delete(answer)
        else:
            answer.check_up_id, has_moved = ours.id, True
    return has_moved


def _join_referrals(session: Session, ours: CheckUp, theirs: CheckUp) -> None:
    for other in referrals_of(session, theirs.id):
        other.check_up_id = ours.id
    session.flush()
    rows = referrals_of(session, ours.id)
    done = [row for row in rows if row.status != FollowUp.OPEN]
    answered = _join_rows(session, [row for row in rows if row.status == FollowUp.OPEN and row.note], done)
    # What somebody wrote as done about one entry says nothing of what the other was found with.
    _join_rows(session, [row for row in rows if row.status == FollowUp.OPEN and not row.note], [*done, *answered])


def _join_rows(session: Session, rows: list[Referral], told: list[Referral]) -> list[Referral]:
    """One referral of several, with every reason that those in `told` do not say; none when they say it all."""
    kept: Referral | None = None
    for row in rows:
        # What one entry's answer covers needs no second one; what it does not cover is still open.
        new = untold_of(parts_in(row), told)
        if new and kept is None:
            kept, kept.reasons = row, as_text(new)
            continue
        if kept is not None:
            held = parts_in(kept)
            kept.reasons = as_text(held | {reason: _worst(held.get(reason, {}), of) for reason, of in new.items()})
            kept.urgency = max((kept.urgency, row.urgency), key=lambda code: Severity(code).rank)
            kept.note = "; ".join(note for note in dict.fromkeys((kept.note, row.note)) if note)
        session.delete(row)
    return [kept] if kept is not None else []


def _worst(one: dict[str, Severity], other: dict[str, Severity]) -> dict[str, Severity]:
    """What stands behind a reason in either of two referrals, as urgent as in the graver one."""
    pairs = sorted((*one.items(), *other.items()), key=lambda pair: pair[1].rank)
    return dict(pairs)


def _join_same(
    session: Session, keep: Person, table: type[Recorded], same: tuple[str, ...], fill: tuple[str, ...]
) -> None:
    first: dict[tuple[object, ...], Recorded] = {}
    owner = table.__table__.c.person_id
    for row in session.scalars(select(table).where(owner == keep.id).order_by(table.id)).all():
        known = first.setdefault(tuple(getattr(row, column) for column in same), row)
        if known is row:
            continue
        for column in fill:
            if getattr(known, column) in (None, ""):
                setattr(known, column, getattr(row, column))
        session.delete(row)
    session.flush()
