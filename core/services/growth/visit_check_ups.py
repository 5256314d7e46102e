"""A weighing of a posyandu day and the check-up it belongs to: the page of the scale and the five steps agree."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.services.day.card_values import papers_of
from core.services.day.card_verdicts import judge_papers
from core.services.day.check_up_rows import attend, back_to_examined, check_up_of, come_back, done_steps, stamp, unstamp
from core.services.day.referral_rows import sync_referral
from core.store.checkups import Answer, CheckUp, Referral
from core.store.immunizations import VaccineDose
from core.store.visits import Measurement, PosyanduDay
from core.words.steps import Step


def note_weighing(session: Session, row: Measurement, at: str) -> CheckUp | None:
    """Step 2 of the child's check-up of that day, made when the visit is of a posyandu day; verdicts follow at once.

    A visit outside any day only joins a check-up that is there; a line copied from the child's book never does.
    """
    day = session.get(PosyanduDay, row.day_id) if row.day_id else None
    if row.is_outside_history or (day is None and check_up_of(session, row.person_id, row.measured_on) is None):
        return None
    check_up = attend(session, row.person_id, row.measured_on, day, at)
    back_to_examined(check_up, at)
    come_back(check_up)
    if row.weight_g is not None or row.length_mm is not None:
        check_up.not_measured_reason = ""
        stamp(check_up, Step.MEASURE, at)
    session.flush()
    papers = papers_of(session, check_up)
    sync_referral(session, papers, judge_papers(session, papers))
    return check_up


def forget_weighing(session: Session, person_id: str, on: date) -> None:
    """The weighing of that day was none: its step is open again; a check-up that held nothing else goes with it."""
    check_up = check_up_of(session, person_id, on)
    if check_up is None:
        return
    is_only_weighed = done_steps(check_up) == (Step.REGISTER, Step.MEASURE) and check_up.came_at == check_up.measured_at
    papers = papers_of(session, check_up)
    if papers.measurement is None:
        unstamp(check_up, (Step.MEASURE,))
        if back_to_examined(check_up, check_up.came_at or ""):
            unstamp(check_up, (Step.EXAMINE,))
    sync_referral(session, papers, judge_papers(session, papers))
    if is_only_weighed and papers.measurement is None and not papers.answers and not _is_spoken_of(session, check_up):
        session.delete(check_up)
    session.flush()


def _is_spoken_of(session: Session, check_up: CheckUp) -> bool:
    return any(
        session.scalar(select(table.id).where(table.check_up_id == check_up.id).limit(1)) is not None
        for table in (Answer, Referral, VaccineDose)
    )


def adopt_weighings(session: Session, day: PosyanduDay) -> None:
    """Check-ups for weighings that were written down before their day was opened; nobody has judged them since."""
    has_one = select(CheckUp.person_id).where(CheckUp.checked_on == day.held_on)
    loose = session.scalars(
        select(Measurement)
        .where(Measurement.day_id == day.id, Measurement.person_id.not_in(has_one))
        .order_by(Measurement.id)
    )
    for row in loose.all():
        attend(session, row.person_id, row.measured_on, day, _NO_TIME)
        note_weighing(session, row, _NO_TIME)


_NO_TIME = "00:00:00"
"""Written down afterwards: the time of day is not known."""
