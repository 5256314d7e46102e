import pytest

from core.exchange.opensid_codes import BLOOD_GROUPS, MARITAL, RELIGIONS, ROLES, SEXES, STATUSES, code_text, column_of
from core.words.people import FamilyRole, LifeStatus, MaritalStatus, Sex


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("nama", "nama"),
        (" NAMA ", "nama"),
        ("No KK", "no_kk"),
        ("No. KK", "no_kk"),
        ("Jenis Kelamin", "sex"),
        ("TanggalLahir", "tanggallahir"),
        ("Tanggal Lahir", "tanggallahir"),
        ("IBU_NIK", "ibu_nik"),
        ("SHDK", "kk_level"),
        ("suku", None),
        (12, None),
        (None, None),
    ],
)
def test_headings_in_any_case_and_spelling(heading, column):
    assert column_of(heading) == column


@pytest.mark.parametrize("cell", [1, 1.0, "1", "01", "L", "l", "Laki-laki", "LAKI - LAKI", "pria"])
def test_a_boy_in_many_words(cell):
    assert SEXES[code_text(cell)] is Sex.MALE


def test_codes_and_their_words_mean_the_same():
    assert ROLES[code_text("KEPALA KELUARGA")] is ROLES[code_text(1)] is FamilyRole.HEAD
    assert ROLES[code_text("Istri")] is ROLES[code_text("3")] is FamilyRole.WIFE
    assert ROLES[code_text("ORANGTUA")] is ROLES[code_text("7")] is FamilyRole.PARENT
    assert MARITAL[code_text("CERAI MATI")] is MARITAL[code_text("4")] is MaritalStatus.WIDOWED
    assert MARITAL[code_text("BELUM KAWIN")] is MaritalStatus.SINGLE
    assert [STATUSES[code_text(word)] for word in ("HIDUP", "MATI", "PINDAH", "HILANG")] == list(LifeStatus)
    assert RELIGIONS[code_text("Islam")] == RELIGIONS[code_text(1)] == "1"
    assert [BLOOD_GROUPS[code_text(word)] for word in ("A", "AB", "O+", "Tidak Tahu")] == ["1", "3", "11", "13"]


def test_an_empty_or_odd_cell_is_no_code():
    assert [code_text(cell) for cell in (None, "", True, 1.5)] == ["", "", "", ""]
