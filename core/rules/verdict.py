"""What a rule says about a filled form: verdicts, computed scores, and answers that cannot be right."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.words.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict: what (`result`, a choice code or the answer itself), how serious, why, and what to do next.

    `rule` is the id, `source` the document it comes from. `reason` is the short line of a referral letter, when it
    differs from the label. Red and urgent verdicts always refer; `also_refers` makes a milder one do so.
    """

    rule: str
    field: str
    result: str | bool
    severity: Severity
    label: str = ""
    why: str = ""
    next_step: str = ""
    reason: str = ""
    source: str = ""
    also_refers: bool = False

    @property
    def refers(self) -> bool:
        """Whether the person is sent on because of this."""
        return self.also_refers or self.severity.rank >= Severity.RED.rank

    @property
    def referral_reason(self) -> str:
        """The line on the referral letter; empty when it does not refer."""
        return (self.reason or self.label) if self.refers else ""

    def finding(self) -> Finding:
        """The verdict as the finding that screens and lists show."""
        rule = f"{self.rule} ({self.source})" if self.source else self.rule
        return Finding(rule, self.field, self.label, self.severity, self.why, self.next_step)


@dataclass(frozen=True, slots=True)
class Score:
    """A computed number or date, under the key of its derived field."""

    key: str
    value: int | Decimal | date


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that cannot be right: its key, and a kind sentence that says what to do."""

    key: str
    message: str


Item = Verdict | Score | Refusal
