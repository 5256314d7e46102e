"""One field of a form as data: screen, check, card, export and tests all read this one description."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TypedDict, Unpack


class Kind(StrEnum):
    """What a field holds."""

    WHOLE = "int"
    DECIMAL = "decimal"
    YES_NO = "bool"
    CHOICE = "choice"
    SEVERAL = "multi"
    DAY = "date"
    CLOCK = "time"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to pick: its code as stored and exchanged, and the Indonesian words."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a card, in the units of the printed card (kg, cm, mmHg, mg/dL).

    `help` says in one sentence how to measure or ask. `low` and `high` are the hard limits, both allowed. A derived
    field is computed, never typed. `from_register`: what the register knows stands in when it is not answered.
    `needed_when` (key, value): required only when that answer was given. `meant_from`: nothing smaller is
    proposed for a number whose decimal mark slipped.
    """

    key: str
    label: str
    kind: Kind
    help: str
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    choices: tuple[Choice, ...] = ()
    step: int | None = None
    required: bool = False
    derived: bool = False
    rule: str = ""
    from_register: bool = False
    for_midwife: bool = False
    needed_when: tuple[str, bool] | None = None
    meant_from: Decimal | None = None

    def at(
        self,
        step: int | None,
        rule: str | None = None,
        *,
        required: bool | None = None,
        from_register: bool | None = None,
        needed_when: tuple[str, bool] | None = None,
    ) -> "Field":
        """The same field on another form: its step there, and what else differs."""
        return replace(
            self,
            step=step,
            rule=self.rule if rule is None else rule,
            required=self.required if required is None else required,
            from_register=self.from_register if from_register is None else from_register,
            needed_when=needed_when or self.needed_when,
        )

    def words(self, code: object) -> str:
        """The label of a choice code; empty when it is none of the choices."""
        return next((one.label for one in self.choices if one.code == code), "")


def choices(**labels: str) -> tuple[Choice, ...]:
    """Choices in order, `CODE="label"`; a leading underscore lets a code be a number."""
    return tuple(Choice(code.removeprefix("_"), label) for code, label in labels.items())


def form_fields(*parts: Field | tuple[Field, ...]) -> tuple[Field, ...]:
    """Fields and blocks of fields in one flat tuple, in the order of the card."""
    flat: list[Field] = []
    for part in parts:
        flat.extend((part,) if isinstance(part, Field) else part)
    return tuple(flat)


class More(TypedDict, total=False):
    """What else a field may say about itself, by the names of `Field`."""

    step: int | None
    required: bool
    rule: str
    from_register: bool
    for_midwife: bool
    needed_when: tuple[str, bool]
    meant_from: Decimal


COMPUTED = "Dihitung sendiri dari isian lain."


def yes_no(key: str, label: str, help_: str, **more: Unpack[More]) -> Field:
    """A question answered yes or no."""
    return Field(key, label, Kind.YES_NO, help_, **more)


def whole(key: str, label: str, help_: str, low: int, high: int, unit: str = "", **more: Unpack[More]) -> Field:
    """A whole number within hard limits, both allowed."""
    return Field(key, label, Kind.WHOLE, help_, unit, Decimal(low), Decimal(high), **more)


def decimal(key: str, label: str, help_: str, low: str, high: str, unit: str = "", **more: Unpack[More]) -> Field:
    """A measurement within hard limits, both allowed, as the scale shows it."""
    return Field(key, label, Kind.DECIMAL, help_, unit, Decimal(low), Decimal(high), **more)


def choice(key: str, label: str, help_: str, options: tuple[Choice, ...], **more: Unpack[More]) -> Field:
    """One of several answers."""
    return Field(key, label, Kind.CHOICE, help_, choices=options, **more)


def several(key: str, label: str, help_: str, options: tuple[Choice, ...], **more: Unpack[More]) -> Field:
    """Any number of answers; an empty list means asked, none."""
    return Field(key, label, Kind.SEVERAL, help_, choices=options, **more)


def day(key: str, label: str, help_: str, **more: Unpack[More]) -> Field:
    """A calendar day."""
    return Field(key, label, Kind.DAY, help_, **more)


def clock(key: str, label: str, help_: str, **more: Unpack[More]) -> Field:
    """A time of day, HH:MM."""
    return Field(key, label, Kind.CLOCK, help_, **more)


def text(key: str, label: str, help_: str, **more: Unpack[More]) -> Field:
    """Free words."""
    return Field(key, label, Kind.TEXT, help_, **more)


def computed(
    key: str,
    label: str,
    kind: Kind,
    *,
    unit: str = "",
    low: int | None = None,
    high: int | None = None,
    options: tuple[Choice, ...] = (),
    **more: Unpack[More],
) -> Field:
    """A field that is never typed: the rule of its form computes it."""
    limits = (None if low is None else Decimal(low), None if high is None else Decimal(high))
    return Field(key, label, kind, COMPUTED, unit, *limits, options, derived=True, **more)
