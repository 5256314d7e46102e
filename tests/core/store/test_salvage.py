"""The journal of a damaged file is read around its holes, and a deed that is not whole is known to be so."""

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.clock import Clock
from core.services.register import open_register
from core.services.setup import add_posyandu, set_up
from core.store.cipher import connect_file
from core.store.salvage import salvage
from tests.core.services.locked_registers import OLD

PAGE, LEAF = 4096, 0x0D


def silent(_done, _whole):
    pass


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A register with 121 deeds, each adding a posyandu."""
    place = tmp_path_factory.mktemp("jurnal") / "desa.db"
    register = open_register(str(place), who="Bu Sari", clock=Clock(date(2026, 11, 25)))
    set_up(register, posyandu="Melati", village="Sukamaju")
    for number in range(120):
        add_posyandu(register, f"Mawar {number} di ujung jalan besar dekat balai desa")
    register.close()
    return place


@pytest.fixture
def copy(written, tmp_path):
    return Path(shutil.copy(written, tmp_path / "salinan.db"))


def leaves(place: Path, table: str) -> list[int]:
    """Pages, from 0, that hold rows of the journal table: leaf pages with the table's words in them."""
    content = place.read_bytes()
    words = {"journal_entry": b"Menambah Posyandu Mawar", "journal_change": b'"name":"Mawar'}[table]
    pages = range(1, len(content) // PAGE)
    return [
        page for page in pages if content[page * PAGE] == 0x0D and words in content[page * PAGE : (page + 1) * PAGE]
    ]


def spoil(place: Path, *pages: int) -> None:
    content = bytearray(place.read_bytes())
    for page in pages:
        content[page * PAGE : (page + 1) * PAGE] = b"\xa5" * PAGE
    place.write_bytes(content)


def test_a_sound_journal_is_read_whole_in_the_order_of_its_clock(copy):
    found = salvage(copy, None, silent)
    assert len(found.entries) == 121
    assert all(entry.is_whole for entry in found.entries)
    assert [entry.fields["number"] for entry in found.entries] == list(range(1, 122))
    assert (list(found.noted.values()), found.holes) == ([121], 0)


def test_around_a_hole_in_the_middle_all_else_is_read(copy):
    pages = leaves(copy, "journal_entry")
    spoil(copy, pages[len(pages) // 2])
    found = salvage(copy, None, silent)
    numbers = [entry.fields["number"] for entry in found.entries]
    assert 80 < len(numbers) < 121
    assert {1, 121} <= set(numbers)
    assert found.holes == 1


def test_two_holes_cost_two_pages(copy):
    pages = leaves(copy, "journal_entry")
    spoil(copy, pages[1], pages[-2])
    found = salvage(copy, None, silent)
    assert found.holes == 2
    assert len(found.entries) > 80


def test_deeds_whose_changes_are_gone_are_not_whole(copy):
    pages = leaves(copy, "journal_change")
    spoil(copy, pages[1])
    found = salvage(copy, None, silent)
    assert len(found.entries) == 121
    broken = [entry for entry in found.entries if not entry.is_whole]
    assert 0 < len(broken) < 20
    assert all(not entry.changes for entry in broken)


def test_a_single_letter_that_changed_shows(copy):
    entry = salvage(copy, None, silent).entries[50]
    assert entry.is_whole
    spoilt = {**entry.changes[0], "after": entry.changes[0]["after"].replace("Mawar", "Mawer")}
    assert not replace(entry, changes=(spoilt,)).is_whole
    assert not replace(entry, fields={**entry.fields, "sentence": "lain"}).is_whole
    assert not replace(entry, changes=()).is_whole


def test_a_journal_of_before_the_chain_is_read_too(tmp_path):
    old = Path(shutil.copy(OLD / "0001.db", tmp_path / "lama.db"))
    with closing(connect_file(old, None, read_only=True)) as connection:
        count = connection.execute("SELECT count(*) FROM journal_entry").fetchone()[0]
    found = salvage(old, None, silent)
    assert len(found.entries) == count > 0
    assert all(entry.is_whole for entry in found.entries)
    assert found.noted == {}


def test_deeds_that_are_known_already_are_passed_over(copy):
    entries = salvage(copy, None, silent).entries
    known = {str(entry.fields["id"]) for entry in entries[:100]}
    assert salvage(copy, None, silent, known).entries == entries[100:]


@pytest.mark.parametrize("content", [b"", b"bukan basis data", b"\xa5" * 8 * PAGE])
def test_of_a_file_that_is_nothing_nothing_is_read(tmp_path, content):
    path = tmp_path / "rusak.db"
    path.write_bytes(content)
    assert salvage(path, None, silent).entries == []
