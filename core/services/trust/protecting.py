"""The first account: a new register encrypted from its first byte, or an open one in the clear turned into one."""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from core.clock import Clock
from core.errors import BukuError, EnvironmentProblem, InputError
from core.rules.permissions import Action
from core.services.register import Changed, Outcome, Register
from core.services.trust.access import Opening
from core.services.trust.accounts import checked, new_account
from core.services.trust.signing_in import open_unlocked
from core.store.base import new_id
from core.store.cipher import SQLITE_HEADER, header_of, is_encrypted
from core.store.database import Database, open_database
from core.store.device import this_device
from core.store.encrypting import becoming_encrypted, set_keyring_aside
from core.store.engine import is_url, make_engine
from core.store.keyring import Keyring, keyring_files, save
from core.store.vault import Face, code_wrap, new_key, pin_wrap
from core.words.roles import Role, User, roles_text, roles_words

_DONE_NOT_OPENED = (
    "Register sudah dilindungi PIN, tetapi belum dapat dibuka: disk penuh atau tercabut. Periksa disknya, masuk dengan "
    "PIN, lalu buat kode pemulihan baru di Pengaturan."
)
_FILES = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Protected:
    """The encrypted register, opened by its first account; the recovery code is shown this once and kept nowhere."""

    recovery_code: str = field(repr=False)
    register: Register
    left_in_clear: tuple[str, ...] = ()
    """Names of older copies beside the register that could not be encrypted too: to be deleted by hand."""


@dataclass(frozen=True, slots=True)
class _First:
    """The first account, with the keyring that its PIN opens."""

    user: User
    face: str
    key: bytes = field(repr=False)
    keyring: Keyring
    recovery_code: str = field(repr=False)


def create_protected(
    place: str, *, name: str, roles: frozenset[Role], pin: str, face: str = "", clock: Clock | None = None
) -> Protected:
    """A new, empty register that is encrypted from its first byte.

    Raises InputError for a name, role or PIN that will not do, and for a place where something is; EnvironmentProblem
    when it cannot be written. Then nothing new is left behind.
    """
    first = _first(name, roles, pin, face)
    if is_url(place):
        raise InputError("Register di server dijaga oleh servernya. PIN hanya untuk register berkas.")
    path = Path(place)
    if path.exists():
        raise InputError(f"“{path.name}” sudah ada. Pilih nama lain, atau buka register itu.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        set_keyring_aside(path)
    except OSError as wrong:
        raise EnvironmentProblem(f"Folder “{path.parent}” tidak dapat ditulis. Pilih folder lain.") from wrong
    try:
        # The key first: a register without it would be lost.
        save(path, first.keyring)
        register = Register(open_database(place, key=first.key), clock=clock)
        _write_account(register, first)
    except BaseException:
        discard(place)
        raise
    return Protected(first.recovery_code, register)


def protect(register: Register, *, name: str, roles: frozenset[Role], pin: str, face: str = "") -> Outcome[Protected]:
    """Turn the open register in the clear into an encrypted one with its first account.

    The encrypted copy is proven before it takes the place of the file in the clear; `register` is closed then, and
    `Protected.register` is to be used. Raises InputError for a name, role or PIN that will not do, or a register that
    is encrypted already or on a server; EnvironmentProblem when another window has it open or the disk is full. Then
    `register` goes on as before, unless the sentence says that the PIN is needed already.
    """
    register.require(Action.MANAGE_ACCOUNTS)
    place = register.database.place
    if is_url(place):
        raise InputError("Register di server dijaga oleh servernya. PIN hanya untuk register berkas.")
    if register.database.key is not None:
        raise InputError("Register ini sudah dilindungi PIN.")
    first = _first(name, roles, pin, face)
    path = Path(place)
    register.close()
    _encrypt(path, first, register.clock)
    left = tuple(old.name for old in _copies_before_upgrade(path) if not _is_encrypted_too(old, first))
    opened = _opened(place, first, register.clock)
    return Outcome(Protected(first.recovery_code, opened, left), frozenset(Changed))


def _opened(place: str, first: _First, clock: Clock) -> Register:
    try:
        return open_unlocked(place, Opening(first.key, first.user), clock=clock)
    except EnvironmentProblem as problem:
        # Not "nothing was changed": from now on a PIN is needed, and nobody has seen the code that was just made.
        raise EnvironmentProblem(_DONE_NOT_OPENED) from problem


def _first(name: str, roles: frozenset[Role], pin: str, face: str) -> _First:
    name = checked(name, roles, pin)
    if Role.ADMIN not in roles:
        raise InputError("Akun pertama harus ketua, supaya ada yang mengatur akun lain.", field="roles")
    key, register_id, device, account_id = new_key(), new_id(), this_device(), new_id()
    code, wrap = code_wrap(key, register_id)
    pin_way = pin_wrap(key, register_id, account_id, Face(name, roles_text(roles), face), pin, device)
    return _First(User(account_id, name, roles), face, key, Keyring(register_id, wrap, (pin_way,)), code)


def _write_account(register: Register, first: _First) -> None:
    user = first.user
    register.sign_in(user)
    try:
        sentence = f"Membuat akun pertama {user.name} ({roles_words(user.roles)})"
        with register.deed(sentence, action=Action.MANAGE_ACCOUNTS) as deed:
            deed.session.add(new_account(user.account_id, user.name, user.roles, first.face))
    except BaseException:
        register.close()
        raise


def _encrypt(path: Path, first: _First, clock: Clock | None) -> None:
    try:
        with becoming_encrypted(path, first.key) as draft:
            if clock is not None:
                # The account is in it before anybody needs it to get in.
                engine = make_engine(str(draft), first.key)
                register = Register(Database(engine, str(draft), first.key), clock=clock)
                _write_account(register, first)
                register.close()
            set_keyring_aside(path)
            save(path, first.keyring)
    except BaseException:
        if not is_encrypted(path):
            for file in keyring_files(path):
                file.unlink(missing_ok=True)  # it opens nothing
        raise


def _copies_before_upgrade(path: Path) -> list[Path]:
    found = (one for one in path.parent.iterdir() if one.name.startswith(f"{path.stem}-sebelum-"))
    return sorted(one for one in found if one.suffix == path.suffix and header_of(one) == SQLITE_HEADER)


def _is_encrypted_too(old: Path, first: _First) -> bool:
    # Copies made before an upgrade hold the same names; each gets the same key.
    try:
        _encrypt(old, first, None)
    except BukuError:
        return False
    return True


def discard(place: str) -> None:
    """Take away a register that was made a moment ago for nothing, with its keyring; it must be closed."""
    path = Path(place)
    for file in (*(path.with_name(path.name + suffix) for suffix in _FILES), *keyring_files(path)):
        with suppress(OSError):
            file.unlink(missing_ok=True)
