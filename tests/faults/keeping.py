"""The deeds that keep a register: backing up, bringing back, bringing up to date, the first account, PINs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from core.services import setup
from core.services.trust import accounts, backups, restoring
from core.services.trust.protecting import create_protected, protect
from core.store.cipher import connect_file, key_literal
from core.words.roles import Role
from tests.faults.day import OLD, PIN, Deed, House, fill, lock

ROLES = frozenset({Role.ADMIN, Role.BIDAN, Role.KADER})
NAME = "Suhartini Wijayakusuma"


def _back_up(house: House) -> None:
    backups.make_backup(house.opened(), house.folder / "cadangan")


def _bring_back(house: House) -> None:
    backup = next((house.folder / "cadangan").glob("*.bukucadangan"))
    restoring.restore_beside(house.opened(), backup, house.folder / "pulih.db")


def _create_protected(house: House) -> None:
    house.register = create_protected(str(house.place), name=NAME, roles=ROLES, pin=PIN, clock=house.clock).register
    house.key = house.register.database.key


def _protect(house: House) -> None:
    house.register = protect(house.opened(), name=NAME, roles=ROLES, pin=PIN).value.register
    house.key = house.register.database.key


def _add_account(house: House) -> None:
    accounts.add_account(house.opened(), name="Maimunah", roles=frozenset({Role.KADER}), pin="917350")


def _change_pin(house: House) -> None:
    account = accounts.list_accounts(house.opened())[0]
    accounts.reset_pin(house.opened(), account.account_id, PIN)


def old_register(folder: Path, workbook: Path, key: bytes | None, version: str = "0002") -> House:
    """A register of an earlier version, encrypted where there is a key."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    house, old = House(folder, workbook, key), OLD / f"{version}.db"
    if key is None:
        shutil.copy(old, house.place)
        return house
    sample = shutil.copy(old, folder / "contoh.db")  # opened where it lies, it would get a log beside it
    connection = connect_file(Path(sample), None, read_only=True)
    connection.execute(f'ATTACH ? AS new KEY "{key_literal(key)}"', (str(house.place),))
    connection.execute("SELECT sqlcipher_export('new')")
    connection.close()
    for left in folder.glob("contoh.db*"):
        left.unlink()
    lock(house)
    return house


def stages(folder: Path, workbook: Path, key: bytes) -> Iterator[tuple[House, Deed]]:
    """Each deed with a register on which it is to be done; going on does it."""
    old = old_register(folder / "lama", workbook, key)
    yield old, Deed("bring up to date", House.open, opens=True, makes=True, stride=9)
    new = House(folder / "baru", workbook)
    new.folder.mkdir()
    yield new, Deed("first start with a PIN", _create_protected, opens=True, makes=True, stride=20)
    _create_protected(new)
    setup.set_up(new.opened(), posyandu="Melati", village="Sukamaju")
    fill(new)
    for deed in (Deed("back up", _back_up), Deed("bring back", _bring_back)):
        new.close()
        yield new, deed
        deed.do(new)
    shutil.rmtree(new.folder / "cadangan")
    (new.folder / "pulih.db").unlink()
    for deed in (Deed("add an account", _add_account), Deed("new PIN", _change_pin)):
        new.close()
        yield new, deed
        deed.do(new)
    new.close()
    plain = House(folder / "terbuka", workbook)
    plain.folder.mkdir()
    setup.set_up(plain.open(), posyandu="Melati", village="Sukamaju")
    fill(plain)
    plain.close()
    yield plain, Deed("first account", _protect, stride=15, done="sudah dilindungi")
