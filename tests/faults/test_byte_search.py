"""No name and no number of anybody stands in clear in any file we write: every byte ever written is searched."""

import os
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import matplotlib
import pytest

from tests.faults import byte_story, recording, shim
from tests.faults.secrets_search import CODINGS, Secrets, files_under
from tests.stories import test_first_day
from tests.stories.villages import write_village

HOMES = ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR")


class Played:
    """A story that was played in a world of its own, and whom nobody may find there."""

    def __init__(self, folder: Path, command: list[str], secrets: Secrets, world: Path) -> None:
        self.world, self.secrets, self.record = world, secrets, folder / "ditulis.bin"
        homes = {name: str(world / name.lower()) for name in HOMES}
        for home in homes.values():
            Path(home).mkdir(parents=True)
        # The list of fonts takes seconds to make and holds nobody.
        for fonts in Path(matplotlib.get_cachedir()).glob("fontlist-*.json"):
            shutil.copy(fonts, homes["MPLCONFIGDIR"])
        own = shim.environment(shim.build(folder), self.record) if not shim.why_not() else dict(os.environ)
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=shim.ROOT,
            env={**own, **homes, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]

    def found_in_files(self) -> list[str]:
        """What stands in the files that are there at the end."""
        return [wrong for path, data in files_under(self.world, ()) for wrong in self.secrets.in_file(path, data)]

    def found_in_writes(self, is_asked_for: Callable[[Path], bool]) -> list[str]:
        """What was ever written to any file anywhere on this computer, leaving out what somebody asked for."""
        return [
            wrong
            for path, data in recording.written(self.record)
            if not is_asked_for(Path(path))
            for wrong in self.secrets.in_file(path, data)
        ]


def _told(folder: Path, story: str) -> Played:
    """A story of `byte_story.py`; its papers lie outside its world."""
    papers, book = folder / "kertas", folder / "penduduk.xlsx"
    papers.mkdir()
    byte_story.write_book(book)
    command = ["tests.faults.byte_story", str(folder / "dunia"), str(book), str(papers), story]
    return Played(folder, command, Secrets(byte_story.secrets(book)), folder / "dunia")


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return _told(tmp_path_factory.mktemp("terkunci"), "locked")


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return _told(tmp_path_factory.mktemp("terbuka"), "turned")


@pytest.mark.slow
def test_no_file_of_an_encrypted_register_holds_anybody(locked):
    assert locked.found_in_files() == []


@pytest.mark.slow
@pytest.mark.skipif(bool(shim.why_not()), reason=shim.why_not() or "-")
def test_nor_did_any_file_that_is_gone_or_was_overwritten(locked):
    written = {Path(path).name for path, _ in recording.written(locked.record)}
    seen = ("melati.db", "melati.db-wal", ".kunci", "bukucadangan", "buku-posyandu.log", "salinan.db", ".pdf", ".xlsx")
    assert [end for end in seen if not any(end in name for name in written)] == []
    papers = locked.world.with_name("kertas")
    assert locked.found_in_writes(lambda path: path.is_relative_to(papers)) == []


@pytest.mark.slow
def test_of_a_register_that_gets_its_first_account_nothing_stays_in_clear(turned):
    assert turned.found_in_files() == []


@pytest.mark.slow
@pytest.mark.skipif(bool(shim.why_not()), reason=shim.why_not() or "-")
def test_the_search_finds_everybody_where_nothing_was_encrypted_yet(turned):
    found = " ".join(turned.found_in_writes(lambda _path: False))
    for name in (byte_story.CHILD, byte_story.NEWCOMER, byte_story.OTHER_NIK, byte_story.PHONE, byte_story.HEAD):
        assert name in found


@pytest.mark.slow
@pytest.mark.story
@pytest.mark.skipif(bool(shim.why_not()), reason=shim.why_not() or "-")
def test_nor_does_the_window_write_anybody_down_on_the_first_day(tmp_path):
    """The first day's story with the real window, its PIN, its papers and its printer, with everything recorded."""
    first_day, folder = "tests/stories/test_first_day.py", tmp_path / "hari"
    book = tmp_path / "penduduk.xlsx"
    write_village(book, test_first_day._village())
    command = ["pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={folder}", first_day]
    played = Played(tmp_path, command, Secrets(byte_story.people_in(book)), tmp_path / "dunia")
    written = {Path(path).name for path, _ in recording.written(played.record)}
    assert {"desa.db", "desa.db-wal", test_first_day.PRINTER} <= written

    def is_asked_for(path: Path) -> bool:
        # The papers; and the village's workbook, for which the story's own pen also writes scratch files.
        return (path.is_relative_to(folder) and path.suffix in (".pdf", ".xlsx")) or path.name.startswith("openpyxl.")

    assert played.found_in_writes(is_asked_for) == []


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
