"""Card codes: what is printed is read back, and one wrong or swapped character is always noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words.card_code import CodeState, make, read, spaced

NUMBERS = st.integers(0, 2**50 - 1)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(NUMBERS)
def test_a_code_has_a_prefix_ten_characters_and_a_check_and_reads_back(number):
    code = make(number)
    assert len(code) == 16
    assert code.startswith("PSY1:")
    assert set(code[5:]) <= set(ALPHABET)
    assert read(code).code == code
    assert read(code).state is CodeState.RIGHT


@given(NUMBERS, st.integers(0, 10), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(number, place, other):
    body = make(number)[5:]
    wrong = body[:place] + other + body[place + 1 :]
    assert (read(f"PSY1:{wrong}").state is CodeState.RIGHT) == (wrong == body)


@given(NUMBERS, st.integers(0, 9))
def test_two_swapped_neighbours_are_always_noticed(number, place):
    body = make(number)[5:]
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    assert (read(f"PSY1:{swapped}").state is CodeState.RIGHT) == (swapped == body)


@given(NUMBERS)
def test_however_it_is_typed_or_scanned_it_is_the_same_code(number):
    code = make(number)
    as_heard = code.replace("0", "o").replace("1", "l").lower()
    for typed in (code.lower(), spaced(code), code.replace(":", ";"), f" {code} ", as_heard):
        assert read(typed).code == code


@given(NUMBERS)
def test_an_unfinished_code_is_only_begun(number):
    code = make(number)
    for end in range(4, 16):
        assert read(code[:end]).state is CodeState.BEGUN


@pytest.mark.parametrize("typed", ["", "siti", "Bambang Sri", "3201014103260001", "081234567890", "12345678901", "PSY"])
def test_names_and_numbers_are_no_codes(typed):
    assert read(typed).state is CodeState.NONE


@pytest.mark.parametrize("typed", ["PSY1:ABCDEFGHJK*0", "PSY1:UUUUUUUUUUU", "PSY1:0000000000012"])
def test_foreign_or_too_many_characters_are_wrong(typed):
    assert read(typed).state is CodeState.WRONG


@pytest.mark.parametrize("number", [-1, 2**50])
def test_only_fifty_bits_make_a_code(number):
    with pytest.raises(ValueError, match=str(number)):
        make(number)
