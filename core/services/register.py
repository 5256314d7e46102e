"""The opened register as the screens hold it: who is at the keyboard, what day it is, and the store underneath."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from core.clock import Clock
from core.errors import NotAllowed
from core.rules.permissions import Action, allowed, refusal
from core.store.database import Database, open_database
from core.store.unit_of_work import UnitOfWork
from core.words.roles import User

T = TypeVar("T")


class Changed(StrEnum):
    """Kinds of things that a deed may change; pages refresh by these."""

    PLACES = "places"
    PEOPLE = "people"
    DAYS = "days"
    MEASUREMENTS = "measurements"
    HEALTH = "health"
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
        self.user: User | None = None
        self.who = who
        self.clock = clock or Clock()

    @property
    def today(self) -> date:
        """The day on which the program works."""
        return self.clock.today()

    def reading(self) -> AbstractContextManager[Session]:
        """A session for reading."""
        return self.database.reading()

    def sign_in(self, user: User) -> None:
        """From now on `user` is at the keyboard; who that may be is decided by `core.services.trust.access`."""
        self.user, self.who = user, user.name

    def may(self, action: Action) -> bool:
        """Whether whoever is at the keyboard may do this; a register without accounts lets everybody do everything."""
        return self.user is None or allowed(self.user.roles, action)

    def require(self, action: Action) -> None:
        """Raise NotAllowed, with the sentence that says whose work it is, unless it may be done."""
        if not self.may(action):
            raise NotAllowed(refusal(action))

    def deed(self, sentence: str, *, action: Action, reason: str = "") -> UnitOfWork:
        """A unit of work for one deed, named by one human sentence in Indonesian, and perhaps why.

        Raises NotAllowed when it is not the work of whoever is at the keyboard.
        """
        self.require(action)
        account_id = (self.user.account_id or None) if self.user else None
        return self.database.deed(
            sentence, who=self.who, now=self.clock.now(), account_id=account_id, action=action, reason=reason
        )

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
