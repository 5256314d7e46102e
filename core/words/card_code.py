"""Card codes: `PSY1:` with ten random letters or digits and a check character; they say nothing about the person.

Crockford's base 32 has no I, L, O and U, so that a code can be read aloud and typed. The check character catches every
single wrong character and every swap of neighbours (Damm's method over the field of 32 elements).
"""

from dataclasses import dataclass
from enum import StrEnum

PREFIX = "PSY1:"
RANDOM_BITS = 50
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
_LETTERS, _BITS = 10, 5
_WHOLE = _LETTERS + 1
_FIELD, _POLYNOMIAL = 1 << _BITS, 0b100101
_GAPS = " -–.:;"


class CodeState(StrEnum):
    """What a typed or scanned text is, as a card code."""

    NONE = "none"  # something else, e.g. a name
    BEGUN = "begun"  # not all characters are there yet
    WRONG = "wrong"  # the check character does not fit
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A text read as a card code; `code` is the stored form, only when the state is RIGHT."""

    state: CodeState
    code: str = ""


def make(number: int) -> str:
    """The card code for a random number of 50 bits. Raises ValueError for any other number."""
    if not 0 <= number < 1 << RANDOM_BITS:
        raise ValueError(number)
    digits = [number >> (_BITS * place) & (_FIELD - 1) for place in reversed(range(_LETTERS))]
    return PREFIX + "".join(_ALPHABET[digit] for digit in (*digits, _check(digits)))


def read(text: str) -> ReadCode:
    """Read what was typed or scanned; small letters, blanks, dashes, O for 0 and I or L for 1 are all right.

    Without `PSY1` in front it counts as a code only when it has eleven characters, a digit among them, and is right:
    anything else may be a name or a number.
    """
    typed = "".join(mark for mark in text.upper() if mark not in _GAPS)
    squeezed = typed.translate(_READ_AS)
    has_prefix = squeezed.startswith(PREFIX[:-1])
    body = squeezed.removeprefix(PREFIX[:-1])
    is_right = len(body) == _WHOLE and set(body) <= set(_ALPHABET) and _fits(body)
    if not has_prefix:
        # The check catches 31 of 32 words of eleven letters; a digit in it catches the rest.
        is_code = is_right and not body.isdecimal() and any(mark.isdecimal() for mark in typed)
        return ReadCode(CodeState.RIGHT, PREFIX + body) if is_code else ReadCode(CodeState.NONE)
    if is_right:
        return ReadCode(CodeState.RIGHT, PREFIX + body)
    return ReadCode(CodeState.BEGUN if len(body) < _WHOLE else CodeState.WRONG)


def spaced(code: str) -> str:
    """A stored code in groups as it is printed beside the square: `PSY1 7K3Q9 2MTXA W`."""
    body = code.removeprefix(PREFIX)
    return f"{PREFIX[:-1]} {body[:5]} {body[5:10]} {body[10:]}"


def _fits(body: str) -> bool:
    digits = [_ALPHABET.index(mark) for mark in body]
    return _check(digits[:-1]) == digits[-1]


def _check(digits: list[int]) -> int:
    state = 0
    for digit in digits:
        state = _doubled(state ^ digit)
    return state


def _doubled(value: int) -> int:
    twice = value << 1
    return twice ^ _POLYNOMIAL if twice & _FIELD else twice
