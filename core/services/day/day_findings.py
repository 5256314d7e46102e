"""What a day found, person by person, judged anew from the facts: the summary that misses nothing red."""

from dataclasses import dataclass

from sqlalchemy import exists, select

from core.rules.permissions import Action
from core.rules.verdict import Verdict
from core.services.day.card_verdicts import Judged, is_private, judge, worded
from core.services.day.referral_rows import unsent_reasons
from core.services.day.referral_views import reason_words
from core.services.day.source_choices import read_choices
from core.services.register import Register
from core.store.checkups import CheckUp, Referral
from core.store.people import Person
from core.words.findings import Severity


@dataclass(frozen=True, slots=True)
class PersonFindings:
    """One check-up of the day: its gravest severity, every verdict that is not green, and why somebody is sent on.

    `is_on_list` says that a referral stands for every reason; False with reasons means that a fact changed since (a
    birth date), and the card has to be opened and looked at.
    """

    check_up_id: str
    person_id: str
    name: str
    severity: Severity
    verdicts: tuple[Verdict, ...]
    reasons: tuple[str, ...]
    is_on_list: bool

    @property
    def needs_look(self) -> bool:
        """Whether somebody should be sent on who is not on the list."""
        return bool(self.reasons) and not self.is_on_list


def findings_of_day(register: Register, day_id: str) -> tuple[PersonFindings, ...]:
    """Everybody who came to a day with what was found, gravest first, then by number in the queue.

    Raises NotAllowed for somebody who may not see health data. Private forms tell only how grave they are to whoever
    is not the bidan.
    """
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        rows = session.execute(
            select(CheckUp, Person.name, exists().where(Referral.check_up_id == CheckUp.id))
            .join(Person, Person.id == CheckUp.person_id)
            .where(CheckUp.day_id == day_id)
            .order_by(CheckUp.queue_number, CheckUp.id)
        ).all()
        choices = read_choices(session)
        found = []
        for row, name, has_referral in rows:
            judged = judge(session, row, choices=choices)
            is_on_list = has_referral and not unsent_reasons(session, row.id, judged)
            found.append(_of(register, judged, row, name, is_on_list))
    return tuple(sorted(found, key=lambda one: -one.severity.rank))


def _of(register: Register, judged: Judged, check_up: CheckUp, name: str, is_on_list: bool) -> PersonFindings:
    sees_diagnoses, sees_private = register.may(Action.SEE_DIAGNOSES), register.may(Action.SEE_PRIVATE)
    reasons = judged.reasons if sees_private else judged.shared_reasons
    return PersonFindings(
        check_up.id,
        check_up.person_id,
        name,
        judged.severity,
        tuple(worded(one, sees_diagnoses=sees_diagnoses) for one in _told(judged, sees_private=sees_private)),
        reason_words(reasons, sees_diagnoses=sees_diagnoses),
        is_on_list,
    )


def _told(judged: Judged, *, sees_private: bool) -> list[Verdict]:
    found = [
        one
        for key, assessment in judged.assessments.items()
        for one in assessment.verdicts
        if one.severity is not Severity.GREEN and one.field != "refer" and (sees_private or not is_private(key, one))
    ]
    return sorted(found, key=lambda one: -one.severity.rank)
