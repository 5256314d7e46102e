"""How a verb gets into its register: in the clear as it is, an encrypted one by PIN or recovery code."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from core.clock import Clock
from core.errors import InputError
from core.usual_register import refuse_lost

if TYPE_CHECKING:
    from core.services.register import Register
    from core.services.trust.access import AccountFace, Opening

WHO = "baris perintah"
_NEEDED = "Register ini bersandi. Beri PIN atau kode pemulihan lewat --pin-file BERKAS atau BUKU_PIN."


def secret_of(options: argparse.Namespace) -> str:
    """The PIN or recovery code in the file of `--pin-file`, else in BUKU_PIN; empty when neither is given.

    Never from the command line, which others on the computer can see. Raises InputError for a file without one.
    """
    file: Path | None = getattr(options, "pin_file", None)
    if file is None:
        return os.environ.get("BUKU_PIN", "").strip()
    try:
        secret = file.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as wrong:
        raise InputError(f"Berkas PIN “{file}” tidak dapat dibaca. Periksa nama dan foldernya.") from wrong
    if not secret:
        raise InputError(f"Berkas PIN “{file}” kosong. Tulis PIN atau kode pemulihan di dalamnya.")
    return secret


def enter(place: str, options: argparse.Namespace, clock: Clock, *, must_exist: bool) -> "Register":
    """Open the register at `place` for a verb.

    Raises WrongPin, InputError when PIN or account are missing, and what `open_register` raises.
    """
    from core.services.register import open_register
    from core.services.trust.access import is_locked
    from core.services.trust.signing_in import open_unlocked

    refuse_lost(place)
    if is_locked(place):
        return open_unlocked(place, _opening(place, options, clock), clock=clock)
    if secret_of(options) and "://" not in place and not (must_exist or Path(place).exists()):
        # Better refused than written in the open to somebody who believes it is encrypted.
        raise InputError("Buat dulu register bersandi dengan init, baru isi.")
    return open_register(place, who=WHO, clock=clock, must_exist=must_exist)


def _opening(place: str, options: argparse.Namespace, clock: Clock) -> "Opening":
    from core.services.trust.access import NOT_HERE, accounts_at, unlock, unlock_with_code

    secret = secret_of(options)
    if not secret:
        raise InputError(_NEEDED)
    if not secret.isdecimal():
        return unlock_with_code(place, secret, clock=clock)
    accounts = accounts_at(place)
    if not accounts:
        raise InputError(NOT_HERE)
    account = _chosen(accounts, getattr(options, "account", ""))
    return unlock(place, account.account_id, secret, clock=clock)


def _chosen(accounts: "tuple[AccountFace, ...]", name: str) -> "AccountFace":
    if not name and len(accounts) == 1:
        return accounts[0]
    for account in accounts:
        if account.name.casefold() == " ".join(name.split()).casefold():
            return account
    names = ", ".join(account.name for account in accounts)
    if not name:
        raise InputError(f"Ada beberapa akun: {names}. Pilih dengan --account NAMA.")
    raise InputError(f"Akun “{name}” tidak ada di komputer ini. Yang ada: {names}.")
