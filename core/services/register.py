"""The opened register as the screens hold it: who is at the keyboard, what day it is, and the store underneath."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from core.clock import Clock
from core.store.database import Database, open_database
from core.store.unit_of_work import UnitOfWork

T = TypeVar("T")


class Changed(StrEnum):
    """Kinds of things that a deed may change; pages refresh by these."""

    PLACES = "places"
    PEOPLE = "people"
    DAYS = "days"
    MEASUREMENTS = "measurements"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a deed gave back, and which kinds of things it changed."""

    value: T
    changed: frozenset[Changed] = field(default_factory=frozenset)


class Register:
    """An opened register with its user and clock. Services take it as their first argument."""

    def __init__(self, database: Database, *, who: str = "", clock: Clock | None = None) -> None:
        """Wrap an open database; `who` is the name chosen at start."""
        self.database = database
        self.who = who
        self.clock = clock or Clock()

    @property
    def today(self) -> date:
        """The day on which the program works."""
        return self.clock.today()

    def reading(self) -> AbstractContextManager[Session]:
        """A session for reading."""
        return self.database.reading()

    def deed(self, sentence: str) -> UnitOfWork:
        """A unit of work for one deed, named by one human sentence in Indonesian."""
        return self.database.deed(sentence, who=self.who, now=self.clock.now())

    def close(self) -> None:
        """Close the register."""
        self.database.close()


def open_register(place: str, *, who: str = "", clock: Clock | None = None, must_exist: bool = False) -> Register:
    """Open (or create) the register at a path or server URL; errors as in `core.store.database.open_database`."""
    return Register(open_database(place, must_exist=must_exist), who=who, clock=clock)


Progress = Callable[[int, int, str], None]
"""Called with (done, whole, what is being done); raises `Cancelled` when the user pressed Batal."""


class Cancelled(Exception):
    """The user pressed Batal; the job leaves everything as it was."""


def no_progress(_done: int, _whole: int, _what: str) -> None:
    """The progress of nobody watching."""
