"""What the rules say of one check-up: every answered form judged anew from the facts, one list of reasons to refer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from core.rules.assess import Assessment, assess
from core.rules.choices import Choices
from core.rules.forms.catalogue import FORMS, form_named
from core.rules.forms.form import Form
from core.rules.referral import reasons_of
from core.rules.role_words import plain_label, plain_words
from core.rules.verdict import Verdict
from core.services.day.card_context import Known, card_key, context_of
from core.services.day.card_values import Papers, answered_forms, papers_of, values_of
from core.services.day.source_choices import read_choices
from core.services.immunization.development_rows import with_kpsp
from core.store.checkups import CheckUp
from core.words.findings import Severity
from core.words.steps import Step

PRIVATE_REASON = "Hasil pemeriksaan bidan"
"""What stands on lists and letters for a reason that only the bidan may read."""
_ORDER = {form.key: place for place, form in enumerate(FORMS)}


@dataclass(frozen=True, slots=True)
class Judged:
    """Every form of a check-up with what the rules say of it; `card` is the one that fits the person."""

    card: Form | None
    context: Known
    choices: Choices
    assessments: dict[str, Assessment]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts of all forms, the card first; without the summaries of the referral."""
        return tuple(verdict for _, verdict in self._each())

    @property
    def severity(self) -> Severity:
        """The gravest of all verdicts; green when there is none."""
        return max((one.severity for one in self.verdicts), key=lambda one: one.rank, default=Severity.GREEN)

    @property
    def urgency(self) -> Severity:
        """The gravest of the verdicts that refer, at least red; green when nothing refers."""
        each = (urgency for parts in self.shared_parts.values() for urgency in parts.values())
        return max(each, key=lambda one: one.rank, default=Severity.GREEN)

    @property
    def reasons(self) -> tuple[str, ...]:
        """R-RUJ: why the person is sent on, over all forms, each reason once, gravest first."""
        return reasons_of(self.verdicts)

    @property
    def shared_reasons(self) -> tuple[str, ...]:
        """`reasons` as lists and letters show them: those of forms for the bidan only by one neutral sentence."""
        return reasons_of(self._shared())

    @property
    def shared_parts(self) -> dict[str, dict[str, Severity]]:
        """What stands behind each of `shared_reasons`, in their order, and how urgent it is (at least red).

        A reason in open words is what it says; behind a neutral one stand the findings of the bidan, so that one of
        them that is gone does not speak for another.
        """
        parts: dict[str, dict[str, Severity]] = {reason: {} for reason in self.shared_reasons}
        for identity, one in self._shared_findings():
            if one.refers:
                known = parts[one.referral_reason]
                is_urgent = one.severity is Severity.URGENT or known.get(identity) is Severity.URGENT
                known[identity] = Severity.URGENT if is_urgent else Severity.RED
        return parts

    def _shared(self) -> Iterator[Verdict]:
        return (one for _, one in self._shared_findings())

    def _shared_findings(self) -> Iterator[tuple[str, Verdict]]:
        """The verdicts with what they are known by, and with neutral reasons where they are private.

        Of several private forms none hides another.
        """
        numbers: dict[str, int] = {}
        for key, one in self._each():
            if not is_private(key, one):
                yield one.referral_reason, one
            elif one.refers:
                number = numbers.setdefault(key, len(numbers) + 1)
                neutral = f"{PRIVATE_REASON}, hal ke-{number}" if number > 1 else PRIVATE_REASON
                yield f"{key}/{one.rule}/{one.field}", replace(one, reason=neutral)

    def _each(self) -> Iterator[tuple[str, Verdict]]:
        for key in sorted(self.assessments, key=lambda one: (one != (self.card.key if self.card else ""), _ORDER[one])):
            yield from ((key, one) for one in self.assessments[key].verdicts if one.field != "refer")


def is_private(form_key: str, verdict: Verdict) -> bool:
    """Whether a verdict comes from a form or a field that only the bidan sees, other than of measurements."""
    form = form_named(form_key)
    if form is None or not form.for_midwife:
        return False
    # How risky a pregnancy is has to be known at every step; what was said in confidence has not.
    return verdict.rule != "R-KSPR"


def judge(session: Session, check_up: CheckUp, *, choices: Choices | None = None) -> Judged:
    """Judge a check-up as it stands in the database; `choices` as in `judge_papers`."""
    return judge_papers(session, papers_of(session, check_up), choices=choices)


def judge_papers(session: Session, papers: Papers, *, also: str = "", choices: Choices | None = None) -> Judged:
    """Judge a check-up from its papers: the card always, the form `also`, every other form that has an answer.

    `choices` spares reading those of the register again for each of many.
    """
    on = papers.check_up.checked_on
    card = form_named(card_key(session, papers.person, on, papers.mother))
    context = context_of(session, papers.person, on, papers.mother)
    blank = Judged(card, context, choices or read_choices(session), {})
    return judge_again(blank, papers, also=also)


def judge_again(before: Judged, papers: Papers, *, also: str = "") -> Judged:
    """The verdicts after answers of the day changed; what the register knew before the day is the same."""
    card = before.card.key if before.card is not None else ""
    found: dict[str, Assessment] = {}
    for key in dict.fromkeys((card, *answered_forms(papers), also)):
        form = form_named(key)
        if form is not None:
            answers, on = values_of(papers, form), papers.check_up.checked_on
            found[key] = assess(form, answers, before.context, today=on, choices=before.choices)
    if card:
        found[card] = with_kpsp(found[card], papers.answers)
    return replace(before, assessments=found)


def missing_measures(judged: Judged) -> tuple[str, ...]:
    """The names of what step 2 of the card still needs."""
    return missing_at(judged, Step.MEASURE)


def missing_at(judged: Judged, step: Step) -> tuple[str, ...]:
    """The names of the required boxes of a step of the card that are not answered; what the register knows counts."""
    if judged.card is None:
        return ()
    fields = (judged.card.field(key) for key in judged.assessments[judged.card.key].missing)
    return tuple(one.label for one in fields if one is not None and one.step == step)


def worded(verdict: Verdict, *, sees_diagnoses: bool) -> Verdict:
    """The verdict in the words of whoever looks (R-PERAN): without diagnoses for somebody who does not make them."""
    if sees_diagnoses:
        return verdict
    why, reason = plain_words(verdict.why), plain_words(verdict.reason)
    return replace(verdict, label=plain_label(verdict.label), why=why, reason=reason)
