"""The kind of a file is told from its headings; what is not sure goes to the table whose columns are matched."""

import csv

import openpyxl
import pytest

from core.errors import InputError
from core.exchange.file_kind import guess_kind

OPENSID = ("alamat", "dusun", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "kk_level", "status_dasar")
SIAK = ("Nomor KK", "NIK", "Nama Penduduk", "Status", "Tanggal Lahir", "Kelamin", "NIK Ayah", "SHDK", "RW", "RT")
GROUPED = ("No", "Nama Lengkap", "NIK", "JK", "Tempat, Tgl Lahir", "SHDK", "Status Kawin")
EPPGBM = ("No", "NIK", "Nama", "JK", "Tgl Lahir", "BB Lahir", "Nama Ortu", "Posyandu", "Tanggal Pengukuran", "Berat")
GROWTH = ("nik", "nama", "birth_date", "sex", "visit_date", "weight_kg", "lenhei_cm")
KEPT_BY_HAND = ("NO", "NAMA LENGKAP WARGA", "L/P", "TTL", "IBU KANDUNG", "WA")


@pytest.fixture
def book(tmp_path):
    def write(*rows, name="berkas.xlsx"):
        path = tmp_path / name
        if path.suffix == ".csv":
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, delimiter=";").writerows(rows)
            return path
        made = openpyxl.Workbook()
        for row in rows:
            made.active.append(list(row))
        made.save(path)
        return path

    return write


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (OPENSID, "opensid"),
        ([one.upper() for one in OPENSID], "opensid"),
        (SIAK, "siak"),
        (EPPGBM, "eppgbm"),
        (EPPGBM[:-2], "eppgbm"),
        (GROWTH, "growth-csv"),
        (("NIK", "Tgl Timbang", "BB", "TB"), "growth-csv"),
        (KEPT_BY_HAND, "csv"),
        ((*KEPT_BY_HAND, "BB", "TGL TIMBANG"), "csv"),
        (("Nama", "JK", "Tanggal lahir", "WA"), "csv"),
        (("Barang", "Harga"), "csv"),
    ],
)
def test_the_headings_tell_the_kind(book, headings, kind):
    assert guess_kind(book(headings, ["x"] * len(headings))) == kind


def test_families_under_a_line_with_their_card_are_a_population_list(book):
    card = ["No. KK : 3201010101010001"]
    assert guess_kind(book(["BUKU INDUK PENDUDUK"], [], GROUPED, card, [1, "SLAMET"])) == "siak"
    assert guess_kind(book(GROUPED, [1, "SLAMET"], name="lain.xlsx")) == "csv"


def test_opensid_as_text_is_read_as_a_population_list(book):
    assert guess_kind(book(OPENSID, ["x"] * len(OPENSID), name="penduduk.csv")) == "siak"


def test_a_file_that_is_none_is_explained(tmp_path):
    path = tmp_path / "penduduk.xlsx"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(InputError, match="PDF"):
        guess_kind(path)
