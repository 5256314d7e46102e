"""Backups as the kader meets them: when one is due, where they go, which stay, and what is said of them."""

import errno
import os
import shutil
from collections import namedtuple
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from core.clock import Clock
from core.errors import EnvironmentProblem, InputError
from core.services.people.registration import PersonForm, register_person
from core.services.register import Cancelled, open_register
from core.services.trust import backups
from core.services.trust.backup_places import choose_second_folder, own_folder
from core.services.trust.backup_views import SafetyState
from core.services.trust.protecting import protect
from core.services.trust.restoring import restore_beside
from core.store.accounts import AccessEntry
from core.words.people import Sex
from core.words.roles import Role, User
from tests.core.services.locked_registers import files_below, locked_register

TODAY = date(2026, 11, 25)


def on(register, day):
    register.clock = Clock(day)


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "USB"
    folder.mkdir()
    return folder


def test_a_round_goes_to_every_place_and_all_are_the_same_backup(register, stick, tmp_path, add_child):
    add_child()
    second = tmp_path / "Dokumen"
    second.mkdir()
    choose_second_folder(register, second)
    done = backups.back_up(register, plugged=(stick,))
    assert [view.path.parent.name for view in done.made] == ["cadangan", "Dokumen", "Cadangan Posyandu"]
    assert len({view.path.read_bytes() for view in done.made}) == 1
    assert done.problems == ()
    assert done.made[0].counts.people == 1


def test_a_name_is_date_and_time_and_nothing_else(register):
    made = backups.back_up(register, plugged=()).made[0]
    assert datetime.strptime(made.path.name, "%Y-%m-%d_%H%M%S.bukucadangan").date() == TODAY
    again = backups.back_up(register, plugged=()).made[0]
    assert again.path != made.path


def test_a_place_that_fails_is_told_and_the_others_go_on(register, stick, tmp_path):
    done = backups.back_up(register, plugged=(tmp_path / "dicabut", stick))
    assert [view.path.parent.name for view in done.made] == ["cadangan", "Cadangan Posyandu"]
    assert len(done.problems) == 1
    assert "dicabut" in done.problems[0]


def test_when_the_own_folder_fails_the_stick_still_gets_a_proven_one(register, stick):
    own_folder(register).write_bytes(b"sebuah berkas, bukan folder")
    done = backups.back_up(register, plugged=(stick,))
    assert [view.path.parent.name for view in done.made] == ["Cadangan Posyandu"]
    assert backups.state(register).place == "Cadangan Posyandu"


def test_when_no_place_takes_it_the_reason_is_told(register):
    own_folder(register).write_bytes(b"sebuah berkas, bukan folder")
    with pytest.raises(EnvironmentProblem, match="tidak boleh ditulisi"):
        backups.back_up(register, plugged=())
    assert backups.state(register).words == "Belum ada cadangan"


def test_a_disk_without_room_is_told_before_anything_is_written(register, place, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(10**9, 10**9, 1000))
    before = files_below(place.parent)
    with pytest.raises(EnvironmentProblem, match="tidak cukup"):
        backups.back_up(register, plugged=())
    assert files_below(place.parent) == before


def test_a_disk_that_takes_nothing_any_more_still_gives_a_backup_to_the_stick(register, stick, monkeypatch):
    def full():
        raise EnvironmentProblem("Disk komputer penuh.")

    own_folder(register).write_bytes(b"sebuah berkas, bukan folder")
    monkeypatch.setattr(register.database, "scratch", full)
    assert [view.path.parent.name for view in backups.back_up(register, plugged=(stick,)).made] == ["Cadangan Posyandu"]


def test_who_backed_up_stands_in_the_log_of_access(register, stick):
    register.sign_in(User("a", "Bu Sari", frozenset({Role.KADER})))
    backups.back_up(register, plugged=(stick,))
    with register.reading() as session:
        lines = session.execute(
            select(AccessEntry.kind, AccessEntry.who, AccessEntry.text).order_by(AccessEntry.at)
        ).all()
    assert [tuple(line) for line in lines] == [
        ("cadangan", "Bu Sari", "Membuat cadangan"),
        ("cadangan", "Bu Sari", "Menyalin cadangan ke tempat lain"),
    ]


def test_one_is_due_when_something_was_done_on_an_earlier_day(register, add_child):
    assert backups.due(register)
    backups.back_up(register, plugged=())
    assert not backups.due(register)
    add_child()
    assert not backups.due(register)
    assert backups.due(register, day_ended=True)
    on(register, TODAY + timedelta(days=1))
    assert backups.due(register)
    backups.back_up(register, plugged=())
    on(register, TODAY + timedelta(days=9))
    assert not backups.due(register)


def test_a_clock_set_back_does_not_put_the_next_one_off(register, add_child):
    on(register, date(2031, 1, 1))
    backups.back_up(register, plugged=())
    on(register, TODAY)
    add_child()
    assert backups.due(register)
    assert backups.state(register).words == "Cadangan terbukti 1 Januari 2031"


def test_one_is_due_when_the_backups_are_gone(register):
    backups.back_up(register, plugged=())
    shutil.rmtree(own_folder(register))
    assert backups.due(register)
    assert not backups.state(register).is_there
    assert backups.state(register).is_worrying


def test_only_whole_backups_of_this_register_are_known(register, tmp_path):
    made = backups.back_up(register, plugged=()).made[0]
    folder = made.path.parent
    (folder / "2026-11-24_180000.bukucadangan").write_bytes(made.path.read_bytes()[:-5])
    (folder / "2026-11-23_180000.bukucadangan").write_bytes(b"")
    (folder / "2026-11-22_180000.bukucadangan.part").write_bytes(made.path.read_bytes())
    (folder / "2026-11-21_180000.bukucadangan").mkdir()
    (tmp_path / "lain").mkdir()
    other = locked_register(tmp_path / "lain" / "lain.db")
    shutil.copy(backups.back_up(other.register, plugged=()).made[0].path, folder / "2026-11-20_180000.bukucadangan")
    other.register.close()
    assert [view.path for view in backups.known_backups(register)] == [made.path]


def test_old_ones_go_by_the_limits_but_nothing_that_is_not_ours(register):
    for number in range(40):
        on(register, date(2026, 10, 17) + timedelta(days=number))
        backups.back_up(register, plugged=())
    folder = own_folder(register)
    kept_by_hand = folder / "sebelum ganti laptop.bukucadangan"
    oldest = backups.known_backups(register)[-1]
    shutil.copy(oldest.path, kept_by_hand)
    unreadable = folder / "2020-01-01_120000.bukucadangan"
    unreadable.write_bytes(b"rusak")
    newest = backups.back_up(register, plugged=()).made[0]
    names = {path.name for path in folder.iterdir()}
    assert {kept_by_hand.name, unreadable.name, newest.path.name} <= names
    days = sorted((name[:10] for name in names if name != kept_by_hand.name), reverse=True)
    assert days[:7] == [f"2026-11-{day}" for day in range(25, 18, -1)]
    assert days[7:] == ["2026-11-15", "2026-11-08", "2026-11-01", "2026-10-31", "2020-01-01"]


def test_a_restored_book_never_costs_the_original_its_backup(register, place, add_child):
    """Both keep backups in one folder; what only one of them holds stays, whichever was made later that day."""
    early = backups.back_up(register, plugged=()).made[0]
    beside = place.with_name("dipulihkan.db")
    restore_beside(register, early.path, beside)
    add_child("Hanya Di Sini", "2026-02-02")
    ours = backups.back_up(register, plugged=()).made[0]
    other = open_register(str(beside), who="Bu Sari", clock=Clock(TODAY))
    other.clock = register.clock
    register_person(other, PersonForm(name="Hanya Di Sana", sex=Sex.MALE, born_on=date(2026, 3, 3)))
    theirs = backups.back_up(other, plugged=()).made[0]
    assert ours.path.exists()
    assert theirs.path.exists()
    backups.back_up(register, plugged=())
    assert theirs.path.exists()
    other.close()


def test_one_is_due_when_only_another_books_backup_lies_in_the_folder(register, place):
    mine = backups.back_up(register, plugged=()).made[0]
    shutil.copy(mine.path, mine.path.with_name("2026-11-25_235959.bukucadangan"))
    mine.path.unlink()
    assert backups.due(register)


def test_backups_in_the_clear_go_when_the_register_has_a_pin(register, place):
    """Made before anybody had a PIN, they hold every name in the clear; one that was renamed by hand is left alone."""
    plain = backups.back_up(register, plugged=()).made[0].path
    kept_by_hand = Path(shutil.copy(plain, plain.with_name("saya simpan.bukucadangan")))
    protected = protect(register, name="Bu Ani", roles=frozenset({Role.BIDAN, Role.ADMIN}), pin="271828").value.register
    made = backups.back_up(protected, plugged=()).made[0]
    assert made.is_encrypted
    assert not plain.exists()
    assert kept_by_hand.exists()
    assert [view.path for view in backups.known_backups(protected)] == [made.path]
    protected.close()


def test_batal_leaves_the_old_ones_and_no_new_one(register, place):
    backups.back_up(register, plugged=())
    before = files_below(place.parent / "cadangan")

    def stop(done, _whole, _what):
        if done > 500:
            raise Cancelled

    with pytest.raises(Cancelled):
        backups.back_up(register, stop, plugged=())
    assert files_below(place.parent / "cadangan") == before


def test_a_backup_by_name_never_overwrites(register, tmp_path):
    out = tmp_path / "punya saya.bukucadangan"
    backups.make_backup_file(register, out)
    content = out.read_bytes()
    with pytest.raises(InputError, match="sudah ada"):
        backups.make_backup_file(register, out)
    assert out.read_bytes() == content


def test_the_words_on_the_status_line(register):
    assert backups.state(register).words == "Belum ada cadangan"
    assert backups.state(register).is_worrying
    backups.back_up(register, plugged=())
    assert backups.state(register).words == "Cadangan terbukti hari ini"
    on(register, TODAY + timedelta(days=1))
    assert backups.state(register).words == "Cadangan terbukti kemarin"
    on(register, TODAY + timedelta(days=2))
    assert backups.state(register).words == "Cadangan terbukti 2 hari lalu"
    assert not backups.state(register).is_worrying


@pytest.mark.parametrize(
    ("days", "has_changed", "is_worrying"), [(7, True, False), (8, True, True), (80, False, False)]
)
def test_a_week_of_work_without_backup_is_worrying(days, has_changed, is_worrying):
    made = datetime(2026, 11, 1, 18).astimezone()
    state = SafetyState(made, "cadangan", None, has_changed, is_there=True, today=date(2026, 11, 1) + timedelta(days))
    assert state.is_worrying == is_worrying


def test_the_rehearsal_is_monthly_leaves_nothing_and_is_said(register, place, add_child):
    assert not backups.rehearsal_due(register)
    add_child()
    backups.back_up(register, plugged=())
    assert backups.rehearsal_due(register)
    assert backups.state(register).rehearsal_words == "Cadangan belum pernah dicoba pulih"
    before = files_below(place.parent)
    state = backups.rehearse(register)
    assert state.rehearsal_words == "Cadangan terakhir terbukti pulih: 25 November 2026"
    assert files_below(place.parent).keys() == before.keys()
    on(register, TODAY + timedelta(days=29))
    assert not backups.rehearsal_due(register)
    on(register, TODAY + timedelta(days=30))
    assert backups.rehearsal_due(register)
    on(register, TODAY - timedelta(days=300))
    assert backups.rehearsal_due(register)


def test_what_is_due_is_done_once(register, add_child):
    done = backups.keep_safe(register, plugged=())
    assert done is not None
    assert len(done.made) == 1
    assert backups.state(register).rehearsed_on == TODAY
    assert backups.keep_safe(register, plugged=()) is None
    add_child()
    assert backups.keep_safe(register, plugged=()) is None
    after = backups.after_day(register, plugged=())
    assert after is not None
    assert after.made[0].counts.people == 1
    assert backups.after_day(register, plugged=()) is None


def test_a_rehearsal_that_fails_is_not_remembered(register):
    made = backups.back_up(register, plugged=()).made[0]
    content = bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 4
    made.path.write_bytes(content)
    with pytest.raises(InputError, match="tidak utuh"):
        backups.rehearse(register)
    assert backups.state(register).rehearsed_on is None


def test_nothing_to_rehearse_is_told(register):
    with pytest.raises(InputError, match="Belum ada cadangan"):
        backups.rehearse(register)


def test_an_encrypted_register_is_backed_up_and_rehearsed_without_a_pin(tmp_path):
    made = locked_register(tmp_path / "melati.db")
    view = backups.back_up(made.register, plugged=()).made[0]
    assert view.is_encrypted
    assert b"Sukamaju" not in view.path.read_bytes()
    assert backups.rehearse(made.register).rehearsed_on == TODAY
    made.register.close()


def test_what_is_remembered_outlives_closing(register, place):
    backups.back_up(register, plugged=())
    register.close()
    again = open_register(str(place), clock=Clock(TODAY))
    assert backups.state(again).words == "Cadangan terbukti hari ini"
    again.close()


@pytest.mark.parametrize("role", list(Role))
def test_everybody_may_back_up(register, role):
    register.sign_in(User("a", "Bu Sari", frozenset({role})))
    assert backups.back_up(register, plugged=()).made


def test_a_write_protected_stick_is_told_and_the_own_folder_has_its_backup(register, stick, monkeypatch):
    make = os.mkdir

    def refuse(path, *arguments, **options):
        if str(path).startswith(str(stick)):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        make(path, *arguments, **options)

    monkeypatch.setattr(os, "mkdir", refuse)
    done = backups.back_up(register, plugged=(stick,))
    assert [view.path.parent.name for view in done.made] == ["cadangan"]
    assert "tidak boleh ditulisi" in done.problems[0]
