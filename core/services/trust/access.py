"""Getting into an encrypted register: whose faces the lock shows, and the data key by PIN or recovery code.

Works before anything is open and without SQLAlchemy. The register is opened by `signing_in`, accounts are kept by
`accounts`, and a register is made an encrypted one by `protecting`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from core.clock import Clock
from core.errors import EnvironmentProblem, InputError
from core.store.cipher import is_encrypted
from core.store.device import this_device
from core.store.keyring import Keyring, PinWrap, change, load
from core.store.vault import face_of, open_code, open_pin
from core.words import recovery_code
from core.words.pins import wait_after, wait_words
from core.words.roles import Role, User, roles_of

NOT_HERE = "Akun ini belum dipasang di komputer ini. Buka dengan kode pemulihan."
CODE_USER = User("", "Kode pemulihan", frozenset({Role.ADMIN}))
"""Who is at the keyboard after a recovery code, until an account is chosen with `accounts.enrol_here`."""


class WrongPin(InputError):
    """The PIN was wrong, or it is too early to try again: `wait_s` seconds from now (0: at once)."""

    def __init__(self, message: str, wait_s: int = 0) -> None:
        """Keep the sentence and the seconds."""
        super().__init__(message, field="pin")
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class AccountFace:
    """An account as the lock shows it; `face` is the key of its icon."""

    account_id: str
    name: str
    roles: frozenset[Role]
    face: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The data key of a register, and who got it out; `user` is CODE_USER after a recovery code."""

    key: bytes = field(repr=False)
    user: User


def is_locked(place: str) -> bool:
    """Whether a PIN or the recovery code is needed to open this place. Raises EnvironmentProblem when unreadable."""
    if "://" in place:
        return False
    path = Path(place)
    try:
        return path.is_file() and is_encrypted(path)
    except OSError as wrong:
        raise EnvironmentProblem(f"Berkas “{path.name}” tidak dapat dibaca. Periksa izin berkas itu.") from wrong


def accounts_at(place: str) -> tuple[AccountFace, ...]:
    """The accounts that can open an encrypted register on this computer, in the order in which they were made.

    Empty on a computer where none was set up yet: there the recovery code opens. Errors as `core.store.keyring.load`.
    """
    ring, device = load(Path(place)), this_device()
    faces = []
    for wrap in ring.pins:
        face = face_of(wrap, ring.register_id, device) if wrap.device == device.tag(ring.register_id) else None
        if face is not None:
            faces.append(AccountFace(wrap.account_id, face.name, roles_of(face.roles), face.icon))
    return tuple(faces)


def unlock(place: str, account_id: str, pin: str, *, clock: Clock) -> Opening:
    """Get the data key by PIN; takes 200 to 500 ms by design, so call it in a job.

    R-PIN: from the third wrong PIN on there is a wait, over restarts of the program too; setting the clock back does
    not shorten it. Raises WrongPin; InputError when the account has no PIN on this computer.
    """
    path, device = Path(place), this_device()
    ring = load(path)
    wrap = ring.of(account_id, device.tag(ring.register_id))
    if wrap is None:
        raise InputError(NOT_HERE)
    now_ms = _milliseconds(clock.moment())
    _refuse_early(path, wrap, now_ms)
    key = open_pin(wrap, ring.register_id, pin, device)
    if key is None:
        raise _counted(path, wrap, now_ms)
    if wrap.wrong:
        _forget_wrong(path, wrap)
    face = face_of(wrap, ring.register_id, device)
    if face is None:
        raise InputError(NOT_HERE)
    return Opening(key, User(account_id, face.name, roles_of(face.roles)))


def unlock_with_code(place: str, code: str, *, clock: Clock) -> Opening:
    """Get the data key by the recovery code as it was typed; works on any computer.

    There is no wait: its 145 bits cannot be guessed. Raises InputError when it is not this register's code.
    """
    if not recovery_code.read(code):
        raise InputError(recovery_code.WRONG_SENTENCE, field="code")
    key = open_code(load(Path(place)), code)
    if key is None:
        raise InputError("Kode pemulihan ini bukan milik register ini. Periksa amplopnya.", field="code")
    return Opening(key, CODE_USER)


def _refuse_early(path: Path, wrap: PinWrap, now_ms: int) -> None:
    passed_ms = now_ms - wrap.wrong_at_ms
    left_s = -(-(wait_after(wrap.wrong) * 1000 - max(passed_ms, 0)) // 1000)
    if left_s <= 0:
        return
    if passed_ms < 0:
        # The clock was set back: the whole wait begins again now, else it could last until that day comes round.
        _update(path, wrap, lambda one: replace(one, wrong_at_ms=now_ms))
    raise WrongPin(f"Tunggu {wait_words(left_s)} dulu, lalu coba lagi.", left_s)


def _counted(path: Path, wrap: PinWrap, now_ms: int) -> WrongPin:
    ring = _update(path, wrap, lambda one: replace(one, wrong=one.wrong + 1, wrong_at_ms=now_ms))
    counted = ring.of(wrap.account_id, wrap.device)
    wait_s = wait_after(counted.wrong) if counted else 0
    return WrongPin(
        f"PIN salah. Tunggu {wait_words(wait_s)}, lalu coba lagi." if wait_s else "PIN salah. Coba lagi.", wait_s
    )


def _forget_wrong(path: Path, wrap: PinWrap) -> None:
    try:
        _update(path, wrap, lambda one: replace(one, wrong=0, wrong_at_ms=0))
    except EnvironmentProblem:
        # The PIN was right: a full disk must not keep people from their register.
        return


def _update(path: Path, wrap: PinWrap, changed: Callable[[PinWrap], PinWrap]) -> Keyring:
    def changed_ring(ring: Keyring) -> Keyring:
        now = ring.of(wrap.account_id, wrap.device)
        return ring if now is None else ring.with_same(changed(now))

    return change(path, changed_ring)


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
