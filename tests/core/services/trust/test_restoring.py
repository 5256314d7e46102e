"""A backup comes back whole, as a new file, from every version there was, or not at all."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections import namedtuple
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from core.clock import Clock
from core.errors import EnvironmentProblem, InputError, NotAllowed
from core.services.people.registration import PersonForm, register_person
from core.services.register import Cancelled, Register, open_register
from core.services.trust import backups
from core.services.trust.erasing import ErasureForm, erase_person
from core.services.trust.maintenance import check
from core.services.trust.restoring import compare, inspect, restore, restore_beside
from core.store.backup import Source, write_backup
from core.store.cipher import connect_file
from core.store.container import Spoilt
from core.store.database import open_database
from core.store.device import this_device
from core.store.keyring import change, load, load_bytes
from core.store.schema import HEAD
from core.store.vault import Face, pin_wrap
from core.words.people import Sex
from core.words.roles import Role, User
from tests.core.services.locked_registers import AT, OLD, files_below, locked_register, old_backup
from tests.register_state import register_state

TODAY = date(2026, 11, 25)
VERSIONS = sorted(path.stem for path in OLD.glob("*.db"))


@pytest.fixture
def locked(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    made = locked_register(folder / "melati.db")
    register_person(made.register, PersonForm("Aisyah Putri", Sex.FEMALE, date(2026, 3, 1), confirmation_reason="uji"))
    yield made
    made.register.close()


@pytest.fixture
def new(tmp_path):
    folder = tmp_path / "baru"
    folder.mkdir()
    return folder / "pulih.db"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_backup_of_every_old_version_comes_back_and_is_sound(tmp_path, new, version):
    path = old_backup(version, tmp_path)
    view = inspect(path)
    assert view.schema == version
    restored = restore(path, new)
    assert restored.schema == HEAD
    assert restored.counts == view.counts
    assert list(files_below(new.parent)) == [new.name]
    opened = open_register(str(new), clock=Clock(TODAY))
    result = check(opened)
    assert (result.problems, result.people) == ((), view.counts.people)
    opened.close()


def test_what_comes_back_is_the_same_register_row_by_row(register, add_child, new):
    add_child()
    before = register_state(register)
    path = backups.back_up(register, plugged=()).made[0].path
    add_child("Bima", "2024-03-10", Sex.MALE)
    restore(path, new)
    opened = open_register(str(new), clock=Clock(TODAY))
    assert register_state(opened) == before
    assert check(opened).ok
    assert opened.database.device_id != register.database.device_id
    assert backups.state(opened).proven_at is None
    opened.close()


def test_an_encrypted_backup_comes_back_encrypted_with_its_keyring(locked, new):
    before = register_state(locked.register)
    path = backups.back_up(locked.register, plugged=()).made[0].path
    restore_beside(locked.register, path, new)
    assert list(files_below(new.parent)) == ["pulih.db", "pulih.db.kunci", "pulih.db.kunci2"]
    assert not any(b"Aisyah" in content for content in files_below(new.parent).values())
    opened = Register(open_database(str(new), must_exist=True, key=locked.key), clock=Clock(TODAY))
    assert register_state(opened) == before
    own_id = opened.database.device_id
    assert own_id != locked.register.database.device_id
    opened.close()
    again = open_database(str(new), must_exist=True, key=locked.key)
    assert again.device_id == own_id
    again.close()


def test_an_account_removed_since_does_not_come_back_with_the_backup(locked, new, tmp_path):
    place = tmp_path / "data" / "melati.db"
    wrap = pin_wrap(locked.key, "melati", "akun-1", Face("Bu Sari", "kader", "bunga"), "271828", this_device())
    change(place, lambda keyring: keyring.with_pin(wrap))
    path = backups.back_up(locked.register, plugged=()).made[0].path
    change(place, lambda keyring: keyring.without("akun-1"))
    restore_beside(locked.register, path, new)
    assert load(new).pins == ()
    assert load_bytes(new) == load_bytes(place)


def test_an_encrypted_backup_asks_for_pin_or_code_before_anything_is_written(locked, new):
    path = backups.back_up(locked.register, plugged=()).made[0].path
    with pytest.raises(InputError, match="PIN atau kode pemulihan"):
        restore(path, new)
    with pytest.raises(Spoilt, match="kuncinya lain"):
        restore(path, new, key=bytes(32))
    assert files_below(new.parent) == {}


@pytest.mark.parametrize("taken", ["pulih.db", "pulih.db-wal", "pulih.db.kunci", "pulih.db.kunci2"])
def test_nothing_is_ever_overwritten(register, new, taken):
    path = backups.back_up(register, plugged=()).made[0].path
    (new.parent / taken).write_bytes(b"milik orang lain")
    with pytest.raises(InputError, match="sudah ada"):
        restore(path, new)
    assert files_below(new.parent) == {taken: b"milik orang lain"}


def test_a_folder_that_is_not_there_is_told(register, tmp_path):
    path = backups.back_up(register, plugged=()).made[0].path
    with pytest.raises(InputError, match="Folder “entah” tidak ada"):
        restore(path, tmp_path / "entah" / "pulih.db")


def test_a_file_that_appears_meanwhile_is_not_overwritten(register, new):
    path = backups.back_up(register, plugged=()).made[0].path

    def appear(done, _whole, _what):
        if done >= 400 and not new.exists():
            new.write_bytes(b"milik orang lain")

    with pytest.raises(InputError, match="tidak ditimpa"):
        restore(path, new, progress=appear)
    assert files_below(new.parent) == {"pulih.db": b"milik orang lain"}


def test_a_backup_of_a_newer_program_is_refused(register, place, new):
    with closing(connect_file(place, None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    path = new.parent / "besok.bukucadangan"
    write_backup(Source(place), path, AT, lambda *_: None)
    with pytest.raises(InputError, match="lebih baru"):
        restore(path, new)
    assert list(files_below(new.parent)) == ["besok.bukucadangan"]


def test_a_full_disk_is_told_before_anything_is_written(register, new, monkeypatch):
    path = backups.back_up(register, plugged=()).made[0].path
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(10**9, 10**9, 1000))
    with pytest.raises(EnvironmentProblem, match="tidak cukup"):
        restore(path, new)
    assert files_below(new.parent) == {}


def test_batal_leaves_nothing_behind(register, new):
    path = backups.back_up(register, plugged=()).made[0].path
    for limit in (0, 300, 600):

        def stop(done, _whole, _what, limit=limit):
            if done >= limit:
                raise Cancelled

        with pytest.raises(Cancelled):
            restore(path, new, progress=stop)
        assert files_below(new.parent) == {}


def test_yesterday_beside_today(register, add_child, weigh):
    child = add_child("Aisyah Putri")
    path = backups.back_up(register, plugged=()).made[0].path
    assert compare(register, path).words == "Isi cadangan sama dengan buku sekarang."
    weigh(child, "2026-11-12", 7.4)
    add_child("Bima", "2024-03-10", Sex.MALE)
    difference = compare(register, path)
    assert difference.is_same_register
    assert (difference.here.people, difference.there.people) == (2, 1)
    assert (difference.here.measurements, difference.there.measurements) == (1, 0)
    assert (difference.deeds_only_here, difference.deeds_only_there) == (2, 0)
    assert "Bima" in difference.only_here[0].sentence
    assert difference.only_here[0].who == "Bu Sari"
    assert difference.words == "2 catatan hanya ada di register sekarang."


def test_deeds_lost_here_are_named_from_the_backup(register, add_child, new, tmp_path):
    early = backups.make_backup_file(register, tmp_path / "pagi.bukucadangan").path
    add_child("Bima", "2024-03-10", Sex.MALE)
    late = backups.back_up(register, plugged=()).made[0].path
    restore(early, new)
    opened = open_register(str(new), clock=Clock(TODAY))
    difference = compare(opened, late)
    assert difference.deeds_only_there == 1
    assert "Bima" in difference.only_there[0].sentence
    assert difference.words == "1 catatan hanya ada di cadangan."
    opened.close()


def test_comparing_and_inspecting_change_nothing(locked, tmp_path):
    path = backups.back_up(locked.register, plugged=()).made[0].path
    before = files_below(tmp_path)
    inspect(path)
    assert compare(locked.register, path).deeds_only_here == 0
    assert files_below(tmp_path) == before


def test_a_backup_of_another_village_is_said_to_be_one(register, tmp_path):
    assert compare(register, old_backup("0001", tmp_path)).words == "Cadangan ini dari register lain."


def test_who_was_erased_since_does_not_come_back(register, add_child, new):
    gone, stays = add_child("Aisyah Putri"), add_child("Bima", "2024-03-10", Sex.MALE)
    path = backups.back_up(register, plugged=()).made[0].path
    erase_person(register, gone, ErasureForm("diminta keluarga", "surat 12", "Aisyah Putri"))
    restored = restore_beside(register, path, new)
    assert (restored.erased_again, restored.counts.people) == (1, 1)
    opened = open_register(str(new), clock=Clock(TODAY))
    assert list(register_state(opened)["person"]) == [stays]
    assert check(opened).problems == ()
    opened.close()
    assert b"Aisyah" not in new.read_bytes()


@pytest.mark.parametrize(("role", "may"), [(Role.KADER, False), (Role.BIDAN, True), (Role.ADMIN, True)])
def test_who_may_restore_beside_the_register(register, new, role, may):
    path = backups.back_up(register, plugged=()).made[0].path
    register.sign_in(User("a", "Bu Sari", frozenset({role})))
    if may:
        assert restore_beside(register, path, new).into == new
    else:
        for forbidden in (lambda: restore_beside(register, path, new), lambda: compare(register, path)):
            with pytest.raises(NotAllowed):
                forbidden()
        assert files_below(new.parent) == {}


def test_a_backup_that_cannot_be_read_is_told(tmp_path, new):
    with pytest.raises(EnvironmentProblem, match="tidak dapat dibaca"):
        restore(tmp_path / "hilang.bukucadangan", new)
    (tmp_path / "folder.bukucadangan").mkdir()
    with pytest.raises(EnvironmentProblem, match="tidak dapat dibaca"):
        inspect(tmp_path / "folder.bukucadangan")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EROFS, "tidak boleh ditulisi"),
        (errno.EACCES, "tidak boleh ditulisi"),
        (errno.ENOSPC, "sudah penuh"),
        (errno.EIO, "bermasalah"),
    ],
)
def test_a_disk_that_refuses_the_new_book_is_told_in_words_of_its_own(register, new, monkeypatch, number, words):
    path = backups.back_up(register, plugged=()).made[0].path

    def refuse(*_arguments, **_options):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(EnvironmentProblem, match=f"Buku baru belum jadi, karena .*{words}"):
        restore(path, new)
    assert files_below(new.parent) == {}
    with pytest.raises(EnvironmentProblem, match="Perbandingan belum jadi"):
        compare(register, path)


KILLED = """
import sys
from pathlib import Path
from core.services.trust.restoring import restore
def pause(done, whole, what):
    print(done, flush=True)
    sys.stdin.readline()
restore(Path(sys.argv[1]), Path(sys.argv[2]), progress=pause)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the signal is a Unix one; the rule is the same")
@pytest.mark.parametrize("stop_at", [1, 3])
def test_a_restore_cut_by_a_kill_leaves_no_register_and_can_be_done_again(tmp_path, new, stop_at):
    path = old_backup("0002", tmp_path)
    program = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path), str(new)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[4])},
        text=True,
    )
    with program:
        assert program.stdout is not None
        assert program.stdin is not None
        for _ in range(stop_at):
            assert program.stdout.readline().strip().isdigit()
            program.stdin.write("\n")
            program.stdin.flush()
        program.send_signal(signal.SIGKILL)
    assert not new.exists()
    restore(path, new)
    assert [left.name for left in new.parent.iterdir()] == [new.name]
