from hypothesis import given
from hypothesis import strategies as st

from core.words.names import plain_words
from core.words.search_keys import (
    birth_year_key,
    full_name_key,
    gone_key,
    last_digits_key,
    name_start_key,
    place_words,
    posyandu_key,
    typed_place_word,
)


def test_keys_begin_with_letters_that_no_spelled_name_holds():
    keys = [birth_year_key(2024), full_name_key("Siti"), gone_key(), last_digits_key("3201"), posyandu_key("01A2-b3")]
    assert all(key[0] in "qvxyz" and key.isalnum() and key.islower() for key in keys)


@given(st.lists(st.text("abdehiklmnorstu", min_size=1, max_size=8), min_size=1, max_size=3))
def test_the_start_of_a_name_is_the_start_of_its_key(words):
    name = " ".join(words)
    assert full_name_key(name).startswith(name_start_key(plain_words(name)))


def test_last_digits_are_first_in_their_key():
    assert last_digits_key("3273056010900009").startswith(last_digits_key("0009"))


def test_rt_is_found_with_and_without_zeros():
    assert place_words("Dusun Krajan", "Jl. Mawar", "003", "-") == "dusun kraian il mawar rt3"
    assert {typed_place_word(word) for word in ("rt3", "rt03", "rt003")} == {"rt3"}
    assert typed_place_word("rta") == "rta"
