import openpyxl
import pytest

from core.errors import InputError
from core.exchange.importers import IMPORTERS, plan_import
from ui.verbs.importing import SOURCES


def test_the_command_line_offers_every_importer():
    assert tuple(one.key for one in IMPORTERS) == SOURCES


@pytest.mark.parametrize("key", [one.key for one in IMPORTERS])
def test_each_says_kindly_that_a_file_is_not_of_its_kind(register, tmp_path, key):
    book = openpyxl.Workbook()
    book.active.append(["Barang", "Harga"])
    book.active.append(["Sabun", 5000])
    path = tmp_path / "belanja.xlsx"
    book.save(path)
    with pytest.raises(InputError) as caught:
        plan_import(register, key, path)
    assert "belanja.xlsx" in caught.value.message or "Kolom" in caught.value.message


def test_only_other_tables_take_a_mapping(register, tmp_path):
    with pytest.raises(InputError, match="hanya untuk tabel lain"):
        plan_import(register, "siak", tmp_path / "x.xlsx", {"Nama": "NAMA"})
    with pytest.raises(InputError, match="tidak ada"):
        plan_import(register, "excel", tmp_path / "x.xlsx")
