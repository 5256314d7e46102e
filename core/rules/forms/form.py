"""A form: the fields of a card or instrument, and the function that judges it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from core.rules.forms.fields import Field
from core.rules.sheet import Sheet
from core.rules.verdict import Item


@dataclass(frozen=True, slots=True)
class Form:
    """A card or instrument: its key, Indonesian name, fields in the order of the card, and its verdicts.

    `judge` yields every verdict, score and refusal that follows from what is known, also when the form is incomplete.
    `for_midwife`: asked, seen and printed by the bidan only. `needs`: keys without which it is not complete, where that
    follows from more than one answer; else every field says so itself.
    """

    key: str
    label: str
    fields: tuple[Field, ...]
    judge: Callable[[Sheet], Iterator[Item]]
    for_midwife: bool = False
    needs: Callable[[Sheet], Collection[str]] | None = None

    def field(self, key: str) -> Field | None:
        """The field of that key, or None."""
        return next((one for one in self.fields if one.key == key), None)
