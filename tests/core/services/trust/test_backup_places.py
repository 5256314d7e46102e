"""Where backups go: beside the register, to a chosen folder, and to the sticks that are in."""

import pytest

from core.errors import EnvironmentProblem, InputError
from core.services.register import open_register
from core.services.trust.backup_places import choose_second_folder, made_ready, places, second_folder, sticks


def test_the_own_folder_comes_first_and_a_stick_gets_a_folder_of_its_own(register, place, tmp_path):
    stick = tmp_path / "USB"
    assert places(register, (stick,)) == (place.parent / "cadangan", stick / "Cadangan Posyandu")


def test_a_second_folder_is_remembered_on_this_computer_and_is_no_fact(register, place, tmp_path):
    second = tmp_path / "Dokumen"
    second.mkdir()
    with register.reading() as session:
        before = session.connection().exec_driver_sql("SELECT count(*) FROM journal_entry").scalar()
    choose_second_folder(register, second)
    with register.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM journal_entry").scalar() == before
    register.close()
    again = open_register(str(place))
    assert second_folder(again) == second
    assert second in places(again, ())
    choose_second_folder(again, None)
    assert second_folder(again) is None
    again.close()


def test_a_folder_that_is_not_there_or_already_used_is_refused(register, place, tmp_path):
    with pytest.raises(InputError, match="tidak ada"):
        choose_second_folder(register, tmp_path / "entah")
    (place.parent / "cadangan").mkdir()
    with pytest.raises(InputError, match="sudah dipakai"):
        choose_second_folder(register, place.parent / "cadangan")
    assert second_folder(register) is None


def test_looking_for_sticks_never_fails():
    assert all(stick.is_dir() for stick in sticks())


def test_a_stick_that_is_gone_or_write_protected_is_told(tmp_path):
    with pytest.raises(EnvironmentProblem, match="dicabut"):
        made_ready(tmp_path / "USB" / "Cadangan Posyandu")
    (tmp_path / "berkas").write_bytes(b"")
    with pytest.raises(EnvironmentProblem, match="ditulisi"):
        made_ready(tmp_path / "berkas" / "Cadangan Posyandu")
