"""Written down twice? While typing and over the whole register; twins and said-so pairs are left alone."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.deeds.undoing import last_deeds, undo
from core.services.people.duplicates import duplicate_queue, mark_two_people, possible_duplicates
from core.services.register import Cancelled
from core.words.people import FamilyRole, Sex

KK = "3201010101010001"
NIK = "3201014103260001"


def names(found):
    return [one.line.name for one in found]


def pairs(register):
    return [{pair.one.name, pair.other.name} for pair in duplicate_queue(register)]


@pytest.mark.parametrize(
    ("name", "born", "mother", "nik"),
    [
        ("Aisah Putri", date(2026, 3, 1), "Nurhayati", ""),
        ("AISYAH PUTRI", date(2026, 3, 1), "", ""),
        ("Aisyah Putri", date(2026, 3, 2), "Nur Hayati", ""),
        ("Aisyah Putri", date(2026, 1, 3), "Nurhayati", ""),
        ("Aisyah Putri", date(2026, 3, 21), "Nurhayati", ""),
        ("Aisyah Putri", None, "Nurhayati", ""),
        ("Putri", date(2020, 1, 1), "Kartini", NIK),
        ("", None, "", "3201 0141 0326 0001"),
    ],
)
def test_who_is_typed_again_is_recognised(register, add_child, name, born, mother, nik):
    add_child(mother_name="Nurhayati", nik=NIK)
    add_child("Bima Saputra", "2026-03-01", Sex.MALE, mother_name="Rahmawati")
    assert names(possible_duplicates(register, name, born, mother, nik)) == ["Aisyah Putri"]


@pytest.mark.parametrize(
    ("name", "born", "mother"),
    [
        ("", date(2026, 3, 1), "Nurhayati"),
        ("Aisyah Putri", None, ""),
        ("Hasan", date(2026, 3, 1), "Nurhayati"),
        ("Aisyah Putri", date(2024, 9, 9), "Kartini"),
        ("Aisyah Putri", date(1, 1, 1), ""),
    ],
)
def test_others_are_not(register, add_child, name, born, mother):
    add_child(mother_name="Nurhayati", nik=NIK)
    assert possible_duplicates(register, name, born, mother) == ()


def test_the_mother_counts_by_her_entry_in_the_family(register, add_child):
    add_child("Nurhayati", "1995-05-05", kk_number=KK, role=FamilyRole.WIFE)
    add_child("Aisyah Putri", kk_number=KK, mother_name="Nurhayati")
    [found] = possible_duplicates(register, "Aisah Putri", date(2026, 3, 1), "Nurhayati")
    assert (found.line.mother, found.likeness.reasons) == (
        "Nurhayati",
        ("nama sama", "tanggal lahir sama", "ibu sama"),
    )


def test_somebody_being_corrected_is_not_its_own_double(register, add_child):
    own = add_child(mother_name="Nurhayati")
    assert possible_duplicates(register, "Aisyah Putri", date(2026, 3, 1), "Nurhayati", own_id=own) == ()


def test_an_approximate_birth_date_counts_for_its_year(register, add_child):
    add_child("Karto Wiryo", "1950-01-01", Sex.MALE, mother_name="Sainem", is_birth_date_approximate=True)
    assert names(possible_duplicates(register, "Karto Wiryo", date(1950, 8, 17), "Sainem")) == ["Karto Wiryo"]


def test_the_queue_holds_likely_pairs_and_no_twins(register, add_child):
    add_child("Aisyah Putri", mother_name="Nurhayati")
    add_child("Aisah Putri", mother_name="Nurhayati", born="2026-03-02")
    add_child("Hasan", "2025-02-02", Sex.MALE, mother_name="Rahmawati")
    add_child("Husen", "2025-02-02", Sex.MALE, mother_name="Rahmawati")
    add_child("Citra", "2024-01-01", nik=NIK)
    add_child("Cipta", "2023-11-01", nik=NIK)
    add_child("Citra", "2019-01-01", mother_name="Kartini")
    assert pairs(register) == [{"Citra", "Cipta"}, {"Aisyah Putri", "Aisah Putri"}]


def test_a_pair_with_one_nik_comes_first_and_says_why(register, add_child):
    add_child("Citra", "2024-01-01", nik=NIK)
    add_child("Cipta", "2023-11-01", nik=NIK)
    [pair] = duplicate_queue(register)
    assert pair.likeness.score == 1
    assert pair.likeness.reasons[0] == "NIK sama"


def test_two_people_are_not_brought_up_again(register, add_child):
    one, other = add_child(mother_name="Nurhayati"), add_child("Aisah Putri", mother_name="Nurhayati")
    mark_two_people(register, other, one)
    assert pairs(register) == []
    deed = last_deeds(register, 1)[0]
    assert deed.sentence == "Menandai Aisyah Putri dan Aisah Putri: memang dua orang"
    mark_two_people(register, one, other)
    undo(register, deed.id)
    assert pairs(register) == [{"Aisyah Putri", "Aisah Putri"}]


def test_a_child_with_the_nik_of_its_mother_is_not_its_mother(register, add_child):
    add_child("Nurhayati", "1995-05-05", kk_number=KK, role=FamilyRole.WIFE, nik=NIK)
    add_child("Aisyah Putri", kk_number=KK, mother_name="Nurhayati", nik=NIK)
    assert pairs(register) == []


def test_nobody_cannot_be_marked(register, add_child):
    with pytest.raises(InputError, match="tidak ada"):
        mark_two_people(register, add_child(), "x")


def test_many_born_on_one_day_are_still_compared(register, add_child):
    letters = "abcdefghijkl"
    for first in letters:
        for second in "aiueo":
            add_child(f"{first.title()}{second}ndang", "1960-01-01", mother_name=f"Ibu {second}{first}")
    add_child("Kartini Wulandari", "1960-01-01", mother_name="Sumi")
    add_child("Kartini Wulandri", "1960-01-01", mother_name="Sumi")
    assert {"Kartini Wulandari", "Kartini Wulandri"} in pairs(register)


def test_looking_for_doubles_can_be_stopped(register, add_child):
    add_child()

    def stop(_done, _whole, _what):
        raise Cancelled

    with pytest.raises(Cancelled):
        duplicate_queue(register, progress=stop)
