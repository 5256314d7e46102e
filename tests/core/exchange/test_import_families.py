"""Families as files tell them: by KK number, or by neighbouring rows where there is none."""

from core.services.people.people_search import search
from core.services.people.registration import family_of

PLACE = {"alamat": "Jl. Mawar 1", "dusun": "Krajan", "rw": "001", "rt": "002"}


def person(name, level, kk="0", born="1990-01-01", sex=1, **more):
    return PLACE | {"nama": name, "no_kk": kk, "nik": "", "sex": sex, "tanggallahir": born, "kk_level": level} | more


def home_of(register, name):
    (line,) = search(register, name, limit=1)
    return {member.name for member, _ in family_of(register, line.id).members}


def test_rows_without_kk_number_are_families_from_one_head_to_the_next(register, book, bring_in):
    path = book(
        [
            person("Bambang", 1),
            person("Citra", 3, sex=2),
            person("Dedi", 4, born="2020-01-01"),
            person("Edi", 1),
            person("Fani", 3, sex=2),
            person("Gani", 4, alamat="Jl. Lain 9"),
        ]
    )
    result = bring_in(path)
    assert [note.row for note in result.doubtful] == [2, 3, 4, 5, 6, 7]
    assert home_of(register, "Citra") == {"Bambang", "Citra", "Dedi"}
    assert home_of(register, "Edi") == {"Edi", "Fani"}
    assert home_of(register, "Gani") == {"Gani"}
    assert bring_in(path).unchanged == 6


def test_a_family_gets_its_number_when_the_file_knows_it(register, book, bring_in):
    bring_in(book([person("Bambang", 1), person("Citra", 3, sex=2)]))
    result = bring_in(book([person("Bambang", 1, "3201011200000001"), person("Citra", 3, "3201011200000001", sex=2)]))
    assert (result.matched, result.unchanged) == (1, 1)
    assert home_of(register, "Citra") == {"Bambang", "Citra"}


def test_a_person_who_moves_to_another_card_leaves_the_old_one(register, book, bring_in):
    old, new = "3201011200000001", "3201011200000002"
    nik = "3201010101900001"
    bring_in(book([person("Bambang", 1, old), person("Citra", 4, old, sex=2, nik=nik)]))
    path = book([person("Citra", 1, new, sex=2, nik=nik), person("Bambang", 1, old)])
    result = bring_in(path)
    assert result.matched == 1
    assert home_of(register, "Citra") == {"Citra"}
    assert home_of(register, "Bambang") == {"Bambang"}
    assert bring_in(path).unchanged == 2


def test_a_house_is_where_its_head_lives(register, book, bring_in):
    kk = "3201011200000001"
    bring_in(book([person("Citra", 3, kk, sex=2, dusun="Sawah", rt="-"), person("Bambang", 1, kk)]))
    (line,) = search(register, "citra")
    assert (line.dusun, line.rt, line.address) == ("Krajan", "002", "Jl. Mawar 1")
