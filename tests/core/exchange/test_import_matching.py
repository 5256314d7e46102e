"""Who a row is, seen from outside: through imports of small workbooks."""

import pytest

from core.services.people.people_search import search

AYU = {
    "nama": "AYU LESTARI",
    "no_kk": "3201011200000001",
    "nik": "3201015203900001",
    "sex": 2,
    "tanggallahir": "1990-03-12",
    "kk_level": 1,
}


def reasons(result):
    return " ".join(note.reason for note in result.doubtful)


def test_a_nik_shared_by_several_people_stays_with_the_one_it_spells(register, book, bring_in):
    baby = AYU | {"nama": "BAYI AYU", "sex": 1, "tanggallahir": "2026-10-01", "kk_level": 4, "nama_ibu": "AYU LESTARI"}
    result = bring_in(book([baby, AYU]))
    assert [note.row for note in result.doubtful] == [2]
    assert "dipakai juga di baris 3" in reasons(result)
    found = {line.name: line.nik_masked[-4:] for line in search(register, "ayu")}
    assert found == {"AYU LESTARI": "0001", "BAYI AYU": ""}


def test_a_made_up_nik_on_many_rows_belongs_to_nobody(register, book, bring_in):
    path = book([AYU | {"nama": f"WARGA {letter}", "nik": "3201010000000001", "no_kk": "0"} for letter in "ABC"])
    result = bring_in(path)
    assert [note.row for note in result.doubtful] == [2, 3, 4]
    assert all(line.nik_masked == "" for line in search(register, "warga"))
    assert bring_in(path).unchanged == 3


def test_the_same_person_twice_in_one_file_is_one_person(register, book, bring_in):
    result = bring_in(book([AYU, AYU, AYU | {"nama": "Ayu  Lestari", "nik": ""}]))
    assert (result.rows, result.imported, result.unchanged) == (3, 1, 2)
    assert len(search(register, "ayu lestari")) == 1
    assert "sama dengan baris 2" in reasons(result)


def test_a_new_nik_in_the_same_family_is_a_correction(register, book, bring_in):
    bring_in(book([AYU | {"nik": "0"}]))
    assert bring_in(book([AYU])).matched == 1
    assert bring_in(book([AYU | {"nik": "3201015203900007"}])).matched == 1
    assert len(search(register, "ayu")) == 1


def test_namesakes_of_one_birthday_in_two_families_are_two_people(register, book, bring_in):
    other = AYU | {"no_kk": "3201011200000002", "nik": "3201015203900002"}
    path = book([AYU, other])
    assert bring_in(path).imported == 2
    assert bring_in(path).unchanged == 2
    third = bring_in(book([AYU | {"no_kk": "3201011200000003", "nik": ""}], name="c.xlsx"))
    assert third.imported == 1
    assert "periksa apakah orangnya sama" in reasons(third)


def test_a_nik_of_somebody_quite_different_is_left_out(register, book, bring_in):
    bring_in(book([AYU]))
    stranger = AYU | {"nama": "BAMBANG", "sex": 1, "tanggallahir": "1970-01-01", "no_kk": "3201011200000009"}
    path = book([stranger])
    result = bring_in(path)
    assert (result.imported, result.matched) == (1, 0)
    assert "milik AYU LESTARI" in reasons(result)
    assert bring_in(path).unchanged == 1
    assert {line.name for line in search(register, "ayu")} == {"AYU LESTARI"}


def test_a_corrected_birth_date_is_told(register, book, bring_in):
    bring_in(book([AYU]))
    result = bring_in(book([AYU | {"tanggallahir": "1990-03-13"}]))
    assert result.matched == 1
    assert "berubah dari 12 Maret 1990 menjadi 13 Maret 1990" in reasons(result)


@pytest.mark.parametrize(
    ("niks", "kept"), [((3201015203900010, 3201015203900020, 3201015203900030), 0), ((3201015203900010,), 1)]
)
def test_a_column_that_excel_has_cut_is_emptied_and_told(register, book, bring_in, niks, kept):
    people = [AYU | {"nama": f"WARGA {number}", "nik": nik, "no_kk": ""} for number, nik in enumerate(niks)]
    result = bring_in(book(people))
    assert sum(line.nik_masked != "" for line in search(register, "warga")) == kept
    assert ("terpotong" if kept == 0 else "periksa angka terakhir") in reasons(result)


def test_namesakes_of_one_birthday_keep_their_homes_when_the_rows_change_places(register, book, bring_in):
    """Two babies without NIK, same name, same day, mothers of the same name: only the KK tells them apart."""
    baby = AYU | {
        "nama": "ANAK SATU",
        "nik": "0",
        "tanggallahir": "2024-05-05",
        "kk_level": 4,
        "nama_ibu": "SITI AMINAH",
    }
    other = baby | {"no_kk": "3201011200000002", "nama_ibu": "Siti Aminah"}
    assert bring_in(book([baby, other])).imported == 2
    again = bring_in(book([other, baby], name="b.xlsx"))
    assert (again.matched, again.unchanged) == (0, 2)


def test_a_namesake_whose_mother_has_another_nik_is_another_child(register, book, bring_in):
    baby = AYU | {
        "nama": "ANAK SATU",
        "nik": "0",
        "tanggallahir": "2024-05-05",
        "kk_level": 4,
        "nama_ibu": "SITI AMINAH",
    }
    bring_in(book([baby | {"ibu_nik": "3201014101820002"}]))
    other = baby | {"no_kk": "3201011200000002", "ibu_nik": "3201014101820003"}
    assert bring_in(book([other], name="b.xlsx")).imported == 1
    assert len(search(register, "anak satu")) == 2
