"""Each person of a day before closing: what is not done, what is missing or odd, and what was found red."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.services.day.card_verdicts import Judged, judge, missing_at
from core.services.day.check_up_views import CheckUpView
from core.services.day.referral_rows import unsent_reasons
from core.services.day.referral_views import ReferralView, current, reason_words, referral_views
from core.store.checkups import CheckUp, Referral
from core.words.findings import Severity
from core.words.referrals import FollowUp
from core.words.steps import Step


@dataclass(frozen=True, slots=True)
class PersonClosing:
    """One person of the day. `missing`: boxes that have to be filled, by step; `odd`: what cannot be right.

    `reasons`: why the person is sent on, gravest first, in the words of whoever looks; `referral` the row that
    counts now, `is_sent` whether every reason stands on one.
    """

    check_up: CheckUpView
    missing: tuple[tuple[Step, tuple[str, ...]], ...]
    odd: tuple[str, ...]
    severity: Severity
    reasons: tuple[str, ...]
    referral: ReferralView | None
    is_sent: bool = True

    @property
    def name(self) -> str:
        """Who it is."""
        return self.check_up.name

    @property
    def is_valid(self) -> bool:
        """Step 5 is done."""
        return Step.VALIDATE in self.check_up.done

    @property
    def has_left(self) -> bool:
        """Went home before the end, with a reason."""
        return bool(self.check_up.left_reason) and not self.is_valid

    @property
    def is_through(self) -> bool:
        """Only step 5 is left, or nothing at all."""
        return not set(self.check_up.unfinished) - {Step.VALIDATE} and not self.has_left

    @property
    def is_ready(self) -> bool:
        """Only step 5 is left, and nothing stands in its way."""
        return self.check_up.unfinished == (Step.VALIDATE,) and not self.has_left and not self.odd

    @property
    def is_red(self) -> bool:
        """Sent on, or something red was found."""
        return bool(self.reasons)

    @property
    def lacks_follow_up(self) -> bool:
        """Red, and nobody wrote down yet what became of it."""
        return self.is_red and (self.referral is None or not self.is_sent or self.referral.status is FollowUp.OPEN)

    @property
    def is_in_danger(self) -> bool:
        """Sent on at once, and nobody wrote down what was done."""
        sent = self.referral
        return sent is not None and sent.urgency is Severity.URGENT and sent.status is FollowUp.OPEN and not sent.note

    @property
    def sentence(self) -> str:
        """`lengkap`, `tinggal validasi`, `belum selesai: L4, L5`, or why somebody went home and without which steps.

        Passed by without an answer is not the same as complete: such a visit is valid (R-FLOW counts the stamps), but
        the screening that belongs to step 4 was not done (KMK HK.01.07/MENKES/2015/2023), and that is said.
        """
        steps = ", ".join(f"L{int(step)}" for step in self.check_up.unfinished)
        if not steps:
            return "selesai, tetapi belum lengkap" if self.missing else "lengkap"
        if self.has_left:
            return f"pulang sebelum selesai ({self.check_up.left_reason}), belum: {steps}"
        if self.check_up.unfinished == (Step.VALIDATE,):
            return "tinggal validasi"
        return f"belum selesai: {steps}"

    @property
    def details(self) -> tuple[str, ...]:
        """What is missing and odd, a sentence each; a step left out with a reason says the reason."""
        said = [f"L{int(step)} belum diisi: {', '.join(labels)}" for step, labels in self.missing]
        if self.check_up.not_measured_reason:
            said.insert(0, f"tidak diukur: {self.check_up.not_measured_reason}")
        return (*said, *self.odd)


def people_of_day(session: Session, views: Iterable[CheckUpView], *, sees_diagnoses: bool) -> tuple[PersonClosing, ...]:
    """Everybody who came, judged anew from the facts, in the order given."""
    wanted = list(views)
    ids = [one.id for one in wanted]
    rows = {row.id: row for row in session.scalars(select(CheckUp).where(CheckUp.id.in_(ids)))}
    sent: dict[str | None, list[ReferralView]] = {}
    for one in referral_views(session, Referral.check_up_id.in_(ids), sees_diagnoses=sees_diagnoses):
        sent.setdefault(one.check_up_id, []).append(one)
    found = []
    for view in wanted:
        judged = judge(session, rows[view.id])
        referral = current(sent[view.id]) if view.id in sent else None
        is_sent = not unsent_reasons(session, view.id, judged)
        found.append(_person(view, judged, referral, is_sent=is_sent, sees_diagnoses=sees_diagnoses))
    return tuple(found)


def _person(
    view: CheckUpView, judged: Judged, referral: ReferralView | None, *, is_sent: bool, sees_diagnoses: bool
) -> PersonClosing:
    missing = []
    for step in (Step.MEASURE, Step.EXAMINE, Step.SERVE):
        labels = missing_at(judged, step)
        # A reason was given for what is not measured; it stands in its place.
        if labels and not (step is Step.MEASURE and view.not_measured_reason):
            missing.append((step, labels))
    errors = (error.message for one in judged.assessments.values() for error in one.errors)
    reasons = judged.shared_reasons
    # A reason without words would be a red finding that nobody sees.
    reasons = tuple(one or "Hasil merah, lihat kartunya" for one in reasons)
    return PersonClosing(
        check_up=view,
        missing=tuple(missing),
        odd=tuple(dict.fromkeys(errors)),
        severity=judged.severity,
        reasons=reason_words(reasons, sees_diagnoses=sees_diagnoses),
        referral=referral,
        is_sent=is_sent,
    )
