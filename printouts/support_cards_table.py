"""The table of the kartu bantu: add an entry to add a card."""

from printouts.support_cards_child import CHILD
from printouts.support_cards_column import SupportCard
from printouts.support_cards_grown import GROWN, YOUNG
from printouts.support_cards_mother import NURSING, PREGNANT

CARDS: tuple[SupportCard, ...] = (PREGNANT, NURSING, CHILD, YOUNG, GROWN)
"""In the order of life; ibu hamil and ibu nifas are the two leaves of one card."""


def card_of(form_key: str) -> SupportCard | None:
    """The card on which visits of that form are written; None for a form that is not a card."""
    return next((card for card in CARDS if form_key in card.forms), None)
