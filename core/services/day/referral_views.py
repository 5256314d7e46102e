"""Referrals as the screens and letters see them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from core.rules.role_words import plain_words
from core.services.day.referral_rows import letter_note_of, reasons_in
from core.store.checkups import Answer, Referral
from core.store.people import Family, FamilyMember, Person, last_membership_id
from core.words.age import age_words
from core.words.findings import Severity
from core.words.people import Sex
from core.words.referrals import FollowUp, Target

_REMIND_AFTER = timedelta(days=14)
"""R-KR-FU: without word from the puskesmas for so long, the kader is reminded (our choice)."""


@dataclass(frozen=True, slots=True)
class ReferralView:
    """Somebody sent on: to where, how urgently, why (each reason once, gravest first), and what became of it.

    `note` says what was done, `letter_note` what the letter adds for whoever reads it.
    """

    id: str
    person_id: str
    name: str
    sex: Sex
    born_on: date
    age: str
    dusun: str
    rt: str
    check_up_id: str | None
    referred_on: date
    target: Target
    urgency: Severity
    reasons: tuple[str, ...]
    note: str
    status: FollowUp
    status_on: date | None
    letter_note: str = ""

    def needs_reminder(self, today: date) -> bool:
        """Whether nothing was heard of it for more than 14 days."""
        return self.status is FollowUp.OPEN and today - self.referred_on > _REMIND_AFTER


def referral_of_check_up(session: Session, check_up_id: str, *, sees_diagnoses: bool) -> ReferralView | None:
    """The referral of a check-up, None without one."""
    views = referral_views(session, Referral.check_up_id == check_up_id, sees_diagnoses=sees_diagnoses)
    return current(views) if views else None


def current(views: Iterable[ReferralView]) -> ReferralView:
    """Of the referrals of one check-up the one that counts now: still open, best unanswered, else the last one."""
    return max(
        views, key=lambda one: (one.status is FollowUp.OPEN, one.status is FollowUp.OPEN and not one.note, one.id)
    )


def reason_words(reasons: Iterable[str], *, sees_diagnoses: bool) -> tuple[str, ...]:
    """Reasons in the words of whoever looks (R-PERAN), each once."""
    return tuple(dict.fromkeys(reasons if sees_diagnoses else map(plain_words, reasons)))


def referral_views(
    session: Session,
    wanted: Any,  # noqa: ANN401 - a condition
    *,
    sees_diagnoses: bool,
) -> tuple[ReferralView, ...]:
    """The referrals for which `wanted`, a condition on `Referral`, holds: urgent first, then the oldest."""
    rows = session.execute(
        select(Referral, Person, Family.dusun, Family.rt, Answer.value.label("letter_note"))
        .select_from(Referral)
        .join(Person, Person.id == Referral.person_id)
        .outerjoin(FamilyMember, FamilyMember.id == last_membership_id())
        .outerjoin(Family, Family.id == FamilyMember.family_id)
        .outerjoin(Answer, letter_note_of(Referral.check_up_id))
        .where(wanted)
    )
    views = (_view(row, sees_diagnoses=sees_diagnoses) for row in rows)
    return tuple(sorted(views, key=lambda one: (-one.urgency.rank, one.referred_on, one.name, one.id)))


def _view(row: Row[*tuple[Any, ...]], *, sees_diagnoses: bool) -> ReferralView:
    referral, person = row.Referral, row.Person
    return ReferralView(
        id=referral.id,
        person_id=person.id,
        name=person.name,
        sex=person.sex,
        born_on=person.born_on,
        age=age_words(person.born_on, referral.referred_on, is_approximate=person.is_birth_date_approximate),
        dusun=row.dusun or "",
        rt=row.rt or "",
        check_up_id=referral.check_up_id,
        referred_on=referral.referred_on,
        target=Target(referral.target),
        urgency=Severity(referral.urgency),
        reasons=reason_words(reasons_in(referral), sees_diagnoses=sees_diagnoses),
        note=referral.note,
        status=FollowUp(referral.status),
        status_on=referral.status_on,
        letter_note=json.loads(row.letter_note) if row.letter_note else "",
    )
