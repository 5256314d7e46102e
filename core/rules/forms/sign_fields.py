"""Danger signs as the choices of a home-visit checklist."""

from core.rules.danger_signs import SignList
from core.rules.forms.fields import Choice


def sign_choices(group: SignList) -> tuple[Choice, ...]:
    """The signs of a group as choices, in its order."""
    return tuple(Choice(key, words) for key, words in group.signs.items())
