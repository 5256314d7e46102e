"""R-PIN: which PINs may be set, and how long a wrong one makes people wait."""

import pytest

from core.words.pins import pin_problem, wait_after, wait_words


@pytest.mark.parametrize("pin", ["482915", "000001", "123457", "135790", "121212", "908172635544"])
def test_may_be_used(pin):
    assert pin_problem(pin) == ""


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("", "hanya angka"),
        ("48291", "paling sedikit 6"),
        ("4829150000001", "paling banyak 12"),
        ("48291a", "hanya angka"),
        ("482 915", "hanya angka"),
        ("٤٨٢٩١٥", "hanya angka"),
        ("-48291", "hanya angka"),
        ("000000", "diulang-ulang"),
        ("77777777", "diulang-ulang"),
        ("123456", "berurutan"),
        ("654321", "berurutan"),
        ("0123456789", "berurutan"),
        ("890123", "berurutan"),
        ("321098", "berurutan"),
    ],
)
def test_may_not_be_used(pin, why):
    assert why in pin_problem(pin)


def test_waits_grow_from_the_third_wrong_pin_to_a_quarter_of_an_hour():
    assert [wait_after(wrong) for wrong in range(10)] == [0, 0, 0, 5, 15, 60, 300, 900, 900, 900]


def test_waits_in_words():
    assert [wait_words(seconds) for seconds in (5, 59, 60, 61, 300, 900)] == [
        *("5 detik", "59 detik", "1 menit", "2 menit", "5 menit", "15 menit")
    ]
