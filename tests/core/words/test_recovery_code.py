"""The recovery code as it is printed, read aloud and typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words import recovery_code
from core.words.check_character import ALPHABET

NUMBERS = st.integers(0, (1 << recovery_code.RANDOM_BITS) - 1)


def test_has_at_least_130_random_bits_and_no_letter_that_looks_like_another():
    assert recovery_code.RANDOM_BITS >= 130
    assert not set("ILOU") & set(ALPHABET)


@given(NUMBERS)
def test_is_six_groups_of_five(number):
    groups = recovery_code.make(number).split("-")
    assert [len(group) for group in groups] == [5] * 6
    assert set("".join(groups)) <= set(ALPHABET)


@given(NUMBERS)
def test_is_read_however_it_is_typed(number):
    code = recovery_code.make(number)
    plain = recovery_code.read(code)
    assert len(plain) == 30
    for typed in (code.lower(), code.replace("-", ""), code.replace("-", " "), f"  {code}\n", code.replace("0", "o")):
        assert recovery_code.read(typed) == plain


@given(NUMBERS, st.integers(0, 29), st.sampled_from(ALPHABET))
def test_a_wrong_character_is_noticed(number, place, mark):
    plain = recovery_code.read(recovery_code.make(number))
    wrong = plain[:place] + mark + plain[place + 1 :]
    assert recovery_code.read(wrong) == (plain if wrong == plain else "")


@given(NUMBERS, st.integers(0, 28))
def test_two_swapped_neighbours_are_noticed(number, place):
    plain = recovery_code.read(recovery_code.make(number))
    swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    assert recovery_code.read(swapped) == (plain if swapped == plain else "")


@pytest.mark.parametrize("text", ["", "482915", "PSY1:7K3Q92MTXAW", "A" * 29, "?" * 30, "Bu Sari"])
def test_anything_else_is_no_code(text):
    assert recovery_code.read(text) == ""


@pytest.mark.parametrize("number", [-1, 1 << recovery_code.RANDOM_BITS])
def test_of_a_number_that_is_no_code(number):
    with pytest.raises(ValueError, match="145 bits"):
        recovery_code.make(number)
