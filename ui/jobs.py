"""One runner for everything that may take long, so that the window never freezes and only one writer is at work."""

import logging
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from core.errors import BugError, BukuError

if TYPE_CHECKING:
    from core.services.register import Progress

T = TypeVar("T")
PROGRESS_AFTER_MS = 600
_BETWEEN_REPORTS_S = 0.05
_log = logging.getLogger("buku.jobs")


@dataclass(eq=False)
class Job:
    """One piece of work on its way: what it is, and what to do with its end."""

    what: str
    work: "Callable[[Progress], Any]"
    then: Callable[[Any], None]
    failed: Callable[[BukuError], None]
    stop: threading.Event = field(default_factory=threading.Event)
    can_cancel: bool = True
    is_wanted: bool = True


class Jobs(QObject):
    """Runs jobs one after another on one worker thread; their ends come back on the window's own thread."""

    shown = Signal(str, bool)  # what is being done, whether Batal is offered; sent when it has taken 600 ms
    progressed = Signal(int, int, str)  # done, whole, what
    hidden = Signal()
    cancelled = Signal(str)
    _ended = Signal(object, object, object)  # job, value, error

    def __init__(self, parent: QObject | None = None) -> None:
        """An idle runner; the thread starts with the first job."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="buku-job")
        self._waiting: list[Job] = []
        self._patience = QTimer(self, singleShot=True, interval=PROGRESS_AFTER_MS)
        self._patience.timeout.connect(self._show)
        # Queued: a job that is done before anybody listens must not end inside the end of the one before it.
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._reported_at = 0.0
        self._is_closed = False

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs or waits."""
        return not self._waiting

    def run(
        self,
        what: str,
        work: "Callable[[Progress], T]",
        then: Callable[[T], None],
        failed: Callable[[BukuError], None],
        *,
        can_cancel: bool = True,
    ) -> None:
        """Do `work(progress)` on the worker; afterwards call `then(value)` or `failed(error)` on the window's thread.

        `what` is said after 600 ms, with *Batal* when `can_cancel`; a cancelled job calls neither, nor one asked for
        when the window is closing (a picture drawn anew because the type changed).
        """
        if self._is_closed:
            return
        job = Job(what, work, then, failed, can_cancel=can_cancel)
        self._waiting.append(job)
        if len(self._waiting) == 1:
            self._start(job)

    def deed(
        self, what: str, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[BukuError], None]
    ) -> None:
        """A short write: done at once while the worker is idle, else after the jobs before it (one writer only)."""
        if self.is_idle:
            try:
                value = work()
            except Exception as error:
                failed(explained(error))
            else:
                then(value)
        else:
            self.run(what, lambda _progress: work(), then, failed, can_cancel=False)

    def cancel(self) -> None:
        """Ask the running job to stop at its next report of progress."""
        if self._waiting:
            self._waiting[0].stop.set()

    def forget(self) -> None:
        """Who asked is gone: what runs or waits is stopped where it can be, and its end is told to nobody."""
        for job in self._waiting:
            job.stop.set()
            job.is_wanted = False

    def close(self) -> None:
        """Stop what can be stopped and wait for the rest."""
        self._is_closed = True
        self.forget()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _start(self, job: Job) -> None:
        self._patience.start()
        future = self._pool.submit(lambda: job.work(lambda done, whole, what: self._report(job, done, whole, what)))
        future.add_done_callback(lambda ended: self._ended.emit(job, *_outcome(ended)))

    def _report(self, job: Job, done: int, whole: int, what: str) -> None:
        from core.services.register import Cancelled

        if job.stop.is_set() and job.can_cancel:
            raise Cancelled
        now = time.monotonic()
        if now - self._reported_at >= _BETWEEN_REPORTS_S or done >= whole:
            self._reported_at = now
            self.progressed.emit(done, whole, what)

    def _show(self) -> None:
        if self._waiting:
            self.shown.emit(self._waiting[0].what, self._waiting[0].can_cancel)

    def _end(self, job: Job, value: object, error: BaseException | None) -> None:
        self._patience.stop()
        self._waiting.remove(job)
        self.hidden.emit()
        if self._waiting:
            self._start(self._waiting[0])
        if not job.is_wanted:
            return
        if error is None:
            if is_there(job.then):
                job.then(value)
        elif type(error).__name__ in {"Cancelled", "CancelledError"}:
            self.cancelled.emit(job.what)
        elif is_there(job.failed):
            job.failed(explained(error))


def is_there(listener: Callable[[Any], None]) -> bool:
    """Whether the page or sheet whose method `listener` is still stands: it may have been closed meanwhile."""
    owner = getattr(listener, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def explained(error: BaseException) -> BukuError:
    """The sentence for any error; one of ours passes, everything else is our fault and goes into the log book.

    Only the place in the program is logged, never the message: it could hold a name or a NIK.
    """
    if isinstance(error, BukuError):
        return error
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(error.__traceback__)))
    _log.error("%s in %s", type(error).__name__, places)
    return BugError("Ada kesalahan di program ini. Yang sudah tersimpan tetap aman. Coba sekali lagi.")


def _outcome(ended: "Future[object]") -> tuple[object, BaseException | None]:
    error = CancelledError() if ended.cancelled() else ended.exception()
    return (None, error) if error is not None else (ended.result(), None)
