"""The words of the status line: how safe everything is that was written."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.services.register import Register

_SAVED = "Semua yang disimpan langsung tertulis di komputer ini."


def safety_words(register: "Register", *, is_invented: bool) -> tuple[str, bool]:
    """What is said, and whether it is a worry; a server and the demo village are not backed up from here."""
    from core.services.trust.backups import state
    from ui.widgets.usual_book import other_book_words

    place = register.database.place
    if "://" in place or is_invented:
        return _SAVED, False
    safety = state(register)
    return " · ".join(filter(None, (other_book_words(place), safety.words, _SAVED))), safety.is_worrying
