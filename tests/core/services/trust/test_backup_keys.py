"""An encrypted backup opens with the recovery code anywhere, and with a PIN of then where it was made."""

import pytest

from core.errors import InputError, NotAllowed
from core.services.trust import backups
from core.services.trust.backup_keys import is_locked_backup, key_by_code, key_by_pin, key_by_secret, key_for_repair
from core.services.trust.restoring import restore
from core.store.device import this_device
from core.store.keyring import change, keyring_files
from core.store.vault import Face, pin_wrap
from tests.core.services.locked_registers import locked_register, old_backup


@pytest.fixture
def place(tmp_path):
    return tmp_path / "melati.db"


@pytest.fixture
def locked(place):
    made = locked_register(place)
    yield made
    made.register.close()


@pytest.fixture
def with_pins(locked, place):
    """Bu Sari (kader) has 271828, Bu Bidan 161803."""
    wraps = [
        pin_wrap(locked.key, "melati", account, Face("Bu Sari", roles, "bunga"), pin, this_device())
        for account, roles, pin in (("akun-1", "kader", "271828"), ("akun-2", "bidan", "161803"))
    ]
    change(place, lambda ring: ring.with_pin(wraps[0]).with_pin(wraps[1]))
    return locked


def backed_up(locked):
    return backups.back_up(locked.register, plugged=()).made[0].path


def test_the_recovery_code_opens_a_backup_on_any_computer(locked, tmp_path):
    path = backups.make_backup_file(locked.register, tmp_path / "dari-usb.bukucadangan").path
    assert is_locked_backup(path)
    assert key_by_code(path, locked.code) == key_by_secret(path, locked.code.lower()) == locked.key
    assert restore(path, tmp_path / "pulih.db", key=key_by_code(path, locked.code)).counts.people == 0
    with pytest.raises(InputError, match="bukan untuk cadangan ini"):
        key_by_code(path, "AAAAA-AAAAA")


def test_a_pin_of_then_opens_it_where_it_was_made(with_pins):
    path = backed_up(with_pins)
    assert key_by_pin(path, "161803") == key_by_secret(path, "161803") == with_pins.key
    with pytest.raises(InputError, match="PIN tidak cocok"):
        key_by_pin(path, "314159")


def test_the_pin_of_a_kader_does_not_restore(with_pins):
    with pytest.raises(NotAllowed, match="bidan"):
        key_by_pin(backed_up(with_pins), "271828")


def test_on_another_computer_a_pin_is_worth_nothing(locked):
    with pytest.raises(InputError, match="dari laptop lain"):
        key_by_pin(backed_up(locked), "271828")


def test_a_damaged_register_opens_by_its_own_keyring_or_by_that_of_the_backup(locked, place):
    path = backed_up(locked)
    assert key_for_repair(place, None, locked.code) == locked.key
    for file in keyring_files(place):
        file.write_bytes(b"rusak")
    assert key_for_repair(place, path, locked.code) == locked.key


def test_a_backup_in_the_open_needs_no_key(tmp_path):
    path = old_backup("0002", tmp_path)
    assert not is_locked_backup(path)
    with pytest.raises(InputError, match="tidak bersandi"):
        key_by_code(path, "apa saja")
