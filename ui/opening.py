"""Ways to an open register: as it is, with a PIN, with the recovery code, or made anew; SQLAlchemy is imported here."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import EnvironmentProblem
from ui import theme

if TYPE_CHECKING:
    from core.services.register import Register
    from core.services.setup import Settings
    from ui.pages.entrance.first_start_steps import Answers

_IN_THE_CLEAR = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Founded:
    """What the answers of the first start made: where we are now, and the recovery code of a locked register."""

    where: str
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A register with what the first screen needs."""

    register: "Register"
    settings: "Settings"
    is_set_up: bool


def is_new(place: str) -> bool:
    """Whether a register would be made at `place`: nothing lies there yet."""
    return "://" not in place and not Path(place).exists()


def is_plain(place: str) -> bool:
    """Whether no key is needed: a server, or a file that says in its first bytes that it is in the clear."""
    if "://" in place or not Path(place).is_file():
        return True
    with Path(place).open("rb") as file:
        return file.read(len(_IN_THE_CLEAR)) in (b"", _IN_THE_CLEAR)


def opened(register: "Register", who: str = "") -> Opened:
    """An open register with its settings; without an account `who` or the name in the settings is at the keyboard."""
    from core.services.setup import is_set_up, load_settings

    settings = load_settings(register)
    if register.user is None:
        register.who = who or settings.kader_name
    return Opened(register, settings, is_set_up(register))


def open_place(place: str, who: str, today: date | None) -> Opened:
    """Open (or create) the register at `place`. Raises InputError or EnvironmentProblem with the sentence to show."""
    from core.clock import Clock
    from core.services.register import open_register

    return opened(open_register(place, who=who, clock=Clock(today)), who)


def open_with_pin(place: str, account_id: str, pin: str, today: date | None, wrong: int = 0) -> Opened:
    """Open a locked register; WrongPin when the PIN does not fit, other errors as in `open_place`.

    `wrong`: how many PINs were wrong before this one; the log of access could not be written then.
    """
    from core.clock import Clock
    from core.services.trust.access import unlock
    from core.services.trust.access_log import Access, note
    from core.services.trust.signing_in import open_unlocked

    clock = Clock(today)
    register = open_unlocked(place, unlock(place, account_id, pin, clock=clock), clock=clock)
    # The PIN was right: a full disk must not keep people from their register.
    with suppress(EnvironmentProblem):
        if wrong:
            note(register, Access.WRONG_PIN, f"{wrong} kali sebelum masuk")
        note(register, Access.SIGN_IN, "Membuka buku")
    return opened(register)


def open_with_code(place: str, code: str, today: date | None) -> Opened:
    """Open a locked register with the recovery code; nobody is at the keyboard yet."""
    from core.clock import Clock
    from core.services.trust.access import unlock_with_code
    from core.services.trust.signing_in import open_unlocked

    clock = Clock(today)
    return opened(open_unlocked(place, unlock_with_code(place, code, clock=clock), clock=clock))


class Founding:
    """Makes the register by the answers of the first start; asked again after an error, it goes on where it was."""

    def __init__(self, place: str, today: date | None, register: "Register | None" = None) -> None:
        """`register` is open already when no PIN is asked for (a server, a file without accounts)."""
        self._place, self._today = place, today
        self._register, self._code = register, ""

    @property
    def register(self) -> "Register | None":
        """What was made, open; None before."""
        return self._register

    def __call__(self, answers: "Answers") -> Founded:
        """Make it. Raises InputError and EnvironmentProblem."""
        from core.services.first_look import place_words
        from core.services.setup import load_settings, save_settings, set_up

        register = self._register or self._locked(answers)
        if register.user is None:
            register.who = answers.name
        unit = set_up(register, posyandu=answers.posyandu, village=answers.village, **answers.above).value
        settings = replace(load_settings(register), kader_name=answers.name, font_percent=theme.font_percent())
        save_settings(register, settings)
        return Founded(place_words((unit.name,), unit.village), self._code)

    def _locked(self, answers: "Answers") -> "Register":
        from core.clock import Clock
        from core.services.trust.protecting import create_protected
        from ui.palette import FACES

        made = create_protected(
            self._place,
            name=answers.name,
            roles=answers.roles,
            pin=answers.pin,
            face=FACES[0][0],
            clock=Clock(self._today),
        )
        self._register, self._code = made.register, made.recovery_code
        return made.register
