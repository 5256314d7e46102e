"""This computer's id and secret: made once, kept, never shown."""

import multiprocessing

import pytest

from core.errors import EnvironmentProblem
from core.paths import device_file
from core.store.device import Device, this_device


@pytest.fixture(autouse=True)
def fresh_computer(other_computer):
    other_computer("baru")


def made_elsewhere(queue):
    found = this_device()
    queue.put((found.id, found.secret))


def test_is_made_at_first_need_and_stays():
    assert not device_file().exists()
    device = this_device()
    assert this_device() == device
    assert len(device.secret) == 32
    assert device_file().stat().st_mode & 0o077 == 0


def test_two_computers_differ(other_computer):
    here = this_device()
    other_computer("lain")
    there = this_device()
    assert here.id != there.id
    assert here.secret != there.secret


def test_two_windows_started_together_get_the_same_secret():
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    windows = [context.Process(target=made_elsewhere, args=(queue,)) for _ in range(3)]
    for window in windows:
        window.start()
    found = {queue.get(timeout=60) for _ in windows}
    for window in windows:
        window.join()
    assert found == {(this_device().id, this_device().secret)}


def test_a_damaged_file_is_mended_from_its_copy():
    device = this_device()
    device_file().write_bytes(b"")
    assert this_device() == device


def test_damaged_in_both_copies_it_is_put_aside_and_made_anew():
    device = this_device()
    for path in (device_file(), device_file().with_name("komputer-ini.kunci2")):
        path.write_bytes(b"rusak")
    assert this_device().secret != device.secret
    assert device_file().with_name("komputer-ini.kunci.rusak").exists()


def test_a_settings_folder_that_cannot_be_used(tmp_path, other_computer):
    (tmp_path / "berkas").write_text("bukan folder")
    other_computer("berkas")
    with pytest.raises(EnvironmentProblem, match="Folder pengaturan"):
        this_device()


def test_the_tag_says_nothing_and_differs_for_every_register():
    device = Device("id-komputer", bytes(32))
    assert device.tag("satu") == device.tag("satu")
    assert device.tag("satu") != device.tag("dua")
    assert "id-komputer" not in device.tag("satu")
    assert bytes(32).hex() not in repr(device)
