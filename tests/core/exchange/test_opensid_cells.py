from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from core.exchange.opensid_cells import read_date, read_number, read_words


@pytest.mark.parametrize(
    "cell",
    [
        "3273056010900009",
        "'3273056010900009",
        " 3273 0560 1090 0009 ",
        "3273.0560.1090.0009",
        3273056010900009,
        3273056010900009.0,
        "3273056010900009.0",
        "3.273056010900009E+15",
        "3,273056010900009E+15",
    ],
)
def test_one_nik_in_many_dresses(cell):
    assert read_number(cell, "NIK").digits == "3273056010900009"


@pytest.mark.parametrize("cell", [None, "", "0", "-", 0, 0.0, "0000000000000000", " - ", "NULL", True])
def test_no_number_is_none_without_a_word(cell):
    read = read_number(cell, "NIK")
    assert (read.digits, read.doubt) == (None, "")


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("327305601090000", "15 angka"),
        ("32730560109000099", "17 angka"),
        ("1111111111111111", "bukan nomor"),
        ("32730560109O0009", "huruf"),
        ("3.27306E+15", "kehilangan"),
        (3.27306e15, "kehilangan"),
        (9171056010900009.0, "kehilangan"),
        (327305.5, "bukan nomor"),
    ],
)
def test_a_number_that_cannot_be_right_is_none_with_the_reason(cell, word):
    read = read_number(cell, "NIK")
    assert read.digits is None
    assert word in read.doubt
    assert "NIK" in read.doubt


def test_a_number_of_excel_that_ends_in_0_may_have_lost_a_digit():
    assert read_number(3273056010900010, "NIK").may_be_cut
    assert not read_number("3273056010900010", "NIK").may_be_cut


@pytest.mark.parametrize(
    "cell",
    [
        "1990-10-20",
        "20-10-1990",
        "20/10/1990",
        "20.10.1990",
        "1990-10-20 00:00:00",
        "20 Oktober 1990",
        "20-Okt-1990",
        "20 oct 1990",
        datetime(1990, 10, 20),
        date(1990, 10, 20),
        33166,
        33166.0,
        "33166",
        19901020,
    ],
)
def test_one_birth_date_in_many_dresses(cell):
    assert read_date(cell, WINDOWS_EPOCH) == date(1990, 10, 20)


@pytest.mark.parametrize(
    "cell", [None, "", "-", "1990", 1990, "31-02-1990", "0000-00-00", "20-10-90", "kemarin", -5, 0, 999_999, True]
)
def test_what_is_no_day_is_none(cell):
    assert read_date(cell, WINDOWS_EPOCH) is None


@given(st.one_of(st.integers(1, 1899), st.integers(2101, 60_000)), st.sampled_from([WINDOWS_EPOCH, MAC_EPOCH]))
def test_serial_numbers_count_as_excel_counts(serial, epoch):
    if serial == 60 and epoch == WINDOWS_EPOCH:
        return  # 29 February 1900, a day that only Excel knows
    assert read_date(serial, epoch) == from_excel(serial, epoch).date()


def test_words_lose_what_stands_for_nothing():
    assert read_words("  Dusun\n Krajan ", 80) == "Dusun Krajan"
    assert [read_words(cell, 8) for cell in ("-", "0", None, "#N/A", 1.0, 7, "001")] == [
        "",
        "",
        "",
        "",
        "1",
        "7",
        "001",
    ]
    assert read_words("Sukamajuraya", 8) == "Sukamaju"
