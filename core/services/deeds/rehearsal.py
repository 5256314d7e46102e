"""A rehearsal: a deed done and rolled back, told in words, so that its change is seen before it happens."""

from collections.abc import Callable
from dataclasses import dataclass

from core.rules.permissions import Action
from core.services.deeds.change_lines import change_lines
from core.services.register import Register
from core.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the deed would be called, and what it would change, one sentence each."""

    sentence: str
    lines: tuple[str, ...]


class _RehearsedError(Exception):
    """Ends the rehearsal, so that nothing of it is kept."""


def rehearse(register: Register, action: Callable[[UnitOfWork], object]) -> Rehearsal:
    """Do the action in a unit of work, put its row changes into sentences, and roll back.

    Raises what the action raises, InputError above all: what cannot be done is seen in the rehearsal already.
    """
    lines: tuple[str, ...] = ()
    deed = register.deed("Coba dulu", action=Action.SEE_PEOPLE)
    try:
        with deed:
            action(deed)
            lines = change_lines(deed.session, deed.changes())
            raise _RehearsedError
    except _RehearsedError:
        return Rehearsal(deed.sentence, lines)
