import io
import zipfile

import openpyxl
import pytest

from core.errors import InputError
from core.exchange.workbook import read_sheets


def refusal(path):
    with pytest.raises(InputError) as caught:
        read_sheets(path)
    return caught.value.message


def a_zip(**entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "kosong"),
        (b"%PDF-1.7\n%...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (b"nama;nik\nSiti;123", "bukan buku kerja"),
        (a_zip(readme="halo"), "bukan buku kerja"),
        (a_zip(readme="halo" * 100)[:60], "rusak"),
    ],
    # Names of our own: a zip carries the time, and parallel workers must collect the same tests.
    ids=["empty", "pdf", "old excel", "with a password", "csv", "another zip", "cut zip"],
)
def test_what_is_no_workbook_is_refused_with_a_way_out(tmp_path, content, word):
    path = tmp_path / "penduduk.xlsx"
    path.write_bytes(content)
    message = refusal(path)
    assert word in message
    assert "penduduk.xlsx" in message
    assert message.endswith(".")


def test_a_zip_that_only_looks_like_a_workbook(tmp_path):
    path = tmp_path / "penduduk.xlsx"
    path.write_bytes(a_zip(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<bukan"}))
    assert "rusak" in refusal(path)


def test_a_workbook_cut_in_the_middle(tmp_path, book):
    path = book([{"nama": "Siti"}] * 50)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "rusak" in refusal(path)


def test_a_missing_file_and_a_folder(tmp_path):
    assert "tidak ditemukan" in refusal(tmp_path / "tidak-ada.xlsx")
    assert "folder" in refusal(tmp_path)


def test_rows_keep_their_number_in_excel_and_blank_rows_are_left_out(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["A3"], sheet["B3"], sheet["A7"] = "satu", 2, "tiga"
    workbook.create_sheet("Kode")
    path = tmp_path / "jarang.xlsx"
    workbook.save(path)
    data, codes = read_sheets(path)
    assert [(number, row[0]) for number, row in data.rows] == [(3, "satu"), (7, "tiga")]
    assert (codes.name, codes.rows) == ("Kode", ())
