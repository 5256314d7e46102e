"""Card codes: `PSY1:` with ten random letters or digits and a check character; they say nothing about the person.

Its characters and the check character are those of `core.words.check_character`.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.words.check_character import check_digit, digits_of, is_right, spelled, squeezed

PREFIX = "PSY1:"
RANDOM_BITS = 50
_LETTERS = 10
_WHOLE = _LETTERS + 1


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
    digits = digits_of(number, _LETTERS)
    return PREFIX + spelled([*digits, check_digit(digits)])


def read(text: str) -> ReadCode:
    """Read what was typed or scanned; small letters, blanks, dashes, O for 0 and I or L for 1 are all right.

    Without `PSY1` in front it counts as a code only when it has eleven characters, a digit among them, and is right:
    anything else may be a name or a number.
    """
    typed = squeezed(text)
    has_prefix = typed.startswith(PREFIX[:-1])
    body = typed.removeprefix(PREFIX[:-1])
    is_code = len(body) == _WHOLE and is_right(body)
    if not has_prefix:
        # The check catches 31 of 32 words of eleven letters; a digit in what was typed catches the rest.
        looks_like_one = is_code and not body.isdecimal() and any(mark.isdecimal() for mark in text)
        return ReadCode(CodeState.RIGHT, PREFIX + body) if looks_like_one else ReadCode(CodeState.NONE)
    if is_code:
        return ReadCode(CodeState.RIGHT, PREFIX + body)
    return ReadCode(CodeState.BEGUN if len(body) < _WHOLE else CodeState.WRONG)


def spaced(code: str) -> str:
    """A stored code in groups as it is printed beside the square: `PSY1 7K3Q9 2MTXA W`."""
    body = code.removeprefix(PREFIX)
    return f"{PREFIX[:-1]} {body[:5]} {body[5:10]} {body[10:]}"
