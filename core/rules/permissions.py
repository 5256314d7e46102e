"""Who may do what: one table for services and window.

Source of the division of work: KMK HK.01.07/MENKES/2015/2023 (kader record, measure and educate; diagnosis and
services are the work of health workers; the village sees figures, no medical detail). Where it is silent the cautious
side holds.
"""

from collections.abc import Iterable
from enum import StrEnum

from core.words.roles import Role


class Action(StrEnum):
    """Everything somebody may want to do with the register; the journal keeps the value beside each deed."""

    SEE_PEOPLE = "lihat-warga"
    SEE_HEALTH = "lihat-kesehatan"
    SEE_DIAGNOSES = "lihat-diagnosis"
    SEE_PRIVATE = "lihat-pribadi"
    SEE_HISTORY = "lihat-riwayat"
    SEE_ACCESS_LOG = "lihat-catatan-akses"
    REGISTER_PEOPLE = "daftar-warga"
    RECORD_LIFE_EVENT = "peristiwa-keluarga"
    RECORD_HEALTH = "catat-kesehatan"
    HOLD_DAY = "hari-buka"
    REMOVE_RECORD = "hapus-catatan"
    OVERRIDE_VERDICT = "ubah-penilaian"
    VALIDATE = "validasi"
    MERGE_PEOPLE = "satukan-warga"
    IMPORT = "impor"
    EXPORT = "ekspor"
    PRINT_PAPERS = "cetak-kartu"
    PRINT_REPORTS = "cetak-laporan"
    RECORD_CONSENT = "persetujuan"
    ERASE_PERSON = "hapus-permanen"
    CHANGE_PLACES = "ubah-tempat"
    CHANGE_SETTINGS = "ubah-pengaturan"
    OWN_PREFERENCES = "pilihan-sendiri"
    MANAGE_ACCOUNTS = "kelola-akun"
    RESET_PIN = "atur-ulang-pin"
    UNDO_OWN = "batalkan-sendiri"
    UNDO_OTHERS = "batalkan-orang-lain"
    MAKE_BACKUP = "cadangkan"
    RESTORE = "pulihkan"


_EVERYBODY = frozenset(
    {Action.SEE_PEOPLE, Action.OWN_PREFERENCES, Action.UNDO_OWN, Action.MAKE_BACKUP, Action.PRINT_REPORTS}
)
_KADER = _EVERYBODY | {
    Action.SEE_HEALTH,
    Action.SEE_HISTORY,
    Action.REGISTER_PEOPLE,
    Action.RECORD_LIFE_EVENT,
    Action.RECORD_HEALTH,
    Action.HOLD_DAY,
    Action.EXPORT,
    Action.PRINT_PAPERS,
    Action.RECORD_CONSENT,
}
_ADMIN = _EVERYBODY | {
    Action.SEE_ACCESS_LOG,
    Action.REGISTER_PEOPLE,
    Action.RECORD_LIFE_EVENT,
    Action.MERGE_PEOPLE,
    Action.IMPORT,
    Action.EXPORT,
    Action.RECORD_CONSENT,
    Action.CHANGE_PLACES,
    Action.CHANGE_SETTINGS,
    Action.MANAGE_ACCOUNTS,
    Action.RESET_PIN,
    Action.RESTORE,
}

_OF_HEALTH = (Action.SEE_HEALTH, Action.SEE_DIAGNOSES, Action.SEE_PRIVATE, Action.SEE_HISTORY)

MATRIX: dict[Role, frozenset[Action]] = {Role.KADER: _KADER, Role.BIDAN: frozenset(Action), Role.ADMIN: _ADMIN}
"""R-PERAN: what each role may do."""


def allowed(roles: Iterable[Role], action: Action) -> bool:
    """R-PERAN: whether somebody with these roles may do this; several roles add up (KMK 2015/2023)."""
    return any(action in MATRIX[role] for role in roles)


def sees_less(roles: Iterable[Role], others: Iterable[Role], *also: Action) -> bool:
    """R-PERAN: whether somebody with `roles` may see less of people's health, or of `also`, than one with `others`."""
    mine, theirs = tuple(roles), tuple(others)
    return any(allowed(theirs, one) and not allowed(mine, one) for one in (*_OF_HEALTH, *also))


def refusal(action: Action) -> str:
    """The sentence for somebody who may not: whose work it is, and that nothing happened."""
    whose = " atau ".join(_WHOSE[role] for role in (Role.KADER, Role.BIDAN, Role.ADMIN) if action in MATRIX[role])
    return f"Ini pekerjaan {whose}. Minta mereka masuk dengan PIN-nya; belum ada yang berubah."


_WHOSE = {Role.KADER: "kader", Role.BIDAN: "bidan", Role.ADMIN: "ketua posyandu"}
