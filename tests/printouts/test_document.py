"""The base of reports: numbered pages, title and facts, signatures that stay together, names with & and <."""

from datetime import date
from io import BytesIO

import pytest
from reportlab.platypus import Spacer, Table

from core.errors import BugError
from printouts.document import Heading, Signature, write_document
from printouts.paper import A4, F4
from printouts.styles import table_style
from tests.printouts.reading import read_pdf

ON = date(2026, 11, 25)
HEADING = Heading("Laporan SKDN", "November 2026", (("Posyandu", "Melati & Mawar <1>"), ("Desa", "Sukamaju")))


def rows(count: int) -> Table:
    table = Table([["No", "Nama"], *([str(number), "Aisyah"] for number in range(count))], repeatRows=1)
    table.setStyle(table_style())
    return table


def test_every_page_says_which_of_how_many(tmp_path):
    pages = read_pdf(write_document(tmp_path / "d.pdf", HEADING, [rows(100)], printed_on=ON))
    for number, page in enumerate(pages, start=1):
        assert f"halaman {number} dari {len(pages)}" in page.words
        assert "dicetak 25 November 2026" in page.words
    assert len(pages) > 1


def test_title_facts_and_odd_names_are_printed_as_they_are(tmp_path):
    (page,) = read_pdf(write_document(tmp_path / "d.pdf", HEADING, [], printed_on=ON))
    for words in ("Laporan SKDN", "November 2026", "Melati & Mawar <1>", "Sukamaju"):
        assert words in page.words


def test_signatures_are_never_torn_apart_and_carry_place_and_date(tmp_path):
    signatures = [Signature("Kepala Desa", "", "Mengetahui,"), Signature("Ketua Posyandu", "Bu Sari")]
    body = [rows(3), Spacer(1, 620)]
    pages = read_pdf(
        write_document(tmp_path / "d.pdf", HEADING, body, printed_on=ON, signatures=signatures, place="Sukamaju")
    )
    last = pages[-1].words
    for words in ("Sukamaju, 25 November 2026", "Mengetahui,", "Kepala Desa", "Ketua Posyandu", "Bu Sari"):
        assert words in last


@pytest.mark.parametrize(("paper", "size"), [(A4.landscape, (842, 595)), (F4, (609, 935))])
def test_the_sheet_is_the_one_asked_for(tmp_path, paper, size):
    (page,) = read_pdf(write_document(tmp_path / "d.pdf", HEADING, [], paper=paper, printed_on=ON))
    assert tuple(round(edge) for edge in page.size) == size


def test_the_same_content_gives_the_same_bytes(tmp_path):
    one = write_document(tmp_path / "a.pdf", HEADING, [rows(5)], printed_on=ON)
    two = write_document(tmp_path / "b.pdf", HEADING, [rows(5)], printed_on=ON)
    assert one.read_bytes() == two.read_bytes()


def test_a_thing_too_large_for_the_sheet_is_our_fault_and_leaves_nothing(tmp_path):
    with pytest.raises(BugError, match="tidak muat"):
        write_document(tmp_path / "d.pdf", HEADING, [Table([["x"]], rowHeights=[5000])], printed_on=ON)
    assert list(tmp_path.iterdir()) == []


def test_a_paper_in_memory_is_the_same_as_in_a_file(tmp_path):
    made = write_document(BytesIO(), HEADING, [rows(3)], printed_on=ON)
    assert made.getvalue() == write_document(tmp_path / "d.pdf", HEADING, [rows(3)], printed_on=ON).read_bytes()
