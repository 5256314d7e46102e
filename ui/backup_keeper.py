"""Backups by themselves: made quietly beside the work when they are due, and tried out once a month."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import BukuError
from ui.jobs import Jobs

if TYPE_CHECKING:
    from core.services.register import Progress
    from core.services.trust.backups import BackupRound
    from ui.context import AppContext

_FIRST_LOOK_MS, _BETWEEN_LOOKS_MS = 45_000, 15 * 60_000


class BackupKeeper(QObject):
    """Looks now and then whether a backup is due; a failure is said once, and the work goes on."""

    told = Signal(object)  # BukuError: no place took a backup
    done = Signal()  # the state of the backups is another

    def __init__(self, context: "AppContext", parent: QObject) -> None:
        """Begins to look a while after the window is up, so that nobody waits for it."""
        super().__init__(parent)
        self._context = context
        # A runner of its own: neither reading nor saving waits for a copy of the whole register.
        self._jobs = Jobs(self)
        self._has_failed = False
        self._timer = QTimer(self, interval=_BETWEEN_LOOKS_MS)
        self._timer.timeout.connect(self.look)
        self._first = QTimer(self, singleShot=True, interval=_FIRST_LOOK_MS)
        self._first.timeout.connect(self._begin)
        self._first.start()

    @property
    def is_idle(self) -> bool:
        """Whether no backup is being made."""
        return self._jobs.is_idle

    def look(self) -> None:
        """Make a backup when one is due, then try one out when a month has passed."""
        if self._jobs.is_idle:
            self._jobs.run("Mencadangkan", self._round, self._ended, self._failed)

    def last_look(self) -> None:
        """Before the program ends: what was done today goes into a backup; waits until it is made."""
        from core.services.trust import backups

        register = self._context.register
        self.close()
        try:
            if may_keep(self._context) and backups.due(register, day_ended=True):
                backups.back_up(register)
        except BukuError:
            # Nobody is there any more to read it; the state of the backups says it at the next start.
            return

    def close(self) -> None:
        """Look no longer, and finish what runs."""
        # Also when the first look is still to come: the register is closed by then.
        self._first.stop()
        self._timer.stop()
        self._jobs.close()

    def _begin(self) -> None:
        self._timer.start()
        self.look()

    def _round(self, progress: "Progress") -> "BackupRound | None":
        from core.services.trust import backups

        register = self._context.register
        if not may_keep(self._context):
            return None
        made = backups.back_up(register, progress) if backups.due(register) else None
        if backups.rehearsal_due(register):
            backups.rehearse(register, progress)
        return made

    def _ended(self, made: "BackupRound | None") -> None:
        self._has_failed = False
        if made is not None:
            self.done.emit()

    def _failed(self, error: BukuError) -> None:
        if not self._has_failed:
            self._has_failed = True
            self.told.emit(error)


def may_keep(context: "AppContext") -> bool:
    """Whether this register is backed up here: neither a server's nor the invented village."""
    from core.services.demo_village.places import is_demo
    from core.services.setup import list_posyandu

    register = context.register
    if "://" in register.database.place:
        return False
    return not any(is_demo(unit.village, unit.regency) for unit in list_posyandu(register))
