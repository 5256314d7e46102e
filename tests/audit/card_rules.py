"""The rules of the KMS written a second time, from the card and form F1 alone: nothing here imports the program.

Sources: KMS of Buku KIA 2020-2024 (KBM, letters), form F1 (periods, 2T), WHO 2009 (fifth centiles, printed values).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_KBM_FIRST = {1: 800, 2: 900, 3: 800, 4: 600, 5: 500}
P5_TWO_MONTHS_G = {
    "L": (1443, 1303, 884, 642, 466, 330, 238, 172, 115, 67, 30, -2, -31, -58, -75, -84, -90, -97, -104, -111, -118),
    "P": (1216, 1107, 804, 615, 450, 321, 229, 157, 95, 53, 26, 1, -19, -35, -47, -55, -64, -75, -86, -97, -109),
}


def months_old(born_on: date, on: date) -> int:
    """Completed months: a month is over on the same day number."""
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    return months - 1 if on.day < born_on.day else months


def kbm_g(sex: str, months: int) -> int | None:
    """The row printed under the chart, in grams."""
    if months in _KBM_FIRST:
        return _KBM_FIRST[months]
    if not 6 <= months <= 60:
        return None
    if sex == "L":
        return 400 if months <= 7 else 300 if months <= 11 else 200
    return 400 if months == 6 else 300 if months <= 10 else 200


@dataclass(frozen=True)
class Month:
    """What the card says of one month: the row it came from, its letter, the gain in grams, 2T."""

    key: object
    letter: str
    gain_g: int | None
    is_two_t: bool


def letters(sex: str, born_on: date, weighings: Sequence[tuple[date, int, object]]) -> dict[int, Month]:
    """Month number (year * 12 + month) to what the card says; the latest weighing of a month is the month's."""
    official: dict[int, tuple[date, int, object]] = {}
    for weighing in sorted(weighings, key=lambda one: one[0]):
        if months_old(born_on, weighing[0]) <= 60:
            official[weighing[0].year * 12 + weighing[0].month] = weighing
    card: dict[int, Month] = {}
    for month, (on, grams, key) in official.items():
        before = official.get(month - 1)
        if before is None:
            card[month] = Month(key, "O" if card else "B", None, is_two_t=False)
            continue
        gain = grams - before[1]
        least = kbm_g(sex, months_old(born_on, on))
        letter = "N" if (gain > 0 if least is None else gain >= least) else "T"
        card[month] = Month(key, letter, gain, is_two_t=letter == "T" == card[month - 1].letter)
    return card
