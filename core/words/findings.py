"""What a rule found: how serious, why, and what to do next, in the user's words."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """The colour language of the cards, always shown with its word."""

    GREEN = "hijau"
    YELLOW = "kuning"
    RED = "merah"
    URGENT = "segera"

    @property
    def word(self) -> str:
        """The word that stands beside the colour."""
        return {"hijau": "baik", "kuning": "perhatikan", "merah": "rujuk", "segera": "segera"}[self.value]

    @property
    def rank(self) -> int:
        """0 (green) to 3 (urgent), for sorting by worry."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One verdict: `rule` id with source, the `field` it is about, a short `label`, and sentences for people."""

    rule: str
    field: str
    label: str
    severity: Severity
    why: str
    next_step: str = ""
    asks_confirmation: bool = False
    suggestion: str = ""


def worst(findings: "tuple[Finding, ...] | list[Finding]") -> Severity:
    """The most serious severity among `findings`; green when there is none."""
    return max((finding.severity for finding in findings), key=lambda severity: severity.rank, default=Severity.GREEN)
