"""BIAS: what a pupil of each class is due for, and HPV before and after 2025 (worked example I-14)."""

import pytest

from core.rules.immunization.school import grade_of_age, hpv_status, school_doses
from core.words.people import Sex


@pytest.mark.parametrize(
    ("grade", "sex", "hpv", "expected"),
    [
        (1, Sex.MALE, 0, [("MR", 8), ("DT", 11)]),
        (2, Sex.FEMALE, 0, [("Td", 11)]),
        (3, Sex.FEMALE, 0, []),
        (5, Sex.MALE, 0, [("Td", 11)]),
        (5, Sex.FEMALE, 0, [("HPV", 8), ("Td", 11)]),
        (5, Sex.FEMALE, 1, [("Td", 11)]),
        (6, Sex.FEMALE, 0, [("HPV", 8)]),
        (6, Sex.FEMALE, 1, []),
        (9, Sex.FEMALE, 0, [("HPV", 8)]),
        (9, Sex.MALE, 0, []),
    ],
)
def test_doses_of_a_class(grade, sex, hpv, expected):
    assert [(dose.vaccine, dose.month) for dose in school_doses(grade, sex, hpv)] == expected


@pytest.mark.parametrize(("age", "grade"), [(7, 1), (8, 2), (11, 5), (12, 6), (15, 9), (9, None), (16, None)])
def test_the_class_where_only_the_age_is_known(age, grade):
    assert grade_of_age(age) == grade


def test_i_14_hpv_before_and_since_2025():
    assert hpv_status((2025,)).is_complete
    assert not hpv_status(()).is_complete
    older = hpv_status((2024,))
    assert not older.is_complete
    assert "bidan" in older.question
    assert hpv_status((2023, 2024)).is_complete
