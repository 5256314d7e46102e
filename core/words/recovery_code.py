"""The recovery code: opens a register when no PIN does; printed once, kept in a sealed envelope.

Six groups of five characters: 29 random ones and the check character of `core.words.check_character`, so that a slip of
the pen is told apart from a wrong code.
"""

from core.words.check_character import BITS, check_digit, digits_of, is_right, spelled, squeezed

_RANDOM, _GROUP = 29, 5
RANDOM_BITS = _RANDOM * BITS
WRONG_SENTENCE = (
    "Kode pemulihan belum benar. Periksa lagi setiap huruf dan angkanya: ada 6 kelompok, masing-masing 5 tanda."
)


def make(number: int) -> str:
    """The code for a random number of 145 bits, in groups. Raises ValueError for any other number."""
    if not 0 <= number < 1 << RANDOM_BITS:
        raise ValueError("a recovery code has 145 bits")
    digits = digits_of(number, _RANDOM)
    body = spelled([*digits, check_digit(digits)])
    return "-".join(body[start : start + _GROUP] for start in range(0, len(body), _GROUP))


def read(text: str) -> str:
    """The characters of a typed code without gaps (O read as 0, I and L as 1); empty when it cannot be right."""
    body = squeezed("".join(text.split()))
    return body if len(body) == _RANDOM + 1 and is_right(body) else ""
