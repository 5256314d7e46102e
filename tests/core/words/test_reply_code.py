"""The code of a reply slip: always the same for a referral, and a slip of the pen is noticed."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from core.words.check_character import ALPHABET
from core.words.reply_code import LENGTH, read_reply_code, reply_code

IDS = st.uuids().map(str)


@given(IDS)
def test_a_code_has_six_characters_and_is_read_back(row_id):
    code = reply_code(row_id)
    assert len(code) == LENGTH == 6
    assert read_reply_code(f" {code[:3].lower()} {code[3:].lower()} ") == code


@given(IDS, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(row_id, place, mark):
    code = reply_code(row_id)
    if code[place] != mark:
        assert read_reply_code(code[:place] + mark + code[place + 1 :]) is None


def test_something_else_is_no_code():
    assert read_reply_code("dewi") is None
    assert read_reply_code("") is None
    assert reply_code(str(uuid.UUID(int=0))) == "000000"
