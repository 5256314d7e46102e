"""The gate of an open window: locked by hand or by itself, it lets the next person in where the last one stopped."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShortcut, QWindow

from core.errors import BukuError
from ui.idle import IdleWatch
from ui.jobs import Jobs
from ui.pages.entrance.lock import LockPane
from ui.pages.entrance.new_key import NewKey
from ui.widgets.veil import Veil

if TYPE_CHECKING:
    from core.services.register import Progress
    from core.words.roles import User
    from ui.context import AppContext
    from ui.main_window import MainWindow


class Gate(QObject):
    """Covers the window with the lock; what was typed beneath stays as it is."""

    handed_over = Signal(object, object)  # User before, User now: before anything beneath can be seen
    let_in = Signal()  # somebody is at the keyboard again, perhaps another
    uncovered = Signal()  # the keys of the window are heard again

    def __init__(self, window: "MainWindow", context: "AppContext", keys: Sequence[QShortcut]) -> None:
        """`keys` are silent while the window is covered."""
        super().__init__(window)
        self._window, self._context, self._keys = window, context, keys
        # A runner of its own: whoever comes back must not wait behind a long import.
        self._jobs = Jobs(self)
        self._veil: Veil | None = None
        self.pane: LockPane | NewKey | None = None
        self._before: User | None = None
        self.idle = IdleWatch(self)
        self.idle.idle.connect(lambda: self.lock(at=self._account_id))
        context.refresher.changed.connect(self._watch)
        self._watch()

    @property
    def is_locked(self) -> bool:
        """Whether the window is covered."""
        return self._veil is not None

    @property
    def is_idle(self) -> bool:
        """Whether no PIN is being looked at."""
        return self._jobs.is_idle

    def lock(self, *, can_leave: bool = False, at: str = "") -> None:
        """Cover the window. `can_leave`: Esc uncovers it again; `at`: whose PIN is asked for at once."""
        from core.services.trust.access import accounts_at

        if self._veil is not None:
            if isinstance(self.pane, LockPane) and not can_leave:
                self.pane.lock_for_good()
            return
        self._before = self._context.register.user
        pane = LockPane(accounts_at(self._context.register.database.place), can_leave=can_leave, at=at)
        pane.tried.connect(lambda account_id, pin: self._try(lambda: self._switch(account_id, pin), self._uncover))
        pane.code_tried.connect(lambda code: self._try(lambda: self._prove(code), self._ask_new_pin))
        pane.left.connect(self._uncover)
        for key in self._keys:
            key.setEnabled(False)
        self._veil = Veil(self._window, pane)
        self._show(pane)
        self._watch()

    def say_goodbye(self) -> None:
        """Whoever is at the keyboard leaves: a line in the log of access, unless the disk refuses it."""
        from core.services.trust.access_log import Access, note

        with suppress(BukuError):
            note(self._context.register, Access.SIGN_OUT, "Menutup program")

    def close(self) -> None:
        """Stop watching and finish what runs."""
        self.idle.stop()
        self._jobs.close()

    # --- letting in ---

    @property
    def _account_id(self) -> str:
        user = self._context.register.user
        return user.account_id if user else ""

    def _switch(self, account_id: str, pin: str) -> None:
        from core.services.trust.access import WrongPin
        from core.services.trust.access_log import Access, note
        from core.services.trust.accounts import switch

        register = self._context.register
        try:
            switch(register, account_id, pin)
        except WrongPin:
            note(register, Access.WRONG_PIN, "Di layar kunci")
            raise
        note(register, Access.SIGN_IN, "Membuka kunci layar")

    def _prove(self, code: str) -> None:
        from core.services.trust.access import unlock_with_code

        register = self._context.register
        register.sign_in(unlock_with_code(register.database.place, code, clock=register.clock).user)

    def _enrol(self, account_id: str, pin: str) -> None:
        from core.services.trust.accounts import enrol_here

        enrol_here(self._context.register, account_id, pin)

    def _try(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        pane = self.pane

        def refused(error: BukuError) -> None:
            if isinstance(pane, LockPane):
                pane.refuse(error, float(getattr(error, "wait_s", 0)))
            elif pane is not None:
                pane.refuse(error)

        def run(_progress: "Progress") -> None:
            work()

        if isinstance(pane, LockPane):
            pane.show_busy(is_busy=True)
        self._jobs.run("Memeriksa PIN", run, lambda _value: then(), refused, can_cancel=False)

    def _ask_new_pin(self) -> None:
        from core.services.trust.accounts import list_accounts

        if self._veil is None:
            return
        pane = NewKey(list_accounts(self._context.register))
        pane.chosen.connect(lambda account_id, pin: self._try(lambda: self._enrol(account_id, pin), self._uncover))
        self._veil.show_inside(pane)
        self._show(pane)

    def _show(self, pane: LockPane | NewKey) -> None:
        self.pane = pane
        pane.begin()

    def _uncover(self) -> None:
        veil, self._veil, self.pane = self._veil, None, None
        if veil is None:
            return
        for key in self._keys:
            key.setEnabled(True)
        self.uncovered.emit()
        veil.lift()
        self.handed_over.emit(self._before, self._context.register.user)
        self._context.rights_changed()
        self.let_in.emit()
        self._watch()

    def _watch(self) -> None:
        handle: QWindow | None = self._window.windowHandle()
        if handle is not None and not self.is_locked_for_good:
            self.idle.watch(handle, self._context.settings.lock_after_min)

    @property
    def is_locked_for_good(self) -> bool:
        """Whether the window is covered and nobody leaves without a PIN."""
        return isinstance(self.pane, NewKey) or (isinstance(self.pane, LockPane) and not self.pane.can_leave)
