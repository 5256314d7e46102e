"""Names for invented people of three generations from all over Indonesia, put together at random: nobody is meant."""

from functools import cache
from pathlib import Path
from random import Random

from core.words.people import Sex

_OLD_BEFORE, _GROWN_BEFORE = 1968, 2006
_ONE_NAME_SHARE = {"old": 0.85, "grown": 0.22, "young": 0.04}
# Written forms that are half a name: they never stand alone.
_NEEDS_SECOND = {"Moh.", "St.", "Ai", "Nur", "Abdul", "Muhammad", "Siti"}


def person_name(random: Random, sex: Sex, born_year: int) -> str:
    """A name as people born in that year carry it; the same name may well come twice in a village."""
    generation = "old" if born_year < _OLD_BEFORE else "grown" if born_year < _GROWN_BEFORE else "young"
    first = random.choice(_names()[f"{generation} {sex.value} first"])
    if first not in _NEEDS_SECOND and random.random() < _ONE_NAME_SHARE[generation]:
        return first
    second_generation = "grown" if generation == "old" else generation
    seconds = _names()[f"{second_generation} {sex.value} second"]
    second = random.choice(seconds)
    while second == first:
        second = random.choice(seconds)
    return f"{first} {second}"


@cache
def _names() -> dict[str, list[str]]:
    texts: dict[str, str] = {}
    key = ""
    for line in (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            texts[key] += f" {line.strip()}"
        elif line and not line.startswith("#"):
            key = line.rstrip(":")
            texts[key] = ""
    return {key: [name.strip() for name in text.split(",")] for key, text in texts.items()}
