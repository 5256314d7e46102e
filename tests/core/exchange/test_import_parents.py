"""Children find their mothers and fathers."""

import pytest
from sqlalchemy import select

from core.store.people import Person

KK = "3201011200000001"
MOTHER = {
    "nama": "SITI AMINAH",
    "no_kk": KK,
    "nik": "3201014101900001",
    "sex": 2,
    "tanggallahir": "1990-01-01",
    "kk_level": 3,
}
CHILD = {"nama": "AISYAH", "no_kk": KK, "nik": "", "sex": 2, "tanggallahir": "2024-05-05", "kk_level": 4}


@pytest.fixture
def mother_of(register):
    def find(name):
        with register.reading() as session:
            mother_id = session.scalars(select(Person.mother_id).where(Person.name == name)).one()
            return mother_id and session.get_one(Person, mother_id).name

    return find


@pytest.mark.parametrize("written", ["SITI AMINAH", "St. Aminah", "siti aminah", "Aminah", "Siti Aminnah"])
def test_a_mother_by_name_within_the_family(book, bring_in, mother_of, written):
    bring_in(book([CHILD | {"nama_ibu": written}, MOTHER]))
    assert mother_of("AISYAH") == "SITI AMINAH"


def test_a_mother_by_nik_wherever_she_lives(book, bring_in, mother_of):
    bring_in(book([CHILD | {"ibu_nik": MOTHER["nik"], "no_kk": "3201011200000002"}, MOTHER]))
    assert mother_of("AISYAH") == "SITI AMINAH"


def test_a_mother_who_came_with_an_earlier_file(book, bring_in, mother_of):
    bring_in(book([MOTHER]))
    bring_in(book([CHILD | {"nama_ibu": "Siti Aminah"}]))
    assert mother_of("AISYAH") == "SITI AMINAH"


@pytest.mark.parametrize(
    "change",
    [
        {"nama_ibu": "DEWI"},
        {"nama_ibu": "SITI AMINAH", "no_kk": "3201011200000002"},
        {"nama_ibu": ""},
        {"nama_ibu": "SITI AMINAH", "tanggallahir": "1995-01-01"},
    ],
)
def test_nobody_is_made_a_mother_by_guessing(book, bring_in, mother_of, change):
    bring_in(book([CHILD | change, MOTHER]))
    assert mother_of("AISYAH") is None


def test_two_who_could_be_meant_are_nobody(book, bring_in, mother_of):
    twin = MOTHER | {"nama": "SITI AMINAH DEWI", "nik": "3201014101900002"}
    bring_in(book([CHILD | {"nama_ibu": "AMINAH"}, MOTHER, twin]))
    assert mother_of("AISYAH") is None


def test_an_under_five_without_a_mother_is_told_an_adult_is_not(book, bring_in):
    adult = CHILD | {"nama": "BUDI", "sex": 1, "tanggallahir": "1999-01-01", "nama_ibu": "SURTI"}
    result = bring_in(book([CHILD | {"nama_ibu": "SURTI"}, adult]))
    assert [(note.row, "SURTI" in note.reason) for note in result.doubtful] == [(2, True)]


def test_a_nik_that_points_at_a_man_makes_no_mother(book, bring_in, mother_of):
    man = MOTHER | {"nama": "BAMBANG", "sex": 1}
    result = bring_in(book([CHILD | {"ibu_nik": MOTHER["nik"]}, man]))
    assert mother_of("AISYAH") is None
    assert "tidak mungkin ibunya" in result.doubtful[0].reason
