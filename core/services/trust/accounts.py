"""The accounts of an encrypted register: who may work with it, their roles, and their PINs on this computer.

The table `account` says who exists and what they may do; the keyring beside the file holds what their PINs open. A deed
writes the table and its journal; the keyring is written last, inside it: without its account a PIN opens nothing.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import BugError, InputError
from core.rules.permissions import Action
from core.services.register import Changed, Outcome, Register
from core.services.trust.access import CODE_USER, AccountFace, unlock
from core.services.trust.signing_in import GONE, user_of
from core.store.accounts import Account
from core.store.base import new_id
from core.store.device import this_device
from core.store.keyring import Keyring, PinWrap, change, load
from core.store.vault import Face, code_wrap, pin_wrap, with_face
from core.words.pins import pin_problem
from core.words.roles import Role, User, roles_of, roles_text, roles_words

_LONGEST_NAME, _LONGEST_ICON = 120, 40
_CHANGED = frozenset({Changed.SETTINGS})


def list_accounts(register: Register) -> tuple[AccountFace, ...]:
    """The accounts in use, in the order in which they were made; empty for a register without accounts."""
    with register.reading() as session:
        rows = session.scalars(select(Account).where(Account.is_active).order_by(Account.id))
        return tuple(AccountFace(row.id, row.name, roles_of(row.roles), row.face) for row in rows)


def add_account(register: Register, *, name: str, roles: frozenset[Role], pin: str, face: str = "") -> Outcome[str]:
    """Add an account whose PIN opens the register on this computer; gives its id.

    Raises NotAllowed, and InputError for a name in use, no role, or a PIN that is too easy.
    """
    name = checked(name, roles, pin)
    register.require(Action.MANAGE_ACCOUNTS)
    account = new_account(new_id(), name, roles, face)
    account_id, wrap = account.id, _wrapped(register, account, pin)
    with register.deed(f"Menambah akun {name} ({roles_words(roles)})", action=Action.MANAGE_ACCOUNTS) as deed:
        _refuse_same_name(deed.session, name)
        deed.session.add(account)
        deed.session.flush()
        _change_keyring(register, lambda ring: ring.with_pin(wrap))
    return Outcome(account_id, _CHANGED)


def change_account(
    register: Register, account_id: str, *, name: str, roles: frozenset[Role], face: str = ""
) -> Outcome[None]:
    """Change name, roles or icon of an account; its PIN stays.

    Raises NotAllowed, and InputError for a name in use, no role, or when nobody would be left to keep the accounts.
    """
    name = _checked_name(name, roles)
    with register.deed(f"Mengubah akun {name} ({roles_words(roles)})", action=Action.MANAGE_ACCOUNTS) as deed:
        account = _active(deed.session, account_id)
        _refuse_same_name(deed.session, name, but=account_id)
        if Role.ADMIN not in roles:
            _refuse_last_admin(deed.session, account_id)
        account.name, account.roles, account.face = name, roles_text(roles), face[:_LONGEST_ICON]
        deed.session.flush()
        _show_face(register, account_id, Face(name, account.roles, account.face))
    if register.user is not None and register.user.account_id == account_id:
        register.sign_in(User(account_id, name, roles))
    return Outcome(None, _CHANGED)


def remove_account(register: Register, account_id: str) -> Outcome[None]:
    """Take an account out of use: its PIN opens nothing any more, and what it wrote stays under its name.

    Raises NotAllowed, and InputError for the last admin.
    """
    with register.deed("", action=Action.MANAGE_ACCOUNTS) as deed:
        account = _active(deed.session, account_id)
        _refuse_last_admin(deed.session, account_id)
        deed.sentence = f"Menghapus akun {account.name}"
        account.is_active = False
        deed.session.flush()
        _change_keyring(register, lambda ring: ring.without(account_id))
    return Outcome(None, _CHANGED)


def change_own_pin(register: Register, old: str, new: str) -> Outcome[None]:
    """Give one's own account a new PIN, proving the old one. Raises WrongPin, and InputError for one too easy."""
    user = register.user
    if user is None or not user.account_id:
        raise InputError("Masuk dulu dengan akun sendiri, lalu ganti PIN-nya.")
    _check_pin(new)
    unlock(register.database.place, user.account_id, old, clock=register.clock)
    return _new_pin(register, user.account_id, new, "Mengganti PIN sendiri", Action.OWN_PREFERENCES)


def reset_pin(register: Register, account_id: str, new_pin: str) -> Outcome[None]:
    """Give somebody a new PIN on this computer: it was forgotten, or never set here.

    Raises NotAllowed, and InputError for one too easy or for one's own account (that needs the old PIN).
    """
    if register.user is not None and register.user.account_id == account_id:
        raise InputError("Untuk akun sendiri, pakai Ganti PIN dengan PIN lama.")
    name = user_of(register, account_id).name
    return _new_pin(register, account_id, new_pin, f"Mengatur ulang PIN {name}", Action.RESET_PIN)


def enrol_here(register: Register, account_id: str, new_pin: str) -> Outcome[User]:
    """After the recovery code: give an account a new PIN on this computer and go on as that account.

    Raises InputError unless the register was opened by the recovery code, and for a PIN that is too easy.
    """
    if register.user != CODE_USER:
        raise InputError("Ini hanya sesudah register dibuka dengan kode pemulihan.")
    user = user_of(register, account_id)
    _new_pin(register, account_id, new_pin, f"Memasang PIN {user.name} dengan kode pemulihan", Action.RESET_PIN)
    register.sign_in(user)
    return Outcome(user, _CHANGED)


def switch(register: Register, account_id: str, pin: str) -> User:
    """Somebody else takes the keyboard of the open register. Raises WrongPin, and InputError for an unused account."""
    opening = unlock(register.database.place, account_id, pin, clock=register.clock)
    if opening.key != register.database.key:
        raise BugError("PIN ini membuka register lain. Tutup program, lalu buka lagi.")
    user = user_of(register, account_id)
    register.sign_in(user)
    return user


def new_recovery_code(register: Register) -> str:
    """A new recovery code, shown this once; the old one opens nothing any more. Raises NotAllowed."""
    with register.deed("Membuat kode pemulihan baru", action=Action.MANAGE_ACCOUNTS) as deed:
        deed.is_noted = True
        path, key = _encrypted(register)
        code, wrap = code_wrap(key, load(path).register_id)
        _change_keyring(register, lambda ring: Keyring(ring.register_id, wrap, ring.pins))
    return code


def checked(name: str, roles: frozenset[Role], pin: str) -> str:
    """The name of a new account, tidied. Raises InputError for no name, no role, or a PIN that is too easy."""
    _check_pin(pin)
    return _checked_name(name, roles)


def new_account(account_id: str, name: str, roles: frozenset[Role], face: str) -> Account:
    """The row of a new account."""
    return Account(id=account_id, name=name, roles=roles_text(roles), face=face[:_LONGEST_ICON], is_active=True)


def _checked_name(name: str, roles: frozenset[Role]) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise InputError("Nama akun belum diisi.", field="name")
    if len(tidy) > _LONGEST_NAME:
        raise InputError(f"Nama akun paling panjang {_LONGEST_NAME} huruf.", field="name")
    if not roles:
        raise InputError("Pilih tugasnya: kader, bidan, atau ketua.", field="roles")
    return tidy


def _check_pin(pin: str) -> None:
    if problem := pin_problem(pin):
        raise InputError(problem, field="pin")


def _active(session: Session, account_id: str) -> Account:
    account = session.get(Account, account_id)
    if account is None or not account.is_active:
        raise InputError(GONE)
    return account


def _refuse_same_name(session: Session, name: str, *, but: str = "") -> None:
    # In Python: the database's own lower() knows only the letters of English.
    for other in session.scalars(select(Account).where(Account.is_active, Account.id != but)):
        if other.name.casefold() == name.casefold():
            raise InputError(f"Sudah ada akun bernama {other.name}. Beri nama yang berbeda.", field="name")


def _refuse_last_admin(session: Session, account_id: str) -> None:
    rows = session.scalars(select(Account).where(Account.is_active))
    admins = {row.id for row in rows if Role.ADMIN in roles_of(row.roles)}
    if admins == {account_id}:
        raise InputError("Ini satu-satunya akun ketua. Jadikan orang lain ketua dulu.")


def _new_pin(register: Register, account_id: str, pin: str, sentence: str, action: Action) -> Outcome[None]:
    _check_pin(pin)
    register.require(action)
    with register.reading() as session:
        account = _active(session, account_id)
    wrap = _wrapped(register, account, pin)
    with register.deed(sentence, action=action) as deed:
        deed.is_noted = True
        _active(deed.session, account_id)
        _change_keyring(register, lambda ring: ring.with_pin(wrap))
    return Outcome(None, _CHANGED)


def _wrapped(register: Register, account: Account, pin: str) -> PinWrap:
    # Slow by design, so it comes before the deed: nobody else could write meanwhile.
    path, key = _encrypted(register)
    face = Face(account.name, account.roles, account.face)
    return pin_wrap(key, load(path).register_id, account.id, face, pin, this_device())


def _show_face(register: Register, account_id: str, face: Face) -> None:
    device = this_device()

    def changed(ring: Keyring) -> Keyring:
        wrap = ring.of(account_id, device.tag(ring.register_id))
        return ring if wrap is None else ring.with_same(with_face(wrap, ring.register_id, face, device))

    _change_keyring(register, changed)


def _change_keyring(register: Register, changed: Callable[[Keyring], Keyring]) -> None:
    path, _key = _encrypted(register)
    change(path, changed)


def _encrypted(register: Register) -> tuple[Path, bytes]:
    if register.database.key is None:
        raise InputError("Register ini belum dilindungi. Buat akun pertama dengan PIN dulu.")
    return Path(register.database.place), register.database.key
