"""What is odd but possible is saved after a confirmation with a reason, never refused."""

from core.errors import InputError
from core.words.findings import Finding


class NeedsConfirmation(InputError):
    """Something looks odd: show `findings`, ask for a reason, and save again with it. Nothing was changed."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep what looks odd; the sentence is the first finding's reason."""
        first = findings[0]
        super().__init__(f"{first.why} {first.next_step}".strip(), field=first.field)
        self.findings = findings


def confirm(findings: tuple[Finding, ...], reason: str) -> None:
    """Raise NeedsConfirmation when a finding asks for it and no reason was given."""
    asking = tuple(finding for finding in findings if finding.asks_confirmation)
    if asking and not reason.strip():
        raise NeedsConfirmation(asking)
