"""Categories of Permenkes 2/2020 exactly on, just below and just above every limit."""

import pytest

from core.growth import classify


@pytest.mark.parametrize(
    ("judge", "expected"),
    [
        (classify.weight_for_age, {-3.01: "SK", -3.0: "K", -2.01: "K", -2.0: "N", 1.0: "N", 1.01: "RBBL"}),
        (classify.length_for_age, {-3.01: "SP", -3.0: "P", -2.01: "P", -2.0: "N", 3.0: "N", 3.01: "Ti"}),
        (
            classify.nutrition,
            {-3.01: "GB", -3.0: "GK", -2.0: "GN", 1.0: "GN", 1.01: "RGL", 2.0: "RGL", 2.01: "GL", 3.0: "GL", 3.01: "O"},
        ),
        (classify.school_bmi, {-3.01: "GB", -3.0: "GK", -2.0: "GN", 1.4: "GL", 2.0: "GL", 2.01: "O"}),
        (classify.head, {-2.01: "Mi", -2.0: "N", 2.0: "N", 2.01: "Ma"}),
    ],
)
def test_limits(judge, expected):
    assert {z: judge(z).code for z in expected} == expected


def test_names_are_the_official_ones():
    assert [one.label for one in classify.NutritionCategory][:6] == [
        "Gizi buruk",
        "Gizi kurang",
        "Gizi baik",
        "Berisiko gizi lebih",
        "Gizi lebih",
        "Obesitas",
    ]
    assert [one.label for one in classify.LengthForAgeCategory] == ["Sangat pendek", "Pendek", "Normal", "Tinggi"]
