"""The alphabet of codes that people read aloud and type, and the check character behind them.

Crockford's base 32 has no I, L, O and U. The check character catches every single wrong character and every swap of
neighbours (Damm's method over the field of 32 elements).
"""

from collections.abc import Iterable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 5
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
_FIELD, _POLYNOMIAL = 1 << BITS, 0b100101
_GAPS = " -–.:;"


def squeezed(text: str) -> str:
    """What was typed, in capitals, without blanks and dashes; O is read as 0, I and L as 1."""
    return "".join(mark for mark in text.upper() if mark not in _GAPS).translate(_READ_AS)


def digits_of(number: int, count: int) -> list[int]:
    """The last `count` base-32 digits of a number, highest first."""
    return [number >> (BITS * place) & (_FIELD - 1) for place in reversed(range(count))]


def spelled(digits: Iterable[int]) -> str:
    """Digits (0 to 31) as characters."""
    return "".join(ALPHABET[digit] for digit in digits)


def check_digit(digits: Iterable[int]) -> int:
    """The digit that belongs behind these."""
    state = 0
    for digit in digits:
        state = _doubled(state ^ digit)
    return state


def is_right(body: str) -> bool:
    """Whether all are characters of the alphabet, and the last one is the check character of those before it."""
    if len(body) <= 1 or not set(body) <= set(ALPHABET):
        return False
    digits = [ALPHABET.index(mark) for mark in body]
    return check_digit(digits[:-1]) == digits[-1]


def _doubled(value: int) -> int:
    twice = value << 1
    return twice ^ _POLYNOMIAL if twice & _FIELD else twice
