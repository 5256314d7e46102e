"""The life of the window: shown first, the register opened behind it, so that nobody waits before an empty screen."""

import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from core.errors import BukuError, InputError
from core.paths import window_file
from core.services.first_look import FirstLook, first_look
from core.usual_register import refuse_lost
from ui import opening, theme, window_place
from ui.alt_letters import AltLetters
from ui.context import AppContext
from ui.jobs import Jobs, explained
from ui.main_window import MainWindow
from ui.one_window import AlreadyOpen, OneWindow
from ui.opening import Opened
from ui.pages.entrance.opening import EarlyBeranda, Opening
from ui.refresh import Refresher
from ui.translations import Indonesian

if TYPE_CHECKING:
    from ui.backup_keeper import BackupKeeper
    from ui.pages.entrance.lock import LockPane

_WARM_UP_MS, _OPEN_AFTER_MS = 400, 20


class Program(QObject):
    """The life of the window: opening, first start, work, and opening another register."""

    usable = Signal()  # the first page is on screen and takes keys
    opened = Signal(bool)  # whether the register could be opened: the first screen, or the reason, is to be seen
    locked = Signal()  # a PIN is asked for before the register opens

    def __init__(self, place: str, *, who: str = "", today: date | None = None) -> None:
        """Nothing is opened before `begin`."""
        super().__init__()
        self._place, self._who, self._today = place, who, today
        self.jobs, self.reading, self.looking = Jobs(self), Jobs(self), Jobs(self)
        self._one_window = OneWindow()
        self.window = self._made_window()
        self.context: AppContext | None = None
        self._is_opening = True
        self._warm_up: threading.Thread | None = None
        self._has_charts = False
        self._keeper: BackupKeeper | None = None

    def begin(self) -> None:
        """Show the window with what can be known at once, then open the register behind it."""
        is_early = self._enter()
        self._show_window()
        if is_early:
            QTimer.singleShot(0, self.usable.emit)

    def open(self, place: str) -> None:
        """Open the register at `place` in this window."""
        self._place, self._is_opening = place, True
        self._enter()

    def _enter(self) -> bool:
        """Show what stands before the register: the lock, the first start, a first look; True when it takes keys."""
        try:
            refuse_lost(self._place)
            self._one_window.take(self._place)
            if opening.is_new(self._place):
                self._first_start(None)
                return True
            if self._is_locked():
                self._show_lock()
                return True
        except BukuError as error:
            self._not_opened(error)
            return True
        today = self._today or date.today()
        look = first_look(self._place, today) if self.context is None else None
        if look is not None:
            self._show_early(look, today)
        elif self.context is None:
            self.window.show_whole(Opening())
        # The first picture comes before the long imports.
        QTimer.singleShot(_OPEN_AFTER_MS, self.window, self._open_unlocked)
        return look is not None

    def _show_window(self) -> None:
        """Where it stood last; the first time the whole screen of a village laptop, its own size on a larger one."""
        is_full = False
        if _has_screen():
            screen = self.window.screen().availableSize()
            is_recalled = window_place.recall(self.window, window_file())
            # Remembered on a larger screen, or a first start on a small one: never beyond what is there.
            self.window.resize(self.window.size().boundedTo(screen))
            is_full = not is_recalled and (
                self.window.width() == screen.width() or self.window.height() == screen.height()
            )
        self.window.showMaximized() if is_full else self.window.show()
        self.window.activateWindow()

    def _show_early(self, look: FirstLook, today: date) -> None:
        if look.font_percent != theme.font_percent():
            self.window.set_font_percent(look.font_percent)
        args: dict[str, object] = {"day_id": look.day_id} if look.day_id else {"choose": True}
        early = EarlyBeranda(look, self._who, today, lambda: self.window.navigate("hari_buka", **args))
        self.window.show_early(early, look.where, self._who or look.kader_name)
        early.card.big.setFocus(Qt.FocusReason.OtherFocusReason)

    def explain_unforeseen(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The program's `sys.excepthook`: an error of ours becomes a sentence in the window, never a silent stop."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.window.complain(explained(error.with_traceback(trace)))

    # --- the lock before the register ---

    def _is_locked(self) -> bool:
        if opening.is_plain(self._place):
            return False
        from core.services.trust.access import is_locked

        return is_locked(self._place)

    def _show_lock(self) -> None:
        from core.services.trust.access import accounts_at
        from ui.pages.entrance.lock import Lock, LockPane
        from ui.widgets.usual_book import other_book_words

        place, pane = self._place, LockPane(accounts_at(self._place))
        page = Lock(pane, self.window.ask_other_register, other_book_words(place))
        pane.tried.connect(
            lambda account_id, pin: self._try(
                pane, lambda: opening.open_with_pin(place, account_id, pin, self._today, pane.refused), self._opened
            )
        )
        pane.code_tried.connect(
            lambda code: self._try(pane, lambda: opening.open_with_code(place, code, self._today), self._ask_new_pin)
        )
        self.window.show_whole(page, manual="akun")
        page.begin()
        self._is_opening = False
        self.locked.emit()
        QTimer.singleShot(_OPEN_AFTER_MS, self.window, self._import_while_typing)

    def _try(self, pane: "LockPane", work: Callable[[], Opened], then: Callable[[Opened], None]) -> None:
        pane.show_busy(is_busy=True)

        def refused(error: BukuError) -> None:
            if not isinstance(error, InputError):
                # Not the PIN: the file itself is damaged, or the disk refuses.
                self._not_opened(error)
                return
            pane.refuse(error, float(getattr(error, "wait_s", 0)))

        self.jobs.run("Memeriksa PIN", lambda _progress: work(), then, refused, can_cancel=False)

    def _ask_new_pin(self, opened: Opened) -> None:
        """The recovery code opened the register: who is it, and a new PIN for this computer."""
        from core.services.trust.accounts import enrol_here, list_accounts
        from ui.pages.entrance.new_key import NewKey

        register = opened.register
        page = NewKey(list_accounts(register))

        def enrol(account_id: str, pin: str) -> None:
            self.jobs.run(
                "Menyimpan PIN",
                lambda _progress: enrol_here(register, account_id, pin),
                lambda _outcome: self._opened(opened),
                page.refuse,
                can_cancel=False,
            )

        page.chosen.connect(enrol)
        self.window.show_whole(page, manual="akun")
        page.begin()

    def _import_while_typing(self) -> None:
        """What opening needs is imported while the PIN is typed."""
        if self._warm_up is None:
            self._warm_up = threading.Thread(target=_import_services, name="buku-warm-up", daemon=True)
            self._warm_up.start()

    # --- the open register ---

    def _open_unlocked(self) -> None:
        place = self._place
        self.jobs.run(
            "Membuka register",
            lambda _progress: opening.open_place(place, self._who, self._today),
            self._opened,
            self._not_opened,
            can_cancel=False,
        )

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being written, read or opened."""
        gate = self.window.gate
        is_calm = all(jobs.is_idle for jobs in (self.jobs, self.reading, self.looking))
        return is_calm and not self._is_opening and (gate is None or gate.is_idle)

    def leave(self) -> None:
        """The window was closed by its user: back up what was done today, then close."""
        self.window.hide()
        if self.window.gate is not None:
            self.window.gate.say_goodbye()
        if self._keeper is not None:
            self._keeper.last_look()
        self.close()

    def close(self) -> None:
        """Finish what runs and close the register."""
        if self._keeper is not None:
            self._keeper.close()
        if _has_screen():
            window_place.remember(self.window, window_file())
        if self.window.gate is not None:
            self.window.gate.close()
        for jobs in (self.looking, self.reading, self.jobs):
            jobs.close()
        if self._warm_up is not None:
            self._warm_up.join(timeout=5)
        if self.context is not None:
            self.context.register.close()
        self._one_window.release()

    def _opened(self, opened: Opened) -> None:
        self._is_opening = False
        self._take_context(opened)
        if opened.is_set_up:
            self._work()
        else:
            self._first_start(opened)

    def _take_context(self, opened: Opened) -> None:
        if self._keeper is not None:
            self._keeper.close()
            self._keeper = None
        if self.context is not None:
            # What the pages before still wanted to know is told to nobody: they are gone.
            self.reading.forget()
            self.looking.forget()
            if self.context.register is not opened.register:
                self.context.register.close()
            self._new_window()
        self.context = AppContext(
            opened.register, self.jobs, Refresher(self), self.window, opened.settings, self.reading, self.looking
        )
        self.window.context = self.context
        if opened.settings.font_percent != theme.font_percent():
            self.window.set_font_percent(opened.settings.font_percent)

    def _made_window(self) -> MainWindow:
        window = MainWindow()
        window.wants_register.connect(self.open)
        window.reopened.connect(lambda register: self._opened(opening.opened(register, self._who)))
        window.font_changed.connect(self._remember_font)
        return window

    def _new_window(self) -> None:
        """Another register gets a fresh window: no page may keep a name of the one before."""
        old, self.window = self.window, self._made_window()
        self.window.restoreGeometry(old.saveGeometry())
        self.window.show()
        old.deleteLater()
        old.hide()

    def _first_start(self, opened: Opened | None) -> None:
        """Ask the first questions: of a register that is to be made and locked, or of one that is open and empty."""
        from ui.pages.entrance.first_start import FirstStart

        self._is_opening = False
        founding = opening.Founding(self._place, self._today, opened.register if opened else None)
        page = FirstStart(self.window, self.jobs, founding, today=self._today or date.today(), asks_pin=opened is None)
        page.founded.connect(lambda: self._founded(founding))
        page.code_kept.connect(self._code_kept)
        page.done.connect(self._work_at)
        self.window.show_whole(page)
        page.begin()
        self.opened.emit(True)

    def _founded(self, founding: "opening.Founding") -> None:
        if founding.register is not None and self.context is None:
            self._one_window.take(self._place)
            self._take_context(opening.opened(founding.register, self._who))
        elif founding.register is not None and self.context is not None:
            self.context.settings = opening.opened(founding.register, self._who).settings

    def _code_kept(self) -> None:
        if self.context is not None:
            self.context.keep("Menyimpan pengaturan", is_code_kept=True)

    def _work_at(self, key: str) -> None:
        from ui.pages.entrance.first_start import IMPORT

        self._work()
        if key == IMPORT:
            self.window.bring_village_in()
        else:
            self.window.navigate(key, first_start=True)

    def _work(self) -> None:
        if self.context is not None:
            self.window.begin(self.context)
            self._keep_backups(self.context)
            self._check_date(self.context)
            self.opened.emit(True)
            QTimer.singleShot(_WARM_UP_MS, self.window, self._prepare_charts)

    def _check_date(self, context: AppContext) -> None:
        """A clock that was set back would make every age and report wrong: said before anything is written."""
        from core.services.trust.calendar_check import date_problem

        def told(problem: str) -> None:
            if problem:
                self.window.complain(InputError(problem))

        context.look_through("Memeriksa tanggal", lambda _progress: date_problem(context.register), told)

    def _keep_backups(self, context: AppContext) -> None:
        from ui.backup_keeper import BackupKeeper

        self._keeper = BackupKeeper(context, self)
        self._keeper.done.connect(self.window.show_state)
        self._keeper.told.connect(self.window.complain)

    def _prepare_charts(self) -> None:
        """Import the drawing in idle time, so that the first curve comes at once."""
        if not self._has_charts:
            self._has_charts = True
            self._warm_up = threading.Thread(target=_import_charts, name="buku-warm-up", daemon=True)
            self._warm_up.start()

    def _not_opened(self, error: BukuError) -> None:
        self._is_opening = False
        from ui.pages.entrance.cannot_open import CannotOpen

        is_open_elsewhere = isinstance(error, AlreadyOpen)
        title = "Buku ini sudah terbuka" if is_open_elsewhere else "Register belum bisa dibuka"
        page = CannotOpen(error, self._place, title)
        page.chosen.connect(self.open)
        page.rescue.connect(self._rescue)
        self.window.show_whole(page, manual="masalah")
        page.begin()
        self.opened.emit(False)

    def _rescue(self) -> None:
        from ui.dialogs.rescue_sheet import RescueSheet

        try:
            sheet = RescueSheet(self.window, self.jobs, Path(self._place), self._today or date.today())
        except BukuError as error:
            self.window.complain(error)
        else:
            self.window.open_sheet(sheet)

    def _remember_font(self, percent: int) -> None:
        if self.context is not None and self.context.settings.font_percent != percent:
            self.context.keep("Menyimpan ukuran huruf", font_percent=percent)


def _has_screen() -> bool:
    return QGuiApplication.platformName() != "offscreen"


def _import_services() -> None:
    import core.services.register
    import core.services.setup  # noqa: F401


def _import_charts() -> None:
    import charts.kms
    import charts.render  # noqa: F401


def make_application(arguments: list[str] | None = None) -> QApplication:
    """The one QApplication, dressed; made anew only when there is none."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(arguments if arguments is not None else sys.argv[:1])
    application.setApplicationName("Buku Posyandu")
    words = Indonesian(application)
    application.installTranslator(words)
    AltLetters(application)
    theme.apply(application)
    return application
