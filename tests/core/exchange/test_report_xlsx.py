"""The monthly reports as .xlsx, read back with another library."""

from datetime import date

import openpyxl
import pytest

from core.clock import Clock
from core.errors import EnvironmentProblem
from core.exchange.report_xlsx import write_f1, write_skdn
from core.services.day.open_day import open_day
from core.services.growth.measuring import save_visit
from core.services.people.registration import PersonForm, register_person
from core.services.register import open_register
from core.services.setup import set_up
from core.services.views import VisitFacts
from core.words.people import Sex
from core.words.periods import Month

NOVEMBER = Month(2026, 11)


@pytest.fixture
def register(tmp_path):
    opened = open_register(str(tmp_path / "buku.db"), who="Bu Sari", clock=Clock(date(2026, 11, 25)))
    posyandu = set_up(opened, posyandu="Melati", village="=Sukamaju").value.id
    day = open_day(opened, posyandu, date(2026, 11, 12)).value
    for name, muac_mm in (("=HYPERLINK(1)", 112), ("Budi & <Ani>", 150)):
        form = PersonForm(
            name=name,
            sex=Sex.MALE,
            born_on=date(2025, 5, 1),
            mother_name="@Siti",
            dusun="-",
            posyandu_id=posyandu,
            kia_book_on=date(2025, 5, 1),
            confirmation_reason="sudah benar",
        )
        draft = VisitFacts(
            measured_on=day.held_on, weight_g=9000, muac_mm=muac_mm, confirmation_reason="sudah dua kali"
        )
        save_visit(opened, register_person(opened, form).value, draft, day_id=day.id)
    yield opened
    opened.close()


def cells(sheet):
    return {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_counts_and_ratios_are_numbers_under_the_form_s_words(register, tmp_path):
    book = openpyxl.load_workbook(write_skdn(register, NOVEMBER, None, tmp_path / "skdn.xlsx"))
    sheet = book["SKDN"]
    found = cells(sheet)
    row = found["S: semua balita"].row
    assert (sheet.cell(row, 3).value, sheet.cell(row, 3).data_type) == (2, "n")
    row = found["D/S"].row
    assert (sheet.cell(row, 7).value, sheet.cell(row, 7).data_type) == (100.0, "n")
    assert sheet.cell(found["N/(D-O-B)"].row, 7).value == "–"


def test_the_year_stands_in_its_own_sheet_with_a_chart(register, tmp_path):
    sheet = openpyxl.load_workbook(write_skdn(register, NOVEMBER, None, tmp_path / "skdn.xlsx"))["Balok SKDN"]
    months = [sheet.cell(row, 1).value for row in range(4, 16)]
    assert (months[0], months[-1]) == ("Desember 2025", "November 2026")
    assert sheet.cell(15, 2).value == 2
    assert len(sheet._charts) == 1


def test_names_that_look_like_formulas_stay_text(register, tmp_path):
    book = openpyxl.load_workbook(write_skdn(register, NOVEMBER, None, tmp_path / "skdn.xlsx"))
    risky = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))
    ]
    assert {cell.value for cell in risky} == {"=HYPERLINK(1)", "@Siti", "-"}
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)


def test_form_f1_has_numbers_bands_and_honest_gaps(register, tmp_path):
    sheet = openpyxl.load_workbook(write_f1(register, NOVEMBER, None, tmp_path / "f1.xlsx"))["F1"]
    found = cells(sheet)
    row = found["S: semua balita"].row
    assert [sheet.cell(row, column).value for column in range(3, 12)] == [0, 0, 0, 0, 2, 0, 0, 0, 2]
    assert sheet.cell(found["Ibu hamil"].row, 3).value == "belum dicatat di buku ini"


@pytest.mark.parametrize(("write", "paper"), [(write_skdn, "9"), (write_f1, "5")])
def test_sheets_are_ready_to_print(register, tmp_path, write, paper):
    sheet = openpyxl.load_workbook(write(register, NOVEMBER, None, tmp_path / "laporan.xlsx")).worksheets[0]
    assert str(sheet.page_setup.paperSize) == paper
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "halaman" in sheet.oddFooter.right.text


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left(register, tmp_path):
    with pytest.raises(EnvironmentProblem, match="Folder tidak-ada tidak ada"):
        write_f1(register, NOVEMBER, None, tmp_path / "tidak-ada" / "f1.xlsx")


def test_a_write_cut_short_leaves_the_older_file_alone(register, tmp_path):
    resource = pytest.importorskip("resource")
    out = write_f1(register, NOVEMBER, None, tmp_path / "f1.xlsx")
    before = out.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))  # no file may grow past 1 kB: like a full disk
    try:
        with pytest.raises(EnvironmentProblem, match="Data posyandu tetap aman"):
            write_f1(register, NOVEMBER, None, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["f1.xlsx"]
    assert not list(tmp_path.glob(".f1*"))
