from datetime import datetime, time

import pytest
import xlwt

from core.errors import InputError
from core.exchange.old_workbook import read_html
from core.exchange.workbook import read_sheets


def test_cells_of_an_old_workbook_are_those_of_a_new_one(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    clock, day = xlwt.easyxf(num_format_str="h:mm"), xlwt.easyxf(num_format_str="DD-MM-YYYY")
    sheet.write(2, 0, "Aisyah")
    sheet.write(2, 1, 3201014103260001)
    sheet.write(2, 2, 7.4)
    sheet.write(2, 3, time(8, 5), clock)
    sheet.write(2, 4, datetime(2026, 3, 1), day)
    sheet.write(2, 5, 1)
    path = tmp_path / "lama.xls"
    book.save(str(path))
    (read,) = read_sheets(path)
    assert read.name == "Data"
    number, cells = read.rows[0]
    assert number == 3
    assert cells[0] == "Aisyah"
    assert cells[2:] == (7.4, time(8, 5), datetime(2026, 3, 1), 1)
    assert isinstance(cells[5], int)


def test_a_cut_old_workbook_says_what_to_do(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("Data").write(0, 0, "x" * 3000)
    path = tmp_path / "lama.xls"
    book.save(str(path))
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(InputError, match="simpan lagi sebagai"):
        read_sheets(path)


def test_tables_of_a_web_page_keep_columns_under_their_heading(tmp_path):
    page = """<HTML><body><TABLE border=1><tr><td colspan=3>Judul &amp; tahun</td></tr>
    <tr><th>Nama<th>Berat<th>Tinggi</tr><tr><td>Siti<br>Aminah</td><td></td><td>78,5</td></table></body>"""
    path = tmp_path / "halaman.xls"
    path.write_text(page, encoding="utf-8")
    (sheet,) = read_sheets(path)
    assert sheet.rows == (
        (1, ("Judul & tahun", None, None)),
        (2, ("Nama", "Berat", "Tinggi")),
        (3, ("Siti Aminah", None, "78,5")),
    )


def test_the_xml_of_excel_2003_is_a_table_too(tmp_path):
    page = """<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet>
    <Table><Row><Cell><Data ss:Type="String">Nama</Data></Cell><Cell><Data>JK</Data></Cell>
    <Cell><Data>RT</Data></Cell></Row>
    <Row><Cell><Data ss:Type="String">Siti</Data></Cell><Cell ss:Index="3"><Data>02</Data></Cell></Row></Table>
    </Worksheet></Workbook>"""
    path = tmp_path / "lama.xls"
    path.write_text(page, encoding="utf-8")
    (sheet,) = read_sheets(path)
    assert sheet.rows == ((1, ("Nama", "JK", "RT")), (2, ("Siti", None, "02")))


def test_a_page_without_tables_has_no_sheets():
    assert read_html("<html><p>Silakan masuk</p></html>") == ()
