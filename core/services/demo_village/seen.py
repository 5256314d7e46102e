"""One person seen on one of the last open days of the demo: what was measured and answered, and what follows."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.rules.assess import assess
from core.rules.choices import Choices
from core.rules.forms.catalogue import assessed_form, form_named
from core.rules.forms.form import Form
from core.rules.sheet import Value
from core.services.day.card_verdicts import Judged
from core.services.day.referral_rows import as_text
from core.services.demo_village.people import DemoPerson, Household
from core.services.demo_village.visits import DemoVisit
from core.services.immunization.development_rows import KIA, KPSP, is_complete_by, kpsp_of, with_result
from core.words.findings import Severity
from core.words.referrals import Target
from core.words.steps import Step

_BODY_COLUMNS = {"weight_kg": ("weight_g", 1000), "height_cm": ("length_mm", 10), "muac_cm": ("muac_mm", 10)}
"""What of a card is kept with the measurements: the column, and how many of its units make one of the card's."""


_FORM_OF = {KIA: "kia-perkembangan"}
"""The checklist is kept under another name than it is judged by."""


@dataclass(slots=True)
class Seen:
    """A check-up that was: `body` holds what the scale and the tape showed, `answers` every other box by form.

    `visit` is the weighing of a child, whose row is written with the others of the register. `done` are the steps that
    were finished; `context` is what the register knew on that day.
    """

    person: DemoPerson
    house: Household
    on: date
    card: str
    body: dict[str, Value]
    answers: dict[str, dict[str, Value]]
    context: dict[str, object] = field(default_factory=dict)
    visit: DemoVisit | None = None
    done: tuple[Step, ...] = tuple(Step)
    not_measured_reason: str = ""
    left_reason: str = ""

    @property
    def own(self) -> dict[str, Value]:
        """The answers of the card that fits the person."""
        return self.answers.setdefault(self.card, {})

    def measurement(self) -> dict[str, int]:
        """The columns of the measurement of a grown person, in grams and millimetres."""
        found = {}
        for key, (column, factor) in _BODY_COLUMNS.items():
            if key in self.body:
                found[column] = int(Decimal(str(self.body[key])) * factor)
        return found

    def judged(self) -> Judged:
        """The verdicts of every answered form, exactly as the register gives them later from its rows."""
        card = form_named(self.card)
        forms = [form for key in (self.card, *self.answers) if (form := form_named(key)) is not None]
        found = {form.key: assess(form, self._values(form), self.context, today=self.on) for form in forms}
        told = kpsp_of(self.answers.get(KPSP, {}))
        if told is not None:
            found[self.card] = with_result(found[self.card], told)
        return Judged(card, self.context, Choices(), found)

    def stop_after(self, last: Step) -> None:
        """Only the steps up to `last` were done, so nothing is answered beyond them."""
        self.done = tuple(step for step in self.done if step <= last)
        for key, answers in self.answers.items():
            form = assessed_form(_FORM_OF.get(key, key))
            late = {one.key for one in form.fields if (one.step or 0) > last} if form is not None else set()
            self.answers[key] = {name: value for name, value in answers.items() if name not in late}
        self.answers = {key: answers for key, answers in self.answers.items() if answers}
        if last < Step.MEASURE:
            self.body = {}

    def _values(self, form: Form) -> dict[str, Value]:
        keys = {one.key for one in form.fields}
        values = {key: value for key, value in self.body.items() if key in keys} | self.answers.get(form.key, {})
        if form.key == self.card and KIA in self.answers:
            # The lines of the checklist say whether it is complete.
            is_complete = is_complete_by(self.answers[KIA])
            values |= {} if is_complete is None else {"checklist_complete": is_complete}
        return values


def referral_of(judged: Judged) -> dict[str, str] | None:
    """R-RUJ: where somebody is sent, how urgently and why, as the row keeps it; None when nothing refers."""
    if not judged.shared_reasons:
        return None
    is_red = any(one.refers and one.severity.rank >= Severity.RED.rank for one in judged.verdicts)
    return {
        "target": (Target.PUSKESMAS if is_red else Target.PUSTU).value,
        "urgency": judged.urgency.value,
        "reasons": as_text(judged.shared_parts),
    }
