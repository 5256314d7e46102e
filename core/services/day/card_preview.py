"""What a form would say while it is typed: read once from the register, then judged at every key without it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.rules.assess import assess
from core.rules.choices import Choices
from core.rules.forms.form import Form
from core.rules.other_views import OtherView, other_views
from core.rules.permissions import Action
from core.rules.sheet import Value
from core.rules.verdict import Refusal, Verdict
from core.services.day.card_context import Known, context_of
from core.services.day.card_values import papers_of, values_of
from core.services.day.card_verdicts import worded
from core.services.day.check_up_rows import check_up_row
from core.services.day.source_choices import read_choices
from core.services.register import Register


@dataclass(frozen=True, slots=True)
class Preview:
    """Verdicts of a form as it stands on the screen, its scores, what cannot be right, and where sources differ."""

    verdicts: tuple[Verdict, ...]
    scores: dict[str, int | Decimal | date]
    errors: tuple[Refusal, ...]
    others: tuple[OtherView, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """A form of one check-up with everything that its verdicts need, free of the database."""

    form: Form
    context: Known
    saved: dict[str, Value]
    on: date
    choices: Choices
    sees_diagnoses: bool

    def judge(self, typed: Mapping[str, object]) -> Preview:
        """Judge what is typed over what is saved; None or an empty text takes an answer away. Never raises."""
        answers = {**self.saved, **typed}
        found = assess(self.form, answers, self.context, today=self.on, choices=self.choices)
        verdicts = (one for one in found.verdicts if one.field != "refer")
        others = other_views(
            self.form,
            answers,
            self.context,
            today=self.on,
            choices=self.choices,
            sees_diagnoses=self.sees_diagnoses,
        )
        said = tuple(worded(one, sees_diagnoses=self.sees_diagnoses) for one in verdicts)
        return Preview(said, found.scores, found.errors, others)


def sketch(register: Register, check_up_id: str, form: Form) -> Sketch:
    """Read what the verdicts of `form` need for a check-up. Raises InputError for an unknown one."""
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        row = check_up_row(session, check_up_id)
        papers = papers_of(session, row)
        return Sketch(
            form=form,
            context=context_of(session, papers.person, row.checked_on, papers.mother),
            saved=values_of(papers, form),
            on=row.checked_on,
            choices=read_choices(session),
            sees_diagnoses=register.may(Action.SEE_DIAGNOSES),
        )
