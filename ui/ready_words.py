"""What is said of the days that the bidan has locked: in the list of days, and on Beranda."""

from collections.abc import Sequence

from core.services.views import DayView
from core.words.periods import date_words

READY = "Tervalidasi, siap dikirim"


def ready_sentence(days: Sequence[DayView]) -> str:
    """The newest of the days that are ready by its name, and how many more; empty without any."""
    if not days:
        return ""
    newest = f"{READY}: {date_words(days[0].held_on)}, Posyandu {days[0].posyandu}"
    return newest + (f", dan {len(days) - 1} hari lain" if len(days) > 1 else "")
