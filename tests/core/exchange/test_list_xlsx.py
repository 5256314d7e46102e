"""A list as a workbook: everything the screen shows, filters on its head, and no cell that Excel would run."""

from datetime import date

import openpyxl
import pytest

from core.exchange.list_xlsx import write_list_xlsx
from core.services.list_tables import people_table, refused_table
from core.services.people.people_lists import everybody_of

TODAY = date(2026, 11, 25)


def written(table, tmp_path):
    return openpyxl.load_workbook(write_list_xlsx(table, tmp_path / "daftar.xlsx"))["Daftar"]


def test_the_sheet_holds_heading_head_and_rows(register, add_child, tmp_path):
    add_child("Zahra", dusun="Krajan", nik="3205014103260001")
    sheet = written(people_table(everybody_of(register), "Daftar warga", written_on=TODAY), tmp_path)
    assert sheet["A1"].value == "Daftar warga"
    assert sheet["A2"].value == "1 baris · keadaan 25 November 2026"
    head = [cell.value for cell in sheet[4]]
    assert head[:3] == ["No", "Nama", "L/P"]
    row = dict(zip(head, (cell.value for cell in sheet[5]), strict=True))
    assert (row["No"], row["Nama"], row["NIK"]) == (1, "Zahra", "3205********0001")
    assert sheet.auto_filter.ref is not None
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_name_that_looks_like_a_formula_stays_a_name(start, tmp_path):
    name = f'{start}HYPERLINK("http://x")'
    sheet = written(refused_table([(2, name, f"{start}1+1")], "Ditolak", written_on=TODAY), tmp_path)
    for cell in (sheet["B5"], sheet["C5"]):
        assert cell.data_type == "s"
        assert cell.quotePrefix


def test_an_empty_list_is_still_a_workbook(tmp_path):
    sheet = written(refused_table([], "Ditolak", written_on=TODAY), tmp_path)
    assert sheet.max_row == 4
