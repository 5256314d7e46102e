"""The SKDN on paper: one page with every number, gizi buruk overleaf, nothing cut off, drawn as vectors."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from core.errors import EnvironmentProblem
from core.services.reports.ratios import SkdnCounts, check_counts, ratios
from core.services.reports.sheets import ReportPlace
from core.services.reports.skdn import PEOPLE_KEYS, SevereLine, SkdnReport
from core.services.setup import Settings
from core.words.findings import Finding, Severity
from core.words.people import Sex
from core.words.periods import Month
from printouts.skdn_report import write_skdn_pdf

PLACE = ReportPlace("Melati 1", "Desa Sukamaju", "Cibeber", "Cianjur", "Jawa Barat", "Cibeber")
PRINTED_ON = date(2026, 11, 25)
COUNTS = SkdnCounts(S=85, K=80, D=62, N=45, T=9, O=5, B=3, BGM=2, orange=1, two_t=3)


def severe_line(name="Muhammad Rizki", number=0):
    reason = "BB/TB −3,42 SD, LiLA 11,2 cm"
    return SevereLine(f"s{number}", name, Sex.MALE, "1 th 3 bln", "Siti <Nur> & Ani", "Krajan Wetan", reason, False)


NOVEMBER = Month(2026, 11)


def report(month=NOVEMBER, counts=COUNTS, severe=(), findings=(), place=PLACE):
    sizes = {key: getattr(counts, key) for key in ("S", "K", "D", "N", "T", "O", "B", "BGM", "orange", "two_t")}
    sizes |= {"K-D": counts.K - counts.D, "S-D": counts.S - counts.D, "severe": len(severe)}
    return SkdnReport(
        month=month,
        place=place,
        sessions=(month.first_day.replace(day=12),),
        counts=counts,
        ratios=ratios(counts),
        people={key: tuple(f"{key}{number}" for number in range(sizes.get(key, 0))) for key in PEOPLE_KEYS},
        severe=severe,
        findings=(*findings, *check_counts(counts)),
    )


def year(last):
    return [*(report(last.month.shift(back)) for back in range(-11, 0)), last]


def pages(path):
    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_bounded() for page in document]


def write(tmp_path, last, settings=None):
    return write_skdn_pdf(year(last), tmp_path / "skdn.pdf", settings=settings or Settings(), printed_on=PRINTED_ON)


def test_one_page_holds_counts_ratios_bars_and_signatures(tmp_path):
    settings = Settings(kader_name="Sari Wulandari", bidan_name="Dewi Anggraini")
    [text] = pages(write(tmp_path, report(), settings))
    for words in (
        "Laporan SKDN November 2026",
        "Melati 1",
        "12 November 2026",
        "94,1 %",  # K/S
        "83,3 %",  # N/(D−O−B)
        "Balok SKDN, Desember 2025 – November 2026",
        "ditimbang",
        "Sari Wulandari",
        "Dewi Anggraini",
        "Sukamaju, 25 November 2026",
        "halaman 1 dari 1",
        "tidak ada anak yang terukur gizi buruk",
    ):
        assert words in text


def test_ratios_without_denominator_are_dashes(tmp_path):
    nobody = SkdnCounts(S=0, K=0, D=0, N=0, T=0, O=0, B=0)
    [text] = pages(write(tmp_path, report(counts=nobody)))
    assert "%" not in text
    assert text.count("–") >= 11


@pytest.mark.parametrize(("children", "least"), [(1, 2), (3, 2), (60, 3)])
def test_gizi_buruk_is_listed_overleaf_with_names(tmp_path, children, least):
    lines = tuple(severe_line(f"Anak Nomor {number}", number) for number in range(children))
    found = pages(write(tmp_path, report(severe=lines)))
    assert len(found) >= least
    assert f"Gizi buruk: {children} anak" in found[0]
    for number in range(children):
        assert any(f"Anak Nomor {number}" in text for text in found[1:])
    assert "Siti <Nur> & Ani" in found[1]
    assert all("Nama anak" in text for text in found[1:])


def test_warnings_and_long_names_still_fit_on_one_page(tmp_path):
    long = replace(PLACE, posyandu="Melati Putih Sejahtera Bersama " * 2, village="Desa Sukamaju Kaler Wetan")
    odd = SkdnCounts(S=20, K=12, D=13, N=5, T=5, O=2, B=1)
    why = "Belum ada hari buka pada November 2026; umur dihitung pada 30 November 2026."
    found = [Finding("R-SKDN", "month", "Tanpa hari buka", Severity.YELLOW, why)] * 2
    [text] = pages(write(tmp_path, report(counts=odd, place=long, findings=found)))
    assert "Tanpa hari buka" in text
    assert "D melebihi K" in text
    assert "halaman 1 dari 1" in text


def test_the_bars_are_vectors_and_the_fonts_are_embedded(tmp_path):
    path = write(tmp_path, report())
    document = pypdfium2.PdfDocument(path)
    kinds = {item.type for item in document[0].get_objects()}
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in kinds
    written = path.read_bytes()
    assert b"FontFile2" in written
    assert b"Helvetica" not in written


def test_the_same_report_gives_the_same_file(tmp_path):
    first = write(tmp_path, report()).read_bytes()
    assert write(tmp_path, report()).read_bytes() == first


def test_a_folder_that_is_not_there_is_told_in_words(tmp_path):
    with pytest.raises(EnvironmentProblem, match="tidak ada"):
        write_skdn_pdf(year(report()), tmp_path / "hilang" / "a.pdf", settings=Settings(), printed_on=PRINTED_ON)
