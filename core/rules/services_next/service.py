"""One service and what is next of it."""

from dataclasses import dataclass
from datetime import date

from core.words.periods import date_words


@dataclass(frozen=True, slots=True)
class NextService:
    """A service: its name, what was had and what comes next in words, and the day from which it is due.

    `due_on` None: nothing more is due, or it goes on every day. `joins`: the word before the day.
    """

    key: str
    label: str
    text: str
    due_on: date | None = None
    joins: str = "mulai"

    def is_due(self, on: date) -> bool:
        """Whether it may be given on that day."""
        return self.due_on is not None and self.due_on <= on

    def line(self, on: date) -> str:
        """`Obat cacing: 200 mg, mulai 5 Mei 2027`; `sekarang` when it is due."""
        if self.due_on is None:
            return f"{self.label}: {self.text}"
        when = "sekarang" if self.is_due(on) else f"{self.joins} {date_words(self.due_on)}"
        return f"{self.label}: {self.text}, {when}"
