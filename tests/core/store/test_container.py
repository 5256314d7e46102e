"""A backup file tells at once whether it is one, and any byte that is not as it was written is noticed."""

from datetime import UTC, datetime

import pytest

from core.store.container import Head, Manifest, Spoilt, read_manifest, verify, write_container
from core.store.content_hash import TableContent

KEY = bytes(range(32))
MANIFEST = Manifest(
    datetime(2026, 11, 25, 3, 0, tzinfo=UTC),
    "0003",
    "desa-1",
    is_encrypted=True,
    tables={"person": TableContent(2, "ab" * 32)},
    heads={"laptop": Head(4, "000-1")},
)


def silent(_done, _whole):
    pass


@pytest.fixture
def backup(tmp_path):
    database = tmp_path / "isi.db"
    database.write_bytes(bytes(range(256)) * 3)
    out = tmp_path / "satu.bukucadangan"
    write_container(out, MANIFEST, b"kunci", database, KEY, silent)
    database.unlink()
    return out


def test_what_was_put_in_comes_out(backup, tmp_path):
    manifest, lengths = read_manifest(backup)
    assert manifest == MANIFEST
    assert lengths.file == backup.stat().st_size
    with (tmp_path / "keluar.db").open("wb") as pages:
        assert verify(backup, silent, key=KEY, database_to=pages) == b"kunci"
    assert (tmp_path / "keluar.db").read_bytes() == bytes(range(256)) * 3


def test_every_single_flipped_byte_is_detected_without_any_key(backup):
    whole = backup.read_bytes()
    for place in range(len(whole)):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Spoilt):
            verify(backup, silent)


def test_a_backup_cut_anywhere_or_with_something_behind_it_is_refused(backup):
    whole = backup.read_bytes()
    for length in range(len(whole)):
        backup.write_bytes(whole[:length])
        with pytest.raises(Spoilt):
            read_manifest(backup)
    backup.write_bytes(whole + b"\0")
    with pytest.raises(Spoilt, match="lebih panjang"):
        read_manifest(backup)


def test_a_backup_sealed_by_another_key_is_refused(backup):
    with pytest.raises(Spoilt, match="kuncinya lain"):
        verify(backup, silent, key=bytes(32))


def test_a_whole_forgery_needs_the_key(backup, tmp_path):
    """Whoever writes a fresh backup with right hashes, but without the key, does not get past its seal."""
    database = tmp_path / "palsu.db"
    database.write_bytes(b"palsu")
    write_container(backup, MANIFEST, b"kunci", database, None, silent)
    verify(backup, silent)
    with pytest.raises(Spoilt):
        verify(backup, silent, key=KEY)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b"SQLite format 3\x00 dan seterusnya", "adalah berkas register"),
        (b"PK\x03\x04 workbook", "bukan cadangan"),
        (b"BukuCadangan\x00\r\n\x02\x00", "lebih baru"),
        (b"BukuCadangan\x00\r\n\x01\x00", "terpotong"),
        (b"BukuCadangan\x00\r\n\x01\x00" + b"\xff" * 90, "rusak"),
    ],
)
def test_other_files_are_refused_with_the_reason(tmp_path, content, words):
    path = tmp_path / "berkas"
    path.write_bytes(content)
    with pytest.raises(Spoilt, match=words):
        read_manifest(path)
