"""The way back from what was just saved on a card."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.services.deeds.undoing import last_deeds, undo

if TYPE_CHECKING:
    from ui.context import AppContext


def undo_of_last(context: "AppContext", words: str) -> Callable[[], None] | None:
    """What takes the deed back that was done last; None when it cannot be taken back. `words` name it."""
    last = next(iter(last_deeds(context.register, limit=1)), None)
    if last is None or not last.can_undo:
        return None

    def take_back() -> None:
        context.write("Mengurungkan", lambda: undo(context.register, last.id))
        context.announce(f"Dibatalkan: {words}")

    return take_back
