from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.measure_cells import birth_weight_g, read_measure, scaled


def read(cell):
    return read_measure(cell, this_year=2026)


@pytest.mark.parametrize("cell", ["7,4", "7.4", 7.4, " 7,4 kg", "'7,4", "7,40"])
def test_one_weight_in_many_dresses(cell):
    assert scaled(read(cell).value, 1000) == 7400


@pytest.mark.parametrize("cell", [None, "", "-", "0", 0, 0.0, "Outlier", "outlier", True, float("nan"), "#N/A"])
def test_what_is_nothing(cell):
    assert read(cell).value is None
    assert not read(cell).is_unreadable


@pytest.mark.parametrize("cell", ["tujuh", "7,4,5", "7/4", "1e3"])
def test_what_cannot_be_read_is_said(cell):
    assert read(cell).is_unreadable


@pytest.mark.parametrize(
    ("cell", "number", "shown"),
    [
        (time(8, 5), "8.5", "08:05"),
        (time(8, 15), "8.15", "08:15"),
        ("12:30", "12.30", "12:30"),
        (timedelta(hours=25, minutes=5), "25.5", "25:05"),
        (datetime(1900, 1, 1, 1, 5), "25.5", "25:05"),
        (datetime(2026, 5, 8), "8.5", "8-5-2026"),
        (date(2026, 10, 12), "12.10", "12-10-2026"),
        (datetime(1978, 5, 1), "5.78", "1-5-1978"),
    ],
)
def test_numbers_that_excel_took_for_times_and_dates(cell, number, shown):
    assert (read(cell).value, read(cell).guess) == (Decimal(number), shown)


@pytest.mark.parametrize(
    ("text", "grams"), [("3,1", 3100), ("3100", 3100), ("2.95", 2950), ("31", None), ("0,1", None), ("90000", None)]
)
def test_birth_weights_in_kilograms_or_grams(text, grams):
    assert birth_weight_g(read(text).value) == grams


@given(st.integers(1, 300_000))
def test_every_weight_to_the_gram_is_read_as_written(grams):
    whole, rest = divmod(grams, 1000)
    assert scaled(read(f"{whole},{rest:03d}").value, 1000) == grams
