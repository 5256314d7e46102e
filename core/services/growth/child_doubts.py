"""Odd measurements typed on the card of a child ask for a second reading, as at the scale."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from core.services.confirmation import confirm
from core.services.day.card_values import Papers
from core.services.growth.growth_verdicts import doubts
from core.services.growth.visit_rows import load_child

_MEASURED = frozenset({"weight_kg", "height_cm", "measure", "head_cm", "muac_cm"})


def confirm_measures(session: Session, papers: Papers, changed: Iterable[str], reason: str) -> None:
    """Raise NeedsConfirmation when a measurement just written looks odd and no reason is given; keeps the reason."""
    row = papers.measurement
    if row is None or not _MEASURED.intersection(changed):
        return
    loaded = load_child(session, papers.person.id, is_masked=True)
    one = next(visit for visit in loaded.visits if visit.id == row.id)
    confirm(doubts(loaded.child, loaded.visits, one), reason)
    row.confirmation_reason = " ".join(reason.split())
