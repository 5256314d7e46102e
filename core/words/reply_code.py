"""The code on the reply slip of a referral: five letters or digits and a check character, made from the row's id.

It says nothing about the person, and typing it finds the referral again; characters as in
`core.words.check_character`.
"""

from core.words.check_character import BITS, check_digit, digits_of, is_right, spelled, squeezed

LENGTH = 6
_LETTERS = LENGTH - 1


def reply_code(row_id: str) -> str:
    """The code of a row with a UUID as id: its last 25 bits, which are random, and the check character."""
    number = int(row_id.replace("-", ""), 16) & ((1 << BITS * _LETTERS) - 1)
    digits = digits_of(number, _LETTERS)
    return spelled([*digits, check_digit(digits)])


def read_reply_code(text: str) -> str | None:
    """What was typed as a code, in its stored form; None when it is none, or one character is wrong.

    Small letters, blanks and dashes, O for 0 and I or L for 1 are all right.
    """
    body = squeezed(text)
    return body if len(body) == LENGTH and is_right(body) else None
