"""The keyring beside an encrypted register (`….kunci` and its twin `….kunci2`): ways to its data key, no name in clear.

Each way is the data key sealed under something else: a PIN on one computer, or the recovery code. Changing a PIN or
removing an account changes the keyring only, never the register. How things are sealed is in `core.store.vault`.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.errors import EnvironmentProblem, InputError
from core.paths import device_file
from core.store.file_lock import one_at_a_time
from core.store.twin_file import DamagedError, Twins

_MARK, _LOCK = "BUKU-KUNCI-1", "kunci.lock"
_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES = 1 << 20, 100, 16


@dataclass(frozen=True, slots=True)
class PinCost:
    """What trying one PIN costs (Argon2id): passes over the memory, memory in KiB, lanes."""

    passes: int
    memory_kib: int
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class PinWrap:
    """The data key sealed under an account's PIN on one computer (`device`: its tag in this register).

    `face` holds name, roles and icon, sealed for that computer. `wrong` counts PINs since the last right one,
    `wrong_at_ms` is when the last wrong one was typed (Unix time).
    """

    account_id: str
    device: str
    cost: PinCost
    salt: bytes
    sealed: bytes
    face: bytes
    wrong: int = 0
    wrong_at_ms: int = 0


@dataclass(frozen=True, slots=True)
class CodeWrap:
    """The data key sealed under the recovery code, the same on every computer."""

    salt: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Keyring:
    """All ways to the data key of one register."""

    register_id: str
    code: CodeWrap
    pins: tuple[PinWrap, ...] = ()

    def of(self, account_id: str, device: str) -> PinWrap | None:
        """The way of one account on one computer."""
        return next((wrap for wrap in self.pins if (wrap.account_id, wrap.device) == (account_id, device)), None)

    def with_pin(self, wrap: PinWrap) -> "Keyring":
        """Add an account's PIN on a computer; where there was one, the account's PINs on other computers go too.

        So that after a change the old PIN opens nothing, wherever it was used.
        """
        is_change = self.of(wrap.account_id, wrap.device) is not None
        kept = self.without(wrap.account_id).pins if is_change else self.pins
        return replace(self, pins=(*kept, wrap))

    def with_same(self, wrap: PinWrap) -> "Keyring":
        """Replace an account's way on a computer by one of the same PIN (another name, another count)."""
        kept = (wrap if (one.account_id, one.device) == (wrap.account_id, wrap.device) else one for one in self.pins)
        return replace(self, pins=tuple(kept))

    def without(self, account_id: str) -> "Keyring":
        """No PIN of this account opens the register any more, on no computer."""
        return replace(self, pins=tuple(wrap for wrap in self.pins if wrap.account_id != account_id))


def keyring_files(register: Path) -> tuple[Path, Path]:
    """Where the keyring of a register lies, and its twin: to be copied and renamed together with it."""
    return register.with_name(f"{register.name}.kunci"), register.with_name(f"{register.name}.kunci2")


def has_keyring(register: Path) -> bool:
    """Whether a keyring, whole or not, lies beside the register."""
    return any(path.exists() for path in keyring_files(register))


def load(register: Path) -> Keyring:
    """The keyring beside a register; a damaged or missing copy is mended from its twin.

    Raises InputError when there is none, EnvironmentProblem when neither copy is whole or can be read.
    """
    return _decoded(load_bytes(register), register)


def load_bytes(register: Path) -> bytes:
    """The keyring as it is kept, for a backup; `save_bytes` takes it back. Errors as in `load`."""
    try:
        body = _twins(register).load()
    except DamagedError as wrong:
        raise _damaged(register) from wrong
    except OSError as wrong:
        raise EnvironmentProblem(
            f"Kunci register “{register.name}” tidak dapat dibaca. Periksa izin berkas {register.name}.kunci."
        ) from wrong
    if body is None:
        raise InputError(
            f"Kunci register “{register.name}” tidak ada. Salin juga berkas {register.name}.kunci ke folder yang sama."
        )
    return body


def save(register: Path, keyring: Keyring) -> None:
    """Write the keyring beside a register, over one that is there. Raises EnvironmentProblem."""
    save_bytes(register, _encoded(keyring))


def save_bytes(register: Path, body: bytes) -> None:
    """Write what `load_bytes` gave beside a register. Raises EnvironmentProblem."""
    try:
        _twins(register).save(body)
    except OSError as wrong:
        raise _not_written(register) from wrong


def parsed(body: bytes) -> Keyring:
    """The keyring in what `load_bytes` gave, wherever it was kept since. Raises InputError when it is none."""
    return _decoded(body, Path("cadangan"))


def change(register: Path, changed: Callable[[Keyring], Keyring]) -> Keyring:
    """Read the keyring, change it and write it, with no other window in between. Errors as in `load` and `save`."""
    try:
        with one_at_a_time(device_file().with_name(_LOCK)):
            before = load(register)
            after = changed(before)
            if after != before:
                save(register, after)
            return after
    except OSError as wrong:
        raise _not_written(register) from wrong


def _twins(register: Path) -> Twins:
    return Twins(*keyring_files(register), _MARK)


def _damaged(register: Path) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"Kunci register “{register.name}” rusak, juga salinannya. Register tidak diubah; pulihkan dari cadangan."
    )


def _not_written(register: Path) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"Kunci register “{register.name}” tidak dapat ditulis. Kosongkan disk atau periksa izin foldernya, "
        "lalu coba lagi."
    )


def _encoded(keyring: Keyring) -> bytes:
    document = {
        "register": keyring.register_id,
        "code": {"salt": _text(keyring.code.salt), "sealed": _text(keyring.code.sealed)},
        "pins": [
            {
                "account": wrap.account_id,
                "device": wrap.device,
                "argon2id": [wrap.cost.passes, wrap.cost.memory_kib, wrap.cost.lanes],
                "salt": _text(wrap.salt),
                "sealed": _text(wrap.sealed),
                "face": _text(wrap.face),
                "wrong": wrap.wrong,
                "wrong_at_ms": wrap.wrong_at_ms,
            }
            for wrap in keyring.pins
        ],
    }
    return json.dumps(document, indent=1).encode()


def _decoded(body: bytes, register: Path) -> Keyring:
    try:
        known = json.loads(body)
        code = CodeWrap(_bytes(known["code"]["salt"]), _bytes(known["code"]["sealed"]))
        return Keyring(str(known["register"]), code, tuple(_pin_wrap(one) for one in known["pins"]))
    except (KeyError, TypeError, ValueError) as wrong:
        raise _damaged(register) from wrong


def _pin_wrap(known: Mapping[str, Any]) -> PinWrap:
    cost = PinCost(*(int(number) for number in known["argon2id"]))
    # A forged keyring must not take all memory of the computer.
    if not (cost.passes <= _MOST_PASSES and cost.memory_kib <= _MOST_MEMORY_KIB and cost.lanes <= _MOST_LANES):
        raise ValueError("cost out of range")
    return PinWrap(
        account_id=str(known["account"]),
        device=str(known["device"]),
        cost=cost,
        salt=_bytes(known["salt"]),
        sealed=_bytes(known["sealed"]),
        face=_bytes(known["face"]),
        wrong=int(known["wrong"]),
        wrong_at_ms=int(known["wrong_at_ms"]),
    )


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)
