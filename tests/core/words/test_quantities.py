"""Typed measurements: what the scale shows is what is kept, and nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words.quantities import (
    centimetres,
    kilograms,
    length_words,
    parse_grams,
    parse_millimetres,
    ratio_tenths,
    unit_words,
    weight_words,
    z_words,
)


@pytest.mark.parametrize(
    ("typed", "grams"), [("7,4", 7400), ("7.4", 7400), ("12.5", 12500), (" 10 ", 10000), ("7,45", 7450), ("", None)]
)
def test_comma_and_point_are_both_the_decimal_mark(typed: str, grams: int | None) -> None:
    """12.5 stays twelve and a half; empty is not measured."""
    assert parse_grams(typed) == grams


@pytest.mark.parametrize("typed", ["1.234,5", "7,4,1", "-3", "7,4kg", "tujuh", "1e3", "\u0667", "7,44444", ",", "7 4"])
def test_what_is_not_a_plain_number_is_refused(typed: str) -> None:
    """Nothing is silently changed into another number."""
    with pytest.raises(ValueError, match=r".*"):
        parse_grams(typed)


@given(st.integers(1, 250_000))
def test_grams_survive_being_shown_and_typed_again(grams: int) -> None:
    """Showing and typing again gives the same grams."""
    assert parse_grams(kilograms(grams)) == grams


@given(st.integers(1, 2500))
def test_millimetres_survive_being_shown_and_typed_again(millimetres: int) -> None:
    """Showing and typing again gives the same millimetres."""
    assert parse_millimetres(centimetres(millimetres)) == millimetres


def test_words_say_when_nothing_was_measured() -> None:
    """Unknown is said, never shown as 0."""
    assert weight_words(7400) == "7,4 kg"
    assert length_words(678) == "67,8 cm"
    assert weight_words(None) == length_words(None) == "tidak diukur"


@pytest.mark.parametrize(
    ("part", "whole", "tenths"),
    [(62, 85, 729), (45, 59, 763), (5, 0, None), (0, 35, 0), (-2, 10, -200), (1, 800, 1), (3, 2000, 2)],
)
def test_ratios_are_tenths_of_a_per_cent_rounded_half_up(part: int, whole: int, tenths: int | None) -> None:
    """Half up, and nothing without a denominator."""
    assert ratio_tenths(part, whole) == tenths


def test_z_scores_carry_their_sign() -> None:
    """Two decimals, a real minus sign, a dash when unknown."""
    assert [z_words(z) for z in (-1.87, 0.4, None)] == ["−1,87", "+0,40", "–"]


def test_a_unit_is_read_as_it_is_written_by_hand() -> None:
    """The cards name some units in plain letters."""
    assert [unit_words(one) for one in ("C", "kg/m2", "mmHg")] == ["°C", "kg/m²", "mmHg"]
