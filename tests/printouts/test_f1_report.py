"""Form F1 on paper: one legal page, closed cells closed, what is not recorded said so."""

from datetime import date

import pypdfium2
import pytest

from core.services.reports.f1 import CELLS, LINES, F1Line, F1Report
from core.services.reports.sheets import ReportPlace
from core.services.setup import Settings
from core.words.findings import Finding, Severity
from core.words.periods import Month
from printouts.f1_report import write_f1_pdf

PLACE = ReportPlace("Melati & Mawar", "Sukamaju", "", "Cianjur", "Jawa Barat", "Cibeber")


def report(size=2, findings=()):
    cells = tuple(tuple(str(number) for number in range(size)) for _ in CELLS)
    lines = tuple(F1Line(shape, cells if shape.measure else None) for shape in LINES)
    return F1Report(Month(2026, 11), PLACE, (date(2026, 11, 12),), lines, findings)


@pytest.fixture
def written(tmp_path):
    def write(form):
        path = write_f1_pdf(form, tmp_path / "f1.pdf", settings=Settings(), printed_on=date(2026, 11, 25))
        return pypdfium2.PdfDocument(path)

    return write


def test_one_upright_legal_page_with_every_line(written):
    document = written(report())
    assert len(document) == 1
    assert document[0].get_size() == (612, 1008)
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    for shape in LINES:
        assert shape.words in text
    for words in ("0–5 bln", "24–59 bln", "Jumlah", "Melati & Mawar", "halaman 1 dari 1"):
        assert words in text


def test_what_is_not_recorded_is_said_and_never_a_zero(written):
    text = written(report())[0].get_textpage().get_text_bounded()
    assert text.count("belum dicatat") == 7


def test_large_numbers_and_warnings_still_fit_on_one_page(written):
    why = "Belum ada hari buka pada November 2026; umur dihitung pada 30 November 2026."
    odd = Finding("R-SKDN", "month", "Tanpa hari buka", Severity.YELLOW, why)
    document = written(report(size=1234, findings=(odd,) * 3))
    assert len(document) == 1
    assert "9872" in document[0].get_textpage().get_text_bounded()
