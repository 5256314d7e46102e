"""This computer: its id in every register that it opens, and a secret that makes a PIN worth nothing elsewhere."""

import hmac
import json
import secrets
import uuid
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from core.errors import EnvironmentProblem
from core.paths import device_file
from core.store.file_lock import one_at_a_time
from core.store.twin_file import DamagedError, Twins

SECRET_BYTES = 32
_TAG_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Device:
    """A computer: `id` is written in the journal, `secret` never leaves this computer."""

    id: str
    secret: bytes = field(repr=False)

    def tag(self, register_id: str) -> str:
        """What stands for this computer in the keyring of one register: says nothing to others, not even its id."""
        return hmac.new(self.secret, f"tag {register_id}".encode(), sha256).hexdigest()[:_TAG_DIGITS]


def this_device() -> Device:
    """The computer this runs on; made at first need.

    A file damaged in both its copies is put aside and made anew: PINs set before then no longer open anything here, and
    the recovery code does. Raises EnvironmentProblem when the user's settings folder cannot be read or written.
    """
    path = device_file()
    try:
        if known := _read(path):
            return known
        # One at a time: of two windows started together, both must get the same secret.
        with one_at_a_time(path.with_suffix(".lock")):
            return _read(path) or _made(path)
    except OSError as wrong:
        raise EnvironmentProblem(
            f"Folder pengaturan “{path.parent}” tidak dapat dibaca atau ditulis. Periksa izin foldernya."
        ) from wrong


def _twins(path: Path) -> Twins:
    return Twins(path, path.with_name(f"{path.name}2"), "BUKU-KOMPUTER-1")


def _read(path: Path) -> Device | None:
    try:
        body = _twins(path).load()
    except DamagedError:
        return None
    if body is None:
        return None
    known = json.loads(body)
    return Device(known["id"], bytes.fromhex(known["secret"]))


def _made(path: Path) -> Device:
    if path.exists():
        path.replace(path.with_name(f"{path.name}.rusak"))
    device = Device(str(uuid.uuid4()), secrets.token_bytes(SECRET_BYTES))
    _twins(path).save(json.dumps({"id": device.id, "secret": device.secret.hex()}).encode())
    return device
