"""The data key of an encrypted backup or of a damaged register: by the recovery code, or by a PIN of then."""

from pathlib import Path

from core.errors import BukuError, InputError, NotAllowed
from core.rules.permissions import Action, allowed, refusal
from core.services.new_register import explained
from core.store.container import read_manifest, verify
from core.store.device import this_device
from core.store.keyring import Keyring, load, parsed
from core.store.vault import face_of, open_code, open_pin
from core.words.roles import roles_of


def is_locked_backup(path: Path) -> bool:
    """Whether a backup needs a key; errors as `core.services.trust.restoring.inspect`."""
    with explained(path):
        return read_manifest(path)[0].is_encrypted


def key_by_code(path: Path, code: str) -> bytes:
    """The key of an encrypted backup by the recovery code of its register, on any computer.

    Raises InputError when it is not that code; else as `core.services.trust.restoring.inspect`.
    """
    return _by_code(_keyring_in(path), code)


def key_by_pin(path: Path, pin: str) -> bytes:
    """The key of an encrypted backup by the PIN that somebody had then, on the computer where it was made.

    Raises InputError when no PIN of then fits, NotAllowed when it is of somebody who may not restore.
    """
    return _by_pin(_keyring_in(path), pin)


def key_by_secret(path: Path, secret: str) -> bytes:
    """By what was typed, PIN or recovery code; errors as those two."""
    return _by_secret(_keyring_in(path), secret)


def key_for_repair(damaged: Path, backup: Path | None, secret: str) -> bytes:
    """The key of a damaged encrypted register: by its own keyring, or where that is damaged too by the backup's."""
    try:
        ring = load(damaged)
    except BukuError:
        if backup is None:
            raise
        ring = _keyring_in(backup)
    return _by_secret(ring, secret)


def _by_secret(ring: Keyring, secret: str) -> bytes:
    return _by_pin(ring, secret) if secret.isdecimal() else _by_code(ring, secret)


def _by_code(ring: Keyring, code: str) -> bytes:
    key = open_code(ring, code)
    if key is None:
        raise InputError("Kode pemulihan ini bukan untuk cadangan ini. Periksa lagi huruf dan angkanya.", field="code")
    return key


def _by_pin(ring: Keyring, pin: str) -> bytes:
    device = this_device()
    own = [wrap for wrap in ring.pins if wrap.device == device.tag(ring.register_id)]
    if not own:
        raise InputError("Cadangan ini dari laptop lain, jadi PIN tidak membukanya. Pakai kode pemulihan.", field="pin")
    for wrap in own:
        key = open_pin(wrap, ring.register_id, pin, device)
        if key is not None:
            face = face_of(wrap, ring.register_id, device)
            if face is None or not allowed(roles_of(face.roles), Action.RESTORE):
                raise NotAllowed(refusal(Action.RESTORE))
            return key
    raise InputError("PIN tidak cocok untuk cadangan ini. Coba lagi, atau pakai kode pemulihan.", field="pin")


def _keyring_in(path: Path) -> Keyring:
    with explained(path):
        if not read_manifest(path)[0].is_encrypted:
            raise InputError(f"Cadangan “{path.name}” tidak bersandi, jadi tidak perlu PIN atau kode.")
        return parsed(verify(path, lambda _done, _whole: None))
