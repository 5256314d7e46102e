"""Is it one person? Cases as they stand in village registers."""

from datetime import date

import pytest

from core.rules.likeness import Identity, are_twins, birth_likeness, likeness
from core.words.people import Sex

BORN = date(2026, 3, 1)
NIK, OTHER_NIK = "3201014103260001", "3201014103260002"


def child(name: str, born: date | None = BORN, mother: str = "Nurhayati", **facts: object) -> Identity:
    return Identity(name, born, mother, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (child("Aisyah Putri"), child("Aisah Putri")),
        (child("Aisyah Putri"), child("AISYAH PUTRI", mother="Nur Hayati")),
        (child("Moh. Rizki"), child("Muhammad Rizky")),
        (child("Aisyah Putri"), child("Aisyah", mother="Ny. Nurhayati")),
        (child("Aisyah Putri"), child("Aisyah P.")),
        (child("Aisyah Putri"), child("Aisyha Putri")),
        (child("Aisyah Putri", date(2026, 3, 1)), child("Aisyah Putri", date(2026, 1, 3))),
        (child("Aisyah Putri", date(2026, 2, 28)), child("Aisyah Putri", date(2026, 3, 1))),
        (child("Aisyah Putri", date(2026, 3, 1)), child("Aisyah Putri", date(2026, 3, 21))),
        (child("Aisyah Putri"), child("Aisyah Putri", mother="")),
        (child("Aisyah Putri"), child("Aisyah Putri", None)),
        (child("Bayi Ny. Nurhayati"), child("Aisyah Putri")),
        (child("Aisyah Putri", nik=NIK), child("Aisyah Putri", nik=OTHER_NIK)),
        (child("Aisyah Putri", sex=Sex.MALE), child("Aisyah Putri", sex=Sex.FEMALE)),
        (child("Mbah Karto", date(1950, 1, 1), "", is_birth_date_approximate=True),
         child("Mbah Karto", date(1950, 1, 1), "")),
    ],
)  # fmt: skip
def test_one_person_written_twice(one, other):
    assert likeness(one, other).is_likely
    assert likeness(other, one) == likeness(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (child("Aisyah Putri"), child("Bima Saputra", mother="Rahmawati")),
        (child("Aisyah Putri"), child("Aisyah Putri", date(2024, 7, 9), "Kartini")),
        (child("Aisyah Putri"), child("Aisyah Putri", mother="Kartini", nik="")),
        (child("Aisyah Putri"), child("Bima Saputra", date(2024, 7, 9))),
        (child("Siti Aminah", date(1990, 1, 1), ""), child("Siti Aisyah", date(1990, 1, 1), "")),
        (
            child("Siti Aminah", date(1990, 1, 1), "", nik=NIK),
            child("Siti Aminah", date(1990, 1, 1), "", nik=OTHER_NIK),
        ),
        (child("Muhammad Fadil", mother=""), child("Muhammad Rizki", mother="")),
    ],
)
def test_two_people(one, other):
    assert not likeness(one, other).is_likely


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hasan", "Husen"),
        ("Muhammad Hasan Basri", "Muhammad Husen Basri"),
        ("Rina Wati", "Rini Wati"),
        ("Rizki Aditya", "Rizka Aditya"),
        ("Bayi Ny. Nurhayati 1", "Bayi Ny. Nurhayati 2"),
    ],
)
def test_twins_are_two_people(one, other):
    assert are_twins(child(one), child(other))
    assert not likeness(child(one), child(other)).is_likely


def test_children_of_one_pregnancy_are_never_the_same():
    assert are_twins(child("Bayi", pregnancy_id="p"), child("Bayi", pregnancy_id="p"))


def test_one_nik_is_one_person_whatever_else_is_written():
    found = likeness(child("Aisyah", nik=NIK), child("Bima", date(1990, 1, 1), "Kartini", nik=NIK))
    assert (found.score, found.reasons) == (1.0, ("NIK sama",))


def test_an_unfinished_nik_proves_nothing():
    assert likeness(child("Aisyah", nik="3201"), child("Bima", mother="Sri", nik="3201")).score < 0.5


def test_what_agrees_is_said():
    found = likeness(child("Aisyah Putri"), child("Aisah Putri", date(2026, 1, 3)))
    assert found.reasons == ("nama sama", "tanggal dan bulan lahir tertukar", "ibu sama")
    assert likeness(child("Aisyah Putri"), child("Aisyam Putri")).reasons[0] == "nama mirip"


def test_full_agreement_is_one():
    assert likeness(child("Aisyah Putri"), child("Aisyah Putri")).score == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("other", "share"),
    [
        (date(2026, 3, 1), 1.0),
        (date(2026, 1, 3), 0.9),
        (date(2026, 2, 28), 0.8),
        (date(2026, 3, 2), 0.8),
        (date(2026, 3, 31), 0.5),
        (date(2025, 3, 1), 0.0),
    ],
)
def test_birth_dates(other, share):
    assert birth_likeness(BORN, other) == share
