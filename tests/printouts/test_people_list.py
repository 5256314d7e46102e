"""Lists on paper: lying sheets, the head on every page, nothing cut off, everybody there."""

from datetime import date

import pypdfium2
import pytest

from core.errors import InputError
from core.services.list_tables import people_table, refused_table
from core.services.views import PersonLine
from core.words.people import Sex
from printouts.people_list import MOST_ROWS, write_list_pdf
from tests.printouts.reading import read_pdf

TODAY = date(2026, 11, 25)


def person(number, **facts):
    known = {
        "id": str(number),
        "name": f"Warga & Nomor {number}",
        "sex": Sex.FEMALE,
        "born_on": date(2026, 3, 1),
        "mother": "Nurhayati binti Abdurrahman Wahid",
        "father": "Dedi Supriadi",
        "nik_masked": "************0001",
        "kk_masked": "************0002",
        "dusun": "Krajan",
        "rw": "002",
        "rt": "005",
        "address": "Jalan Raya Kenanga Nomor 123 Blok C",
        "posyandu": "Melati 1",
        "age": "8 bulan 24 hari",
    }
    return PersonLine(**{**known, **facts})


@pytest.fixture
def printed(tmp_path):
    def write(table):
        return write_list_pdf(table, tmp_path / "daftar.pdf")

    return write


def test_every_page_lies_and_has_head_and_number(printed):
    lines = [person(number) for number in range(1, 121)]
    document = pypdfium2.PdfDocument(printed(people_table(lines, "Daftar warga", written_on=TODAY)))
    assert len(document) > 2
    texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    for number, text in enumerate(texts, start=1):
        assert "Tanggal lahir" in text
        assert f"halaman {number} dari {len(texts)}" in text
    assert all(page.get_width() > page.get_height() for page in document)
    assert all(any(f"Warga & Nomor {number} " in text for text in texts) for number in range(1, 121))
    assert "120 baris · keadaan 25 November 2026" in texts[0]


def test_nothing_is_printed_over_anything_else(printed):
    lines = [person(number, name="Siti Nur Aisyah Rahmadhani Putri Kusumaningrum") for number in range(1, 9)]
    for side in read_pdf(printed(people_table(lines, "Daftar warga", written_on=TODAY))):
        assert not side.collisions()


def test_an_empty_list_says_so(printed):
    document = pypdfium2.PdfDocument(printed(refused_table([], "Ditolak", written_on=TODAY)))
    assert "Tidak ada yang cocok" in document[0].get_textpage().get_text_bounded()


def test_a_list_too_thick_for_paper_names_the_way_out(printed):
    table = refused_table([(number, "x", "y") for number in range(MOST_ROWS + 1)], "Ditolak", written_on=TODAY)
    with pytest.raises(InputError, match="simpan sebagai Excel"):
        printed(table)
