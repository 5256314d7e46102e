"""A backup brought back without a window: today's keys open it, and who was erased since stays erased."""

from datetime import date

import pytest

from core.clock import Clock
from core.errors import InputError
from core.services.people.registration import PersonForm, register_person
from core.services.register import Register
from core.services.trust.accounts import change_own_pin
from core.services.trust.backups import make_backup_file
from core.services.trust.erasing import ErasureForm, erase_person
from core.services.trust.protecting import create_protected
from core.services.trust.restoring_today import register_of, restore_like_today
from core.store import vault
from core.store.database import open_database
from core.store.keyring import PinCost
from core.words.people import Sex
from core.words.roles import Role

CLOCK = Clock(date(2026, 11, 25))
OLD_PIN, NEW_PIN = "271828", "314159"


@pytest.fixture(autouse=True)
def quick_pins(monkeypatch):
    monkeypatch.setattr(vault, "cost_here", lambda: PinCost(1, 64))


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    return folder / "desa.db"


@pytest.fixture
def backup(place, tmp_path):
    """Of yesterday: since then the PIN was changed and one of two people erased."""
    roles = frozenset({Role.BIDAN, Role.ADMIN})
    register = create_protected(
        str(place), name="Bidan Rina", roles=roles, pin=OLD_PIN, face="daun", clock=CLOCK
    ).register
    made = with_two_people(register, tmp_path)
    change_own_pin(register, OLD_PIN, NEW_PIN)
    register.close()
    return made


def with_two_people(register, folder):
    ids = [
        register_person(register, PersonForm(name, Sex.FEMALE, date(1990, 1, day))).value
        for day, name in enumerate(("Siti Aminah", "Wulan Sari"), start=1)
    ]
    made = make_backup_file(register, folder / "kemarin.bukucadangan").path
    erase_person(register, ids[0], ErasureForm("diminta", "1/2026", "Siti Aminah"))
    return made


def test_todays_pin_opens_it_and_the_old_one_does_not(place, backup, tmp_path):
    into = tmp_path / "pulih.db"
    with pytest.raises(InputError, match="PIN tidak cocok"):
        restore_like_today(backup, into, secret=OLD_PIN, places=(place,), clock=CLOCK)
    assert not into.exists()
    made = restore_like_today(backup, into, secret=NEW_PIN, places=(place,), clock=CLOCK)
    assert (made.beside, made.knows_erasures, made.restored.erased_again) == (place, True, 1)
    assert made.restored.counts.people == 1


def test_the_register_beside_is_found_without_naming_it(place, backup, tmp_path):
    beside = backup.rename(place.parent / backup.name)
    assert register_of(beside) == place
    made = restore_like_today(beside, tmp_path / "pulih.db", secret=NEW_PIN, places=(), clock=CLOCK)
    assert made.restored.counts.people == 1


def test_without_a_register_of_today_it_is_as_it_was(place, backup, tmp_path):
    (elsewhere := tmp_path / "lain" / "jauh").mkdir(parents=True)
    alone = backup.rename(elsewhere / backup.name)
    made = restore_like_today(alone, elsewhere / "pulih.db", secret=OLD_PIN, places=(), clock=CLOCK)
    assert (made.beside, made.knows_erasures, made.restored.counts.people) == (None, None, 2)


def test_a_register_that_cannot_be_read_still_decides_who_may_open(place, backup, tmp_path):
    content = bytearray(place.read_bytes())
    content[: 4096 * 2] = b"\xa5" * 8192
    place.write_bytes(content)
    into = tmp_path / "pulih.db"
    with pytest.raises(InputError, match="PIN tidak cocok"):
        restore_like_today(backup, into, secret=OLD_PIN, places=(place,), clock=CLOCK)
    made = restore_like_today(backup, into, secret=NEW_PIN, places=(place,), clock=CLOCK)
    assert (made.beside, made.knows_erasures, made.restored.counts.people) == (place, False, 2)


def test_in_the_clear_the_erased_stay_erased_too(place, tmp_path):
    from core.services.setup import set_up

    register = Register(open_database(str(place)), who="Bu Sari", clock=CLOCK)
    set_up(register, posyandu="Melati", village="Sukamaju")
    backup = with_two_people(register, tmp_path)
    register.close()
    made = restore_like_today(backup, tmp_path / "pulih.db", secret="", places=(place,), clock=CLOCK)
    assert (made.beside, made.restored.erased_again, made.restored.counts.people) == (place, 1, 1)
