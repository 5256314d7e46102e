"""One window for one register: a second one is told so, and a lock left behind by a power cut heals itself."""

from pathlib import Path

from PySide6.QtCore import QLockFile

from core.errors import EnvironmentProblem

ENDING = ".terbuka"


class AlreadyOpen(EnvironmentProblem):
    """Another window works on this register."""


class OneWindow:
    """Holds the lock file beside the register that this window works on."""

    def __init__(self) -> None:
        """Holds nothing."""
        self._place = ""
        self._lock: QLockFile | None = None

    def take(self, place: str) -> None:
        """Hold `place` from now on and let go of the one before. Raises AlreadyOpen when another window holds it.

        A server has no lock, and a folder that cannot be written is explained by opening the register itself.
        """
        if place == self._place and self._lock is not None:
            return
        lock = None if "://" in place else _lock_of(Path(place))
        self.release()
        self._place, self._lock = place, lock

    def release(self) -> None:
        """Let go; the lock file goes as well."""
        if self._lock is not None:
            self._lock.unlock()
        self._place, self._lock = "", None


def _lock_of(register: Path) -> QLockFile | None:
    if not register.parent.is_dir() or register.is_dir():
        return None
    lock = QLockFile(str(register.with_name(f"{register.name}{ENDING}")))
    # Never too old by the clock: a day of work is long. A holder that is gone is found out by its process.
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        return lock
    if lock.error() == QLockFile.LockError.LockFailedError:
        raise AlreadyOpen(
            "Buku ini sudah terbuka di jendela lain. Pakai jendela itu, atau tutup dulu, lalu tekan Coba lagi."
        )
    return None
