"""The tables: their ends and just beyond, exact tenths, months to days, and a damaged file."""

import pytest

from core.errors import EnvironmentProblem
from core.growth import standards
from core.words.people import Sex

ENDS = [
    ("weight_for_age", 0, 1856),
    ("length_for_age", 0, 1856),
    ("bmi_for_age", 0, 1856),
    ("head_for_age", 0, 1856),
    ("muac_for_age", 91, 1856),
    ("weight_for_length", 450, 1100),
    ("weight_for_height", 650, 1200),
    ("school_weight_for_age", 60, 120),
    ("school_height_for_age", 60, 228),
    ("school_bmi_for_age", 60, 228),
]


@pytest.mark.parametrize(("name", "first", "last"), ENDS)
@pytest.mark.parametrize("sex", list(Sex))
def test_first_and_last_row_exist_and_nothing_beyond(name, first, last, sex):
    table = standards.table(name)
    assert (table.first, table.last) == (first, last)
    assert table.at(sex, first) == table.rows(sex)[0]
    assert table.at(sex, last) == table.rows(sex)[-1]
    assert table.row(sex, first - 1) is None
    assert table.row(sex, last + 1) is None
    assert table.at(sex, last + 0.1) is None


def test_first_rows_are_the_printed_numbers():
    assert standards.table("weight_for_age").row(Sex.MALE, 0) == (0.3487, 3.3464, 0.14602)
    assert standards.table("muac_for_age").row(Sex.MALE, 91) == (0.3933, 13.4779, 0.07474)
    assert standards.table("weight_for_height").row(Sex.MALE, 650) == (-0.3521, 7.4327, 0.08217)


def test_between_two_rows_l_m_and_s_are_interpolated():
    table = standards.table("weight_for_length")
    low, high, middle = table.row(Sex.MALE, 450), table.row(Sex.MALE, 451), table.at(Sex.MALE, 450.5)
    assert low is not None
    assert high is not None
    assert middle == pytest.approx([(a + b) / 2 for a, b in zip(low, high, strict=True)])


@pytest.mark.parametrize(("months", "days"), [(24, 731), (60, 1826), (12.436, 379), (0, 0), (1, 30), (2, 61)])
def test_months_become_days_rounded_half_up(months, days):
    assert standards.days_of_months(months) == days


def test_adjusted_height_has_no_binary_dust():
    assert standards.tenths(103.1 - 0.7) == 1024.0


def test_a_changed_table_is_refused_in_plain_words(tmp_path, monkeypatch):
    for path in standards._FOLDER.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    data = bytearray((tmp_path / "weight_for_age.bin").read_bytes())
    data[40] ^= 1
    (tmp_path / "weight_for_age.bin").write_bytes(data)
    monkeypatch.setattr(standards, "_FOLDER", tmp_path)
    with pytest.raises(EnvironmentProblem, match=r"weight_for_age\.bin"):
        standards.verified_bytes("weight_for_age")
