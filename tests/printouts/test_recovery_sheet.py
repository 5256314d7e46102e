"""The sheet for the envelope: one page, the code large and in groups, and nobody's name."""

from datetime import date
from pathlib import Path

from core.words.recovery_code import make
from printouts.recovery_sheet import recovery_pdf, write_recovery_sheet
from tests.printouts.reading import read_pdf

CODE = make(3**91)
ON = date(2026, 11, 25)


def _sheet(tmp_path: Path) -> Path:
    return write_recovery_sheet(CODE, tmp_path / "kode.pdf", where="Posyandu Melati · Sukamaju", printed_on=ON)


def test_it_is_one_page_with_the_code_in_its_groups_and_what_to_do_with_it(tmp_path: Path) -> None:
    [page] = read_pdf(_sheet(tmp_path))
    for number, group in enumerate(CODE.split("-"), 1):
        assert f"kelompok {number}" in page.words
        assert " ".join(group) in page.words
    assert "Simpan di brankas desa" in page.words
    assert "Posyandu Melati · Sukamaju" in page.words
    assert page.pictures == 0


def test_the_code_is_large_enough_for_old_eyes(tmp_path: Path) -> None:
    [page] = read_pdf(_sheet(tmp_path))
    first_group = CODE.split("-")[0]
    sizes = [letter.size for letter in page.letters if letter.size > 20 and letter.text in first_group]
    assert len(sizes) >= len(first_group)


def test_the_printer_gets_the_same_page_without_a_file(tmp_path: Path) -> None:
    in_memory = recovery_pdf(CODE, where="Posyandu Melati · Sukamaju", printed_on=ON)
    assert in_memory == _sheet(tmp_path).read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == ["kode.pdf"]
