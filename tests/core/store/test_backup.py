"""A backup is of one moment, stands under its name only when proven, and leaves nothing behind when it fails."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import EnvironmentProblem
from core.services.register import Cancelled
from core.store.backup import Source, Unproven, copy_backup, file_problems, prove, scratch_folder, write_backup
from core.store.cipher import connect_file
from core.store.container import PART, read_manifest, verify
from core.store.content_hash import contents
from core.store.keyring import keyring_files, load_bytes
from tests.core.services.locked_registers import AT, OLD, files_below, locked_register

PERSON = "Nur Aisyah Khadijah"


def silent(*_progress):
    pass


@pytest.fixture
def plain(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    return Source(Path(shutil.copy(OLD / "0002.db", folder / "melati.db")))


@pytest.fixture
def locked(tmp_path):
    place = tmp_path / "melati.db"
    made = locked_register(place)
    with made.register.deed(f"Mendaftarkan {PERSON}", action="daftar-warga") as deed:  # type: ignore[arg-type]
        deed.session.connection().exec_driver_sql("INSERT INTO local_state VALUES ('uji', ?)", (PERSON,))
    yield Source(place, made.key, load_bytes(place))
    made.register.close()


def test_a_backup_holds_every_row_of_the_register(plain, tmp_path):
    out = tmp_path / "satu.bukucadangan"
    manifest = write_backup(plain, out, AT, silent)
    with closing(connect_file(plain.place, None, read_only=True)) as connection:
        assert manifest.tables == contents(connection)
    assert read_manifest(out)[0] == manifest
    assert (manifest.schema, manifest.made_at, manifest.is_encrypted) == ("0002", AT, False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "satu.bukucadangan"]


def test_a_backup_of_an_encrypted_register_says_no_name_and_opens_with_the_same_key(locked, tmp_path):
    out = tmp_path / "satu.bukucadangan"
    seen: set[bytes] = set()

    def look(_done, _whole, _what):
        for path in tmp_path.rglob("*"):
            if path.is_file():
                seen.add(path.read_bytes()[:16])
                assert PERSON.encode() not in path.read_bytes()

    manifest = write_backup(locked, out, AT, look)
    look(0, 1, "")
    assert manifest.is_encrypted
    assert b"SQLite format 3\0" not in seen
    copy = tmp_path / "salinan.db"
    with copy.open("wb") as pages:
        assert verify(out, silent, key=locked.key, database_to=pages) == locked.keyring
    with closing(connect_file(copy, locked.key, read_only=True)) as connection:
        assert contents(connection) == manifest.tables
        assert list(file_problems(connection, is_encrypted=True)) == []


def test_what_others_write_meanwhile_is_not_in_it(plain, tmp_path):
    with closing(connect_file(plain.place, None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        before = contents(other)

        def write(_done, _whole, _what):
            other.execute("INSERT INTO local_state VALUES (hex(randomblob(8)), 'lain')")

        manifest = write_backup(plain, tmp_path / "satu.bukucadangan", AT, write)
        assert manifest.tables == before
        assert contents(other) != before


def test_batal_at_any_moment_leaves_nothing_behind(locked, tmp_path):
    before = files_below(tmp_path)
    reports = 0

    def count(*_progress):
        nonlocal reports
        reports += 1

    write_backup(locked, tmp_path / "satu.bukucadangan", AT, count)
    (tmp_path / "satu.bukucadangan").unlink()
    for stop_at in range(1, reports + 1):
        left = stop_at

        def stop(*_progress):
            nonlocal left
            left -= 1
            if not left:
                raise Cancelled

        with pytest.raises(Cancelled):
            write_backup(locked, tmp_path / "satu.bukucadangan", AT, stop)
        assert files_below(tmp_path) == before


def test_a_name_that_is_taken_is_never_overwritten(plain, tmp_path):
    out = tmp_path / "satu.bukucadangan"
    out.write_bytes(b"milik orang lain")
    with pytest.raises(EnvironmentProblem, match="sudah ada"):
        write_backup(plain, out, AT, silent)
    assert out.read_bytes() == b"milik orang lain"


@pytest.mark.parametrize("spoil", ["UPDATE person SET sex = 'X'", "DELETE FROM measurement", "DROP TABLE draft"])
def test_a_copy_that_is_not_the_same_does_not_count(plain, tmp_path, spoil):
    manifest = write_backup(plain, tmp_path / "satu.bukucadangan", AT, silent)
    copy = Path(shutil.copy(plain.place, tmp_path / "salinan.db"))
    prove(copy, None, manifest.tables, silent)
    with closing(connect_file(copy, None)) as connection:
        connection.execute(spoil)
    with pytest.raises(Unproven):
        prove(copy, None, manifest.tables, silent)


def test_a_damaged_register_is_not_backed_up_but_told(locked, tmp_path):
    with closing(connect_file(locked.place, locked.key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    pages = bytearray(locked.place.read_bytes())
    pages[4096 * 9 + 50] ^= 1
    other = tmp_path / "rusak"
    other.mkdir()
    (other / "melati.db").write_bytes(pages)
    with pytest.raises(EnvironmentProblem, match=r"rusak|tidak utuh"):
        write_backup(Source(other / "melati.db", locked.key, b""), other / "satu.bukucadangan", AT, silent)
    assert list(files_below(other)) == ["melati.db"]


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "penuh"), (errno.EIO, "tidak bisa ditulis"), (errno.EROFS, "tidak bisa ditulis")],
)
def test_a_stick_that_fails_in_the_middle_is_told_in_one_sentence(plain, tmp_path, monkeypatch, number, words):
    before = files_below(tmp_path)
    flush = os.fsync

    def fail(handle):
        if "satu" in os.readlink(f"/proc/self/fd/{handle}"):
            raise OSError(number, os.strerror(number))
        flush(handle)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(EnvironmentProblem, match=words) as told:
        write_backup(plain, tmp_path / "satu.bukucadangan", AT, silent)
    assert "\n" not in told.value.message
    assert files_below(tmp_path) == before


def test_a_stick_that_was_pulled_out_is_told(plain, tmp_path):
    stick = tmp_path / "flashdisk"
    stick.mkdir()

    def pull(done, _whole, _what):
        if done > 700 and stick.exists():
            shutil.rmtree(stick)

    with pytest.raises(EnvironmentProblem, match="dicabut"):
        write_backup(plain, stick / "satu.bukucadangan", AT, pull)


def test_a_copy_elsewhere_is_proven_there(locked, tmp_path):
    out, other = tmp_path / "satu.bukucadangan", tmp_path / "flashdisk"
    other.mkdir()
    write_backup(locked, out, AT, silent)
    copy_backup(out, other / "dua.bukucadangan", locked.key, silent)
    assert files_below(other) == {"dua.bukucadangan": out.read_bytes()}
    out.write_bytes(out.read_bytes()[:-1] + b"?")
    with pytest.raises(Exception, match="tidak utuh"):
        copy_backup(out, other / "tiga.bukucadangan", locked.key, silent)
    assert list(files_below(other)) == ["dua.bukucadangan"]


KILLED = """
import sys, os
from pathlib import Path
from core.store.backup import Source, write_backup
from tests.core.services.locked_registers import AT
def pause(done, whole, what):
    print(done, flush=True)
    sys.stdin.readline()
write_backup(Source(Path(sys.argv[1])), Path(sys.argv[2]), AT, pause)
print("selesai", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the signal is a Unix one; the rule is the same")
@pytest.mark.parametrize("stop_at", [1, 3, 6, 9])
def test_a_backup_cut_by_a_kill_counts_for_nothing_and_is_swept_by_the_next_one(plain, tmp_path, stop_at):
    out = tmp_path / "cadangan" / "satu.bukucadangan"
    out.parent.mkdir()
    root = str(Path(__file__).parents[3])
    program = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(plain.place), str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
        text=True,
    )
    with program:
        assert program.stdout is not None
        assert program.stdin is not None
        for _ in range(stop_at):
            assert program.stdout.readline().strip().isdigit()
            program.stdin.write("\n")
            program.stdin.flush()
        program.stdout.readline()
        program.send_signal(signal.SIGKILL)
    assert not out.exists()
    long_ago = time.time() - 2 * 3600
    for left in (tmp_path / "cadangan").iterdir():
        os.utime(left, (long_ago, long_ago))
    write_backup(plain, out, AT, silent)
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    assert list(files_below(plain.place.parent)) == ["melati.db"]
    assert not [path for path in plain.place.parent.iterdir() if path.is_dir()]


def test_the_scratch_folder_of_a_living_process_is_left_alone(plain, tmp_path):
    with scratch_folder(plain.place.parent) as theirs:
        (theirs / "salinan.db").write_bytes(b"baru separuh")
        os.utime(theirs, (1, 1))
        write_backup(plain, tmp_path / "satu.bukucadangan", AT, silent)
        assert (theirs / "salinan.db").exists()
    assert list(files_below(plain.place.parent)) == ["melati.db"]


def test_a_backup_in_the_making_by_another_window_is_left_alone(plain, tmp_path):
    theirs = tmp_path / f"lain.bukucadangan{PART}"
    theirs.write_bytes(b"baru separuh")
    write_backup(plain, tmp_path / "satu.bukucadangan", AT, silent)
    assert theirs.exists()


def test_the_keyring_files_are_not_touched(locked, tmp_path):
    before = [path.read_bytes() for path in keyring_files(locked.place)]
    write_backup(locked, tmp_path / "satu.bukucadangan", AT, silent)
    assert [path.read_bytes() for path in keyring_files(locked.place)] == before
