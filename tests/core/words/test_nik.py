"""The NIK: what it says, how it is masked, and what looks odd about it; nothing is refused."""

from datetime import date

import pytest

from core.words.nik import check, is_complete, mask, parse, tidy
from core.words.people import Sex

TODAY = date(2026, 11, 25)
AISYAH, BUDI = "3201014103260001", "3201010201250002"


def parts_of(nik):
    parts = parse(nik, today=TODAY)
    assert parts is not None
    return parts


def labels(nik, born="2026-03-01", sex=Sex.FEMALE):
    return [finding.label for finding in check(nik, date.fromisoformat(born), sex, today=TODAY)]


def test_it_tells_region_sex_and_birth_date():
    parts = parts_of(AISYAH)
    assert (parts.region, parts.sex, parts.born_on, parts.sequence) == ("320101", Sex.FEMALE, date(2026, 3, 1), "0001")
    assert parts_of(BUDI).born_on == date(2025, 1, 2)


def test_the_century_is_the_latest_possible():
    assert parts_of("3201012511260001").born_on == date(2026, 11, 25)
    assert parts_of("3201012611260001").born_on == date(1926, 11, 26)


@pytest.mark.parametrize("nik", ["", "320101410326000", "32010141032600011", "320101410326000A", "٣٢٠١٠١٤١٠٣٢٦٠٠٠١"])
def test_only_sixteen_plain_digits_are_complete(nik):
    assert not is_complete(nik)
    assert parse(nik, today=TODAY) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 3201 0141 0326 0001 ", AISYAH),
        ("32.01.01-410326-0001", AISYAH),
        ("0", ""),
        ("-", ""),
        ("0000000000000000", ""),
    ],
)
def test_spaces_and_signs_for_none_fall_away(typed, kept):
    assert tidy(typed) == kept


@pytest.mark.parametrize("nik", ["320101410326000", "32010141032600011"])
def test_fifteen_or_seventeen_digits_ask_for_confirmation(nik):
    [finding] = check(nik, date(2026, 3, 1), Sex.FEMALE, today=TODAY)
    assert finding.asks_confirmation
    assert finding.field == "nik"
    assert f"{len(nik)} angka" in finding.why


def test_a_fitting_nik_is_silent_and_so_is_none():
    assert labels(AISYAH) == []
    assert labels("") == []


def test_another_sex_or_birth_date_is_said_but_asks_nothing():
    assert labels(BUDI, "2025-01-02", Sex.FEMALE) == ["Menurut NIK laki-laki"]
    assert labels(AISYAH, "2026-03-02") == ["Menurut NIK lahir 1 Maret 2026"]
    assert not any(one.asks_confirmation for one in check(BUDI, date(2020, 1, 1), Sex.FEMALE, today=TODAY))


def test_a_hundred_years_apart_is_the_same_digits():
    assert labels("3201014103260001", "1926-03-01") == []


def test_a_day_that_does_not_exist():
    assert labels("3201017102260001") == ["Tanggal lahir di NIK tidak ada di kalender"]


def test_only_the_region_and_the_last_four_digits_are_shown():
    assert mask(AISYAH) == f"{AISYAH[:4]}********0001"
    assert mask(None) == ""
    assert mask("123") == "123"
    assert mask("327305609000") == "********9000"
