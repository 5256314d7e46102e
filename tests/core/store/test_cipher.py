"""Encrypted register files: which is which, the right key, and every flipped byte noticed."""

import random
from datetime import date
from pathlib import Path

import pytest

from core.clock import Clock
from core.errors import BukuError, EnvironmentProblem, InputError
from core.services.register import Register
from core.services.setup import set_up
from core.services.trust.maintenance import check
from core.services.trust.protecting import create_protected
from core.store.cipher import connect_file, damaged_pages, is_encrypted
from core.store.database import open_database
from core.store.glance import glance
from core.store.keyring import keyring_files
from core.store.schema import HEAD
from core.words.roles import Role

CLOCK = Clock(date(2026, 11, 25))
OLD = Path(__file__).parents[2] / "old_registers" / "0002.db"
FLIPS = 200


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, bytes]:
    """A closed encrypted register and its data key."""
    path = tmp_path_factory.mktemp("sandi") / "melati.db"
    both = frozenset({Role.KADER, Role.ADMIN})
    register = create_protected(str(path), name="Bu Sari", roles=both, pin="482915", clock=CLOCK).register
    set_up(register, posyandu="Melati", village="Sukamaju")
    key = register.database.key
    register.close()
    assert key is not None
    return path, key


@pytest.fixture
def copied(made, tmp_path) -> tuple[Path, bytes]:
    """A copy of it to be harmed, with its keyring."""
    path, key = made
    for file in (path, *keyring_files(path)):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path / path.name, key


def flipped(path: Path, place: int, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << bit
    path.write_bytes(data)


def opened_and_checked(path: Path, key: bytes) -> str:
    """What is said about the file by opening and checking it; empty when nothing is wrong."""
    try:
        database = open_database(str(path), must_exist=True, key=key)
    except BukuError as problem:
        return problem.message
    register = Register(database, clock=CLOCK)
    try:
        return " ".join(check(register).problems)
    except BukuError as problem:
        return problem.message
    finally:
        register.close()


def test_tells_the_two_kinds_apart(made, place, tmp_path):
    path, _ = made
    assert is_encrypted(path)
    assert not is_encrypted(place)
    assert not is_encrypted(tmp_path / "belum-ada.db")
    assert glance(path, CLOCK.today()) is None


def test_opens_with_its_key_only(made):
    path, key = made
    assert opened_and_checked(path, key) == ""
    with pytest.raises(InputError, match="Masuk dengan PIN"):
        open_database(str(path))
    with pytest.raises(EnvironmentProblem, match="tidak cocok"):
        open_database(str(path), key=bytes(32))


def test_a_register_in_the_clear_is_not_written_into_with_a_key(place):
    before = place.read_bytes()
    with pytest.raises(InputError, match="tidak bersandi"):
        open_database(str(place), key=bytes(32))
    assert place.read_bytes() == before


def test_any_flipped_bit_of_the_file_is_noticed(copied):
    path, key = copied
    assert damaged_pages(path, key) == 0
    random_places = random.Random(1)
    size = path.stat().st_size
    places = [*range(16), *(random_places.randrange(size) for _ in range(FLIPS))]
    for place in places:
        bit = random_places.randrange(8)
        flipped(path, place, bit)
        assert damaged_pages(path, key) > 0, place
        flipped(path, place, bit)
    assert damaged_pages(path, key) == 0


def test_opening_and_checking_tells_it_in_a_sentence(copied, capfd):
    path, key = copied
    random_places = random.Random(2)
    for place in (0, 15, 16, 100, 4095, 4096, *(random_places.randrange(path.stat().st_size) for _ in range(8))):
        flipped(path, place, 3)
        said = opened_and_checked(path, key)
        assert "rusak" in said, place
        flipped(path, place, 3)
    assert opened_and_checked(path, key) == ""
    # The cipher's own talk does not reach people.
    assert capfd.readouterr() == ("", "")


def test_a_damaged_page_is_told_from_a_wrong_key(copied):
    path, key = copied
    flipped(path, 2000, 1)
    with pytest.raises(EnvironmentProblem, match=r"rusak \(1 bagian\)"):
        open_database(str(path), key=key)


def test_a_cut_off_file_is_noticed(copied):
    path, key = copied
    path.write_bytes(path.read_bytes()[: -3 * 4096])
    assert opened_and_checked(path, key) != ""


def test_a_page_wiped_to_zeros_is_noticed(copied):
    path, key = copied
    whole = path.read_bytes()
    for page in range(len(whole) // 4096):
        path.write_bytes(whole[: page * 4096] + bytes(4096) + whole[(page + 1) * 4096 :])
        assert opened_and_checked(path, key) != "", page


def test_a_file_without_its_keyring_says_which_file_is_missing(copied):
    path, key = copied
    for file in keyring_files(path):
        file.unlink()
    with pytest.raises(InputError, match=r"melati\.db\.kunci"):
        open_database(str(path), key=key)
    assert not is_encrypted(path)


def test_an_older_register_is_copied_encrypted_with_its_keyring(made, tmp_path):
    path, key = made
    old = tmp_path / "lama.db"
    sample = tmp_path / "contoh.db"
    sample.write_bytes(OLD.read_bytes())  # opened where it lies, it would get a log beside it
    plain = connect_file(sample, None, read_only=True)
    plain.execute("ATTACH DATABASE ? AS baru KEY ?", (str(old), f"x'{key.hex()}'"))
    plain.execute("SELECT sqlcipher_export('baru')")
    plain.close()
    for mine, its in zip(keyring_files(old), keyring_files(path), strict=True):
        mine.write_bytes(its.read_bytes())
    open_database(str(old), key=key).close()
    copy = tmp_path / f"lama-sebelum-{HEAD}.db"
    assert is_encrypted(copy)
    assert all(file.exists() for file in keyring_files(copy))
    assert damaged_pages(copy, key) == 0
