"""No name and no number of anybody stands in clear in any file we write: every byte ever written is searched."""

import os
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest

from tests.faults import byte_story, recording, shim
from tests.faults.secrets_search import CODINGS, Secrets, files_under

HOMES = ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR")


class Played:
    """A story that was played in a world of its own."""

    def __init__(self, folder: Path, story: str) -> None:
        self.world, self.papers, book = folder / "dunia", folder / "kertas", folder / "penduduk.xlsx"
        for made in (self.world, self.papers):
            made.mkdir(parents=True)
        byte_story.write_book(book)
        self.record = folder / "ditulis.bin"
        can_record = not shim.why_not()
        environment = shim.environment(shim.build(folder), self.record) if can_record else dict(os.environ)
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.byte_story", self.world, book, self.papers, story],
            cwd=shim.ROOT,
            env=environment | {name: str(self.world / name.lower()) for name in HOMES} | self._made_homes(),
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        self.secrets = Secrets(byte_story.secrets(book))

    def _made_homes(self) -> dict[str, str]:
        for name in HOMES:
            (self.world / name.lower()).mkdir()
        return {"PYTHONDONTWRITEBYTECODE": "1"}

    def found_in_files(self) -> list[str]:
        """What stands in the files that are there at the end, the papers that were asked for left out."""
        return [wrong for path, data in files_under(self.world, ()) for wrong in self.secrets.in_file(path, data)]

    def found_in_writes(self) -> list[str]:
        """What was ever written to any file anywhere on this computer, the papers left out."""
        return [
            wrong
            for path, data in recording.written(self.record)
            if not Path(path).is_relative_to(self.papers)
            for wrong in self.secrets.in_file(path, data)
        ]


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return Played(tmp_path_factory.mktemp("terkunci"), "locked")


@pytest.fixture(scope="module")
def in_clear(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return Played(tmp_path_factory.mktemp("terbuka"), "in clear")


@pytest.mark.slow
def test_no_file_of_an_encrypted_register_holds_anybody(locked):
    assert locked.found_in_files() == []


@pytest.mark.slow
@pytest.mark.skipif(bool(shim.why_not()), reason=shim.why_not() or "-")
def test_nor_did_any_file_that_is_gone_or_was_overwritten(locked):
    written = {Path(path).name for path, _ in recording.written(locked.record)}
    seen = ("melati.db", "melati.db-wal", ".kunci", ".bukucadangan.part", "buku-posyandu.log", "salinan.db", ".pdf")
    assert [end for end in seen if not any(end in name for name in written)] == []
    assert locked.found_in_writes() == []


@pytest.mark.slow
def test_the_search_finds_everybody_where_nothing_is_encrypted(in_clear):
    found = " ".join(in_clear.found_in_files())
    for name in (byte_story.CHILD, byte_story.NEWCOMER, byte_story.OTHER_NIK, byte_story.PHONE, byte_story.HEAD):
        assert name in found


@pytest.mark.slow
def test_of_a_register_that_gets_its_first_account_nothing_stays_in_clear(tmp_path):
    assert Played(tmp_path, "turned").found_in_files() == []


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("written", ["Wulandari Kusumaningrum", "WULANDARI  KUSUMANINGRUM", "3201014505250017"])
def test_the_search_knows_names_and_numbers_however_they_are_written(coding, written):
    secrets = Secrets(["Wulandari Kusumaningrum", "3201014505250017"])
    assert secrets.in_bytes(b"\x00\x93" + written.encode(coding) + b"\xff")
    assert not secrets.in_bytes("Wulan dari Kusuma, 320101450525001".encode(coding))


def test_a_packed_file_is_not_taken_for_an_innocent_one():
    assert [*Secrets(["Wulandari"]).in_file("laporan.tmp", b"%PDF-1.4 x\x9c")]


@pytest.mark.parametrize("before", ["", "x", "xy"])
def test_the_search_knows_them_in_base64_and_hex(before):
    secrets = Secrets(["3201014505250017"])
    plain = f"{before}3201014505250017 lahir".encode()
    assert secrets.in_bytes(b64encode(plain))
    assert secrets.in_bytes(plain.hex().encode())
    assert not secrets.in_bytes(b64encode(b"3201014505999917 lahir"))
