"""Check-ups as the screens see them, and the board of a day: who is at which step, who has not come yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select, union
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.day.check_up_rows import done_steps
from core.services.people.life_stages import is_in_stage, stages_on
from core.services.people.residence import is_member_on, is_resident_person, is_served_by
from core.services.register import Register
from core.store.checkups import CheckUp, Referral
from core.store.people import Family, FamilyHome, FamilyMember, Person, last_membership_id
from core.store.visits import PosyanduDay
from core.words.age import age_words, latest_birth
from core.words.findings import Severity
from core.words.life_stage import LifeStage
from core.words.people import Sex
from core.words.referrals import FollowUp
from core.words.steps import State, Step, next_step, state_of, unfinished

_UNDER_SIX_MONTHS, _ELDERLY_MONTHS = 72, 720


@dataclass(frozen=True, slots=True)
class CheckUpView:
    """One person on one day: number in the queue, steps done, and what is known of why something is missing.

    `urgency` is the severity of the referral that the answers so far ask for, None without one. `is_new` False after
    `come` says that the person was registered already.
    """

    id: str
    person_id: str
    name: str
    sex: Sex
    born_on: date
    age: str
    stage: LifeStage | None
    dusun: str
    rt: str
    day_id: str | None
    checked_on: date
    queue_number: int | None
    done: tuple[Step, ...]
    came_at: str
    not_measured_reason: str
    left_reason: str
    reopened_reason: str
    urgency: Severity | None
    is_new: bool = False

    @property
    def state(self) -> State:
        """R-FLOW: TERDAFTAR, DIUKUR, DIPERIKSA, DILAYANI or VALID."""
        return state_of(self.done)

    @property
    def unfinished(self) -> tuple[Step, ...]:
        """The steps still needed before the visit is complete."""
        return unfinished(self.done)

    @property
    def is_complete(self) -> bool:
        """R-FLOW: steps 2, 4 and 5 are done."""
        return not self.unfinished

    @property
    def waits_at(self) -> Step | None:
        """The step at which the person waits; None for who is done or went home."""
        return None if self.left_reason else next_step(self.done)


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who is waited for and has not come."""

    person_id: str
    name: str
    born_on: date
    age: str
    dusun: str
    rt: str


@dataclass(frozen=True, slots=True)
class Board:
    """A day as a queue: everybody who came, in order, and who is still missing (by dusun and name)."""

    day_id: str
    held_on: date
    is_locked: bool
    lines: tuple[CheckUpView, ...]
    missing: tuple[Missing, ...]

    def at(self, step: Step) -> tuple[CheckUpView, ...]:
        """Who waits at a step: the urgent first, then by number."""
        return tuple(one for one in self.lines if one.waits_at is step)

    @property
    def left(self) -> tuple[CheckUpView, ...]:
        """Who went home before all steps were done."""
        return tuple(one for one in self.lines if one.left_reason)

    @property
    def done(self) -> tuple[CheckUpView, ...]:
        """Whose visit is valid."""
        return tuple(one for one in self.lines if Step.VALIDATE in one.done)


def board(register: Register, day_id: str) -> Board:
    """The board of a day. Raises InputError for an unknown day, NotAllowed without the right to see health data."""
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        day = session.get(PosyanduDay, day_id)
        if day is None:
            raise InputError("Hari buka ini tidak ada di register. Pilih dari daftar.")
        lines = check_up_views(session, CheckUp.day_id == day_id)
        missing = _missing(session, day, {one.person_id for one in lines})
        return Board(day.id, day.held_on, day.locked_at is not None, tuple(sorted(lines, key=_in_queue)), missing)


def check_up_views(session: Session, wanted: Any, *, is_new: bool = False) -> list[CheckUpView]:  # noqa: ANN401
    """The views of the check-ups for which `wanted`, a condition on `CheckUp`, holds."""
    rows = session.execute(_select().where(wanted)).all()
    stages: dict[tuple[str, date], LifeStage] = {}
    for on in {row.CheckUp.checked_on for row in rows}:
        ids = [row.Person.id for row in rows if row.CheckUp.checked_on == on]
        stages |= {(person_id, on): stage for person_id, stage in stages_on(session, ids, on).items()}
    return [_view(row, stages.get((row.Person.id, row.CheckUp.checked_on)), is_new=is_new) for row in rows]


@cache
def _select() -> Select[*tuple[Any, ...]]:
    """The same for everybody, and asked several times at each arrival: building it takes longer than reading a row."""
    of_check_up = select(Referral.urgency).where(Referral.check_up_id == CheckUp.id)
    # One line for each check-up, also where a new referral followed an answered one.
    urgency = of_check_up.order_by(Referral.status != FollowUp.OPEN, Referral.id.desc()).limit(1).scalar_subquery()
    return (
        select(CheckUp, Person, Family.dusun, Family.rt, urgency.label("urgency"))
        .select_from(CheckUp)
        .join(Person, Person.id == CheckUp.person_id)
        .outerjoin(FamilyMember, FamilyMember.id == last_membership_id())
        .outerjoin(Family, Family.id == FamilyMember.family_id)
    )


def _view(row: Row[*tuple[Any, ...]], stage: LifeStage | None, *, is_new: bool) -> CheckUpView:
    check_up, person = row.CheckUp, row.Person
    return CheckUpView(
        id=check_up.id,
        person_id=person.id,
        name=person.name,
        sex=person.sex,
        born_on=person.born_on,
        age=age_words(person.born_on, check_up.checked_on, is_approximate=person.is_birth_date_approximate),
        stage=stage,
        dusun=row.dusun or "",
        rt=row.rt or "",
        day_id=check_up.day_id,
        checked_on=check_up.checked_on,
        queue_number=check_up.queue_number,
        done=done_steps(check_up),
        came_at=check_up.came_at or "",
        not_measured_reason=check_up.not_measured_reason,
        left_reason=check_up.left_reason,
        reopened_reason=check_up.reopened_reason,
        urgency=Severity(row.urgency) if row.urgency else None,
        is_new=is_new,
    )


def _in_queue(one: CheckUpView) -> tuple[bool, int, str]:
    is_waiting = one.waits_at is not None
    return not (is_waiting and one.urgency is Severity.URGENT), one.queue_number or 0, one.id


def _missing(session: Session, day: PosyanduDay, came: Iterable[str]) -> tuple[Missing, ...]:
    on, known = day.held_on, set(came)
    # Only the columns that a line shows: a whole posyandu is read at every refresh of the board.
    wanted = (
        select(Person.id, Person.name, Person.born_on, Person.is_birth_date_approximate, Family.dusun, Family.rt)
        .select_from(Family)
        .join(FamilyMember, and_(FamilyMember.family_id == Family.id, is_member_on(on)))
        .join(Person, Person.id == FamilyMember.person_id)
        .where(_is_home(day.posyandu_id, on), _is_awaited(on), is_resident_person(on))
        .order_by(Family.dusun, Person.name, Person.id)
    )
    return tuple(
        Missing(one, name, born_on, age_words(born_on, on, is_approximate=is_guess), dusun, rt)
        for one, name, born_on, is_guess, dusun, rt in session.execute(wanted)
        if one not in known
    )


def _is_home(posyandu_id: str, on: date) -> ColumnElement[bool]:
    """`is_served_by`, with the families that can be meant named first, so that no other family is read."""
    now = select(Family.id).where(Family.posyandu_id == posyandu_id)
    then = select(FamilyHome.family_id).where(FamilyHome.posyandu_id == posyandu_id, FamilyHome.until_on >= on)
    return and_(Family.id.in_(union(now, then)), is_served_by(posyandu_id, on))


def _is_awaited(on: date) -> ColumnElement[bool]:
    """Who is waited for at every hari buka: under six, elderly, pregnant, in childbed; others when something is due."""
    return or_(
        Person.born_on > latest_birth(_UNDER_SIX_MONTHS, on),
        Person.born_on <= latest_birth(_ELDERLY_MONTHS, on),
        is_in_stage(LifeStage.PREGNANT, on),
        is_in_stage(LifeStage.POSTPARTUM, on),
    )
