"""The certificate of the self-test: one page, dated, with version, counts, differences, checksums and a verdict."""

from dataclasses import replace
from datetime import date

import pytest

from core.growth.selftest import SelfTestResult, SetResult, run
from core.version import VERSION
from printouts.certificate import print_certificate
from tests.printouts.reading import read_pdf

ON = date(2026, 11, 25)


@pytest.fixture(scope="module")
def result() -> SelfTestResult:
    return run()


def test_it_is_one_page_that_says_what_was_compared_and_that_all_agrees(tmp_path, result):
    (page,) = read_pdf(print_certificate(result, tmp_path / "s.pdf", printed_on=ON))
    assert "25 November 2026" in page.words
    assert VERSION in page.words
    assert f"{result.compared:,}".replace(",", ".") in page.words
    assert f"SESUAI. Semua {len(result.sets)} kumpulan angka cocok." in page.words
    assert "TIDAK SESUAI" not in page.words
    for checksum in result.tables.values():
        assert checksum[:16] in page.words
    assert "halaman 1 dari 1" in page.words
    assert page.collisions() == []


def test_one_wrong_number_turns_the_verdict_and_names_the_set(tmp_path, result):
    wrong = SetResult(
        "velocity_sd", "WHO velocity", 57, "0" * 64, 0.7, 0.7, compared=399, agreed=390, largest_difference=9.0
    )
    failed = replace(result, sets=(*result.sets[:-1], wrong))
    (page,) = read_pdf(print_certificate(failed, tmp_path / "s.pdf", printed_on=ON))
    assert "TIDAK SESUAI. 1 dari 13 kumpulan tidak cocok: Tabel kecepatan berat WHO 2009, SD." in page.words
    assert "Jangan pakai hasil hitungan." in page.words


def test_a_number_that_could_not_be_computed_is_said(tmp_path, result):
    lost = SetResult(
        "anthroplus", "WHO", 1, "0" * 64, 0.005, 0.01, compared=1, agreed=0, largest_difference=float("inf")
    )
    (page,) = read_pdf(print_certificate(replace(result, sets=(lost,)), tmp_path / "s.pdf", printed_on=ON))
    assert "tak terhitung" in page.words
