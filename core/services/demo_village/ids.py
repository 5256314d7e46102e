"""Ids of the demo: UUIDv7 in form, but made from the seed, so that the same seed gives the same village."""

from datetime import date
from random import Random
from uuid import UUID

_EPOCH, _EARLIEST = date(1970, 1, 1), date(2000, 1, 1)
_MILLISECONDS_A_DAY = 86_400_000


class SeededIds:
    """Hands out ids that look like any other id of the register."""

    def __init__(self, seed: int) -> None:
        """Start the row of ids that belongs to `seed`."""
        self._random = Random(f"ids {seed}")
        self._count = 0

    def next(self, on: date) -> str:
        """The next id, dated `on` as if it had been made that day."""
        self._count += 1
        milliseconds = (max(on, _EARLIEST) - _EPOCH).days * _MILLISECONDS_A_DAY + self._count % _MILLISECONDS_A_DAY
        number = (milliseconds << 80) | self._random.getrandbits(80)
        number = number & ~(0xF << 76) | (0x7 << 76)
        number = number & ~(0x3 << 62) | (0x2 << 62)
        return str(UUID(int=number))
