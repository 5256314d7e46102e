"""Odd numbers of the child that is open: which one is asked about, when, and what was answered."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from core.services.views import VisitFacts, VisitVerdict
from core.words.findings import Finding
from ui.forms.visit_form import VisitForm
from ui.pages.weighing.doubt import Doubt
from ui.pages.weighing.verdict import is_doubt, is_impossible

MEASURED = ("weight_g", "length_mm", "head_mm", "muac_mm")


class Questions(QObject):
    """Watches over the numbers of a form, asks about one at a time, and remembers the reasons that were given."""

    asked = Signal()  # the question stands where the answer stood
    answered = Signal()  # a number or a reason is new: judge anew, at once
    given_back = Signal()  # the keyboard is back in the field, to measure again
    save_wanted = Signal()  # the last question before saving is answered

    def __init__(self, form: VisitForm) -> None:
        """Nothing is odd yet; `doubt` is the question as it is seen."""
        super().__init__()
        self.doubt = Doubt()
        self.verdict: VisitVerdict | None = None
        self._form = form
        self._reasons: dict[tuple[str, str], str] = {}  # (field, typed) -> reason
        self._is_saving = False
        form.hold = self._hold
        self.doubt.corrected.connect(self._correct)
        self.doubt.again.connect(self._measure_again)
        self.doubt.reasoned.connect(self._keep_with_reason)
        # The question waits until saving: the digit begins the next measure, never another child.
        self.doubt.typed_on.connect(form.type_after)

    def begin(self) -> None:
        """Another child: no reason of the one before holds."""
        self._reasons = {}
        self.saving_is_over()

    def saving_is_over(self) -> None:
        """From now on an answer leads to the next field, not to saving."""
        self._is_saving = False

    def judged(self, verdict: VisitVerdict | None) -> bool:
        """The numbers were judged anew: forget a question that is no longer one; says whether all are believed."""
        self.verdict = verdict
        doubts = self._open_ones()
        if self.doubt.finding is not None and self.doubt.finding not in doubts:
            self.doubt.be_quiet()
        return not doubts

    def with_reason(self, facts: VisitFacts, saved: VisitFacts | None) -> VisitFacts:
        """`facts` with the reasons given for its numbers; those of the `saved` visit hold while its numbers do."""
        reasons = [reason for key, reason in self._reasons.items() if key == self._answer_key(key[0])]
        if not reasons and saved and all(getattr(saved, key) == getattr(facts, key) for key in MEASURED):
            reasons = [saved.confirmation_reason]
        return replace(facts, confirmation_reason="; ".join(dict.fromkeys(reasons)))

    def speak(self) -> None:
        """The hand rests: speak about an odd number, but leave the keyboard where it is."""
        doubts = self._open_ones()
        if doubts and self.doubt.finding is None:
            self._ask(doubts[0])

    def ask_before_saving(self, finding: Finding) -> None:
        """Saving stopped at `finding`: the keyboard goes to the answers, and the last of them saves."""
        self._is_saving = True
        self._ask_now(finding)

    # --- inside ---

    def _open_ones(self) -> list[Finding]:
        findings = self.verdict.findings if self.verdict else ()
        open_ones = [it for it in findings if is_doubt(it) and self._answer_key(it.field) not in self._reasons]
        # What can be put right by one press is asked first, also when the number as it stands is impossible.
        return sorted(open_ones, key=lambda it: not it.suggestion)

    def _ask(self, finding: Finding) -> None:
        is_possible = not any(it.field == finding.field and is_impossible(it) for it in self._open_ones())
        self.doubt.ask(finding, self._typed(finding.field).replace(".", ","), can_be_kept=is_possible)
        self.asked.emit()

    def _ask_now(self, finding: Finding) -> None:
        self._ask(finding)
        self.doubt.take_keyboard()

    def _hold(self, key: str) -> bool:
        """Enter on the field `key`: stay when it cannot be read or looks wrong, and ask."""
        field = self._form.measures.get(key)
        if field is None:
            return False
        if not field.is_readable():
            self._form.complain(key, "Belum terbaca. Ketik angka saja, misalnya 7,4.")
            return True
        doubt = next((it for it in self._open_ones() if self._is_about(it, key)), None)
        if doubt is None:
            return False
        self._ask_now(doubt)
        return True

    def _is_about(self, doubt: Finding, key: str) -> bool:
        """Whether the question belongs to this field; two numbers that changed places belong to both."""
        is_swapped = key == "length_mm" and self._form.is_in_length(doubt.suggestion)
        return is_swapped or self._form.editor(doubt.field) is self._form.measures[key]

    def _correct(self, field: str, meant: str) -> None:
        self._form.correct(field, meant)
        self._go_on_after(field)

    def _measure_again(self, field: str) -> None:
        self.doubt.be_quiet()
        self._is_saving = False
        self.given_back.emit()
        self._form.go_to(field)

    def _keep_with_reason(self, field: str, reason: str) -> None:
        self._reasons[self._answer_key(field)] = reason
        self._go_on_after(field)

    def _go_on_after(self, field: str) -> None:
        self.doubt.be_quiet()
        self.answered.emit()
        following = self._open_ones()
        if self._is_saving:
            self.save_wanted.emit()
        elif following and following[0].field == field:
            self._ask_now(following[0])
        else:
            self._form.go_after(field)

    def _answer_key(self, field: str) -> tuple[str, str]:
        return field, self._typed(field)

    def _typed(self, field: str) -> str:
        return str(getattr(self._form.editor(field), "text", str)())
