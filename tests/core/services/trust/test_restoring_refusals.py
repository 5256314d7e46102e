"""200 corrupted backups and 200 files of any kind, offered to restore: refused in one sentence, nothing changed."""

import io
import random
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from core.errors import InputError
from core.services.trust import backups
from core.services.trust.restoring import inspect, restore
from core.store.cipher import connect_file
from tests.core.services.locked_registers import OLD, files_below, locked_register

ROUNDS = 200


@pytest.fixture(scope="module")
def offered(tmp_path_factory):
    """A folder with one good encrypted backup, its bytes, its key, and the register it was made of."""
    folder = tmp_path_factory.mktemp("tawaran")
    (folder / "data").mkdir()
    made = locked_register(folder / "data" / "melati.db")
    good = backups.back_up(made.register, plugged=()).made[0].path.read_bytes()
    made.register.close()
    (folder / "tujuan").mkdir()
    return folder, good, made.key


def refuse(folder, content, key):
    """Offer these bytes to restore; gives the sentence, after seeing that nothing changed anywhere."""
    path = folder / "tawaran.bukucadangan"
    path.write_bytes(content)
    before = files_below(folder)
    with pytest.raises(InputError) as refused:
        restore(path, folder / "tujuan" / "pulih.db", key=key)
    assert files_below(folder) == before
    assert not list(folder.rglob(".*"))
    sentence = refused.value.message
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def flipped(chance: random.Random, good: bytes) -> bytes:
    spoilt = bytearray(good)
    for _ in range(chance.choice([1, 1, 2, 50])):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut(chance: random.Random, good: bytes) -> bytes:
    return good[: chance.randrange(len(good))]


def lengthened(chance: random.Random, good: bytes) -> bytes:
    return good + chance.randbytes(chance.choice([1, 7, 4096]))


def swapped(chance: random.Random, good: bytes) -> bytes:
    size = 4096
    one, other = chance.sample(range(len(good) // size), 2)
    spoilt = bytearray(good)
    first, second = (slice(place * size, (place + 1) * size) for place in (one, other))
    spoilt[first], spoilt[second] = spoilt[second], spoilt[first]
    return bytes(spoilt)


def zeroed(chance: random.Random, good: bytes) -> bytes:
    start = chance.randrange(len(good) - 512)
    return good[:start] + bytes(512) + good[start + 512 :]


SPOILING: list[Callable[[random.Random, bytes], bytes]] = [flipped, cut, lengthened, swapped, zeroed]


def test_two_hundred_corrupted_backups_are_refused(offered):
    folder, good, key = offered
    chance = random.Random(4)
    for number in range(ROUNDS):
        spoilt = SPOILING[number % len(SPOILING)](chance, good)
        assert spoilt != good
        refuse(folder, spoilt, key)
        path = folder / "tawaran.bukucadangan"
        with pytest.raises(InputError):
            inspect(path)


def noise(chance: random.Random) -> bytes:
    return chance.randbytes(chance.choice([1, 15, 16, 4096, 40_960, 123_457]))


def text(chance: random.Random) -> bytes:
    return "\n".join(f"Anak {chance.randrange(99)};7,4 kg" for _ in range(chance.randrange(1, 400))).encode()


def workbook(chance: random.Random) -> bytes:
    book = openpyxl.Workbook()
    book.active.append([chance.randrange(99), "Aisyah"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("cadangan.bukucadangan", chance.randbytes(100))
    return out.getvalue()


def half_a_register(chance: random.Random) -> bytes:
    return (OLD / "0002.db").read_bytes()[: chance.randrange(1, 400_000)]


def magic_then_noise(chance: random.Random) -> bytes:
    return b"BukuCadangan\x00\r\n\x01\x00" + chance.randbytes(chance.choice([0, 10, 56, 500, 5000]))


def nothing(_chance: random.Random) -> bytes:
    return b""


KINDS: list[Callable[[random.Random], bytes]] = [
    noise,
    text,
    workbook,
    archive,
    half_a_register,
    magic_then_noise,
    nothing,
]


def test_two_hundred_files_of_any_kind_are_refused(offered, tmp_path):
    folder, _good, key = offered
    chance = random.Random(5)
    for number in range(ROUNDS - 4):
        refuse(folder, KINDS[number % len(KINDS)](chance), key)
    assert "adalah berkas register" in refuse(folder, (OLD / "0001.db").read_bytes(), key)
    assert "bukan cadangan" in refuse(folder, (folder / "data" / "melati.db").read_bytes(), key)
    assert "bukan cadangan" in refuse(folder, (folder / "data" / "melati.db.kunci").read_bytes(), key)
    other = connect_file(tmp_path / "lain.db", None)
    other.execute("CREATE TABLE lain (x)")
    other.close()
    assert "adalah berkas register" in refuse(folder, (tmp_path / "lain.db").read_bytes(), key)
