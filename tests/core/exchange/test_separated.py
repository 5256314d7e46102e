from pathlib import Path

import pytest

from core.errors import InputError
from core.exchange.separated import read_separated


def rows(content):
    (sheet,) = read_separated(Path("data.csv"), content)
    return sheet.rows


@pytest.mark.parametrize(
    "text",
    ["Nama;Berat\nSiti;7,4\n", "Nama\tBerat\nSiti\t7,4\n", 'Nama,Berat\nSiti,"7,4"\n', "sep=;\nNama;Berat\nSiti;7,4"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_letters(text, encoding):
    assert rows(text.encode(encoding)) == ((1, ("Nama", "Berat")), (2, ("Siti", "7,4")))


def test_rows_keep_their_number():
    assert [number for number, _ in rows(b"Nama;Berat\n;\nSiti;7\n")] == [1, 3]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\x01\x02binary"])
def test_what_is_no_table_is_refused(content):
    with pytest.raises(InputError, match=r"data\.csv"):
        rows(content)
