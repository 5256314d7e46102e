"""What the first screen can say before the register is open: where we are, who works, whether a day is on."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.store.glance import glance


@dataclass(frozen=True, slots=True)
class FirstLook:
    """A few names for the first moment; everything is loaded properly right after."""

    where: str
    kader_name: str
    font_percent: int
    day_id: str
    day_posyandu: str


def first_look(place: str, today: date) -> FirstLook | None:
    """A look into the register at `place`; None for a server, a new register, or a file that needs explaining."""
    if "://" in place:
        return None
    seen = glance(Path(place), today)
    if seen is None:
        return None
    where = place_words(seen.posyandu, seen.village)
    return FirstLook(where, seen.kader_name, seen.font_percent, seen.day_id, seen.day_posyandu)


def place_words(posyandu: tuple[str, ...], village: str) -> str:
    """`Posyandu Melati  ·  Sukamaju`, or how many posyandu there are."""
    names = f"Posyandu {posyandu[0]}" if len(posyandu) == 1 else f"{len(posyandu)} posyandu"
    return f"{names}  ·  {village}"
