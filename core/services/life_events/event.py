"""What a life event is as data: its form, the fields a dialog asks for, and the one function that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from core.store.unit_of_work import UnitOfWork


class Asks(StrEnum):
    """What kind of answer a field of an event's form takes."""

    DATE = "date"
    PERSON = "person"
    PEOPLE = "people"
    FAMILY = "family"
    CHOICE = "choice"
    TEXT = "text"
    HOME = "home"
    ROLES = "roles"
    NEWCOMERS = "newcomers"


@dataclass(frozen=True, slots=True)
class EventField:
    """One question: key in the form's dataclass, label, what it asks, and what may be chosen (value, label)."""

    key: str
    label: str
    asks: Asks
    is_needed: bool = False
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A life event. `do(uow, form, today)` writes it, names the deed, and gives the id of the family to show next.

    It raises InputError (with the field's key) for what cannot be; the unit of work then leaves nothing.
    """

    key: str
    label: str
    help: str
    form: type[Any]
    fields: tuple[EventField, ...]
    do: Callable[[UnitOfWork, Any, date], str]


ON = EventField("on", "Tanggal kejadian", Asks.DATE, True)
NEW_HEADS = EventField(
    "new_head_ids", "Kepala keluarga baru", Asks.PEOPLE, help="Bila kepala keluarga ikut pergi, siapa penggantinya?"
)
ROLES = EventField("roles", "Hubungan dengan kepala keluarga", Asks.ROLES, help="Kosongkan bila sudah sesuai")
KK_NUMBER = EventField("kk_number", "Nomor KK baru", Asks.TEXT, help="Boleh menyusul")


def with_reason(sentence: str, reason: str) -> str:
    """The name of a deed, with what was said when something about it looked odd."""
    said = " ".join(reason.split())
    return f"{sentence} ({said})" if said else sentence
