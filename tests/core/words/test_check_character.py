"""The alphabet and check character of codes that are read aloud."""

from hypothesis import given
from hypothesis import strategies as st

from core.words.check_character import ALPHABET, BITS, check_digit, digits_of, is_right, spelled, squeezed

DIGITS = st.lists(st.integers(0, 31), min_size=1, max_size=40)


def test_every_character_stands_for_one_digit():
    assert len(ALPHABET) == len(set(ALPHABET)) == 1 << BITS
    assert spelled(range(32)) == ALPHABET


def test_looks_like_another_and_is_read_as_it():
    assert squeezed("il-o – 7k:3q") == "1107K3Q"


def test_a_number_in_digits_and_characters():
    assert digits_of(32 + 5, 3) == [0, 1, 5]
    assert spelled([0, 1, 5]) == "015"


@given(DIGITS)
def test_with_its_check_character_it_is_right(digits):
    assert is_right(spelled([*digits, check_digit(digits)]))


@given(DIGITS, st.data())
def test_one_wrong_character_is_noticed(digits, data):
    whole = [*digits, check_digit(digits)]
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 31))
    assert not is_right(spelled(whole))


def test_too_short_or_of_other_letters_is_never_right():
    for text in ("", "0", "UU", "a0", "Ö0"):
        assert not is_right(text)
