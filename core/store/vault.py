"""How the data key of a register is sealed: under a PIN on one computer, and under the recovery code.

PIN: Argon2id over the PIN, mixed with the computer's secret (HKDF-SHA-256), opens an AES-256-GCM seal. Recovery code:
its 145 random bits need no slow hash. Every seal is bound to register, account, computer and Argon2 cost.
"""

import json
import secrets
import time
from dataclasses import dataclass, replace
from functools import cache

from core.errors import EnvironmentProblem
from core.store.device import Device
from core.store.keyring import CodeWrap, Keyring, PinCost, PinWrap
from core.words import recovery_code

KEY_BYTES = 32
_SALT_BYTES, _NONCE_BYTES = 16, 12
_MEMORY_KIB = 64 * 1024
_WANTED_S, _TRIAL_PASSES = 0.33, 3
_LEAST_PASSES, _MOST_PASSES = 3, 16
_FACE_BLOCK = 128


@dataclass(frozen=True, slots=True)
class Face:
    """Who an account is on the lock screen: name, roles as one text (`kader+admin`), icon key."""

    name: str
    roles: str
    icon: str


def new_key() -> bytes:
    """A random data key for a new register."""
    return secrets.token_bytes(KEY_BYTES)


@cache
def cost_here() -> PinCost:
    """What one try of a PIN may cost on this computer: 64 MiB, and passes for about a third of a second.

    A try aims at 200 to 500 ms; RFC 9106 asks for 64 MiB and three passes where memory is short. Measured once per run
    of the program, in processor time: a moment in which the computer is busy must not make PINs cheaper for good.
    """
    each = min(_seconds_of(PinCost(_TRIAL_PASSES, _MEMORY_KIB)) for _ in range(3)) / _TRIAL_PASSES
    return PinCost(min(max(round(_WANTED_S / each), _LEAST_PASSES), _MOST_PASSES), _MEMORY_KIB)


def pin_wrap(key: bytes, register_id: str, account_id: str, face: Face, pin: str, device: Device) -> PinWrap:
    """Seal the data key under an account's PIN on this computer."""
    salt = secrets.token_bytes(_SALT_BYTES)
    empty = PinWrap(account_id, device.tag(register_id), cost_here(), salt, b"", b"")
    sealed = _seal(_pin_key(empty, pin, device), key, _bound(register_id, empty))
    return with_face(replace(empty, sealed=sealed), register_id, face, device)


def open_pin(wrap: PinWrap, register_id: str, pin: str, device: Device) -> bytes | None:
    """The data key, None when the PIN is wrong (or the seal was tampered with)."""
    return _unseal(_pin_key(wrap, pin, device), wrap.sealed, _bound(register_id, wrap))


def code_wrap(key: bytes, register_id: str) -> tuple[str, CodeWrap]:
    """Seal the data key under a new recovery code; gives the code, to be shown once, and the seal."""
    code = recovery_code.make(secrets.randbits(recovery_code.RANDOM_BITS))
    salt = secrets.token_bytes(_SALT_BYTES)
    sealed = _seal(_code_key(recovery_code.read(code), salt), key, _code_bound(register_id))
    return code, CodeWrap(salt, sealed)


def open_code(keyring: Keyring, code: str) -> bytes | None:
    """The data key by a recovery code as it was typed, None when it is not the code of this register."""
    body = recovery_code.read(code)
    if not body:
        return None
    return _unseal(_code_key(body, keyring.code.salt), keyring.code.sealed, _code_bound(keyring.register_id))


def face_of(wrap: PinWrap, register_id: str, device: Device) -> Face | None:
    """Name, roles and icon of an account of this computer, before any PIN; None for those of another computer."""
    text = _unseal(_face_key(register_id, device), wrap.face, wrap.account_id.encode())
    return None if text is None else Face(**json.loads(text))


def with_face(wrap: PinWrap, register_id: str, face: Face, device: Device) -> PinWrap:
    """The same PIN with another name, roles or icon."""
    text = json.dumps({"name": face.name, "roles": face.roles, "icon": face.icon}).encode()
    # Filled up, so that the length says nothing about the name.
    filled = text.ljust(-(-len(text) // _FACE_BLOCK) * _FACE_BLOCK)
    return replace(wrap, face=_seal(_face_key(register_id, device), filled, wrap.account_id.encode()))


def _pin_key(wrap: PinWrap, pin: str, device: Device) -> bytes:
    return _derived(_stretched(pin, wrap.salt, wrap.cost), device.secret, b"buku-kunci pin")


def _code_key(body: str, salt: bytes) -> bytes:
    return _derived(body.encode(), salt, b"buku-kunci code")


def _face_key(register_id: str, device: Device) -> bytes:
    return _derived(device.secret, register_id.encode(), b"buku-kunci face")


def _bound(register_id: str, wrap: PinWrap) -> bytes:
    cost = wrap.cost
    return json.dumps(
        ["pin", register_id, wrap.account_id, wrap.device, cost.passes, cost.memory_kib, cost.lanes]
    ).encode()


def _code_bound(register_id: str) -> bytes:
    return json.dumps(["code", register_id]).encode()


def _stretched(pin: str, salt: bytes, cost: PinCost) -> bytes:
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(
            pin.encode(),
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError as wrong:
        raise EnvironmentProblem("Memori komputer penuh. Tutup program lain, lalu coba lagi.") from wrong


def _derived(material: bytes, salt: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt, purpose).derive(material)


def _seal(sealing_key: bytes, secret: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(sealing_key).encrypt(nonce, secret, bound)


def _unseal(sealing_key: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(sealing_key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):  # ValueError: cut too short to be a seal
        return None


def _seconds_of(cost: PinCost) -> float:
    started = time.thread_time()
    _stretched("calibrate", bytes(_SALT_BYTES), cost)
    return time.thread_time() - started
