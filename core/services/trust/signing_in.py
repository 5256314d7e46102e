"""Opening an encrypted register with the key that was got, and who its own table says is at the keyboard."""

from sqlalchemy import text

from core.clock import Clock
from core.errors import InputError
from core.services.register import Register
from core.services.trust.access import Opening
from core.store.database import open_database
from core.words.roles import User, roles_of

GONE = "Akun ini tidak ada di buku ini: sudah dinonaktifkan, atau dibuat sesudah cadangannya. Pilih akun lain."
"""Said of an account that is not in use."""
_WHO = text("SELECT name, roles FROM account WHERE id = :id AND is_active")
"""Asked at every opening, so without the work of building the question."""


def open_unlocked(place: str, opening: Opening, *, clock: Clock) -> Register:
    """Open the register with its key; name and rights are those of its own table, whatever the keyring said.

    Raises InputError for an account that is no longer in use, and what `core.store.database.open_database` raises.
    """
    register = Register(open_database(place, must_exist=True, key=opening.key), clock=clock)
    try:
        account_id = opening.user.account_id
        register.sign_in(user_of(register, account_id) if account_id else opening.user)
    except BaseException:
        register.close()
        raise
    return register


def user_of(register: Register, account_id: str) -> User:
    """Who an account is, by the register's own table. Raises InputError for one that is not in use."""
    with register.reading() as session:
        row = session.execute(_WHO, {"id": account_id}).one_or_none()
    if row is None:
        raise InputError(GONE)
    return User(account_id, row.name, roles_of(row.roles))
