"""A filled form as the rules read it: typed answers, what the register knows, and the choices of the puskesmas."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.rules.choices import Choices
from core.words.age import completed_months
from core.words.people import Sex

Value = bool | int | Decimal | str | date | tuple[str, ...]
"""An answer after reading: yes/no, whole, decimal, code or text, day, several codes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Answers by key, each of the type of its field; an unknown or refused answer is simply absent.

    `known` are the facts of the register; an answer of the same key has already won over them. `visit_on` is the day
    every age is counted at.
    """

    form: str
    answers: dict[str, Value] = field(default_factory=dict)
    known: dict[str, Value] = field(default_factory=dict)
    visit_on: date | None = None
    choices: Choices = field(default_factory=Choices)

    def get(self, key: str) -> Value | None:
        """The answer, else what the register knows; None when neither."""
        found = self.answers.get(key)
        return self.known.get(key) if found is None else found

    def is_answered(self, *keys: str) -> bool:
        """Whether every one of the keys has a value."""
        return all(self.get(key) is not None for key in keys)

    def yes(self, key: str) -> bool | None:
        """A yes or no."""
        found = self.get(key)
        return found if isinstance(found, bool) else None

    def whole(self, key: str) -> int | None:
        """A whole number."""
        found = self.get(key)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def number(self, key: str) -> Decimal | None:
        """A decimal number, as typed."""
        found = self.get(key)
        return found if isinstance(found, Decimal) else None

    def known_number(self, key: str) -> Decimal | None:
        """A decimal number the register knew before this visit, whatever is answered now."""
        found = self.known.get(key)
        return found if isinstance(found, Decimal) else None

    def text(self, key: str) -> str | None:
        """A choice code or a text."""
        found = self.get(key)
        return found if isinstance(found, str) else None

    def codes(self, key: str) -> tuple[str, ...] | None:
        """Several codes; an empty tuple means asked, none."""
        found = self.get(key)
        return found if isinstance(found, tuple) else None

    def day(self, key: str) -> date | None:
        """A day."""
        found = self.get(key)
        return found if isinstance(found, date) else None

    @property
    def sex(self) -> Sex | None:
        """The sex the register knows."""
        found = self.text("sex")
        return None if found is None else Sex(found)

    @property
    def born_on(self) -> date | None:
        """The birth date; None too when the visit would be before it."""
        born = self.day("birth_date")
        return None if born is None or self.visit_on is None or self.visit_on < born else born

    @property
    def months(self) -> int | None:
        """Completed months on the day of the visit."""
        born = self.born_on
        return None if born is None or self.visit_on is None else completed_months(born, self.visit_on)

    @property
    def years(self) -> int | None:
        """Completed years on the day of the visit."""
        months = self.months
        return None if months is None else months // 12

    @property
    def days(self) -> int | None:
        """Whole days since birth."""
        born = self.born_on
        return None if born is None or self.visit_on is None else (self.visit_on - born).days
